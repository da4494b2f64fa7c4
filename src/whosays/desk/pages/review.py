"""Review: one decision at a time, with the words and what is around them on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages
from whosays.desk.pages.claims import OneClaim, claim

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.records import Judgement

pages = Pages()


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
    with desk.ask() as ask:
        waiting = [one.id for one in ask.claims if ask.view.status(one.id) == "proposed"]
        decided = tuple(list(ask.view.judgements())[-6:][::-1])
    at = waiting.index(after) + 1 if after in waiting else 0  # type: ignore[arg-type]  # an id
    at = 0 if at >= len(waiting) else at
    chosen = waiting[at] if waiting else None
    return Review(
        waiting=len(waiting),
        at=at + 1 if waiting else 0,
        following=chosen,
        item=claim(desk, chosen) if chosen else None,
        decided=decided,
    )
