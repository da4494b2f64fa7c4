"""What is worked out behind a page is given when it is there, and what was known before until then."""

from __future__ import annotations

import threading
import time
from itertools import count

import pytest

from whosays.desk.behind import Behind


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page waits long enough for a quick answer, however busy the machine is; it does not rest."""
    monkeypatch.setattr("whosays.desk.behind._PATIENCE", 60)
    monkeypatch.setattr("whosays.desk.behind._REST", 0)


@pytest.mark.usefixtures("patient")
def test_a_quick_answer_is_given_at_once_and_kept() -> None:
    counted = count(1)
    behind = Behind(lambda: next(counted))
    assert [behind.give("a").answer for _ in range(3)] == [1, 1, 1]
    assert (behind.give("b").answer, behind.give("b").is_new) == (2, True)


def test_a_slow_answer_keeps_nobody_waiting_and_is_worked_out_once() -> None:
    go, asked = threading.Event(), []

    def ask() -> int:
        asked.append(1)
        go.wait(60)
        return len(asked)

    behind = Behind(ask)
    assert [behind.give("a").answer for _ in range(3)] == [None, None, None]
    go.set()
    until = time.monotonic() + 60
    while not behind.give("a").is_new and time.monotonic() < until:
        time.sleep(0.01)
    assert behind.give("a").answer == 1
    later = behind.give("b")  # what was known before; so slow an answer is not worked out again at once
    assert (later.answer, later.is_new, later.is_coming) == (1, False, False)
    assert len(asked) == 1


@pytest.mark.usefixtures("patient")
def test_an_answer_of_other_documents_is_given_no_more() -> None:
    counted = count(1)
    behind = Behind(lambda: next(counted))
    assert behind.give("a", shelf=1).answer == 1
    assert behind.give("a", shelf=2).answer == 2


def test_what_somebody_waits_for_is_worked_out_again_soon() -> None:
    def ask() -> float:
        time.sleep(0.2)
        return time.monotonic()

    behind = Behind(ask, rest=0.1)
    behind.give("a")
    until = time.monotonic() + 5
    while not behind.give("b").is_new and time.monotonic() < until:
        time.sleep(0.01)
    assert behind.give("b").is_new


def test_where_a_process_ends_without_an_answer_the_next_page_asks_again() -> None:
    from whosays.desk.faults import NoAnswer

    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        if len(asked) == 1:
            raise NoAnswer("its process was ended")
        return len(asked)

    behind = Behind(ask)
    until = time.monotonic() + 5
    while behind.give("a").answer is None and time.monotonic() < until:
        time.sleep(0.01)
    assert behind.give("a").answer == 2
