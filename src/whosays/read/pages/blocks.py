"""Put the lines of a column together to blocks: paragraphs, headings, list items, rows of tables.

A block ends where the next line is of another size or weight, stands farther below than usual, begins with a marker or an
indent, or where a line stops short although the next word would have fitted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from whosays.read.lines import ends_sentence, goes_on, hangs
from whosays.read.pages.shapes import BOLD
from whosays.read.units import BULLET, NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.pages.measure import Column
    from whosays.read.pages.shapes import Line

Kind = Literal["text", "item", "row"]

# A line this much farther below than usual begins something else; so does one of another size by this share.
_FARTHER, _SIZE = 1.22, 0.07
# An indent of a first line, in sizes; less is unsteady setting.
_INDENT = 0.8
# A line stops short when the next word would have fitted with so much room to spare, in sizes. Ragged lines may leave one
# syllable's room; a line that ends a sentence needs less.
_ROOM, _ROOM_AT_END = 2.0, 0.7
# A line between two rows of a table belongs to the one above when rows stand no farther apart than this, in sizes.
_BETWEEN_ROWS = 2.2
# Years and amounts are no numbers of a list.
_MOST = 1000
_ARABIC_NUMBER = re.compile(r"([\u0660-\u0669\u06f0-\u06f9]{1,3}\s?[-–.)ـ])\s*(?=\S)")


@dataclass(slots=True)
class Block:
    """Lines that belong together. `skip` is where the words begin after the marker of an item, `place` its place in order."""

    kind: Kind
    lines: list[Line]
    column: Column
    region: int
    gap: float
    place: int = 0
    number: str | None = None
    marker: tuple[int, int] | None = None
    skip: int = 0
    indented: bool = False
    more: list[Block] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def words(self) -> str:
        """The words of all lines, without the marker."""
        if len(self.lines) == 1:
            return self.lines[0].text[self.skip :]
        return " ".join([self.lines[0].text[self.skip :], *(line.text for line in self.lines[1:])])

    @property
    def is_bold(self) -> bool:
        """Ask whether all of it is bold."""
        return all(line.style & BOLD for line in self.lines)


def make_blocks(region: Sequence[Line], column: Column, number: int) -> list[Block]:
    """Put the lines of a region together to blocks.

    Args:
        region: the lines, from top to bottom.
        column: how the region is set.
        number: which region it is.
    """
    blocks: list[Block] = []
    held: Block | None = None
    for at, line in enumerate(region):
        before = region[at - 1] if at else None
        after = region[at + 1] if at + 1 < len(region) else None
        if held is None or before is None or _ends(held, before, line, after, column):
            gap = (line.base - before.base) / line.size if before else 9.0
            held = _begin(line, column, number, gap)
            blocks.append(held)
        else:
            held.lines.append(line)
    return blocks


def _begin(line: Line, column: Column, number: int, gap: float) -> Block:
    indented = line.near > column.near + _INDENT * line.size
    if line.cells:
        return Block("row", [line], column, number, gap, indented=indented)
    block = Block("text", [line], column, number, gap, indented=indented)
    if found := marker_of(line.text):
        block.kind, block.number, block.skip = "item", found[0], found[2]
        block.marker = (0, found[1])
    return block


def marker_of(text: str) -> tuple[str, int, int] | None:
    """Return the marker with which a line begins as an item: what it says, where it ends, where the words begin."""
    if found := BULLET.match(text):
        return found[1], found.end(1), found.end()
    if found := NUMBER.match(text) or _ARABIC_NUMBER.match(text):
        label = found[1].strip("().-–]ـ ")
        if label.isdecimal() and int(label) >= _MOST:
            return None
        return label, found.end(1), found.end()
    return None


def _ends(held: Block, before: Line, line: Line, after: Line | None, column: Column) -> bool:
    """Ask whether the held block ends before `line`."""
    step = (line.base - before.base) / line.size
    if held.kind == "row" or line.cells:
        return not _wraps_in_cell(held, before, (line, after), step)
    if abs(line.size - before.size) > _SIZE * before.size or not line.upright:
        return True
    if step > _FARTHER * max(column.lead, 1.0) or step < -0.5:
        return True
    if (line.style ^ before.style) & BOLD and (before.style & BOLD or _is_alone(held, column)):
        return True
    if _opens_item(held, before, line, after):
        return True
    if _indents(held, before, line, after, column):
        return True
    return _stops_short(held, before, line, column)


def _wraps_in_cell(held: Block, before: Line, lines: tuple[Line, Line | None], step: float) -> bool:
    """Ask whether a line goes on with a cell of the row before it: it stands between rows, or not where lines begin."""
    line, after = lines
    if held.kind != "row" or line.cells or step > _BETWEEN_ROWS or abs(line.size - before.size) > _SIZE * before.size:
        return False
    if after is not None and after.cells and (after.base - line.base) / line.size <= _BETWEEN_ROWS:
        return line.far - line.near < 0.7 * (held.column.far - held.column.near)
    if step > 1.5:
        return False
    return line.near > held.first.near + 1.5 * line.size and not _INDENT * line.size > line.near - held.column.near


def _is_alone(held: Block, column: Column) -> bool:
    last = held.lines[-1]
    return last.far < column.far - 2 * last.size


def _opens_item(held: Block, before: Line, line: Line, after: Line | None) -> bool:
    found = marker_of(line.text)
    if found is None:
        return False
    label = found[0]
    if not label[0].isalnum():
        return label not in "–—-" or held.kind == "item" or ends_sentence(before.text) or line.near > before.near + line.size
    if held.kind == "item" and held.number and _next_to(held.number, label):
        return abs(line.near - held.first.near) < 2.5 * line.size
    if hangs(before.text):
        return False
    hung = after is not None and after.near > line.near + _INDENT * line.size
    stands_out = line.near < before.near - _INDENT * line.size
    return ends_sentence(before.text) or hung or stands_out or (label == "1" and before.far < held.column.far - 2 * line.size)


def _next_to(number: str, label: str) -> bool:
    if number.isdecimal() and label.isdecimal():
        return 0 < int(label) - int(number) <= 3
    return len(number) == len(label) == 1 and ord(label) - ord(number) == 1


def _indents(held: Block, before: Line, line: Line, after: Line | None, column: Column) -> bool:
    """Ask whether the indent of a line says that it begins something."""
    indent = _INDENT * line.size
    if line.near > before.near + indent:
        if len(held.lines) == 1 and (held.kind == "item" or (after and abs(after.near - line.near) < 0.5 * line.size)):
            return not goes_on(line.text) and ends_sentence(before.text) and held.kind != "item"
        return not (held.kind == "item" and goes_on(line.text)) and not _is_centred(before, line, column)
    if line.near < before.near - indent:
        if len(held.lines) == 1:
            return False
        return not goes_on(line.text) or ends_sentence(before.text)
    return False


def _is_centred(before: Line, line: Line, column: Column) -> bool:
    """Ask whether two lines are centred: one below the other, and the second away from both edges."""
    middles = (before.near + before.far) / 2, (line.near + line.far) / 2
    room = 2 * line.size
    inside = line.near > column.near + room and line.far < column.far - room
    return inside and abs(middles[0] - middles[1]) < 0.6 * line.size


def _stops_short(held: Block, before: Line, line: Line, column: Column) -> bool:
    if hangs(before.text) or goes_on(line.text) or (_is_centred(before, line, column) and not ends_sentence(before.text)):
        return False
    edge = max(column.far if before.far > column.near else before.far, *(one.far for one in held.lines))
    word = len(line.text.split(maxsplit=1)[0]) if line.text else 0
    width = word * (line.far - line.near) / max(len(line.text), 1)
    room = (edge - before.far - width) / line.size
    ragged = len(held.lines) > 1 and all(one.far < edge - 2 * one.size for one in held.lines)
    if ragged and not ends_sentence(before.text):
        return False
    return room > (_ROOM_AT_END if ends_sentence(before.text) else _ROOM)
