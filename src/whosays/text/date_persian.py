"""Rules for dates in Persian words: days, months and years of three calendars, decades, centuries, seasons, weekdays."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.calendars import month_span, place_in, year_span
from whosays.text.date_counted import lies
from whosays.text.date_reading import AHEAD, Meaning, Parts, Rule, interval, mean, week_of
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
# "this", "last", "next" after a noun, with the -i of a linked adjective as it is often written.
AFTER = {
    plain(word): by for by, row in {
        0: "جاری حاضر کنونی", -1: "گذشته پیش قبل قبلی پیشین", 1: "آینده بعد بعدی دیگر دیگه آتی پیش‌رو",
    }.items() for word in row.split()
}  # fmt: skip
_TOLD = ("بعد", "بعدی", "قبل", "قبلی", "پیشین")
_DAYS = {plain(word): by for word, by in {
    "امروز": 0, "امشب": 0, "دیروز": -1, "دیشب": -1, "پریروز": -2, "پریشب": -2, "فردا": 1, "فردا شب": 1, "پس فردا": 2,
}.items()}  # fmt: skip
_YEARS = {"امسال": 0, "پارسال": -1, "پیرارسال": -2}
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
# Years of the Solar calendar were first printed in the 1290s; before, years without a mark are of the moon as well.
_SOLAR = 1290
# Nouns that are counted: before them two digits are no year.
_COUNTED = "روز|شب|ماه|سال|هفته|ساعت|دقیقه|نفر|تن|درصد|هزار|میلیون|میلیارد|تومان|ریال|متر|کیلومتر|کیلو|کشور|شهر|مورد|بار|عدد"
_OLD = 1500  # a year from here on is Gregorian where nothing else is said


def key(match: Match[str], group: str) -> str:
    """Return the words of a group, blanks made one."""
    return " ".join(match[group].split())


@lru_cache(maxsize=1)
def month_names() -> dict[str, tuple[Calendar, int]]:
    """Return folded month name → calendar and number, the Afghan names too."""
    afghan: dict[str, tuple[Calendar, int]] = {name: ("solar", n) for name, n in afghan_months().items()}
    return afghan | months("ar", "fa")


def full_solar_year(printed: int, scope: Scope) -> int:
    """Return the Solar year of two digits: the latest that is not far ahead of the document, or of the present century."""
    if printed >= 100:
        return printed
    here = place_in("solar", scope.base_day) if scope.base_day else None
    latest = (here[0] if here else 1400) + AHEAD
    return latest - (latest - printed) % 100


def calendar_of(era: str | None, year: int, default: Calendar = "solar") -> Calendar:
    """Return the calendar of a year: by its mark, else Gregorian from 1500 on, else that of the month or of the country."""
    mark = (era or "").replace(" ", "").replace(".", "")
    if mark in ("میلادی", "م"):
        return "gregorian"
    if mark.endswith(("قمری", "ق")):
        return "hijri"
    if mark:
        return "solar"
    return "gregorian" if year >= _OLD else default


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
        here = place_in("solar", scope.base_day) if scope.base_day else None
        by = _YEARS.get(step, AFTER.get(step.split()[-1], 0))
        if here is None or calendar != "solar" or step.split()[0] in ("همان", plain("آن")):
            return lies(None)
        meaning = mean(Parts(calendar=calendar, year=here[0] + by, month=number, day=day), scope)
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


def _value_of_year(text: str, era: str | None, scope: Scope) -> Meaning | None:
    year = number_of(text)
    if year is None or year == 0:
        return None
    calendar = calendar_of(era, year)
    if year < 100 and not era:
        year = full_solar_year(year, scope)
    if calendar == "gregorian" and year < 100:
        return None
    if calendar == "solar" and year < 1000 and not era:
        return None
    if year < _SOLAR and not era:
        return Meaning(value=None)  # of the moon, of the sun or Gregorian: nothing tells
    return mean(Parts(calendar=calendar, year=year), scope)


def _read_year(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "سال ۱۳۷۶", "سال ۹۲", "۱۲۱۰ میلادی", "سال دو هزار و بیست و دو میلادی"."""
    if match.groupdict().get("bc"):
        return Meaning(value=None, kind="vague")
    return _value_of_year(match["y"], match["era"], scope)


