"""Put the lines of the body together to units: paragraphs, list items, table rows, quoted blocks, marked headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from whosays.read.headings import case_of, is_known_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.read.lines import Line, Measure
    from whosays.text.joined import Span

UnitKind = Literal["text", "item", "quote", "table", "heading"]

BULLET = re.compile(r"([•▪◦●○■□‣⁃∙·➢➤✓*–—-])\s+(?=\S)")
NUMBER = re.compile(r"(\(?(?:\d{1,5}|[a-zA-Z]|[ivxIVX]{2,4})[.)\]]|\(?\d{1,5}[-–](?=\s))\s+(?=\S)")
_BARE_NUMBER = re.compile(r"\(?(\d{1,5})[.)]")
# A number of more digits is a year or an amount, unless a list has counted up to it (it may leave out a few numbers).
_SURE_DIGITS, _LEFT_OUT = 3, 5
_QUOTED = re.compile(r"[>\s]*")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{3,}")
_FIELD = re.compile(r"[^\W\d_][\w -]{0,20}:\s")
_COLUMNS = re.compile(r"\S(?:\t+|\s{3,}|\s*\.{4,}\s*)(?=[^\s.])")
# Columns stand in the first part of a line; looking further costs time in hostile files only.
_COLUMN_REACH = 300
# Lines narrower than this are verse, an address or a list, when the text around is set wider.
_NARROW = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Lines that belong together. `first` is where the words begin after the marker, `number` the marker as printed.

    `alone`: blank lines, or the edge of a page, stand on both sides.
    """

    kind: UnitKind
    lines: tuple[Line, ...]
    first: int
    number: str | None = None
    marker: Span | None = None
    level: int | None = None
    alone: bool = False

    @property
    def words(self) -> str:
        """The words of all lines in one string, without the marker."""
        first, *others = self.lines
        return " ".join([first.words[self.first - first.start :], *(line.words for line in others)]).strip()

    def spans(self) -> list[Span]:
        """Return the place of each line's words, without the marks of a quoted line."""
        skips = [_quote_mark(line) if self.kind == "quote" else 0 for line in self.lines]
        spans = [(max(line.start + skip, self.first), line.end) for line, skip in zip(self.lines, skips, strict=True)]
        return [span for span in spans if span[0] < span[1]]


def _quote_mark(line: Line) -> int:
    found = _QUOTED.match(line.words)
    return found.end() if found else 0


def split_units(lines: Sequence[Line], measure: Measure) -> list[Unit]:
    """Put lines (furniture and notes taken out) together to units, in order."""
    units: list[Unit] = []
    for block in _blocks(list(_counted(lines))):
        made = list(_split_block(block, measure))
        if len(made) == 1:
            made = [replace(made[0], alone=True)]
        units.extend(made)
    return _give_numbers_their_text(units)


