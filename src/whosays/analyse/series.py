"""Events over all documents: the editions of each series, with every date, place, form and part that documents give, apart.

Where documents give different days for one edition, both stand there, each with its documents. The day that the rule of a
series gives is worked out beside them (Gregorian, Hijri and Solar Hijri calendars).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.text.calendars import rule_dates
from whosays.text.edtf import may_agree, year_of
from whosays.text.event_forms import find_forms
from whosays.text.event_names import event_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whosays.named_at import NamedAt
    from whosays.records import Claim, ClaimId, Document, DocumentId, Event, EventId, Passage

# Ends of sentences, near enough for the words beside an event.
_STOP = re.compile(r"[.!?؟۔][”\"»’)]*\s")
# A relation that a claim states → the part that its subject has in the event which is its object.
_PARTS = {
    "organises": "organiser",
    "hosts": "host",
    "took part in": "participant",
    "spoke at": "speaker",
    "signed": "signatory",
    "founded": "founder",
    "launched": "founder",
    "leads": "leader",
    "funds": "funder",
    "supports": "supporter",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDay:
    """A time that documents give for an edition, and the events (one a document) that give it."""

    when: str
    events: tuple[EventId, ...]
    documents: tuple[DocumentId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Somebody's part in an edition or series, by a claim."""

    part: str
    name: str
    entity: str
    claim: ClaimId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEdition:
    """One edition: its year, the days given, the day by rule, the places and forms that documents name.

    `agree` is False where two of the days cannot both be right, or none of them is the day by rule.
    """

    year: int | None
    days: tuple[GivenDay, ...]
    by_rule: tuple[str, ...]
    places: tuple[str, ...]
    forms: tuple[str, ...]
    parts: tuple[Part, ...]
    agree: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """An event that returns, or a single one: its name, the rules that documents give, its editions by year.

    `parts` are those in the series itself, or of years without an edition here.
    """

    name: str
    rules: tuple[str, ...]
    editions: tuple[EventEdition, ...]
    parts: tuple[Part, ...]
    documents: tuple[DocumentId, ...]


def make_series(
    events: Iterable[Event],
    *,
    documents: Mapping[DocumentId, Document],
    passages: Iterable[Passage] = (),
    claims: Iterable[Claim] = (),
    named: NamedAt | None = None,
) -> tuple[Series, ...]:
    """Put the events of all documents together by name, in the order of names."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(_key(event), []).append(event)
    around = _around(passages, groups)
    parts = _parts(claims, named) if named else {}
    made = [_series(group, _Said(documents, around, parts.get(key, ()))) for key, group in groups.items()]
    return tuple(sorted(made, key=lambda one: one.name.casefold()))


def _key(event: Event) -> str:
    """Return the name of an event without the year of its edition."""
    name = event.name
    year = year_of(event.when) if event.when else None
    if year and name.endswith(f" {year}"):
        name = name.removesuffix(f" {year}")
    return event_key(name)


@dataclass(frozen=True, slots=True)
class _Said:
    """What documents say around the events of one series: languages of documents, words around, parts with their years."""

    documents: Mapping[DocumentId, Document]
    around: Mapping[EventId, str]
    parts: Sequence[tuple[int | None, Part]]

    def forms(self, event: Event) -> tuple[str, ...]:
        """Return the forms that the words around an event name."""
        languages = self.documents[event.at.doc].languages
        return find_forms(self.around.get(event.id, ""), languages[0] if languages else "en")


def _series(group: Sequence[Event], said: _Said) -> Series:
    rules = tuple(dict.fromkeys(event.rule for event in group if event.rule))
    years: dict[int | None, list[Event]] = {}
    for event in group:
        if event.when:
            years.setdefault(year_of(event.when), []).append(event)
    names = [event.name for event in group if not event.when] or [event.name for event in group]
    by_year = sorted(years.items(), key=lambda one: (one[0] is None, one[0] or 0))
    return Series(
        name=max(names, key=len),
        rules=rules,
        editions=tuple(_edition(year, found, rules, said) for year, found in by_year),
        parts=tuple(part for when, part in said.parts if when is None or when not in years),
        documents=tuple(dict.fromkeys(event.at.doc for event in group)),
    )


def _edition(year: int | None, events: Sequence[Event], rules: Sequence[str], said: _Said) -> EventEdition:
    days: dict[str, list[Event]] = {}
    for event in events:
        days.setdefault(event.when or "", []).append(event)
    by_rule = tuple(sorted({day.isoformat() for rule in rules for day in rule_dates(rule, year)})) if year else ()
    given = list(days)
    agree = all(may_agree(one, other) for number, one in enumerate(given) for other in given[number + 1 :])
    if by_rule:
        agree = agree and all(any(may_agree(day, one) for one in by_rule) for day in given)
    return EventEdition(
        year=year,
        days=tuple(
            GivenDay(when=when, events=tuple(e.id for e in found), documents=tuple(dict.fromkeys(e.at.doc for e in found)))
            for when, found in sorted(days.items())
        ),
        by_rule=by_rule,
        places=tuple(dict.fromkeys(event.place.text for event in events if event.place)),
        forms=tuple(dict.fromkeys(form for event in events for form in said.forms(event))),
        parts=tuple(part for when, part in said.parts if when == year),
        agree=agree,
    )


def _around(passages: Iterable[Passage], groups: Mapping[str, Sequence[Event]]) -> dict[EventId, str]:
    """Return the words around each event: of its piece of a passage, from the stop before it to the stop behind it."""
    waiting: dict[DocumentId, list[Event]] = {}
    for group in groups.values():
        for event in group:
            waiting.setdefault(event.at.doc, []).append(event)
    return {
        event.id: _sentence(piece.text, event.at.start - piece.start)
        for passage in passages
        for piece in passage.pieces
        for event in waiting.get(passage.doc, ())
        if piece.start <= event.at.start < piece.end
    }


def _sentence(text: str, at: int) -> str:
    start = max((stop.end() for stop in _STOP.finditer(text, 0, at)), default=0)
    end = _STOP.search(text, at)
    return text[start : end.start() if end else len(text)]


def _parts(claims: Iterable[Claim], named: NamedAt) -> dict[str, list[tuple[int | None, Part]]]:
    """Return the parts that claims give, by the key of the event, each with the year that the claim speaks of."""
    found: dict[str, list[tuple[int | None, Part]]] = {}
    for claim in claims:
        relation = claim.relation_from
        if relation is None or claim.relation not in _PARTS or claim.polarity != "positive":
            continue
        for thing in relation.object:
            event = named.at(thing)
            if event is None or event.kind != "event":
                continue
            year = year_of(claim.content_time) if claim.content_time else None
            for subject in relation.subject:
                if (who := named.at(subject)) and who.id != event.id:
                    part = Part(part=_PARTS[claim.relation], name=who.name, entity=who.id, claim=claim.id)
                    found.setdefault(event_key(event.name), []).append((year, part))
    return found
