"""Review: one decision at a time, with the words and what is around them on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages
from whosays.desk.pages.claims import OneClaim, show_claim

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.records import Judgement

pages = Pages()
_LAST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The claim to decide on, how many wait, which comes after it, what was decided last."""

    waiting: int
    at: int
    following: str | None
    item: OneClaim | None
    decided: tuple[Judgement, ...]


@pages.page("/review", "review.html")
def review(desk: Desk, after: str = "") -> Review:
    """Show the next claim that nobody has decided on; with `after`, the one behind that claim (which was skipped)."""
    with desk.browse() as browse:
        chosen = browse.next_claim(after=after)
        return Review(
            waiting=chosen.waiting,
            at=chosen.at,
            following=chosen.claim.claim.id if chosen.claim else None,
            item=show_claim(browse, chosen.claim) if chosen.claim else None,
            decided=tuple(browse.lookup.judgements(limit=_LAST)),
        )
