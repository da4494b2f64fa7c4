"""Settings on the desk: what the browser keeps, and the settings of the case with what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import HOST

from whosays.case.settings import SETTINGS

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from whosays.desk.app import Desk

OWN = {"origin": f"http://{HOST}"}


def put(browser: TestClient, name: str, value: str) -> int:
    return browser.post("/settings/case", data={"name": name, "value": value}, headers=OWN).status_code


@pytest.mark.parametrize(("keys", "shown"), [("off", "off"), ("on", "on"), ("nonsense", "on")])
def test_keys_are_turned_off_and_on(browser: TestClient, keys: str, shown: str) -> None:
    assert 'data-keys="on"' in browser.get("/").text
    browser.post("/settings/keys", data={"keys": keys}, headers=OWN)
    assert f'data-keys="{shown}"' in browser.get("/").text


def test_a_setting_of_the_case_is_set_and_signed(browser: TestClient, desk: Desk) -> None:
    sent = browser.post("/settings/case", data={"name": "ocr-pages", "value": " 12 "}, headers=OWN)
    assert sent.headers["location"] == "/settings#set-ocr-pages"
    assert desk.case.settings()["ocr-pages"] == "12"
    signed = desk.case.store._db.execute("SELECT who FROM settings ORDER BY num DESC LIMIT 1").fetchone()
    assert signed == ("Tester",)
    assert browser.get("/settings.json").json()["case"]["ocr-pages"] == "12"
    put(browser, "ocr-pages", "100")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ocr-pages", "<b>many</b>"),
        ("send-text", "perhaps"),
        ("web-delay", "soon"),
        ("claims-endpoint", "http://models.example/v1"),
        ("stamp-server", "ftp://x"),
        ("web-authorities", "/etc/passwd"),
    ],
)
def test_what_a_setting_cannot_be_is_told_beside_its_field(browser: TestClient, desk: Desk, name: str, value: str) -> None:
    before = desk.case.settings()
    answer = browser.post("/settings/case", data={"name": name, "value": value}, headers=OWN)
    assert answer.status_code == 409
    beside = answer.text.partition(f'id="set-{name}"')[2].partition("</section>")[0]
    assert 'role="alert"' in beside
    assert answer.text.count('role="alert"') == 1
    assert "<b>many" not in answer.text
    assert desk.case.settings() == before


def test_a_setting_that_is_none_is_refused(browser: TestClient) -> None:
    assert put(browser, "no-such", "x") == 404


def test_another_server_takes_back_that_text_may_be_sent(browser: TestClient, desk: Desk) -> None:
    put(browser, "send-text", "yes")
    put(browser, "claims-endpoint", "http://127.0.0.1:8080/v1")
    assert desk.case.settings()["send-text"] == "no"
    put(browser, "claims-endpoint", "")


def test_every_setting_has_a_field_with_its_help(browser: TestClient) -> None:
    page = browser.get("/settings").text
    for setting in SETTINGS:
        assert f'id="set-{setting.name}"' in page
        assert f'id="help-{setting.name}"' in page
