"""Hiding: what is kept out of all that leaves the case, with the reasons; how it leaves; the form that hides words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.judging.marking import find_all, is_words, places_of
from whosays.desk.marks import Mark, lay_out
from whosays.desk.page import Pages
from whosays.desk.pages.marking import Spot, spot_of
from whosays.publish.hidden.spellings import covered
from whosays.store.faults import NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.case.asking.browsing import Browsing
    from whosays.case.judging.hiding import Hidden
    from whosays.case.judging.marking import Place
    from whosays.desk.app import Desk
    from whosays.desk.behind import Given
    from whosays.desk.marks import Segment
    from whosays.desk.whole_case import Leaving
    from whosays.records import Document, Passage
    from whosays.text.joined import Span

pages = Pages()
AT_ONCE = 100
_PASSAGES = 150
_FOUND = 12  # places offered to choose from


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A document that has hidden words: its id and title, and how many stretches of it are hidden."""

    id: str
    title: str
    stretches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllHidden:
    """Some of the decisions that hide something, latest first, each with the address that opens its words; what that hides.

    `stretches` and `documents` are of all documents, None and empty until that is worked out (`waiting`).
    """

    total: int
    hides: tuple[tuple[Hidden, str | None], ...]
    more: int | None
    stretches: int | None
    documents: tuple[Touched, ...]
    waiting: bool


@pages.page("/hidden", "hidden.html")
def hidden(desk: Desk, start: int = 0) -> AllHidden:
    """Show what is hidden, why, by whom, and in which documents."""
    start = max(start, 0)
    with desk.browse() as browse:
        hiding = desk.hiding(browse)
        found = hiding.latest_first()
        given = _leaving(desk, browse) if found else None
        leaving = given.answer if given and given.is_new else None  # what held before the last decision would mislead
        most = sorted(leaving.stretches.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:AT_ONCE] if leaving else []
        heads = browse.lookup.shelf.heads(doc for doc, _ in most)
        return AllHidden(
            total=len(found),
            hides=tuple((one, _opens(browse, one)) for one in found[start : start + AT_ONCE]),
            more=start + AT_ONCE if start + AT_ONCE < len(found) else None,
            stretches=sum(map(len, leaving.stretches.values())) if leaving else None,
            documents=tuple(
                Touched(id=doc, title=head.title or head.name, stretches=len(spans))
                for doc, spans in most
                for head in [heads.get(doc)]  # type: ignore[call-overload, unused-ignore]
                if head
            ),
            waiting=bool(given and not given.is_new),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A passage as it leaves: its zone, and its pieces with blocks over what is hidden."""

    id: str
    zone: str
    pieces: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AsItLeaves:
    """A part of a document as it leaves the case; no passages until it is worked out (`waiting`)."""

    id: str
    title: str
    language: str
    stretches: int
    part: int
    parts: int
    passages: tuple[Row, ...]
    waiting: bool


@pages.page("/documents/{words}/leaves", "leaves.html")
def leaves(desk: Desk, words: str, part: int = 1) -> AsItLeaves:
    """Show a document as it leaves the case: in exports, reports and on a published site."""
    with desk.browse() as browse:
        doc = browse.view.stored.find_document(words)
        given = _leaving(desk, browse) if len(desk.hiding(browse)) else None
        parts = max(-(-len(browse.lookup.shelf.outline(doc.id)) // _PASSAGES), 1)
        part = min(max(part, 1), parts)
        leaving = given.answer if given and given.is_new else None
        spans = leaving.stretches.get(doc.id, ()) if leaving else ()
        waiting = given is not None and leaving is None
        passages = browse.lookup.shelf.passages(doc.id, start=(part - 1) * _PASSAGES, limit=_PASSAGES)
    return AsItLeaves(
        id=doc.id,
        title=(leaving and leaving.titles.get(doc.id)) or doc.title or doc.name,
        language=doc.languages[0] if doc.languages else "",
        stretches=len(spans),
        part=part,
        parts=parts,
        passages=tuple(_row(one, spans) for one in passages) if not waiting else (),
        waiting=waiting,
    )


def _row(passage: Passage, spans: Sequence[Span]) -> Row:
    marks = [Mark(start, end, "covered", "covered") for start, end in spans]
    pieces = (lay_out(covered(at.text, spans, at.start), at.start, marks) for at in passage.pieces if at.end > at.start)
    return Row(id=passage.id, zone=passage.zone, pieces=tuple(pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToHide:
    """The form that hides words of a document, found or not: `spot` is what is hidden, `found` are the places to choose from.

    `passage` is the id of the passage that the words stand in.
    """

    id: str
    title: str
    words: str
    spot: Spot | None
    found: tuple[Spot, ...]
    passage: str | None
    back: str


@pages.page("/documents/{words}/hide", "hide.html", role="reviewer")
def hide(desk: Desk, words: str, start: int = -1, end: int = -1, exact: str = "") -> ToHide:
    """Show the form that hides words of a document: those between two offsets, or those typed."""
    with desk.browse() as browse:
        doc = browse.view.stored.find_document(words)
        passages = list(browse.view.passages(doc.id))
        places = places_of(doc.text, passages, start, end) if 0 <= start < end else ()
        found: list[Place] = []
        if exact.strip() and not (places and is_words(doc.text, places, exact)):
            found = list(find_all(doc.text, exact))
            places = (found[0],) if len(found) == 1 else ()
        spot = spot_of(doc.text, places) if places else None
        return ToHide(
            id=doc.id,
            title=doc.title or doc.name,
            words=" ".join(exact.split()) or (spot.words if spot else ""),
            spot=spot,
            found=tuple(spot_of(doc.text, [place]) for place in found[:_FOUND]) if not spot else (),
            passage=_passage_of(passages, places),
            back=_back(doc, places),
        )


def _passage_of(passages: Sequence[Passage], places: Sequence[Place]) -> str | None:
    """Return the one passage that places stand in; None where they stand in several."""
    homes = {
        next((one.id for one in passages for piece in one.pieces if piece.start <= start and end <= piece.end), None)
        for start, end in places
    }
    return homes.pop() if len(homes) == 1 else None


def _back(doc: Document, places: Sequence[Place]) -> str:
    return f"/documents/{doc.id}?at={places[0][0]}&to={places[-1][1]}#found" if places else f"/documents/{doc.id}"


def _leaving(desk: Desk, browse: Browsing) -> Given[Leaving]:
    return desk.leaving.give(browse.lookup.state(), shelf=browse.lookup.shelf.stamp())


def _opens(browse: Browsing, one: Hidden) -> str | None:
    """Return the address that opens what is hidden; None where it is there no more."""
    if one.kind == "names":
        return f"/names/{one.record}" if browse.who.find(one.record) else None
    if one.kind == "claims":
        try:
            return f"/claims/{browse.view.stored.claim(one.record).id}"
        except NoSuchRecord:
            pass  # the words are where they were, and no claim is found in them any more
    return "/documents/{}?at={}&to={}#found".format(*one.place) if one.place else None
