"""Words with so much of the text around them that a search for all of it finds one place alone.

That is how a TextQuoteSelector of the W3C Web Annotation model is read: whoever has the text looks for prefix, exact words and
suffix in a row, and takes every place where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from whosays.long_search import LongSearch

# So many characters on each side are what annotation clients usually keep; more are taken where the words stand there again.
_USUAL, _WIDEST = 32, 2048
# Texts that are longer on either side are sorted once (whosays.long_search) instead of gone through for each of their words.
_NEAR = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of a text, what stands right before and behind them, and whether all three in a row stand in one place alone."""

    prefix: str
    exact: str
    suffix: str
    is_alone: bool


def quote(text: str, start: int, end: int) -> Quoted:
    """Return the words from `start` up to `end` (code points) with as much around them as it takes to find them again.

    The context is at least 32 characters on each side, where the text has them, and is doubled until the words are alone.
    It ends at 2,048: a table of a hundred thousand equal rows would else be quoted whole with each of its cells.
    """
    width = _USUAL
    while True:
        before, behind = max(0, start - width), min(len(text), end + width)
        is_alone = _is_alone(text, before, behind)
        if is_alone or width >= _WIDEST:
            return Quoted(prefix=text[before:start], exact=text[start:end], suffix=text[end:behind], is_alone=is_alone)
        width *= 2


def _is_alone(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    # In a table, words that are not alone have another place near by, which is found at once.
    low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
    if text.find(words, start + 1, high) >= 0 or text.find(words, low, end - 1) >= 0:
        return False
    return (low, high) == (0, len(text)) or _searched(text).places(words) == [start]


@lru_cache(maxsize=1)
def _searched(text: str) -> LongSearch:
    return LongSearch(text)
