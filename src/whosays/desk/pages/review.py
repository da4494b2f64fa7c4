"""Review: one decision at a time, with the words and what is around them on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages
from whosays.desk.pages.claims import OneClaim, show_claim
from whosays.publish.hidden.judgements import without_key

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.records import Judgement

pages = Pages()
_LAST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The claim to decide on, how many wait, which comes after it, what was decided last.

    `ahead` is the claim after it, so that a page can show it at once; `back` is where a decision on the first one leads.
    """

    waiting: int
    at: int
    following: str | None
    item: OneClaim | None
    ahead: OneClaim | None
    back: str
    decided: tuple[Judgement, ...]


@pages.page("/review", "review.html")
def review(desk: Desk, after: str = "") -> Review:
    """Show the next claim that nobody has decided on; with `after`, the one behind that claim (which was skipped)."""
    with desk.browse() as browse:
        chosen = browse.next_claim(after=after)
        following = chosen.claim.claim.id if chosen.claim else None
        ahead = browse.next_claim(after=following) if following and chosen.waiting > 1 else None
        return Review(
            waiting=chosen.waiting,
            at=chosen.at,
            following=following,
            item=show_claim(browse, chosen.claim, desk.hiding(browse)) if chosen.claim else None,
            ahead=show_claim(browse, ahead.claim, desk.hiding(browse)) if ahead and ahead.claim else None,
            back=f"/review?after={after}" if after else "/review",
            decided=tuple(map(without_key, browse.lookup.judgements(limit=_LAST))),
        )
