"""Every page, its twin in JSON, and decisions made on them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import HOST

import whosays.desk
from whosays.desk.pages import ALL
from whosays.desk.phrases import LANGUAGES, table
from whosays.problems import CODES

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from whosays.desk.app import Desk

TEMPLATES = Path(whosays.desk.__file__).with_name("templates")
OWN = {"origin": f"http://{HOST}"}


def addresses(desk: Desk, *, twin: bool = False) -> list[str]:
    claim = desk.case.claims()[0].id
    words = {
        "/captures": desk.case.documents()[0].capture,
        "/documents": "quay-report.txt",
        "/claims": claim,
        "/lineage": claim,
        "/names": "HRS",
        "/reports": desk.case.reports()[0].id,
    }
    pages = {"/documents/{words}/pages/{number}": "weir-minutes.pdf", "/documents/{words}/translation": "fa.txt"}
    return [
        (route.twin if twin else route.path)
        .replace("{words}", pages.get(route.path, words.get(f"/{route.path.split('/')[1]}", "")))
        .replace("{number}", "1")
        for route in ALL
        if twin or not route.is_part
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_every_language(browser: TestClient, desk: Desk, language: str) -> None:
    browser.cookies.set("language", language)
    for address in addresses(desk):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert f'lang="{language}"' in answer.text
        assert f'dir="{"rtl" if language in {"ar", "fa"} else "ltr"}"' in answer.text
        assert "<h1" in answer.text, address


def test_every_page_has_a_twin_in_json(browser: TestClient, desk: Desk) -> None:
    for address in addresses(desk, twin=True):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert isinstance(answer.json(), dict)


def test_every_language_has_the_same_phrases_with_the_same_values() -> None:
    english = table("en")
    for language in LANGUAGES:
        told = table(language)
        assert {key for key in told if not key.startswith(("problem.", "error."))} == english.keys()
        for key, words in english.items():
            assert words.strip()
            assert set(re.findall(r"\{\w+\}", told[key])) == set(re.findall(r"\{\w+\}", words)), key


def test_pages_have_no_comma_of_one_language() -> None:
    told = re.compile(r"(?:\}\}|%\}|</\w+>), |join\(', '\)")
    for template in TEMPLATES.rglob("*.html"):
        assert not told.findall(template.read_text("utf-8")), template


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_what_problems_mean_is_told_in_every_language(language: str) -> None:
    told = {key.removeprefix("problem.") for key in table(language) if key.startswith("problem.")}
    assert told == CODES.keys()


def test_words_of_documents_are_never_markup(browser: TestClient) -> None:
    for address in ("/documents/hostile.txt", "/claims", "/names", "/search?q=society", "/network", "/timeline", "/review"):
        page = browser.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;" in browser.get("/documents/hostile.txt").text


def test_the_reader_shows_the_text_of_the_document_and_nothing_else(browser: TestClient, desk: Desk) -> None:
    page = browser.get("/documents/quay-report.txt.json").json()
    with desk.case.view() as view:
        text = view.stored.find_document("quay-report.txt").text
    for passage in page["passages"]:
        for piece in passage["pieces"]:
            start = piece[0]["start"]
            shown = "".join(segment["text"] for segment in piece)
            assert text[start : start + len(shown)] == shown


def test_a_claim_is_accepted_taken_back_and_kept_in_the_history(browser: TestClient, desk: Desk) -> None:
    claim = browser.get("/review.json").json()["item"]["card"]["id"]
    done = browser.post("/judge", data={"record": claim, "decision": "accept", "back": "/review"}, headers=OWN)
    assert (done.status_code, done.headers["location"]) == (303, "/review")
    with desk.case.view() as view:
        assert view.status(claim) == "accepted"
    assert browser.get("/review.json").json()["item"]["card"]["id"] != claim
    browser.post("/judge", data={"record": claim, "decision": "undo"}, headers=OWN)
    with desk.case.view() as view:
        assert view.status(claim) == "proposed"
    history = browser.get("/activity.json").json()["judgements"]
    assert [one["decision"] for one in history[:2]] == ["undo", "accept"]
    assert history[0]["who"] == "Tester"


@pytest.mark.parametrize("address", ["/documents/nothing", "/claims/clm-ffffffff", "/names/Nobody"])
def test_what_is_not_there_is_told_as_a_page_and_in_json(browser: TestClient, address: str) -> None:
    page, twin = browser.get(address), browser.get(f"{address}.json")
    assert (page.status_code, twin.status_code) == (404, 404)
    assert "<h1" in page.text
    assert twin.json()["error"]


def test_odd_values_in_an_address_are_no_fault_of_the_desk(browser: TestClient) -> None:
    for address in (
        "/claims?start=-5",
        "/claims?voice=nobody&status=never&hedged=perhaps",
        "/claims?start=x",
        "/documents/quay-report.txt?part=99999",
        "/documents/quay-report.txt?claim=clm-nothing",
        "/search?q=%00%22*%27",
        "/names?start=100000",
        "/problems?code=none",
        "/timeline?of=Nobody",
    ):
        assert browser.get(address).status_code < 500, address


def test_two_names_are_told_to_be_different_and_not_proposed_again(browser: TestClient) -> None:
    page = browser.get("/review/names.json").json()
    assert page["proposal"] is not None
    one = page["proposal"]["id"]
    browser.post("/judge-names", data={"one": one, "decision": "different", "back": "/review/names"}, headers=OWN)
    after = browser.get("/review/names.json").json()
    assert after["waiting"] == page["waiting"] - 1
    undo = browser.get("/activity.json").json()["judgements"][0]["id"]
    browser.post("/judge", data={"record": undo, "decision": "undo"}, headers=OWN)
    assert browser.get("/review/names.json").json()["waiting"] == page["waiting"]


def test_a_number_that_no_database_takes_is_refused(browser: TestClient) -> None:
    for path in ("/library", "/names", "/problems", "/lists", "/claims"):
        assert browser.get(path, params={"start": "9" * 20}).status_code in {400, 422}, path
        assert browser.get(f"{path}.json", params={"start": "9" * 20}).status_code in {400, 422}, path
