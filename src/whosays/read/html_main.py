"""Tell a page's main text from what stands around it, by the judgement of trafilatura.

trafilatura works on the same tree, leaves out what it takes for boilerplate, and gives back paragraphs of its own. Each of our
blocks is looked for in those: what is there is main text. Long blocks are found by their words, in whatever way the two cut
them; short ones count only where they are a paragraph there too, or stand between two blocks of the main text.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from whosays.read.blocks import Block

_NO_LETTERS = re.compile(r"[\W_]+")
# With less main text than this the search for it has failed, and the tags alone decide what is boilerplate.
_LEAST = 200
# So many letters do not stand in the main text by chance. A piece of a long block is so long.
_SURE, _PIECE = 30, 40
# A block is main text where so much of it stands there.
_SHARE = 0.6
# A short block is main text where main text stands so many blocks away at most, on both sides.
_NEAR, _NEAR_HEADING = 2, 4
# A standfirst is no shorter than this; the text begins so many blocks behind the title at most.
_STANDFIRST, _REACH = 60, 8


def mark_main(blocks: Sequence[Block], tree: HtmlElement) -> list[Block]:
    """Return the blocks, those outside of the page's main text as `aside`. The tree is not fit for other uses after this."""
    parts = _main_parts(tree)
    whole = "".join(parts)
    if len(whole) < _LEAST:
        return list(blocks)
    wholes = set(parts)
    folded = [_fold(block.words) for block in blocks]
    inside = [_is_inside(words, whole, wholes) for words in folded]
    sure = [at for at, words in enumerate(folded) if inside[at] and len(words) >= _SURE]
    title = next((at for at, block in enumerate(blocks) if block.level == 1 and block.zone == "heading"), -1)
    out = []
    for at, block in enumerate(blocks):
        if block.zone == "footnote" or (at == title and not block.aside) or _is_standfirst(block, at, title, sure):
            out.append(block)
        elif len(folded[at]) >= _SURE:
            near = block.zone in ("caption", "table_row") and not block.aside and _is_between(at, sure, _NEAR_HEADING)
            out.append(replace(block, aside=not (inside[at] or near)))
        else:
            out.append(replace(block, aside=not _is_short_main(block, at, inside[at], folded[at] in whole, sure)))
    return out


def _is_standfirst(block: Block, at: int, title: int, sure: Sequence[int]) -> bool:
    """Ask whether a paragraph stands between the title and the beginning of the text: it sums the text up."""
    if not sure or block.aside or block.zone not in ("paragraph", "heading") or not 0 <= title < at < sure[0] <= title + _REACH:
        return False
    linked = sum(spot.end - spot.start for spot in block.spots)
    ends = block.words.rstrip("\"'”’»)").endswith((".", "!", "?", "…", "؟", "。", "۔"))
    return ends and len(block.words) >= _STANDFIRST and linked * 4 < len(block.words)


def _is_short_main(block: Block, at: int, inside: bool, there: bool, sure: Sequence[int]) -> bool:
    """Ask whether a short block is main text: by its own words, by its neighbours, or by both."""
    if inside and not block.aside:
        return True
    if block.zone == "paragraph":
        return there and _is_between(at, sure, _NEAR)
    return _is_between(at, sure, _NEAR if block.zone == "list_item" else _NEAR_HEADING)


def _main_parts(tree: HtmlElement) -> list[str]:
    from trafilatura import bare_extraction

    # It warns of every page without a main text, which is no news to anybody.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(
        tree, favor_precision=True, include_comments=False, include_tables=True, include_formatting=False, deduplicate=False
    )
    body = getattr(found, "body", None)
    if body is None:
        return []
    return [folded for words in body.itertext() if (folded := _fold(words))]


def _is_inside(words: str, whole: str, wholes: set[str]) -> bool:
    if not words:
        return True
    if words in wholes:
        return True
    if len(words) < _SURE:
        return False
    if words in whole:
        return True
    pieces = [words[at : at + _PIECE] for at in range(0, len(words), _PIECE)]
    pieces = pieces[:-1] if len(pieces) > 1 and len(pieces[-1]) < _SURE else pieces
    return sum(piece in whole for piece in pieces) >= _SHARE * len(pieces)


def _is_between(at: int, sure: Sequence[int], reach: int) -> bool:
    """Ask whether main text stands so many blocks before a block at most, and so many behind it."""
    place = bisect_left(sure, at)
    before = place > 0 and at - sure[place - 1] <= reach
    after = place < len(sure) and (sure[place] if sure[place] != at else at) - at <= reach
    return before and after


def _fold(words: str) -> str:
    return _NO_LETTERS.sub("", words.casefold())
