"""Campaigns: hashtags, slogans and campaigns with a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.analyse.campaigns import Sign
    from whosays.desk.app import Desk

pages = Pages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaigns:
    """Hashtags, slogans and campaigns."""

    signs: tuple[Sign, ...]


@pages.page("/campaigns", "campaigns.html")
def campaigns(desk: Desk) -> Campaigns:
    """Show hashtags, slogans and named campaigns."""
    with desk.ask() as ask:
        return Campaigns(signs=ask.signs())
