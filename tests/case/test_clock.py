"""What was decided holds in the order in which it was decided, whatever the clock says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case, deciding
from whosays.case.checkup import check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAPER = (
    "The harbour board said that the crane is late.\n\nThe Larkhill Library calls itself a reading room for all.\n"  # fiction
)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """Stands in for `datetime`: gives the times that it is set to, then stands still."""

    def __init__(self) -> None:
        self.now_is = NOON

    def now(self, zone: object = None) -> datetime:
        return self.now_is


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(deciding, "datetime", clock)
    return clock


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "paper.txt"], jobs=1, strict=True)
        yield case


def status(case: Case, record: str) -> str:
    with case.view() as view:
        return view.status(record)


@pytest.mark.parametrize("jumps", [(-1, -1, -1), (1, 1, 1), (400, -800, 1), (-800, 400, -1)], ids=str)
def test_the_last_decision_holds_though_its_clock_was_behind(case: Case, clock: Clock, jumps: tuple[int, ...]) -> None:
    one = case.claims()[0].id
    expected = ["accepted", "rejected", "accepted", "edited"]
    for jump, decision, held in zip((0, *jumps), ("accept", "reject", "accept", "edit"), expected, strict=True):
        clock.now_is += timedelta(days=jump)
        changes = {"modality": "probable"} if decision == "edit" else None
        case.judge(one, decision, who="Ada Example", changes=changes)  # type: ignore[arg-type]  # these four are decisions
        assert status(case, one) == held
    clock.now_is -= timedelta(days=9000)
    for held in ("accepted", "rejected", "accepted", "proposed"):
        case.undo(one, who="Bo Example")
        assert status(case, one) == held
    with case.view() as view:
        made = [judgement.decision for judgement in view.judgements()]
    assert made == ["accept", "reject", "accept", "edit", *["undo"] * 4]
    assert [finding for finding in check(case.folder) if finding.state != "fine"] == []


def test_a_clock_that_stands_still_loses_no_decision(case: Case, clock: Clock) -> None:
    one, other = [claim.id for claim in case.claims()][:2]
    for _ in range(3):
        case.judge_all([one, other, one], "accept", who="Ada Example")
        assert (status(case, one), status(case, other)) == ("accepted", "accepted")
        case.undo_all([one, other], who="Ada Example")
        assert (status(case, one), status(case, other)) == ("proposed", "proposed")
    with case.view() as view:
        made = list(view.judgements())
    assert len({judgement.id for judgement in made}) == len(made) == 12
    assert {judgement.when for judgement in made} == {"2026-03-01T12:00:00.000000Z"}


def test_what_is_returned_is_what_is_kept(case: Case, clock: Clock) -> None:
    one = case.claims()[0].id
    first = case.judge(one, "accept", who="Ada Example")
    case.undo(first.id, who="Ada Example")
    again = case.judge(one, "accept", who="Ada Example")
    assert again.id != first.id
    case.undo(again.id, who="Ada Example")
    assert status(case, one) == "proposed"
