"""A cue: the words that are shown from one moment to another, and how time codes are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_USUAL = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d{3})")
_STAMP = re.compile(r"(?:(\d{1,4})[:.])?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,9}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words without markup, one line or several, when they are shown (seconds), and who says them where that is marked."""

    words: str
    begins: float | None = None
    ends: float | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark of the transcript's makers, and how many cues stand before it."""

    words: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What a file of cues holds. `unread` are time codes that could not be read, `damage` is of markup."""

    cues: tuple[Cue, ...]
    notes: tuple[Note, ...] = ()
    language: str | None = None
    title: str | None = None
    unread: int = 0
    damage: str | None = None


@lru_cache(maxsize=16)  # a cue often begins where the one before it ends
def read_stamp(words: str) -> float | None:
    """Return a time code ("00:01:02,500", "1:02.5") in seconds; None where it is none."""
    if usual := _USUAL.fullmatch(words):
        hours, minutes, seconds, thousandths = map(int, usual.groups())
        return (3_600_000 * hours + 60_000 * minutes + 1000 * seconds + thousandths) / 1000
    found = _STAMP.fullmatch(words.strip())
    if found is None:
        return None
    hour, minute, second, part = found.groups()
    whole = int(hour or 0) * 3600 + int(minute) * 60 + int(second)
    return round(whole + (float(f"0.{part}") if part else 0.0), 3)
