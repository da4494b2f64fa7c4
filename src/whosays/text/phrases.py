"""Find many known phrases in a text in one pass, word by word, whatever blanks stand between the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class FoundPhrase(Generic[T]):
    """Where a phrase stands in a text, and what it stands for."""

    start: int
    end: int
    value: T


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[T]):
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    tail: str
    value: T


class Phrases(Generic[T]):
    """A set of phrases, each with a value. `find` takes time that grows with the text, hardly with the number of phrases."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[_Phrase[T]]] = {}
        for phrase, value in phrases:
            words, gaps, tail = _parts(phrase)
            if words:
                self._by_first.setdefault(words[0], []).append(_Phrase(words, gaps, tail, value))
        for group in self._by_first.values():
            group.sort(key=lambda p: (-len(p.words), -len(p.tail)))

    def find(self, text: str) -> Iterator[FoundPhrase[T]]:
        """Yield the phrases of a text from left to right, the longest at each place, none inside another."""
        spans = [m.span() for m in _WORD.finditer(text)]
        free = 0
        for i, (start, end) in enumerate(spans):
            if start < free:
                continue
            for phrase in self._by_first.get(text[start:end], ()):
                stop = _match(text, spans, i, phrase)
                if stop:
                    yield FoundPhrase(start, stop, phrase.value)
                    free = stop
                    break


def _parts(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Split a phrase into its words, what stands between them (blanks as one space), and what stands behind the last."""
    spans = [m.span() for m in _WORD.finditer(phrase)]
    words = tuple(phrase[a:b] for a, b in spans)
    gaps = tuple(_plain(phrase[a[1] : b[0]]) for a, b in pairwise(spans))
    return words, gaps, phrase[spans[-1][1] :] if spans else ""


def _plain(gap: str) -> str:
    return _BLANK.sub(" ", gap).replace("’", "'")


def _match(text: str, spans: list[tuple[int, int]], first: int, phrase: _Phrase[T]) -> int:
    """Return where the phrase ends if it starts at word `first`, else 0."""
    last = first + len(phrase.words) - 1
    if last >= len(spans):
        return 0
    for k, word in enumerate(phrase.words[1:], 1):
        start, end = spans[first + k]
        if text[start:end] != word or _plain(text[spans[first + k - 1][1] : start]) != phrase.gaps[k - 1]:
            return 0
    end = spans[last][1]
    return end + len(phrase.tail) if text.startswith(phrase.tail, end) else 0
