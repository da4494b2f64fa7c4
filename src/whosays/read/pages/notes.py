"""Find the footnotes of pages: small lines at the foot of a page or column that begin with the mark of a note.

1. The foot of a column is what stands below its last line of the body's size, with no body below it.
2. A line of the foot opens a note where it begins with a mark that is called on the page, or with the next number.
3. Lines before the first mark go on with the last note of the page before, where that one breaks off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.lines import ends_sentence
from whosays.read.pages.shapes import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.read.pages.shapes import Line, Page

# Notes are set smaller than the body, by this share of its size at least (8.5 against 9 points and up).
SMALL = 0.955
_START = re.compile(r"[\[(]?(\d{1,4}|[*†‡§¶∗#]{1,4}|[a-z](?=[.)]))([.):\]]{0,2})(?:\s+|$|(?=[^\W\d_]|[\"“«(]))")
_PRINTED = re.compile(r"\[(\d{1,3})\]|(?<=[\w.,;:!?\"”’»)])([*†‡]{1,3})(?!\w)")
# A note that begins with a plain number may leave out so many.
_LEFT_OUT = 3
# How many lines above the foot of a page more of it is looked for.
_NEAR = 24


@dataclass(slots=True)
class Note:
    """A footnote while it is put together: its lines, those of later pages too, its mark, and where its words begin."""

    label: str
    page: int
    lines: list[Line]
    mark: Mark
    skip: int
    call: Call | None = None


@dataclass(slots=True)
class Call:
    """A mark in the running text that may call a note."""

    label: str
    page: int
    line: Line
    start: int
    end: int
    likely: bool
    used: bool = False


@dataclass(slots=True)
class Foot:
    """What was found at the feet of the pages: the notes in order, by page the lines that are theirs, and the calls."""

    notes: list[Note] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)


def take_notes(pages: Sequence[Page], body: float) -> Foot:
    """Move the notes of all pages out of their regions.

    Args:
        pages: in order, without their furniture.
        body: the size of the running text.
    """
    foot = Foot()
    before: set[str] = set()
    for page in pages:
        calls = [call for line in page.lines() for call in calls_of(line)]
        called = {call.label for call in calls}
        for at, region in enumerate(page.regions):
            start = _foot_start(page, at, body)
            lines = region[start:]
            taken = _read_foot(lines, foot.notes, called | before) if lines else 0
            if not taken:
                taken = _read_same_size(region, foot.notes, called)
            if taken:
                page.regions[at] = region[: len(region) - taken]
        page.regions = [region for region in page.regions if region]
        mine = {id(line) for note in foot.notes[-60:] for line in note.lines}
        calls = [call for call in calls if id(call.line) not in mine]
        foot.calls += calls
        before = called - {note.label for note in foot.notes if note.page == page.number}
    tie(foot)
    return foot


def calls_of(line: Line) -> Iterable[Call]:
    """Return what may call a note in a line: its raised marks, and stars and daggers after a word."""
    for mark in line.marks:
        for part in re.finditer(r"[^,،]+", mark.label):
            start = mark.start + part.start()
            before = line.text[max(mark.start - 3, 0) : mark.start].rstrip()
            likely = bool(before) and (not before[-1].isalpha() or (len(before) > 2 and before[-3:].isalpha()))
            yield Call(part[0], line.page, line, start, start + len(part[0]), likely)
    if "[" in line.text or "*" in line.text or "†" in line.text:
        taken = {mark.start for mark in line.marks}
        for found in _PRINTED.finditer(line.text):
            if found.start() not in taken:
                yield Call(found[1] or found[2], line.page, line, found.start(), found.end(), True)


def _foot_start(page: Page, at: int, body: float) -> int:
    """Return from which line on a region is small, at the foot of the page; its length where it is not."""
    region = page.regions[at]
    start = len(region)
    while start and region[start - 1].size < SMALL * body:
        start -= 1
    if start == len(region):
        return start
    start = _count_back(region, start)
    top, left, right = region[start].top, min(line.left for line in region), max(line.right for line in region)
    for other in page.regions:
        if other is not region:
            for line in other:
                if line.top > top and line.size >= SMALL * body and line.left < right and line.right > left:
                    return len(region)
    return start


def _count_back(region: Sequence[Line], start: int) -> int:
    """Take lines above the foot to it where they count down to 1: recognised lines are not all of one size."""
    first = read_start(region[start])
    label = first[0].label if first else ""
    for at in range(start - 1, max(start - _NEAR, -1), -1):
        line = region[at]
        if line.marks and line.marks[0].start == 0 and _follows(label, line.marks[0].label):
            start, label = at, line.marks[0].label
    return start


def read_start(line: Line) -> tuple[Mark, int] | None:
    """Return the mark with which a line begins as a note and where the text after it begins; None where it does not."""
    if line.marks and line.marks[0].start == 0:
        mark = line.marks[0]
        after = line.text[mark.end :]
        return mark, mark.end + len(after) - len(after.lstrip(" .)\t"))
    found = _START.match(line.text)
    if not found:
        return None
    return Mark(0, found.end(2), found[1].replace("∗", "*")), found.end()


def _read_foot(lines: Sequence[Line], notes: list[Note], called: set[str]) -> int:
    """Part the foot of a region into notes; returns how many of its lines, counted from the end, are notes."""
    opens = [_opens(lines, at, notes, called) for at in range(len(lines))]
    first = next((at for at, start in enumerate(opens) if start), None)
    if first is None:
        return len(lines) if _go_on(lines, notes) else 0
    joined = first == 0 or _go_on(lines[:first], notes)
    _part(lines[first:], notes, called)
    return len(lines) if joined else len(lines) - first


def _opens(lines: Sequence[Line], at: int, notes: Sequence[Note], called: set[str]) -> bool:
    start = read_start(lines[at])
    if start is None:
        return False
    mark, skip = start
    if mark.label in called:
        return True
    raised = bool(lines[at].marks) and lines[at].marks[0].start == 0
    follows = bool(notes) and _follows(mark.label, notes[-1].label)
    return skip < len(lines[at].text) and (raised or follows or _counts(lines, at, mark.label))


def _counts(lines: Sequence[Line], at: int, label: str) -> bool:
    """Ask whether notes are counted from 1 from here on: text recognition reads no raised marks, so that none is called."""
    starts = (read_start(line) for line in lines[at + 1 :])
    return label == "1" and any(start is not None and start[0].label == "2" for start in starts)


def _follows(label: str, last: str) -> bool:
    return label.isdecimal() and last.isdecimal() and int(label) == int(last) + 1


def _go_on(lines: Sequence[Line], notes: Sequence[Note]) -> bool:
    """Let lines go on with the last note, where that one breaks off."""
    if not notes:
        return False
    last = notes[-1].lines[-1]
    if lines[0].page - last.page not in (0, 1) or abs(lines[0].size - last.size) > 0.06 * last.size:
        return False
    if ends_sentence(last.text) and not lines[0].text[:1].islower():
        widest = max(line.far - line.near for line in notes[-1].lines)
        if len(notes[-1].lines) < 2 or last.far - last.near < widest - 2 * last.size:
            return False
    notes[-1].lines += lines
    return True


def _part(lines: Sequence[Line], notes: list[Note], called: set[str]) -> None:
    """Part lines, of which the first opens a note, into notes."""
    edge = lines[0]
    last: str | None = None
    for line in lines:
        start = read_start(line)
        if start and (last is None or _is_next(line, start[0], last, called, edge)):
            mark, skip = start
            notes.append(Note(mark.label, line.page, [line], mark, skip))
            last = mark.label
        else:
            notes[-1].lines.append(line)


def _is_next(line: Line, mark: Mark, last: str, called: set[str], edge: Line) -> bool:
    if min(abs(line.near - edge.near), abs(line.far - edge.far)) > 1.5 * line.size:
        return False
    if line.marks and line.marks[0].start == 0:
        return True
    if mark.label.isdecimal():
        if not last.isdecimal():
            return mark.label in called
        step = int(mark.label) - int(last)
        return step == 1 or (1 < step <= _LEFT_OUT and mark.label in called)
    return mark.label in called


def _read_same_size(region: Sequence[Line], notes: list[Note], called: set[str]) -> int:
    """Read notes that are as large as the body: a raised mark at the beginning of a line, which the page calls as well."""
    for at, line in enumerate(region):
        if line.marks and line.marks[0].start == 0 and at and line.marks[0].label in called:
            elsewhere = any(mark.label == line.marks[0].label for other in region[:at] for mark in other.marks if mark.start)
            if elsewhere or line.size < SMALL * region[0].size:
                _part(region[at:], notes, called)
                return len(region) - at
    return 0


def tie(foot: Foot) -> None:
    """Tie each note to the mark that calls it: on its page, else on the one before, else (at the end of a chapter) on any.

    In order, where a label stands twice.
    """
    by_label: dict[str, list[Call]] = {}
    for call in foot.calls:
        by_label.setdefault(call.label, []).append(call)
    place = {id(call): at for at, call in enumerate(foot.calls)}
    last = -1
    begun: dict[str, int] = {}  # the page of the last note with each label: an earlier call of that label is not the next one's
    for note in foot.notes:
        calls = [call for call in by_label.get(note.label, ()) if not call.used and call.page <= note.page]
        free = [call for call in calls if call.page >= note.page - 1] or [
            call for call in calls if call.likely and call.page >= begun.get(note.label, -1)
        ]
        begun[note.label] = note.page
        if not free:
            continue
        free.sort(key=lambda call: (call.page != note.page, not call.likely, place[id(call)] < last, place[id(call)]))
        note.call = free[0]
        note.call.used = True
        last = place[id(note.call)]
