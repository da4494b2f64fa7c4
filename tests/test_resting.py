"""Work rests after it was done, the longer it took, also where it failed."""

from __future__ import annotations

import pytest

from whosays.resting import Resting


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("whosays.resting.time.monotonic", lambda: now[0])
    return now


def test_it_rests_so_many_times_as_long_as_it_took(clock: list[float]) -> None:
    work = Resting(3)
    assert not work.rests
    with work.work():
        clock[0] += 2
    rests = []
    for seconds in (5.9, 0.2):
        clock[0] += seconds
        rests.append(work.rests)
    assert rests == [True, False]


def test_it_rests_no_longer_than_it_may(clock: list[float]) -> None:
    work = Resting(100, longest=1)
    with work.work():
        clock[0] += 2
    clock[0] += 1.1
    assert not work.rests


def test_it_rests_after_a_failure_too(clock: list[float]) -> None:
    work = Resting(3)
    with pytest.raises(OSError, match="wet"), work.work():
        clock[0] += 2
        raise OSError("wet")
    assert work.rests
