"""Put cues together to paragraphs, one a turn where speakers are marked: "Name: words", a line a cue.

A long monologue is parted at pauses and ends of sentences. Sounds ("[applause]") are no words of anybody: they stand between
the lines, and the turn goes on behind them.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.read.transcripts.cues import Cue, Note
    from whosays.text.joined import Span

# A label of a speaker, and the marks that broadcasters set where the speaker changes.
_LABEL = re.compile(r"([^\W_][^:：\n]{0,40}|[\[(][^\]):\n]{1,40}[\])])[:：]\s+(?=\S)")
_CHANGE = re.compile(r"(>>+|[-–—‐])\s*(?=[^\s-])")
_SOUND = re.compile(r"(?:[\[(（♪♫*][^\n]*[\])）♪♫*]|[♪♫]+[^\n]*)")
# Without one of these a cue has neither label, mark nor sound.
_MARKED = re.compile(r"[:：>\[(（♪♫*]|^[-–—‐]", re.MULTILINE)
_LABEL_WORDS = 5
_ENDS = (".", "!", "?", "…", "؟", "۔", "。", "！", "？")
# A paragraph ends at a pause of so many seconds, or at the end of a sentence when it is long enough; without stops it is cut.
_PAUSE, _LONG_PAUSE, _LONG, _LONGEST = 1.5, 4.0, 500, 1_500
# A turn of a named speaker is kept whole as long as a page or two.
_LONGEST_TURN = 6_000


@dataclass(slots=True, kw_only=True)  # frozen ones take twice as long to make
class _Line:
    """A line of a cue: who speaks as far as is marked here, the mark or label before the words, the words."""

    cue: Cue
    words: str
    speaker: str | None = None
    mark: str = ""
    changes: bool = False
    is_sound: bool = False


@dataclass(slots=True)
class _Turn:
    """A paragraph under way."""

    speaker: str | None
    voiced: bool = False  # the file itself marks who speaks, in every cue
    spans: list[Span] = field(default_factory=list)
    begins: float | None = None
    ends: float | None = None
    marker: Span | None = None
    length: int = 0
    last: str = ""


def write_turns(cues: Sequence[Cue], notes: Sequence[Note]) -> tuple[str, list[Draft]]:
    """Return the text and its zones."""
    return _Writer(notes).write(list(_lines(cues)), cues)


def _lines(cues: Sequence[Cue]) -> Iterator[_Line]:
    labels = _labels(cues)
    for cue in cues:
        if not _MARKED.search(cue.words):
            yield _Line(cue=cue, words=cue.words.replace("\n", " "), speaker=cue.speaker)
            continue
        rows = cue.words.split("\n")
        if any(_CHANGE.match(row) or _label(row) in labels for row in rows):
            # A change inside of a cue begins a line; other lines go with the one above.
            grouped: list[str] = []
            for row in rows:
                if grouped and not (_CHANGE.match(row) or _label(row) in labels):
                    grouped[-1] += f" {row}"
                else:
                    grouped.append(row)
            rows = grouped
        else:
            rows = [" ".join(rows)]
        for row in rows:
            yield _line(cue, row, labels)


def _line(cue: Cue, row: str, labels: frozenset[str]) -> _Line:
    change = _CHANGE.match(row)
    mark = change.group() if change else ""
    words = row[len(mark) :]
    label = _label(words)
    if label is not None and (label in labels or (change and change[1].startswith(">"))):
        return _Line(cue=cue, words=words, speaker=label.strip("[]()"), mark=mark, changes=True)
    if _SOUND.fullmatch(words):
        return _Line(cue=cue, words=words, mark=mark, is_sound=True)
    return _Line(cue=cue, words=words, speaker=cue.speaker, mark=mark, changes=bool(change))


def _label(row: str) -> str | None:
    """Return the label that a line opens with, as printed."""
    change = _CHANGE.match(row)
    found = _LABEL.match(row, change.end() if change else 0)
    if found is None:
        return None
    words = found[1].split()
    named = all(not word[0].islower() or len(word) <= 3 for word in words) and not words[0][0].islower()
    return found[1] if named and len(words) <= _LABEL_WORDS else None


def _labels(cues: Sequence[Cue]) -> frozenset[str]:
    """Return the labels that are speakers: all, where one is in capitals or brackets or stands more than once."""
    rows = (row for cue in cues if ":" in cue.words or "：" in cue.words for row in cue.words.split("\n"))
    counts = Counter(label for row in rows if (label := _label(row)) is not None)
    sure = any(count > 1 or label.isupper() or label[0] in "[(" for label, count in counts.items())
    return frozenset(counts) if sure else frozenset()


class _Writer:
    """The text while it is written."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._drafts: list[Draft] = []
        self._turn: _Turn | None = None
        self._notes = deque(notes)

    def write(self, lines: Sequence[_Line], cues: Sequence[Cue]) -> tuple[str, list[Draft]]:
        places = {id(cue): number for number, cue in enumerate(cues)} if self._notes else {}
        for line in lines:
            if self._notes:
                self._write_notes(places[id(line.cue)])
            if line.is_sound:
                self._sound(line)
                continue
            turn = self._turn if self._turn is not None and not self._opens(line, self._turn) else self._open(line)
            self._add(line, turn)
        self._write_notes(len(cues))
        self._close()
        drafts = sorted(self._drafts, key=lambda draft: draft.start)
        text = "".join(self._parts).rstrip("\n")
        return f"{text}\n" if text else "", drafts

    def _put(self, words: str) -> Span:
        self._parts.append(words)
        begin = self._at
        self._at += len(words)
        return (begin, self._at)

    def _write_notes(self, before: int) -> None:
        while self._notes and self._notes[0].at <= before:
            note = self._notes.popleft()
            self._close()
            self._drafts.append(Draft(zone="comment", spans=(self._put(note.words),)))
            self._put("\n\n")

    def _opens(self, line: _Line, turn: _Turn) -> bool:
        if line.changes:
            return True
        if line.cue.speaker != turn.speaker and (turn.voiced or line.cue.speaker is not None):
            return True
        pause = line.cue.begins - turn.ends if line.cue.begins is not None and turn.ends is not None else 0.0
        ended = turn.last.endswith(_ENDS)
        if turn.speaker is not None:
            return turn.length > _LONGEST_TURN and (ended or pause >= _PAUSE)
        long = (ended and turn.length > _LONG) or turn.length > _LONGEST
        return long or pause >= _LONG_PAUSE or (pause >= _PAUSE and ended)

    def _open(self, line: _Line) -> _Turn:
        before = self._turn
        same = before is not None and not line.changes and line.speaker in (before.speaker, *([] if before.voiced else [None]))
        speaker = line.speaker or (before.speaker if before and same else None)
        self._close()
        turn = self._turn = _Turn(speaker=speaker, voiced=line.cue.speaker is not None)
        if line.mark:
            begin, _ = self._put(line.mark)
            turn.marker = (begin, begin + len(line.mark.rstrip()))
        if speaker is not None and line.cue.speaker == speaker and not same and not line.words.startswith(f"{speaker}:"):
            turn.spans.append(self._put(f"{speaker}: "))
        return turn

    def _add(self, line: _Line, turn: _Turn) -> None:
        begin, end = self._put(f"{line.words}\n")
        # Where more than a line end stands between it and the line above, a sound does.
        if turn.spans and begin - turn.spans[-1][1] <= 1:
            turn.spans[-1] = (turn.spans[-1][0], end - 1)
        else:
            turn.spans.append((begin, end - 1))
        turn.length += len(line.words)
        turn.last = line.words
        turn.begins = line.cue.begins if turn.begins is None else turn.begins
        turn.ends = line.cue.ends if line.cue.ends is not None else turn.ends

    def _sound(self, line: _Line) -> None:
        span = self._put(line.mark + line.words)
        self._put("\n")
        self._drafts.append(Draft(zone="page_furniture", spans=(span,), begins=line.cue.begins, ends=line.cue.ends))

    def _close(self) -> None:
        turn = self._turn
        self._turn = None
        if turn is None or not turn.spans:
            return
        self._drafts.append(
            Draft(
                zone="paragraph",
                spans=tuple(turn.spans),
                marker=turn.marker,
                author=turn.speaker,
                begins=turn.begins,
                ends=turn.ends,
            )
        )
        self._put("\n")
