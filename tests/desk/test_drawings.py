"""The pages with drawings: what they show, that each line opens its words, and decisions made on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from tests.desk.conftest import HOST

from whosays.case import Case

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

from starlette.testclient import TestClient as Browser
from tests.desk.conftest import KEY

from whosays.desk.app import Desk, guarded

OWN = {"origin": f"http://{HOST}"}
PAPERS = {
    "bulletin.txt": (
        "Fiction.\n\nDate: 2 March 2021\n\nThe Harbour Choir wrote on 4 May 2022 that the new pier of Norway would carry forty"
        " boats, thirty carts and a lamp at each of its seven corners until the winter.\n"
    ),
    "gazette.txt": (
        "Fiction.\n\nDate: 9 March 2021\n\nThe Harbour Choir said that the new pier of Norway would carry forty boats, thirty"
        " carts and a lamp at each of its seven corners until the winter.\n"
    ),
    "<b>odd.txt": "Fiction.\n\nThe Quay Choir said that the mill was built in 1994. The Quay Choir praised"
    " the Harbour Choir.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("drawn")
    papers = made / "papers"
    papers.mkdir()
    for name, words in PAPERS.items():
        (papers / name).write_text(words, encoding="utf-8")
    with Case.new(made / "pier") as case:
        case.add([papers], jobs=1)
    return made / "pier"


@pytest.fixture
def browser(folder: Path) -> TestClient:
    made = Browser(
        guarded(Desk(folder, who="Tester"), key=KEY, hosts=[HOST]), base_url=f"http://{HOST}", follow_redirects=False
    )
    made.cookies.set("whosays", KEY)
    return made


def drawings(page: str) -> list[ET.Element]:
    found = re.findall(r"<svg class=\"drawing.*?</svg>", page, re.DOTALL)
    return [ET.fromstring(one.replace("&amp;", "&#38;").replace("&nbsp;", " ")) for one in found]


def reused(browser: TestClient) -> dict[str, Any]:
    """Return the lineage of a claim that stands in two documents in the same words."""
    for card in browser.get("/claims.json").json()["cards"]:
        page: dict[str, Any] = browser.get(f"/lineage/{card['id']}.json").json()
        if any(step["link"] and step["how"] == "reuses" for step in page["steps"]):
            return page
    pytest.fail("no claim of the case was taken over by another document")


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
@pytest.mark.parametrize("address", ["/timeline", "/network", "/map", "/map?at=NO", "/timeline?since=1994&until=1994"])
def test_a_drawing_is_well_formed_has_a_name_and_its_links_lead_somewhere(
    browser: TestClient, address: str, language: str
) -> None:
    browser.cookies.set("language", language)
    page = browser.get(address).text
    (svg,) = drawings(page)
    named = svg.get("aria-labelledby")
    assert named
    assert {one.get("id") for one in svg.iter() if one.get("id")} >= set(named.split())
    links = {link.get("href") for link in svg.iter("a")}
    assert links
    for link in links:
        assert browser.get(str(link)).status_code == 200, link


def test_no_drawing_has_style_or_script_in_it(browser: TestClient) -> None:
    claim = browser.get("/claims.json").json()["cards"][0]["id"]
    for address in ("/timeline", "/network", "/map", f"/lineage/{claim}"):
        page = browser.get(address).text
        assert not re.search(r"<svg[^>]*>.*(<script| style=| on\w+=)", page.partition("<main")[2], re.DOTALL), address


def test_a_candidate_is_rejected_on_the_lineage_and_taken_back(browser: TestClient) -> None:
    page = reused(browser)
    claim = page["card"]["id"]
    address = f"/lineage/{claim}"
    link = next(step["link"] for step in page["steps"] if step["how"] == "reuses")
    assert f'value="{link}"' in browser.get(address).text
    done = browser.post("/judge", data={"record": link, "decision": "reject", "back": address}, headers=OWN)
    assert done.headers["location"] == address
    after = browser.get(f"{address}.json").json()
    assert link not in {step["link"] for step in after["steps"]}
    assert [one["link"] for one in after["taken_out"]] == [link]
    browser.post("/judge", data={"record": link, "decision": "undo"}, headers=OWN)
    assert browser.get(f"{address}.json").json() == page
    browser.post("/judge", data={"record": link, "decision": "accept"}, headers=OWN)
    standing = {step["link"]: step["standing"] for step in browser.get(f"{address}.json").json()["steps"]}
    assert standing[link] == "confirmed"
    browser.post("/judge", data={"record": link, "decision": "undo"}, headers=OWN)


def test_every_thing_of_a_lineage_opens_its_words(browser: TestClient) -> None:
    page = reused(browser)
    for part in page["drawn"]["parts"]:
        node = part["node"]
        address = page["opens"][node]
        assert browser.get(address).status_code == 200, node


def test_the_timeline_shows_a_stretch_and_marks_what_was_said_after_its_document(browser: TestClient) -> None:
    everything = browser.get("/timeline.json").json()
    assert {row["moment"]["time"] for row in everything["rows"]} >= {"content", "captured"}
    inside = browser.get("/timeline.json", params={"since": "199X", "until": "199X"}).json()
    assert 0 < inside["total"] < everything["total"]
    assert {row["moment"]["when"] for row in inside["rows"]} == {"1994"}
    assert inside["within"] == ["19XX", "199X"]
    odd = browser.get("/timeline.json", params={"since": "nonsense", "until": "../"}).json()
    assert odd["total"] == everything["total"]


def test_the_words_behind_a_line_of_the_network_are_shown(browser: TestClient) -> None:
    page = browser.get("/network.json").json()
    tie = next(row for row in page["rows"] if row["kind"] == "says of")
    behind = browser.get("/network/edge.json", params={"a": tie["a"], "b": tie["b"]}).json()
    assert behind["total"] >= tie["times"]
    assert len(behind["claims"]) == behind["total"]
    none = browser.get("/network/edge.json", params={"a": "ent-nothing", "b": ""})
    assert none.status_code == 404


def test_the_network_is_narrowed(browser: TestClient) -> None:
    everything = browser.get("/network.json").json()
    none = browser.get("/network.json", params={"kind": "stands in"}).json()
    assert {row["kind"] for row in everything["rows"]} >= {"says of"}
    assert none["rows"] == []
    assert browser.get("/network.json", params={"least": 1000}).json()["all_ties"] == 0
    named = browser.get("/network.json", params={"text": "quay"}).json()
    assert named["rows"]
    assert all("Quay" in named["names"][row["a"]] + named["names"][row["b"]] for row in named["rows"])


def test_a_place_opens_what_lies_there(browser: TestClient) -> None:
    page = browser.get("/map.json", params={"at": "NO"}).json()
    assert page["here"]["name"] == "Norway"
    assert page["here"]["claims"]
    assert all("Norway" in " ".join(card["pieces"]) for card in page["here"]["claims"])
    assert browser.get("/map.json", params={"at": "nowhere"}).json()["here"] is None


def test_the_former_address_of_the_places_leads_to_the_map(browser: TestClient) -> None:
    answer = browser.get("/places")
    assert (answer.status_code, answer.headers["location"]) == (308, "/map")


def test_names_that_were_joined_are_parted_again_on_the_dossier(browser: TestClient, folder: Path) -> None:
    names = {one["name"]: one["id"] for one in browser.get("/names.json").json()["entities"]}
    with Case.open(folder) as case:
        case.judge_names([names["Harbour Choir"], names["Quay Choir"]], "same", who="Tester")
    page = browser.get("/names/Harbour%20Choir.json").json()
    (joining,) = page["beside"]["joinings"]
    assert {joining["a"], joining["b"]} == {"Harbour Choir", "Quay Choir"}
    assert f'value="{joining["judgement"]}"' in browser.get("/names/Harbour%20Choir").text
    browser.post("/judge", data={"record": joining["judgement"], "decision": "undo"}, headers=OWN)
    assert browser.get("/names/Harbour%20Choir.json").json()["beside"]["joinings"] == []
