"""Years in Persian words and their parts and multiples: which calendar a year is of, what two digits stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.text.calendars import month_span, place_in, year_span
from whosays.text.date_counted import lies
from whosays.text.date_reading import AHEAD, Meaning, Parts, interval, mean
from whosays.text.date_words import plain, words
from whosays.text.persian_numbers import number_of

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope
    from whosays.text.date_words import Calendar

# "this", "last", "next" after a noun.
AFTER = {
    plain(word): by for by, row in {
        0: "جاری حاضر کنونی", -1: "گذشته پیش قبل قبلی پیشین", 1: "آینده بعد بعدی دیگر دیگه آتی پیش‌رو",
    }.items() for word in row.split()
}  # fmt: skip
YEAR_WORDS = {"امسال": 0, "پارسال": -1, "پیرارسال": -2}
GREGORIAN = 1500  # a year from here on is Gregorian where nothing else is said
# Years of the Solar calendar were first printed in the 1290s; before, years without a mark are of the moon as well.
_SOLAR = 1290


def key(match: Match[str], group: str) -> str:
    """Return the words of a group, blanks made one."""
    return " ".join(match[group].split())


def full_solar_year(printed: int, scope: Scope) -> int:
    """Return the Solar year of two digits: the latest that is not far ahead of the document, or of the present century."""
    if printed >= 100:
        return printed
    here = place_in("solar", scope.base_day) if scope.base_day else None
    latest = (here[0] if here else 1400) + AHEAD
    return latest - (latest - printed) % 100


def calendar_of(era: str | None, year: int) -> Calendar:
    """Return the calendar of a year: by its mark, else Gregorian from 1500 on, else Solar."""
    mark = (era or "").replace(" ", "").replace(".", "")
    if mark in ("میلادی", "م"):
        return "gregorian"
    if mark.endswith(("قمری", "ق")):
        return "hijri"
    if mark:
        return "solar"
    return "gregorian" if year >= GREGORIAN else "solar"


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


def read_year(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "سال ۱۳۷۶", "سال ۹۲", "۱۲۱۰ میلادی", "سال دو هزار و بیست و دو میلادی"."""
    if match.groupdict().get("bc"):
        return Meaning(value=None, kind="vague")
    return _value_of_year(match["y"], match["era"], scope)


def read_years(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "سال‌های ۱۳۶۰ تا ۱۳۷۰", "۱۹۳۴ - ۱۹۵۰ میلادی", "۱۹۷۲–۷۳"."""
    first, last = match["y"], match["y2"]
    last = first[:2] + last if len(first) == 4 and len(last) == 2 else last
    ends = [_value_of_year(year, match["era"], scope) for year in (first, last)]
    if ends[0] is None or ends[1] is None or not ends[0].value or not ends[1].value:
        return None
    low, high = ends[0].value.split("/")[0].rstrip("~"), ends[1].value.split("/")[-1].rstrip("~")
    return Meaning(value=interval(low, high), kind="interval") if low < high else None


def read_decade(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "دهه شصت", "دهه ۱۳۶۰", "دهه هفتاد میلادی"."""
    first = number_of(match["y"])
    if first is None or first % 10:
        return None
    if first >= GREGORIAN or "میلادی" in (match["era"] or ""):
        year = first if first >= 100 else 1900 + first
        return Meaning(value=f"{year // 10:03}X")
    year = full_solar_year(first, scope)
    spans = year_span("solar", year), year_span("solar", year + 9)
    return Meaning(value=interval(spans[0][0], spans[1][1]), kind="interval") if spans[0] and spans[1] else None


def read_century(match: Match[str], _: Scope) -> Meaning:
    """Read "قرن نوزدهم", "قرن هفتم میلادی"; a century of another calendar has no value here."""
    number = words("day", "fa").get(key(match, "n")) or number_of(match["n"])
    if number is None or match["bc"] or not 1 <= number <= 21 or (number < 15 and "میلادی" not in (match["era"] or "")):
        return Meaning(value=None, kind="vague")
    return Meaning(value=f"{number - 1:02}XX", kind="approximate" if match["part"] else "date")


def read_season(match: Match[str], scope: Scope) -> Meaning:
    """Read "تابستان ۱۳۹۹": a season of a Solar year is three of its months."""
    season = words("season", "fa")[match["season"]]
    printed = number_of(match["y"]) if match["y"] else None
    if match.groupdict().get("near"):
        return lies(_quarter(said_year(match["near"], scope), season - 20))
    if printed is None:
        return lies(None)
    year = full_solar_year(printed, scope)
    if year >= GREGORIAN:
        return Meaning(value=f"{year}-{season}")
    return Meaning(value=_quarter(year, season - 20), kind="interval")


def said_year(words_of_it: str, scope: Scope) -> int | None:
    """Return the Solar year that "امسال" or "سال گذشته" is; None of "همان سال"."""
    here, step = place_in("solar", scope.base_day) if scope.base_day else None, " ".join(words_of_it.split())
    if here is None or step.split()[0] in ("همان", plain("آن")):
        return None
    return here[0] + YEAR_WORDS.get(step, AFTER.get(step.split()[-1], 0))


def _quarter(year: int | None, number: int, length: int = 3) -> str | None:
    """Return the first, second … three (or six) months of a Solar year."""
    if year is None:
        return None
    first, last = month_span("solar", year, (number - 1) * length + 1), month_span("solar", year, number * length)
    return interval(first[0], last[1]) if first and last else None


def read_quarter(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "سه ماهه دوم سال ۱۳۹۹", "نیمه اول امسال"."""
    number = {"نخست": 1}.get(match["nth"]) or words("day", "fa")[match["nth"]]
    length = 6 if match["part"].startswith("نیمه") else 3
    if number * length > 12:
        return None
    if match["near"]:
        return lies(_quarter(said_year(match["near"], scope), number, length))
    year = full_solar_year(number_of(match["y"]) or 0, scope)
    if calendar_of(match["era"], year) != "solar":
        first, last = (number - 1) * length + 1, number * length
        return Meaning(value=f"{year}-{first:02}/{year}-{last:02}", kind="interval") if year >= GREGORIAN else None
    return Meaning(value=_quarter(year, number, length), kind="interval")


def read_numbers(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "12/12/1370 هجری شمسی": numbers whose calendar is told."""
    year, day = (match["a"], match["c"]) if len(match["a"]) == 4 else (match["c"], match["a"])
    if len(year) != 4 or len(day) > 2:
        return None
    parts = Parts(calendar=calendar_of(match["era"], int(year)), year=int(year), month=int(match["b"]), day=int(day))
    return mean(parts, scope)
