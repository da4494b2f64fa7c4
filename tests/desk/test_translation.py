"""Translations on the desk: typed, pasted, and shown beside the original as nobody's words in the record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import HOST

from whosays.desk.pages.translation import direction, language_name

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from whosays.desk.app import Desk

OWN = {"origin": f"http://{HOST}"}
PAGE = "/documents/fa.txt/translation"


@pytest.fixture
def passages(desk: Desk) -> list[str]:
    return [passage.id for passage in desk.case.passages("fa.txt")]


def test_passages_are_typed_one_by_one_and_stand_beside_the_original(browser: TestClient, passages: list[str]) -> None:
    page = browser.get(f"{PAGE}.json?to=en").json()
    assert [side["passage"] for side in page["sides"]] == passages
    told = ["A <b>story</b>.", *[""] * (len(passages) - 1)]
    sent = browser.post(PAGE, data={"to": "en", "passage": passages, "text": told}, headers=OWN)
    assert sent.status_code == 303
    assert browser.get(f"{PAGE}.json?to=en").json()["done"] == 1
    plain = browser.get("/documents/fa.txt").text
    assert "&lt;b&gt;story" not in plain
    assert "/documents/" in plain
    assert "?translation=en" in plain
    shown = browser.get("/documents/fa.txt?translation=en").text
    assert "A &lt;b&gt;story&lt;/b&gt;." in shown
    assert "not the source’s words" in shown
    assert "data-unquotable" in shown
    assert "by \u2068Tester\u2069" in shown


def test_a_whole_translation_is_pasted_in_order_or_by_id(browser: TestClient, passages: list[str]) -> None:
    in_order = "\n\n".join(f"passage {n}" for n in range(len(passages)))
    assert browser.post(f"{PAGE}/paste", data={"to": "fr", "pasted": in_order}, headers=OWN).status_code == 303
    page = browser.get(f"{PAGE}.json?to=fr").json()
    assert [side["translation"]["text"] for side in page["sides"]] == in_order.split("\n\n")
    by_id = json.dumps({passages[-1]: "by its id"}).encode()
    sent = {"data": {"to": "fr", "engine": "small model"}, "files": {"file": ("fr.json", by_id, "application/json")}}
    assert browser.post(f"{PAGE}/paste", headers=OWN, **sent).status_code == 303  # type: ignore[arg-type]
    last = browser.get(f"{PAGE}.json?to=fr").json()["sides"][-1]["translation"]
    assert (last["text"], last["engine"]) == ("by its id", "small model")


@pytest.mark.parametrize("pasted", ["one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix\n\nseven\n\neight", "{", '{"psg-x": "y"}'])
def test_what_does_not_fit_the_document_is_refused(browser: TestClient, pasted: str) -> None:
    refused = browser.post(f"{PAGE}/paste", data={"to": "de", "pasted": pasted}, headers=OWN)
    assert refused.status_code == 422
    assert browser.get(f"{PAGE}.json?to=de").json()["done"] == 0


def test_no_engine_is_offered_where_the_case_names_none(browser: TestClient, passages: list[str]) -> None:
    assert browser.get(f"{PAGE}.json?to=en").json()["model"] is None
    sent = {"to": "es", "passage": passages, "text": [""] * len(passages), "ask": passages[0]}
    assert browser.post(PAGE, data=sent, headers=OWN).status_code == 409


def test_odd_languages_are_no_fault_of_the_desk(browser: TestClient) -> None:
    for to in ("", "%00", "<script>", "zz-" + "x" * 400):
        assert browser.get(PAGE, params={"to": to}).status_code in {200, 422}


def test_languages_are_named_as_they_call_themselves_and_written_their_way() -> None:
    assert (language_name("ar"), language_name("en"), language_name("qqx-zz")) == ("العربية", "English", "qqx-zz")
    assert [direction(tag) for tag in ("ar", "fa-IR", "en", "pt-BR")] == ["rtl", "rtl", "ltr", "ltr"]
