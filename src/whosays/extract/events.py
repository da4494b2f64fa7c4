"""Find named events: when they are, by which rule they return, and which are editions of one series.

1. Take the names of events that are known, and those that a head noun shows.
2. In the sentence of each, find its date and rule.
3. Put the occurrences of one name together: a series, its editions by year.
4. Compare their dates with each other and with the rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from whosays.extract.material import PROSE
from whosays.extract.parse import to_reading
from whosays.problems import make_problem
from whosays.records import Event, EventId, Mention, make_id
from whosays.text.calendars import rule_dates
from whosays.text.date_words import months
from whosays.text.dates import find_dates
from whosays.text.edtf import bounds, is_day, may_agree, year_of
from whosays.text.event_names import EventName, event_key, find_event_names, read_event_name
from whosays.text.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import Anchor, Passage, Record
    from whosays.text.joined import Joined, Span

# Words that may stand between a name and its date: "… Festival, which takes place in the old town on 3 May".
_VERBS = (
    "which|that|who|to|be|first|last|next|expected|take|being|been|is|was|are|were|will|would|has|have|again|also|held|hold|holds|takes?|took|taking|taken|place|"
    "falls?|fell|falling|scheduled|set|due|planned|returns?|returned|opens?|opened|begins?|began|starts?|started|runs?|ran|celebrated|"
    "marked|observed|commemorated|organised|organized|staged|hosted|happened|annually|yearly|always|usually|traditionally|online|"
    "on|in|at|for|from|of|the|year|each|every|this|next|dated|early|late"
)
_LINK = re.compile(
    rf"(?:[\s,]*(?:1[89]|20)\d\d(?!\d))?[”\"’'\s,)\]]*(?:[(\[][^()\[\]]{{0,60}}[)\]]\s*)?[\s,(\[–—:-]*(?:(?:{_VERBS})[\s,]+)*"
    rf"(?:(?:in|at)\s+(?:the\s+)?\w+(?:\s\w+){{0,3}}?,?\s+(?:(?:{_VERBS})\s+)*)?",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[“\"‘'(]?(?:and\s+|but\s+)?(?:on|in|every|each)\s+(?:the\s+)?", re.IGNORECASE)
# "3 May 2020: Harbour Festival" in a programme
_ENTRY = re.compile(r"\s*[:–—-]?\s*(?:the\s+|annual\s+|\d+\w\w\s+)*[“\"‘']?", re.IGNORECASE)
_ALIAS = re.compile(r"[”\"’']?\s*[(\[][^()\[\]]*")
_STOPS = re.compile(r"[;:]|\b(?:founded|established|since|because|although|whereas|died|born)\b", re.IGNORECASE)
_PLACE_LINK = re.compile(r"[”\"’']?\s+(?:(?:was|is|will\s+be)\s+)?(?:held\s+)?(?:in|at)\s+(?:the\s+)?")
_CLAUSE = re.compile(r"\s(?:that|which|who|whose|how|why|what|when|where)\s", re.IGNORECASE)
# A date that opens a sentence goes with the first event named within this many characters.
_REACH = 120


@dataclass(frozen=True, slots=True)
class When:
    """A date beside an event: its value, its rule, its place in the document."""

    value: str | None
    rule: str | None
    at: Anchor | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A date at its place in a reading."""

    start: int
    end: int
    when: When


@dataclass(frozen=True, slots=True)
class Seen:
    """An event named at a place, with what its sentence says of its time."""

    at: Anchor
    name: EventName
    known: bool
    when: When | None
    rule: When | None
    place: Anchor | None

    @property
    def year(self) -> int | None:
        """The year of this occurrence: beside the name, else that of its date."""
        value = self.when.value if self.when else None
        return self.name.year or (year_of(value) if value else None)


