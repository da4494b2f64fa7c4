"""Campaigns: hashtags, slogans and campaigns with a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.analyse.campaigns import Sign
    from whosays.desk.app import Desk

pages = Pages()
AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaigns:
    """Some of the hashtags, slogans and campaigns, of how many; `waiting`: they are being worked out (anew)."""

    total: int
    signs: tuple[Sign, ...]
    more: int | None
    waiting: bool


@pages.page("/campaigns", "campaigns.html")
def campaigns(desk: Desk, start: int = 0) -> Campaigns:
    """Show hashtags, slogans and named campaigns."""
    start = max(start, 0)
    with desk.browse() as browse:
        state, shelf = browse.lookup.state(), browse.lookup.shelf.stamp()
    given = desk.signs.give(state, shelf=shelf)
    signs = given.answer or ()
    return Campaigns(
        total=len(signs),
        signs=signs[start : start + AT_ONCE],
        more=start + AT_ONCE if start + AT_ONCE < len(signs) else None,
        waiting=given.is_coming,
    )
