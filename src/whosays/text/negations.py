"""The words that turn a statement into its opposite, from the table `data/negations.tsv`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.data import table_rows
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def negations(words: Iterable[str], beside: Collection[str], languages: Iterable[str]) -> list[str]:
    """Return the words that negate.

    Args:
        words: whole words, of one side of a change.
        beside: the words of its other side: a beginning that negates ("ن-") counts where the rest of the word stands there.
        languages: ISO 639-1; no language: those of all tables.
    """
    whole, ends, beginnings = _table(frozenset(languages))
    rest = {_plain(word) for word in beside}
    out: list[str] = []
    for word in words:
        plain = _plain(word)
        joined = any(plain.startswith(part) and plain.removeprefix(part) in rest for part in beginnings)
        if plain in whole or (ends and plain.endswith(ends)) or joined:
            out.append(word)
    return out


@lru_cache(maxsize=32)
def _table(languages: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    rows = table_rows("negations.tsv")
    words = [word for language, word in rows if not languages or language in languages]
    whole = frozenset(_plain(word) for word in words if "-" not in word)
    ends = tuple(_plain(word[1:]) for word in words if word.startswith("-"))
    beginnings = tuple(_plain(word[:-1]) for word in words if word.endswith("-"))
    return whole, ends, beginnings


def _plain(word: str) -> str:
    return fold_text(word).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
