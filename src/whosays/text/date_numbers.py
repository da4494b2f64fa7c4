"""Rules for dates in numbers alone: 2020-05-22, 22.5.20, 22/5/2020 against 5/22/2020, 1398/11/22."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.date_reading import Meaning, Parts, Rule, full_year, mean
from whosays.text.edtf import make_date
from whosays.text.year_words import year_of_words

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope
    from whosays.text.date_words import Calendar

NOT_INSIDE = r"(?<![\w$€£#])(?<!\d[.,:/-])"  # no date begins inside a number or a word
YEAR = r"(?:1\d{3}|20\d\d|21\d\d)(?!\w|[.,:]\d|\s?%)"

_OTHER: dict[str, Calendar] = {"fa": "solar", "ar": "hijri"}


def printed_year(match: Match[str], scope: Scope) -> int | None:
    """Return the year of a match (its group `y`), words read and two digits made full."""
    printed = match.groupdict().get("y")
    if not printed:
        return None
    if not printed.isdigit():
        return year_of_words(printed)
    return int(printed) if len(printed) > 2 else full_year(int(printed), scope, match.span())


def _read_iso(match: Match[str], scope: Scope) -> Meaning:
    year, month, day = int(match["y"]), int(match["m"]), match["d"]
    calendar = other_calendar(year, scope)
    return mean(Parts(calendar=calendar, year=year, month=month, day=int(day) if day else None), scope)


def other_calendar(year: int, scope: Scope) -> Calendar:
    """Return the calendar of a year printed in numbers: in Persian and Arabic texts years about 1400 are not Gregorian."""
    if 1300 <= year < 1500:
        return _OTHER.get(scope.language, "gregorian")
    return "gregorian"


def _read_numeric(match: Match[str], scope: Scope) -> Meaning | None:
    """Read d.m.y, or d/m/y against m/d/y: where both orders are days and nothing tells, only the year is certain."""
    first, second = int(match["a"]), int(match["b"])
    year = printed_year(match, scope) or 0
    calendar = other_calendar(year, scope)
    if calendar != "gregorian":
        return mean(Parts(calendar=calendar, year=year, month=second, day=first), scope)
    day_first, month_first = make_date(year, second, first), make_date(year, first, second)
    if match["sep"].strip() == "." and scope.day_first is not False:
        month_first = None if day_first else month_first
    if day_first and month_first and first != second:
        if scope.day_first is None:
            return Meaning(value=f"{year:04}-XX-XX", problem="ambiguous-date")
        day_first = day_first if scope.day_first else month_first
    value = day_first or month_first
    if value is None:
        may_be_a_date = first <= 31 and second <= 12 if len(match["y"]) == 2 else first <= 39
        return Meaning(value=None, problem="impossible-date") if may_be_a_date else None
    return Meaning(value=value, parts=Parts(year=year, month=int(value[5:7]), day=int(value[8:])))


@lru_cache(maxsize=1)
def numeric_rules() -> tuple[Rule, ...]:
    """Return the rules for dates in numbers, the surest first."""
    no_more = r"(?!\w)(?!\s?[./:-]\d)"
    year = r"(?:1\d{3}|20\d\d|21\d\d)"
    table = {
        "iso": (
            rf"(?P<y>{year})(?P<sep>[-/.]|\s[-/.]\s)(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>\d{{1,2}})(?:(?=T\d)|{no_more})",
            _read_iso,
        ),
        "iso-month": (rf"(?P<y>{year})-(?P<m>0[1-9]|1[0-2])(?P<d>(?!))?{no_more}", _read_iso),
        "numeric": (
            rf"(?P<a>\d{{1,2}})(?P<sep>\s?[./-]\s?|\.\s)(?P<b>\d{{1,2}})(?P=sep)(?P<y>{year}|\d\d){no_more}",
            _read_numeric,
        ),
    }
    not_a_version = r"(?<!version )(?<!release )(?<!section )"
    return tuple(Rule(name, re.compile(NOT_INSIDE + not_a_version + pattern), read) for name, (pattern, read) in table.items())
