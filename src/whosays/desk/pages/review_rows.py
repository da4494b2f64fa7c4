"""Review of rows: one row of a list at a time, those first that carry a problem or a remark, with the rows around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages
from whosays.problems import CODES
from whosays.publish.hidden.judgements import without_key
from whosays.records import Entry, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.case.whole import WholeView
    from whosays.desk.app import Desk
    from whosays.records import Anchor, Judgement

pages = Pages()
# What can be odd about a row of a list. "count-against-list" is about the text that counts, so it is no row's.
ROW_CODES = ("country-unknown", "duplicate-row", "empty-row", "number-gap", "page-metadata-row")
_AROUND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the reader noted on a row: the sign, and the words or the row that it points at."""

    sign: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Words that a problem sets against a row: where they stand."""

    doc: str
    document: str
    start: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A problem of a row: its code, what that means, what is told of this one, the words that it is against."""

    code: str
    meaning: str
    message: str
    against: Against | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowItem:
    """A row with its words, the rows of its list around it, its problems and remarks."""

    entry: Entry
    document: str
    words: str
    around: tuple[Entry, ...]
    odd: tuple[Odd, ...]
    remarks: tuple[Remark, ...]
    judgements: tuple[Judgement, ...]
    repair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsReview:
    """The row to decide on, how many wait, the rows that were decided on last and how."""

    waiting: int
    at: int
    following: str | None
    item: RowItem | None
    decided: tuple[tuple[Entry, str], ...]


@pages.page("/review/rows", "review_rows.html")
def review_rows(desk: Desk, after: str = "") -> RowsReview:
    """Show the next row that nobody has decided on; with `after`, the one behind that row (which was skipped)."""
    with desk.browse() as browse:
        view = browse.view
        waiting = view.stored.open_rows(ROW_CODES)
        at = waiting.index(after) + 1 if after in waiting else 0
        at = 0 if at >= len(waiting) else at
        chosen = waiting[at] if waiting else None
        return RowsReview(
            waiting=view.stored.count_open_rows(),
            at=at + 1 if waiting else 0,
            following=chosen,
            item=_item(view, chosen) if chosen else None,
            decided=tuple(_decided(view)),
        )


def _decided(view: WholeView) -> Iterator[tuple[Entry, str]]:
    for one in view.stored.lately_decided(40):
        if one.startswith("row-") and view.stored.standing(one) == "shown" and view.status(one) != "proposed":
            entry = view.stored.record(one)
            if isinstance(entry, Entry):
                yield view.stored.current(entry), view.status(one)


def _item(view: WholeView, chosen: str) -> RowItem:
    entry = view.stored.record(chosen)
    assert isinstance(entry, Entry)
    doc = view.document(entry.at.doc)
    listed = [one for one in view.entries(entry.at.doc) if one.list == entry.list]
    at = next((n for n, one in enumerate(listed) if one.id == entry.id), 0)
    problems = [view.stored.record(one) for one in view.stored.beside(chosen, "problem")]
    told = [one for one in problems if isinstance(one, Problem) and one.code in ROW_CODES]
    remarks = tuple(_remark(flag) for flag in entry.flags)
    typo = next((remark.value.partition("→") for remark in remarks if remark.sign == "typo?"), ("", "", ""))
    return RowItem(
        entry=entry,
        document=doc.title or doc.name,
        words=" ".join(entry.at.text.split()),
        around=tuple(listed[max(at - _AROUND, 0) : at + _AROUND + 1]),
        odd=tuple(_odd(view, problem) for problem in told),
        remarks=remarks,
        judgements=tuple(map(without_key, view.judgements(entry.id))),
        repair=entry.repair or (entry.name.replace(typo[0], typo[2], 1) if typo[2] and typo[0] in entry.name else ""),
    )


def _odd(view: WholeView, problem: Problem) -> Odd:
    return Odd(
        code=problem.code,
        meaning=CODES.get(problem.code, problem.code),
        message=problem.message,
        against=_against(view, problem.against) if problem.against else None,
    )


def _against(view: WholeView, at: Anchor) -> Against:
    doc = view.document(at.doc)
    return Against(doc=doc.id, document=doc.title or doc.name, start=at.start, words=" ".join(at.text.split()))


def _remark(flag: str) -> Remark:
    sign, _, value = flag.partition(":")
    return Remark(sign=sign, value=value)
