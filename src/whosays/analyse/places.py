"""Where what a case holds lies: claims, rows of lists, events and names by place, and added up to country, region, continent.

A record lies where its own words say: a row in the country of its row, an event at its place, a claim at the places and in the
countries that its words name. What names several places counts at each; what names none counts nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.places_at import Where, WhereAt
from whosays.text.country_regions import country_name, find_region, region_of
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Claim, Entry, Event, Mention

Level = Literal["continent", "region", "country", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with what lies there: ids of records. `within` is the name of the place one level up ("" at the top).

    Places whose country the tables do not know stand under "country not known".
    """

    level: Level
    name: str
    within: str
    country: str | None
    claims: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()

    @property
    def times(self) -> int:
        """How many records lie there."""
        return len(self.claims) + len(self.entries) + len(self.events) + len(self.mentions)


UNKNOWN = "country not known"


def make_places(
    *,
    mentions: Iterable[Mention],
    claims: Iterable[Claim] = (),
    entries: Iterable[Entry] = (),
    events: Iterable[Event] = (),
) -> tuple[Place, ...]:
    """Add records up by place, country, region and continent; in order of names, a place below what it lies in."""
    named = list(mentions)
    where = WhereAt(named)
    tally = _Tally()
    for claim in claims:
        tally.add("claims", claim.id, where.of_claim(claim))
    for entry in entries:
        tally.add("entries", entry.id, where.of_entry(entry))
    for event in events:
        tally.add("events", event.id, where.of_event(event))
    for mention in named:
        tally.add("mentions", mention.id, where.of_mention(mention))
    return tuple(tally.places())


def levels(where: Where) -> Iterator[tuple[Level, str, str, str | None]]:
    """Yield level, name, the name one level up and the country of all that a place lies in, from the continent down."""
    country, place = where
    if not country and place and (wide := find_region(place)):
        region, continent = wide
        yield "continent", continent, "", None
        if region:
            yield "region", region, continent, None
        return
    above = UNKNOWN
    if country:
        region, continent = region_of(country) or ("", "")
        above = country_name(country)
        if continent:
            yield "continent", continent, "", None
            yield "region", region, continent, None
        yield "country", above, region, country
    else:
        yield "country", UNKNOWN, "", None
    if place:
        yield "place", place, above, country


class _Tally:
    """Adds records up, place by place; one writing of a name stands for all that fold alike."""

    def __init__(self) -> None:
        self._found: dict[tuple[Level, str, str], dict[str, dict[str, None]]] = {}
        self._told: dict[tuple[Level, str, str], tuple[str, str | None]] = {}

    def add(self, kind: str, record: str, wheres: Iterable[Where]) -> None:
        for where in sorted(wheres, key=lambda one: (one[0] or "", one[1] or "")):
            for level, name, within, country in levels(where):
                key = level, fold_text(name), within
                self._told.setdefault(key, (name, country))
                self._found.setdefault(key, {}).setdefault(kind, {})[record] = None

    def places(self) -> Iterator[Place]:
        below: dict[str, list[tuple[Level, str, str]]] = defaultdict(list)
        for key in self._found:
            below[key[2]].append(key)
        yield from self._under("", below)

    def _under(self, above: str, below: dict[str, list[tuple[Level, str, str]]]) -> Iterator[Place]:
        for key in sorted(below[above], key=lambda one: one[1]):
            name, country = self._told[key]
            found = {kind: tuple(records) for kind, records in self._found[key].items()}
            yield Place(level=key[0], name=name, within=above, country=country, **found)
            if key[0] != "place" and name != above:
                yield from self._under(name, below)
