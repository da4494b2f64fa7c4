"""A cue: the words that are shown from one moment to another, and how time codes are read."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


def read_stamp(words: str) -> float | None:
    """Return a time code ("00:01:02,500", "1:02.5") in seconds; None where it is none."""
    found = _STAMP.fullmatch(words.strip())
    if found is None:
        return None
    hours, minutes, seconds, part = found.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return round(whole + (float(f"0.{part}") if part else 0.0), 3)