class Events:
    """Yields an Event for every series and every dated edition, and a Problem where their dates do not agree."""

    name = "events"
    version = "3"
    makes = ("Event", "Problem")

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield events in the order in which the document names them first."""
        groups: dict[str, list[Seen]] = {}
        full = {m.at.text: m.value for m in material.all(Mention) if m.kind == "event" and m.value}
        for seen in _all_seen(material):
            key = event_key(full.get(seen.name.name, seen.name.name))
            if key not in months("en"):  # a month of a calendar is a date, whatever else it is called
                groups.setdefault(key, []).append(seen)
        for group in groups.values():
            if any(seen.known or seen.when or seen.rule or seen.name.annual or seen.name.year for seen in group):
                yield from _events(material, group)


def _all_seen(material: Material) -> Iterator[Seen]:
    """Yield the events named in running text."""
    mentions = _Places([mention for mention in material.all(Mention) if mention.layer == "name"])
    named = [
        (passage, joined, near, list(_names(joined, near)))
        for passage in material.passages
        if passage.zone in PROSE and passage.pieces
        for joined, near in [(material.joined(passage), mentions.inside(passage))]
    ]
    told = {name.name for passage, _, _, names in named if passage.zone != "heading" for name, _ in names}
    for passage, joined, near, found in named:
        names = _in_heading(joined.text, found, told) if passage.zone == "heading" else found
        if not names:
            continue
        last: Seen | None = None
        for start, end in sentence_spans(joined.text, material.language):
            inside = [(name, known) for name, known in names if start <= name.start < end]
            if inside:
                for seen in _in_sentence(material, joined, (start, end), inside, near):
                    last = seen
                    yield seen
            elif last and (again := _again(material, joined, (start, end), last, near)):
                yield again


def _in_heading(text: str, names: Sequence[tuple[EventName, bool]], told: set[str]) -> list[tuple[EventName, bool]]:
    """Cut the names of a heading, all capitals, down to the shortest that the text tells; a phrase with a clause is no name."""
    out: list[tuple[EventName, bool]] = []
    for name, known in names:
        whole = text[name.start : name.end]
        inner = min((one for one in told if whole.endswith(f" {one}")), key=len, default=None)
        if inner:
            out.append((replace(name, start=name.end - len(inner), name=inner), known))
        elif not _CLAUSE.search(whole):
            out.append((name, known))
    return out


class _Places:
    """Mentions in text order, to be asked which lie in a passage."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: (mention.at.start, mention.at.end))
        self._starts = [mention.at.start for mention in self._mentions]

    def inside(self, passage: Passage) -> list[Mention]:
        return [
            mention
            for piece in passage.pieces
            for mention in self._mentions[
                bisect_right(self._starts, piece.start - 1) : bisect_right(self._starts, piece.end - 1)
            ]
        ]


def _names(joined: Joined, near: Sequence[Mention]) -> Iterator[tuple[EventName, bool]]:
    """Yield the names of events of a passage: known ones, then those of the head nouns where nothing else is named."""
    taken: list[tuple[int, int, str]] = []
    days: list[Span] = []
    out: list[tuple[EventName, bool]] = []
    for mention in near:
        start, last = to_reading(joined, mention.at.start), to_reading(joined, mention.at.end - 1)
        if start is None or last is None:
            continue
        if mention.kind == "date":
            days.append((start, last + 1))
            continue
        taken.append((start, last + 1, mention.kind))
        if mention.kind == "event" and (name := read_event_name(joined.text, start, last + 1)):
            full = EventName(name.start, name.end, mention.value or name.name, name.year, name.annual)
            out.append((full, True))
    for name in find_event_names(joined.text):
        if not any(
            name.start < end and start < name.end and not _is_same(joined.text, name, end, kind) for start, end, kind in taken
        ):
            out.append((name, False))
    kept = [pair for pair in out if not any(start <= pair[0].start and pair[0].end <= end for start, end in days)]
    yield from sorted(kept, key=lambda pair: pair[0].start)


def _is_same(text: str, name: EventName, end: int, kind: str) -> bool:
    """Ask whether another name is a part of the event's ("London" in "London Marathon"), or the event's with its year."""
    return kind != "event" and (end <= name.end or text[name.end : end].strip(" ,").isdigit())


def _in_sentence(
    material: Material,
    joined: Joined,
    sentence: tuple[int, int],
    names: Sequence[tuple[EventName, bool]],
    near: Sequence[Mention],
) -> Iterator[Seen]:
    """Yield the events of one sentence with the date and rule that stand with each."""
    (start, end), text = sentence, joined.text
    places = {mention.at.start: mention.at for mention in near if mention.kind == "place"}
    printed = _all_printed(material, joined, sentence, near)
    for number, (name, known) in enumerate(names):
        anchors = material.cut(joined, name.start, name.end)
        if len(anchors) != 1:
            continue
        after = [other.start for other, _ in names[number + 1 :] if not _ALIAS.fullmatch(text, name.end, other.start)]
        room = (name.start if number else start, after[0] if after else end)
        beside = [one.when for one in printed if _goes_with(text, room, name, one)]
        # "In 2020 the march was held on 21 May 2020": the most exact of the dates beside it, of equals the first.
        dated = min((w for w in beside if w.value and not w.rule), key=lambda w: _length(w.value or ""), default=None)
        rule = next((when for when in beside if when.rule), None)
        place = _PLACE_LINK.match(text, name.end)
        found_place = places.get(joined.to_origin(place.end())) if place else None
        yield Seen(anchors[0], name, known, dated, rule, found_place)


def _again(material: Material, joined: Joined, sentence: Span, last: Seen, near: Sequence[Mention]) -> Seen | None:
    """Read a sentence that goes on about the event named last: "It always falls on the second Sunday of May."."""
    opening = re.compile(rf"\s*(?:It|This|The\s+(?:event|{re.escape(last.name.name.split()[-1].lower())}))\s+").match(
        joined.text, *sentence
    )
    if opening is None:
        return None
    for one in _all_printed(material, joined, sentence, near):
        if (one.when.value or one.when.rule) and _LINK.fullmatch(joined.text, opening.end(), one.start):
            name = replace(last.name, year=None)
            dated = one.when if one.when.value and not one.when.rule else None
            return Seen(last.at, name, last.known, dated, one.when if one.when.rule else None, None)
    return None


