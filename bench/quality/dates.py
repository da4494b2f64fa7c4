"""Score dates on two public corpora, by language, beside dateparser in the same run.

Both get the same words and the same reference time. Both read 3/4 in the order of the language (month first in English, the
default of dateparser); dateparser is told to look ahead, as both corpora mostly do, and ours decides for itself.

How a value of ours is compared (`Wanted` is what a corpus asks for, as first and last day):

- An expression counts as read where we find exactly one date in its words, durations and clock times left out; none or several
  is wrong. Of dateparser, which reads the whole expression, the day is taken.
- A day is right where ours is that day. The EDTF mark "~" ("about") is left out, since the corpora have no such mark.
- A month, year, week, quarter or stretch is right where ours begins and ends on the same days. Of dateparser, which gives one
  day, a month or year is right where the day lies in it; a stretch cannot be right.
- Where the corpus gives a day and we a month or year around it ("two years ago" as 2014), ours is wrong; how often that is so
  stands beside as "shown coarser". Nothing is made finer than printed for the sake of a figure.
- Where a corpus gives the nearest day back and ahead (recognizers), either is right, for both. Where it says that there is no
  such day, ours is right when we tell so too, and dateparser's when it reads nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bench.corpora import SHARED
from bench.quality.matching import prf
from whosays.text.dates import find_dates
from whosays.text.edtf import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from whosays.text.dates import FoundDate

Days = tuple[date, date]
Result = tuple[dict[str, float], list[str]]

DUCKLING = SHARED / "corpora" / "dates_duckling" / "dev" / "duckling_time.jsonl"
RECOGNIZERS = SHARED / "corpora" / "dates_recognizers_en_ar" / "dev"
LANGUAGES = {"en": "English", "ar": "Arabic"}
NO_DATES = ("duration", "frequency", "vague", "time")
_DAY = r"\((\d+), (\d+), (\d+), \d+, \d+, [\d.]+\)"
_ONE = re.compile(rf"{_DAY} (\w+)")
_STRETCH = re.compile(rf"\({_DAY}, {_DAY}\) (?:Day|Week|Month|Year)")
_NO_DAY = date(1, 1, 1)  # what the second corpus gives for a day that there is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An expression of a corpus, the day it is read on, and the stretches that are right (one of them)."""

    part: str
    language: str
    words: str
    on: datetime
    right: tuple[Days, ...]


def duckling_files() -> list[Path]:
    return [DUCKLING]


def recognizer_files() -> list[Path]:
    names = ("DateParser", "DatePeriodParser", "HolidayParser", "DateExtractor", "DatePeriodExtractor")
    return [RECOGNIZERS / language / f"{name}.json" for language in LANGUAGES.values() for name in names]


def score_duckling(_: Path) -> Result:
    """Score the phrases with a day or more as their grain; those with hours are left out, since our values are days."""
    return _score(list(read_duckling()))


def score_recognizers(_: Path) -> Result:
    """Score the values of dates, stretches and feasts, given their words, and the places of dates in sentences."""
    figures, misses = _score(list(read_recognizers()))
    for language in LANGUAGES:
        more, lost = _score_spans(language)
        figures |= more
        misses += lost
    return figures, misses


def read_duckling() -> Iterator[Wanted]:
    """Read the phrases of the first corpus whose grain is a day or more."""
    for line in DUCKLING.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] not in ("en", "ar", "fr"):
            continue
        kind, stretch, part = row["kind"], None, ""
        if found := _ONE.match(row["value"]):
            first, grain = _day(found, 1), found[4]
            stretch = _of_grain(first, grain) if first else None
            part = "feasts" if "Holiday" in kind else "dates" if grain in ("Day", "Month", "Year") else "weeks and quarters"
        elif found := _STRETCH.match(row["value"]):
            first, after = _day(found, 1), _day(found, 4)
            stretch = (first, after - timedelta(days=1)) if first and after else None
            part = "feasts" if "Holiday" in kind else "stretches"
        if stretch and "Open" not in kind:
            on = datetime.fromisoformat(row["ref"]).replace(tzinfo=None)
            yield Wanted(part=part, language=row["lang"], words=row["text"], on=on, right=(stretch,))


def _day(found: re.Match[str], at: int) -> date | None:
    """Return the day of three groups; the corpus has one that there is not."""
    try:
        return date(int(found[at]), int(found[at + 1]), int(found[at + 2]))
    except ValueError:
        return None


