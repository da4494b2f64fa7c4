"""Dates: what an expression means, and where dates stand in a sentence."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from bench.peers.figures import f1_of, mean_of, precision_of, recall_of
from bench.peers.peer import Program
from bench.peers.questions.question import Asked, Question
from bench.quality.dates import LANGUAGES, day_fits, fits, read_duckling, read_places, read_recognizers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.peers.figures import Verdict
    from bench.quality.dates import Wanted

_PROGRAMS = (
    Program(name="whosays", adapter="whosays_dates"),
    Program(name="dateparser", adapter="bare_dateparser", requirements="dateparser"),
)
_NAMES = {**LANGUAGES, "fr": "French"}


def _load_values(language: str) -> Asked:
    wanted = [one for read in (read_duckling, read_recognizers) for one in read() if one.language == language]
    parts = Counter(one.part == "dates" for one in wanted)
    return Asked(
        items=[{"words": one.words, "language": one.language, "on": one.on.isoformat()} for one in wanted],
        wanted=wanted,
        sample=f"{parts[True]} days, months and years; {parts[False]} stretches, weeks, quarters and feasts",
    )


def judge_value(answer: dict[str, Any], wanted: Wanted) -> list[Verdict]:
    """Return whether a value is right and whether it is asked for, of days, months and years, then of all others."""
    if "day" in answer:
        is_right = day_fits(date.fromisoformat(answer["day"]) if answer["day"] else None, wanted.right)
    else:
        first, last = answer["days"] or (None, None)
        ours = (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
        is_right = fits(ours, wanted.right) or (not wanted.right and answer["none"])
    is_date = wanted.part == "dates"
    return [(is_date and is_right, is_date, not is_date and is_right, not is_date)]


def _share(at: int) -> Any:  # a function of verdicts, as those of `figures`
    def figure(verdicts: Sequence[Verdict]) -> float:
        return mean_of(at)(verdicts) / (mean_of(at + 1)(verdicts) or 1)

    return figure


def _load_places(language: str) -> Asked:
    sentences = list(read_places(language))
    return Asked(
        items=[{"words": text, "language": language, "on": None} for text, _ in sentences],
        wanted=[gold for _, gold in sentences],
        sample=f"{len(sentences)} sentences, {sum(len(gold) for _, gold in sentences)} dates",
    )


def judge_places(answer: Sequence[Sequence[int]], wanted: set[tuple[int, int]]) -> list[Verdict]:
    """Return right, found and wanted of a sentence."""
    found = {(start, end) for start, end in answer}
    return [(len(found & wanted), len(found), len(wanted))]


def _values(language: str) -> Question:
    return Question(
        name=f"dates-{language}",
        title=f"What a date means, {_NAMES[language]}",
        about="Expressions of Duckling (BSD) and Recognizers-Text (MIT), development parts, with the day they are "
        "read on; the program is told the language. A month or year that dateparser gives as a day in it is "
        "right; a stretch cannot be. Our rules were measured on these while they were written.",
        programs=_PROGRAMS,
        load=lambda: _load_values(language),
        judge=judge_value,
        figures={"days, months, years right": _share(0), "stretches, weeks, feasts right": _share(2)},
        main="days, months, years right",
    )


def _places(language: str) -> Question:
    return Question(
        name=f"dates-in-text-{language}",
        title=f"Where dates stand in a sentence, {_NAMES[language]}",
        about="Sentences of Recognizers-Text (MIT), development part; right where first and last letter are.",
        programs=_PROGRAMS,
        load=lambda: _load_places(language),
        judge=judge_places,
        figures={"precision": precision_of(), "recall": recall_of(), "F1": f1_of()},
        main="F1",
    )


QUESTIONS = (*(_values(language) for language in _NAMES), *(_places(language) for language in LANGUAGES))
