"""Names: the entities of the case; and the dossier of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from whosays.desk.cards import ClaimCard, make_card
from whosays.desk.dossier_beside import Beside, make_beside
from whosays.desk.page import Pages

if TYPE_CHECKING:
    from typing import Literal

    from whosays.analyse.dossier import SideBySide, Writing
    from whosays.analyse.timeline import Moment
    from whosays.analyse.together import Together
    from whosays.case.asking.browsing import Browsing
    from whosays.case.judging.hiding import Hidden
    from whosays.desk.app import Desk
    from whosays.records import Entity, Entry
    from whosays.store.directory import Line

pages = Pages()
AT_ONCE = 200
_CLAIMS = 30
_AROUND = 12  # names that stand together with one


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A page of the names that fit, the most named first or, where words are looked for, by name.

    `hidden` are the ids of those of them that do not leave the case.
    `lacking`: names were added since all documents were put together last, and are not among these yet.
    """

    total: int
    start: int
    kinds: tuple[str, ...]
    entities: tuple[Line, ...]
    hidden: frozenset[str]
    more: int | None
    lacking: bool


@pages.page("/names", "names.html")
def names(desk: Desk, kind: str = "", text: str = "", start: int = 0) -> Names:
    """Show the names in the documents."""
    start = max(start, 0)
    with desk.browse() as browse:
        hiding = desk.hiding(browse)
        total, entities = browse.lookup.names.lines(kind=kind, text=text, start=start, limit=AT_ONCE)
        return Names(
            total=total,
            start=start,
            kinds=tuple(browse.lookup.names.kinds()),
            entities=tuple(entities),
            hidden=frozenset(one.id for one in entities if hiding.on(one.id)),
            more=start + AT_ONCE if start + AT_ONCE < total else None,
            lacking=not browse.lookup.names.is_fresh(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Some of the claims on one side of a dossier: how many there are, those shown, where the next ones start."""

    total: int
    cards: tuple[ClaimCard, ...]
    more: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the case holds on a name, ready to be shown.

    `own_words` are claims that it holds about itself, `words_of_others` what others hold about it, `of_others` what it holds of
    anything else. `places` counts where it is named; `seen` says of how many of its claims the points side by side are made.
    """

    entity: Entity
    places: int
    writings: tuple[Writing, ...]
    own_words: Cards
    words_of_others: Cards
    of_others: Cards
    side_by_side: tuple[SideBySide, ...]
    rows: tuple[tuple[Entry, str], ...]
    timeline: tuple[Moment, ...]
    together: tuple[Together, ...]
    documents: dict[str, str]
    seen: int
    beside: Beside
    hidden: Hidden | None


@pages.page("/names/{words}", "dossier.html")
def dossier(desk: Desk, words: str, own: int = 0, others: int = 0, held: int = 0) -> Dossier:
    """Show what the case holds on a name, by its id or one of its writings; the numbers say where each side starts."""
    with desk.browse() as browse:
        entity = browse.find_entity(words)
        near = browse.near(entity)
        found = near.dossier
        together = near.together[:_AROUND]
        documents = {doc: head.title or head.name for doc, head in browse.lookup.shelf.heads(near.documents).items()}
        return Dossier(
            entity=entity,
            places=near.places,
            writings=found.writings,
            own_words=_cards(browse, entity, "own", own),
            words_of_others=_cards(browse, entity, "of it", others),
            of_others=_cards(browse, entity, "by it", held),
            side_by_side=found.side_by_side,
            rows=tuple((entry, documents[entry.at.doc]) for entry in found.rows),
            timeline=near.timeline,
            together=together,
            documents={str(doc): title for doc, title in documents.items()},
            seen=near.claims,
            beside=make_beside(entity, together, browse.view),
            hidden=desk.hiding(browse).on(entity.id, *entity.joined),
        )


def _cards(browse: Browsing, entity: Entity, which: str, start: int) -> Cards:
    start = max(start, 0)
    total, known = browse.claims_of(entity, cast("Literal['own', 'of it', 'by it']", which), start=start, limit=_CLAIMS)
    more = start + _CLAIMS if start + _CLAIMS < total else None
    return Cards(total=total, cards=tuple(make_card(one) for one in known), more=more)
