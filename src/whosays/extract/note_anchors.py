"""Find which digits in a body are the anchors of notes: collect what may be one, then let the sequence decide.

1. A number in brackets, raised digits, digits glued to a word, a closing mark or a year may be anchors; each has a weight.
2. The notes' numbers in order are matched with them so that the sum of weights is greatest and the order of both is kept: one
   number of another kind ("Section12") cannot derail the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.text.urls import find_urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.text.joined import Span

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BRACKETS = re.compile(r"\[(\d{1,3}(?:\s*[,;،–-]\s*\d{1,3})*)\]")
# In round brackets, and without a blank before them: behind a blank they number what follows, or stand for a year or count.
_ROUND = re.compile(r"(?<=[^\s\d([])\((\d{1,3})\)")
_RAISED_RUN = re.compile(r"[⁰¹²³⁴-⁹]{1,3}(?:[,،][⁰¹²³⁴-⁹]{1,3})*")
_YEAR = re.compile(r"(?<![\d.,/-])(?:1[5-9]\d\d|20\d\d)(\d{1,3})(?![\w%°]|[.,:/-]\d)")
_GLUED = re.compile(r"(?<=[^\s\d\-–—/#@$€£+=*<\[({])\d{1,3}(?![\w%°$€£]|[.,:/–-]\d)")
_NOT_WORDS = re.compile(r"[@#][\w.]+|(?<!\S)[^\s@]{1,64}@[^\s@]{1,255}")
_UNITS = re.compile(r"(?:\b|\d)(?:[kcdm]?m|ft|yd|in|mi|s|x|n|r|كلم|كم|سم|م|متر|کیلومتر)$", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:no|nos|nr|num|p|pp|art|arts|vol|vols|fig|figs|ch|chap|sec|sect|para|paras|v|vs|ver|cl|reg|st|ext|tel|bk|pt|ed"
    r"|op|app|sch|c|ca|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|s|ص|ش|ج)\.$",
    re.IGNORECASE,
)
_CLOSING = "\"'”’»)]}›"
_STOPS = ".,;:!?،؛؟…"

# Weights: how seldom digits of this look are anything but an anchor, on running text. They rank, the sequence decides.
CERTAIN = 9.0  # the file itself says so
_SURE, _MARK, _STOP, _WORD, _YEARED, _WEAK = 4.0, 3.0, 2.5, 2.0, 1.5, 0.4
# A candidate below this counts only where both its neighbours in the sequence are found.
_ENOUGH = 0.9
# What standing in the stretch of body before its own block of notes adds: more than one weight class, less than a sure look.
_IN_PLACE = 1.75


@dataclass(frozen=True, slots=True)
class Candidate:
    """Digits that may be an anchor. `yeared`: glued to a year, `sure`: raised or in brackets, `bracketed`: in brackets."""

    start: int
    end: int
    number: int
    weight: float
    yeared: bool = False
    sure: bool = False
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A note's number and the stretch of body (before its block of notes) where its anchor is expected."""

    number: int
    low: int
    high: int


def find_candidates(text: str, body: Iterable[Span]) -> list[Candidate]:
    """Return what may be an anchor in the stretches `body` of `text`, in order, none over another."""
    out: list[Candidate] = []
    for low, high in body:
        taken: set[int] = set()
        for url in find_urls(text[low:high]):
            taken.update(range(low + url.start, low + url.end))
        for found in _NOT_WORDS.finditer(text, low, high):
            taken.update(range(*found.span()))
        for candidate in sorted(_looks(text, low, high), key=lambda c: (-c.weight, c.start)):
            place = range(candidate.start, candidate.end)
            if taken.isdisjoint(place):
                out.append(candidate)
                taken.update(place)
    return sorted(out, key=lambda c: (c.start, c.number))


