"""What stands beside a dossier: decisions on who the name is, to be taken back, and a drawing of who is named with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.drawing.network import Spot, Tie, Web, draw_around
from whosays.records import Entry, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.analyse.together import Together
    from whosays.case.whole import WholeView
    from whosays.records import Entity, Judgement

_DRAWN = 8  # names in the drawing; more cannot be read at its size


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A decision on who is who that stands: two names, what was decided of them, by whom."""

    judgement: str
    decision: str
    a: str
    b: str
    who: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside a dossier."""

    joinings: tuple[Joining, ...]
    around: Web | None


def make_beside(entity: Entity, together: Sequence[Together], view: WholeView) -> Beside:
    """Gather what stands beside the dossier of a name."""
    own = {entity.id, *entity.joined, *entity.members}
    return Beside(
        joinings=tuple(_joining(one, view) for one in view.decisions if own & {one.record, one.other}),
        around=_around(entity, together[:_DRAWN]),
    )


def _joining(judgement: Judgement, view: WholeView) -> Joining:
    return Joining(
        judgement=judgement.id,
        decision=judgement.decision,
        a=_name_of(judgement.record, view),
        b=_name_of(judgement.other or "", view),
        who=judgement.who,
        when=judgement.when,
    )


def _name_of(one: str, view: WholeView) -> str:
    """Return the name that an id stood for when it was judged: that of the entity as proposed, or the words of a place."""
    who = view.who
    if entity := who.atoms.get(one) or who.find(one):
        return entity.name
    record = view.stored.record(one)
    if isinstance(record, Mention | Entry):
        return " ".join((record.at if isinstance(record, Mention) else record.name_at).text.split())
    return one


def _around(entity: Entity, together: Sequence[Together]) -> Web | None:
    if not together:
        return None
    others = [Spot(id=one.entity, name=one.name, look="name", times=len(one.lists) + len(one.passages)) for one in together]
    return draw_around(
        Spot(id=entity.id, name=entity.name, look="first", times=1),
        others,
        [Tie(a=entity.id, b=one.id, look="firm" if one.times > 1 else "loose", times=one.times) for one in others],
        width=560,
        height=340,
    )
