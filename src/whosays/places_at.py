"""Where a record lies, by its own words: what countries and places a claim names, the country of a row, an event's place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from whosays.text.places import city_country, country_of, find_countries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.records import Claim, Entry, Event, Mention

Where = tuple[str | None, str | None]
"""A country's code and a place's name, either of which may be unknown."""


class WhereAt:
    """Tells where records lie. `mentions` are those of places, which name what no table of countries and cities holds."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._places: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.kind == "place" and mention.layer == "name":
                self._places[mention.at.doc].append(mention)

    def of_claim(self, claim: Claim) -> set[Where]:
        """Return the countries and places that the words of a claim name."""
        found: set[Where] = set()
        for at in claim.content:
            named = [m for m in self._places[claim.doc] if at.start <= m.at.start and m.at.end <= at.end]
            found |= {_read(mention.at.text) for mention in named}
            inside = [(m.at.start - at.start, m.at.end - at.start) for m in named]
            for country in find_countries(at.text):
                if not any(start <= country.start < end for start, end in inside):
                    found.add((country.code, None))
        return found

    def of_entry(self, entry: Entry) -> set[Where]:
        """Return the country of a row."""
        return {(entry.country, None)} if entry.country else set()

    def of_event(self, event: Event) -> set[Where]:
        """Return the place of an event."""
        return {_read(event.place.text)} if event.place else set()

    def of_mention(self, mention: Mention) -> set[Where]:
        """Return the place that a mention names."""
        return {_read(mention.at.text)} if mention.kind == "place" and mention.layer == "name" else set()


def _read(words: str) -> Where:
    """Return the country and place that words name: a country has no place of its own."""
    name = " ".join(words.split())
    if country := country_of(name):
        return country, None
    return city_country(name), name
