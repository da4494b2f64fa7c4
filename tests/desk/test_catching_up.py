"""What is read in behind the pages: quickly where there is little, and nobody waits where there is much."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.desk.catching_up import CatchingUp

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.store.database import Database


class Slow:
    """Takes as long as it is told to."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.times = 0

    def catch_up(self, db: Database) -> None:
        assert db.execute("SELECT 1").fetchone()
        self.begun.set()
        self.go.wait(60)
        self.times += 1


@pytest.mark.in_a_file  # a connection to a server takes a moment of its own
def test_little_is_there_at_once_and_much_keeps_nobody_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A busy machine may take longer than a page waits to begin at all, and longer than it rests for the next line here.
    monkeypatch.setattr("whosays.desk.catching_up._REST", 1e6)
    monkeypatch.setattr("whosays.desk.catching_up._LONGEST", 1e6)
    with Case.new(tmp_path / "case") as case:
        little, much = Slow(), Slow()
        little.go.set()
        with monkeypatch.context() as patient:
            patient.setattr("whosays.desk.catching_up._PATIENCE", 60)
            CatchingUp(case)(little)
        assert little.times == 1
        later = CatchingUp(case)
        later(much)
        later(much)
        assert much.times == 0
        much.go.set()
        until = time.monotonic() + 60
        while not much.times and time.monotonic() < until:
            time.sleep(0.01)
        later(much)
        assert much.times == 1  # once for both, and now it rests


def test_what_took_long_keeps_no_page_waiting_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whosays.desk.catching_up._REST", 0.0)
    waited: list[float | None] = []
    join = threading.Thread.join
    with Case.new(tmp_path / "case") as case:
        later, much = CatchingUp(case), Slow()
        later(much)
        assert much.begun.wait(60)
        time.sleep(0.1)
        much.go.set()
        while later._thread and later._thread.is_alive():
            time.sleep(0.01)

        def noted(thread: threading.Thread, timeout: float | None = None) -> None:
            waited.append(timeout)
            join(thread, timeout)

        monkeypatch.setattr(threading.Thread, "join", noted)
        later(much)
        assert waited == []
        while later._thread and later._thread.is_alive():
            time.sleep(0.01)
        later._took = 0.01  # as where it was quick
        later(much)
        assert waited == [0.03]


@pytest.mark.in_a_file
def test_a_case_that_cannot_be_read_is_told_by_the_page(tmp_path: Path) -> None:
    with Case.new(tmp_path / "case") as case:
        later, slow = CatchingUp(case), Slow()
        (tmp_path / "case" / "case.sqlite").rename(tmp_path / "elsewhere")
        later(slow)
        assert later._thread
        later._thread.join(60)  # it would find the case again where it comes late
        (tmp_path / "elsewhere").rename(tmp_path / "case" / "case.sqlite")
        assert slow.times == 0
