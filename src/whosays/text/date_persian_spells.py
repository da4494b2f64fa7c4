"""Rules for spells of time and times of the clock in Persian: "سه سال پیش", "بعد از بیست دقیقه", "ساعت پنج و نیم عصر".

Times and spells give no day, so they are no dates of a record; they are read so that their numbers are none either.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.date_counted import lies
from whosays.text.date_persian import PARTS_OF_DAY, START, UNITS, near
from whosays.text.date_persian_years import AFTER, key
from whosays.text.date_reading import Meaning, Rule
from whosays.text.date_words import either
from whosays.text.persian_numbers import count_pattern, few_pattern, number_of

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope

_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_ROUND = 20  # "a hundred years ago" is no year
_TIME = Meaning(value=None, kind="time")


def _read_spell(match: Match[str], scope: Scope) -> Meaning:
    """Read a spell of days or longer; with "ago" or "to come" it is a day, about a day, or a Solar month or year."""
    count, unit = number_of(match["n"]), UNITS.get(match["unit"], "decade")
    after, before = match["after"], key(match, "before") if match["before"] else ""
    if before == "هر" or match["often"]:
        return Meaning(value=None, kind="frequency")
    if after or before.startswith(("بعد", "پس", "قبل", "پیش")):
        step = AFTER.get(after or "", 0)
        if count is None or not step or match["more"] or unit not in _LETTERS or before or (count > _ROUND and count % 10 == 0):
            return lies(None)
        value = near("day" if unit == "week" else unit, step * count * (7 if unit == "week" else 1), scope)
        return lies(f"{value}~" if value and unit == "week" else value)
    return Meaning(
        value=f"P{count}{_LETTERS[unit]}" if count and unit in _LETTERS and not match["more"] else None, kind="duration"
    )


def _read_time(_: Match[str], __: Scope) -> Meaning:
    return _TIME


def _read_part_of_day(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "صبح" right after a day; elsewhere it is a word like others ("عصر طلایی")."""
    last = scope.last
    if last is None or scope.text[last.end : match.start()].strip():
        return None
    return _TIME


@lru_cache(maxsize=1)
def spell_rules() -> tuple[Rule, ...]:
    """Return the rules."""
    n, few = count_pattern(), few_pattern()
    parts = either(*PARTS_OF_DAY)
    half = r"(?:[بق]\s?\.\s?ظ(?:\s?\.)?|[AaPp]\.?[Mm]\.?)"
    part = rf"(?:{half}|(?:{parts})(?!\w))"
    days = r"(?:شبانه\s*روز|روز|شب|هفته|ماه|سال|دهه|قرن|سده)"
    ending = r"(?:\s?(?:ه|ی|ای|ام|ها|های)(?!\w)|سالگی|گی)?(?!\w)"
    clock_units = r"(?:ساعت|دقیقه|ثانیه|لحظه)"
    after = rf"(?P<after>{either(*AFTER)}|اخیر|مانده|مونده|متوالی)ی?(?!\w)(?!(?<=پیش)\s+از\s+میلاد)"
    before = (
        r"(?P<before>(?:بعد|پس)(?:\s+از)?|(?:قبل|پیش)\s+از|هر|حدود|در\s+حدود|نزدیک\s+به|طی|ظرف|در\s+طول|همین|همون|همان|این)"
    )
    more = rf"(?P<more>(?:\s+و\s+(?:نیم|{n}\s*{days}){ending}){{1,3}})?"
    spell_after = rf"(?:\s+(?:(?:به\s+)?(?:{either(*AFTER)})|مانده(?:\s+به)?|مونده(?:\s+به)?|تمام)(?!\w))?"
    units = rf"{clock_units}{ending}"
    spell = rf"{few}\s*{units}(?:\s+و\s+(?:نیم|ربع|{n}\s*{units})(?!\w)){{0,3}}"
    clock_before = r"(?:(?:بعد|پس)(?:\s+از)?\s+|(?:حدود|در\s+حدود|نزدیک\s+به|طی|ظرف|هر)\s+)?"
    minutes = (
        rf"(?:\s?:\s?\d{{1,2}}){{0,2}}(?:\s+و\s+(?:نیم|ربع|{n}(?:\s*(?:دقیقه|ثانیه))?)(?!\w)){{0,3}}(?:\s+(?:دقیقه|ثانیه))?"
    )
    minutes = rf"(?:\s+دقیقه)?{minutes}"
    at = rf"(?:(?:راس|سر|حدود|در\s+حدود)\s+)?ساعت\s+{n}{minutes}"
    clock = rf"{at}(?:\s+(?:به\s+\d{{1,2}}))?(?:\s*{part})?(?:\s+به\s+وقت\s+\w+)?"
    digits = rf"\d{{1,2}}\s?:\s?\d{{2}}(?:\s?:\s?\d{{2}})?(?:\s+دقیقه)?(?:\s*{part})?"
    bare = rf"(?:{n})\s+(?:صبح|بامداد|ظهر|عصر|غروب|بعد\s+از\s+ظهر)(?!\w)"
    any_clock = rf"(?:{clock}|{digits}|{bare})"
    table = {
        "fa-spell": (
            rf"(?:{before}\s+)?(?P<n>{few})\s*(?P<unit>{days}){ending}{more}(?:\s+{after})?"
            r"(?P<often>\s+(?:یک\s*بار|در\s+میان|در\s+میون))?",
            _read_spell,
        ),
        "fa-clock-spell": (rf"{clock_before}{spell}{spell_after}", _read_time),
        "fa-each-hour": (rf"(?:هر\s+{clock_units}(?:\s+یک\s*بار)?|(?P<u>{clock_units})\s+به\s+(?P=u))(?!\w)", _read_time),
        "fa-clock": (any_clock, _read_time),
        "fa-part-clock": (rf"{part}\s+{clock}", _read_time),
        "fa-clocks": (rf"{any_clock}\s+(?:تا|الی|لغایت)\s+{any_clock}", _read_time),
        "fa-part-of-day": (rf"(?:{parts})(?!\w)", _read_part_of_day),
    }  # fmt: skip
    return tuple(Rule(name, re.compile(START + pattern), read) for name, (pattern, read) in table.items())
