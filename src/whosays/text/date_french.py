"""Rules for dates in French words: days, months, stretches, decades, centuries, and what rests on the document's date."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.date_counted import lies, near_month_day
from whosays.text.date_numbers import NOT_INSIDE, YEAR
from whosays.text.date_reading import Meaning, Parts, Rule, interval, mean, mean_rule, shift_month
from whosays.text.date_relative import moved
from whosays.text.date_rules import rule_beside
from whosays.text.date_words import either, months, name_of, rule_days, words
from whosays.text.edtf import bounds, make_date

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope

_DAYS = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "après-demain": 2}
_UNITS = {"jour": "day", "semaine": "week", "mois": "month", "an": "year", "année": "year", "trimestre": "quarter"}
_STEPS = {"dernier": -1, "dernière": -1, "passé": -1, "passée": -1, "prochain": 1, "prochaine": 1}
_ROMAN = {"I": 1, "V": 5, "X": 10}
# What is to come: a future, or words for a plan.
_AHEAD = re.compile(
    r"\b(?:\w{2,}(?:er|ir|r)(?:a|ont|ai|ons|ez)|sera|seront|aura|auront|ira|iront|fera|feront|va|vont|prévue?s?|doit|doivent)\b"
)
_SENTENCE = 400  # characters: how far back a sentence is read for its tense
_STOP = re.compile(r"[.!?;]\s")


def _key(match: Match[str], group: str) -> str:
    return " ".join(match[group].lower().rstrip(".").split())


def _ahead(text: str, start: int) -> bool:
    """Ask whether the sentence before a place speaks of what is to come."""
    floor = max(0, start - _SENTENCE)
    stops = [stop.end() for stop in _STOP.finditer(text, floor, start)]
    return _AHEAD.search(text, stops[-1] if stops else floor, start) is not None


def _number(text: str | None) -> int:
    folded = " ".join((text or "").lower().split()).removesuffix("er").removesuffix("e")
    return (
        int(folded)
        if folded.isdigit()
        else words("number", "fr").get((text or "").lower(), words("day", "fr").get((text or "").lower(), 0))
    )


def _year(match: Match[str]) -> int | None:
    printed = match.groupdict().get("y")
    return int(printed) if printed else None


def _read_date(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "lundi 3 mars 2020", "1er janvier", "22 bahman 1398"."""
    calendar, month = months("fr")[_key(match, "m")]
    day, year = _number(match["d"]), _year(match)
    if not 1 <= day <= 39:
        return None
    weekday = words("weekday", "fr").get((match["wd"] or "").lower())
    meaning = mean(
        Parts(calendar=calendar, year=year, month=month, day=day), scope, weekday=weekday,
        ahead=(_ahead(scope.text, match.start()) or None) if year is None else None,
    )  # fmt: skip
    span = bounds(meaning.value) if meaning.value else None
    if year and weekday and span and span[0] and span[0] == span[1] and span[0].isoweekday() != weekday:
        return Meaning(value=meaning.value, problem="weekday-against-date", parts=meaning.parts)
    return meaning