def _all_printed(material: Material, joined: Joined, sentence: Span, near: Sequence[Mention]) -> list[Printed]:
    """Return the dates of a sentence with their values and rules."""
    dates = [mention for mention in near if mention.kind == "date"]
    start, end = sentence
    return [
        _printed(material, joined, (start + found.start, start + found.end), found.rule, dates)
        for found in find_dates(joined.text[start:end], language=material.language)
        if found.kind in ("date", "interval", "relative", "rule", "approximate")
    ]


def _printed(material: Material, joined: Joined, span: Span, rule: str | None, dates: Sequence[Mention]) -> Printed:
    """Return the mention of a date at a place of a reading as the time of an event; open and loose times are none."""
    anchors = material.cut(joined, *span)
    at = anchors[0] if anchors else None
    mention = next((m for m in dates if at and m.at.start < at.end and at.start < m.at.end), None)
    value = mention.value if mention else None
    low, high = (bounds(value) if value else None) or (None, None)
    if low is None or high is None or "X" in (value or ""):
        value = None
    return Printed(*span, When(value, rule, mention.at if mention else at))


def _goes_with(text: str, room: Span, name: EventName, printed: Printed) -> bool:
    """Ask whether a date stands with a name: right after it, or where its room begins."""
    low, high = printed.start, printed.end
    if name.end <= low < room[1]:
        return _LINK.fullmatch(text, name.end, low) is not None
    if not room[0] <= low < high <= name.start or name.start - high > _REACH:
        return False
    before = text[room[0] : low].strip()
    if not before and not printed.when.rule:
        return _ENTRY.fullmatch(text, high, name.start) is not None
    return (not before or _OPENS.fullmatch(f"{before} ") is not None) and _STOPS.search(text, high, name.start) is None


def _events(material: Material, group: Sequence[Seen]) -> Iterator[Record]:
    """Yield the series of a name where it returns, and its editions or single events by year, with their problems."""
    years = {seen.year for seen in group if seen.year}
    names = [seen.name.name for seen in group]
    told = next((seen.rule for seen in group if seen.rule), None)
    rule = told.rule if told else None
    returns = rule is not None or len(years) > 1 or any(seen.name.annual or seen.name.year for seen in group)
    name, series = max(names, key=len), None  # the first of the fullest
    if returns or not any(seen.when for seen in group):
        by = "events/series" if returns else "events/name"
        series = _event(material, group[0], name, None, by=by, rule=rule)
        yield series
    for year in sorted(years):
        label = f"{name} {year}" if returns else name
        yield from _edition(material, [seen for seen in group if seen.year == year], (label, year), series, told)
    if not years:
        yield from _edition(material, [seen for seen in group if seen.when], (name, None), series, told)


def _edition(
    material: Material, seen: Sequence[Seen], called: tuple[str, int | None], series: Event | None, rule: When | None
) -> Iterator[Record]:
    """Yield one event for the dates that may agree, another for each that cannot, with a problem; `called`: name and year."""
    name, year = called
    kept: list[tuple[str, Seen]] = []
    whens = [(one.when.value, one) for one in seen if one.when and one.when.value]
    for value, one in sorted(whens, key=lambda pair: _length(pair[0])):
        if not any(may_agree(value, other) for other, _ in kept):
            kept.append((value, one))
    if not kept and year:
        kept = [(f"{year:04}", seen[0])]
    kept.sort(key=lambda pair: pair[1].at.start)
    for number, (value, one) in enumerate(kept):
        yield _event(material, one, name, value, by="events/edition" if series else "events/dated", series=series)
        at = one.when.at if one.when else one.at
        if number:
            first = kept[0]
            message = f"{name} is dated {first[0]} and {value}"
            against = first[1].when.at if first[1].when else first[1].at
            yield make_problem("event-dates-differ", message, at=at, against=against)
        if series and rule and is_day(value):
            yield from _against_rule(name, value, rule, at)


def _against_rule(name: str, value: str, told: When, at: Anchor | None) -> Iterator[Record]:
    day, rule = date.fromisoformat(value), told.rule or ""
    right = rule_dates(rule, day.year)
    if right and day not in right:
        days = " or ".join(one.isoformat() for one in right)
        yield make_problem(
            "date-against-rule", f"{name} is dated {value}; {rule} is {days} in {day.year}", at=at, against=told.at
        )


def _length(value: str) -> int:
    span = bounds(value)
    return (span[1] - span[0]).days if span and span[0] and span[1] else 1_000_000


def _event(
    material: Material,
    seen: Seen,
    name: str,
    when: str | None,
    *,
    by: str,
    rule: str | None = None,
    series: Event | None = None,
) -> Event:
    identity = (material.doc.id, event_key(name), when)
    return Event(
        id=EventId(make_id("evt", *identity)),
        name=name,
        at=seen.at,
        when=when,
        rule=rule,
        series=series.id if series else None,
        place=seen.place,
        by=by,
    )
