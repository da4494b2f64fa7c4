"""Score the calendars: month starts of the printed Umm al-Qura calendar, and days that return by rule, country by country.

- A month of the printed calendar is right where it begins on the very day.
- A feast by the moon is right within a day, since it is observed by sight of the moon; one marked "(estimated)" is counted too.
  Of days in a row with one name the first is the feast. What is moved for a weekend ("observed") is left out.
- A day by the sun (Nowruz and other days of the Iranian calendar, Easter and the days around it) is right on the very day.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from whosays.text.calendars import day_of, rule_dates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = SHARED / "corpora" / "calendar_tables" / "dev"
MONTHS = FOLDER / "ummalqura_calendar_website.json"
BY_MOON = {
    "Islamic New Year": "1 muharram",
    "Tasua": "9 muharram",
    "Ashura": "10 muharram",
    "Arbaeen": "20 safar",
    "Prophet's Birthday": "12 rabi al-awwal",
    "Prophet Muhammad's Birthday": "12 rabi al-awwal",
    "Birthday of Muhammad and Imam Ja'far al-Sadiq": "17 rabi al-awwal",
    "Isra' and Mi'raj": "27 rajab",
    "Eid al-Fitr": "1 shawwal",
    "Arafat Day": "9 dhu al-hijja",
    "Eid al-Adha": "10 dhu al-hijja",
    "Eid al-Ghadeer": "18 dhu al-hijja",
}
BY_SUN = {
    "Nowruz": "1 farvardin",
    "Islamic Republic Day": "12 farvardin",
    "Nature's Day": "13 farvardin",
    "15 Khordad Uprising": "15 khordad",
    "Islamic Revolution Day": "22 bahman",
    "Iranian Oil Industry Nationalization Day": "29 esfand",
    "Good Friday": "2 days before easter",
    "Catholic Good Friday": "2 days before easter",
    "Easter Sunday": "easter",
    "Gregorian Easter Sunday": "easter",
    "Catholic Easter Monday": "1 days after easter",
    "Ascension Day": "39 days after easter",
    "Orthodox Good Friday": "2 days before orthodox easter",
    "Julian Easter Sunday": "orthodox easter",
    "Orthodox Easter Monday": "1 days after orthodox easter",
    "Christmas Day": "25 december",
    "New Year's Day": "1 january",
}
_MARK = re.compile(r"\s*\((?:estimated)\)$")
Result = tuple[dict[str, float], list[str]]


def files() -> list[Path]:
    return [MONTHS, *sorted((FOLDER / "holidays").glob("*.json"))]


def score(_: Path) -> Result:
    """Return the share of right days in each part, and the wrong ones."""
    count: Counter[str] = Counter()
    misses: list[str] = []
    for (year, month, day), gregorian in (pair for row in json.loads(MONTHS.read_text(encoding="utf-8")) for pair in row):
        found = day_of("hijri", year, month, day)
        count["month starts"] += 1
        count["month starts right"] += found == date(*gregorian)
        if found != date(*gregorian):
            misses.append(f"{day} of month {month} {year} AH is {found}, not {date(*gregorian)}")
    for part, rules, far in (("feasts by the moon", BY_MOON, 1), ("days by the sun", BY_SUN, 0)):
        for path in files()[1:]:
            for name, seen in _first_days(path, set(rules)):
                days = [day for year in (seen.year - 1, seen.year, seen.year + 1) for day in rule_dates(rules[name], year)]
                near = min(abs((day - seen).days) for day in days) if days else 99
                count[part] += 1
                count[f"{part} right"] += near <= far
                count[f"{part} exact"] += near == 0
                if near > far:
                    misses.append(f"{path.stem}: {name} was {seen}, ours is {near} days from it")
    figures = {
        f"{part} right": count[f"{part} right"] / count[part]
        for part in ("month starts", "feasts by the moon", "days by the sun")
    }
    figures["shown feasts by the moon on the very day"] = count["feasts by the moon exact"] / count["feasts by the moon"]
    return figures, misses


def _first_days(path: Path, names: set[str]) -> Iterator[tuple[str, date]]:
    """Yield each feast with its first day."""
    seen = {
        (_MARK.sub("", name.strip()), date.fromisoformat(day))
        for day, many in json.loads(path.read_text(encoding="utf-8")).items()
        for name in many.split(";")
    }
    for name, day in sorted(seen):
        if name in names and (name, day - timedelta(days=1)) not in seen:
            yield name, day
