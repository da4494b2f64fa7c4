"""Export the events of a case as iCalendar (RFC 5545). The form for programs with a calendar.

- Every event with a date is there for whole days: all that its date may mean. A month is all of it, an open span its known end,
  and the description has the date as it is written in the record and the words that it was read from.
- The description also has the event's own words, the document and place, whose part in it was what, and what people decided.
- Events without a date are left out; the description of the calendar says how many, and left-out.jsonl too.
- The same case gives the same bytes: an event keeps its UID, and its time stamp is that of the last decision on it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from whosays.publish.files import write_whole
from whosays.publish.programs.told import Kept, one_line
from whosays.publish.view import Leaving
from whosays.records import Event, Judgement
from whosays.text.edtf import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from whosays.publish.view import CaseView
    from whosays.records import DocumentId, Mention

# An event that nobody has decided on was never revised: any time will do that is always the same.
_NEVER = "19700101T000000Z"
_OCTETS = 75  # of a line, its end not counted (RFC 5545, 3.1)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Calendar:
    """The exporter `ics`: see the head of this file."""

    name = "ics"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
        return export(view, folder)


def export(view: CaseView, folder: Path) -> Iterator[Path]:
    """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
    kept = Kept(Leaving(view))
    yield write_whole(folder / "events.ics", (fold(line) for line in _Calendar(kept).lines()))
    yield kept.write_left_out(folder)


class _Calendar:
    """The lines of the calendar of one case."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._dates: dict[tuple[DocumentId, str | None], list[Mention]] = {}
        for mention in kept.mentions:
            if mention.kind == "date":
                self._dates.setdefault((mention.at.doc, mention.value), []).append(mention)
        self._revised: dict[str, str] = {}
        for judgement in kept.of("judgements", Judgement):
            self._revised[judgement.record] = max(judgement.when, self._revised.get(judgement.record, ""))

    def lines(self) -> Iterator[str]:
        """Yield the lines, not yet folded."""
        dated: list[tuple[Event, date, date]] = []
        undated = 0
        for event in self.kept.of("events", Event):
            if span := whole_days(event.when):
                dated.append((event, *span))
            else:
                undated += 1
        self.kept.leave_out("events", "they have no date", undated)
        yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//whosays//events of a case//EN", "CALSCALE:GREGORIAN")
        yield f"DESCRIPTION:{escape(f'{len(dated)} events with a date. {undated} without one are left out.')}"
        for event, first, after in dated:
            yield from self._event(event, first, after)
        yield "END:VCALENDAR"

    def _event(self, event: Event, first: date, after: date) -> Iterator[str]:
        yield "BEGIN:VEVENT"
        yield f"UID:{event.id}@whosays"
        yield f"DTSTAMP:{self._stamp(event)}"
        yield f"DTSTART;VALUE=DATE:{_day(first)}"
        yield f"DTEND;VALUE=DATE:{_day(after)}"
        yield f"SUMMARY:{escape(one_line(event.name))}"
        told = "\n".join(self._told(event))
        yield f"DESCRIPTION:{escape(told)}"
        if event.place:
            yield f"LOCATION:{escape(one_line(event.place.text))}"
        if url := self.kept.address(event.at.doc):
            yield f"URL:{_uri(url)}"
        yield f"CATEGORIES:{escape(self.kept.status(event))}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"

    def _told(self, event: Event) -> Iterator[str]:
        """Yield the description, line by line."""
        yield f"words: {event.at.text}"
        if words := self._date_words(event):
            yield f"words of the date: {words}"
        yield f"date: {event.when}"
        if event.rule:
            yield f"rule: {event.rule}"
        yield from (f"{role.role}: {role.at.text}" for role in event.roles)
        yield f"document: {self.kept.place(event.at)}"
        yield f"status: {self.kept.status(event)}"

    def _date_words(self, event: Event) -> str | None:
        """Return the words that the date was read from: of the dates with its value in the document, the nearest."""
        near = self._dates.get((event.at.doc, event.when), ())
        found = min(near, key=lambda one: (abs(one.at.start - event.at.start), one.at.start), default=None)
        return found.at.text if found else None

    def _stamp(self, event: Event) -> str:
        decided = re.sub(r"[-:]|\.\d+", "", self._revised.get(event.id, ""))
        return decided if re.fullmatch(r"\d{8}T\d{6}Z", decided) else _NEVER


def whole_days(when: str | None) -> tuple[date, date] | None:
    """Return the first day that a date (EDTF) may mean and the day after the last; of an open span its known end."""
    span = bounds(when) if when else None
    if span is None:
        return None
    first, last = span[0] or span[1], span[1] or span[0]
    if first is None or last is None or last < first or last.year == 9999:
        return None
    return first, last + timedelta(days=1)


def escape(words: str) -> str:
    """Write words as a TEXT value: line ends as "\\n"; control characters, for which it has no room, as U+FFFD."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", plain).translate(_ESCAPED)


def fold(line: str) -> bytes:
    """Fold a line so that none has more than 75 octets and no character is cut, and end it."""
    return b"\r\n ".join(_folded(line)) + b"\r\n"


def _folded(line: str) -> Iterable[bytes]:
    part, room = bytearray(), _OCTETS
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > room:
            yield bytes(part)
            part, room = bytearray(), _OCTETS - 1  # a fold begins with a space
        part += octets
    yield bytes(part)


def _uri(url: str) -> str:
    return re.sub(r"\s", "", _CONTROL.sub("", url))


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
