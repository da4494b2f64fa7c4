"""Keep names and dates apart: what the dates extractor took for a day or month is no part of a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.parse import to_reading
from whosays.records import Mention
from whosays.text.names import trim_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.extract.material import Material, ParsedPassage
    from whosays.extract.name_candidates import Candidate
    from whosays.text.joined import Span

# A year alone may end the name of an event or a work; a month or feast alone may be a name too ("Ramadan").
_DAY = re.compile(r"(?!\d{4}$).*\d", re.DOTALL)


def dated_spans(material: Material, passages: Sequence[ParsedPassage]) -> list[list[Span]]:
    """Return for each passage where its days and months stand in its reading."""
    dates = sorted((m.at.start, m.at.end) for m in material.all(Mention) if m.kind == "date")
    dates = [span for span in dates if _DAY.match(material.doc.text[slice(*span)].strip())]
    starts = [start for start, _ in dates]
    return [_in_reading(passage, dates, starts) for passage in passages]


def _in_reading(passage: ParsedPassage, dates: Sequence[Span], starts: Sequence[int]) -> list[Span]:
    found: list[Span] = []
    for piece in passage.passage.pieces:
        for start, end in dates[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]:
            first, last = to_reading(passage.joined, start), to_reading(passage.joined, end - 1)
            if first is not None and last is not None:
                found.append((first, last + 1))
    return found


def without_dates(text: str, candidates: Iterable[Candidate], dates: Sequence[Span]) -> list[Candidate]:
    """Return the candidates cut off before a date ("Examiner of 9 October"); one that is only a date is none.

    A name that goes on behind its date ("12 June Library Trust") is left whole, and so is one of an election.
    """
    kept: list[Candidate] = []
    for c in candidates:
        date = next((d for d in dates if d[0] < c.end and c.start < d[1]), None)
        if date is None or date[1] < c.end or c.rule == "edition":
            kept.append(c)
        elif span := trim_name(text, c.start, date[0]) if date[0] > c.start else None:
            kept.append(replace(c, end=span[1]))
    return kept
