"""Adding: what can be given to the library, and how far what was given is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.capture.files import SIZE_LIMIT
from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.desk.additions import Addition
    from whosays.desk.app import Desk

pages = Pages()
_TITLES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """How much may be given in one go, and in one file (bytes); whether nothing was given just now."""

    most: int
    most_of_file: int
    is_empty: bool


@pages.page("/library/add", "add.html")
def add(desk: Desk, given: str = "") -> Add:
    """Ask for files and addresses."""
    return Add(most=desk.max_upload, most_of_file=min(SIZE_LIMIT, desk.max_upload), is_empty=given == "nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """What was added since the desk was started, latest first, and titles of the new documents by id."""

    is_busy: bool
    additions: tuple[Addition, ...]
    titles: dict[str, str]


@pages.page("/library/adding", "adding.html")
def adding(desk: Desk) -> Adding:
    """Show how far what was added is."""
    additions = desk.additions.latest_first()
    wanted = [doc for one in additions for doc in one.new[:_TITLES]]
    with desk.ask() as ask:
        titles = ask.view.stored.titles(wanted)
    return Adding(is_busy=not all(one.is_over for one in additions), additions=additions, titles=titles)
