"""Tell what each block of a document is, by its size and weight, its place in the column, its words and its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.read.headings import (
    MOST_TITLE_WORDS,
    MOST_WORDS,
    bare_words,
    case_of,
    is_known_heading,
    is_mostly_digits,
    leads_caption,
    number_depth,
)
from whosays.read.lines import ends_sentence, goes_on, hangs
from whosays.read.pages.shapes import BOLD
from whosays.text.zone_words import has_any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.pages.blocks import Block
    from whosays.records import Zone

# A heading is larger than the running text by this share, or bold where that is not; a caption is smaller.
_LARGER, _SMALLER = 1.08, 0.955
# A heading has at most so many lines, a caption at most so many (more is an abstract, a box).
_HEADING_LINES, _CAPTION_LINES = 5, 9
# A block quotation stands in from both edges by so many sizes.
_INSET = 1.2
# An item of a list has a neighbour in the list within so many blocks.
_REACH = 12
_STOP = re.compile(r"[.!?؟۔]$")


@dataclass(slots=True)
class Told:
    """A block and its zone; `level` is the depth of a heading or item."""

    block: Block
    zone: Zone
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Type:
    """How the running text is set."""

    size: float
    style: int
    lead: float


def tell(blocks: Sequence[Block], running: Type) -> list[Told]:
    """Return every block with its zone, in order."""
    listed = _listed(blocks)
    out: list[Told] = []
    indents: list[float] = []
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        zone = _zone(block, blocks[at - 1] if at else None, after, running, listed=at in listed)
        if zone != "list_item" and block.kind == "item":
            block.number, block.marker, block.skip = None, None, 0
        level = None
        if zone == "list_item":
            near = block.first.near
            indents = [outer for outer in indents if outer < near - block.first.size * 0.5] + [near]
            level = len(indents)
        elif zone != "paragraph" or not block.indented:
            indents = []
        out.append(Told(block, zone, level))
    _set_levels(out, running)
    return out


def _zone(block: Block, before: Block | None, after: Block | None, running: Type, *, listed: bool) -> Zone:
    if block.kind == "row":
        return "table_row"
    words = block.words
    if _is_heading(block, words, after, running, listed=listed):
        return "heading"
    if listed:
        return "list_item"
    if leads_caption(words) and len(block.lines) <= _CAPTION_LINES:
        return "caption"
    if _is_quote(block, before, words, running):
        return "quote_block"
    small = block.first.size < _SMALLER * running.size
    if small and len(block.lines) <= _CAPTION_LINES and len(words.split()) > 2 and _stands_apart(before, after, running):
        return "caption"
    return "paragraph"


def _stands_apart(before: Block | None, after: Block | None, running: Type) -> bool:
    """Ask whether a small block has body or nothing on both sides, as a caption has, and no other small block."""
    return all(other is None or other.first.size >= _SMALLER * running.size for other in (before, after))


def _is_heading(block: Block, words: str, after: Block | None, running: Type, *, listed: bool) -> bool:
    if len(block.lines) > _HEADING_LINES or not any(c.isalpha() for c in words) or hangs(words):
        return False
    count, size = len(words.split()), block.first.size
    if count > 2 * MOST_TITLE_WORDS:
        return False
    if size > _LARGER * running.size:
        return count <= MOST_TITLE_WORDS and not (listed and ends_sentence(words)) and not _is_numbers(words)
    if size < _SMALLER * running.size or goes_on(words):
        return False
    bold = block.is_bold and not running.style & BOLD
    short = count <= MOST_WORDS and len(block.lines) <= 3
    if bold and short and not (ends_sentence(words) and count > 6) and not words.endswith((";", "،")):
        return not (listed and not _heads(block, after)) and not _is_numbers(words)
    if not short or _STOP.search(words) or _is_numbers(words) or (listed and not _heads(block, after)):
        return False
    apart = block.gap > 1.3 * running.lead
    if is_known_heading(words) or (number_depth(words) > 1 and apart):
        return True
    return apart and case_of(words) == "upper" and after is not None and count > 1 and not words.endswith(":")


def _is_numbers(words: str) -> bool:
    return is_mostly_digits(bare_words(words))


def _heads(block: Block, after: Block | None) -> bool:
    """Ask whether a numbered block heads what follows: one line, with text of another kind below it."""
    return after is not None and after.kind == "text" and len(block.lines) <= 2 and len(after.words) > len(block.words)


def _is_quote(block: Block, before: Block | None, words: str, running: Type) -> bool:
    column, size = block.column, block.first.size
    near = min(line.near for line in block.lines) - column.near
    if near < _INSET * size or near > 0.35 * (column.far - column.near) or not any(c.isalpha() for c in words):
        return False
    announced = before is not None and before.words.rstrip().endswith((":", "：")) and has_any("says", before.words[-160:])
    if len(block.lines) == 1:
        return announced and len(words) > 20
    far = column.far - max(line.far for line in block.lines)
    steady = sum(abs(line.near - block.lines[-1].near) < 0.5 * size for line in block.lines) >= len(block.lines) - 1
    return steady and (far > _INSET * size or announced or size < _SMALLER * running.size)


def _listed(blocks: Sequence[Block]) -> set[int]:
    """Return the blocks that are items of a list: bullets, and numbers with a neighbour in turn."""
    found: set[int] = set()
    recent: list[tuple[int, str]] = []
    for at, block in enumerate(blocks):
        if block.kind != "item" or block.number is None:
            continue
        number = block.number
        if not number[0].isalnum():
            twin = any(other == number and at - place <= _REACH for place, other in recent)
            if twin:
                found |= {at, *(place for place, other in recent if other == number and at - place <= _REACH)}
            elif number not in "–—-*":
                found.add(at)
        else:
            for place, other in recent:
                if at - place <= _REACH and _in_turn(other, number):
                    found |= {at, place}
        recent = [(place, other) for place, other in recent if at - place < _REACH] + [(at, number)]
    return found


def _in_turn(number: str, label: str) -> bool:
    if number.isdecimal() and label.isdecimal():
        return 0 < int(label) - int(number) <= 3
    if len(number) == len(label) == 1:
        return ord(label) - ord(number) == 1
    return not number.isdecimal() and not label.isdecimal() and {number.lower(), label.lower()} in _ROMAN


_ROMAN_NUMBERS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_ROMAN = [{one, two} for one, two in pairwise(_ROMAN_NUMBERS)]


def _set_levels(told: Sequence[Told], running: Type) -> None:
    """Give headings levels: the largest first, bold before plain; sizes that differ by little are one."""
    headings = [one for one in told if one.zone == "heading"]
    looks = sorted({_look(one.block) for one in headings}, reverse=True)
    merged: dict[tuple[float, bool], int] = {}
    level, last = 0, None
    for look in looks:
        if last is None or last[0] - look[0] > 0.04 * running.size or last[1] != look[1]:
            level += 1
        merged[look] = min(level, 6)
        last = look
    for one in headings:
        one.level = merged[_look(one.block)]


def _look(block: Block) -> tuple[float, bool]:
    return round(block.first.size * 2) / 2, block.is_bold
