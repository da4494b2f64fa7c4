"""Quotation marks: where quotations stand in a reading, and which sentences lie inside one that goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.text.joined import Span

_PAIRS = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»")
_ANY = re.compile(r"[“”„«»]|\"|``|''")
_OPENED_BY = {"”": ("“", "„"), "“": ("„",), "»": ("«",), '"': ("``",), "''": ("``",)}
_STRAIGHT = re.compile(r"\"|``|''")
_CLOSING = frozenset('”»"')
_WORD = re.compile(r"\w+")
_BEFORE = frozenset(" \t\n\r\u00a0([{-–—/")


def find_quotes(text: str) -> list[Span]:
    """Return the quotations of a reading, marks included, in order. One that is never closed runs to the end of the reading."""
    found = [match.span() for match in _PAIRS.finditer(text)]
    last = found[-1][1] if found else 0
    opening = max(text.rfind("“"), text.rfind("«"))
    if opening >= last:
        found.append((opening, len(text)))
    starts = [start for start, _ in found]
    apart = []
    for start, end in _straight(text)[0]:
        at = bisect_left(starts, end)  # the last one that begins before this ends
        if at == 0 or found[at - 1][1] <= start:
            apart.append((start, end))
    return sorted([*found, *apart])


def _straight(text: str) -> tuple[list[Span], int | None]:
    """Return the quotations in straight marks, and where a mark closes one that was opened before this reading.

    A straight mark opens where a blank or a bracket stands before it and none behind it; any other closes what is open.
    """
    spans: list[Span] = []
    start: int | None = None
    stray: int | None = None
    for mark in _STRAIGHT.finditer(text):
        at, end = mark.span()
        opens = _opens_straight(text, mark)
        if opens and start is None:
            start = at
        elif start is not None and not opens:
            spans.append((start, end))
            start = None
        elif start is None and stray is None and not spans and not text[at - 1 : at].isdigit():
            stray = end
    if start is not None:
        spans.append((start, len(text)))
    return spans, stray


def marks_of(text: str) -> list[tuple[Span, Span | None]]:
    """Return every quotation mark of a reading with its other half, None where it has none; a sign for inches is no mark.

    A mark that closes belongs to the last one opened, so that one left open does not part the pairs behind it.
    """
    out: list[tuple[Span, Span | None]] = []
    opened: list[tuple[str, Span]] = []
    for mark in _ANY.finditer(text):
        sign, at = mark.group(), mark.span()
        straight = _STRAIGHT.fullmatch(sign) is not None
        kind = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] in _OPENED_BY.get(sign, "")), None)
        if straight and _opens_straight(text, mark):
            opened.append(("``", at))
        elif kind is not None:
            other = opened.pop(kind)[1]
            out += [(other, at), (at, other)]
        elif sign in "“«„":
            opened.append((sign, at))
        elif not (straight and text[at[0] - 1 : at[0]].isdigit()):
            out.append((at, None))
    return sorted([*out, *((at, None) for _, at in opened)])


def _opens_straight(text: str, mark: re.Match[str]) -> bool:
    """Ask whether a straight mark has a blank or a bracket before it and none behind it."""
    at, end = mark.span()
    return (at == 0 or text[at - 1] in _BEFORE) and end < len(text) and not text[end].isspace() and mark.group() != "''"


def unclosed_quote(text: str) -> Span | None:
    """Return the last quotation of a reading where it is opened and never closed."""
    quotes = find_quotes(text)
    if not quotes or text[quotes[-1][0]] not in '“«"`':
        return None
    start, end = quotes[-1]
    is_closed = end - start > 1 and text[:end].endswith(("”", "»", '"', "''"))
    return None if is_closed else quotes[-1]


def closes_at(text: str) -> int | None:
    """Return the end of the mark that closes a quotation opened in an earlier reading, None where there is none."""
    first = re.search(r"[“«„]|[”»]", text)
    typographic = first.end() if first and first.group() in "”»" else None
    stray = _straight(text)[1]
    return typographic if stray is None or (typographic is not None and typographic < stray) else stray


def is_sentence(text: str, quote: Span) -> bool:
    """Ask whether a quotation is closed, begins with a capital and ends as a sentence does."""
    inner = text[quote[0] + 1 : quote[1] - 1].strip()
    return text[quote[1] - 1] in _CLOSING and inner[:1].isupper() and inner[-1:] in {".", "!", "?", "…"}


def is_scare_quote(text: str, quote: Span) -> bool:
    """Ask whether a quotation is only a word or two: marks of distance or a title, not somebody's statement ("Ask them.")."""
    words = text[quote[0] : quote[1]]
    return len(_WORD.findall(words)) <= (0 if is_sentence(text, quote) else 2)


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
