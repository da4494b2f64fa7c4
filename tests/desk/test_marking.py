"""Claims and names marked on the desk, and claims edited there."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from tests.desk.conftest import HOST

from whosays.desk.forms.marking import read_places

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from whosays.desk.app import Desk
    from whosays.records import Claim

OWN = {"origin": f"http://{HOST}"}
PAPER = "/documents/quay-report.txt"


def claim_with(desk: Desk, words: str) -> Claim:
    return next(claim for claim in desk.case.claims() if claim.content[0].text == words)


def text_of(desk: Desk, name: str = "quay-report.txt") -> str:
    with desk.case.view() as view:
        return view.stored.find_document(name).text


def filled(page: str) -> dict[str, list[str]]:
    """Read the form of a page as a browser would send it."""
    form = page[page.index('class="fields"') :]
    form = form[: form.index("</form>")]
    sent: dict[str, list[str]] = {}
    for tag, inside in re.findall(r"<((?:input|select|textarea)[^>]*)>([^<]*(?:<opt[^>]*>[^<]*|</opt[^>]*>|[^<])*)", form):
        name = re.search(r'name="([^"]*)"', tag)
        assert name
        value = re.search(r'value="([^"]*)"', tag)
        if tag.startswith("select"):
            options = re.findall(r'<option value="([^"]*)"([^>]*)>', inside)
            told = next((one for one, rest in options if "selected" in rest), options[0][0])
        elif tag.startswith("textarea"):
            told = inside
        else:
            told = value[1] if value else ""
        if 'type="checkbox"' not in tag or " checked" in tag:
            sent.setdefault(name[1], []).append(unescape(told))
    return sent


def test_words_that_stand_there_once_are_found_without_offsets(browser: TestClient, desk: Desk) -> None:
    page = browser.get(f"{PAPER}/mark.json", params={"exact": "owes the\ntown"}).json()
    text = text_of(desk)
    assert text[page["spot"]["start"] : page["spot"]["end"]] == "owes the town"


def test_words_that_stand_in_several_places_are_offered_with_what_is_around_them(browser: TestClient) -> None:
    page = browser.get(f"{PAPER}/mark.json", params={"exact": "Halden Reading"}).json()
    assert page["spot"] is None
    assert len(page["found"]) == 3
    assert len({one["before"] for one in page["found"]}) == 3


def test_words_that_are_not_there_are_told(browser: TestClient) -> None:
    assert "does not have these words" in browser.get(f"{PAPER}/mark", params={"exact": "a submarine"}).text


def test_offsets_that_do_not_hold_the_words_sent_are_not_believed(browser: TestClient, desk: Desk) -> None:
    start = text_of(desk).index("opened a branch")
    sent: dict[str, str | int] = {"start": start + 2, "end": start + 8, "exact": "opened a branch"}
    page = browser.get(f"{PAPER}/mark.json", params=sent).json()
    assert (page["spot"]["start"], page["spot"]["words"]) == (start, "opened a branch")


def test_a_claim_is_marked_with_the_form_as_it_comes_and_signed(browser: TestClient, desk: Desk) -> None:
    form = filled(browser.get(f"{PAPER}/mark", params={"exact": "owes the town a boat"}).text)
    form |= {
        "holder_words": ["The mayor"],
        "act": ["accuse"],
        "about_words": ["The society\nthe town"],
        "hedge_words": ["probably"],
    }
    done = browser.post(f"{PAPER}/mark", data=form, headers=OWN)
    assert done.status_code == 303
    made = desk.case.claim(done.headers["location"].partition("#")[2])
    assert [step.act for step in made.chain] == ["assert", "accuse"]
    assert made.chain[-1].holder.at is not None
    assert made.chain[-1].holder.at.text == "The mayor"
    assert [at.text for at in made.about] == ["The society", "the town"]
    assert [(one.at.text, one.kind) for one in made.hedges] == [("probably", "probability")]
    assert made.by == "Tester"
    assert f'data-claim="{made.id}"' in browser.get(done.headers["location"]).text
    desk.case.judge(made.id, "reject")


def test_a_name_is_marked_and_leads_back_to_its_passage(browser: TestClient, desk: Desk) -> None:
    form = filled(browser.get(f"{PAPER}/mark", params={"kind": "name", "exact": "a boat"}).text)
    done = browser.post(f"{PAPER}/mark-name", data=form | {"kind": ["work"]}, headers=OWN)
    assert done.status_code == 303
    passage = done.headers["location"].partition("#")[2]
    assert f'id="{passage}"' in browser.get(done.headers["location"]).text
    (made,) = [one for one in desk.case.mentions() if one.by == "Tester"]
    assert (made.at.text, made.kind) == ("a boat", "work")
    desk.case.judge(made.id, "reject")


def test_the_form_of_a_claim_sent_as_it_is_changes_nothing(browser: TestClient, desk: Desk) -> None:
    for claim in desk.case.claims():
        with desk.case.view() as view:
            before = list(view.judgements(claim.id))
        form = filled(browser.get(f"/claims/{claim.id}/edit").text)
        done = browser.post(f"/claims/{claim.id}/edit", data=form, headers=OWN)
        assert (done.status_code, done.headers["location"]) == (303, f"/claims/{claim.id}")
        assert desk.case.claim(claim.id) == claim
        with desk.case.view() as view:
            assert list(view.judgements(claim.id)) == before


def test_a_claim_is_edited_and_the_edit_can_be_undone(browser: TestClient, desk: Desk) -> None:
    claim = claim_with(desk, "a home for every reader")
    form = filled(browser.get(f"/claims/{claim.id}/edit").text)
    form |= {
        "words": ["every reader"],
        "holder": ["hidden"],
        "act": ["assert"],
        "polarity": ["negative"],
        "said": ["2021-03"],
        "about": [],
    }
    browser.post(f"/claims/{claim.id}/edit", data=form, headers=OWN)
    after = desk.case.claim(claim.id)
    assert [at.text for at in after.content] == ["every reader"]
    assert (after.chain[-1].holder.kind, after.chain[-1].act, after.chain[-1].cue) == ("hidden", "assert", claim.chain[-1].cue)
    assert (after.polarity, after.said, after.about) == ("negative", "2021-03", ())
    desk.case.undo(claim.id)
    assert desk.case.claim(claim.id) == claim


def test_offsets_that_a_person_changes_are_what_they_mean(browser: TestClient, desk: Desk) -> None:
    claim = claim_with(desk, "a home for every reader")
    at = claim.content[0]
    form = filled(browser.get(f"/claims/{claim.id}/edit").text) | {"places": [f"{at.start + 2}-{at.start + 6}"]}
    browser.post(f"/claims/{claim.id}/edit", data=form, headers=OWN)
    assert desk.case.claim(claim.id).content[0].text == "home"
    desk.case.undo(claim.id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "a submarine", "places": ""},
        {"places": "9-3", "places_were": "1-2"},
        {"places": "1-999999", "places_were": "1-2"},
        {"places": "one", "places_were": "1-2"},
        {"act": "sing"},
        {"holder": "everybody"},
        {"holder_words": "the admiral"},
        {"about": "5"},
        {"hedges": "5-9 maybe"},
        {"said": "yesterday"},
    ],
)
def test_what_cannot_be_marked_is_told_on_a_page(browser: TestClient, desk: Desk, wrong: dict[str, str]) -> None:
    start = text_of(desk).index("opened a branch")
    sent = {"places": f"{start}-{start + 15}", "words": "opened a branch"} | wrong
    before = len(desk.case.claims())
    answer = browser.post(f"{PAPER}/mark", data=sent, headers=OWN)
    assert answer.status_code == 422
    assert "<h1" in answer.text
    assert len(desk.case.claims()) == before


def test_places_are_read_as_forms_send_them() -> None:
    assert read_places("12-20+31-40") == ((12, 20), (31, 40))


def test_programs_mark_claims_and_names_by_their_places(browser: TestClient, desk: Desk) -> None:
    text = text_of(desk)
    start = text.index("opened a branch")
    claim = {"content": [[start, start + 15]], "act": "promise", "hedges": [[[start, start + 6], "modal"]]}
    made = browser.post("/api/v1/mark-claim", json={"document": "quay-report.txt", "claim": claim}, headers=OWN)
    assert made.status_code == 201
    record = desk.case.claim(made.json()["claim"]["id"])
    assert (record.content[0].text, record.chain[-1].act, record.by) == ("opened a branch", "promise", "Tester")
    name = {"document": "quay-report.txt", "name": {"at": [start, start + 6], "kind": "event"}}
    named = browser.post("/api/v1/mark-name", json=name, headers=OWN).json()["name"]
    assert named["at"]["text"] == "opened"
    wrong = {"document": "quay-report.txt", "claim": {"content": [[5, 2]]}}
    assert browser.post("/api/v1/mark-claim", json=wrong, headers=OWN).status_code == 422
    for one in (record.id, named["id"]):
        desk.case.judge(one, "reject")
