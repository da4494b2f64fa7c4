"""Compare how many a text says there are ("over 100 organisations") with the rows of the list that it prints.

A count is taken for that of a list where it is at least half of its rows and at most twice as many; of several lists, the
nearest in number. A small number is that of many things, so it has to stand close in front of the list. Rows that repeat
another are counted once; which they are, and which number has no row, is told beside the count. A list that is led in as an
excerpt ("including the following") is not compared: it does not mean to be whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.extract.material import PROSE
from whosays.problems import make_problem
from whosays.records import Entry, Problem
from whosays.text.counted import find_counts, leads_into_excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.material import Material
    from whosays.records import Anchor
    from whosays.text.counted import Counted

_FEWEST = 5  # a shorter list is too often about something else
_LARGE, _ABOVE = 20, 80  # a number from which on it is hardly of something else; characters from the count to its list
_CLOSE = 12  # characters between a line and the list that it leads into: line breaks, a number or bullet


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list: its first row, how many different entries it has, and what is odd about its rows."""

    first: Anchor
    different: int
    odd: tuple[str, ...]


class CountChecks:
    """Yields a Problem, with both places, where a count and the rows of its list do not agree, or rows are odd."""

    name = "count-checks"
    version = "1"
    makes = ("Problem",)

    def __call__(self, material: Material) -> Iterator[Problem]:
        """Yield the problems in the order of the counts in the text."""
        lists = _lists(material)
        if not lists:
            return
        rows = {passage.id for passage in material.passages if passage.zone in {"list_item", "table_row"}}
        for passage in material.passages:
            if passage.zone not in PROSE or passage.id in rows or not passage.pieces:
                continue
            joined = material.joined(passage)
            for count in find_counts(joined.text, material.language):
                if (listed := _meant(count, lists, passage.pieces[-1].end)) and (told := _told(count, listed)):
                    at = material.cut(joined, count.start, count.end)[0]
                    yield make_problem("count-against-list", told, at=at, against=listed.first)


def _lists(material: Material) -> list[_Listed]:
    """Return the lists that are long enough."""
    groups: dict[str, list[Entry]] = {}
    for entry in material.all(Entry):
        groups.setdefault(entry.list, []).append(entry)
    gaps = [problem for problem in material.all(Problem) if problem.code in {"empty-row", "page-metadata-row", "number-gap"}]
    found = []
    for rows in groups.values():
        if _is_excerpt(material, rows[0].at.start):
            continue
        repeated = [row for row in rows if any(flag.startswith("duplicate-of:") for flag in row.flags)]
        first, last = rows[0].at.start, rows[-1].at.end
        odd = [f"row {row.row} repeats another" for row in repeated]
        # A line of the page behind the last row takes a number too.
        odd += [gap.message for gap in gaps if gap.at and first <= gap.at.start <= last + 200]
        if len(rows) >= _FEWEST:
            found.append(_Listed(rows[0].at, len(rows) - len(repeated), tuple(odd)))
    return found


def _is_excerpt(material: Material, start: int) -> bool:
    """Ask whether the line that leads into a list says that it holds some of many."""
    over = [
        p for p in material.passages if p.pieces and p.zone in PROSE and p.zone != "list_item" and p.pieces[-1].end <= start
    ]
    lead = over[-1].pieces[-1] if over else None
    return lead is not None and start - lead.end < _CLOSE and leads_into_excerpt(lead.text, material.language)


def _meant(count: Counted, lists: list[_Listed], end: int) -> _Listed | None:
    """Return the list that a count may be of; `end` is where the passage of the count ends."""
    near = [
        one
        for one in lists
        if one.different <= 2 * count.number <= 4 * one.different
        and (count.number >= _LARGE or 0 <= one.first.start - end <= _ABOVE)
    ]
    return min(near, key=lambda one: abs(one.different - count.number), default=None)


def _told(count: Counted, listed: _Listed) -> str | None:
    """Return what there is to say of a count and its list, None where they agree and no row is odd."""
    fits = count.allows(listed.different)
    if fits and not listed.odd:
        return None
    bound = {"exact": "", "over": "at least ", "under": "at most ", "about": "about "}[count.bound]
    odd = f" ({'; '.join(listed.odd)})" if listed.odd else ""
    verdict = "which fits" if fits else "which does not fit"
    return f"the text counts {bound}{count.number}; the list has {listed.different} different entries{odd}, {verdict}"
