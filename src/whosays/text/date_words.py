"""The words of dates in each language (months of three calendars, weekdays, ordinals), read from the tables in data/."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

Calendar = Literal["gregorian", "hijri", "solar"]

# One letter to one letter, so that offsets hold: digits of other scripts, Arabic letter forms, apostrophes, joiners.
_PLAIN = str.maketrans(
    {0x0660 + n: str(n) for n in range(10)}
    | {0x06F0 + n: str(n) for n in range(10)}
    | dict.fromkeys(map(ord, "أإآٱ"), "ا")
    | dict.fromkeys(map(ord, "يىئ"), "ی")
    | {ord("ك"): "ک", ord("ة"): "ه", ord("ؤ"): "و", 0x200C: " ", 0x0640: "ـ"}
    | dict.fromkeys(map(ord, "‘’ʿʾʼ`´"), "'")
)


def plain(text: str) -> str:
    """Return a text with digits, Arabic letters and apostrophes in one form. It is as long as before."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, int, tuple[str, ...]], ...]:
    table = files("whosays.text.data").joinpath("date_words.tsv").read_text(encoding="utf-8")
    cells = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return tuple((kind, language, int(value), tuple(words.split("|"))) for kind, language, value, words in cells)


@lru_cache(maxsize=32)
def words(kind: str, *languages: str) -> dict[str, int]:
    """Return folded, lower-case word → value for one kind ("weekday", "ordinal", …) in the languages given."""
    return {
        plain(word).lower(): value
        for row, language, value, spellings in _rows()
        if row == kind and language in languages
        for word in spellings
    }


@lru_cache(maxsize=8)
def months(*languages: str) -> dict[str, tuple[Calendar, int]]:
    """Return folded, lower-case month name → calendar and number."""
    calendars: tuple[Calendar, ...] = ("solar", "hijri", "gregorian")
    return {word: (calendar, n) for calendar in calendars for word, n in words(calendar, *languages).items()}


@lru_cache(maxsize=1)
def afghan_months() -> dict[str, int]:
    """Return folded name → number of the Solar months of Afghanistan, after the signs of the zodiac: common words too."""
    return words("dari", "fa")


@lru_cache(maxsize=1)
def _first_words() -> dict[tuple[str, int], str]:
    return {(kind, value): spellings[0].lower() for kind, lang, value, spellings in _rows() if lang == "en"}


def name_of(kind: str, value: int) -> str:
    """Return the English name as rules write it: ("hijri", 9) → "ramadan", ("ordinal", -1) → "last"."""
    return _first_words()[kind, value]


def number_of(text: str) -> int | None:
    """Read an English count: digits or a word of the table."""
    folded = " ".join(plain(text).lower().split())
    return int(folded) if folded.isdigit() else words("number", "en").get(folded)


_SUFFIX = re.compile(r"(?<=\d)\s?(?:st|nd|rd|th|er|e)$")


def day_number(text: str) -> int:
    """Read a day of a month: digits ("21", "21st"), or an ordinal in words ("twenty-first", "الحادي والعشرين")."""
    folded = _SUFFIX.sub("", " ".join(plain(text).lower().split()))
    return int(folded) if folded.isdigit() else words("day", "en", "ar", "fa", "fr")[folded]


def either(*spellings: str) -> str:
    """Return a regular expression for any of the spellings, longest first, blanks as any blanks."""
    ordered = sorted(set(spellings), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@lru_cache(maxsize=8)
def rule_days(*languages: str) -> dict[str, str]:
    """Return folded, lower-case name of a day that returns by rule → its rule, in the languages given."""
    table = files("whosays.text.data").joinpath("rule_days.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {plain(name).lower(): rule for name, rule, language in rows if language in languages}
