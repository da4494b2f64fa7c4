"""Rules for dates that are printed in English words: days, months, years, decades, seasons, quarters, rule dates."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.calendars import rule_dates
from whosays.text.date_numbers import NOT_INSIDE, YEAR, printed_year
from whosays.text.date_reading import Meaning, Parts, Rule, interval, mean, mean_rule
from whosays.text.date_tense import looks_ahead
from whosays.text.date_words import day_number, either, months, name_of, rule_days, words
from whosays.text.edtf import bounds, make_date
from whosays.text.year_words import year_pattern

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope
    from whosays.text.date_words import Calendar

ERA = r"(?:\s+(?P<era>A\.?H\.?|S\.?H\.?|A\.?P\.?|A\.?D\.?|C\.?E\.?)(?!\w))?"
DASH = r"\s*[-–—]\s*"

# Month and weekday names that are also common words when they begin with a small letter.
COMMON_WORDS = frozenset({"may", "march", "mar", "sat", "sun", "wed", "tir", "dey", "second"})
_ERAS: dict[str, Calendar] = {"AH": "hijri", "SH": "solar", "AP": "solar"}
# After these words a four-digit number may as well be a count ("of 2000 visitors").
_WEAK = frozenset(
    {"of", "for", "by", "from", "to", "around", "about", "after", "before", "through", "till", "circa", "and", "or"}
)
_COUNTED = re.compile(
    r"\s+(?:people|men|women|children|more|other|of\b|(?:(?!was|is|has|this|as|his|its|across|towards|onwards|us\b)[a-z-]+s)\b)"
)

_THINGS = r"(?:people|men|women|children|pounds|dollars|euros|years|miles|\w+s\b)"  # "in two thousand homes"
_COUNTED_BACK = re.compile(r"(?:\d(?:nd|rd|th)|second|third|fourth|fifth)\s+$", re.IGNORECASE)
_NAME_AFTER = re.compile(r"\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]")
_ARABIC_COUNTED = re.compile(r"\s+(?!م(?!\w))[\u0621-\u06d3]")  # "(1040 ميل": a thing that is counted


def count_words() -> str:
    """Return a regular expression for a count in digits or words."""
    return r"(?:\d{1,3}|" + either(*words("number", "en")) + ")"


def month_of(match: Match[str], scope: Scope, group: str = "m") -> tuple[Calendar, int] | None:
    """Look the month of a match up; None where the word is a common word here and no month."""
    word = " ".join(match[group].lower().rstrip(".").split())
    if word in COMMON_WORDS and match[group][0].islower() and scope.text != scope.text.lower() and not _has_year(match):
        return None
    return months("en")[word]


def _has_year(match: Match[str]) -> bool:
    return bool(match.groupdict().get("y"))


def read_parts(match: Match[str], scope: Scope) -> Meaning | None:
    """Read day, month and year in words, each where it is there."""
    found = month_of(match, scope)
    if found is None:
        return None
    day = match.groupdict().get("d")
    calendar, month = found
    parts = Parts(calendar=calendar, year=printed_year(match, scope), month=month, day=day_number(day) if day else None)
    weekday = words("weekday", "en").get(_weekday(match))
    ahead = looks_ahead(scope.text, match.start(), match.end()) if day and parts.year is None else None
    return _with_weekday(match, mean(parts, scope, weekday=weekday, ahead=ahead))


def _read_month_alone(match: Match[str], scope: Scope) -> Meaning | None:
    """Read a month after a word that goes with months ("in May"); before a capital it is part of a name.

    What was done in a month was done before the document was written; what will be done comes after.
    """
    if re.match(r"\s+[A-Z][a-z]", scope.text[match.end("x") :]):
        return None
    meaning = read_parts(match, scope)
    day, parts = scope.base_day, meaning.parts if meaning else None
    if parts is None or parts.year or parts.calendar != "gregorian":
        return meaning
    if day is None or parts.month is None:
        return Meaning(value=meaning.value if meaning else None, kind="relative", needs_base=True, parts=parts)
    ahead = looks_ahead(scope.text, match.start("x"), match.end("x"))
    if ahead is None:  # "The boats sail in May": the nearest
        return Meaning(value=meaning.value if meaning else None, kind="relative", needs_base=True, parts=parts)
    by = (1 if parts.month < day.month else 0) if ahead else (-1 if parts.month > day.month else 0)
    return Meaning(value=make_date(day.year + by, parts.month), kind="relative", needs_base=True, parts=parts)


def _weekday(match: Match[str]) -> str:
    groups = match.groupdict()
    return (groups.get("wd") or groups.get("wd2") or "").lower().rstrip(".")


def _with_weekday(match: Match[str], meaning: Meaning) -> Meaning:
    """Note where a printed weekday is not that of the printed date."""
    weekday = _weekday(match)
    if not weekday or meaning.value is None or len(meaning.value) != 10 or meaning.needs_base:
        return meaning
    if date.fromisoformat(meaning.value).isoweekday() == words("weekday", "en")[weekday]:
        return meaning
    return Meaning(value=meaning.value, problem="weekday-against-date", parts=meaning.parts)


def _read_year(match: Match[str], scope: Scope) -> Meaning | None:
    """Read a year that stands alone after a word that goes with years; counts of things are none."""
    year, cue = int(match["y"]), (match.groupdict().get("cue") or "").lower()
    if cue in _WEAK and (year < 1500 or _COUNTED.match(scope.text, match.end("y"))):
        return None
    if not cue and _ARABIC_COUNTED.match(scope.text, match.end("y")):
        return None
    if year < 1000 or (cue == "in" and _COUNTED.match(scope.text, match.end("y")) and year % 100 == 0):
        return None
    return mean(Parts(year=year), scope)


def _read_year_again(match: Match[str], scope: Scope) -> Meaning | None:
    """Read a further year of a row of years: "in 1998, 2003 and 2010"."""
    last = scope.last
    if last is None or last.by not in ("year", "year-again") or _COUNTED.match(scope.text, match.end("y")):
        return None
    between = scope.text[last.end : match.start("y")]
    return (
        mean(Parts(year=int(match["y"])), scope) if re.fullmatch(r"\s*(?:,|,?\s+(?:and|or|as well as))\s+", between) else None
    )


def _read_era(match: Match[str], scope: Scope) -> Meaning | None:
    era = match["era"].replace(".", "").replace(" ", "").upper()
    return mean(Parts(calendar=_ERAS.get(era, "gregorian"), year=int(match["y"])), scope)


def _read_year_words(match: Match[str], scope: Scope) -> Meaning | None:
    year = printed_year(match, scope)
    return mean(Parts(year=year), scope) if year else None


def _read_years(match: Match[str], scope: Scope) -> Meaning | None:
    first, second = match["y"], match["y2"]
    last = second if len(second) == 4 else first[:2] + second
    if not int(first) < int(last) <= int(first) + 300:
        return None
    if re.search(
        r"(?:\bpp?|\bnos?|\bvol|\bpages?)\.?\s*$", scope.text[max(0, match.start() - 10) : match.start()], re.IGNORECASE
    ):
        return None
    return Meaning(value=f"{first}/{last}", kind="interval")


def _read_days(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "3–7 May 2020" and "May 3–7, 2020"."""
    found = month_of(match, scope)
    if found is None:
        return None
    calendar, month = found
    year = printed_year(match, scope)
    ends = [mean(Parts(calendar=calendar, year=year, month=month, day=int(match[g])), scope) for g in ("d", "d2")]
    problem = next((end.problem for end in ends if end.problem), None)
    if int(match["d"]) >= int(match["d2"]):
        return None
    known = ends[0].value is not None and ends[1].value is not None
    return Meaning(
        value=interval(ends[0].value, ends[1].value) if known else None,
        kind="interval",
        needs_base=year is None,
        problem=problem,
    )


