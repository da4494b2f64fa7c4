"""Join what stands on one printed line: words that wide gaps part, and the cells of a table's row."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.read.pages.shapes import Line
from whosays.read.pages.spelling import turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.pages.order import Row
    from whosays.read.pages.shapes import Words

# A gap of more letter heights than this parts cells; a smaller one may be a stretched space, and is one where the rows
# around have no cells below and above.
_CELLS, _SURE = 1.2, 3.0
# Edges of cells in two rows are the same edge when they differ by no more than this, in heights of a letter.
_SAME = 0.6
_MARKER = re.compile(
    r"\(?(?:\d{1,4}|[^\W\d_]|[ivxlIVXL]{1,5})[.)\]]|[•▪◦●○■□‣⁃∙·➢➤✓*–—-]|\[\d{1,4}\]|[*†‡§¶]{1,3}|[⁰¹²³⁴-⁹]{1,4}|\d{1,3}"
)


def join_rows(rows: Sequence[Row], words: Words, *, rtl: bool, width: float) -> list[Line]:
    """Return a line for each row of a region; a row of a table becomes one line with cells."""
    if all(len(row.lines) == 1 for row in rows):
        lines = [row.lines[0] for row in rows]
    else:
        tables = _tables(rows)
        lines = [_join(row, words, is_table=table, rtl=rtl) for row, table in zip(rows, tables, strict=True)]
    for line in lines:
        if rtl:
            turn(words, line)
        line.near, line.far = (width - line.right, width - line.left) if rtl else (line.left, line.right)
    return lines


def _tables(rows: Sequence[Row]) -> list[bool]:
    """Tell which rows are those of a table: by the rows beside them, or standing between two that are."""
    sure = [_has_company(rows, at) for at in range(len(rows))]
    between = [one and other for one, other in zip(sure, sure[2:], strict=False)]
    return [is_row or between_rows for is_row, between_rows in zip(sure, [False, *between, False], strict=False)]


def _has_company(rows: Sequence[Row], at: int) -> bool:
    """Ask whether a row is one of a table: a row beside it has cells at the same edges."""
    row = rows[at]
    if len(row.lines) < 2 or _is_stretched(row):
        return False
    for other in (*rows[max(at - 3, 0) : at], *rows[at + 1 : at + 4]):
        size = row.lines[0].size
        near = other.top - row.bottom < 3 * size and row.top - other.bottom < 3 * size
        if len(other.lines) > 1 and near and _same_edges(row.lines[1:], other.lines[1:], size):
            return True
    return False


def _is_stretched(row: Row) -> bool:
    """Ask whether a row is a line of text that was stretched to fill its column: single words, all gaps of one width."""
    if any(len(line.places) > 1 for line in row.lines) or len(row.lines) < 3:
        return False
    sides = sorted((line.left, line.right) for line in row.lines)
    gaps = [after[0] - before[1] for before, after in pairwise(sides)]
    return max(gaps) - min(gaps) < 0.25 * max(gaps)


def _same_edges(row: Sequence[Line], other: Sequence[Line], size: float) -> bool:
    """Ask whether a cell of one row begins, ends, or has its middle where one of the other row does."""
    return any(_meet(mine, theirs, _SAME * size) for mine, theirs in zip(_edges(row), _edges(other), strict=True))


def _edges(row: Sequence[Line]) -> tuple[list[float], list[float], list[float]]:
    lefts, rights = [line.left for line in row], [line.right for line in row]
    return sorted(lefts), sorted(rights), sorted((left + right) / 2 for left, right in zip(lefts, rights, strict=True))


def _meet(ones: list[float], others: list[float], most: float) -> bool:
    """Ask whether two numbers of two sorted lists are nearer to each other than `most`."""
    at = 0
    for one in ones:
        while at < len(others) and others[at] <= one - most:
            at += 1
        if at < len(others) and others[at] < one + most:
            return True
    return False


def _join(row: Row, words: Words, *, is_table: bool, rtl: bool) -> Line:
    lines = row.lines
    if len(lines) == 1:
        return lines[0]
    if is_table and len(lines) == 2 and _MARKER.fullmatch(lines[0].text.strip()):
        is_table = False
    parts: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        gap = (before.left - line.right if rtl else line.left - before.right) / max(before.size, line.size, 1)
        marker = len(parts) == 1 and len(parts[0]) == 1 and _MARKER.fullmatch(parts[0][0].text.strip())
        if gap > (_CELLS if is_table else _SURE) and not marker:
            parts.append([line])
        else:
            parts[-1].append(line)
    cells = [_merge(part, " ") for part in parts]
    if rtl:
        for cell in cells:
            turn(words, cell)
    if len(cells) == 1:
        return cells[0]
    out = _merge(cells, "\t")
    ends, at = [], -1
    for cell in cells:
        at += 1 + len(cell.text)
        ends.append(at)
    out.cells = tuple(ends)
    return out


def _merge(lines: Sequence[Line], between: str) -> Line:
    """Make one line of several; it looks like the one with most letters."""
    if len(lines) == 1:
        return lines[0]
    main = max(lines, key=lambda line: len(line.text))
    text, marks = "", []
    places: list[int] = []
    for line in lines:
        text += between if text else ""
        marks += [replace(mark, start=mark.start + len(text), end=mark.end + len(text)) for mark in line.marks]
        text += line.text
        places += line.places
    return Line(
        text,
        min(line.left for line in lines), min(line.top for line in lines),
        max(line.right for line in lines), max(line.bottom for line in lines),
        main.base, main.size, main.style, main.page, places, min(line.order for line in lines),
        marks=tuple(marks), block=main.block,
    )  # fmt: skip
