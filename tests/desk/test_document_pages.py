"""Pages as they look, with the words of claims marked on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from whosays.desk.page_pictures import pages_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from whosays.desk.app import Desk

PAGE = "/documents/weir-minutes.pdf/pages/{}"


def test_claims_of_a_page_are_boxed_and_stand_beside_it(browser: TestClient) -> None:
    one, two = (browser.get(PAGE.format(number) + ".json").json() for number in (1, 2))
    said = {claim["card"]["pieces"][0]: claim["boxes"] for claim in one["claims"]}
    (lock,) = (boxes for words, boxes in said.items() if "the lock is" in words)
    assert all(box["page"] == 1 and 0 < box["left"] < box["right"] <= 1 and 0 < box["top"] < box["bottom"] < 1 for box in lock)
    assert not said.keys() & {claim["card"]["pieces"][0] for claim in two["claims"]}
    assert (one["pages"], two["pages"]) == (2, 2)
    page = browser.get(PAGE.format(1)).text
    for claim in one["claims"]:
        ident = claim["card"]["id"]
        assert f'?claim={ident}#card-{ident}"' in page
        assert f'id="card-{ident}"' in page
        assert f'href="/claims/{ident}"' in page


def test_the_claim_that_is_open_can_be_decided_on_beside_the_page(browser: TestClient) -> None:
    ident = browser.get(PAGE.format(1) + ".json").json()["claims"][0]["card"]["id"]
    assert 'action="/judge"' not in browser.get(PAGE.format(1)).text
    page = browser.get(f"{PAGE.format(1)}?claim={ident}").text
    assert f'name="record" value="{ident}"' in page


def test_pages_turn_and_lead_to_the_same_place_in_the_text(browser: TestClient) -> None:
    first, last = browser.get(PAGE.format(1)).text, browser.get(PAGE.format(2)).text
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
    told = browser.get(PAGE.format(2) + ".json").json()
    text = browser.get(f"/documents/{told['id']}?part={told['part']}").text
    assert f'id="{told["passage"]}"' in text
    assert "choir of boatmen" in text[text.index(f'id="{told["passage"]}"') :][:900]


def test_the_picture_of_a_page_is_a_png_that_no_browser_keeps(browser: TestClient, desk: Desk) -> None:
    answer = browser.get(PAGE.format(1) + ".png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"\x89PNG")
    assert browser.get(PAGE.format(1) + ".png").content == answer.content


@pytest.mark.parametrize("number", [0, 3, 99999999999999999999999])
def test_a_page_that_is_not_there_is_told(browser: TestClient, number: int) -> None:
    for address in (PAGE.format(number), PAGE.format(number) + ".json", PAGE.format(number) + ".png"):
        assert browser.get(address).status_code == 404, address
    assert browser.get(PAGE.format("x")).status_code == 422


def test_a_document_without_pages_has_no_pictures(browser: TestClient, desk: Desk) -> None:
    assert browser.get("/documents/quay-report.txt/pages/1").status_code == 404
    assert browser.get("/documents/quay-report.txt/pages/1.png").status_code == 404
    assert "/pages" not in browser.get("/documents/quay-report.txt").text
    assert [pages_of(doc) for doc in desk.case.documents() if doc.name in {"quay-report.txt", "weir-minutes.pdf"}] == [0, 2]


def test_the_reader_leads_to_the_page_of_the_claim_that_is_open_or_of_what_is_shown(browser: TestClient) -> None:
    claim = browser.get(PAGE.format(2) + ".json").json()["claims"][0]["card"]["id"]
    for address, number in (("", 1), (f"?claim={claim}", 2)):
        text = browser.get(f"/documents/weir-minutes.pdf{address}").text
        (link,) = re.findall(r'href="(/documents/[^"/]+/pages[^"]*)"', text)
        lead = browser.get(link)
        assert lead.status_code == 303
        path, _, rest = lead.headers["location"].partition("?")
        assert path.endswith(f"/pages/{number}")
        assert rest == (f"claim={claim}#card-{claim}" if number == 2 else "")
    assert browser.get("/documents/weir-minutes.pdf/pages?claim=clm-ffff").status_code == 404
    assert browser.get("/documents/weir-minutes.pdf/pages").headers["location"].endswith("/pages/1")


def test_a_page_that_cannot_be_drawn_is_told(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    monkeypatch.setattr("whosays.desk.page_pictures.draw_page", json.loads)  # fails on all that it is given
    answer = browser.get(PAGE.format(1) + ".png")
    assert answer.status_code == 404
    assert "its text can be read" in answer.text
