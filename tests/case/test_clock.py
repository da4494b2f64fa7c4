"""A clock that jumps back and forth changes nothing but the times that are told: the last decision holds (fiction)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.judging import deciding
from whosays.publish.hidden.judgements import hides_that_stand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.records import Decision

PAPER = (
    "Fiction.\n\nThe Quay Library said that the lock is shut. Ane Kverndal said that the boat is old. The Weir Choir denied"
    " that the bridge is closed.\n"
)


class Clock:
    """Says another year each time it is asked, back and forth."""

    def __init__(self) -> None:
        self.years = iter([2026, 2031, 1999, 2026, 2011, 2040, 2026, 1998, 2030, 2001, 2050, 1997, 2026, 2002, 2041] * 9)

    def now(self, zone: object) -> datetime:
        assert zone is UTC
        return datetime(next(self.years), 5, 1, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    clock = Clock()
    monkeypatch.setattr(deciding, "datetime", clock)
    monkeypatch.setattr("whosays.capture.files.datetime", clock)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/paper.txt").write_text(PAPER, encoding="utf-8")
    with Case.new(tmp_path / "case") as made:
        made.add([tmp_path / "papers"], jobs=1)
        yield made


def status(case: Case, record: str) -> str:
    with case.view() as view:
        return view.status(record)


def test_the_last_decision_holds_and_undos_take_back_the_one_before(case: Case) -> None:
    claim = case.claims()[0].id
    told = []
    for decision in ("accept", "reject", "accept", "reject"):
        case.judge(claim, decision, who="Tester")
        told.append(status(case, claim))
    for _ in range(4):
        case.undo(claim, who="Tester")
        told.append(status(case, claim))
    assert told == ["accepted", "rejected", "accepted", "rejected", "accepted", "rejected", "accepted", "proposed"]
    with case.view() as view:
        whens = [one.when for one in view.judgements(claim)]
    assert whens != sorted(whens)


def test_what_is_added_later_comes_beside_what_was_decided(case: Case, tmp_path: Path) -> None:
    claims = case.claims()
    case.judge(claims[0].id, "reject", who="Tester")
    case.judge(claims[1].id, "accept", who="Tester")
    (tmp_path / "papers/more.txt").write_text(PAPER.replace("Quay", "Pier"), encoding="utf-8")
    case.add([tmp_path / "papers"], jobs=1)
    assert [status(case, one.id) for one in claims[:3]] == ["rejected", "accepted", "proposed"]
    assert len(case.documents()) == 2
    assert not case.add([tmp_path / "papers"], jobs=1).new


def test_an_export_tells_decisions_in_the_order_they_were_made_in_and_comes_back(case: Case, tmp_path: Path) -> None:
    claims = [one.id for one in case.claims()[:3]]
    made: tuple[tuple[Decision, ...], ...] = (("accept", "reject"), ("reject", "accept"), ("accept", "reject"))
    for claim, decisions in zip(claims, made, strict=True):
        for decision in decisions:
            case.judge(claim, decision, who="Tester")
    case.undo(claims[2], who="Tester")
    expected = [status(case, one) for one in claims]
    assert expected == ["rejected", "accepted", "accepted"]
    list(case.export(tmp_path / "out"))
    lines = (tmp_path / "out/judgements.jsonl").read_text("utf-8").splitlines()
    with case.view() as view:
        assert [json.loads(line)["id"] for line in lines] == [one.id for one in view.judgements()]
    with Case.new(tmp_path / "again") as again:
        assert again.import_record(tmp_path / "out").differs == ()
        assert [status(again, one) for one in claims] == expected


def test_what_is_hidden_later_changes_no_id_of_what_was_hidden_before(case: Case) -> None:
    keys, hidden = [], []
    for claim in case.claims()[:3]:
        case.hide(claim.id, note="told in confidence", who="Tester")
        with case.view() as view:
            hides, key = hides_that_stand(view.judgements())
        hidden.append(claim.id)
        assert [one.record for one in hides] == hidden
        keys.append(key)
    assert len(set(keys)) == 1