def _read_years(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "سال‌های ۱۳۶۰ تا ۱۳۷۰", "۱۹۳۴ - ۱۹۵۰ میلادی", "۱۹۷۲–۷۳"."""
    first, last = match["y"], match["y2"]
    last = first[:2] + last if len(first) == 4 and len(last) == 2 else last
    ends = [_value_of_year(year, match["era"], scope) for year in (first, last)]
    if ends[0] is None or ends[1] is None or not ends[0].value or not ends[1].value:
        return None
    low, high = ends[0].value.split("/")[0].rstrip("~"), ends[1].value.split("/")[-1].rstrip("~")
    return Meaning(value=interval(low, high), kind="interval") if low < high else None


def _read_decade(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "دهه شصت", "دهه ۱۳۶۰", "دهه هفتاد میلادی"."""
    first = number_of(match["y"])
    if first is None or first % 10:
        return None
    if first >= _OLD or "میلادی" in (match["era"] or ""):
        year = first if first >= 100 else 1900 + first
        return Meaning(value=f"{year // 10:03}X")
    year = full_solar_year(first, scope)
    spans = year_span("solar", year), year_span("solar", year + 9)
    return Meaning(value=interval(spans[0][0], spans[1][1]), kind="interval") if spans[0] and spans[1] else None


def _read_century(match: Match[str], _: Scope) -> Meaning:
    """Read "قرن نوزدهم", "قرن هفتم میلادی"; a century of another calendar has no value here."""
    number = words("day", "fa").get(key(match, "n")) or number_of(match["n"])
    if number is None or match["bc"] or not 1 <= number <= 21 or (number < 15 and "میلادی" not in (match["era"] or "")):
        return Meaning(value=None, kind="vague")
    return Meaning(value=f"{number - 1:02}XX", kind="approximate" if match["part"] else "date")


def _read_season(match: Match[str], scope: Scope) -> Meaning:
    """Read "تابستان ۱۳۹۹": a season of a Solar year is three of its months."""
    season = words("season", "fa")[match["season"]]
    printed = number_of(match["y"]) if match["y"] else None
    if printed is None:
        return lies(None)
    year = full_solar_year(printed, scope)
    if year >= _OLD:
        return Meaning(value=f"{year}-{season}")
    first, last = month_span("solar", year, (season - 21) * 3 + 1), month_span("solar", year, (season - 21) * 3 + 3)
    return Meaning(value=interval(first[0], last[1]) if first and last else None, kind="interval")


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
    if unit == "week":
        return week_of(day, by)
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
    return lies(near("year", _YEARS[match["word"]], scope))


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
    near_year = rf"(?P<near>{either(*_YEARS)}|سال\s+{steps}|(?:همان|آن)\s+سال)(?!\w)".replace("آ", "ا")
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
            rf"(?:{part})?(?:سال(?:\s*های?)?\s+(?P<y>{four}|{spelled}|\d\d\d?(?!\d))(?:\s*{ERA})?{before_christ})", _read_year,
        ),
        "fa-year-era": (rf"(?P<y>\d{{2,4}})\s*(?P<era>{_ERA}|ق)(?!\w)", _read_year),
        "fa-born": (
            rf"(?:متولد|مصوب|زاده)\s+(?:سال\s+)?(?P<x>(?P<y>{four}|\d\d(?!\d))(?:\s*{ERA})?)"
            rf"(?!\s*[/:.]?\d|\s*(?:{all_months}|{_COUNTED})(?!\w))",
            _read_year,
        ),
        "fa-years": (
            rf"(?:سال\s*(?:های)?\s+)?(?P<y>{four}|(?<=های )\d\d|(?<=سال )\d\d)\s*(?:تا|الی|[-–])\s*"
            rf"(?:سال\s+)?(?P<y2>{four}|\d\d(?!\d))"
            rf"(?:\s*{ERA})?(?!\s*[-/])",
            _read_years,
        ),
        "fa-two-years": (rf"سال\s*(?:های)?\s+(?P<y>{four}|\d\d)\s+و\s+(?P<y2>{four}|\d\d(?!\d))(?:\s*{ERA})?", _read_years),
        "fa-decade": (rf"(?:{part})?دهه\s*(?:های\s+)?(?:ی\s+)?(?P<y>{n})(?:\s*(?:،|و)\s*{n})*(?:\s*{ERA})?", _read_decade),
        "fa-century": (
            rf"(?P<part>{part})?(?:قرن|سده)\s+(?:ی\s+)?(?P<n>{ordinal}|\d{{1,2}})(?:\s*{ERA})?{before_christ}", _read_century,
        ),
        "fa-season": (
            rf"(?:{part})?(?:فصل\s+(?:های\s+)?(?P<season>{season})(?:\s+(?:سال\s+)?{any_year})?)(?!\w)", _read_season,
        ),
        "fa-season-year": (rf"(?:{part})?(?P<season>{season})\s+(?:سال\s+)?{any_year}", _read_season),
        "fa-season-of": (rf"(?:{part})(?:{season})(?!\w)", _read_nothing),
        "fa-day": (
            rf"(?:{day_part}\s+)?(?P<word>{either(*_DAYS)})(?!\w)(?:\s+و\s+{either(*_DAYS)}(?!\w))?", _read_day_word,
        ),
        "fa-year-word": (rf"(?:{part})?(?P<word>{either(*_YEARS)})(?!\w)(?:\s+{sure}(?!\w))?", _read_year_word),
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
