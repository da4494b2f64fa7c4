"""Compare a day with the rule beside it, in every language with dates: "on 21 May 2020, the last Friday of Ramadan".

Where an event is named, the extractor of events has compared them; here the sentence is enough: one rule and one day in it.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from whosays.extract.material import PROSE
from whosays.problems import make_problem
from whosays.records import Mention, Problem
from whosays.text.calendars import rule_dates
from whosays.text.dates import find_dates
from whosays.text.edtf import is_day
from whosays.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.material import Material
    from whosays.records import Anchor
    from whosays.text.date_reading import FoundDate
    from whosays.text.joined import Joined

_CODE = "date-against-rule"
_NEAR = 10  # days: a day further from the rule's is of something else, as that of a dateline is


class RuleChecks:
    """Yields a Problem, with both places, where a day is not the one that the rule beside it gives. Needs dates and events."""

    name = "rule-checks"
    version = "1"
    makes = ("Problem",)

    def __call__(self, material: Material) -> Iterator[Problem]:
        """Yield the problems in the order of the text."""
        dates = sorted(mention.at.start for mention in material.all(Mention) if mention.kind == "date")
        told = [problem.at for problem in material.all(Problem) if problem.code == _CODE and problem.at]
        for passage in material.passages:
            if passage.zone not in PROSE or not passage.pieces:
                continue
            inside = sum(bisect_left(dates, piece.end) - bisect_left(dates, piece.start) for piece in passage.pieces)
            if inside < 2:  # a rule and a day are two
                continue
            joined = material.joined(passage)
            for start, end in sentence_spans(joined.text, material.language):
                if (problem := _in_sentence(material, joined, start, end)) and not _is_told(problem, told):
                    yield problem


def _in_sentence(material: Material, joined: Joined, start: int, end: int) -> Problem | None:
    found = list(find_dates(joined.text[start:end], language=material.language))
    rules = [one for one in found if one.rule]
    days = [one for one in found if one.value and is_day(one.value) and not one.rule]
    if len(rules) != 1 or len(days) != 1 or rules[0].rule is None or days[0].value is None:
        return None
    rule, day = rules[0].rule, date.fromisoformat(days[0].value)
    right = rule_dates(rule, day.year)
    if not right or day in right or min(abs((one - day).days) for one in right) > _NEAR:
        return None
    at, against = _place(material, joined, start, days[0]), _place(material, joined, start, rules[0])
    said = " or ".join(one.isoformat() for one in right)
    return make_problem(_CODE, f"the day is given as {day}; {rule} is {said} in {day.year}", at=at, against=against)


def _place(material: Material, joined: Joined, start: int, one: FoundDate) -> Anchor | None:
    anchors = material.cut(joined, start + one.start, start + one.end)
    return anchors[0] if anchors else None


def _is_told(problem: Problem, told: list[Anchor]) -> bool:
    """Ask whether another extractor has told of this day."""
    at = problem.at
    return at is not None and any(one.start < at.end and at.start < one.end for one in told)
