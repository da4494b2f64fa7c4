"""Words searched on the desk, as they are typed; hits that open at the words; lists of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.desk.browser import NO_CHROMIUM, open_desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from starlette.testclient import TestClient

    from whosays.desk.app import Desk


def test_a_hit_is_shown_in_its_own_words_and_opens_there(browser: TestClient, desk: Desk) -> None:
    page = browser.get("/search.json", params={"q": "boat"}).json()
    assert page["total"] == len(page["hits"]) > 2
    with desk.case.view() as view:
        for hit in page["hits"]:
            text = view.stored.document(hit["doc"]).text
            assert hit["before"].removeprefix("… ") + hit["words"] + hit["after"].removesuffix(" …") in text
    passage = next(hit for hit in page["hits"] if hit["kind"] == "passage")
    opened = browser.get(passage["address"].partition("#")[0]).text
    assert f'<mark class="found" id="found">{passage["words"]}</mark>' in opened


def test_hits_are_narrowed_by_kind_and_document(browser: TestClient, desk: Desk) -> None:
    everything = browser.get("/search.json", params={"q": "boat"}).json()
    kinds, documents = dict(everything["kinds"]), {doc: n for doc, _, n in everything["documents"]}
    assert sum(kinds.values()) == sum(documents.values()) == everything["total"]
    for kind, n in kinds.items():
        page = browser.get("/search.json", params={"q": "boat", "kind": kind}).json()
        assert (page["total"], {hit["kind"] for hit in page["hits"]}) == (n, {kind})
    for doc, n in documents.items():
        page = browser.get("/search.json", params={"q": "boat", "doc": doc}).json()
        assert (page["total"], {hit["doc"] for hit in page["hits"]}) == (n, {doc})
        assert browser.get("/search", params={"q": "boat", "doc": doc, "kind": "claim"}).status_code == 200


def test_the_last_word_is_perhaps_not_whole_while_somebody_types(browser: TestClient) -> None:
    def total(q: str, typing: str) -> int:
        found: int = browser.get("/search.json", params={"q": q, "typing": typing}).json()["total"]
        return found

    assert total("boa", "") == 0
    assert total("boa", "1") >= total("boat", "") > 0
    assert total("boa ", "1") == 0
    assert total("", "1") == total('"', "1") == total("b", "1") == 0
    assert total("boat h", "1") == total("boat", "")


def test_a_list_of_names_is_looked_up_in_one_go(browser: TestClient) -> None:
    page = browser.get("/search/names.json", params={"names": "Halden Reading Socety\n\nNobody at all\n"}).json()
    assert [match["query"] for match in page["matches"]] == ["Halden Reading Socety", "Nobody at all"]
    assert page["matches"][0]["found"]
    assert page["matches"][1]["found"] == []
    shown = browser.get("/search/names", params={"names": "Halden Reading Socety"}).text
    place = page["matches"][0]["found"][0]["named"]["places"][0]
    assert f"?at={place['start']}&amp;to={place['end']}#found" in shown


@NO_CHROMIUM
def test_hits_appear_while_somebody_types(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served)
    page.goto(served.partition("/?")[0] + "/search")
    page.evaluate("window.stays = true")
    page.keyboard.press("/")
    page.keyboard.type("quay li")
    expect(page.locator("#hits li").first).to_contain_text("Quay Library")
    expect(page.locator("#told")).to_contain_text("found")
    assert page.evaluate("document.activeElement.id") == "q"
    expect(page).to_have_url(re.compile(re.escape("q=quay+li")))
    assert page.evaluate("window.stays")
    page.reload()
    expect(page.locator("#hits li").first).to_contain_text("Quay Library")
    page.locator("#hits li a").first.click()
    expect(page.locator("#found, mark.active").first).to_be_visible()
