"""Take a line that holds a name among other things apart: "Reading Room, Aldwen Library, 12 Quay Street, Kisumu, Kenya"."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from whosays.text.places import country_code, country_of, find_countries

_BETWEEN = re.compile(r"[,;|/]|\s[-–—]\s|\s{2,}")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_OUTER = " \t\r\n.:*[]()#&"
_NUMBERS = re.compile(r"^\W*(?:[\w-]*\d[\w-]*\W*)+$")


@dataclass(frozen=True, slots=True)
class NameLine:
    """The parts of a line that can be a name, in order, and the country that it names last."""

    parts: tuple[str, ...]
    country: str | None


def read_line(words: str) -> NameLine:
    """Return the parts between commas and the like; numbers, addresses and countries are none. A plain name is one part.

    >>> read_line("Aldwen Library, 12, Kenya")
    NameLine(parts=('Aldwen Library',), country='KE')
    """
    plain = _ADDRESS.sub(" ", html.unescape(words))
    parts = [part.strip(_OUTER) for part in _BETWEEN.split(plain)]
    named = [part for part in parts if len(part) > 1 and not _NUMBERS.match(part)]
    found = [country for part in named if (country := country_of(part) or country_code(part))]
    if not found:
        found = [country.code for part in named[1:] for country in find_countries(part) if country.how == "name"]
    kept = [part for part in named if not country_of(part)] if len(named) > 1 else named
    if any(" " in part for part in kept):  # beside longer parts a single word is a town or a street, unless it is a short form
        kept = [part for part in kept if " " in part or (part.isupper() and len(part) > 2)]
    return NameLine(tuple(dict.fromkeys(kept)) or (words,), found[-1] if found and len(named) > 1 else None)
