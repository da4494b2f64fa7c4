"""Where what a case holds lies, added up from place to country, region and continent; and what lies at one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.analyse.places import levels
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.analyse.places import Level
    from whosays.case.asking.browsing import Browsing
    from whosays.store.held.places import Kind, Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A place with how many records of each kind lie there; `within` is the name of the place one level up ("" at the top).

    `parts` are the places of the index that it is made of.
    """

    level: Level
    name: str
    within: str
    country: str | None
    counts: dict[Kind, int]
    parts: tuple[int, ...]

    @property
    def times(self) -> int:
        """How many records lie there."""
        return sum(self.counts.values())


_Key = tuple["Level", str, str]


def places_of(browse: Browsing) -> tuple[Placed, ...]:
    """Return the places, in order of names, a place below what it lies in."""
    return tuple(_added_up(browse.places))


def records_at(browse: Browsing, place: Placed) -> list[tuple[Kind, int]]:
    """Return the kind and number of each record that lies at a place."""
    return [(kind, number) for kind, numbers in browse.places.records(place.parts).items() for number in numbers.tolist()]


def _added_up(places: Places) -> Iterator[Placed]:
    parts: dict[_Key, dict[int, None]] = {}
    told: dict[_Key, tuple[str, str | None]] = {}
    below: dict[str, dict[_Key, None]] = {}
    for number, where in enumerate(places.wheres):
        for level, name, within, country in levels(where):
            key = level, fold_text(name), within
            told.setdefault(key, (name, country))
            parts.setdefault(key, {})[number] = None
            below.setdefault(within, {})[key] = None

    def under(above: str) -> Iterator[Placed]:
        for key in sorted(below.get(above, ()), key=lambda one: one[1]):
            name, country = told[key]
            inside = tuple(parts[key])
            counts = {kind: len(numbers) for kind, numbers in places.records(inside).items()}
            yield Placed(level=key[0], name=name, within=above, country=country, counts=counts, parts=inside)
            if key[0] != "place" and name != above:
                yield from under(name)

    return under("")
