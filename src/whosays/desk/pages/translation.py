"""Translations beside the original: what the reader shows, and the page on which they are typed, passage by passage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.case.writing.translating import can_ask, check_language
from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.records import DocumentId, Passage, PassageId
    from whosays.store.translations import Translation

pages = Pages()
# Passages on one page: what one still finds one's way in.
AT_ONCE = 40
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "syr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A passage and its translation, where it has one."""

    passage: PassageId
    zone: str
    number: str | None
    words: str
    translation: Translation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translating:
    """A part of a document beside its translation. `model` may be asked for one; `others` are languages that it has too."""

    id: DocumentId
    title: str
    language: str
    to: str
    to_name: str
    direction: str
    others: tuple[str, ...]
    part: int
    parts: int
    done: int
    of: int
    sides: tuple[Side, ...]
    model: str | None


@pages.page("/documents/{words}/translation", "translation.html")
def translation(desk: Desk, words: str, to: str = "en", part: int = 1) -> Translating:
    """Show a document beside its translation into a language, ready to be typed."""
    to = check_language(to)
    with desk.case.view() as view:
        doc = view.stored.find_document(words)
        total, _ = view.stored.to_translate(doc.id, limit=0)
        parts = max(-(-total // AT_ONCE), 1)
        part = min(max(part, 1), parts)
        _, passages = view.stored.to_translate(doc.id, start=(part - 1) * AT_ONCE, limit=AT_ONCE)
        held = {one.passage: one for one in view.stored.translations(doc.id, to)}
        others = view.stored.translated_into(doc.id)
    return Translating(
        id=doc.id,
        title=doc.title or doc.name,
        language=doc.languages[0] if doc.languages else "",
        to=to,
        to_name=language_name(to),
        direction=direction(to),
        others=tuple(one for one in others if one != to),
        part=part,
        parts=parts,
        done=min(len(held), total),
        of=total,
        sides=tuple(_side(one, held.get(one.id)) for one in passages),
        model=can_ask(desk.case.settings()),
    )


def translations_of(desk: Desk, doc: str, language: str) -> dict[PassageId, Translation]:
    """Return the translations of a document's passages that the reader shows beside them; none without a language."""
    return desk.case.translations(doc, language) if language else {}


def direction(language: str) -> str:
    """Return which way a language is written."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=64)
def language_name(tag: str) -> str:
    """Return what a language calls itself; the tag where that is not known."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(tag, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return name or tag


def _side(passage: Passage, held: Translation | None) -> Side:
    return Side(
        passage=passage.id,
        zone=passage.zone,
        number=passage.number,
        words="\n".join(piece.text for piece in passage.pieces),
        translation=held,
    )
