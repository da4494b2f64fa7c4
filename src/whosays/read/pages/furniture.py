"""Take page furniture out of pages: running heads and feet, page numbers, numbers of lines in the margin.

1. Only what stands in the outermost rows of a page can be a head or foot; what is found is taken out, and the rows behind it
   are looked at in the next round.
2. A head is what stands there on several pages, page numbers aside. A page number rises with the pages, or says "page".
"""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from whosays.read.furniture import SAYS_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.read.pages.shapes import Line, Page

# Heads of more rows than this are no heads; so many rows are looked at in a round.
_ROUNDS, _EDGE = 4, 2
# A head stands on so many pages (fewer where there are few), and is shorter than this.
_OFTEN, _LONGEST = 3, 160
# On one height: bases differ by less than this share of the size.
_LEVEL = 0.5
# A single page number is told by the empty space between it and the text, in heights of a letter.
_ALONE = 1.6
# Margins are wider than this share of the height of a page; what stands within them, so many sizes from the text, is head or
# foot, unless it begins with the mark of a note.
_RIM, _APART = 0.075, 1.0
_MARK = re.compile(r"[*†‡§⁰¹²³⁴-⁹]|\[?\d{1,3}[.)\]]?\s+\S")
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_PAGE_NUMBERS = re.compile(r"^\W*\d{1,4}(?=\s|\W*$)|(?:(?<=\s)|^)\W*\d{1,4}\W*$")
_DIGITS = re.compile(r"\d{1,4}")
# So many rising numbers in the margin are numbers of lines (of a transcript, a bill).
_FEWEST_NUMBERED = 8


def take_furniture(pages: Sequence[Page]) -> None:
    """Move the furniture of all pages from their regions to `furniture`."""
    for page in pages:
        if any(not line.upright for region in page.regions for line in region):
            _take(page, {id(line) for line in page.lines() if not line.upright and _in_margin(page, line)})
    levels = [_levels(page) for page in pages]
    for _ in range(_ROUNDS):
        edges = [_edges(rows) for rows in levels]
        found = _heads(edges, len(pages)) | _numbers(pages, edges, levels) | _rims(pages, levels)
        if not found:
            break
        for page, rows in zip(pages, levels, strict=True):
            near = {id(line) for row in (*rows[:_EDGE], *rows[-_EDGE:]) if found & {id(line) for line in row} for line in row}
            gone = {id(line) for line in page.lines() if id(line) in found or (id(line) in near and _goes_with(page, line))}
            _take(page, gone)
            rows[:] = [kept for row in rows if (kept := [line for line in row if id(line) not in gone])]


def _take(page: Page, gone: set[int]) -> None:
    if not gone:
        return
    page.furniture += [line for region in page.regions for line in region if id(line) in gone]
    page.regions = [kept for region in page.regions if (kept := [line for line in region if id(line) not in gone])]


def _levels(page: Page) -> list[list[Line]]:
    """Return the rows of the top and of the foot of a page, over all its columns."""
    lines = sorted(page.lines(), key=lambda line: line.base)
    if len(lines) > 80:
        lines = [*lines[:40], *lines[-40:]]
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.base - rows[-1][0].base < _LEVEL * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _edges(rows: list[list[Line]]) -> list[Line]:
    taken = rows if len(rows) <= 2 * _EDGE else [*rows[:_EDGE], *rows[-_EDGE:]]
    return [line for row in taken for line in row]


def _heads(edges: Sequence[Iterable[Line]], pages: int) -> set[int]:
    """Return the lines (by id) that stand on several pages on one height."""
    if pages < 2:
        return set()
    keys: Counter[tuple[str, int]] = Counter()
    keyed: list[tuple[tuple[str, int], Line]] = []
    for lines in edges:
        of_page = [
            ((head, round(line.base / 12)), line) for line in lines if len(line.text) < _LONGEST and (head := _head(line.text))
        ]
        keyed += of_page
        keys.update({key for key, _ in of_page})
    least = min(_OFTEN, pages)

    def times(key: tuple[str, int]) -> int:
        head, height = key
        return sum(keys[head, near] for near in (height - 1, height, height + 1))

    return {id(line) for key, line in keyed if times(key) >= least}


def _head(words: str) -> str:
    """Return a running head without the page number on either side of it. Longer numbers (in an address) are words of it."""
    bare = _PAGE_NUMBERS.sub("", words).strip()
    return bare.casefold() if any(map(str.isalpha, bare)) else ""


