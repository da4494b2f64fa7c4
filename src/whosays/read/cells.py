"""The cells of one sheet of a workbook, whatever its format, with what the file hides, merges, links and remarks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.read.sheets import Remark

# The widest sheet that any format knows.
MOST_COLUMNS = 16_384
# So much filling of merged cells is done at most.
_MOST_FILLED = 1_000_000


@dataclass(slots=True)
class Cells:
    """The cells of a sheet: rows that have any, by number (from 1; columns from 0), and what was met on the way.

    `merged` are the corners of cells that span others (top, left, bottom, right), `filled` how many rows were filled from them,
    `taken` how much room all of it takes, in cells;
    `unvalued` are formulas without a value; `cut_at` the row behind which the limit of rows was met.
    """

    numbers: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    unvalued: list[str] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    filled: int = 0
    taken: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    cut_at: int | None = None
    damaged: str | None = None

    @property
    def last(self) -> int:
        """The number of the last row that was read, 0 without one."""
        return self.numbers[-1] if self.numbers else 0


def to_letters(place: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def fill_merged(cells: Cells) -> None:
    """Repeat the words of a cell that spans several rows in each of them that has words of its own."""
    work = 0
    for top, left, bottom, _ in cells.merged:
        first = bisect_left(cells.numbers, top)
        if bottom <= top or first >= len(cells.numbers) or cells.numbers[first] != top:
            continue
        words = cells.rows[first][left] if left < len(cells.rows[first]) else ""
        last = bisect_right(cells.numbers, bottom)
        work += last - first
        if not words or work > _MOST_FILLED:
            continue
        for row in cells.rows[first + 1 : last]:
            row.extend([""] * (left + 1 - len(row)))
            if not row[left]:
                row[left] = words
                cells.filled += 1
