"""Find names of events by their head noun ("Harbour Festival 2019"), and read the year, the edition and "annual" off a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from whosays.text.date_words import either, words

_YEAR = r"(?:1[89]\d\d|20\d\d)"
# What stands before a name without being a part of it; the edition's number and "annual" are read, then left out.
_LEADING = re.compile(
    rf"(?:(?:the|this|that|an?|on|in|at|for|since|during|our|its|their|every|each|first|{_YEAR}|\d{{1,3}}(?:st|nd|rd|th)|"
    r"annual|yearly|biennial|last|next|and|of|"
    r"if|when|while|as|but|or|after|before|until|by|from|to|with|today|tomorrow|yesterday|now|then)\b['’]?s?[\s“\"‘']+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(rf"[\s,]+(?:in\s+)?{_YEAR}$|['’]s$|[”\"’']+$")
# Words before a name that one text gives and leaves out again.
_WIDE = frozenset({"international", "world", "global", "al", "the"})
_ANNUAL = re.compile(
    r"\b(?:annual(?:ly)?|yearly|every\s+year|each\s+year|once\s+a\s+year|biennial(?:ly)?|"
    r"\d{1,3}(?:st|nd|rd|th)\s+(?=[A-Z]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EventName:
    """A name of an event in a text: half-open place, the name without year and edition, and the year beside it."""

    start: int
    end: int
    name: str
    year: int | None
    annual: bool


@lru_cache(maxsize=1)
def event_heads() -> tuple[str, ...]:
    """Return the nouns that close the name of an event."""
    table = files("whosays.text.data").joinpath("event_heads.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in table.splitlines() if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    word = r"[A-Z][\w'’&-]*"
    inner = r"(?:of|the|for|and|on|in|de|la|&)"
    head = either(*event_heads())
    tail = rf"(?:\s+(?:of|for|against)\s+(?:the\s+)?{word}(?:\s+{word}){{0,3}})?"
    return re.compile(
        rf"\b(?:{_YEAR}\s+)?{word}(?:\s+(?:{inner}\s+){{0,2}}{word}){{0,6}}?(?:\s+{head}\b)+(?!['’-]\w){tail}(?:\s+{_YEAR}\b)?"
    )


def find_event_names(text: str) -> list[EventName]:
    """Return the capitalised names that a head noun of `data/event_heads.txt` closes, in order."""
    found = []
    for match in _pattern().finditer(text):
        name = read_event_name(text, *match.span())
        if name is not None and not _is_calendar(name.name):
            found.append(name)
    return found


def read_event_name(text: str, start: int, end: int) -> EventName | None:
    """Read a name of an event: cut off what is no part of it, and look for its year and for "annual" in and around it."""
    whole = text[start:end]
    lead = _LEADING.match(whole + " ")
    low = start + min(lead.end() if lead else 0, len(whole))
    high = end
    while (tail := _TRAILING.search(text, low, high)) and tail.start() > low:
        high = tail.start()
    name = " ".join(text[low:high].split())
    if not name:
        return None
    annual = bool(_ANNUAL.search(text[max(0, low - 30) : low]) or _ANNUAL.match(text[high : high + 40].lstrip(" ,")))
    return EventName(start=low, end=high, name=name, year=_year_beside(text, low, high), annual=annual)


def _year_beside(text: str, start: int, end: int) -> int | None:
    """Return the year printed right before or after a name: "2019 Harbour Festival", "Harbour Festival (2019)"."""
    before = re.search(
        rf"(?<![\d,.\w])({_YEAR})['’]?s?\s+(?:\d+\w\w\s+)?(?:annual\s+)?[“\"‘']?$", text[max(0, start - 30) : start], re.I
    )
    after = re.match(rf"[”\"’']?\s*(?:,?\s*|[(\[]\s*)({_YEAR})(?![\w-]|[.,]\d)", text[end : end + 20])
    found = after or before
    return int(found[1]) if found else None


def _is_calendar(name: str) -> bool:
    """Ask whether a name is nothing but a day ("Friday March", "First Day")."""
    calendar = {
        *words("weekday", "en"),
        *words("gregorian", "en"),
        *words("ordinal", "en"),
        "day",
        "week",
        "month",
        "night",
        "days",
    }
    return all(word.lower() in calendar for word in name.split()) or len(name.split()) < 2


def event_key(name: str) -> str:
    """Return what two names of one event have in common: letters without case, article, edition, "International"."""
    lead = _LEADING.match(name)
    plain = name[lead.end() :] if lead else name
    key = re.sub(r"['’]", "", plain.lower())
    found = re.sub(r"[^\w\s]|_", " ", key).split()
    while len(found) > 2 and found[0] in _WIDE:
        del found[0]
    return " ".join(found)
