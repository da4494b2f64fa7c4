"""A search form of a text: one form for the letters that people type for one another, with a map back to exact offsets.

Folding looks at one code point at a time, so that the quick way (`fold_text`) and the way with a map (`fold`) cannot disagree:

1. letter twins (`data/letter_twins.tsv`): ي and ی, ك and ک, ة and ه, ø and o;
2. any decimal digit to its ASCII digit;
3. case folded, compatibility forms resolved, marks of Latin, Greek, Cyrillic, Hebrew, Arabic and Syriac letters stripped;
4. joiners and direction marks dropped (می‌شود folds as میشود), other blanks and controls to a space;
5. scripts written without spaces: one on both sides of each Han or kana character, so that part of a run is found.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from whosays.text.data import table_rows

Span = tuple[int, int]

# Blocks of combining marks that may go, as people leave them out in typing. Devanagari vowels and their like are letters.
_MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x05C7, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4),
    (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x0711, 0x0711), (0x0730, 0x074A), (0x0898, 0x089F), (0x08CA, 0x08E1),
    (0x08E3, 0x08FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
)  # fmt: skip

# Han and kana: no spaces between words, and about one word a character.
_UNSPACED = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Character i of `text` stands for `source[starts[i]:ends[i]]`, marks that were stripped included."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def to_origin(self, start: int, end: int) -> Span:
        """Return the place in the source of `text[start:end]` (which must not be empty)."""
        return self.starts[start], self.ends[end - 1]


def fold_text(text: str) -> str:
    """Return the folded form of `text`; the quick way, without a map."""
    return text.translate(_TABLE)


def fold(text: str) -> Folded:
    """Return the folded form of `text` with a map back to its code points."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0  # how many folded characters the last character that left any has left
    for at, char in enumerate(text):
        folded = _TABLE[ord(char)]
        if folded:
            parts.append(folded)
            starts.extend([at] * len(folded))
            ends.extend([at + 1] * len(folded))
            last = len(folded)
        elif last and ends[-1] == at and unicodedata.category(char) != "Cf":
            ends[-last:] = [at + 1] * last
    return Folded("".join(parts), tuple(starts), tuple(ends))


def words_only(folded: str) -> str:
    """Blank whatever is no letter, digit or mark of a letter, so that words stand between spaces. As long as before."""
    return folded.translate(_WORDS)


class _Words(dict[int, str]):
    """Code point → itself where it belongs to a word, else a space; filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if unicodedata.category(char)[0] in "LNM" else " "
        return self[code]


class _Table(dict[int, str]):
    """Code point → folded form, filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code))
        self[code] = folded
        return folded


_TABLE = _Table()
_WORDS = _Words()


@lru_cache(maxsize=1)
def _twins() -> dict[str, str]:
    rows = table_rows("letter_twins.tsv")
    return {chr(int(code.removeprefix("U+"), 16)): form for code, form, _remark in rows}


def _fold_char(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category[0] in "CZ":
        return " "
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()).casefold()
    kept = "".join(_fold_part(part) for part in folded)
    kept = unicodedata.normalize("NFC", kept)
    return "".join(f" {part} " if _is_in(part, _UNSPACED) and part.isalpha() else part for part in kept)


def _fold_part(char: str) -> str:
    if _is_in(char, _MARKS) or unicodedata.category(char) == "Cf":
        return ""
    digit = unicodedata.decimal(char, None)
    return _twins().get(char, char) if digit is None else str(digit)


def _is_in(char: str, ranges: tuple[Span, ...]) -> bool:
    return any(low <= ord(char) <= high for low, high in ranges)
