"""Put the rows of tables (delimited text, sheets of a workbook) together to a text with zones.

One row is one line, a tab between its cells. A cell holds no tab and no line end: both become a space, the words stay.
Blank rows between others are one blank line. Rows of one cell above a table, and after a gap below it, are its title and
remarks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.records import Zone
    from whosays.text.joined import Span

# A larger table is data to compute with, not a document to read. The message says where reading stopped.
MOST_ROWS, MOST_CELLS = 200_000, 4_000_000
_BREAKS = re.compile(r"[ ]*[\r\n\t]+[ ]*")
# A remark below a table may follow it without a gap where it is as long as no name is.
_LONG = 100


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark on a cell: the row's number, the column from 0, the words, and who wrote them."""

    number: int
    place: int
    words: str
    author: str | None


@dataclass(slots=True)
class Sheet:
    """The rows of one table that have words: the number of each, as a spreadsheet shows it, and its line.

    `starts` are where the lines begin in the text, as soon as there is one; `links` are (row, column from 0, address).
    """

    name: str | None = None
    numbers: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, number: int, cells: Sequence[str]) -> None:
        """Take in a row; one without words is passed over."""
        line = "\t".join(cells)
        if not line or line.isspace():
            return
        if "\n" in line or "\r" in line or line.count("\t") >= len(cells):
            line = "\t".join(_BREAKS.sub(" ", cell.strip()) for cell in cells)
        self.numbers.append(number)
        self.lines.append(line.rstrip())

    def span(self, number: int, place: int) -> Span | None:
        """Return where the words of a cell stand in the text, None for an empty one."""
        at = bisect_left(self.numbers, number)
        if at >= len(self.starts) or self.numbers[at] != number:
            return None
        cells = self.lines[at].split("\t")
        if place >= len(cells) or not cells[place].strip():
            return None
        start = self.starts[at] + sum(map(len, cells[:place])) + place
        words = cells[place]
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def to_text(sheets: Sequence[Sheet]) -> tuple[str, tuple[Draft, ...]]:
    """Return the text of all sheets, each under its name where it has one, with its remarks below, and the zones."""
    parts: list[str] = []
    drafts: list[Draft] = []
    at = 0
    for sheet in sheets:
        if parts:
            parts.append("")
            at += 1
        if sheet.name:
            parts.append(sheet.name)
            drafts.append(Draft(zone="heading", spans=((at, at + len(sheet.name)),), level=1))
            at += len(sheet.name) + 1
        at = _lay_rows(sheet, parts, drafts, at)
        for remark in sheet.remarks:
            parts.append(remark.words)
            called_at = sheet.span(remark.number, remark.place)
            spans = ((at, at + len(remark.words)),)
            drafts.append(Draft(zone="comment", spans=spans, author=remark.author, called_at=called_at))
            at += len(remark.words) + 1
    return "\n".join(parts) + ("\n" if parts else ""), tuple(drafts)


def _lay_rows(sheet: Sheet, parts: list[str], drafts: list[Draft], at: int) -> int:
    """Add the rows of a sheet from offset `at` on; returns the offset behind them."""
    last = None
    for number, line, zone in zip(sheet.numbers, sheet.lines, _zones(sheet), strict=True):
        if last is not None and number > last + 1:
            parts.append("")
            at += 1
        last = number
        sheet.starts.append(at)
        parts.append(line)
        end = at + len(line)
        if zone == "table_row":
            drafts.append(Draft(zone=zone, spans=((at, end),), number=str(number)))
        else:
            drafts.append(Draft(zone=zone, spans=((end - len(line.lstrip()), end),)))
        at = end + 1
    return at


def _zones(sheet: Sheet) -> list[Zone]:
    lines, numbers = sheet.lines, sheet.numbers
    zones: list[Zone] = ["table_row"] * len(lines)
    first = next((place for place, line in enumerate(lines) if "\t" in line.strip()), None)
    if first is None:
        return zones
    zones[:first] = ["paragraph"] * first
    last = len(lines) - 1
    while last > first and "\t" not in lines[last].strip():
        last -= 1
    for place in range(last + 1, len(lines)):
        if numbers[place] > numbers[place - 1] + 1 or len(lines[place]) > _LONG:
            zones[place:] = ["paragraph"] * (len(lines) - place)
            break
    return zones
