"""Compare: two documents, captures or visits word by word and claim by claim, or two editions of a list row by row."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.case.asking.editions import compare_lists
from whosays.derived import published
from whosays.desk.page import Pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.analyse.claim_diff import ClaimChange
    from whosays.analyse.compare import Changed, Comparison, FieldChange, NameChange
    from whosays.analyse.differences import Difference
    from whosays.analyse.registers import Edition
    from whosays.analyse.word_diff import Run
    from whosays.case.whole import WholeView
    from whosays.desk.app import Desk
    from whosays.records import Claim, Document, Entry

pages = Pages()
# Changed passages on one page.
AT_ONCE = 60
# So many to choose from; more are found by typing a name.
_OFFERED = 300
# Of a long stretch that is the same, so many characters are shown beside what changed.
_AROUND = 120
# Seconds that a comparison is remembered: for the time of turning its pages. A long one takes seconds to make.
_REMEMBERED = 120.0

Way = Literal["beside", "inline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Something that can be compared: its id, what it is called, how much of it there is, when it was captured."""

    id: str
    name: str
    size: int | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bit:
    """Words that are the same, gone or new; `spaced`: a blank stands in front of them."""

    kind: Literal["same", "gone", "new"]
    words: str
    spaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """A passage that is not the same: both sides, and what its changed words are about."""

    kind: str
    zone: str
    moved: bool
    before: str | None
    after: str | None
    inline: tuple[Bit, ...]
    left: tuple[Bit, ...]
    right: tuple[Bit, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown:
    """A claim that is gone, new or altered: its words, which claim that is on either side, and in what it differs."""

    kind: str
    before: str | None
    after: str | None
    bits: tuple[Bit, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two documents."""

    id: str
    title: str
    name: str
    date: str | None
    capture: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two documents with what differs, a part of it where there is much."""

    sides: tuple[Side, Side]
    counts: dict[str, int]
    same: bool
    fields: tuple[FieldChange, ...]
    changes: tuple[ChangeShown, ...]
    claims: tuple[ClaimShown, ...]
    names: tuple[NameChange, ...]
    furniture: int
    renumbered: int
    part: int
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSide:
    """One of the two editions."""

    list: str
    doc: str
    document: str
    heading: str | None
    date: str | None
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """What became of a row of a list, and why that is thought."""

    change: str
    before: Entry | None
    after: Entry | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsCompared:
    """Two editions of a list with every difference."""

    sides: tuple[ListSide, ListSide]
    kept: int
    rows: tuple[RowShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """What can be compared; and, where two are chosen, what differs."""

    a: str
    b: str
    way: Way
    documents: tuple[Offered, ...]
    versions: tuple[tuple[Offered, ...], ...]
    lists: tuple[Offered, ...]
    compared: Compared | None
    editions: ListsCompared | None


@pages.page("/compare", "compare.html")
def compare(desk: Desk, a: str = "", b: str = "", way: str = "beside", part: int = 1) -> Compare:
    """Show what differs between two documents, captures, visits or lists; without any, what can be compared."""
    chosen = bool(a and b)
    of_lists = chosen and a.startswith("lst-") and b.startswith("lst-")
    with desk.case.view() as view:
        documents, versions, lists = ((), (), ()) if chosen else _offered(view)
    return Compare(
        a=a,
        b=b,
        way="inline" if way == "inline" else "beside",
        documents=documents,
        versions=versions,
        lists=lists,
        compared=_documents(desk, a, b, part) if chosen and not of_lists else None,
        editions=_lists(desk, a, b) if of_lists else None,
    )


# What can be compared


def _offered(view: WholeView) -> tuple[tuple[Offered, ...], tuple[tuple[Offered, ...], ...], tuple[Offered, ...]]:
    _, heads = view.stored.lookup.lists(start=0, limit=_OFFERED)
    lists = (Offered(id=one.list, name=one.doc.title or one.doc.name, size=one.rows) for one in heads)
    documents = tuple(Offered(id=one, name=name) for one, name in view.stored.named_documents(_OFFERED))
    return documents, (*_visited(view), *_alike(view)), tuple(lists)


def _visited(view: WholeView) -> Iterator[tuple[Offered, ...]]:
    """Yield the captures of each address that brought different ones, by visit, earliest first."""
    by_source: dict[str, dict[str, Offered]] = {}
    for visit in view.stored.visits():
        if visit.capture and visit.outcome in {"first", "changed", "moved"}:
            seen = by_source.setdefault(visit.source, {})
            seen.setdefault(visit.capture, Offered(id=visit.id, name=visit.url, when=visit.when[:16]))
    yield from (tuple(seen.values()) for seen in by_source.values() if len(seen) > 1)


def _alike(view: WholeView) -> Iterator[tuple[Offered, ...]]:
    """Yield the documents that have one name."""
    for ids in view.stored.named_alike(_OFFERED):
        docs = [view.document(one) for one in ids[:12]]  # type: ignore[arg-type]  # ids of documents
        yield tuple(Offered(id=doc.id, name=doc.name, when=published(doc)) for doc in docs)


# Two documents

_Key = tuple[str, str, str, tuple[int, int]]
_MOST_HELD = 4
_held: dict[_Key, tuple[float, Comparison]] = {}


def _documents(desk: Desk, a: str, b: str, part: int) -> Compared:
    found = _compared(desk, a, b)
    with desk.case.view() as view:
        sides = _side(view.document(found.before)), _side(view.document(found.after))
    parts = max(-(-len(found.passages) // AT_ONCE), 1)
    part = min(max(part, 1), parts)
    return Compared(
        sides=sides,
        counts=found.counts,
        same=found.is_same,
        fields=found.fields,
        changes=tuple(_change(one) for one in found.passages[(part - 1) * AT_ONCE : part * AT_ONCE]),
        claims=tuple(_claim(one) for one in found.claims[(part - 1) * AT_ONCE : part * AT_ONCE]),
        names=found.names[:AT_ONCE] if part == 1 else (),
        furniture=len(found.furniture),
        renumbered=found.renumbered,
        part=part,
        parts=max(parts, -(-len(found.claims) // AT_ONCE)),
    )


def _compared(desk: Desk, a: str, b: str) -> Comparison:
    """Compare two documents, or remember how they compared while somebody turns the pages."""
    with desk.case.view() as view:
        key = (str(desk.case.folder), a, b, view.stored.stamp())
    now = time.monotonic()
    for old in [one for one, (made, _) in [*_held.items()] if now - made > _REMEMBERED]:
        _held.pop(old, None)
    held = _held.get(key)
    if held is None:
        while len(_held) >= _MOST_HELD:
            _held.pop(next(iter(_held)), None)
        held = _held[key] = (now, desk.case.compare(a, b))
    return held[1]


def forget_compared() -> None:
    """Let go of the comparisons that are kept while somebody turns the pages."""
    _held.clear()


def _side(doc: Document) -> Side:
    return Side(
        id=doc.id,
        title=doc.title or doc.name,
        name=doc.name,
        date=published(doc),
        capture=doc.capture,
        language=doc.languages[0] if doc.languages else "",
    )


def _change(changed: Changed) -> ChangeShown:
    passage = changed.passage
    bits = tuple(_bits(passage.runs, shorten=passage.kind == "changed"))
    return ChangeShown(
        kind=passage.kind,
        zone=passage.zone,
        moved=passage.moved,
        before=next(iter(passage.before), None),
        after=next(iter(passage.after), None),
        inline=bits,
        left=tuple(bit for bit in bits if bit.kind != "new"),
        right=tuple(bit for bit in bits if bit.kind != "gone"),
        differences=changed.differences,
    )


def _bits(runs: Sequence[Run], *, shorten: bool) -> Iterator[Bit]:
    """Yield the words of runs; of a long stretch that is the same, the middle is left out."""
    for number, run in enumerate(runs):
        words = " ".join(" ".join(anchor.text.split()) for anchor in run.after or run.before)
        if shorten and run.kind == "same":
            words = _shortened(words, is_first=number == 0, is_last=number == len(runs) - 1)
        yield Bit(kind=run.kind, words=words, spaced=run.spaced and number > 0)


def _shortened(words: str, *, is_first: bool, is_last: bool) -> str:
    if len(words) <= 3 * _AROUND:
        return words
    begin = "" if is_first else words[:_AROUND].rpartition(" ")[0] or words[:_AROUND]
    end = "" if is_last else words[-_AROUND:].partition(" ")[2] or words[-_AROUND:]
    return f"{begin} … {end}".strip()


def _claim(change: ClaimChange) -> ClaimShown:
    alone = change.after or change.before
    assert alone is not None
    kind: Literal["same", "gone", "new"] = "same"
    if change.kind != "altered":
        kind = change.kind
    bits = tuple(_bits(change.runs, shorten=True)) or (Bit(kind=kind, words=_words(alone), spaced=False),)
    return ClaimShown(
        kind=change.kind,
        before=change.before.id if change.before else None,
        after=change.after.id if change.after else None,
        bits=bits,
        differences=change.differences,
    )


def _words(claim: Claim) -> str:
    return " … ".join(" ".join(at.text.split()) for at in claim.content)


# Two editions of a list


def _lists(desk: Desk, a: str, b: str) -> ListsCompared:
    with desk.browse() as browse:
        found = compare_lists(browse.view, a, b)
    return ListsCompared(
        sides=(_list_side(found.before), _list_side(found.after)),
        kept=len(found.of("kept")),
        rows=tuple(
            RowShown(change=one.change, before=one.before, after=one.after, reason=one.reason)
            for one in found.changes
            if one.change != "kept"
        ),
    )


def _list_side(edition: Edition) -> ListSide:
    return ListSide(
        list=edition.list,
        doc=edition.doc,
        document=edition.document,
        heading=edition.heading,
        date=edition.date,
        rows=len(edition.rows),
    )
