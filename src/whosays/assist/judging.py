"""What an assistant may decide where a person lets it: signed for that person, with a reason, and nothing of others undone.

1. The signature names the person and says that it came through an assistant, wherever the decision is shown or exported.
2. What others have decided stands: an assistant decides on what waits, and on what it decided itself.
3. A decision is a judgement like any other, so `whosays judge undo` takes it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.assist.answers import answer
from whosays.assist.quoting import Quoter
from whosays.case.judging.deciding import Signing
from whosays.case.judging.identity import decide_on_two
from whosays.errors import WhosaysError
from whosays.records import Judgement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.assist.quoting import Json
    from whosays.case import Case
    from whosays.case.whole import WholeView
    from whosays.records import Decision

THROUGH = "(through an assistant)"
"""What stands behind a person's name in what an assistant decided."""


class NobodySigns(WhosaysError):
    """An assistant is to decide for nobody."""

    code = "nobody-signs"

    def __init__(self) -> None:
        super().__init__("an assistant decides for a person: name one with --who NAME, beside --allow-judging")


class SomebodyDecided(WhosaysError):
    """An assistant is to decide on what somebody else has decided on."""

    code = "somebody-decided"

    def __init__(self, made: Judgement) -> None:
        both = f"{made.record} and {made.other}" if made.other else made.record
        super().__init__(
            f"{made.who} has decided on {both} ({made.decision}, {made.when[:10]}), and an assistant does not undo that; a"
            f" person can: `whosays judge undo {made.id}`"
        )


class NotItsOwn(WhosaysError):
    """An assistant is to take back what it did not decide."""

    code = "not-its-own"

    def __init__(self, words: str) -> None:
        super().__init__(
            f"{words} is no judgement that was made through this assistant; it can take back those alone, by their ids (jdg-…)"
        )


class Judging:
    """Decides in an open case, for one person."""

    def __init__(self, case: Case, who: str) -> None:
        name = " ".join(who.split())
        if not name:
            raise NobodySigns
        self.case = case
        self.person = name
        self.signature = f"{name} {THROUGH}"

    def on_record(self, record: str, decision: Decision, reason: str) -> Json:
        """Accept or reject a record. Raises SomebodyDecided, and what `Case.judge` raises."""
        with self.case.view(kept=True) as view:
            last = view.stored.verdict(view.stored.record(record).id).last
        self._check([last] if last else [])
        return self._told([self.case.judge(record, decision, who=self.signature, note=reason)])

    def on_names(self, names: Sequence[str], decision: Decision, reason: str) -> Json:
        """Say that names are one, or that no two of them are. Raises SomebodyDecided, and what `Case.judge_names` raises."""
        self.case.keep_names()
        with self.case.view(kept=True) as view:
            for made in decide_on_two(view, decision, names, Signing(self.signature, reason)):
                self._check(_between(view, made))
        return self._told(self.case.judge_names(names, decision, who=self.signature, note=reason))

    def take_back(self, judgement: str, reason: str) -> Json:
        """Take back a judgement that was made through this assistant for this person. Raises NotItsOwn."""
        with self.case.view(kept=True) as view:
            found = view.stored.record(judgement)
        if not isinstance(found, Judgement) or found.who != self.signature:
            raise NotItsOwn(judgement)
        return self._told([self.case.undo(found.id, who=self.signature, note=reason)])

    def _check(self, standing: Sequence[Judgement]) -> None:
        for made in standing:
            if made.who != self.signature:
                raise SomebodyDecided(made)

    def _told(self, made: Sequence[Judgement]) -> Json:
        """Return what was recorded, beside the words that it is about, so that a person sees what was decided on."""
        with self.case.view(kept=True) as view:
            return answer(recorded=[_recorded(one, view, Quoter(view)) for one in made])


def _between(view: WholeView, made: Judgement) -> list[Judgement]:
    """Return the decisions that stand between the two names of a judgement."""
    ends = [entity for one in (made.record, made.other or "") if (entity := view.who.find(one))]
    touching = [{one.id: one for one in view.who.decisions_on(entity)} for entity in ends]
    return [one for one in touching[0].values() if all(one.id in others for others in touching)] if touching else []


def _recorded(made: Judgement, view: WholeView, quoter: Quoter) -> Json:
    return {
        "judgement": made.id,
        "decision": made.decision,
        "on": [_on(one, view, quoter) for one in (made.record, made.other) if one],
        "signed": made.who,
        "when": made.when,
        "reason": made.note,
        "a_person_takes_it_back_with": f"whosays judge undo {made.id}",
    }


def _on(record: str, view: WholeView, quoter: Quoter) -> Json:
    from whosays.anchors import anchors_of

    entity = view.who.find(record)
    if entity:
        return {"id": record, "name": entity.name}
    return {"id": record, "words": quoter.quotes(*anchors_of(view.stored.record(record)))[:1]}
