"""Resolve which earlier note a note repeats, and refuse where the words do not settle it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.text.fold import fold_text, words_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.extract.note_reading import NoteReading

_NAME = re.compile(r"[^\W\d_][^\W\d_'’-]{2,}")
_SMALL = frozenset({"see", "also", "and", "the", "cf", "for", "but", "compare", "انظر", "ينظر", "voir", "siehe", "vgl"})


@dataclass(frozen=True, slots=True)
class NumberedNote:
    """A note's number, words and reading."""

    number: int
    words: str
    reading: NoteReading


@dataclass(frozen=True, slots=True)
class Resolved:
    """The number of the note that is repeated, None where that is refused; a problem code and the reason in words."""

    number: int | None
    code: str | None = None
    why: str = ""


def resolve_repeat(notes: Sequence[NumberedNote], index: int) -> Resolved | None:
    """Resolve note `index` of a series; None where it repeats nothing."""
    repeat = notes[index].reading.repeat
    if repeat is None:
        return None
    number = notes[index].number
    if repeat.kind == "same":
        return _before(notes, index)
    if repeat.kind == "number":
        there = next((note for note in notes[:index] if note.number == repeat.number), None)
        if there is None:
            return Resolved(None, "ibid-unresolved", f"note {number} points to note {repeat.number}, which is not before it")
        return Resolved(there.number)
    return _by_author(notes, index, repeat.author)


def _before(notes: Sequence[NumberedNote], index: int) -> Resolved:
    number = notes[index].number
    if index == 0 or notes[index - 1].number != number - 1:
        return Resolved(None, "ibid-unresolved", f"note {number} repeats the note before it, which is not there")
    before = notes[index - 1]
    origin, steps = before, 1
    while (again := origin.reading.repeat) and again.kind == "same" and not origin.reading.sources and steps <= index:
        steps += 1
        if index - steps < 0:
            return Resolved(None, "ibid-unresolved", f"note {number} repeats notes that repeat nothing")
        origin = notes[index - steps]
    if not origin.reading.sources and origin.reading.repeat is None:
        return Resolved(None, "ibid-unresolved", f"note {number} repeats note {before.number}, which names no source")
    several = before.reading.sources + (before.reading.repeat is not None and before.reading.sources > 0)
    if max(several, origin.reading.sources if before is not origin else 0) > 1:
        return Resolved(
            before.number, "ibid-ambiguous", f"note {number} repeats note {before.number}, which names several sources"
        )
    return Resolved(before.number)


def _by_author(notes: Sequence[NumberedNote], index: int, author: str) -> Resolved:
    """Find the earlier note with the author's name; two different works of one author are not told apart."""
    number = notes[index].number
    names = [fold_text(name) for name in _NAME.findall(author) if name.casefold() not in _SMALL]
    if not names:
        return Resolved(None, "ibid-unresolved", f"note {number} repeats an earlier work, but names no author")
    found = [
        note
        for note in notes[:index]
        if note.reading.sources and note.reading.repeat is None and names[-1] in words_only(fold_text(note.words)).split()
    ]
    if not found:
        return Resolved(None, "ibid-unresolved", f"note {number} repeats a work by {author}, which no earlier note names")
    if len(found) > 1:
        return Resolved(
            None, "ibid-ambiguous", f"note {number} repeats a work by {author}; {len(found)} earlier notes name one"
        )
    return Resolved(found[0].number)
