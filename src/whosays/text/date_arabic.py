"""Rules for dates in Arabic and Persian words: three calendars, with Arabic, Persian or European digits."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.date_numbers import other_calendar
from whosays.text.date_reading import Meaning, Parts, Rule, interval, mean, mean_rule
from whosays.text.date_relative import moved
from whosays.text.date_words import day_number, either, months, name_of, plain, words

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope
    from whosays.text.date_words import Calendar

# A conjunction or preposition is written as one with the next word: "وفي", "بمايو".
_START = r"(?<![\w])(?<!\d[.,/-])"
_JOINED = r"(?:و|ب|ل|ف)?"
_ERAS: dict[str, Calendar] = {"ش": "solar", "ق": "hijri", "م": "gregorian"}
_STEPS = {plain(word): by for by, row in {
    0: "هذا هذه الحالي الجاري جاری حاضر", -1: "الماضي الفائت السابق المنصرم گذشته پیش قبل",
    1: "المقبل القادم التالي الجاي آینده بعد",
}.items() for word in row.split()}  # fmt: skip
_OLD = 1500  # a year before is of another calendar, in Arabic and Persian
_TOLD = ("السابق", "التالی", "بعد", "قبل")
_UNITS = {"العام": "year", "السنه": "year", "سال": "year", "الشهر": "month", "ماه": "month", "الاسبوع": "week", "هفته": "week"}
_WORDS = {
    "امس": -1,
    "الامس": -1,
    "غد": 1,
    "الغد": 1,
    "بعد غد": 2,
    "بعد الغد": 2,
    "قبل امس": -2,
    "قبل یوم امس": -2,
    "اول امس": -2,
    "یوم غد": 1,
    "یوم امس": -1,
    "هذا الیوم": 0,
    "بکره": 1,
    "بکرا": 1,
    "الیوم": 0,
    "غدا": 1,
    "دیروز": -1,
    "امروز": 0,
    "فردا": 1,
    "پریروز": -2,
    "پس فردا": 2,
}
# An ordinal after its weekday: "الجمعة الأخيرة من رمضان".
_NTH = {plain(word): n for n, names in {
    -1: "الأخير الأخيرة", 1: "الأول الأولى", 2: "الثاني الثانية", 3: "الثالث الثالثة", 4: "الرابع الرابعة", 5: "الخامس الخامسة",
}.items() for word in names.split()}  # fmt: skip
_NOT_TODAY = re.compile(r"(?:نفس|ذلک|ذاک|ساعات|طوال|خلال|طیله)\s+$")
_YEARS = {"امسال": 0, "پارسال": -1}


@lru_cache(maxsize=1)
def _months() -> dict[str, tuple[Calendar, int]]:
    """Return folded month name → calendar and number; months are also said by their number ("شهر 3", "شهر ثلاثة")."""
    numbers = {str(n): n for n in range(1, 13)} | {word: n for word, n in words("number", "ar").items() if n <= 12}
    return months("ar", "fa") | {f"شهر {word}": ("gregorian", n) for word, n in numbers.items()}


def _key(match: Match[str], group: str) -> str:
    return " ".join(match[group].split())


def _calendar(match: Match[str], year: int, scope: Scope) -> Calendar:
    """Return the calendar of a year: by its mark ("هـ", "م", "ش"), else by the language."""
    era = (match.groupdict().get("era") or "").replace(" ", "").replace(".", "")
    if era in ("ه", "هـ"):
        return "solar" if scope.language == "fa" and year < 1440 else "hijri"
    return _ERAS.get(era[-1:], other_calendar(year, scope))


def _read_parts(match: Match[str], scope: Scope) -> Meaning:
    calendar, month = _months()[_key(match, "m")]
    day, year = match.groupdict().get("d"), match.groupdict().get("y")
    return mean(
        Parts(calendar=calendar, year=int(year) if year else None, month=month, day=day_number(day) if day else None), scope
    )


def _read_year(match: Match[str], scope: Scope) -> Meaning:
    year = int(match["y"])
    return mean(Parts(calendar=_calendar(match, year, scope), year=year), scope)


def _read_years(match: Match[str], scope: Scope) -> Meaning | None:
    years = [int(match[group]) for group in ("y", "y2")]
    calendars = [_calendar(match, year, scope) for year in years]
    if max(years) < _OLD:  # "from 1299 to 1322": both are of the calendar of the later one
        calendars = [calendars[1]] * 2
    ends = [mean(Parts(calendar=one, year=year), scope).value for one, year in zip(calendars, years, strict=True)]
    if ends[0] is None or ends[1] is None or int(match["y"]) >= int(match["y2"]):
        return None
    return Meaning(value=interval(ends[0].split("/")[0], ends[1].split("/")[-1]), kind="interval")


def _read_days(match: Match[str], scope: Scope) -> Meaning | None:
    calendar, month = _months()[_key(match, "m")]
    year = int(match["y"]) if match["y"] else None
    ends = [mean(Parts(calendar=calendar, year=year, month=month, day=int(match[g])), scope) for g in ("d", "d2")]
    if int(match["d"]) >= int(match["d2"]):
        return None
    known = ends[0].value and ends[1].value
    return Meaning(value=interval(ends[0].value, ends[1].value) if known else None, kind="interval", needs_base=year is None)


def _read_rule(match: Match[str], scope: Scope) -> Meaning:
    nth = words("ordinal", "ar", "fa")[_key(match, "nth")] if "nth" in match.groupdict() else _NTH[_key(match, "nth2")]
    weekday = words("weekday", "ar", "fa")[_key(match, "wd")]
    rule = f"{name_of('ordinal', nth)} {name_of('weekday', weekday)} of {name_of(*_months()[_key(match, 'm')])}"
    printed = match["y"]
    if printed and int(printed) >= 1700:
        return mean_rule(rule, int(printed), needs_base=False)
    if printed:
        month = mean(Parts(calendar=_months()[_key(match, "m")][0], year=int(printed), month=1), scope).value
        return mean_rule(rule, int(month[:4]) if month else None, needs_base=False)
    return mean_rule(rule, scope.base.year, needs_base=True)


def _read_near(match: Match[str], scope: Scope) -> Meaning:
    """Read "this year", "last month", "next week"."""
    printed = match["step"] or match["step2"]
    if printed.removesuffix("ه") in _TOLD:  # "the following year" is beside a date told before
        return Meaning(value=None, kind="relative", needs_base=True)
    step = _STEPS.get(printed, _STEPS.get(printed.removesuffix("ه"), 0))
    if scope.language == "fa" and match["unit2"] == "سال":
        return _solar_year(step, scope)
    value = moved(_UNITS[match["unit"] or match["unit2"]], step, scope)
    return Meaning(value=value, kind="relative", needs_base=True)


def _read_near_day(match: Match[str], scope: Scope) -> Meaning:
    """Read "last Tuesday"; "next Tuesday" may be this week's or the next one's."""
    day, step = scope.base_day, _STEPS[_key(match, "step")]
    if day is None or step >= 0:
        return Meaning(value=None, kind="relative", needs_base=True)
    away = (words("weekday", "ar", "fa")[_key(match, "wd")] - day.isoweekday()) % 7 - 7
    return Meaning(value=(day + timedelta(days=away)).isoformat(), kind="relative", needs_base=True)


def _read_year_word(match: Match[str], scope: Scope) -> Meaning:
    """Read "امسال", "پارسال": a Solar year, from March to March."""
    return _solar_year(_YEARS[_key(match, "word")], scope)


def _solar_year(step: int, scope: Scope) -> Meaning:
    day = scope.base_day
    if day is None:
        return Meaning(value=None, kind="relative", needs_base=True)
    solar = day.year - 621 - (0 if (day.month, day.day) >= (3, 21) else 1) + step
    value = mean(Parts(calendar="solar", year=solar), scope).value
    return Meaning(value=value, kind="relative", needs_base=True)


def _read_day_word(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "أمس", "اليوم"; not in "the same day", "the hours of the day"."""
    if _NOT_TODAY.search(scope.text, max(0, match.start() - 10), match.start()):
        return None
    day = scope.base_day
    value = (day + timedelta(days=_WORDS[_key(match, "word")])).isoformat() if day else None
    return Meaning(value=value, kind="relative", needs_base=True)


