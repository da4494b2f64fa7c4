"""Timeline, places and network: when, where and with whom; each line opens its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.analyse.campaigns import Sign
    from whosays.analyse.network import Network
    from whosays.analyse.places import Place
    from whosays.analyse.timeline import Moment
    from whosays.desk.app import Desk

pages = Pages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Times in order, and the titles of the documents that give them."""

    moments: tuple[Moment, ...]
    documents: dict[str, str]


@pages.page("/timeline", "timeline.html")
def timeline(desk: Desk, of: str = "") -> Timeline:
    """Show what happened when, by what documents say."""
    with desk.ask() as ask:
        titles = {str(doc.id): doc.title or doc.name for doc in ask.documents.values()}
        return Timeline(moments=ask.timeline(of=of or None), documents=titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Places, the larger before those within it."""

    places: tuple[Place, ...]


@pages.page("/places", "places.html")
def places(desk: Desk) -> Places:
    """Show where records lie."""
    with desk.ask() as ask:
        return Places(places=ask.places())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The network, and the names of its nodes."""

    network: Network
    names: dict[str, str]


@pages.page("/network", "network.html")
def network(desk: Desk, of: str = "") -> Ties:
    """Show who is tied to whom, by whose words."""
    with desk.ask() as ask:
        found = ask.network(of or None)
        return Ties(network=found, names={node.id: node.name for node in found.nodes})


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaigns:
    """Hashtags, slogans and campaigns."""

    signs: tuple[Sign, ...]


@pages.page("/campaigns", "campaigns.html")
def campaigns(desk: Desk) -> Campaigns:
    """Show hashtags, slogans and named campaigns."""
    with desk.ask() as ask:
        return Campaigns(signs=ask.signs())