def _read_days(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "du 13 au 18 mars 2020", "entre le 3 et le 7 mai"."""
    calendar, month = months("fr")[_key(match, "m")]
    first, last = _number(match["d"]), _number(match["d2"])
    if not 1 <= first < last <= 31:
        return None
    year = _year(match)
    ends = [mean(Parts(calendar=calendar, year=year, month=month, day=day), scope) for day in (first, last)]
    known = ends[0].value and ends[1].value
    problem = ends[0].problem or ends[1].problem
    value = interval(ends[0].value, ends[1].value) if known else None
    return Meaning(value=value, kind="interval", needs_base=year is None, problem=problem)


def _read_month(match: Match[str], scope: Scope) -> Meaning:
    """Read "en mars", "fin mars 2020": the nearest, within the month."""
    calendar, month = months("fr")[_key(match, "m")]
    year = _year(match)
    meaning = mean(Parts(calendar=calendar, year=year, month=month), scope, ahead=_ahead(scope.text, match.start()) or None)
    part = match.groupdict().get("part")
    if year is not None:
        return Meaning(value=meaning.value, kind="approximate" if part else meaning.kind, parts=meaning.parts)
    return Meaning(value=meaning.value, kind="relative", needs_base=True, parts=meaning.parts)


def _read_near_month(match: Match[str], scope: Scope) -> Meaning:
    """Read "mars dernier", "en juin prochain"."""
    month, base, step = words("gregorian", "fr")[_key(match, "m")], scope.base, _STEPS[match["step"].lower()]
    if base.year is None or base.month is None:
        return lies(None)
    by = (-1 if month >= base.month else 0) if step < 0 else (1 if month <= base.month else 0)
    return lies(make_date(base.year + by, month))


def _read_year(match: Match[str], scope: Scope) -> Meaning:
    part = match.groupdict().get("part")
    meaning = mean(Parts(year=int(match["y"])), scope)
    return Meaning(value=meaning.value, kind="approximate" if part else "date", parts=meaning.parts)


def _read_years(match: Match[str], _: Scope) -> Meaning | None:
    first, last = match["y"], match["y2"]
    return Meaning(value=f"{first}/{last}", kind="interval") if int(first) < int(last) <= int(first) + 300 else None


def _read_open(match: Match[str], _: Scope) -> Meaning:
    """Read "depuis 2007", "jusqu'en 2010"."""
    year = f"{int(match['y']):04}"
    if match["word"].lower().startswith("depuis"):
        return Meaning(value=interval(year, None), kind="interval")
    return Meaning(value=interval(None, year), kind="interval")


def _read_decade(match: Match[str], _: Scope) -> Meaning | None:
    if match["y"]:
        return Meaning(value=f"{match['y'][:3]}X")
    tens = int(match["short"][0]) if match["short"] else words("decade", "fr")[match["word"].lower()]
    return Meaning(value=f"19{tens}X")


def _read_century(match: Match[str], _: Scope) -> Meaning | None:
    if match["roman"]:
        digits = [_ROMAN[letter] for letter in match["roman"].upper()]
        number = sum(-one if one < max(digits[at:]) else one for at, one in enumerate(digits))
    else:
        number = int(match["n"]) if match["n"] else words("century", "fr")[_key(match, "word")]
    if match["bc"] or not 2 <= number <= 21:
        return Meaning(value=None, kind="vague")
    return Meaning(value=f"{number - 1:02}XX", kind="approximate" if match["part"] else "date")


def _read_season(match: Match[str], _: Scope) -> Meaning:
    return Meaning(value=f"{match['y']}-{words('season', 'fr')[match['season'].lower()]}")


def _read_quarter(match: Match[str], _: Scope) -> Meaning | None:
    length, most = (3, 4) if match["part"].lower() == "trimestre" else (6, 2)
    number = words("ordinal", "fr")[_key(match, "nth")]
    number = most if number < 0 else number
    if number > most:
        return None
    year = match["y"]
    return Meaning(value=f"{year}-{number * length - length + 1:02}/{year}-{number * length:02}", kind="interval")


def _read_day_word(match: Match[str], scope: Scope) -> Meaning:
    day = scope.base_day
    return lies(day + timedelta(days=_DAYS[match["word"].lower()]) if day else None)


def _read_unit(match: Match[str], scope: Scope) -> Meaning:
    """Read "la semaine dernière", "l'an prochain", "ce mois-ci"."""
    step = _STEPS[match["step"].lower()] if match.groupdict().get("step") else 0
    return lies(moved(_UNITS[match["unit"].lower()], step, scope))


def _read_away(match: Match[str], scope: Scope) -> Meaning:
    """Read "il y a trois semaines", "dans deux mois": a day for days, about it for weeks, else a month or year."""
    count, unit = (
        _number(match["n"]),
        _UNITS[match["unit"].lower().removesuffix("s") if match["unit"].lower() != "mois" else "mois"],
    )
    sign = -1 if match["way"].lower().startswith("il") else 1
    base, day = scope.base, scope.base_day
    if not count:
        return lies(None)
    if unit == "year":
        return lies(make_date(base.year + sign * count) if base.year else None)
    if unit == "month":
        return lies(make_date(*shift_month(base.year, base.month, sign * count)) if base.year and base.month else None)
    if day is None or unit == "quarter":
        return lies(None)
    far = day + timedelta(days=sign * count * (7 if unit == "week" else 1))
    return lies(far.isoformat() + ("~" if unit == "week" else ""))


def _read_weekday(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "a dit lundi": the nearest that is not after the document, in a sentence of what is to come the next one."""
    day = scope.base_day
    if day is None:
        return lies(None)
    groups, weekday = match.groupdict(), words("weekday", "fr")[match["wd"].lower()]
    away = (weekday - day.isoweekday()) % 7
    if groups.get("week"):
        by = _STEPS[match["step2"].lower()] if match["step2"] else 0
        return lies(day + timedelta(days=weekday - day.isoweekday() + 7 * by))
    if groups.get("weeks"):  # "lundi en huit": a week after the next
        return lies(day + timedelta(days=away + (7 if match["weeks"].lower() in ("huit", "8") else 14)))
    if groups.get("told"):
        return lies(None)  # beside a date told before
    step = _STEPS[match["step"].lower()] if match["step"] else 0
    if step:
        return lies(day + timedelta(days=(away or 7) - (7 if away else 14) if step < 0 else away or 7))
    return lies(day + timedelta(days=away if not away or _ahead(scope.text, match.start()) else away - 7))


def _read_weekday_and_day(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "mercredi 13": the month near the document in which that day is a Wednesday."""
    number, weekday = _number(match["d"]), words("weekday", "fr")[match["wd"].lower()]
    return lies(near_month_day(number, scope, weekday=weekday)) if 1 <= number <= 31 else None


def _read_rule(match: Match[str], scope: Scope) -> Meaning:
    """Read "le premier lundi de mai 2020", "le dernier jour d'octobre 2015"."""
    calendar, month = months("fr")[_key(match, "m")]
    nth, year = words("ordinal", "fr")[_key(match, "nth")], _year(match)
    if match["wd"] is None:
        meaning = mean(Parts(calendar=calendar, year=year, month=month), scope)
        span = bounds(meaning.value) if meaning.value else None
        if not span or not span[0] or not span[1]:
            return Meaning(value=None, needs_base=meaning.needs_base)
        day = span[1] if nth < 0 else span[0] + timedelta(days=nth - 1)
        return Meaning(value=day.isoformat(), needs_base=meaning.needs_base)
    weekday = words("weekday", "fr")[match["wd"].lower()]
    rule = f"{name_of('ordinal', nth)} {name_of('weekday', weekday)} of {name_of(calendar, month)}"
    return mean_rule(rule, year or scope.base.year, needs_base=year is None)


def _read_feast(match: Match[str], scope: Scope) -> Meaning:
    rule = rule_days("fr")[_key(match, "name")]
    if match["y"]:
        return mean_rule(rule, int(match["y"]), needs_base=False)
    return rule_beside(rule, _STEPS[match["step"].lower()] if match["step"] else 0, scope)


@lru_cache(maxsize=1)
def french_rules() -> tuple[Rule, ...]:
    """Return the rules."""
    month = rf"(?P<m>{either(*months('fr'))})\b\.?"
    weekday = rf"(?P<wd>{either(*words('weekday', 'fr'))})"
    nth = rf"(?P<nth>{either(*words('ordinal', 'fr'))})"
    number = either(*words("number", "fr"))
    day, day2 = r"(?P<d>\d{1,2}(?:er|e)?|premier)(?!\d)", r"(?P<d2>\d{1,2}(?:er|e)?)(?!\d)"
    year = rf"(?P<y>{YEAR})"
    to_year = r"(?:,?\s+(?:de\s+|en\s+)?(?P<y>1\d{3}|20\d\d|21\d\d)(?!\d|[.,]\d))?"
    before = rf"(?:(?P<wd>{either(*words('weekday', 'fr'))}),?\s+(?:le\s+)?)?"
    steps = either(*_STEPS)
    part = r"(?:(?P<part>(?:tout\s+)?début|fin|mi|milieu|courant)(?:\s+|-)(?:du\s+mois\s+)?(?:de\s+|d')?(?:l'année\s+)?)"
    units = r"(?P<unit>jours?|semaines?|mois|ans?|années?)"
    names = either(*rule_days("fr"))
    table = {
        "fr-date": (rf"{before}{day}\s+(?:de\s+)?{month}{to_year}", _read_date),
        "fr-days": (
            rf"(?:(?:du|entre\s+le)\s+)?(?:{either(*words('weekday', 'fr'))}\s+)?{day}\s*(?:au|et(?:\s+le)?|à|[-–])\s*"
            rf"(?:{either(*words('weekday', 'fr'))}\s+)?{day2}\s+{month}{to_year}",
            _read_days,
        ),
        "fr-month": (
            rf"(?:en|au\s+mois\s+de|dès|depuis|jusqu'en)\s+(?P<x>{month}{to_year})(?!\s+{steps})", _read_month,
        ),
        "fr-month-year": (rf"{month}\s+(?P<y>1\d{{3}}|20\d\d)(?!\d)", _read_month),
        "fr-part": (rf"{part}{month}{to_year}", _read_month),
        "fr-near-month": (rf"(?P<m>{either(*words('gregorian', 'fr'))})\s+(?P<step>{steps})\b", _read_near_month),
        "fr-year": (rf"(?:en|dès|l'année|l'an|de\s+l'année|avant|après|vers)\s+(?P<x>{year})", _read_year),
        "fr-part-year": (rf"(?P<part>début|fin|mi|courant)(?:\s+|-){year}", _read_year),
        "fr-years": (rf"(?:de|entre)\s+{year}\s+(?:à|et)\s+(?P<y2>{YEAR})", _read_years),
        "fr-open": (rf"(?P<word>depuis(?:\s+l'année)?|jusqu'en|jusqu'à)\s+{year}", _read_open),
        "fr-decade": (
            r"(?:(?:début|fin)\s+des\s+)?années\s+"
            rf"(?:(?P<y>\d{{3}}0)|(?P<short>[2-9]0)|(?P<word>{either(*words('decade', 'fr'))}))\b",
            _read_decade,
        ),
        "fr-century": (
            r"(?:(?P<part>début|fin|milieu)\s+du\s+)?"
            rf"(?:(?P<roman>[IVX]{{1,5}})|(?P<n>\d{{1,2}})|(?P<word>{either(*words('century', 'fr'))}))"
            r"(?:e|ème|er|ᵉ)?\s+siècle(?P<bc>\s+(?:av(?:ant|\.)\s+(?:notre\s+ère|J\.?-?\s?C)))?",
            _read_century,
        ),
        "fr-season": (rf"(?P<season>{either(*words('season', 'fr'))})\s+(?:de\s+)?{year}", _read_season),
        "fr-quarter": (rf"{nth}\s+(?P<part>trimestre|semestre)\s+(?:de\s+|de\s+l'année\s+)?{year}", _read_quarter),
        "fr-day": (rf"(?P<word>{either(*_DAYS)})\b", _read_day_word),
        "fr-unit": (
            rf"(?:la\s+|le\s+|l')?(?P<unit>semaine|mois|an|année)\s+(?P<step>{steps})\b", _read_unit,
        ),
        "fr-this": (r"(?:cette|ce)\s+(?P<unit>semaine|mois|année)(?:-ci)?\b(?!-là)", _read_unit),
        "fr-away": (rf"(?P<way>il\s+y\s+a|dans)\s+(?P<n>\d{{1,3}}|{number})\s+{units}\b", _read_away),
        # "le lundi" is every Monday, "un lundi" is any.
        "fr-weekday": (
            rf"(?<!\ble\s)(?<!\bun\s)(?<!\bles\s)(?<!\bchaque\s)(?:{weekday}(?!s|\s+\d|-)"
            rf"(?:\s+(?P<step>{steps})|\s+(?:de\s+)?(?P<week>la\s+semaine\s+(?P<step2>{steps})|cette\s+semaine)"
            r"|\s+en\s+(?P<weeks>huit|quinze|8|15)"
            r"|\s+(?:de\s+)?(?P<told>(?:la\s+semaine\s+)?(?:suivante?|précédente?|d'après|d'avant)))?)\b",
            _read_weekday,
        ),
        "fr-weekday-day": (rf"{weekday}\s+{day}(?!\s*(?:[./:h]|{either(*months('fr'))}\b))", _read_weekday_and_day),
        "fr-rule": (
            rf"{nth}\s+(?:{weekday}|jour)\s+(?:de\s+|du\s+(?:mois\s+(?:de\s+|du\s+))?|d')\s*{month}{to_year}",
            _read_rule,
        ),
        "fr-feast": (rf"(?:l')?(?P<name>{names})(?:\s+(?:{year}|(?P<step>{steps})))?\b", _read_feast),
    }  # fmt: skip
    return tuple(Rule(name, re.compile(NOT_INSIDE + pattern, re.IGNORECASE), read) for name, (pattern, read) in table.items())
