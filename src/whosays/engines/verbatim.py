"""Words that came from outside, found again in a passage: white space folded, nothing else, whole words only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.text.joined import Span

# Scripts written without spaces, where a word may begin and end between any two letters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A passage with each run of white space read as one blank, and where in the document each character stands."""

    text: str
    origins: tuple[int, ...]

    def origin(self, span: Span) -> Span:
        """Return the place in the document of a stretch that neither begins nor ends with a blank."""
        return self.origins[span[0]], self.origins[span[1] - 1] + 1


def fold_passage(text: str, pieces: Iterable[Span]) -> Folded:
    """Fold the pieces of a passage of `text`; between two pieces there is a blank."""
    chars: list[str] = []
    origins: list[int] = []
    for start, end in pieces:
        if chars and chars[-1] != " ":
            chars.append(" ")
            origins.append(start)
        for at in range(start, end):
            if not text[at].isspace():
                chars.append(text[at])
                origins.append(at)
            elif chars and chars[-1] != " ":
                chars.append(" ")
                origins.append(at)
    if chars and chars[-1] == " ":
        del chars[-1], origins[-1]
    return Folded("".join(chars), tuple(origins))


def find_words(folded: Folded, words: str, within: Span | None = None) -> list[Span]:
    """Return every place where the words stand in the passage as whole words, in order; none for words without a letter."""
    wanted = " ".join(words.split())
    if not any(char.isalnum() for char in wanted):
        return []
    low, high = within or (0, len(folded.text))
    return [(at, at + len(wanted)) for at in _places(folded.text, wanted, low, high) if _is_whole(folded.text, at, len(wanted))]


def _places(text: str, wanted: str, low: int, high: int) -> Iterator[int]:
    at = text.find(wanted, low, high)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1, high)


def _is_whole(text: str, at: int, length: int) -> bool:
    return not (_is_inside_word(text, at) or _is_inside_word(text, at + length))


def _is_inside_word(text: str, at: int) -> bool:
    """Ask whether a cut at `at` goes through a word."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return _is_letter(before) and _is_letter(after) and not (_UNSPACED.match(before) or _UNSPACED.match(after))


def _is_letter(char: str) -> bool:
    """Ask whether a character is part of a word: letter, digit, vowel sign, or joiner of letters."""
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc", "Cf")
