"""Map: where records lie, as circles on the land and as a tree of places; each opens what lies there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.analysing import Analysing
from whosays.desk.cards import ClaimCard, make_card
from whosays.desk.drawing.world import World, draw_world, middle_of
from whosays.desk.page import Pages
from whosays.records import Entry, Event, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.analyse.places import Level, Place
    from whosays.case.browsing import Browsing
    from whosays.desk.app import Desk

pages = Pages()
AT_ONCE = 50
_KINDS = ("claims", "entries", "events", "mentions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in the tree: how many records of each kind lie there; `at` is what an address calls it."""

    at: str
    level: Level
    name: str
    country: str | None
    claims: int
    rows: int
    events: int
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lies:
    """A record that is no claim, at a place: its words and where they stand."""

    kind: str
    words: str
    doc: str
    document: str
    list: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What lies at one place: some of the claims, and of the other records. `total` counts all."""

    name: str
    total: int
    claims: tuple[ClaimCard, ...]
    others: tuple[Lies, ...]
    start: int
    more: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Places, the larger before those within; `off_map` are those whose country is not known or has no place on the map."""

    world: World
    places: tuple[Spot, ...]
    off_map: tuple[Spot, ...]
    here: Here | None


@pages.page("/map", "map.html")
def places(desk: Desk, at: str = "", start: int = 0) -> Map:
    """Show where records lie; with `at`, what lies at one place."""
    with desk.browse() as browse:
        found = Analysing(browse.view).places()
        spots = [_spot(place) for place in found]
        countries = [one for one in found if one.level == "country" and one.country]
        shown = next((place for place in found if at and _called(place) == at), None)
        return Map(
            world=draw_world((one.country, one.name, one.times) for one in countries if one.country),
            places=tuple(spots),
            off_map=tuple(spot for spot in spots if _is_off(spot)),
            here=_here(shown, max(start, 0), browse) if shown else None,
        )


def _called(place: Place) -> str:
    """Return what an address calls a place: a country by its code, others by their name and what they lie in."""
    return place.country if place.level == "country" and place.country else f"{place.within}/{place.name}"


def _spot(place: Place) -> Spot:
    return Spot(
        at=_called(place),
        level=place.level,
        name=place.name,
        country=place.country,
        claims=len(place.claims),
        rows=len(place.entries),
        events=len(place.events),
        mentions=len(place.mentions),
    )


def _is_off(spot: Spot) -> bool:
    return spot.level in {"country", "place"} and (spot.country is None or middle_of(spot.country) is None)


def _here(place: Place, start: int, browse: Browsing) -> Here:
    records = [record for kind in _KINDS for record in getattr(place, kind)]
    some = records[start : start + AT_ONCE]
    return Here(
        name=place.name,
        total=len(records),
        claims=tuple(make_card(one) for one in browse.known([one for one in some if one.startswith("clm-")])),
        others=tuple(_others((one for one in some if not one.startswith("clm-")), browse)),
        start=start,
        more=start + AT_ONCE if start + AT_ONCE < len(records) else None,
    )


def _others(records: Iterable[str], browse: Browsing) -> Iterator[Lies]:
    """Yield rows, events and names; one writing in one document once."""
    seen = set()
    for one in records:
        record = browse.view.stored.record(one)
        if not isinstance(record, Entry | Event | Mention):
            continue
        kind = "rows" if isinstance(record, Entry) else "events" if isinstance(record, Event) else "mentions"
        words = " ".join((record.at.text if isinstance(record, Mention) else record.name).split())
        if (kind, words, record.at.doc) in seen:
            continue
        seen.add((kind, words, record.at.doc))
        doc = browse.lookup.head(record.at.doc)
        listed = record.list if isinstance(record, Entry) else None
        yield Lies(kind=kind, words=words, doc=doc.id, document=doc.title or doc.name, list=listed)
