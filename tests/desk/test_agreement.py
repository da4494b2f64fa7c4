"""The page where people's answers stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from whosays.desk.app import Desk


def test_nobody_else_decided_yet(visitor: Callable[..., TestClient]) -> None:
    page = visitor("Cy Reader").get("/agreement.json").json()
    assert (page["decided_by_several"], page["agreements"], page["differences"]) == (0, [], [])
    assert visitor("Cy Reader").get("/agreement").status_code == 200


def test_answers_stand_side_by_side_and_each_opens_its_words(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    first, second, third = team_desk.case.claims(None)[:3]
    ann, bo = visitor("Ann Owner"), visitor("Bo Reviewer")
    for browser, record, decision, note in (
        (ann, first.id, "accept", ""),
        (ann, second.id, "accept", "as the report has it"),
        (bo, first.id, "accept", ""),
        (bo, second.id, "reject", "<b>not</b> these words"),
        (bo, third.id, "reject", ""),
    ):
        browser.post("/judge", data={"record": record, "decision": decision, "note": note})
    told = visitor("Cy Reader").get("/agreement.json").json()
    assert told["decided_by_several"] == 2
    (both,) = told["agreements"]
    assert (both["one"], both["other"], both["both"], both["same"], both["kappa"]) == ("Ann Owner", "Bo Reviewer", 2, 1, 0.0)
    (one,) = told["differences"]
    assert one["record"] == second.id
    assert [(given["who"], given["answer"]) for given in one["answers"]] == [("Ann Owner", "accept"), ("Bo Reviewer", "reject")]
    page = visitor("Cy Reader").get("/agreement").text
    assert f"/documents/{second.doc}?claim={second.id}#{second.id}" in page
    assert "&lt;b&gt;not&lt;/b&gt; these words" in page
    assert visitor("Cy Reader").get(one["opens"]).status_code == 200


def test_answers_on_names_and_on_what_is_gone(team_desk: Desk, visitor: Callable[..., TestClient]) -> None:
    case = team_desk.case
    (one, *_) = case.candidates()
    case.judge_names([one.id], "same", who="Ann Owner")
    case.judge_names([one.a.entity.id, one.b.entity.id], "different", who="Bo Reviewer")
    (differing,) = visitor("Cy Reader").get("/agreement.json").json()["differences"]
    assert sorted(given["answer"] for given in differing["answers"]) == ["different", "same"]
    assert len(differing["words"]) == 2
    assert visitor("Cy Reader").get(differing["opens"]).status_code == 200
    for doc in case.documents():
        case.remove(doc.id)
    page = visitor("Cy Reader").get("/agreement")
    assert page.status_code == 200


def test_what_a_person_has_not_decided_on_is_shown_as_it_was_proposed(team_desk: Desk) -> None:
    case = team_desk.case
    first, second = case.claims()[:2]
    case.judge(first.id, "edit", changes={"modality": "probable"}, who="Ann Owner")
    case.judge(second.id, "accept", who="Bo Reviewer")
    with case.analysing() as ask:
        for_bo = {claim.id: claim for claim in ask.not_decided_by("Bo Reviewer")}
        for_ann = {claim.id for claim in ask.not_decided_by("Ann Owner")}
    assert for_bo[first.id] == first  # without Ann's edit
    assert second.id not in for_bo
    assert first.id not in for_ann
    assert second.id in for_ann
    case.undo(second.id, who="Bo Reviewer")
    with case.analysing() as ask:
        assert second.id in {claim.id for claim in ask.not_decided_by("Bo Reviewer")}
