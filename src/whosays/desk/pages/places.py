"""Map: where records lie, as circles on the land and as a tree of places; each opens what lies there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.asking.placing import places_of, records_at
from whosays.desk.cards import ClaimCard, make_card
from whosays.desk.drawing.world import World, draw_world, middle_of
from whosays.desk.page import Pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whosays.analyse.places import Level
    from whosays.case.asking.browsing import Browsing
    from whosays.case.asking.placing import Placed
    from whosays.desk.app import Desk
    from whosays.store.held.places import Kind

pages = Pages()
AT_ONCE = 50


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
        found = places_of(browse)
        spots = tuple(_spot(place) for place in found)
        shown = next((place for place in found if at and _called(place) == at), None)
        return Map(
            world=draw_world((one.country, one.name, one.times) for one in found if one.level == "country" and one.country),
            places=spots,
            off_map=tuple(spot for spot in spots if _is_off(spot)),
            here=_here(shown, max(start, 0), browse) if shown else None,
        )


def _called(place: Placed) -> str:
    """Return what an address calls a place: a country by its code, others by their name and what they lie in."""
    return place.country if place.level == "country" and place.country else f"{place.within}/{place.name}"


def _spot(place: Placed) -> Spot:
    return Spot(
        at=_called(place),
        level=place.level,
        name=place.name,
        country=place.country,
        claims=place.counts["claim"],
        rows=place.counts["entry"],
        events=place.counts["event"],
        mentions=place.counts["mention"],
    )


def _is_off(spot: Spot) -> bool:
    return spot.level in {"country", "place"} and (spot.country is None or middle_of(spot.country) is None)


def _here(place: Placed, start: int, browse: Browsing) -> Here:
    records = records_at(browse, place)
    some: dict[Kind, list[int]] = {}
    for kind, number in records[start : start + AT_ONCE]:
        some.setdefault(kind, []).append(number)
    return Here(
        name=place.name,
        total=len(records),
        claims=tuple(make_card(one) for one in browse.lookup.claims.known(some.get("claim", []))),
        others=tuple(_others(some, browse)),
        start=start,
        more=start + AT_ONCE if start + AT_ONCE < len(records) else None,
    )


def _others(some: Mapping[Kind, Sequence[int]], browse: Browsing) -> Iterator[Lies]:
    """Yield rows, events and names; one writing in one document once."""
    lookup = browse.lookup
    told = [("rows", one.name, one.at.doc, one.list) for one in lookup.rows(some.get("entry", ())).values()]
    told += [("events", one.name, one.at.doc, "") for one in lookup.events(some.get("event", ())).values()]
    told += [
        ("mentions", " ".join(one.at.text.split()), one.at.doc, "") for one in lookup.mentions(some.get("mention", ())).values()
    ]
    heads = lookup.shelf.heads({doc for _, _, doc, _ in told})
    for kind, words, doc, listed in dict.fromkeys(told):
        title = heads[doc].title or heads[doc].name
        yield Lies(kind=kind, words=words, doc=doc, document=title, list=listed or None)
