"""The people of a case: the own account, who else there is, and who signed in from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.people import ROLES
from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.desk.app import Desk
    from whosays.store.people import Person, SignIn

pages = Pages()
_OWN, _LATEST = 8, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Who asks (None on the desk of one person, who signs as `signs`), and the latest sign-ins under the name."""

    person: Person | None
    signs: str | None
    sign_ins: tuple[SignIn, ...]
    changed: bool


@pages.page("/me", "me.html")
def me(desk: Desk, person: Person | None, changed: str = "") -> Me:
    """Show the account of who asks."""
    own: tuple[SignIn, ...] = ()
    if person:
        own = tuple(one for one in desk.case.people.sign_ins(limit=_LATEST) if one.name == person.name)[:_OWN]
    return Me(person=person, signs=None if person else desk.who, sign_ins=own, changed=changed == "yes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Everybody:
    """The people by name, and the roles that there are."""

    people: tuple[Person, ...]
    roles: tuple[str, ...]


@pages.page("/people", "people.html", role="owner")
def people(desk: Desk) -> Everybody:
    """Show who may work on the case, and in which role."""
    return Everybody(people=tuple(desk.case.people.all()), roles=ROLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIns:
    """The tries to sign in, latest first."""

    sign_ins: tuple[SignIn, ...]


@pages.page("/people/sign-ins", "sign_ins.html", role="owner")
def sign_ins(desk: Desk) -> SignIns:
    """Show who signed in, when, from which address, and who tried to."""
    return SignIns(sign_ins=tuple(desk.case.people.sign_ins(limit=_LATEST)))
