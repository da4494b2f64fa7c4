"""Who may ask for what: every route of the desk is walked, by everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from starlette.routing import Route
from tests.desk.conftest import SITE
from tests.making.bases import state_of

from whosays.case.people import ROLES
from whosays.desk.app import make_app
from whosays.desk.roles import DECLARED, may, needed
from whosays.store.people import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.testclient import TestClient
    from starlette.types import Scope

    from whosays.desk.app import Desk

NAMES = {"reader": "Cy Reader", "reviewer": "Bo Reviewer", "owner": "Ann Owner"}
WHAT_STRANGERS_MAY = {("GET", "/static/{path:path}"), ("GET", "/sign-in"), ("POST", "/sign-in"), ("POST", "/sign-out")}
WHAT_READERS_MAY_SEND = {
    *("/settings", "/settings/keys", "/sign-in", "/sign-out", "/me/password", "/me/sign-out", "/export", "/api/v1/export"),
}


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Yield method and path of every route there is; one that is no plain route would hide others."""
    for route in app.routes:
        assert isinstance(route, Route), f"{route} may hide routes, which nobody has given a role"
        for method in sorted((route.methods or set()) - {"HEAD"}):
            yield method, route.path


def address(path: str) -> str:
    return path.replace("{path:path}", "desk.css").replace("{words}", "quay-report.txt")


def test_every_route_says_which_role_it_needs(team_desk: Desk) -> None:
    """One that does not is for owners alone: declare it in desk/roles.py, or where the page is made."""
    assert [route for route in routes(make_app(team_desk)) if route not in DECLARED] == []


def test_a_route_that_nobody_thought_about_is_for_owners(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    app = make_app(team_desk)

    @app.get("/forgotten")
    @app.post("/forgotten")
    def forgotten() -> str:
        return "x"

    for method in ("GET", "POST"):
        scope: Scope = {"type": "http", "method": method, "path": "/forgotten", "root_path": "", "headers": []}
        assert needed(app.routes, scope) == "owner"


def test_the_route_that_takes_a_request_says_the_role_and_not_one_before_it_that_takes_other_methods() -> None:
    app = FastAPI()

    @app.get("/{anything}")
    def page(anything: str) -> str:
        return anything

    @app.post("/judge")
    def change() -> str:
        return "x"

    scope: Scope = {"type": "http", "method": "POST", "path": "/judge", "root_path": "", "headers": []}
    assert needed(app.routes, scope) == "reviewer"
    assert needed(app.routes, {**scope, "method": "GET"}) == "owner"  # "/{anything}" is in no table


def test_a_stranger_sees_nothing_but_the_door(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    stranger = visitor()
    for method, path in routes(make_app(team_desk)):
        answer = stranger.request(method, address(path))
        if (method, path) in WHAT_STRANGERS_MAY:
            continue
        assert "Halden" not in answer.text
        if path.endswith(".json") or path.startswith("/api/"):
            assert (answer.status_code, answer.json()["error"]) == (401, "signed-out"), (method, path)
        else:
            assert answer.status_code == 303, (method, path)
            assert answer.headers["location"].startswith("/sign-in"), (method, path)


def test_what_strangers_may_is_the_door_and_no_more() -> None:
    assert {route for route, needs in DECLARED.items() if needs == "anyone"} == WHAT_STRANGERS_MAY


def test_a_reader_changes_nothing(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    reader, walked = visitor(NAMES["reader"]), 0
    before = state_of(team_desk.case.folder)
    for method, path in routes(make_app(team_desk)):
        if method == "GET" or path in WHAT_READERS_MAY_SEND:
            continue
        answer = reader.request(method, address(path), data={"record": "x", "decision": "accept", "name": "x", "role": "owner"})
        assert answer.status_code == 403, (method, path)
        walked += 1
    assert walked >= 5
    assert state_of(team_desk.case.folder) == before


@pytest.mark.parametrize("role", NAMES)
def test_each_sees_the_pages_of_the_own_role_and_no_others(
    team_desk: Desk, visitor: Callable[..., TestClient], role: str
) -> None:
    browser = visitor(NAMES[role])
    person = next(one for one in team_desk.case.people.all() if one.role == role)
    for method, path in routes(make_app(team_desk)):
        needs = DECLARED[method, path]
        if method != "GET" or needs == "anyone":
            continue
        status = browser.get(address(path)).status_code
        assert (status == 403) is not may(person, needs), path


def test_no_way_to_say_it_opens_what_is_for_owners(visitor: Callable[..., TestClient]) -> None:
    reader = visitor(NAMES["reader"])
    asked = {"name": "Dot", "role": "owner", "password": "a password of ours"}
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "WHATEVER"):
        for path in ("/people", "/people/add", "/people.json", "//people", "/people/", "/people/../people/add", "/PEOPLE"):
            answer = reader.request(method, f"https://{SITE}{path}", data=asked)
            assert answer.status_code in {303, 307, 403, 404, 405}, (method, path)
            assert "Bo Reviewer" not in answer.text


def test_a_role_holds_from_the_next_request_on(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    browser = visitor(NAMES["reader"])
    assert browser.get("/people").status_code == 403
    team_desk.case.people.set_role(NAMES["reader"], "owner")
    assert browser.get("/people").status_code == 200
    team_desk.case.people.set_role(NAMES["reader"], "reader")
    assert browser.get("/people").status_code == 403


def test_roles_are_above_each_other() -> None:
    for at, role in enumerate(ROLES):
        person = Person(name="Ann", role=role, since="")
        assert [may(person, other) for other in ROLES] == [other in ROLES[: at + 1] for other in ROLES]


def test_a_decision_is_signed_by_who_made_it(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    claim = team_desk.case.claims()[0].id
    for name in (NAMES["reviewer"], NAMES["owner"]):
        answer = visitor(name).post("/judge", data={"record": claim, "decision": "accept", "who": "Somebody Else"})
        assert answer.status_code == 303
    with team_desk.case.view() as view:
        assert [one.who for one in view.judgements(claim)] == [NAMES["reviewer"], NAMES["owner"]]


def test_a_reader_is_not_offered_what_would_be_refused(visitor: Callable[..., TestClient]) -> None:
    assert "reader-only.css" in visitor(NAMES["reader"]).get("/review").text
    assert "reader-only.css" not in visitor(NAMES["reviewer"]).get("/review").text
