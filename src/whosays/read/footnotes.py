"""Find the blocks of notes at the foot of pages or the end of a text, and part them into notes.

1. A block opens where a line begins as a note, at the start of a block of lines or in the midst of an unfinished sentence.
2. It runs to the next page, or to a blank line after which no note begins.
3. It counts as notes only with evidence: its numbers hang in the body before it, or most of it is addresses and "Ibid".
4. A number on a line opens a note. Where numbers are missing, as many unnumbered beginnings as are missing open one too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.read.headings import is_notes_heading
from whosays.read.note_marks import Start, ends_with_date, find_anchors, has_address, read_start

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from whosays.read.lines import Line
    from whosays.read.note_marks import Look
    from whosays.text.joined import Span

Hanging = dict[int, set["Look"]]
"""The numbers that hang in the body since the block of notes before, and how they are printed there."""

_TRIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: the span of its text, its printed or certain number, the printed number's place, its lines."""

    span: Span
    number: int | None
    marker: Span | None
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBlock:
    """Lines `first:last` (positions) that are notes. `loose` are printed numbers without a text of their own."""

    first: int
    last: int
    notes: tuple[Note, ...]
    loose: tuple[Span, ...]


@dataclass(slots=True)
class _Open:
    """A note while its lines are read."""

    number: int | None
    marker: Span | None
    lines: list[Line]
    start: int

    @property
    def words(self) -> str:
        """The words of its last line."""
        return self.lines[-1].words

    def is_complete(self) -> bool:
        """Ask whether another note may begin after this: no open bracket, no date that waits for its address."""
        words = " ".join(line.words for line in self.lines[-4:])
        if words.count("(") > words.count(")") or words.endswith(("-", ",", "،")):
            return False
        return not ends_with_date(words)


def find_notes(text: str, lines: Sequence[Line]) -> list[NoteBlock]:
    """Find every block of notes among the lines of `text`."""
    starts = [read_start(line) for line in lines]
    anchors = find_anchors(text)
    blocks: list[NoteBlock] = []
    hanging: Hanging = {}
    owned = {(start.number, start.look) for start in starts if start}
    at, next_anchor, headed, last_number = 0, 0, False, 0
    end, tries = 0, 0
    while at < len(lines):
        line, start = lines[at], starts[at]
        while next_anchor < len(anchors) and anchors[next_anchor][0] < line.start:
            _, number, look = anchors[next_anchor]
            hanging.setdefault(number, set()).add(look)
            next_anchor += 1
        if is_notes_heading(line):
            headed, at = True, at + 1
            continue
        if start is None or not _may_open(lines, at, start, last_number, hanging):
            headed = headed and not _is_new_block(lines, at)
            at += 1
            continue
        # A run without evidence is tried again from its next lines, a few times only: trying all of them takes for ever.
        end, tries = (end, tries + 1) if at < end else (_run_end(lines, starts, at, headed=headed), 0)
        if tries > _TRIES:
            at = end
            continue
        hung = {start.number for start in starts[at:end] if start and start.number and _hangs(start, hanging, owned)}
        if not _is_evident(lines, starts, at, end, hung, headed=headed, any_hang=bool(hanging)):
            at += 1
            continue
        block = _read_block(lines, starts, at, end, last_number=last_number, anchors=set(hanging))
        blocks.append(block)
        last_number = max((note.number for note in block.notes if note.number), default=last_number)
        hanging, at = {}, end
    return blocks


