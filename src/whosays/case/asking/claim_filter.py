"""Which claims are asked for, and whether one of them is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.named_at import NamedAt, by_member
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.case.whole import WholeView
    from whosays.records import Act, Anchor, Claim, Form

Status = Literal["proposed", "accepted", "edited", "rejected", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims are asked for: those that fit every field that is given. Words fit by part, whatever their letter forms.

    `relation` is the whole name of one ("founded"), or "any" for all that have one. `holder` looks at every step of the chain,
    `about` at whom the claim is about, both also by the names of their entities.
    """

    doc: str | None = None
    holder: str | None = None
    about: str | None = None
    text: str | None = None
    form: Form | None = None
    act: Act | None = None
    relation: str | None = None
    hedged: bool | None = None
    status: Status | None = None


def holds(words: str | None, text: str) -> bool:
    """Ask whether words stand in a text, whatever their letter forms and line breaks. No words stand in every text."""
    return not words or _folded(words) in _folded(text)


def _folded(text: str) -> str:
    return " ".join(fold_text(text).split())


class Fits:
    """Asks whether a claim is one of those wanted."""

    def __init__(self, view: WholeView, wanted: ClaimFilter) -> None:
        self.view = view
        self.wanted = wanted
        self._named: NamedAt | None = None

    def __call__(self, claim: Claim) -> bool:
        """Ask whether the claim fits."""
        wanted = self.wanted
        status = self.view.status(claim.id)
        if wanted.status != "all" and (status != wanted.status if wanted.status else status == "rejected"):
            return False
        if wanted.hedged is not None and wanted.hedged != bool(claim.hedges):
            return False
        if wanted.form not in (None, claim.form) or (wanted.act and wanted.act not in [step.act for step in claim.chain]):
            return False
        if wanted.relation and wanted.relation not in ({claim.relation, "any"} if claim.relation else set()):
            return False
        holders = [at for step in claim.chain for at in (step.holder.at, step.holder.refers_to) if at]
        if wanted.holder and not self._names(wanted.holder, holders):
            return False
        if wanted.about and not self._names(wanted.about, claim.about):
            return False
        return holds(wanted.text, " ".join(at.text for at in claim.content))

    def _names(self, words: str, anchors: Iterable[Anchor]) -> bool:
        return any(holds(words, name) for at in anchors for name in (at.text, *self._entity_names(at)))

    def _entity_names(self, at: Anchor) -> tuple[str, ...]:
        """Return the names of the entity whose mention stands at a place, those that people joined to it included."""
        if self._named is None:
            self._named = NamedAt(by_member(self.view.entities()), self.view.mentions())
        entity = self._named.at(at)
        return self.view.who.names(entity) if entity else ()
