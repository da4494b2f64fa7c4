"""The index that a large case is looked up by: the directory of names and what waits for a decision, kept up to date.

1. After documents were added, removed or read anew, all of it is made anew (`index_names`, with the other stages of
   `case.together.linking`).
2. After a decision on who is who, what it touches follows (`follow_decisions`): which atoms are one, and their proposals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.records import Judgement
from whosays.resolve.identity import is_of_names
from whosays.store.waiting_names import Waiting
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.case.together.put_together import PutTogether
    from whosays.case.whole import WholeView
    from whosays.records import Link
    from whosays.store.lookup import Lookup
    from whosays.store.store import Store


# How the ids of mentions and rows begin.
_NAMING = ("men-", "row-")
# Documents whose claims follow their names in one transaction: some hundredths of a second.
_AT_ONCE = 20
# Mentions in a case that is put together anew while a person waits: it takes less than a second.
_SMALL = 20_000


def index_names(store: Store, together: PutTogether | None = None) -> None:
    """Make the directory of names, and what waits, anew."""
    from whosays.case.together.put_together import PutTogether

    together = together or PutTogether(store)
    while True:
        with together.view() as view:
            seen, decided = view.stored.lookup.names.changes(), view.stored.lookup.last_judgement()
            called = {name.id: name.others for name in together.names(view)}
            joined = list(view.who.joined.values())
            waiting = list(_waiting(view, view.links()))
        with store.write() as writer:
            if writer.last_judgement() != decided:
                continue  # somebody decided meanwhile, and what was worked out does not know of it
            writer.put_atoms(view.proposed, called)
            writer.put_joined(joined)
            writer.put_waiting(waiting)
            break
    more = True
    while more:  # in short turns, so that who decides meanwhile need not wait
        with store.write() as writer:
            more = writer.follow_names(_AT_ONCE)
    with store.write() as writer:
        writer.put_seen(seen)


def follow_decisions(store: Store, made: Sequence[Judgement]) -> None:
    """Bring the index up to what was decided: at once where names were joined or told apart, else by making it anew.

    A decision that takes a name away or splits it off changes what is proposed of others. A small case is put together anew for
    it; of a large one the directory stays as it was until documents are added, or `index_names` is asked for.
    """
    from whosays.case.whole import WholeView

    if not any(one.other or one.decision == "undo" or one.record.startswith(_NAMING) for one in made):
        return
    again = False
    while not again:
        with WholeView(store.view(), kept=True) as view:
            ends = {one for judgement in made for one in _ends(view, judgement)}
            if not ends and not any(judgement.record.startswith(_NAMING) for judgement in made):
                return
            lookup = view.stored.lookup
            decided = lookup.last_judgement()
            again = not lookup.names.is_fresh() and is_small(lookup)
            entities = [entity for one in ends if (entity := view.who.find(one))]
            touched = {one for entity in entities for one in (entity.id, *entity.joined)} | ends
            links = [link for link in lookup.links_at(touched) if is_of_names(link)]
            joined = list(view.who.joined.values())
            waiting = list(_waiting(view, view.who.still_open(links)))
        if not again:
            with store.write() as writer:
                if writer.last_judgement() != decided:
                    continue  # somebody else decided meanwhile
                writer.put_joined(joined)
                writer.put_waiting(waiting, of=[link.id for link in links])
                return
    index_names(store)


def is_small(lookup: Lookup) -> bool:
    """Ask whether a case is put together anew quickly enough for a person to wait."""
    return lookup.counts()["mention"] <= _SMALL


def _ends(view: WholeView, judgement: Judgement) -> tuple[str, ...]:
    """Return the two that a decision on who is who, or an undo of one, is about; nothing for another decision."""
    while judgement.decision == "undo" and judgement.supersedes:
        undone = view.stored.record(judgement.supersedes)
        if not isinstance(undone, Judgement):
            break
        judgement = undone
    return (judgement.record, judgement.other) if judgement.other else ()


def _waiting(view: WholeView, links: Iterable[Link]) -> Iterator[Waiting]:
    """Yield what waits of some links."""
    for link in links:
        ends = (view.who.find(link.a), view.who.find(link.b)) if is_of_names(link) else (None, None)
        if ends[0] and ends[1]:
            names = sorted(fold_text(entity.name) for entity in ends if entity)
            yield Waiting(link=link.id, a=ends[0].id, b=ends[1].id, reason=link.reason or "", sort="\n".join(names))
