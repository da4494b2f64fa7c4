"""Review of rows and dates, part of and split, and going on where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.desk.conftest import HOST, KEY

from whosays.case import Case
from whosays.desk.app import Desk, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = {"origin": f"http://{HOST}"}
LIST = (
    "Fiction.\n\nSupporters of the quay\n\n1. Pier Book Fund, Ghana\n2. Marsh Lane Library, Kenya\n3. Halden Tide Club,"
    " Europe\n4. Pier Book Fund, Ghana\n5. Oar Makers Guild, Malta\n6. Lantern Choir, Norway\n"
)
DATES = (
    "Fiction. 5 June 2021.\n\nThe Lantern Fair will be held on Monday, 8 June 2021 at the quay.\n\n"
    "The harbour master said that the Lantern Fair was held on 9 June 2021.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("reviewing")
    (at / "list.txt").write_text(LIST, encoding="utf-8")
    (at / "dates.txt").write_text(DATES, encoding="utf-8")
    with Case.new(at / "case") as case:
        case.add([at / "list.txt", at / "dates.txt"], jobs=1)
    return at / "case"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    made = Desk(folder, who="Ane")
    yield made
    made.case.close()


@pytest.fixture
def browser(desk: Desk) -> TestClient:
    made = TestClient(guarded(desk, key=KEY, hosts=[HOST]), base_url=f"http://{HOST}", follow_redirects=False)
    made.cookies.set("whosays", KEY)
    return made


def test_rows_with_a_problem_come_first_and_then_all_others(browser: TestClient, desk: Desk) -> None:
    seen, page = [], browser.get("/review/rows.json").json()
    for _ in range(page["waiting"]):
        seen.append(page["item"])
        page = browser.get(f"/review/rows.json?after={page['following']}").json()
    assert len({item["entry"]["id"] for item in seen}) == len(seen) == len(desk.case.lists())
    odd = [bool(item["odd"]) for item in seen]
    assert odd == sorted(odd, reverse=True)
    assert {one["code"] for item in seen for one in item["odd"]} == {"duplicate-row", "country-unknown"}
    repeated = next(item for item in seen if item["odd"] and item["odd"][0]["code"] == "duplicate-row")
    assert "Pier Book Fund" in repeated["odd"][0]["against"]["words"]


def test_a_row_is_accepted_edited_rejected_and_taken_back(browser: TestClient, desk: Desk) -> None:
    row = browser.get("/review/rows.json").json()["item"]["entry"]
    sent = {"record": row["id"], "repair": "Halden Tide Society", "country": "no", "back": "/review/rows"}
    assert browser.post("/review/row", data=sent, headers=OWN).status_code == 303
    entry = next(entry for entry in desk.case.lists() if entry.id == row["id"])
    assert (entry.repair, entry.country, entry.name) == ("Halden Tide Society", "NO", row["name"])
    page = browser.get("/review/rows.json").json()
    assert page["item"]["entry"]["id"] != row["id"]
    assert page["decided"][0][1] == "edited"
    browser.post("/judge", data={"record": row["id"], "decision": "undo"}, headers=OWN)
    assert browser.get("/review/rows.json").json()["item"]["entry"]["id"] == row["id"]
    browser.post("/judge", data={"record": row["id"], "decision": "reject"}, headers=OWN)
    assert row["id"] not in [entry.id for entry in desk.case.lists()]
    browser.post("/judge", data={"record": row["id"], "decision": "undo"}, headers=OWN)


def test_a_row_that_is_saved_as_it_was_is_accepted(browser: TestClient, desk: Desk) -> None:
    row = browser.get("/review/rows.json").json()["item"]["entry"]
    sent = {"record": row["id"], "repair": row["repair"] or "", "country": row["country"] or "", "acronym": ""}
    browser.post("/review/row", data=sent, headers=OWN)
    with desk.case.view() as view:
        assert view.status(row["id"]) == "accepted"
    desk.case.undo(row["id"])


def test_one_goes_on_behind_what_was_skipped(browser: TestClient) -> None:
    first = browser.get("/review/rows.json").json()["following"]
    skipped = browser.get(f"/review/skip/rows?after={first}")
    assert skipped.headers["location"] == f"/review/rows?after={first}"
    assert browser.get("/review/go/rows").headers["location"] == f"/review/rows?after={first}"
    assert browser.get("/review/go/dates").headers["location"] == "/review/dates"


@pytest.mark.parametrize("after", ["//evil.example", "x%0d%0aset-cookie: a=b", "../../etc", "%22%3E%3Cscript%3E"])
def test_no_odd_id_is_remembered_or_led_to(browser: TestClient, after: str) -> None:
    answer = browser.get(f"/review/skip/rows?after={after}")
    assert answer.headers["location"] == "/review/rows"
    assert "skipped-rows" not in answer.headers.get("set-cookie", "")


def test_dates_that_do_not_agree_stand_with_both_passages(browser: TestClient) -> None:
    codes = {}
    page = browser.get("/review/dates.json").json()
    for _ in range(page["waiting"]):
        codes[page["item"]["code"]] = page["item"]
        page = browser.get(f"/review/dates.json?after={page['following']}").json()
    assert "weekday-against-date" in codes
    differ = codes["event-dates-differ"]
    words = [passage["words"] for passage in differ["passages"]]
    assert len(words) == 2
    assert any("8 June" in one for one in words)
    assert any("9 June" in one for one in words)
    shown = browser.get("/review/dates").text
    assert "<mark" in shown


def test_a_date_is_set_and_settles_what_asked_for_it(browser: TestClient, desk: Desk) -> None:
    page = browser.get("/review/dates.json").json()
    item, field = page["item"], page["item"]["fields"][0]
    sent = {name: field[name] for name in ("record", "field", "start")} | {"value": "2021-06-07", "problem": item["id"]}
    assert browser.post("/review/date", data=sent, headers=OWN).status_code == 303
    with desk.case.view() as view:
        held = view.stored.current(view.stored.record(field["record"]))  # type: ignore[type-var]
        assert (view.status(field["record"]), view.status(item["id"])) == ("edited", "accepted")
    assert "2021-06-07" in str(held)
    after = browser.get("/review/dates.json").json()
    assert after["waiting"] == page["waiting"] - 1
    desk.case.undo(item["id"])
    desk.case.undo(field["record"])


def test_a_date_that_is_none_is_refused(browser: TestClient) -> None:
    item = browser.get("/review/dates.json").json()["item"]
    field = item["fields"][0]
    sent = {name: field[name] for name in ("record", "field", "start")} | {"value": "next <week>", "problem": item["id"]}
    refused = browser.post("/review/date", data=sent, headers=OWN)
    assert refused.status_code == 422
    assert "<week>" not in refused.text
    assert browser.get("/review/dates.json").json()["item"]["id"] == item["id"]


def test_one_name_is_told_to_be_a_part_of_another_and_a_place_is_split_off(browser: TestClient, desk: Desk) -> None:
    names = {entity.name: entity for entity in desk.case.names()}
    part, whole = names["Marsh Lane Library"], names["Oar Makers Guild"]
    sent = {"decision": "part-of", "one": part.id, "other": whole.id, "back": "/review/names"}
    assert browser.post("/judge-parts", data=sent, headers=OWN).headers["location"] == "/review/names"
    assert desk.case.name(part.id).entity.part_of == (whole.id,)
    twice = max(desk.case.names(), key=lambda entity: desk.case.name(entity.id).count)
    place = desk.case.name(twice.id).places[-1]
    before = len(desk.case.names())
    assert browser.post("/judge-parts", data={"decision": "split", "one": place.record}, headers=OWN).status_code == 303
    assert len(desk.case.names()) == before + 1
