"""Rules for dates in Persian words: days, months and years of three calendars, decades, centuries, seasons, weekdays."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.calendars import month_span, place_in, year_span
from whosays.text.date_counted import lies
from whosays.text.date_persian_years import (
    AFTER,
    YEAR_WORDS,
    full_solar_year,
    key,
    read_century,
    read_decade,
    read_numbers,
    read_quarter,
    read_season,
    read_year,
    read_years,
    said_year,
)
from whosays.text.date_reading import Meaning, Parts, Rule, interval, mean
from whosays.text.date_rules import rule_beside
from whosays.text.date_words import afghan_months, either, months, plain, rule_days, words
from whosays.text.persian_numbers import count_pattern, number_of

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope
    from whosays.text.date_words import Calendar

START = r"(?:(?<!\w)(?<!\d[.,/:-])|(?<=\bدر))"  # "in" is often written as one with the next word
_ERA = r"(?:(?:هجری\s+)?(?:شمسی|خورشیدی|قمری)|ه\s?\.?\s?[شق](?:\s?\.)?|میلادی|هجری)"
ERA = rf"(?P<era>{_ERA}|ش|ق|م)(?!\w)"
_TOLD = ("بعد", "بعدی", "قبل", "قبلی", "پیشین")
_DAYS = {plain(word): by for word, by in {
    "امروز": 0, "امشب": 0, "دیروز": -1, "دیشب": -1, "پریروز": -2, "پریشب": -2, "فردا": 1, "فردا شب": 1, "پس فردا": 2,
}.items()}  # fmt: skip
PARTS_OF_DAY = (
    "صبح", "بامداد", "سحر", "سپیده دم", "پیش از ظهر", "قبل از ظهر", "ظهر", "بعد از ظهر", "بعدازظهر", "عصر", "غروب", "شب",
    "شامگاه", "نیمه شب",
)  # fmt: skip
# A part of a month, year or century: the value stays the whole.
_WITHIN = (
    "ابتدای",
    "اوایل",
    "اوائل",
    "آغاز",
    "شروع",
    "نیمه",
    "نیمه اول",
    "نیمه دوم",
    "اواسط",
    "وسط",
    "میانه",
    "اواخر",
    "پایان",
    "انتهای",
    "آخر",
    "اول",
)
# Nouns that are counted: before them two digits are no year.
_COUNTED = "روز|شب|ماه|سال|هفته|ساعت|دقیقه|نفر|تن|درصد|هزار|میلیون|میلیارد|تومان|ریال|متر|کیلومتر|کیلو|کشور|شهر|مورد|بار|عدد"


# The prefix of Persian verbs has the letters of the month of May: joined to the verb, or before one of the usual verbs.
_VERB_PREFIX = re.compile(
    r"(?<!\w)(ن?م[یيى])(?:\u200c| (?=(?:شو|کن|ده|گیر|رس|یاب|گوی|خواه|توان|رو|آی|باش|دار|ساز|مان|آور|بر)[ن]?د(?!\w)))"
)


def hide_verbs(text: str) -> str:
    """Return a text in which no prefix of a verb can be read as the month of May. It is as long as before."""
    return _VERB_PREFIX.sub("\\1ـ", text)


@lru_cache(maxsize=1)
def month_names() -> dict[str, tuple[Calendar, int]]:
    """Return folded month name → calendar and number, the Afghan names too."""
    afghan: dict[str, tuple[Calendar, int]] = {name: ("solar", n) for name, n in afghan_months().items()}
    return afghan | months("ar", "fa")


def _day(text: str) -> int | None:
    folded = " ".join(text.split())
    return words("day", "fa").get(folded) or number_of(folded)


def _year(match: Match[str]) -> int | None:
    return number_of(match["y"]) if match.groupdict().get("y") else None


def _date(day: int | None, month: tuple[Calendar, int], match: Match[str], scope: Scope) -> Meaning:
    """Give a day and month their value; a year beside a month of two digits is one of the month's calendar."""
    calendar, number = month
    year = _year(match)
    if year is not None and year < 100:
        if calendar == "gregorian":
            year += 2000 if year < 69 else 1900
        elif calendar == "solar":
            year = full_solar_year(year, scope)
    step = match.groupdict().get("near")
    if year is None and step:
        year = said_year(step, scope)
        if year is None or calendar != "solar":
            return lies(None)
        meaning = mean(Parts(calendar=calendar, year=year, month=number, day=day), scope)
        return Meaning(value=meaning.value, kind="relative", needs_base=True, problem=meaning.problem)
    return mean(Parts(calendar=calendar, year=year, month=number, day=day), scope)


