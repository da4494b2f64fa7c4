"""Put the lines of a page into columns, and columns into reading order.

1. Lines that stand side by side on one height make a row. Pages without such rows are read from top to bottom.
2. A gutter is a gap of such a row that the rows above and below leave free too. Where lines on its two sides run as text
   does, they are columns, read one after the other; where they are short and the file goes from side to side, they are rows
   of a table, and stay rows.
3. Each column is looked at in the same way again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.pages.shapes import Line

# So much of the height of the lower of two lines is shared where they stand on one height.
_SHARED = 0.5
# What stands lower than this, in sizes, stands in the next row.
_BESIDE = 0.6
# A gutter is at least so wide, in heights of a letter, and has so many lines on either side of it.
_GUTTER, _LEAST = 0.6, 3
# Lines of a column fill so much of its width, or have so many words, as a rule. Cells of a table do not.
_FILL, _WORDS = 0.7, 4
# Columns within columns within columns: more is no page, and a row has no more gaps that are worth a try.
_DEPTH, _GAPS = 6, 12
_LARGER = 1.08
_PLACE = attrgetter("base", "order")


@dataclass(slots=True)
class Row:
    """Lines on one height, from the near side to the far side."""

    lines: list[Line]
    top: float
    bottom: float


@dataclass(slots=True)
class Gutter:
    """A stretch of page, across, that rows `first:last` leave free."""

    low: float
    high: float
    first: int
    last: int


def put_in_order(lines: Sequence[Line], *, rtl: bool) -> list[list[Row]]:
    """Return the rows of each region of a page (a column, or what stands between columns), in reading order."""
    return _cut(list(lines), rtl=rtl, depth=0)


def make_rows(lines: Sequence[Line], *, rtl: bool) -> list[Row]:
    """Put lines on one height into rows, from top to bottom."""
    rows: list[Row] = []
    row: Row | None = None
    if not lines:
        return rows
    first = lines[0]
    for line in sorted(lines, key=_PLACE):
        # Far the most lines stand below the one before: they are told here.
        if row is None or line.base - first.base > _BESIDE * max(first.size, line.size) or not _beside(row, line):
            first, row = line, Row([line], line.top, line.bottom)
            rows.append(row)
        else:
            row.lines.append(line)
    for row in rows:
        if len(row.lines) > 1:
            row.lines.sort(key=lambda line: (-line.right if rtl else line.left, line.order))
            row.top, row.bottom = min(line.top for line in row.lines), max(line.bottom for line in row.lines)
    return rows


def _beside(row: Row, line: Line) -> bool:
    """Ask whether a line stands on the height of a row: shares most of its height, and lies over none of its lines."""
    first = row.lines[0]
    height = min(first.size, line.size)
    if abs(line.base - first.base) < 0.25 * height:
        return True
    shared = min(first.bottom, line.bottom) - max(first.top, line.top)
    if shared < _SHARED * min(first.height, line.height) or line.base - first.base > _BESIDE * max(first.size, line.size):
        return False
    return all(line.left >= other.right - 0.2 * height or line.right <= other.left + 0.2 * height for other in row.lines)


def _cut(lines: list[Line], *, rtl: bool, depth: int) -> list[list[Row]]:
    rows = make_rows(lines, rtl=rtl)
    if depth >= _DEPTH or all(len(row.lines) == 1 for row in rows):
        return [rows] if rows else []
    regions: list[list[Row]] = []
    plain: list[Row] = []
    at = 0
    while at < len(rows):
        gutter = _find_gutter(rows, at) if len(rows[at].lines) > 1 else None
        if gutter is None:
            plain.append(rows[at])
            at += 1
            continue
        while plain and _is_of(plain[-1], gutter, rows):
            plain.pop()
            gutter.first -= 1
        band = [line for row in rows[gutter.first : gutter.last] for line in row.lines]
        sides = [
            [line for line in band if line.right <= gutter.low + 0.1],
            [line for line in band if line.left >= gutter.high - 0.1],
        ]
        if not _are_columns(*sides):
            plain += rows[gutter.first : at] + rows[at : gutter.last]
        else:
            regions += [plain] if plain else []
            plain = []
            for side in reversed(sides) if rtl else sides:
                regions += _cut(side, rtl=rtl, depth=depth + 1)
        at = gutter.last
    return regions + ([plain] if plain else [])


def _find_gutter(rows: Sequence[Row], at: int) -> Gutter | None:
    """Return the gutter from row `at` on that reaches farthest; where two reach as far, the widest at its narrowest."""
    line = rows[at].lines
    best: Gutter | None = None
    for before, after in list(zip(*_across(line), strict=True))[:_GAPS]:
        found = _follow(rows, at, before, after)
        if found and (best is None or (found.last, found.high - found.low) > (best.last, best.high - best.low)):
            best = found
    return best


def _across(lines: Sequence[Line]) -> tuple[list[float], list[float]]:
    """Return where the gaps between the lines of a row begin and end, from left to right."""
    sides = sorted((line.left, line.right) for line in lines)
    reached, lows, highs = sides[0][1], [], []
    for left, right in sides[1:]:
        if left > reached:
            lows.append(reached)
            highs.append(left)
        reached = max(reached, right)
    return lows, highs


def _follow(rows: Sequence[Row], at: int, low: float, high: float) -> Gutter | None:
    """Follow a gap down the page as far as the rows leave it free."""
    wide = _GUTTER * rows[at].lines[0].size
    if high - low < wide:
        return None
    last = at
    for row in rows[at:]:
        lower, higher = low, high
        middle = (low + high) / 2
        for line in row.lines:
            if line.right <= middle:
                lower = max(lower, line.right)
            elif line.left >= middle:
                higher = min(higher, line.left)
            elif line.right - middle < middle - line.left:
                lower = max(lower, line.right)
            else:
                higher = min(higher, line.left)
        if higher - lower < wide:
            break
        low, high, last = lower, higher, last + 1
    while last - 1 > at and _heads_what_follows(rows, last - 1):
        last -= 1
    return Gutter(low, high, at, last)


def _heads_what_follows(rows: Sequence[Row], at: int) -> bool:
    """Ask whether a row at the end of columns is the heading of what stands below them: one line, larger than the row above."""
    line, before = rows[at].lines[0], rows[at - 1].lines[0]
    return len(rows[at].lines) == 1 and at + 1 < len(rows) and line.size > _LARGER * before.size


def _is_of(row: Row, gutter: Gutter, rows: Sequence[Row]) -> bool:
    """Ask whether a row above a gutter belongs to what stands beside it: leaves it free, and stands close."""
    below = rows[gutter.first]
    if below.top - row.bottom > 1.5 * row.lines[0].size:
        return False
    return all(line.right <= gutter.low + 0.1 or line.left >= gutter.high - 0.1 for line in row.lines)


def _are_columns(left: list[Line], right: list[Line]) -> bool:
    """Ask whether lines on the two sides of a gutter are columns of text, and not of a table."""
    if min(len(left), len(right)) < _LEAST:
        return False
    sides = sorted([(line.order, 0) for line in left] + [(line.order, 1) for line in right])
    switches = sum(one[1] != other[1] for one, other in pairwise(sides))
    full = [_is_full(side) for side in (left, right)]
    if switches == 1:
        return any(full) or min(map(_words, (left, right))) >= 2
    return all(full) and (switches <= 3 or min(map(_words, (left, right))) >= _WORDS)


def _is_full(side: Sequence[Line]) -> bool:
    """Ask whether the lines of a side fill it as running text does."""
    low, high = min(line.left for line in side), max(line.right for line in side)
    full = sum(line.right - line.left >= _FILL * (high - low) for line in side)
    return full * 2 > len(side) and _words(side) >= 3


def _words(side: Sequence[Line]) -> float:
    return median(len(line.places) for line in side)