def _is_new_block(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    return at == 0 or line.after_blank or line.opens or _is_rule(lines[at - 1])


def _is_rule(line: Line) -> bool:
    return len(line.words) >= 3 and set(line.words) <= set("_-–—=*")


def _may_open(lines: Sequence[Line], at: int, start: Start, last_number: int, hanging: Hanging) -> bool:
    """Ask whether a block of notes may open here; in the midst of a block only the next number in turn may open one."""
    if at == 0:
        return False
    if _is_new_block(lines, at):
        return True
    before, in_turn = lines[at - 1], start.number == last_number + 1
    if start.bare:
        return in_turn or not before.ends_sentence
    small = lines[at].words[start.skip :][:1].islower()
    return in_turn and (start.sure or (not small and (before.ends_sentence or start.number in hanging)))


def _run_end(lines: Sequence[Line], starts: Sequence[Start | None], at: int, *, headed: bool) -> int:
    """Return the position after the last line of the run of notes that begins at `at`."""
    end = at + 1
    while end < len(lines):
        line, start, before = lines[end], starts[end], starts[end - 1]
        if line.opens and not (headed and (start or not lines[end - 1].ends_sentence)):
            break
        if is_notes_heading(line) or (line.after_blank and start is None and not (before and before.bare)):
            break
        if line.after_blank and start and _begins_anew(start, starts[at]):
            break
        end += 1
    return end


def _begins_anew(start: Start, first: Start | None) -> bool:
    """Ask whether another count begins here, printed otherwise: a list stands above the notes."""
    return first is not None and start.number == first.number and start.look != first.look


def _hangs(start: Start, hanging: Hanging, owned: Container[tuple[int | None, Look]]) -> bool:
    """Ask whether the number of a line hangs in the body before it, for this line.

    Where another line begins with the number as the body prints it ("¹"), a list that is numbered otherwise ("1.") has no part
    in that.
    """
    looks = hanging.get(start.number or 0, set())
    return start.look in looks or any((start.number, look) not in owned for look in looks)


def _is_evident(
    lines: Sequence[Line], starts: Sequence[Start | None], at: int, end: int, hung: set[int], *, headed: bool, any_hang: bool
) -> bool:
    run = [start for start in starts[at:end] if start]
    printed = [start.number for start in run if start.number is not None]
    hanging = sum(number in hung for number in printed)
    sure = sum(start.sure for start in run)
    if headed and (printed or sure):
        return True
    if printed and hanging * 2 >= len(printed):
        dotted = all("." in line.words[:4] for line, start in zip(lines[at:end], starts[at:end], strict=True) if start)
        return hanging >= 2 or sure > 0 or not dotted or end == len(lines) or lines[end].opens
    closed = end == len(lines) or lines[end].opens
    apart = lines[at].opens or _is_rule(lines[at - 1])
    return closed and sure * 2 >= len(run) and (apart or hanging > 0) and bool(any_hang or sure > 1)


def _read_block(
    lines: Sequence[Line], starts: Sequence[Start | None], at: int, end: int, *, last_number: int, anchors: set[int]
) -> NoteBlock:
    numbered = _numbered_notes(lines[at:end], starts[at:end], last_number)
    loose = [note for note in numbered if not note.lines]
    known = {note.number for note in numbered if note.lines}
    notes: list[_Open] = []
    texts = [note for note in numbered if note.lines]
    for place, note in enumerate(texts):
        before = note.number if note.number is not None else last_number
        after = next((later.number for later in texts[place + 1 :] if later.number is not None), None)
        if after is None:
            after = max((number for number in anchors if before < number <= before + 20), default=before) + 1
        missing = [number for number in range(before + 1, after) if number not in known]
        seen = [number for number in missing if number in anchors]
        parts = _part_unnumbered(note, len(seen or missing) + (note.number is None and not missing))
        nameless = [part for part in parts if part.number is None]
        for numbers in (missing, seen):
            if len(nameless) == len(numbers):
                for part, number in zip(nameless, numbers, strict=True):
                    part.number = number
        notes.extend(parts)
        last_number = max((part.number for part in parts if part.number), default=last_number)
    by_number = {note.number: note for note in notes if note.marker is None}
    left: list[Span] = []
    for mark in loose:
        owner = by_number.get(mark.number)
        if owner is not None and owner.marker is None:
            owner.marker = mark.marker
        elif mark.marker:
            left.append(mark.marker)
    return NoteBlock(first=at, last=end, notes=tuple(map(_close, notes)), loose=tuple(left))


def _close(note: _Open) -> Note:
    return Note(span=(note.start, note.lines[-1].end), number=note.number, marker=note.marker, page=note.lines[0].page)


def _numbered_notes(lines: Sequence[Line], starts: Sequence[Start | None], last_number: int) -> list[_Open]:
    """Part a run at its printed numbers. A number without a text comes out as a note without lines."""
    out: list[_Open] = []
    highest = last_number
    rare = sum(start.bare for start in starts if start) > 1
    for place, (line, start) in enumerate(zip(lines, starts, strict=True)):
        number = start.number if start else None
        if start and number is not None and (start.bare or _is_next(number, highest, first=place == 0, rare=rare)):
            marker = (line.start, line.start + max(len(line.words[: start.skip].rstrip()), 1))
            out.append(_Open(number, marker, [] if start.bare else [line], line.start + start.skip))
            highest = max(highest, number) if place else number
        elif out:
            if not out[-1].lines:
                out[-1].start = line.start
            out[-1].lines.append(line)
        else:
            out.append(_Open(None, None, [line], line.start))
    return out


def _is_next(number: int, highest: int, *, first: bool, rare: bool) -> bool:
    return number == highest + 1 if rare and not first else (first or highest < number <= highest + 3)


def _part_unnumbered(note: _Open, extra: int) -> list[_Open]:
    """Part a note at beginnings of notes that lost their numbers: at most `extra` of them, the note's own beginning counted."""
    parts = [note]
    room = extra - (note.number is None)
    lines, note.lines = note.lines, note.lines[:1]
    for line in lines[1:]:
        start, current = read_start(line), parts[-1]
        opens = start is not None and start.sure and start.number is None and current.is_complete()
        if opens and line.words.startswith(("http", "www")):
            opens = any(has_address(one.words) for one in current.lines[-6:]) or current.words.lower().startswith("ibid")
        if opens and room > 0:
            parts.append(_Open(None, None, [line], line.start))
            room -= 1
        else:
            current.lines.append(line)
    return parts
