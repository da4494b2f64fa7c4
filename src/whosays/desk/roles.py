"""Which role each route of the desk needs, where a team works: the one place that says so.

A page says it where it is made (`@pages.page(…, role=…)`; a page answers and changes nothing, so a reader may see it unless it
says otherwise). Everything else stands in the table below. What stands nowhere is for owners, until somebody has thought about
it; a test asks that each route has been.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from starlette.routing import Match

from whosays.case.people import ROLES
from whosays.desk.pages import ALL
from whosays.store.people import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.routing import BaseRoute
    from starlette.types import Scope

    from whosays.store.people import Person

Needs = Role | Literal["anyone"]

_FORMS: Mapping[tuple[str, str], Needs] = {
    ("GET", "/static/{path:path}"): "anyone",  # our own files, the same for every case
    ("GET", "/sign-in"): "anyone",
    ("POST", "/sign-in"): "anyone",
    ("POST", "/sign-out"): "anyone",  # whose session has run out may press it too
    ("GET", "/api/v1/openapi.json"): "reader",
    ("GET", "/captures/{words}/original"): "reader",
    ("GET", "/captures/{words}/snapshot"): "reader",
    ("GET", "/documents/{words}/pages"): "reader",
    ("GET", "/documents/{words}/pages/{number}.png"): "reader",
    ("GET", "/places"): "reader",  # the address that the map had before
    ("GET", "/places.json"): "reader",
    ("GET", "/review/go/{queue}"): "reader",
    ("GET", "/review/skip/{queue}"): "reader",
    ("GET", "/reports/{words}/export"): "reader",
    ("GET", "/export.zip"): "reader",  # the address that the export had before
    ("POST", "/export"): "reader",  # all that is in it, a reader can see on the pages
    ("GET", "/export/file"): "reader",
    ("POST", "/api/v1/export"): "reader",
    ("GET", "/api/v1/export/file"): "reader",
    ("POST", "/settings/keys"): "reader",
    ("POST", "/settings"): "reader",  # language and theme, kept in one's own browser
    ("POST", "/me/password"): "reader",
    ("POST", "/me/sign-out"): "reader",
    ("POST", "/judge"): "reviewer",
    ("POST", "/hide"): "reviewer",
    ("POST", "/documents/{words}/hide"): "reviewer",
    ("POST", "/judge-names"): "reviewer",
    ("POST", "/judge-parts"): "reviewer",
    ("POST", "/review/row"): "reviewer",
    ("POST", "/review/date"): "reviewer",
    ("POST", "/reports/new"): "reviewer",
    ("POST", "/reports/add"): "reviewer",
    ("POST", "/reports/{words}/change"): "reviewer",
    ("POST", "/documents/{words}/translation"): "reviewer",
    ("POST", "/documents/{words}/translation/paste"): "reviewer",
    ("POST", "/documents/{words}/mark"): "reviewer",
    ("POST", "/documents/{words}/mark-name"): "reviewer",
    ("POST", "/claims/{words}/edit"): "reviewer",
    ("POST", "/library/add"): "reviewer",
    ("POST", "/api/v1/judge"): "reviewer",
    ("POST", "/api/v1/judge-names"): "reviewer",
    ("POST", "/api/v1/undo"): "reviewer",
    ("POST", "/api/v1/hide"): "reviewer",
    ("POST", "/api/v1/mark-claim"): "reviewer",
    ("POST", "/api/v1/mark-name"): "reviewer",
    ("POST", "/api/v1/add"): "reviewer",
    ("POST", "/api/v1/upload"): "reviewer",
    ("POST", "/settings/case"): "owner",  # among them, where text of the case may be sent
    ("POST", "/people/add"): "owner",
    ("POST", "/people/role"): "owner",
    ("POST", "/people/remove"): "owner",
}
DECLARED: Mapping[tuple[str, str], Needs] = {
    **_FORMS,
    **{("GET", path): route.role for route in ALL for path in (route.path, route.twin, route.api)},
}
"""(method, path as the route has it) → the role that it needs."""


def needed(routes: Iterable[BaseRoute], scope: Scope) -> Needs:
    """Return the role that a request needs: that of the route that will take it. Where none does, a reader may be told so."""
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    for route in routes:
        match, _ = route.matches(scope)
        if match is Match.FULL:  # one that takes the path and not the method is passed over, as the desk does
            return DECLARED.get((method, getattr(route, "path", "")), "owner")
    return "reader"


def may(person: Person, role: Role) -> bool:
    """Ask whether a person has a role, or one above it."""
    return ROLES.index(person.role) >= ROLES.index(role)
