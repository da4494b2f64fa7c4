"""Quotation marks: where quotations stand in a reading, and which sentences lie inside one that goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.text.joined import Span

# Typographic pairs first; straight quotes are paired in order of appearance.
_PAIRS = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"")
_WORD = re.compile(r"\w+")


def find_quotes(text: str) -> list[Span]:
    """Return the quotations of a reading, marks included, in order. One that is never closed runs to the end of the reading."""
    found = [match.span() for match in _PAIRS.finditer(text)]
    last = found[-1][1] if found else 0
    opening = max(text.rfind("“"), text.rfind("«"))
    if opening >= last:
        found.append((opening, len(text)))
    return found


def unclosed_quote(text: str) -> Span | None:
    """Return the last quotation of a reading where it is opened by “ or « and never closed."""
    quotes = find_quotes(text)
    if not quotes or text[quotes[-1][0]] not in "“«" or text[: quotes[-1][1]].endswith(("”", "»")):
        return None
    return quotes[-1]


def is_scare_quote(text: str, quote: Span) -> bool:
    """Ask whether a quotation is only a word or two: marks of distance or a title, not somebody's statement."""
    return len(_WORD.findall(text[quote[0] : quote[1]])) <= 2


def inside(span: Span, quotes: list[Span]) -> Span | None:
    """Return the quotation that holds the whole of `span`."""
    return next((q for q in quotes if q[0] <= span[0] and span[1] <= q[1]), None)


def form_of(text: str, span: Span, quotes: list[Span]) -> str:
    """Return how much of a content is quoted: "direct" (all), "mixed" (a part of three words or more), "indirect" (nothing)."""
    low, high = span
    while low < high and not text[low].isalnum():
        low += 1
    while high > low and not text[high - 1].isalnum():
        high -= 1
    if inside((low, high), quotes):
        return "direct"
    part = any(low <= q[0] and q[1] <= high + 2 and not is_scare_quote(text, q) for q in quotes)
    return "mixed" if part else "indirect"