def _read_months(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "May–June 2019"; two months with a year each are joined later, as any two dates."""
    one, two = month_of(match, scope, "m"), month_of(match, scope, "m2")
    if one is None or two is None or one[0] != two[0]:
        return None
    year = printed_year(match, scope)
    last = mean(Parts(calendar=one[0], year=year, month=two[1]), scope)
    back = 1 if one[1] > two[1] and year else 0
    first = mean(Parts(calendar=one[0], year=year - back if year else None, month=one[1]), scope)
    if first.value is None or last.value is None:
        return Meaning(value=None, kind="interval", needs_base=year is None)
    return Meaning(
        value=interval(first.value.split("/")[0], last.value.split("/")[-1]), kind="interval", needs_base=year is None
    )


def _read_decade(match: Match[str], _: Scope) -> Meaning:
    tens = match["y"] if match["y"] else "19" + match["short"]
    return Meaning(value=f"{tens}X", kind="approximate" if match["part"] else "date")


def _read_century(match: Match[str], _: Scope) -> Meaning | None:
    number = int(match["n"]) if match["n"] else words("century", "en")[match["word"].lower()]
    if match["bc"] or not 2 <= number <= 30:
        return Meaning(value=None, kind="vague")
    return Meaning(value=f"{number - 1:02}XX", kind="approximate" if match["part"] else "date")


def _read_season(match: Match[str], _: Scope) -> Meaning:
    return Meaning(value=f"{match['y']}-{words('season', 'en')[match['season'].lower()]}")


def _read_quarter(match: Match[str], _: Scope) -> Meaning | None:
    """Read quarters and halves as intervals of months (EDTF level 1 has no quarters)."""
    printed = match["n"] or match["nth"]
    number = int(printed) if printed.isdigit() else words("ordinal", "en")[printed.lower()]
    part = (match["part"] or match["letter"]).lower()[0]
    months_long, most = (3, 4) if part == "q" else (6, 2)
    number = most if number < 0 else number
    if number > most:
        return None
    year, last = match["y"], number * months_long
    return Meaning(value=f"{year}-{last - months_long + 1:02}/{year}-{last:02}", kind="interval")


def _read_part(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "early 2020", "mid-May 2021", "end of April 2020": within the month or year, nearer it is not known."""
    month = month_of(match, scope) if match["m"] else None
    if match["m"] and month is None:
        return None
    year = printed_year(match, scope)
    if year is None and month is None:
        return None
    parts = Parts(calendar=month[0] if month else "gregorian", year=year, month=month[1] if month else None)
    meaning = mean(parts, scope)
    about = match["part"].lower() in ("around", "circa", "c.", "ca.", "about", "approximately")
    value = f"{meaning.value}~" if about and meaning.value and "/" not in meaning.value else meaning.value
    return Meaning(value=value, kind="approximate", needs_base=meaning.needs_base)


def _read_week_of(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "the first week of May 2020": within the month; which of its weeks is the first is counted in several ways."""
    month = month_of(match, scope) if match["m"] else None
    if match["m"] and month is None:
        return None
    year = printed_year(match, scope) or (int(match["y2"]) if match["y2"] else None)
    meaning = mean(Parts(calendar=month[0] if month else "gregorian", year=year, month=month[1] if month else None), scope)
    return Meaning(value=meaning.value, kind="approximate", needs_base=meaning.needs_base)


def _read_last_day(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "the last day of May"; "the fifth last day" is another."""
    if _COUNTED_BACK.search(scope.text, max(0, match.start() - 12), match.start()):
        return None
    found = month_of(match, scope)
    if found is None:
        return None
    meaning = mean(Parts(calendar=found[0], year=printed_year(match, scope), month=found[1]), scope)
    span = bounds(meaning.value) if meaning.value else None
    return Meaning(value=span[1].isoformat() if span and span[1] else None, needs_base=meaning.needs_base)


def _read_fiscal(match: Match[str], _: Scope) -> Meaning:
    first, second = match["y"], match["y2"]
    if second:
        return Meaning(value=f"{first}/{first[: 4 - len(second)]}{second}", kind="interval")
    return Meaning(value=f"{first}~", kind="approximate")


def _read_rule(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "the last Friday of Ramadan": in the year printed, else in that of the document; with "every" in no one year."""
    found = month_of(match, scope)
    if found is None:
        return None
    nth, weekday = words("ordinal", "en")[match["nth"].lower()], words("weekday", "en")[match["wd"].lower()]
    rule = f"{name_of('ordinal', nth)} {name_of('weekday', weekday)} of {name_of(*found)}"
    return _rule_in_year(rule, match, scope)


def _rule_in_year(rule: str, match: Match[str], scope: Scope) -> Meaning:
    if printed := match["y"]:
        return mean_rule(rule, int(printed), needs_base=False)
    if step := match.groupdict().get("step"):
        return rule_beside(rule, {"last": -1, "next": 1}.get(step.lower(), 0), scope)
    if (match.groupdict().get("every") or "").strip().lower() in ("every", "each"):
        return Meaning(value=None, kind="rule", rule=rule)
    return mean_rule(rule, scope.base.year, needs_base=True)


def rule_beside(rule: str, step: int, scope: Scope) -> Meaning:
    """Read "last Easter", "next Easter": the nearest day before or after the document; "this Easter" is that of its year."""
    day, year = scope.base_day, scope.base.year
    if not step or day is None or year is None:
        return mean_rule(rule, year if not step else None, needs_base=True)
    days = sorted(one for n in (year - 1, year, year + 1) for one in rule_dates(rule, n))
    near = [one for one in days if one < day][-1:] if step < 0 else [one for one in days if one > day][:1]
    return Meaning(value=near[0].isoformat() if near else None, kind="rule", rule=rule, needs_base=True)


def _read_rule_day(match: Match[str], scope: Scope) -> Meaning | None:
    """Read a feast; before a name ("Easter Seals") it is part of one."""
    if not match["y"] and _NAME_AFTER.match(scope.text, match.end()):
        return None
    name = " ".join(match["name"].lower().split())
    return _rule_in_year(rule_days("en")[name], match, scope)


@lru_cache(maxsize=1)
def english_rules() -> tuple[Rule, ...]:
    """Return the rules for dates in English words, the surest first."""
    month = rf"(?P<m>{either(*months('en'))})\b\.?"
    feasts = either(*rule_days("en"))
    month2 = rf"(?P<m2>{either(*months('en'))})\b\.?"
    lunar = either(*[word for word, (calendar, _) in months("en").items() if calendar == "hijri"])
    weekday = either(*words("weekday", "en"))
    before = rf"(?:(?P<wd>{weekday})\b\.?,?\s+(?:the\s+)?)?"
    ordinal = r"(?:\s?(?:st|nd|rd|th)\b)?"
    named_day = rf"(?P<d>{either(*words('day', 'en'))})\b"
    day, day2 = rf"(?P<d>\d{{1,2}})(?!\d){ordinal}", rf"(?P<d2>\d{{1,2}})(?!\d){ordinal}"
    # Beside a month a year is one even where the next word is glued to it ("10 July 2006Contact").
    near = r"(?:1\d{3}|20\d\d|21\d\d)(?!\d|s\b|[.,:]\d)"
    year = rf"(?P<y>{near}){ERA}"
    to_year = rf"(?:(?:\s*,\s*|\s+|-)(?:of\s+|in\s+)?(?:\[(?=\d{{4}}\]))?(?P<y>{near}|{year_pattern()}){ERA}\]?)?"
    to = rf"(?:{DASH}|\s+(?:to|until|till|through|and)\s+)"
    span = r"(?:(?:from|between)\s+)?"
    nth = either(*words("ordinal", "en"))
    part = r"(?P<part>(?:very\s+)?early|late|mid|middle|beginning|start|end|close|around|circa|ca?\.|about|approximately)"
    cues = (
        "in|since|by|until|till|from|of|during|before|after|around|about|circa|year|founded|established|born|through|for|to|on|est|"
        "created|published|dated|copyright|©|c|ca"
    )
    table = {
        "days-month": (
            rf"{span}{before}{day}{to}{before.replace('?P<wd>', '')}{day2}(?:\s+of)?\s+{month}{to_year}",
            _read_days,
        ),
        "month-days": (rf"{span}{month}\s+{day}{to}{day2}(?!\s+{month2}){to_year}", _read_days),
        "months-year": (rf"{span}{month}{to}{month2},?\s+(?:of\s+)?{year}", _read_months),
        "rule": (
            rf"(?:(?P<every>the|every|each)\s+)?(?P<nth>{nth})\s+(?P<wd>{weekday})\s+(?:of|in)\s+"
            rf"(?:(?:each|every)\s+)?(?:the\s+)?(?:(?:holy\s+)?month\s+of\s+)?{month}{to_year}",
            _read_rule,
        ),
        "part": (rf"{part}(?:\s+of\s+|\s+in\s+|[-\s]+)(?:the\s+year\s+|the\s+month\s+of\s+)?(?:{month}{to_year})", _read_part),
        "week-of": (
            rf"(?:the\s+)?(?P<part>{nth})\s+(?:week|weekend|days)\s+of\s+(?:{month}{to_year}|(?P<y2>{YEAR}))",
            _read_week_of,
        ),
        "last-day": (rf"(?:the\s+)?last\s+day\s+(?:of|in)\s+{month}{to_year}", _read_last_day),
        "part-year": (rf"{part}(?:\s+of\s+|[-\s]+)(?:the\s+year\s+)?(?P<m>(?!))?(?P<y>{YEAR})(?!s)", _read_part),
        "day-month-year": (
            rf"{before}{day}(?:\s+(?:day\s+)?of)?(?:\s+|-)?(?:the\s+month\s+of\s+)?{month}{to_year}",
            read_parts,
        ),
        "day-word-month": (rf"{before}(?:the\s+)?{named_day}(?:\s+day)?\s+of\s+{month}{to_year}", read_parts),
        "day-dot-month": (rf"{before}(?P<d>\d{{1,2}})\.\s{month}\s+{year}", read_parts),
        "month-day-word": (
            rf"{before}{month}\s+(?:the\s+)?{named_day}(?!\s+(?!{near}|{year_pattern()})\w){to_year}",
            read_parts,
        ),
        "month-day-year": (rf"{before}{month}(?:\s+|-)(?:the\s+)?{day}{to_year}(?:,\s+(?P<wd2>{weekday})\b)?", read_parts),
        "year-month-day": (rf"(?P<y>1\d{{3}}|20\d\d|21\d\d)(?P<sep>[-/.]){month}(?P=sep)(?P<d>\d{{1,2}})(?!\d)", read_parts),
        "month-year": (rf"{month}(?:,?\s+(?:of\s+|in\s+)?|-){year}", read_parts),
        "month-in": (
            rf"(?:throughout|during|over|in|since|until|by|from|of|for|before|after|month\s+of)\s+(?:the\s+)?"
            rf"(?:(?:holy\s+|whole\s+|entire\s+)*month\s+of\s+)?(?P<x>{month})(?!\s*\d)",
            _read_month_alone,
        ),
        "throughout": (rf"throughout\s+(?:the\s+(?:holy\s+)?month\s+of\s+)?(?P<m>{lunar})\b{to_year}", read_parts),
        "decade": (
            r"(?:the\s+)?(?:(?P<part>early|mid|late)[-\s]+)?(?:(?P<y>\d{3})0|(?:(?<=the\s)['’]?|['’])(?P<short>\d)0)['’]?s\b",
            _read_decade,
        ),
        "century": (
            r"(?:the\s+)?(?:(?P<part>early|mid|late)[-\s]+)?"
            rf"(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{either(*words('century', 'en'))}))"
            r"[\s-]+century(?P<bc>\s+B\.?C\.?)?",
            _read_century,
        ),
        "season": (rf"(?:the\s+)?(?P<season>{either(*words('season', 'en'))})(?:,|\s+of)?\s+(?P<y>{YEAR})", _read_season),
        "quarter": (
            rf"(?:the\s+)?(?:(?P<nth>{nth})\s+(?P<part>quarter|qtr|half)|(?P<letter>[QH])(?P<n>[1-4]))\.?(?:,|\s+of|\s+in)?\s*(?P<y>{YEAR})",
            _read_quarter,
        ),
        "year-quarter": (
            r"(?P<y>1\d{3}|20\d\d|21\d\d)[\s-]?(?P<letter>[QH])(?P<n>[1-4])(?P<nth>(?!))?(?P<part>(?!))?\b",
            _read_quarter,
        ),
        "fiscal": (
            r"(?:(?:fiscal|financial|academic|school)\s+year|FY)\s*(?P<y>(?:1\d|20)\d\d)(?:[/–-](?P<y2>\d{4}|\d\d))?(?!\d)",
            _read_fiscal,
        ),
        "rule-day": (
            rf"(?:(?P<every>every|each)\s+|(?P<step>last|this|next)\s+)?(?P<name>{feasts})"
            rf"(?:,?\s+(?:in\s+|of\s+)?(?P<y>{YEAR}))?\b(?!-)",
            _read_rule_day,
        ),
        "years": (rf"(?:(?:from|between)\s+)(?P<y>{YEAR}){to}(?P<y2>{YEAR})", _read_years),
        "years-dash": (rf"(?P<y>1[5-9]\d\d|20\d\d){DASH}(?P<y2>1[5-9]\d\d|20\d\d|(?<=–)\d\d)(?![\w-]|[.,]\d)", _read_years),
        "year-era": (r"(?P<y>\d{3,4})\s+(?P<era>A\.?H\.?|S\.?H\.?|A\.?P\.?|C\.?E\.?)(?!\w)", _read_era),
        "year": (
            rf"(?:(?P<cue>{cues})\.?,?\s+(?:in\s+)?(?:(?:the\s+)?year\s+(?:of\s+)?)?|[(\[]\s*(?:c\.\s*|est\.\s*)?|^\s*(?:[-–—•]\s*)?(?=\d{{4}}\s*[:–—]))"
            rf"(?P<x>(?P<y>{YEAR}))(?!-)",
            _read_year,
        ),
        "year-words": (
            rf"(?:(?:in|since|by|until)\s+(?:the\s+year\s+)?|year\s+)(?P<x>(?P<y>{year_pattern()}))(?!\s+{_THINGS})",
            _read_year_words,
        ),
        "year-of-our-era": (r"(?:in\s+)?(?P<x>(?P<y>\d{1,4})\s+(?P<era>(?-i:AD|CE)|A\.\s?D\.?|C\.\s?E\.?))(?!\w)", _read_era),
        "year-era-first": (r"(?P<x>(?P<era>(?-i:AD)|A\.\s?D\.)\s+(?P<y>\d{1,4}))(?!\w|[.,]\d)", _read_era),
        "year-present": (rf"(?P<y>{YEAR})(?=\s*[-–—]\s*present\b)", _read_year),
        "year-again": (rf"(?P<x>(?P<y>{YEAR}))", _read_year_again),
    }
    return tuple(
        Rule(name, re.compile(NOT_INSIDE + pattern, re.IGNORECASE | re.MULTILINE), read)
        for name, (pattern, read) in table.items()
    )
