"""Compare how many years a text counts ("41 years", "the 12th annual") with the year in which it says that something began.

Both have to stand in one sentence, so that they are of one thing: a year behind a word of beginning ("since 1979", "founded in
1979") and the count. The years run to another year that the sentence names, else to the year of the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.material import PROSE
from whosays.problems import make_problem
from whosays.records import Mention
from whosays.text.edtf import bounds, year_of
from whosays.text.sentences import sentence_spans
from whosays.text.year_counts import find_year_counts, says_it_began

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.material import Material
    from whosays.records import Passage, Problem
    from whosays.text.fold import Span

_NEAR = 40  # characters in front of a year, in which a word of beginning stands


class YearChecks:
    """Yields a Problem, with both places, where a count of years and the first year do not add up. Needs dates."""

    name = "year-checks"
    version = "1"
    makes = ("Problem",)

    def __call__(self, material: Material) -> Iterator[Problem]:
        """Yield the problems in the order of the text."""
        dates = [mention for mention in material.all(Mention) if mention.kind == "date" and mention.value]
        for passage in material.passages:
            if passage.zone in PROSE and passage.pieces:
                yield from _in_passage(material, passage, dates)


def _in_passage(material: Material, passage: Passage, dates: list[Mention]) -> Iterator[Problem]:
    joined = material.joined(passage)
    inside = [
        (place, mention)
        for mention in dates
        if any(piece.start <= mention.at.start and mention.at.end <= piece.end for piece in passage.pieces)
        for place in [_place(joined.text, mention)]
        if place
    ]
    for start, end in sentence_spans(joined.text, material.language):
        counts = [count for count in find_year_counts(joined.text[start:end], material.language) if count.number >= 3]
        if len(counts) != 1:
            continue
        (count,) = counts
        here = [(place, mention) for place, mention in inside if start <= place[0] and place[1] <= end]
        began = [(place, m) for place, m in here if _first_year(m) and _begins(joined.text, start, place, m, material.language)]
        if len(began) != 1:
            continue
        first = _first_year(began[0][1])
        others = {year for place, m in here if place != began[0][0] and (year := year_of(m.value or ""))}
        last = others.pop() if len(others) == 1 else year_of(material.date) if material.date and not others else None
        if first and last and last > first and not count.allows(first, last):
            at = material.cut(joined, start + count.start, start + count.end)[0]
            message = (
                f"the text counts {count.number}{'th' if count.is_nth else ' years'}; from {first} to {last} are {last - first}"
            )
            yield make_problem("years-do-not-add-up", message, at=at, against=began[0][1].at)


def _place(text: str, mention: Mention) -> Span | None:
    """Return where the words of a mention stand in a joined reading, where they stand there once."""
    words = " ".join(mention.at.text.split())
    start = text.find(words)
    return (start, start + len(words)) if start >= 0 and text.find(words, start + 1) < 0 else None


def _first_year(mention: Mention) -> int | None:
    span = bounds(mention.value or "")
    return span[0].year if span and span[0] else None


def _begins(text: str, start: int, place: Span, mention: Mention, language: str) -> bool:
    return (mention.value or "").endswith("/..") or says_it_began(text[max(start, place[0] - _NEAR) : place[0]], language)
