"""Join neighbouring dates and the words before them into intervals: "since 2007", "from 3 May to 4 June 2020"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.text.date_reading import interval, mean, week_of
from whosays.text.edtf import bounds, is_day

if TYPE_CHECKING:
    from whosays.text.date_reading import FoundDate, Scope

_NOUN = r"(?:the\s+|(?:عام|العام|سنه|سال|شهر|ماه)\s+)?"
_SINCE = re.compile(
    rf"(?:\b(?:ever\s+)?since\s+(?:as\s+early\s+as\s+)?|(?<!\w)و?منذ\s+|(?<!\w)از\s+(?=سال\s)){_NOUN}$", re.IGNORECASE
)
_SINCE_YEAR = re.compile(r"(?<!\w)از\s+$")
_FROM = re.compile(rf"(?:\b(?:from|between)\s+|(?<!\w)و?(?:من|از|بین)\s+){_NOUN}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*و?(?:between|بین)", re.IGNORECASE)
_UNTIL = re.compile(rf"(?:\b(?:until|till|up\s+(?:to|until))\s+|(?<!\w)و?(?:حتی|لغایه|لغایت|تا)\s+){_NOUN}$", re.IGNORECASE)
_ONWARD = re.compile(
    r"\s+(?:on|onwards?|to\s+(?:date|the\s+present|this\s+day)|until\s+(?:now|today))\b|\s*[-–—]\s*present\b"
    r"|\s+(?:تا\s*کنون|تاکنون|به\s+بعد|فصاعدا)(?!\w)",
    re.IGNORECASE,
)
_TO = re.compile(rf"\s*(?:[-–—]|,?\s(?:to|until|till|through|up\s+to)\s|\s(?:الی|حتی|تا|لغایت)\s)\s*{_NOUN}", re.IGNORECASE)
_AND = re.compile(rf"\s+(?:and\s+|و\s*){_NOUN}", re.IGNORECASE)
# Between two prints of one day. A bracket, a stroke or a word for "corresponding to".
_SAME = re.compile(
    r"\s*(?:[(/\[–—=،,]\s*)?(?:(?:و?الموافق|یوافق|الموافقه?|موافق|مطابق(?:\s+با)?|برابر(?:\s+با)?|معادل|مصادف\s+با)\s*(?:ل|لـ)?|"
    r"(?:corresponding\s+to|equivalent\s+to|i\.e\.|correspondant\s+au|soit\s+le))?\s*[:،,]?\s*(?:یوم\s+)?",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\b(?:(?:the\s+)?week\s+(?:of|commencing|beginning|starting)(?:\s+on)?|(?:la\s+)?semaine\s+du|(?<!\w)اسبوع)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AWAY = re.compile(r"\s+(?P<side>before|after)\s+(?:the\s+)?", re.IGNORECASE)
_SPELL = re.compile(r"P(?P<n>\d{1,3})(?P<unit>[DW])")
_SIGHT = 2  # days that a month seen may differ from the tables
_WHOLE = ("date", "interval", "relative", "rule")
# How far before a date its introducing words may begin.
_BEFORE = 40


def join_spans(dates: list[FoundDate], scope: Scope) -> list[FoundDate]:
    """Return the dates with pairs and introducing words joined into intervals."""
    dates = _settled(dates, scope)
    out: list[FoundDate] = []
    at = 0
    while at < len(dates):
        two = dates[at + 1] if at + 1 < len(dates) else None
        pair = None
        if two is not None:
            pair = _shifted(dates[at], two, scope) if dates[at].kind == "duration" else _pair(dates[at], two, scope)
        if pair is not None:
            out.append(pair)
            at += 2
        else:
            out.append(_opened(dates[at], scope, out[-1].end if out else 0))
            at += 1
    return out


def _settled(dates: list[FoundDate], scope: Scope) -> list[FoundDate]:
    """Give a day by the moon the Gregorian day that is printed as the same, where the two are a day or two apart.

    A month by the moon begins when it is seen, so the tables may differ; "12 Ramadan 1445 (22 March 2024)" says when it was.
    """
    out = list(dates)
    for at, (one, two) in enumerate(pairwise(dates)):
        for moon, other, place in ((one, two, at), (two, one, at + 1)):
            if not _SAME.fullmatch(scope.text[one.end : two.start]) or moon.parts is None or moon.parts.calendar != "hijri":
                continue
            if moon.value and other.value and is_day(moon.value) and is_day(other.value) and not other.needs_base:
                apart = abs((date.fromisoformat(moon.value) - date.fromisoformat(other.value)).days)
                out[place] = replace(moon, value=other.value) if 0 < apart <= _SIGHT else moon
    return out


def _before(found: FoundDate, scope: Scope, floor: int = 0) -> str:
    return scope.text[max(floor, found.start - _BEFORE) : found.start]


def _pair(one: FoundDate, two: FoundDate, scope: Scope) -> FoundDate | None:
    """Join two dates that are the ends of a stretch of time."""
    between, opening = scope.text[one.end : two.start], _FROM.search(_before(one, scope))
    if not _is_end(one) or not _is_end(two) or ((one.rule or two.rule) and not opening):
        return None
    joined_by_and = opening and _BETWEEN.match(opening[0]) and _AND.fullmatch(between)
    if not _TO.fullmatch(between) and not joined_by_and:
        return None
    first, last = _share_year(one, two, scope)
    if (one.value is None or two.value is None) and not (one.needs_base or two.needs_base):
        return None
    start = one.start - len(opening[0]) if opening else one.start
    if first.value is None or last.value is None:
        value = None
    else:
        low, high = bounds(first.value), bounds(last.value)
        if low is None or high is None or (low[0] and high[0] and low[0] > high[0]):
            return None
        value = interval(first.value.split("/")[0], last.value.split("/")[-1])
    needs_base = first.needs_base or last.needs_base
    return replace(
        one, start=start, end=two.end, value=value, kind="interval", needs_base=needs_base, by="from-to", parts=None,
        problem=first.problem or last.problem,
    )  # fmt: skip


def _is_end(found: FoundDate) -> bool:
    """Ask whether a date may be an end of a stretch: a stretch is none, but for a year or month of another calendar."""
    return found.kind in _WHOLE and (found.kind != "interval" or found.parts is not None)


def _share_year(one: FoundDate, two: FoundDate, scope: Scope) -> tuple[FoundDate, FoundDate]:
    """Give the end without a printed year that of the other one; a stretch over New Year begins the year before."""
    a, b = one.parts, two.parts
    if a is None or b is None or (a.year is None) == (b.year is None):
        return one, two
    if a.year is None and b.year is not None:
        backward = (a.month or 0, a.day or 0) > (b.month or 0, b.day or 0)
        meaning = mean(replace(a, year=b.year - 1 if backward else b.year), scope)
        return replace(one, value=meaning.value, needs_base=False, problem=meaning.problem), two
    forward = (a.month or 0, a.day or 0) > (b.month or 0, b.day or 0)
    meaning = mean(replace(b, year=(a.year or 0) + (1 if forward else 0)), scope)
    return one, replace(two, value=meaning.value, needs_base=False, problem=meaning.problem)


def _shifted(spell: FoundDate, found: FoundDate, scope: Scope) -> FoundDate | None:
    """Join "three days" and "after Easter": counted in days it is a day, in weeks about that day."""
    side, count = _AWAY.fullmatch(scope.text[spell.end : found.start]), _SPELL.fullmatch(spell.value or "")
    if side is None or count is None or found.value is None or not is_day(found.value):
        return None
    week = count["unit"] == "W"
    days = int(count["n"]) * (7 if week else 1) * (-1 if side["side"].lower() == "before" else 1)
    value = (date.fromisoformat(found.value) + timedelta(days=days)).isoformat()
    return replace(found, start=spell.start, value=f"{value}~" if week else value, rule=None, by="days-away", parts=None)


def _opened(found: FoundDate, scope: Scope, floor: int) -> FoundDate:
    """Read "since" and "until" before a date, "from … on" around it: an interval that is open at one side."""
    if found.kind not in (*_WHOLE, "approximate") or found.problem == "impossible-date":
        return found
    before = _before(found, scope, floor)
    if (week := _WEEK.search(before)) and not found.problem:
        day = date.fromisoformat(found.value) if found.value and is_day(found.value) else None
        value = week_of(day) if day else None
        return replace(found, start=found.start - len(week[0]), value=value, kind="interval", by="week-of-day", parts=None)
    since, until = _SINCE.search(before), _UNTIL.search(before)
    if scope.text.startswith("سال ", found.start):
        since = since or _SINCE_YEAR.search(before)
    start, end = found.start, found.end
    onward = _ONWARD.match(scope.text, end)
    opening = _FROM.search(before) if onward else None
    since = since or (opening if onward and onward[0].strip()[0] in "تبف" else None)
    value = found.value.rstrip("~") if found.value else None
    if since or (opening and onward) or (onward and "present" in onward[0].lower()):
        word = since or opening
        start, end = start - len(word[0]) if word else start, onward.end() if onward else end
        value = interval(value.split("/")[0], None) if value else None
    elif until:
        start -= len(until[0])
        value = interval(None, value.split("/")[-1]) if value else None
    else:
        return found
    return replace(found, start=start, end=end, value=value, kind="interval", by="since" if not until else "until", parts=None)
