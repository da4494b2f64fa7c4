"""Reader: a document with its claims marked in the text, and a card for each beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.cards import ClaimCard, make_card, page_of
from whosays.desk.marks import Mark, Segment, lay_out
from whosays.desk.page import Pages
from whosays.desk.page_pictures import pages_of

if TYPE_CHECKING:
    from whosays.case.analysing import Analysing
    from whosays.desk.app import Desk
    from whosays.records import Document, Passage

pages = Pages()
# Passages on one page of the reader: what stays quick to lay out and to scroll.
AT_ONCE = 150
_FOLDED = frozenset({"boilerplate", "page_furniture"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage: its zone, its text in segments (a piece each), and the cards that stand beside it."""

    id: str
    zone: str
    level: int | None
    number: str | None
    page: int | None
    folded: bool
    pieces: tuple[tuple[Segment, ...], ...]
    cards: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, and on which part of the document it stands."""

    passage: str
    words: str
    level: int
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A document, or a part of a long one."""

    id: str
    name: str
    title: str
    date: str | None
    author: str | None
    language: str
    capture: str
    characters: int
    part: int
    parts: int
    headings: tuple[Heading, ...]
    passages: tuple[Shown, ...]
    claims: int
    active: str | None
    pages: int


@pages.page("/documents/{words}", "reader.html")
def reader(desk: Desk, words: str, part: int = 1, claim: str | None = None) -> Reader:
    """Show a document by its id or name; with `claim`, the part that holds it."""
    with desk.ask() as ask:
        doc = ask.view.stored.find_document(words)
        passages = list(ask.view.passages(doc.id))
        cards = [make_card(one, ask) for one in ask.claims if one.doc == doc.id]
        if claim:
            start = next((card.start for card in cards if card.id == claim), 0)
            part = _part_of(passages, start)
        parts = max(-(-len(passages) // AT_ONCE), 1)
        part = min(max(part, 1), parts)
        shown = passages[(part - 1) * AT_ONCE : part * AT_ONCE]
        return Reader(
            id=doc.id,
            name=doc.name,
            title=doc.title or doc.name,
            date=doc.date,
            author=doc.author or doc.publisher,
            language=doc.languages[0] if doc.languages else "",
            capture=doc.capture,
            characters=len(doc.text),
            part=part,
            parts=parts,
            headings=_headings(passages),
            passages=_shown(shown, cards, doc, ask),
            claims=len(cards),
            active=claim,
            pages=pages_of(doc),
        )


def _part_of(passages: list[Passage], start: int) -> int:
    at = next((n for n, passage in enumerate(passages) for piece in passage.pieces if piece.start <= start < piece.end), 0)
    return at // AT_ONCE + 1


def _headings(passages: list[Passage]) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            passage=p.id,
            words=" ".join(" ".join(at.text for at in p.pieces).split()),
            level=p.level or 1,
            part=n // AT_ONCE + 1,
        )
        for n, p in enumerate(passages)
        if p.zone == "heading"
    )


def _shown(passages: list[Passage], cards: list[ClaimCard], doc: Document, ask: Analysing) -> tuple[Shown, ...]:
    looks = {card.id: f"{card.voice} {'hedged' if card.hedges else 'stated'}" for card in cards}
    marks = [
        Mark(at.start, at.end, claim.id, looks[claim.id]) for claim in ask.claims if claim.id in looks for at in claim.content
    ]
    made = []
    for passage in passages:
        inside = [piece for piece in passage.pieces if piece.end > piece.start]
        beside = tuple(card for card in cards if any(piece.start <= card.start < piece.end for piece in inside))
        made.append(
            Shown(
                id=passage.id,
                zone=passage.zone,
                level=passage.level,
                number=passage.number,
                page=passage.page or (page_of(doc.pages, inside[0].start) if inside else None),
                folded=passage.zone in _FOLDED,
                pieces=tuple(lay_out(piece.text, piece.start, marks) for piece in inside),
                cards=beside,
            )
        )
    return tuple(made)
