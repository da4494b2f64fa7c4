"""Cite the notes that a file itself ties to their marks (word processors, pages of the web, footnotes of a PDF).

The reader saw what text alone does not show: which mark calls which note. Where it could not tell for a note (a page in a
hundred loses a mark), the note takes the anchor of its number between those of its neighbours, or has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.extract.note_anchors import CERTAIN, Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.extract.notes import Note

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_NUMBER = re.compile(r"[ivxlcdm]{1,9}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A number with what was found of it: its note, its anchor, or both."""

    number: int
    note: Note | None
    anchor: Candidate | None


def tied_series(notes: Sequence[Note], candidates: Sequence[Candidate]) -> list[list[Found]]:
    """Return the notes in series of rising numbers, each with its anchor.

    Args:
        notes: in reading order; at least one has a passage with `called_at`.
        candidates: what may be an anchor in the body, in order.
    """
    taken = {(at.start, at.end) for note in notes if (at := note.passage.called_at)}
    free = [one for one in candidates if not any(start <= one.start < end for start, end in taken)]
    series: list[list[Found]] = []
    signs = 0  # signs (*, †) have no number of their own: they count on among themselves
    for index, note in enumerate(notes):
        at = note.passage.called_at
        value = read_mark(note.passage.number or (at.text if at else None)) or (note.number if note.printed else None)
        signs = 0 if value else signs + 1
        number, last = value or signs, series[-1][-1].number if series else 0
        if not series or number <= last:
            series.append([])
        elif value:
            lost = ((gap, _between(notes, index, gap, free)) for gap in range(last + 1, number))
            series[-1] += [Found(gap, None, one) for gap, one in lost if one]
        anchor = Candidate(at.start, at.end, number, CERTAIN, sure=True) if at else _between(notes, index, number, free)
        series[-1].append(Found(number, note, anchor))
    return series


def read_mark(mark: str | None) -> int | None:
    """Return the number that a note's mark says in any digits or in Roman ones; None for a sign (*, †) or none."""
    words = re.sub(r"[\W_]", "", mark or "").translate(_RAISED)
    if words.isdecimal():
        return int(words)
    if not _ROMAN_NUMBER.fullmatch(words):
        return None
    values = [_ROMAN[letter] for letter in words.lower()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _between(notes: Sequence[Note], index: int, number: int, free: Sequence[Candidate]) -> Candidate | None:
    """Return the likeliest anchor of a number between the marks that are tied to the notes around it."""
    low = max((at.start for note in notes[:index] if (at := note.passage.called_at)), default=0)
    high = min((at.start for note in notes[index:] if (at := note.passage.called_at) and at.start > low), default=None)
    fits = [one for one in free if one.number == number and low <= one.start and (high is None or one.start < high)]
    return max(fits, key=lambda one: one.weight, default=None)
