"""Join blocks that a column, a page or a picture parts in the midst of a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.read.lines import ends_sentence, goes_on, hangs
from whosays.read.pages.shapes import BOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.pages.telling import Told

# Running text, and what may stand between two parts of it.
_TEXT = frozenset({"paragraph", "list_item", "quote_block"})
_BETWEEN = frozenset({"caption", "table_row"})
# Two parts are set alike: sizes differ by less than this share. A full line reaches so near to the edge, in sizes.
_ALIKE, _FULL = 0.05, 2.0
# What is set smaller than the text before it, by this share, stands beside it: a box, a legend.
_SMALL = 0.955


def join_blocks(told: Sequence[Told]) -> list[Told]:
    """Return the blocks with the parts of each paragraph put together under the first (`Block.more`)."""
    indents = _indents_paragraphs(told)
    out: list[Told] = []
    open_: Told | None = None
    between = 0
    for one in told:
        if open_ is not None and _goes_on(open_, one, between, indents=indents):
            open_.block.more.append(one.block)
            between = 0
            continue
        out.append(one)
        if open_ is not None and one.block.first.size < _SMALL * open_.block.first.size:
            between += 1
        elif one.zone in _TEXT:
            open_, between = one, 0
        elif one.zone in _BETWEEN:
            between += 1
        else:
            open_ = None
    return out


def _indents_paragraphs(told: Sequence[Told]) -> bool:
    """Ask whether paragraphs begin with an indent in this document, so that a line without one goes on."""
    texts = [one.block for one in told if one.zone == "paragraph" and len(one.block.lines) > 1]
    return sum(block.first.near > block.lines[1].near + 0.8 * block.first.size for block in texts) * 2 > len(texts)


def _goes_on(whole: Told, part: Told, between: int, *, indents: bool) -> bool:
    if part.zone not in _TEXT or part.zone not in (whole.zone, "paragraph"):
        return False
    last = (whole.block.more or [whole.block])[-1]
    if part.block.region == last.region and not between:
        return False
    if part.block.number is not None or part.block.first.cells:
        return False
    before, line = last.lines[-1], part.block.first
    if abs(line.size - before.size) > _ALIKE * before.size or (line.style ^ before.style) & BOLD:
        return False
    if goes_on(line.text):
        return not ends_sentence(before.text) or hangs(before.text)
    if between:
        return hangs(before.text) and part.block.region != last.region
    full = before.far > last.column.far - _FULL * before.size
    if not full:
        return False
    if not ends_sentence(before.text):
        return len(before.text) >= 25 and (len(part.block.lines) > 1 or ends_sentence(part.block.words))
    flush = line.near < part.block.column.near + 0.5 * line.size
    return indents and len(part.block.lines) > 1 and flush and whole.zone == "paragraph"
