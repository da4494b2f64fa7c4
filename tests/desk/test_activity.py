"""Activity: who decided what, a page at a time, of one person where that is asked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whosays.desk.pages import activity
from whosays.records import Entry

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from whosays.desk.app import Desk


@pytest.fixture(scope="module")
def case_folder(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of these tests alone: others count the decisions on theirs."""
    return Path(shutil.copytree(read_once, tmp_path_factory.mktemp("activity") / "quay"))


@pytest.fixture
def decided(desk: Desk) -> list[str]:
    """Two people's decisions on one claim, by id, the latest first."""
    claim = desk.case.claims()[0].id
    made = [desk.case.judge(claim, "accept", who=who) for who in ("Ann", "Ann", "Bo")]
    return [one.id for one in reversed(made)]


def test_decisions_are_shown_latest_first_with_who_made_them(browser: TestClient, desk: Desk, decided: list[str]) -> None:
    told = browser.get("/activity.json").json()
    assert [one["id"] for one in told["judgements"][:3]] == decided
    assert {"Ann", "Bo"} <= set(told["people"])
    assert told["judgements"][0]["opens"].startswith("/claims/clm-")
    claim = desk.case.claims()[0]
    assert told["judgements"][0]["words"] == " … ".join(at.text for at in claim.content)


@pytest.mark.usefixtures("decided")
def test_long_words_are_cut_between_two_of_them(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "_words", lambda _: "harbourmasters " * 20)
    assert f">{'harbourmasters ' * 10}…</a>" in browser.get("/activity").text


def test_those_of_one_person_can_be_asked_for(browser: TestClient, decided: list[str]) -> None:
    told = browser.get("/activity.json?who=Bo").json()
    assert {one["who"] for one in told["judgements"]} == {"Bo"}
    assert decided[0] in {one["id"] for one in told["judgements"]}
    assert browser.get("/activity.json?who=Nobody").json()["judgements"] == []


def test_there_is_a_page_after_the_first(browser: TestClient, decided: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "AT_ONCE", 1)
    first = browser.get("/activity.json").json()
    assert first["more"] == 1
    second = browser.get("/activity.json?start=1").json()
    assert [first["judgements"][0]["id"], second["judgements"][0]["id"]] == decided[:2]


def test_a_decision_opens_its_words_whatever_it_is_on(browser: TestClient, desk: Desk) -> None:
    row = desk.case.lists()[0]
    assert isinstance(row, Entry)
    desk.case.judge(row.id, "accept", who="Ann")
    opens = browser.get("/activity.json").json()["judgements"][0]["opens"]
    assert opens == f"/documents/{row.at.doc}?at={row.at.start}&to={row.at.end}#found"
    assert row.name in browser.get(opens).text


def test_home_counts_the_rows_that_wait(browser: TestClient, desk: Desk) -> None:
    def waiting() -> int:
        return int(browser.get("/index.json").json()["rows_waiting"])

    with desk.case.view() as view:
        open_rows = [one.id for one in view.entries() if view.status(one.id) == "proposed"]
    assert waiting() == len(open_rows) > 0
    desk.case.judge(open_rows[0], "reject", who="Ann")
    assert waiting() == len(open_rows) - 1
    desk.case.undo(open_rows[0], who="Ann")
    assert waiting() == len(open_rows)
