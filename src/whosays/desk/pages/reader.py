"""Reader: a document with its claims marked in the text, and a card for each beside it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.cards import ClaimCard, make_card, page_of
from whosays.desk.marks import Mark, Segment, lay_out
from whosays.desk.page import Pages
from whosays.desk.page_pictures import pages_of
from whosays.desk.pages.translation import translations_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.case.judging.hiding import Hidden, Hiding
    from whosays.desk.app import Desk
    from whosays.records import Anchor, Document, DocumentId, Passage, PassageId
    from whosays.store.known_claims import Known
    from whosays.store.shelf import Outline
    from whosays.store.translations import Translation
    from whosays.store.view import View

pages = Pages()
# Passages on one page of the reader: what stays quick to lay out and to scroll.
AT_ONCE = 150
_FOLDED = frozenset({"boilerplate", "page_furniture"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A number in the text that calls a note: the note's text, and the passage and part of the document where it stands."""

    id: str
    number: int
    end: int
    text: str
    passage: str | None
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage: its zone, its text in segments (a piece each), and the cards that stand beside it.

    `calls` are the notes that are called in it, by the id of the citation; the segments of their numbers are marked `call`.
    `hidden` are the decisions that hide words of it; all that is hidden in it is marked `covered`.
    """

    id: str
    zone: str
    level: int | None
    number: str | None
    page: int | None
    folded: bool
    pieces: tuple[tuple[Segment, ...], ...]
    cards: tuple[ClaimCard, ...]
    calls: dict[str, Call]
    hidden: tuple[Hidden, ...]


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
    translations: dict[PassageId, Translation]
    translated: tuple[str, ...]
    pages: int
    hides: bool


@pages.page("/documents/{words}", "reader.html")
def reader(  # noqa: PLR0917  # the fields of an address
    desk: Desk, words: str, part: int = 1, claim: str | None = None, at: int = -1, to: int = -1, translation: str = ""
) -> Reader:
    """Show a document by its id or name, or a part of it: the one with `claim`, or with the words from `at` to `to`.

    With `translation`, the one into that language stands beside it.
    """
    with desk.browse() as browse:
        doc = browse.view.stored.find_document(words)
        outline = browse.lookup.shelf.outline(doc.id)
        if claim:
            part = _part_of(outline, browse.claim(claim).claim.content[0].start)
        elif at >= 0:
            part = _part_of(outline, at)
        parts = max(-(-len(outline) // AT_ONCE), 1)
        part = min(max(part, 1), parts)
        passages = browse.lookup.shelf.passages(doc.id, start=(part - 1) * AT_ONCE, limit=AT_ONCE)
        claims = browse.claims_between(doc.id, *_span(passages))
        hiding = desk.hiding(browse)
        covered = hiding.spans(doc, *_span(passages))
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
            headings=_headings(outline, doc.text),
            passages=_shown(
                passages,
                [make_card(one) for one in claims],
                doc,
                _calls(browse.view.stored, doc.id, outline, _span(passages)),
                [*_marks(claims), *_found(at, to), *(Mark(low, high, "covered", "covered") for low, high in covered)],
                hiding=hiding,
            ),
            claims=browse.lookup.claims.count(doc.id),
            active=claim,
            translations=translations_of(desk, doc.id, translation),
            translated=tuple(browse.view.stored.translated_into(doc.id)),
            pages=pages_of(doc),
            hides=bool(covered),
        )


def _span(passages: list[Passage]) -> tuple[int, int]:
    """Return the stretch of the document that some passages cover."""
    pieces = [piece for passage in passages for piece in passage.pieces]
    return (min(piece.start for piece in pieces), max(piece.end for piece in pieces)) if pieces else (0, 0)


def _part_of(outline: list[Outline], start: int) -> int:
    at = next((n for n, passage in enumerate(outline) for piece in passage.pieces if piece.start <= start < piece.end), 0)
    return at // AT_ONCE + 1


def _headings(outline: list[Outline], text: str) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            passage=one.id,
            words=" ".join(" ".join(text[at.start : at.end] for at in one.pieces).split()),
            level=one.level or 1,
            part=n // AT_ONCE + 1,
        )
        for n, one in enumerate(outline)
        if one.zone == "heading"
    )


def _calls(stored: View, doc: DocumentId, outline: list[Outline], within: tuple[int, int]) -> dict[Anchor, Call]:
    """Return the notes that are called in a stretch of a document, by the place where the text calls them."""
    cites = (stored.current(one) for one in stored.citations(doc) if one.anchor and within[0] <= one.anchor.start < within[1])
    starts = {piece.start: n for n, passage in enumerate(outline) for piece in passage.pieces}
    order = sorted(starts)
    calls: dict[Anchor, Call] = {}
    for cite in cites:
        if cite.anchor is None or cite.note is None:
            continue
        at = bisect_right(order, cite.note.start) - 1
        n = starts[order[at]] if at >= 0 else 0
        calls[cite.anchor] = Call(
            id=cite.id,
            number=cite.number,
            end=cite.anchor.end,
            text=" ".join(cite.note.text.split()),
            passage=outline[n].id if at >= 0 else None,
            part=n // AT_ONCE + 1,
        )
    return calls


def _marks(claims: list[Known]) -> Iterator[Mark]:
    """Yield where the words of claims stand."""
    for one in claims:
        look = f"{one.voice} {'hedged' if one.claim.hedges else 'stated'}"
        yield from (Mark(at.start, at.end, one.claim.id, look) for at in one.claim.content)


def _found(at: int, to: int) -> Iterator[Mark]:
    """Yield where the words stand that a search has found."""
    if 0 <= at < to:
        yield Mark(at, to, "found", "found")


def _shown(
    passages: list[Passage],
    cards: list[ClaimCard],
    doc: Document,
    calls: dict[Anchor, Call],
    marks: list[Mark],
    *,
    hiding: Hiding,
) -> tuple[Shown, ...]:
    marks = [*marks, *(Mark(at.start, at.end, call.id, "call") for at, call in calls.items())]
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
                calls={
                    call.id: call for at, call in calls.items() if any(piece.start <= at.start < piece.end for piece in inside)
                },
                hidden=tuple(dict.fromkeys(one for piece in inside for one in hiding.at(doc, piece.start, piece.end))),
            )
        )
    return tuple(made)
