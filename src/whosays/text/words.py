"""Part a text into its words and marks, in every script. Nothing is changed: a word is a place in the text.

1. a word is a run of letters, digits and marks of letters, with joiners (Persian می‌شود), an apostrophe between letters and a
   stop or comma between digits inside it ("9,000");
2. in scripts written without spaces (Han, kana, Thai, Lao, Burmese, Khmer) each letter with its marks is a word;
3. every other sign that can be seen is a word of its own; blanks and invisible signs belong to none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_IN_NUMBERS = ".,\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC THOUSANDS SEPARATOR}"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
# Each character has a class: u letter without spaces, w other letter, d digit, m mark of a letter, j invisible, a apostrophe,
# c sign in numbers, p any other that can be seen.
_WORD = re.compile(r"u(?:j*m)*|[wdm](?:j*[wdm]|(?<=[wm])a(?=w)|(?<=d)c(?=d))*|[pac]m*(?:jpm*)*")
_SEEN = re.compile(r"[^\W_]")


class _Classes(dict[int, str]):
    """Code point → its class; filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        self[code] = _class_of(chr(code))
        return self[code]


_CLASSES = _Classes()


def _class_of(char: str) -> str:
    kind = unicodedata.category(char)
    if kind[0] in "ZC":
        return "j" if kind == "Cf" else "p" if kind in ("Co", "Cn", "Cs") else " "
    if char in _APOSTROPHES or char in _IN_NUMBERS:
        return "a" if char in _APOSTROPHES else "c"
    if kind[0] == "L" and any(low <= ord(char) <= high for low, high in _UNSPACED):
        return "u"
    return {"L": "w", "N": "d", "M": "m"}.get(kind[0], "p")


def find_words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the place of each word and mark of `text[start:end]`, in order."""
    classes = text[start:end].translate(_CLASSES)
    return ((start + found.start(), start + found.end()) for found in _WORD.finditer(classes))


def same_word(word: str) -> str:
    """Return the form in which two words are compared: those that look alike on every screen have the same.

    That is the canonical composition without invisible signs; joiners, which a reader sees, stay.
    """
    if word.isascii():
        return word
    seen = "".join(char for char in word if char in _JOINERS or unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", seen)


@lru_cache(maxsize=1 << 16)  # the words of a language are few, and come back often
def is_word(word: str) -> bool:
    """Ask whether a word has a letter or digit; marks of punctuation have none."""
    return _SEEN.search(word) is not None


def has_digit(word: str) -> bool:
    """Ask whether there is a digit, of any script, in a word."""
    return any(char.isdigit() for char in word)
