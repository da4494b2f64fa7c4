"""Score Persian expressions of time by place, and dates of two moon and sun calendars by value, beside dateparser.

The corpus (Hengam) labels words as DAT or TIM; figures are of exact spans, as its authors count. Ours are mapped so:

- What we find of kind "time", and durations in hours, minutes or seconds, is TIM; everything else is DAT. No time and no
  duration becomes a record: a mention's value is a day or more. They are found so that their numbers are not read as days.
- The corpus counts the preposition before an expression (in, from, until, of the date) as part of it; ours leave it out. It is
  added to every expression of ours that has one before it.
- Words are joined with single blanks, also around "/" and ":", as the corpus has them.

Values: strings of dateparser's own tests, read with the language that they are in. A clock time in one is left out of account.
"""

from __future__ import annotations

import json
import re
import warnings
from datetime import date
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from bench.quality.matching import prf
from whosays.text.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.text.dates import FoundDate

FOLDER = SHARED / "corpora" / "dates_persian_hijri" / "dev"
GOLD, OTHERS, VALUES = FOLDER / "hengam_gold.txt", FOLDER / "parstdex_tests.json", FOLDER / "dateparser_jalali_hijri.jsonl"
Span = tuple[int, int, str]
Result = tuple[dict[str, float], list[str]]
_BEFORE = re.compile(r"(?<!\S)(?:در\s+تاریخ|در|از|تا|طی)\s+$")


def files() -> list[Path]:
    return [GOLD, OTHERS, VALUES]


def score(_: Path) -> Result:
    """Return figures and misses of spans and of values."""
    right = mine = wanted = places = placed = 0
    misses: list[str] = []
    for text, gold in _sentences():
        ours = {_mapped(text, one) for one in find_dates(text, language="fa")}
        right, mine, wanted = right + len(gold & ours), mine + len(ours), wanted + len(gold)
        bare = {span[:2] for span in gold}
        places, placed = places + len(bare & {span[:2] for span in ours}), placed + len(bare)
        misses += [f"missed {kind} {text[a:b]!r} in {text!r}" for a, b, kind in sorted(gold - ours)]
        misses += [f"extra  {kind} {text[a:b]!r} in {text!r}" for a, b, kind in sorted(ours - gold)]
    figures = prf(right, mine, wanted, "spans and kinds")
    figures["shown spans found, whatever kind"] = places / placed
    more, lost = _other_spans()
    values, wrong = _values()
    return figures | more | values, misses + lost + wrong


def _sentences() -> Iterator[tuple[str, set[Span]]]:
    for block in GOLD.read_text(encoding="utf-8").split("\n\n"):
        text, spans = "", []
        for line in block.strip().splitlines():
            word, label = line.split("\t")[0], line.split("\t")[-1]
            start = len(text)
            text += word + " "
            if label.startswith("B-"):
                spans.append((start, start + len(word), label[2:]))
            elif label.startswith("I-") and spans:
                spans[-1] = (spans[-1][0], start + len(word), spans[-1][2])
        if text:
            yield text, set(spans)


def _mapped(text: str, one: FoundDate) -> Span:
    before = _BEFORE.search(text[: one.start])
    hours = one.kind == "time" or (one.kind == "duration" and (one.value or "").startswith("PT"))
    return before.start() if before else one.start, one.end, "TIM" if hours else "DAT"


def _other_spans() -> Result:
    """Score the places of a second set (parstdex), whose spans join dates and times; what touches is joined in ours too."""
    right = mine = wanted = 0
    misses: list[str] = []
    for case in json.loads(OTHERS.read_text(encoding="utf-8")):
        text, gold = case["test_input"], {tuple(span) for span in json.loads(case["expected"])}
        ours: list[tuple[int, int]] = []
        for start, end, _ in (_mapped(text, one) for one in find_dates(text, language="fa")):
            if ours and not text[ours[-1][1] : start].strip():
                ours[-1] = (ours[-1][0], end)
            else:
                ours.append((start, end))
        right, mine, wanted = right + len(gold & set(ours)), mine + len(ours), wanted + len(gold)
        misses += [f"parstdex missed {text[a:b]!r} in {text!r}" for a, b in sorted(gold - set(ours))]
    return prf(right, mine, wanted, "parstdex spans"), misses


def _values() -> Result:
    from dateparser.calendars.hijri import HijriCalendar
    from dateparser.calendars.jalali import JalaliCalendar

    right = theirs = wanted = 0
    misses: list[str] = []
    for line in VALUES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words, day = row.get("date_string") or row.get("dt_string"), row.get("dt") or row.get("dt_obj")
        if not words or not day:
            continue
        language, other = ("fa", JalaliCalendar) if "dt" in row else ("ar", HijriCalendar)
        wanted += 1
        found = [one for one in find_dates(words, language=language) if one.kind not in ("time", "duration")]
        value = found[0].value if len(found) == 1 else None
        right += value == day[:10]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read = other(words).get_date()
        theirs += read is not None and read.date_obj.date() == date.fromisoformat(day[:10])
        if value != day[:10]:
            misses.append(f"value of {words!r} is {value}, not {day[:10]}")
    return {"values right": right / wanted, "bare dateparser values right": theirs / wanted}, misses
