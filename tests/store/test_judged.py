from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.making import RIVER, capture_of, claim_of, document_of, judge

from whosays.records import Judgement
from whosays.store.faults import BadEdit
from whosays.store.judged import Verdict, apply_changes, current, fold_judgements

if TYPE_CHECKING:
    from whosays.records import Decision

DOC = document_of(capture_of(RIVER.encode()), RIVER)
CLAIM = claim_of(DOC, "the river is clean")
ID = {number: judge("clm-1", "accept", number).id for number in range(100)}


def status_of(*steps: str) -> str:
    """Fold steps like "accept", "undo" or "undo 1" (of the first step)."""
    made = []
    for number, step in enumerate(steps, start=1):
        decision, _, of = step.partition(" ")
        made.append(judge("clm-1", DECISIONS[decision], number, changes="{}", supersedes=ID[int(of)] if of else None))
    return fold_judgements(made).status


DECISIONS: dict[str, Decision] = {"accept": "accept", "edit": "edit", "reject": "reject", "undo": "undo"}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("", "proposed"),
        ("accept", "accepted"),
        ("accept, reject", "rejected"),
        ("edit, accept", "accepted"),
        ("accept, undo", "proposed"),
        ("accept, undo 1", "proposed"),
        ("accept, reject, undo 2", "accepted"),
        ("accept, reject, undo 1", "rejected"),
        ("accept, reject, undo, undo", "proposed"),
        ("accept, undo 1, undo 2", "accepted"),
        ("accept, undo 1, undo 2, undo 3", "proposed"),
        ("accept, undo, edit", "edited"),
        ("undo", "proposed"),
        ("undo 1", "proposed"),
        ("accept, undo 9", "accepted"),
    ],
)
def test_the_last_judgement_that_stands_holds(steps: str, expected: str) -> None:
    assert expected == status_of(*(step for step in steps.split(", ") if step))


STEPS = st.lists(st.tuples(st.sampled_from(["accept", "edit", "reject", "undo"]), st.integers(0, 12)), max_size=12)


def made_of(steps: list[tuple[str, int]]) -> list[Judgement]:
    """Judgements; an undo names an earlier one, or (0) none."""
    out: list[Judgement] = []
    for number, (decision, of) in enumerate(steps, start=1):
        target = ID[of] if decision == "undo" and 0 < of < number else None
        out.append(judge("clm-1", DECISIONS[decision], number, changes=f'{{"said": "{number}"}}', supersedes=target))
    return out


def replayed(judgements: list[Judgement]) -> tuple[str, str | None]:
    """The same by the book: after each judgement, mark every one of them as standing or not, from the last to the first."""
    target: dict[str, str | None] = {}
    for at, judgement in enumerate(judgements):
        if judgement.decision == "undo":
            before = [j for j in judgements[:at] if j.decision != "undo" and stands(j.id, judgements[:at], target)]
            target[judgement.id] = judgement.supersedes or (before[-1].id if before else None)
    left = [j for j in judgements if j.decision != "undo" and stands(j.id, judgements, target)]
    edits = [j for j in left if j.decision == "edit"]
    status = {"accept": "accepted", "edit": "edited", "reject": "rejected"}[left[-1].decision] if left else "proposed"
    return status, edits[-1].changes if edits else None


def stands(one: str, judgements: list[Judgement], target: dict[str, str | None]) -> bool:
    return not any(
        target.get(j.id) == one and stands(j.id, judgements, target)
        for j in judgements
        if j.decision == "undo" and j.id in target
    )


@given(STEPS)
def test_any_sequence_folds_as_by_the_book(steps: list[tuple[str, int]]) -> None:
    judgements = made_of(steps)
    verdict = fold_judgements(judgements)
    assert replayed(judgements) == (verdict.status, verdict.changes[-1] if verdict.changes else None)


@given(STEPS, st.sampled_from(["accept", "edit", "reject", "undo"]))
def test_a_judgement_and_its_undo_change_nothing(steps: list[tuple[str, int]], decision: str) -> None:
    judgements = made_of(steps)
    one = judge("clm-1", DECISIONS[decision], 50, changes='{"said": "50"}')
    undo = judge("clm-1", "undo", 51, supersedes=one.id)
    assert fold_judgements(judgements) == fold_judgements([*judgements, one, undo])


def test_edits_add_up_in_the_order_made() -> None:
    edits = [
        judge(CLAIM.id, "edit", 1, changes='{"modality": "probable", "said": "2020"}'),
        judge(CLAIM.id, "accept", 2),
        judge(CLAIM.id, "edit", 3, changes='{"said": "2021"}'),
    ]
    edited = current(CLAIM, fold_judgements(edits))
    assert (edited.modality, edited.said, edited.content) == ("probable", "2021", CLAIM.content)


def test_an_edit_may_set_what_has_parts() -> None:
    changes = '{"cites": [3, 4], "hedges": [{"at": {"doc": "%s", "start": 4, "end": 11, "text": "Harbour"}, "kind": "degree"}]}'
    edited = apply_changes(CLAIM, changes % DOC.id)
    assert (edited.cites, edited.hedges[0].at.text) == ((3, 4), "Harbour")


@pytest.mark.parametrize(
    "changes",
    ["", "[]", "{", '{"modality": "surely"}', '{"colour": "blue"}', '{"id": "clm-2"}', '{"by": "x"}', '{"cites": "3"}'],
)
def test_an_edit_that_does_not_fit_is_refused(changes: str) -> None:
    with pytest.raises(BadEdit, match=CLAIM.id):
        apply_changes(CLAIM, changes)


def test_a_field_that_is_no_more_is_passed_over_when_read() -> None:
    assert current(CLAIM, Verdict(status="edited", changes=('{"colour": "blue", "id": "clm-2"}',))) == CLAIM
