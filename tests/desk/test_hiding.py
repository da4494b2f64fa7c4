"""Words are hidden from the desk, with a reason; the pages show what is hidden, and everything that leaves is without it."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.desk.conftest import HOST

from whosays.case import Case
from whosays.desk import whole_case
from whosays.desk.whole_case import WholeCase
from whosays.store.held.hides import HeldHides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.testclient import TestClient

    from whosays.desk.app import Desk
    from whosays.records import Judgement

OWN = {"origin": f"http://{HOST}"}
WHY = "told <b>in</b> confidence"


@pytest.fixture(scope="module")
def case_folder(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of these tests alone: others count the decisions on theirs."""
    return Path(shutil.copytree(read_once, tmp_path_factory.mktemp("hiding") / "quay"))


@pytest.fixture(autouse=True)
def taken_back(desk: Desk) -> Iterator[None]:
    """Leave nothing hidden behind."""
    yield
    desk.case.undo_all([one.id for one in hides(desk)])


def hides(desk: Desk) -> list[Judgement]:
    with desk.browse() as browse:
        return HeldHides().stand(browse.lookup)


def leaving(browser: TestClient) -> dict[str, Any]:
    """Return what the page says of what leaves, once it is worked out."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        told: dict[str, Any] = browser.get("/hidden.json").json()
        if not told["waiting"]:
            return told
        time.sleep(0.02)
    raise AssertionError("it is not worked out")


def exported(desk: Desk, folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in desk.case.export(folder))


def test_a_claim_is_hidden_on_its_page_with_a_reason_and_taken_back(browser: TestClient, desk: Desk, tmp_path: Path) -> None:
    claim = next(one for one in desk.case.claims() if "home for every reader" in one.content[0].text)
    page = f"/claims/{claim.id}"
    assert 'action="/hide"' in browser.get(page).text
    done = browser.post("/hide", data={"record": claim.id, "note": WHY, "back": page}, headers=OWN)
    assert (done.status_code, done.headers["location"]) == (303, page)
    (made,) = hides(desk)
    assert (made.record, made.note, made.who) == (claim.id, WHY, "Tester")
    shown = browser.get(page).text
    assert "told &lt;b&gt;in&lt;/b&gt; confidence" in shown
    assert 'action="/hide"' not in shown
    assert "home for every reader" in shown  # in the case it stays
    assert "home for every reader" not in exported(desk, tmp_path)
    undone = browser.post("/judge", data={"record": made.id, "decision": "undo", "back": page}, headers=OWN)
    assert undone.status_code == 303
    assert hides(desk) == []
    assert 'action="/hide"' in browser.get(page).text


def test_a_name_is_hidden_on_its_dossier_and_marked_wherever_it_stands(browser: TestClient, desk: Desk) -> None:
    name = next(one for one in desk.case.entities() if "Kverndal" in one.name)
    browser.post("/hide", data={"record": name.id, "note": "asked for it"}, headers=OWN)
    assert "asked for it" in browser.get(f"/names/{name.id}").text
    assert "Hidden in what leaves" in browser.get("/names?text=Kverndal").text
    assert "Hidden in what leaves" not in browser.get("/names?text=Marsh").text
    for document in ("quay-report.txt", "weir-minutes.pdf"):
        assert re.search(r'<mark class="covered"[^>]*>[^<]*Kverndal', browser.get(f"/documents/{document}").text)


def test_a_claim_says_where_words_of_it_are_hidden_by_another_decision(browser: TestClient, desk: Desk) -> None:
    at = desk.case.claims()[0].content[0]
    page = f"/claims/{desk.case.claims()[0].id}"
    assert "Some of these words" not in browser.get(page).text
    desk.case.hide(at.doc, note=WHY, span=(at.start, at.start + 3))
    assert "Some of these words" in browser.get(page).text


def test_words_are_found_and_hidden_without_script(browser: TestClient, desk: Desk, tmp_path: Path) -> None:
    page = "/documents/quay-report.txt/hide"
    assert "<textarea" in browser.get(page).text
    assert "nowhere" not in browser.get("/documents/quay-report.txt").text
    form = browser.get(f"{page}?exact=opened a branch").text
    place = re.search(r'name="places" value="([^"]+)"', form)
    assert place
    sent = {"places": place[1], "what": "words", "note": WHY, "back": "/documents/quay-report.txt"}
    assert browser.post("/documents/quay-report.txt/hide", data=sent, headers=OWN).status_code == 303
    reader = browser.get("/documents/quay-report.txt").text
    assert re.search(r'<mark class="covered"[^>]*>[^<]*opened a branch', reader)
    assert "told &lt;b&gt;in&lt;/b&gt; confidence" in reader
    assert "opened a branch" not in exported(desk, tmp_path)


def test_a_passage_is_hidden_whole(browser: TestClient, desk: Desk) -> None:
    form = browser.get("/documents/quay-report.txt/hide?exact=owes the town").text
    what = re.findall(r'name="what" value="([^"]+)"', form)
    assert (what[0], what[1].partition("-")[0]) == ("words", "psg")
    sent = {"places": "0-1", "what": what[1], "note": WHY}
    browser.post("/documents/quay-report.txt/hide", data=sent, headers=OWN)
    (made,) = hides(desk)
    assert made.record == what[1]
    passages = browser.get("/documents/quay-report.txt.json").json()["passages"]
    (passage,) = (one for one in passages if one["id"] == what[1])
    assert all("covered" in [mark["record"] for mark in one["marks"]] for piece in passage["pieces"] for one in piece)
    assert [one["id"] for one in passage["hidden"]] == [made.id]


def test_a_selection_over_several_passages_hides_each(browser: TestClient, desk: Desk) -> None:
    text = next(d.text for d in desk.case.documents() if d.name == "quay-report.txt")
    start, end = text.index("The Quay Library"), text.index("opened") + 6
    form = browser.get(f"/documents/quay-report.txt/hide?start={start}&end={end}").text
    place = re.search(r'name="places" value="([^"]+)"', form)
    assert place
    assert "+" in place[1]
    assert 'name="what"' not in form
    browser.post("/documents/quay-report.txt/hide", data={"places": place[1], "note": WHY}, headers=OWN)
    assert len(hides(desk)) == place[1].count("+") + 1


@pytest.mark.parametrize("note", ["", "   "])
def test_nothing_is_hidden_without_a_reason(browser: TestClient, desk: Desk, note: str) -> None:
    claim = desk.case.claims()[0].id
    answer = browser.post("/hide", data={"record": claim, "note": note}, headers=OWN)
    assert answer.status_code == 422
    assert "reason" in answer.text
    api = browser.post("/api/v1/hide", json={"record": claim, "note": note}, headers=OWN)
    assert (api.status_code, api.json()["error"]) == (422, "why-hide")
    assert hides(desk) == []


@pytest.mark.parametrize("places", ["", "12", "a-b", "5-5", "9-2", "-1-4", "0-99999999", "٣-٩", "1-2+", "0-1" + "+0-1" * 60])
def test_a_place_that_is_none_hides_nothing(browser: TestClient, desk: Desk, places: str) -> None:
    sent = {"places": places, "note": WHY}
    assert browser.post("/documents/quay-report.txt/hide", data=sent, headers=OWN).status_code == 422
    assert hides(desk) == []


def test_what_is_hidden_is_listed_with_reasons_and_how_it_leaves(browser: TestClient, desk: Desk) -> None:
    assert "Nothing is hidden" in browser.get("/hidden").text
    name = next(one for one in desk.case.entities() if "Kverndal" in one.name)
    claim = next(one for one in desk.case.claims() if "home for every reader" in one.content[0].text)
    desk.case.hide(name.id, note="asked for it", who="Ann")
    desk.case.hide(claim.id, note=WHY, who="Bo")
    told = leaving(browser)
    assert [(one["kind"], one["who"], opens) for one, opens in told["hides"]] == [
        ("claims", "Bo", f"/claims/{claim.id}"),
        ("names", "Ann", f"/names/{name.id}"),
    ]
    with Case.open(desk.case.folder) as case:
        exact = case.hidden()
    assert exact
    assert told["stretches"] == exact.stretches
    titles = {one["title"]: one["stretches"] for one in told["documents"]}
    assert "weir-minutes.pdf" in {*titles} or any("Weir" in title for title in titles)
    page = browser.get("/hidden").text
    assert "asked for it" in page
    assert f"/documents/{claim.doc}/leaves" in page


def test_a_document_is_shown_as_it_leaves(browser: TestClient, desk: Desk, tmp_path: Path) -> None:
    name = next(one for one in desk.case.entities() if "Kverndal" in one.name)
    assert "leaves as it is" in browser.get("/documents/quay-report.txt/leaves").text
    desk.case.hide(name.id, note="asked for it")
    leaving(browser)
    page = browser.get("/documents/quay-report.txt/leaves").text
    assert "Kverndal" not in page
    assert "█" * len("Kverndal") in page
    shown = browser.get("/documents/quay-report.txt/leaves.json").json()
    words = ["".join(one["text"] for one in piece) for passage in shown["passages"] for piece in passage["pieces"]]
    told = exported(desk, tmp_path)
    assert words
    assert all(one in told or "\n" in one for one in words)  # the same words as in the export


def test_it_is_in_the_activity_with_its_words_and_can_be_taken_back_there(browser: TestClient, desk: Desk) -> None:
    document = next(one for one in desk.case.documents() if one.name == "quay-report.txt")
    start = document.text.index("a boat")
    made = desk.case.hide(document.id, note=WHY, who="Ann", span=(start, start + 6))
    told = browser.get("/activity.json").json()["judgements"][0]
    assert (told["decision"], told["words"], told["note"]) == ("hide", "a boat", WHY)
    assert told["opens"] == f"/documents/{document.id}?at={start}&to={start + 6}#found"
    browser.post("/judge", data={"record": made.id, "decision": "undo", "back": "/activity"}, headers=OWN)
    assert hides(desk) == []
    told = browser.get("/activity.json").json()["judgements"][0]
    assert (told["decision"], told["words"], told["opens"]) == ("undo", document.title, f"/documents/{document.id}")


def test_the_files_of_a_report_are_without_it(browser: TestClient, desk: Desk) -> None:
    name = next(one for one in desk.case.entities() if "Kverndal" in one.name)
    made = desk.case.save_report(title="On the mayor", blocks=[desk.case.make_block("paragraph", "Ane Kverndal spoke.")])
    browser.post("/hide", data={"record": name.id, "note": "asked for it"}, headers=OWN)
    for form in ("md", "html"):
        assert "Kverndal" not in browser.get(f"/reports/{made.id}/export?format={form}").text
    assert "Kverndal" in browser.get(f"/reports/{made.id}").text
    desk.case.drop_report(made.id)


def test_the_api_hides_lists_and_takes_back(browser: TestClient, desk: Desk) -> None:
    document = next(one for one in desk.case.documents() if one.name == "quay-report.txt")
    start = document.text.index("a boat")
    sent = browser.post(
        "/api/v1/hide", json={"record": "quay-report.txt", "note": WHY, "start": start, "end": start + 6}, headers=OWN
    )
    assert sent.status_code == 201
    (made,) = sent.json()["judgements"]
    assert (made["decision"], made["record"], made["note"]) == ("hide", document.id, WHY)
    listed = browser.get("/api/v1/hidden").json()
    assert [one["words"] for one, _ in listed["hides"]] == [["a boat"]]
    assert browser.post("/api/v1/undo", json={"record": made["id"]}, headers=OWN).status_code == 201
    assert browser.get("/api/v1/hidden").json()["total"] == 0
    half = browser.post("/api/v1/hide", json={"record": "quay-report.txt", "note": WHY, "start": 3}, headers=OWN)
    assert half.status_code == 422
    assert browser.post("/api/v1/hide", json={"record": "clm-0000", "note": WHY}, headers=OWN).status_code == 404


def test_the_key_that_makes_ids_anew_is_told_nobody(browser: TestClient, desk: Desk) -> None:
    claim, row = desk.case.claims()[0].id, desk.case.lists()[0].id
    sent = [
        browser.post("/api/v1/hide", json={"record": claim, "note": WHY}, headers=OWN).text,
        browser.post("/api/v1/hide", json={"record": row, "note": WHY}, headers=OWN).text,
        browser.post("/api/v1/hide", json={"record": "fa.txt", "note": WHY, "start": 0, "end": 3}, headers=OWN).text,
    ]
    keys = [json.loads(one.changes or "")["key"] for one in hides(desk)]
    assert len(keys) == 3
    paths = (
        f"/claims/{claim}",
        "/review",
        "/review/rows",
        f"/review/rows?row={row}",
        "/hidden",
        "/activity",
        "/documents/fa.txt",
    )
    twins = [browser.get(f"{path}.json").text for path in paths]
    assert not any(key in told for key in keys for told in [*sent, *twins])


def test_a_reader_hides_nothing_and_sees_what_is_hidden(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    claim = team_desk.case.claims()[0].id
    reader, reviewer = visitor("Cy Reader"), visitor("Bo Reviewer")
    assert reader.post("/hide", data={"record": claim, "note": WHY}).status_code == 403
    assert reader.get("/documents/quay-report.txt/hide").status_code == 403
    assert reviewer.post("/hide", data={"record": claim, "note": WHY}).status_code == 303
    assert [one.who for one in hides(team_desk)] == ["Bo Reviewer"]
    assert "confidence" in reader.get("/hidden").text


def test_a_page_of_another_origin_hides_nothing(browser: TestClient, desk: Desk) -> None:
    claim = desk.case.claims()[0].id
    for path in ("/hide", "/documents/quay-report.txt/hide", "/api/v1/hide"):
        answer = browser.post(path, data={"record": claim, "note": WHY}, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403
    assert hides(desk) == []


def test_a_process_of_its_own_says_the_same_of_a_large_case(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    name = next(one for one in desk.case.entities() if "Kverndal" in one.name)
    desk.case.hide(name.id, note="asked for it")
    asked = WholeCase(desk.case.folder)
    here = asked.leaving()
    monkeypatch.setattr(whole_case, "_MANY", 0)
    aside = asked.leaving()
    asked.close()
    assert here == aside
    assert len(here.stretches) == 2