def _of_grain(first: date, grain: str) -> Days | None:
    days = {"Day": 1, "Week": 7}.get(grain)
    if days:
        return first, first + timedelta(days=days - 1)
    months = {"Month": 1, "Quarter": 3, "Year": 12}.get(grain)
    if not months:
        return None
    count = first.year * 12 + first.month - 1 + months
    return first, date(count // 12, count % 12 + 1, 1) - timedelta(days=1)


def read_recognizers() -> Iterator[Wanted]:
    """Read the expressions of the second corpus that have a day to be read on."""
    for language, folder in LANGUAGES.items():
        for name, part in (("DateParser", "dates"), ("DatePeriodParser", "stretches"), ("HolidayParser", "feasts")):
            for row in _rows(RECOGNIZERS / folder / f"{name}.json"):
                if "Context" not in row:  # no day to read it on
                    continue
                on = datetime.fromisoformat(row["Context"]["ReferenceDateTime"])
                for one in row["Results"]:
                    right = tuple(_ends(one["Value"][side]) for side in ("FutureResolution", "PastResolution"))
                    days = tuple(dict.fromkeys(days for days in right if days))
                    yield Wanted(part=part, language=language, words=one["Text"], on=on, right=days)


def _ends(value: dict[str, str] | None) -> Days | None:
    """Return the days of a resolution; the end of a stretch is the day after it, but for stretches in full days ("4 to 22")."""
    if value and "date" in value:
        day = date.fromisoformat(value["date"])
        return (day, day) if day != _NO_DAY else None
    if value and {"startDate", "endDate"} <= set(value):
        return date.fromisoformat(value["startDate"]), date.fromisoformat(value["endDate"])
    return None


def _rows(path: Path) -> list[dict[str, Any]]:  # rows of a JSON file of many shapes
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8-sig"))
    return found


def _score(wanted: Iterable[Wanted]) -> Result:
    count: Counter[str] = Counter()
    misses: list[str] = []
    for one in wanted:
        title = f"{one.language} {one.part}"
        value, ours = our_value(one)
        count[title] += 1
        if fits(ours, one.right) or (not one.right and value == "impossible"):
            count[f"{title} right"] += 1
        else:
            if ours and one.right and any(ours[0] <= days[0] and days[1] <= ours[1] for days in one.right):
                count[f"{title} coarser"] += 1
            asked = " or ".join("/".join(day.isoformat() for day in days) for days in one.right) or "no day"
            misses.append(f"{title}: {' '.join(one.words.split())!r} is {value}, not {asked}")
        count[f"{title} theirs"] += _theirs(one)
    figures: dict[str, float] = {}
    for title in sorted(title for title in count if title.split()[-1] not in ("right", "coarser", "theirs")):
        whole = count[title]
        figures[f"{title} value right"] = count[f"{title} right"] / whole
        figures[f"bare dateparser {title} value right"] = count[f"{title} theirs"] / whole
        if title.endswith("dates"):
            figures[f"shown coarser {title}"] = count[f"{title} coarser"] / whole
    return figures, misses


def fits(ours: Days | None, right: tuple[Days, ...]) -> bool:
    """Say whether ours is one of the right stretches; of a stretch of days the last may be given as the day after it."""
    if ours is None:
        return False
    return any(
        ours[0] == first and ours[1] in ({last, last - timedelta(days=1)} if first < last else {last}) for first, last in right
    )


def _dates(words: str, language: str, on: datetime | None) -> list[FoundDate]:
    base = on.date().isoformat() if on else None
    found = find_dates(words, language=language, base=base, day_first=language != "en")
    return [one for one in found if one.kind not in NO_DATES]


def our_value(one: Wanted) -> tuple[str, Days | None]:
    """Return what we read in an expression, as a value or a word for none, and its days."""
    found = _dates(one.words, one.language, one.on)
    if len(found) != 1 or found[0].value is None:
        impossible = len(found) == 1 and found[0].problem == "impossible-date"
        return "several" if len(found) > 1 else "impossible" if impossible else "none", None
    span = bounds(found[0].value.replace("~", ""))
    known = span is not None and span[0] is not None and span[1] is not None
    return found[0].value, (span[0], span[1]) if known and span and span[0] and span[1] else None


def _theirs(one: Wanted) -> bool:
    import dateparser

    settings = {"RELATIVE_BASE": one.on, "PREFER_DATES_FROM": "future"}
    found = dateparser.parse(one.words, languages=[one.language], settings=settings)
    return day_fits(found.date() if found else None, one.right)


def day_fits(day: date | None, right: tuple[Days, ...]) -> bool:
    """Say whether the one day that dateparser gives is right: it lies in the day, month or year that is asked for."""
    if day is None:
        return not right
    lengths = {(last - first).days for first, last in right}
    whole = lengths <= {0, *range(27, 31), 364, 365}
    return whole and any(first <= day <= last for first, last in right)


def _score_spans(language: str) -> Result:
    """Score the places of dates in sentences, both from the first to the last character."""
    from dateparser.search import search_dates

    right = mine = wanted = theirs_right = theirs = 0
    misses: list[str] = []
    for text, gold in read_places(language):
        ours = our_places(text, language)
        found = search_dates(text, languages=[language]) or []
        other = {(text.find(words), text.find(words) + len(words)) for words, _ in found}
        right, mine, wanted = right + len(gold & ours), mine + len(ours), wanted + len(gold)
        theirs_right, theirs = theirs_right + len(gold & other), theirs + len(other)
        misses += [f"{language} missed: {text[a:b]!r} in {text!r}" for a, b in sorted(gold - ours)]
        misses += [f"{language} extra: {text[a:b]!r} in {text!r}" for a, b in sorted(ours - gold)]
    figures = prf(right, mine, wanted, f"{language} spans")
    return figures | prf(theirs_right, theirs, wanted, f"bare dateparser {language} spans"), misses


def read_places(language: str) -> Iterator[tuple[str, set[tuple[int, int]]]]:
    """Read the sentences of the second corpus with the places of their dates."""
    for name in ("DateExtractor", "DatePeriodExtractor"):
        for row in _rows(RECOGNIZERS / LANGUAGES[language] / f"{name}.json"):
            text = row["Input"]
            yield text, {_trimmed(text, one["Start"], one["Start"] + one["Length"]) for one in row["Results"]}


def our_places(text: str, language: str) -> set[tuple[int, int]]:
    """Return the places of the dates that we find in a sentence."""
    return {_trimmed(text, one.start, one.end) for one in _dates(text, language, None)}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