def _looks(text: str, low: int, high: int) -> list[Candidate]:
    looks: list[Candidate] = []
    for match in _BRACKETS.finditer(text, low, high):
        looks += [
            Candidate(
                match.start(1) + part.start(), match.start(1) + part.end(), int(part[0]), _SURE, sure=True, bracketed=True
            )
            for part in re.finditer(r"\d+", match[1])
        ]
    for match in _ROUND.finditer(text, low, high):
        weight = _MARK if text[match.start() - 1] in _STOPS + _CLOSING else _WORD
        looks.append(Candidate(match.start(1), match.end(1), int(match[1]), weight))
    for match in _RAISED_RUN.finditer(text, low, high):
        unit = _UNITS.search(text[max(low, match.start() - 4) : match.start()]) is not None
        for part in re.finditer(r"[^,،]+", match[0]):
            start = match.start() + part.start()
            number = int(part[0].translate(_RAISED))
            looks.append(Candidate(start, start + len(part[0]), number, _WEAK if unit else _SURE, sure=not unit))
    for match in _YEAR.finditer(text, low, high):
        looks.append(Candidate(match.start(1), match.end(1), int(match[1]), _YEARED, yeared=True))
    for match in _GLUED.finditer(text, low, high):
        weight = _glue(text, low, match.start())
        if weight:
            looks.append(Candidate(match.start(), match.end(), int(match[0]), weight))
    return [candidate for candidate in looks if candidate.number]


def _glue(text: str, low: int, at: int) -> float:
    """Return the weight of digits by what they are glued to; 0 for what is never an anchor."""
    last = text[at - 1]
    before = text[max(low, at - 24) : at]
    if last in _CLOSING:
        return _MARK if len(before) > 1 and not before[-2].isspace() else 0
    if last in _STOPS:
        if len(before) < 2 or _ABBREVIATION.search(before):
            return 0
        inner = before[-2]
        if inner in _CLOSING:
            return _MARK
        if inner.isdigit():
            year = re.search(r"(?<![\d.,/])(?:1[5-9]|20)\d\d.$", before)
            return _YEARED if year and last == "." else 0
        return (_YEARED if inner.isupper() else _STOP) if inner.isalpha() else 0
    if last in "%":
        return _YEARED
    if not last.isalpha():
        return 0
    word = re.search(r"[^\W\d_]+$", before)
    letters = word[0] if word else ""
    if word and word.start() > 0 and before[word.start() - 1].isdigit():
        return 0
    if _UNITS.search(before):
        return _WEAK
    if last.isupper():
        return 0 if len(letters) < 2 else _WEAK if len(letters) == 2 else 1.0
    return _WORD if len(letters) > 3 else 1.0 if len(letters) > 1 else 0


def match_anchors(wanted: Sequence[Wanted], candidates: Sequence[Candidate]) -> list[Candidate | None]:
    """Return the anchor of each wanted number, None where it has none. Both stay in order; the sum of weights is greatest."""
    places: dict[int, list[int]] = {}
    for index, want in enumerate(wanted):
        places.setdefault(want.number, []).append(index)
    best: list[tuple[float, int]] = [(0.0, -1)] * len(
        wanted
    )  # the best sum of a chain that ends at this wanted number, its last step
    steps: list[tuple[int, int, int]] = []  # (wanted, candidate, step before)
    for which, candidate in enumerate(candidates):
        fresh: list[tuple[int, float, int]] = []
        for index in places.get(candidate.number, ()):
            want = wanted[index]
            score = candidate.weight + (_IN_PLACE if want.low <= candidate.start < want.high else 0)
            before, step = max(((best[k][0], -k) for k in range(index)), default=(0.0, 0))
            link = best[-step][1] if before > 0 else -1
            fresh.append((index, before + score, link))
        for index, total, link in fresh:
            if total > best[index][0]:
                steps.append((index, which, link))
                best[index] = (total, len(steps) - 1)
    out: list[Candidate | None] = [None] * len(wanted)
    step = max(best, default=(0.0, -1))[1]
    while step >= 0:
        index, which, step = steps[step]
        out[index] = candidates[which]
    return [one if _holds(out, index) else None for index, one in enumerate(out)]


def _holds(found: Sequence[Candidate | None], index: int) -> bool:
    one = found[index]
    if one is None or one.weight >= _ENOUGH:
        return True
    around = (*found[max(index - 1, 0) : index], *found[index + 1 : index + 2])
    return all(near is not None for near in around) and len(around) > 0