def _counted(lines: Sequence[Line]) -> Iterator[Line]:
    """Mark the lines whose first number is of a list, so that row 1000 is known from the year 1997."""
    seen: set[int] = set()
    for line in lines:
        found = NUMBER.match(line.words) or _BARE_NUMBER.fullmatch(line.words)
        value = _value(found[1]) if found else None
        if value is None:
            yield line
        elif value < 10**_SURE_DIGITS or not seen.isdisjoint(range(value - _LEFT_OUT, value + 1)):
            seen.add(value)
            yield replace(line, counts=True)
        else:
            yield line


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and (line.after_blank or line.opens or line.at != block[-1].at + 1):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _split_block(block: list[Line], measure: Measure) -> Iterator[Unit]:
    rows = _table_rows(block)
    fields = sum(_FIELD.match(line.words) is not None for line in block) > max(1, len(block) // 2)
    all_end = len(block) >= 3 and all(line.ends_sentence for line in block)
    narrow = len(block) > 1 and measure.width >= 60 and max(len(line.words) for line in block) < _NARROW
    ends_all = rows or fields or measure.unwrapped or all_end
    bullets = sum(BULLET.match(line.words) is not None for line in block)
    held: list[Line] = []
    for place, line in enumerate(block):
        after = block[place + 1] if place + 1 < len(block) else None
        if held and _UNDERLINE.fullmatch(line.words):
            yield _underlined(held, line)
            held = []
            continue
        starts = _starts_unit(line, first=not held, bullets=bullets, after=after, before=held[-1] if held else None)
        if held and (starts or ends_all or _ends_unit(held, line, measure, narrow=narrow)):
            yield _make_unit(held, table=rows)
            held = []
        held.append(line)
    if held:
        yield _make_unit(held, table=rows)


def _table_rows(block: list[Line]) -> bool:
    if len(block) < 2:
        return False
    piped = [line.words.count("|") for line in block]
    if min(piped) >= 1 and len(set(piped)) <= 2 and (min(piped) > 1 or len(block) > 2):
        return True
    if sum(_marker(line) is not None for line in block) * 2 >= len(block):
        return False
    columns = [len(_COLUMNS.findall(line.words[:_COLUMN_REACH])) for line in block]
    return min(columns) >= 1 and len(set(columns)) == 1


def _starts_unit(line: Line, *, first: bool, bullets: int, after: Line | None, before: Line | None) -> bool:
    if line.words.startswith(">") or _HASHES.match(line.words) or (before and before.words.startswith(">")):
        return not (before and before.words.startswith(">") and line.words.startswith(">"))
    if before and _HASHES.match(before.words):
        return True
    if BULLET.match(line.words):
        return first or bullets > 1 or bool(before and before.ends_sentence)
    if found := _number(line):
        if first or before is None or before.ends_sentence or _marker(before):
            return True
        mine, other = _value(found[1]), after and _number(after)
        return bool(mine and other and _value(other[1]) == mine + 1) or bool(
            mine == 1 and not before.hangs and case_of(line.words) != "sentence"
        )
    return _bare_number(line) is not None


def _number(line: Line) -> re.Match[str] | None:
    found = NUMBER.match(line.words)
    return found if found and (line.counts or _value(found[1]) is None) else None


def _bare_number(line: Line) -> re.Match[str] | None:
    return _BARE_NUMBER.fullmatch(line.words) if line.counts else None


def _value(number: str) -> int | None:
    digits = number.strip("().-–] ")
    return int(digits) if digits.isdigit() else None


def _marker(line: Line) -> re.Match[str] | None:
    return BULLET.match(line.words) or _number(line)


def _ends_unit(held: list[Line], line: Line, measure: Measure, *, narrow: bool) -> bool:
    """Ask whether the held lines end before `line`, by the width of the last line, its last mark and the indent."""
    before = held[-1]
    if before.words.startswith(">") and line.words.startswith(">"):
        return False
    if len(before.words) > measure.UNWRAPPED:
        return True
    if line.goes_on or before.hangs:
        return narrow and not line.goes_on and _marker(held[0]) is None
    if _marker(held[0]) and line.indent > held[0].indent:
        return False
    if narrow:
        return True
    if before.ends_sentence:
        return line.indent > before.indent + 1 or not measure.fills(before, line, 0.8)
    if len(held) == 1 and len(before.words) < 0.8 * len(line.words) and is_known_heading(before.words):
        return True
    return not measure.fills(before, line, 0.6)


def _underlined(held: list[Line], rule: Line) -> Unit:
    level = 1 if rule.words[0] in "=*" else 2
    return Unit(kind="heading", lines=tuple(held), first=held[0].start, marker=(rule.start, rule.end), level=level)


def _make_unit(held: list[Line], *, table: bool) -> Unit:
    line, lines = held[0], tuple(held)
    if table:
        return Unit(kind="table", lines=lines, first=line.start)
    if line.words.startswith(">"):
        return Unit(kind="quote", lines=lines, first=line.start)
    if found := _HASHES.match(line.words):
        marker = (line.start, line.start + found.end(1))
        return Unit(kind="heading", lines=lines, first=line.start + found.end(), marker=marker, level=len(found[1]))
    if bare := _bare_number(line):
        return Unit(kind="item", lines=lines, first=line.end, number=bare[1], marker=(line.start, line.end))
    if found := BULLET.match(line.words):
        marker = (line.start, line.start + found.end(1))
        return Unit(kind="item", lines=lines, first=line.start + found.end(), number=found[1], marker=marker)
    if found := _number(line):
        marker = (line.start, line.start + found.end(1))
        return Unit(kind="item", lines=lines, first=line.start + found.end(), number=found[1].strip("().-–] "), marker=marker)
    return Unit(kind="text", lines=lines, first=line.start)


def _give_numbers_their_text(units: list[Unit]) -> list[Unit]:
    """Join a number that has its line for itself with the text after it; without one it is a paragraph."""
    out: list[Unit] = []
    for unit in units:
        before = out[-1] if out else None
        if before and before.kind == "item" and before.first == before.lines[-1].end and unit.kind == "text":
            lines = (*before.lines, *unit.lines)
            out[-1] = replace(before, lines=lines, first=unit.first, alone=False)
        else:
            out.append(unit)
    return [_as_text(unit) if unit.kind == "item" and unit.first >= unit.lines[-1].end else unit for unit in out]


def _as_text(unit: Unit) -> Unit:
    return replace(unit, kind="text", first=unit.lines[0].start, number=None, marker=None)
