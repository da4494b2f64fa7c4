"""Names: the entities of the case; and the dossier of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.claim_filter import holds
from whosays.desk.cards import ClaimCard, make_card
from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.analyse.dossier import Said, SideBySide, Writing
    from whosays.analyse.timeline import Moment
    from whosays.analyse.together import Together
    from whosays.case.analysing import Analysing
    from whosays.desk.app import Desk
    from whosays.records import Entity, Entry

pages = Pages()
AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A page of the names that fit: entity by entity with its number of mentions."""

    total: int
    start: int
    kinds: tuple[str, ...]
    entities: tuple[Entity, ...]
    more: int | None


@pages.page("/names", "names.html")
def names(desk: Desk, kind: str = "", text: str = "", start: int = 0) -> Names:
    """Show the names in the documents."""
    with desk.ask() as ask:
        everything = ask.view.entities()
        found = [e for e in everything if (not kind or e.kind == kind) and holds(text or None, e.name)]
        found.sort(key=lambda e: (-len(e.members), e.name.casefold(), e.id) if not text else (0, e.name.casefold(), e.id))
        return Names(
            total=len(found),
            start=start,
            kinds=tuple(sorted({entity.kind for entity in everything})),
            entities=tuple(found[start : start + AT_ONCE]),
            more=start + AT_ONCE if start + AT_ONCE < len(found) else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the case holds on a name, ready to be shown."""

    entity: Entity
    writings: tuple[Writing, ...]
    own_words: tuple[ClaimCard, ...]
    words_of_others: tuple[ClaimCard, ...]
    of_others: tuple[ClaimCard, ...]
    side_by_side: tuple[SideBySide, ...]
    rows: tuple[tuple[Entry, str], ...]
    timeline: tuple[Moment, ...]
    together: tuple[Together, ...]
    documents: dict[str, str]


@pages.page("/names/{words}", "dossier.html")
def dossier(desk: Desk, words: str) -> Dossier:
    """Show what the case holds on a name, by its id or one of its writings."""
    with desk.ask() as ask:
        found = ask.dossier(words)
        return Dossier(
            entity=found.entity,
            writings=found.writings,
            own_words=_cards(found.own_words, ask),
            words_of_others=_cards(found.words_of_others, ask),
            of_others=_cards(found.of_others, ask),
            side_by_side=found.side_by_side,
            rows=tuple((entry, ask.documents[entry.at.doc].title or ask.documents[entry.at.doc].name) for entry in found.rows),
            timeline=tuple(m for m in ask.timeline(of=found.entity.id) if m.time != "published"),
            together=ask.together(found.entity.id)[:12],
            documents={doc.id: doc.title or doc.name for doc in ask.documents.values()},
        )


def _cards(said: tuple[Said, ...], ask: Analysing) -> tuple[ClaimCard, ...]:
    return tuple(make_card(one.claim, ask) for one in said)