def _numbers(pages: Sequence[Page], edges: Sequence[Iterable[Line]], levels: Sequence[list[list[Line]]]) -> set[int]:
    """Return the lines (by id) that are page numbers."""
    found: set[int] = set()
    bare: list[tuple[int, Page, Line, bool]] = []
    for page, lines, rows in zip(pages, edges, levels, strict=True):
        for line in lines:
            words = line.text.strip()
            if len(words) < 30 and SAYS_PAGE.fullmatch(words):
                found.add(id(line))
            elif len(words) <= 7 and _NUMBER.fullmatch(words):
                value = int(words) if _DIGITS.fullmatch(words) else 0
                bare.append((value - page.number, page, line, _stands_alone(rows, line)))
    shifts = Counter(shift for shift, _, line, _ in bare if _DIGITS.fullmatch(line.text.strip()))
    for shift, _, line, alone in bare:
        if alone or (shifts[shift] > 1 and _DIGITS.fullmatch(line.text.strip())):
            found.add(id(line))
    return found


def _rims(pages: Sequence[Page], levels: Sequence[list[list[Line]]]) -> set[int]:
    """Return the lines (by id) that stand by themselves in the margin of a page, or beside its number: head or foot."""
    found: set[int] = set()
    for page, rows in zip(pages, levels, strict=True):
        if len(rows) < 3:
            continue
        usual = median(line.size for row in rows for line in row)
        margin = min(line.left for row in rows[1:-1] for line in row)
        # Where text begins near the edge of the sheet, the margins hold text.
        rim = min(_RIM * page.height, margin)
        for row, other in ((rows[0], rows[1]), (rows[-1], rows[-2])):
            first, after = sorted((row, other), key=lambda lines: lines[0].base)
            room = min(line.top for line in after) - max(line.bottom for line in first)
            if (
                room < _APART * usual
                or max(line.size for line in row) > 1.1 * usual
                or any(_MARK.match(line.text) for line in row)
            ):
                continue
            outside = max(line.bottom for line in row) < rim or min(line.top for line in row) > page.height - rim
            if outside or any(_has_number_cell(line) or _DIGITS.fullmatch(line.text) for line in row):
                found |= {id(line) for line in row if len(line.text) < _LONGEST}
    return found


def _has_number_cell(line: Line) -> bool:
    cells = line.text.split("\t") if line.cells else []
    return len(cells) == 2 and any(_DIGITS.fullmatch(cell) for cell in cells)


def _stands_alone(rows: list[list[Line]], line: Line) -> bool:
    """Ask whether a line is the outermost row of a page, with room between it and the text."""
    if len(rows) < 2:
        return False
    if line is rows[-1][0] and len(rows[-1]) == 1:
        return line.top - max(other.bottom for other in rows[-2]) > _ALONE * 0.5 * line.size
    room = min(other.top for other in rows[1]) - line.bottom
    return line is rows[0][0] and len(rows[0]) == 1 and room > _ALONE * 0.5 * line.size


def _goes_with(page: Page, line: Line) -> bool:
    """Ask whether a line on the height of a head or page number is one too: short, at the edge of the page."""
    middle = (line.top + line.bottom) / 2 / page.height
    return len(line.text) < _LONGEST / 2 and not 0.15 < middle < 0.85


def _in_margin(page: Page, line: Line) -> bool:
    middle = (line.left + line.right) / 2 / page.width
    return not 0.12 < middle < 0.88


def line_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the lines (by id) that number the lines of a page in its margin, as in a transcript or a bill.

    The rows of a table are numbered too, but there each begins something: of numbered lines many are empty or go on.
    """
    numbers = [line for line in lines if len(line.text) <= 3 and _DIGITS.fullmatch(line.text)]
    if len(numbers) < _FEWEST_NUMBERED:
        return set()
    rising: list[Line] = []
    for line in sorted(numbers, key=lambda line: line.base):
        if rising and int(line.text) == int(rising[-1].text) + 1 and abs(line.right - rising[-1].right) < line.size:
            rising.append(line)
        elif len(rising) < _FEWEST_NUMBERED:
            rising = [line]
    edge = max(line.right for line in rising)
    beside = [line for line in lines if line.left >= edge]
    middle = [number for number in rising if not _begins_beside(number, beside)]
    return {id(line) for line in rising} if len(rising) >= _FEWEST_NUMBERED and len(middle) * 5 >= len(rising) else set()


def _begins_beside(number: Line, lines: Sequence[Line]) -> bool:
    """Ask whether something begins on the height of a number: words, and not in the midst of a sentence."""
    near = [line for line in lines if abs(line.base - number.base) < _LEVEL * number.size]
    return any(line.text and not line.text[0].islower() for line in near[:1])
