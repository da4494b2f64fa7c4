"""What was typed to be searched → the phrases that are looked for, the same for every database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from whosays.text.fold import fold_text, words_only

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHUNK = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»](\*?)|$)|([^\s"“”„«»]+)')
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_JOINER = re.compile("\u200c")
_MOST_TERMS = 32  # more words than anybody types; keeps a pasted page from becoming a huge query
_MOST_GAPS = 4
_MOST_JOINED = 3  # Persian words of more than three parts (کتاب‌خانه‌ها) are rare


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that stand one behind the other; `is_prefix`: of the last one, only how it begins."""

    words: tuple[str, ...]
    is_prefix: bool = False


Query = tuple[tuple[Phrase, ...], ...]
"""One of the phrases of every group has to be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """One word or phrase that was typed: its words as typed, and in `parts` cut at joiners too.

    `solid` is an Arabic or Persian word that may be one with its neighbours.
    """

    tokens: tuple[str, ...]
    parts: tuple[str, ...]
    is_prefix: bool
    solid: str | None


def to_query(words: str) -> Query:
    """Return what is asked for by what was typed, () where nothing in it can be searched."""
    terms: list[_Term] = []
    for chunk in _CHUNK.finditer(words):
        phrase, star, word = chunk.groups()
        text = word if phrase is None else phrase
        tokens = _tokens(text)
        if tokens and len(terms) < _MOST_TERMS:
            is_prefix = star == "*" or (phrase is None and text.endswith("*"))
            is_solid = phrase is None and not is_prefix and len(tokens) == 1 and bool(_ARABIC.search(tokens[0]))
            parts = _tokens(_JOINER.sub(" ", text))
            terms.append(_Term(tokens=tokens, parts=parts, is_prefix=is_prefix, solid=tokens[0] if is_solid else None))
    return tuple(tuple(dict.fromkeys(_ways(terms, at))) for at in range(len(terms)))


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(words_only(fold_text(text)).split())


def _ways(terms: Sequence[_Term], at: int) -> Iterator[Phrase]:
    """Yield the ways in which one term may stand in the text.

    Parts of an Arabic or Persian word may be written apart, with a joiner between, or as one (می شود, می‌شود, میشود). The
    folding drops joiners, so in the index they stand apart or as one, whichever of the three was typed.
    """
    term = terms[at]
    yield Phrase(term.tokens, term.is_prefix)
    gaps = [(" ", "") if _ARABIC.search(a) and _ARABIC.search(b) else (" ",) for a, b in pairwise(term.parts)]
    if sum(len(gap) > 1 for gap in gaps) <= _MOST_GAPS:
        for joins in product(*gaps):
            joined = "".join(part + join for part, join in zip(term.parts, (*joins, ""), strict=True))
            yield Phrase(tuple(joined.split()), term.is_prefix)
    for first in range(max(at - _MOST_JOINED + 1, 0), at + 1):
        for end in range(max(at + 1, first + 2), min(first + _MOST_JOINED, len(terms)) + 1):
            parts = [one.solid for one in terms[first:end]]
            if all(parts):
                yield Phrase(("".join(part or "" for part in parts),))
