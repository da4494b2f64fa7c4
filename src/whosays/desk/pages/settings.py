"""Settings: how the desk looks in this browser, and the settings of the case with what each is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.settings import SETTINGS
from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.desk.app import Desk

pages = Pages()
# A path on this machine that the program will open is said on the machine, never by a page.
ELSEWHERE = frozenset({"web-authorities"})
_CHOICES = {"all-accounts": ("no", "yes"), "send-text": ("no", "yes"), "web-robots": ("obey", "ignore")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A value that a setting cannot have, and why."""

    name: str
    value: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A setting: what holds, what holds where nobody set it, what it is for; `choices` where it has a few values only."""

    name: str
    value: str
    default: str
    help: str
    choices: tuple[str, ...]
    elsewhere: bool
    refused: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of the case by name, and with all that is to be shown of each."""

    case: dict[str, str]
    fields: tuple[Field, ...]


@pages.page("/settings", "settings.html")
def settings(desk: Desk) -> Settings:
    """Show the settings of the desk and of the case."""
    return settings_page(desk)


def settings_page(desk: Desk, refused: Refused | None = None) -> Settings:
    """Make the page of the settings; with what was refused, that stands beside its field."""
    held = desk.case.settings()
    return Settings(
        case=held,
        fields=tuple(
            Field(
                name=one.name,
                value=refused.value if refused and refused.name == one.name else held[one.name],
                default=one.default,
                help=one.help,
                choices=_CHOICES.get(one.name, ()),
                elsewhere=one.name in ELSEWHERE,
                refused=refused.why if refused and refused.name == one.name else None,
            )
            for one in SETTINGS
        ),
    )
