"""Who may ask the desk, and what a page may load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import HOST, KEY

from whosays.desk.app import guarded
from whosays.desk.pages import ALL
from whosays.desk.receiving import MOST_OF_A_FORM

if TYPE_CHECKING:
    from whosays.desk.app import Desk

ADDRESSES = [route.path.replace("{words}", "quay-report.txt") for route in ALL]
OWN = {"origin": f"http://{HOST}"}


@pytest.mark.parametrize("path", [*ADDRESSES, *(route.twin for route in ALL), "/api/v1/openapi.json", "/static/desk.css"])
def test_nothing_is_answered_without_the_key(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path.replace("{words}", "x"))
    assert answer.status_code == 403
    assert "Halden" not in answer.text


def test_the_key_of_the_first_address_becomes_a_cookie_and_leaves_the_address(stranger: TestClient) -> None:
    answer = stranger.get(f"/claims?key={KEY}&holder=HRS")
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims?holder=HRS")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("key", ["", "wrong", KEY[:-1], KEY + "x", "ключ"])
def test_a_wrong_key_opens_nothing(stranger: TestClient, key: str) -> None:
    assert stranger.get("/", params={"key": key}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9", "localhost", "127.0.0.1:8000.evil.example", ""])
def test_another_name_of_the_machine_is_refused_even_with_the_key(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"http://{HOST}.evil.example"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_only_pages_of_the_desk_change_the_case(browser: TestClient, desk: Desk, headers: dict[str, str]) -> None:
    claim = desk.case.claims()[0].id
    answer = browser.post("/judge", data={"record": claim, "decision": "accept"}, headers=headers)
    assert answer.status_code == 403
    with desk.case.view() as view:
        assert view.status(claim) == "proposed"


def test_every_answer_says_what_a_page_may_load(browser: TestClient, stranger: TestClient) -> None:
    for answer in (browser.get("/"), browser.get("/nowhere"), browser.get("/claims.json"), browser.get("/static/desk.css")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["../app.py", "..%2fapp.py", "fonts/../../app.py", "%2e%2e/app.py", "/etc/passwd", "..\\app.py", "fonts"]
)
def test_no_path_leads_out_of_the_static_files(browser: TestClient, path: str) -> None:
    answer = browser.get(f"/static/{path}")
    assert answer.status_code == 404


@pytest.mark.parametrize("back", ["http://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_form_leads_back_into_the_desk_only(browser: TestClient, back: str) -> None:
    answer = browser.post("/settings", data={"theme": "dark", "back": back}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_key_leads_into_the_desk_only(stranger: TestClient) -> None:
    for path in ("//evil.example/", "/\\evil.example", "///evil.example"):
        answer = stranger.get(f"http://{HOST}{path}?key={KEY}")
        assert answer.headers["location"] == "/evil.example" + ("/" if path.endswith("/") else "")


def test_a_request_that_says_its_host_twice_is_refused(browser: TestClient) -> None:
    assert browser.get("/", headers=[("host", HOST), ("host", "evil.example")]).status_code == 421


def test_two_desks_of_one_machine_keep_a_key_each(desk: Desk) -> None:
    one = TestClient(
        guarded(desk, key="first", hosts=["127.0.0.1:8001"]), base_url="http://127.0.0.1:8001", follow_redirects=False
    )
    two = TestClient(
        guarded(desk, key="second", hosts=["127.0.0.1:8002"]), base_url="http://127.0.0.1:8002", follow_redirects=False
    )
    two.cookies = one.cookies  # as a browser has it, which knows no ports
    assert one.get("/?key=first").status_code == 303
    assert two.get("/?key=second").status_code == 303
    assert (one.get("/").status_code, two.get("/").status_code) == (200, 200)


@pytest.mark.parametrize("told", [True, False], ids=["it says how much", "it does not say"])
def test_a_form_that_is_too_large_is_refused(browser: TestClient, told: bool) -> None:
    body = b"record=" + b"x" * MOST_OF_A_FORM
    headers = OWN | {"content-type": "application/x-www-form-urlencoded"}
    answer = browser.post("/judge", content=body if told else iter([body[:9], body[9:], b"&decision=accept"]), headers=headers)
    assert answer.status_code == 413