@lru_cache(maxsize=1)
def arabic_rules() -> tuple[Rule, ...]:
    """Return the rules for dates in Arabic and Persian words."""
    all_months = _months()
    name = either(*all_months)
    alias = rf"(?:\s*[/(]\s*{name}\s*\)?)?"  # "أيار/مايو": both names of one month
    month = rf"(?P<m>{name}){alias}(?:\s+ماه)?(?!\w)"
    lunar = rf"(?P<m>{either(*[word for word, (calendar, _) in all_months.items() if calendar == 'hijri'])})(?!\w)"
    weekday = either(*words("weekday", "ar", "fa"))
    before = rf"(?:(?:ال)?{weekday}\s*[،,]?\s*)?"
    era = r"(?:\s*(?P<era>ه\s?\.?\s?[شق]\.?|هـ|ه|م)(?!\w))?"
    year_word = r"(?:من\s+|لعام\s+|لسنه\s+|سنه\s+|عام\s+|العام\s+|سال\s+)*"
    year = rf"(?P<y>[12]\d{{3}})(?!\d){era}"
    to_year = rf"(?:\s*[،,]?\s*{year_word}{year})?"
    day = r"(?P<d>\d{1,2})(?!\d)"
    named_day = rf"(?P<d>{either(*words('day', 'ar'))})"
    units = either(*_UNITS)
    day2, nth = r"(?P<d2>\d{1,2})(?!\d)", either(*words("ordinal", "ar", "fa"))
    of = r"\.?\s*(?:من\s+)?(?:شهر\s+|ماه\s+)?"
    link = r"(?:من\s+|در\s+|فی\s+)?(?:شهر\s+|ماه\s+)?"
    table = {
        "ar-days-month": (
            rf"(?:(?:من|از|بین)\s+)?{before}{day}\s*(?:[-–—]|الی|حتی|تا|و)\s*{before}{day2}{of}{month}{to_year}", _read_days,
        ),
        "ar-day-month-year": (rf"{before}{day}{of}{month}{to_year}", _read_parts),
        "ar-rule": (rf"(?P<nth>{nth})\s+(?:یوم\s+)?(?P<wd>{weekday})\s+{link}(?:مبارک\s+)?{month}{to_year}", _read_rule),
        "ar-rule-after": (rf"(?P<wd>{weekday})\s+(?P<nth2>{either(*_NTH)})\s+{link}{month}{to_year}", _read_rule),
        "ar-day-word-month": (
            rf"{before}(?:{plain('الموافق')}\s+)?{named_day}(?!\w)\s+(?:من\s+)?(?:شهر\s+)?{month}{to_year}", _read_parts,
        ),
        "ar-month-year": (rf"{month}\s*[،,]?\s*{year_word}{year}", _read_parts),
        "ar-month": (
            rf"(?:خلال\s+|طوال\s+|فی\s+|در\s+)?(?:شهر|ماه)\s+(?:مبارک\s+)?{lunar}(?:\s+المبارک)?"
            rf"(?!\s*[،,]?\s*{year_word}\d)",
            _read_parts,
        ),
        "ar-years": (
            rf"(?:{plain('بين')}|من|از)\s+(?:{plain('عامي')}\s+|{year_word})(?P<y>[12]\d{{3}})\s*"
            rf"(?:و\s*|الی\s+|حتی\s+|تا\s+|[-–]\s*){year_word}(?P<y2>[12]\d{{3}})(?!\d)",
            _read_years,
        ),
        "ar-year": (rf"(?:عام|العام|سنه|سال|{plain('منذ')}|از\s+سال)\s+(?P<x>{year})", _read_year),
        "ar-near": (
            rf"(?:(?P<step>هذا|هذه)\s+(?P<unit>{units})|(?P<unit2>{units})\s+(?P<step2>(?:{either(*_STEPS)})ه?))(?!\w)",
            _read_near,
        ),
        "ar-near-day": (rf"(?P<wd>{weekday})\s+(?:ی\s+)?(?P<step>{either(*_STEPS)})(?!\w)", _read_near_day),
        "ar-year-word": (rf"(?P<word>{either(*_YEARS)})(?!\w)", _read_year_word),
        "ar-day": (rf"(?P<word>{either(*_WORDS)})(?:\s+{weekday})?(?!\w)(?!(?<=الیوم)\s+ال)", _read_day_word),
    }  # fmt: skip
    return tuple(
        Rule(name, re.compile(rf"(?:{_START}|(?<=\bو)|(?<=\bب)|(?<=\bل)){pattern}"), read)
        for name, (pattern, read) in table.items()
    )
