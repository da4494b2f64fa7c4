"""Writers take turns: one that writes all the time keeps nobody waiting who writes once."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from whosays.store import turn as turns
from whosays.store.faults import CaseBusy
from whosays.store.store import Store
from whosays.store.turn import turn

if TYPE_CHECKING:
    from pathlib import Path


def test_who_waits_comes_before_who_has_just_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "originals").mkdir()
    order: list[str] = []
    end = threading.Event()
    take = turns._take

    def noted(lock: int, until: float) -> bool:
        came = take(lock, until)
        if threading.current_thread() is not busy:
            order.append("held")  # the door, then the turn
        return came

    monkeypatch.setattr(turns, "_take", noted)

    def write_all_the_time() -> None:
        while not end.is_set():
            with turn(tmp_path, 60):
                order.append("many")
                time.sleep(0.02)

    busy = threading.Thread(target=write_all_the_time)
    busy.start()
    try:
        for _ in range(10):
            time.sleep(0.03)
            order.clear()
            with turn(tmp_path, 60):
                order.append("one")
            # From when it holds the door, the one that is at it comes first, and no other. How long it takes to get there is
            # the machine's.
            assert order[order.index("held") : order.index("one")].count("many") <= 1
    finally:
        end.set()
        busy.join()


def test_whose_turn_does_not_come_is_told_that_the_case_is_busy(store: Store) -> None:
    other = Store.open(store.folder, timeout=0.1)
    with store.write(), pytest.raises(CaseBusy), other.write():
        pass
    other.close()


def test_a_folder_that_takes_no_locks_is_written_to_all_the_same(tmp_path: Path) -> None:
    with turn(tmp_path / "not there", 1):
        pass