def _read_date(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "سوم تیر 1399", "پنج ژوئن", "۲۲ آذرماه ۹۵"."""
    name, day = key(match, "m"), _day(match["d"])
    if day is None or not 1 <= day <= 31:
        return None
    if name in afghan_months() and name not in months("ar", "fa") and not (match["y"] or match["noun"]):
        return None  # "سه سرطان" may be anything
    return _date(day, month_names()[name], match, scope)


def _read_days(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "۱۱ و ۱۲ و ۱۳ ژوئن", "سوم تا پنجم مهر": from the first to the last."""
    first, last = _day(match["d"]), _day(match["d2"])
    if not first or not last or not first < last <= 31:
        return None
    month = month_names()[key(match, "m")]
    ends = [_date(day, month, match, scope) for day in (first, last)]
    known = ends[0].value and ends[1].value
    return Meaning(
        value=interval(ends[0].value, ends[1].value) if known else None, kind="interval", needs_base=ends[0].needs_base
    )


def _read_month(match: Match[str], scope: Scope) -> Meaning | None:
    meaning = _date(None, month_names()[key(match, "m")], match, scope)
    if meaning.needs_base:
        return Meaning(value=meaning.value, kind="relative", needs_base=True, parts=meaning.parts)
    return meaning


def _read_months(match: Match[str], scope: Scope) -> Meaning | None:
    first, last = (month_names()[key(match, group)] for group in ("m", "m2"))
    ends = [_date(None, month, match, scope) for month in (first, last)]
    if first[0] != last[0] or not ends[0].value or not ends[1].value:
        return lies(None)
    return lies(interval(ends[0].value.split("/")[0], ends[1].value.split("/")[-1]))


def _read_day_word(match: Match[str], scope: Scope) -> Meaning:
    day = scope.base_day
    return lies(day + timedelta(days=_DAYS[key(match, "word")]) if day else None)


def near(unit: str, by: int, scope: Scope) -> str | None:
    """Return the day, week, Solar month or Solar year some steps away from the document's date."""
    day = scope.base_day
    here = place_in("solar", day) if day else None
    if day is None or here is None:
        return None
    if unit == "day":
        return (day + timedelta(days=by)).isoformat()
    if unit == "week":  # it begins on Saturday
        saturday = day - timedelta(days=(day.isoweekday() + 1) % 7) + timedelta(weeks=by)
        return interval(saturday, saturday + timedelta(days=6))
    count = here[0] * 12 + here[1] - 1 + by
    span = year_span("solar", here[0] + by) if unit == "year" else month_span("solar", count // 12, count % 12 + 1)
    return interval(*span) if span and unit in ("year", "month") else None


UNITS = {
    "روز": "day",
    "هفته": "week",
    "ماه": "month",
    "سال": "year",
    "شب": "day",
    "فصل": "season",
    "دهه": "decade",
    "قرن": "century",
}


def _read_near(match: Match[str], scope: Scope) -> Meaning:
    """Read "این ماه", "سال گذشته", "هفته جاری", "پایان سال"."""
    groups = match.groupdict()
    after = groups.get("after") or ""
    if groups.get("that") or after in _TOLD or (not after and match["unit"] in ("سال", "روز")):
        return lies(None)  # "همان سال", "سال بعد", "در این روز": beside a date told before
    return lies(near(UNITS[match["unit"]], AFTER.get(after, 0), scope))


def _read_year_word(match: Match[str], scope: Scope) -> Meaning:
    return lies(near("year", YEAR_WORDS[match["word"]], scope))


def _read_weekday(match: Match[str], scope: Scope) -> Meaning:
    """Read "سه‌شنبه": the nearest that is not after the document; "سه‌شنبه گذشته", "سه‌شنبه هفته آینده" as they say."""
    day, groups = scope.base_day, match.groupdict()
    if groups.get("many") or groups.get("each"):
        return Meaning(value=None, kind="frequency")
    if day is None:
        return lies(None)
    weekday = words("weekday", "fa")[key(match, "wd")]
    # The week begins on Saturday.
    if groups.get("week"):
        by = AFTER.get(groups.get("after2") or "", 0)
        return lies(day + timedelta(days=(weekday + 1) % 7 - (day.isoweekday() + 1) % 7 + 7 * by))
    away = (weekday - day.isoweekday()) % 7
    step = AFTER.get(groups.get("after") or "", 0)
    if step > 0:
        return lies(None)  # of this week or of the next
    return lies(day + timedelta(days=(away - 7) if step < 0 or away else 0))


def _read_feast(match: Match[str], scope: Scope) -> Meaning:
    return rule_beside(rule_days("fa")[key(match, "name")], 0, scope)


def _read_nothing(_: Match[str], __: Scope) -> Meaning:
    return lies(None)


def _read_again(_: Match[str], __: Scope) -> Meaning:
    return Meaning(value=None, kind="frequency")


@lru_cache(maxsize=1)
def persian_rules() -> tuple[Rule, ...]:
    """Return the rules."""
    n = count_pattern()
    ordinal = rf"{either(*words('day', 'fa'))}(?!\w)"
    day = rf"(?P<d>{ordinal}|{n})(?:\s*(?:ام|امین|م)(?!\w))?"
    day2 = day.replace("?P<d>", "?P<d2>")
    all_months = either(*month_names())
    of_years = r"(?:\s+هر\s+سال)?(?!\w)"
    month = rf"(?P<noun>ماه\s+(?:مبارک\s+)?)?(?P<m>{all_months})(?:\s*ماه)?(?!\w)"
    sure = either(*[name for name, (calendar, _) in months("ar", "fa").items() if len(name) > 4 and calendar != "hijri"])
    weekday = rf"(?P<wd>{either(*words('weekday', 'fa'))})(?!\w)"
    before = rf"(?:(?:روز\s+)?{weekday.replace('?P<wd>', '?:')}\s*[،,]?\s*)?(?:روز(?:\s*های)?\s+)?"
    season = either(*words("season", "fa"))
    steps, that = either(*AFTER), r"(?P<that>آن|همان|اون|همون)"
    four = r"[12]\d{3}(?!\d)"
    spelled = rf"(?:(?:یک\s+|دو\s+)?هزار\s+و\s+{n})"
    year = rf"(?P<y>{four}|{spelled})(?:\s*{ERA})?"
    any_year = rf"(?P<y>{four}|{spelled}|0\d(?!\d|\s*[:./])|\d\d(?!\d|\s*[:./]|\s+(?:{_COUNTED})))(?:\s*{ERA})?"
    near_year = rf"(?P<near>{either(*YEAR_WORDS)}|سال\s+{steps}|(?:همان|آن)\s+سال)(?!\w)".replace("آ", "ا")
    to_year = rf"(?:\s*[،,]?\s*(?:از\s+)?(?:سال\s+)?(?:{any_year}|{near_year})|\s+هر\s+سال)?"
    part = rf"(?:{either(*map(plain, _WITHIN))}|{either(*words('ordinal', 'fa'))}\s+(?:روز|هفته|ماه))\s+(?:از\s+)?"
    before_christ = r"(?P<bc>\s+(?:قبل|پیش)\s+از\s+میلاد)?"
    day_part = either(*PARTS_OF_DAY)
    names = either(*rule_days("fa"))
    table = {
        "fa-date": (rf"{before}{day}\s*{month}{to_year}", _read_date),
        "fa-days": (
            rf"{before}{day}\s*(?:تا|الی|لغایت|و|[-–])\s*(?:{n}\s*و\s*)?{before}{day2}\s*{month}{to_year}", _read_days,
        ),
        "fa-month-year": (
            rf"(?:{part})?{month}\s*(?:سال\s+)?(?:{year}|سال\s+(?P<y3>\d\d)(?!\d)|{near_year})", _read_month_or_short,
        ),
        "fa-month": (rf"(?:{part})?ماه\s+(?:مبارک\s+)?(?P<m>{all_months}){of_years}", _read_month),
        "fa-month-noun": (rf"(?:{part})?(?P<m>{all_months})\s*ماه{of_years}", _read_month),
        "fa-part-of-month": (rf"{part}(?P<m>{all_months})(?:\s*ماه)?{of_years}", _read_month),
        "fa-sure-month": (rf"(?:(?<=در )|(?<=تا )|(?<=از )|(?<=طی ))(?P<m>{sure})(?!\w)", _read_month),
        "fa-months": (
            rf"ماه\s*های\s+(?P<m>{all_months})\s+و\s+(?P<m2>{all_months})(?!\w)", _read_months,
        ),
        "fa-year": (
            rf"(?:{part})?(?:سال(?:\s*های?)?\s+(?P<y>{four}|{spelled}|\d\d\d?(?!\d))(?:\s*{ERA})?{before_christ})", read_year,
        ),
        "fa-year-era": (rf"(?P<y>\d{{2,4}})\s*(?P<era>{_ERA}|ق)(?!\w)", read_year),
        "fa-born": (
            rf"(?:متولد|مصوب|زاده)\s+(?:سال\s+)?(?P<x>(?P<y>{four}|\d\d(?!\d))(?:\s*{ERA})?)"
            rf"(?!\s*[/:.]?\d|\s*{all_months}(?!\w)|(?<!\d\d\d)\s+(?:{_COUNTED})(?!\w))",
            read_year,
        ),
        "fa-years": (
            rf"(?:(?:بین|از)\s+(?=سال))?(?:سال\s*(?:های|تحصیلی|مالی)?\s+)?"
            rf"(?P<y>{four}|(?<=های )\d\d|(?<=سال )\d\d|(?<=تحصیلی )\d\d)\s*(?:تا|الی|لغایت|[-–])\s*"
            rf"(?:سال\s+)?(?P<y2>{four}|\d\d(?!\d))"
            rf"(?:\s*{ERA})?(?!\s*[-/])",
            read_years,
        ),
        "fa-two-years": (rf"سال\s*(?:های)?\s+(?P<y>{four}|\d\d)\s+و\s+(?P<y2>{four}|\d\d(?!\d))(?:\s*{ERA})?", read_years),
        "fa-decade": (rf"(?:{part})?دهه\s*(?:های\s+)?(?:ی\s+)?(?P<y>{n})(?:\s*(?:،|و)\s*{n}){{0,3}}(?:\s*{ERA})?", read_decade),
        "fa-century": (
            rf"(?P<part>{part})?(?:قرن|سده)\s+(?:ی\s+)?(?P<n>{ordinal}|\d{{1,2}})(?:\s*{ERA})?{before_christ}", read_century,
        ),
        "fa-season": (
            rf"(?:{part})?(?:فصل\s+(?:های\s+)?(?P<season>{season})(?:\s+(?:سال\s+)?{any_year})?)(?!\w)", read_season,
        ),
        "fa-season-year": (rf"(?:{part})?(?P<season>{season})\s+(?:(?:سال\s+)?{any_year}|{near_year})", read_season),
        "fa-quarter": (
            r"(?P<part>سه\s*ماهه|نیمه)(?:\s+ی)?\s+(?P<nth>اول|نخست|دوم|سوم|چهارم)\s+"
            rf"(?:(?:سال\s+)?{any_year}|{near_year})",
            read_quarter,
        ),
        "fa-numbers": (
            r"(?P<a>\d{1,4})(?P<sep>\s?[/.-]\s?)(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,4})"
            rf"\s*(?P<era>{_ERA}|ق|ش)(?!\w)",
            read_numbers,
        ),
        "fa-season-of": (rf"(?:{part})(?:{season})(?!\w)", _read_nothing),
        "fa-day": (
            rf"(?:{day_part}\s+)?(?P<word>{either(*_DAYS)})(?!\w)(?:\s+و\s+{either(*_DAYS)}(?!\w))?", _read_day_word,
        ),
        "fa-year-word": (rf"(?:{part})?(?P<word>{either(*YEAR_WORDS)})(?!\w)(?:\s+{sure}(?!\w))?", _read_year_word),
        "fa-near": (
            rf"(?:{part})?(?P<unit>{either(*UNITS)})\s+(?:ی\s+)?(?P<after>{steps})ی?(?:\s+(?:میلادی|شمسی|قمری))?(?!\w)",
            _read_near,
        ),
        "fa-this": (rf"(?:{part})?(?:این|همین|{that})\s+(?P<unit>{either(*UNITS)})(?!\w|\s*ها)", _read_near),
        "fa-part": (rf"(?:{part})(?P<unit>سال|ماه|هفته|روز|فصل)(?:\s+میلادی)?(?!\w)(?:\s+(?:{weekday}))?", _read_nothing),
        "fa-recent": (r"(?:سال|ماه|هفته|روز|دهه)\s*های\s+(?:اخیر|گذشته|آینده|اینده|پیش)(?!\w)", _read_again),
        "fa-weekday": (
            rf"(?P<each>هر\s+)?(?:روز\s+)?{weekday}(?P<many>\s*ها(?!\w))?(?:\s+شب(?:\s*ها)?(?!\w))?"
            rf"(?:\s+(?:ی\s+)?(?P<week>این\s+هفته|هفته\s+(?P<after2>{steps}))(?!\w)|\s+(?P<after>{steps})(?!\w))?(?!\s+بازار)",
            _read_weekday,
        ),
        "fa-day-of-month": (
            rf"(?:{ordinal}|\d{{1,2}}\s*ام)\s+(?:این\s+|همین\s+)?ماه(?:\s+(?P<after>{steps}))?(?!\w|\s+{all_months})",
            _read_nothing,
        ),
        "fa-nth": (
            rf"(?:{n}\s+و\s+)?(?:(?:{either(*words('number', 'fa'))}|سو)مین|{either(*words('ordinal', 'fa'))})"
            r"\s+(?:سال|سالگرد|دهه|قرن)(?!\w)",
            _read_again,
        ),
        "fa-each": (r"هر\s+(?:روز|شب|هفته|ماه|سال|فصل)(?!\w)(?:\s+(?:هفته|سال))?", _read_again),
        "fa-feast": (rf"(?P<name>{names})(?!\w)", _read_feast),
    }  # fmt: skip
    return tuple(Rule(name, re.compile(START + pattern), read) for name, (pattern, read) in table.items())


def _read_month_or_short(match: Match[str], scope: Scope) -> Meaning | None:
    calendar, number = month_names()[key(match, "m")]
    if match["y3"]:
        year = full_solar_year(int(match["y3"]), scope) if calendar == "solar" else None
        return mean(Parts(calendar=calendar, year=year, month=number), scope)
    return _read_month(match, scope)
