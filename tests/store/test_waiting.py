"""The folder in which files of archives wait."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from whosays.store.waiting import WAITING, clear_left_behind, waiting_room

if TYPE_CHECKING:
    from pathlib import Path


def test_a_room_is_gone_with_its_run(tmp_path: Path) -> None:
    with waiting_room(tmp_path) as room:
        (room / "a").write_bytes(b"x")
        with waiting_room(tmp_path) as other:
            assert other != room
        assert (room / "a").exists()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_cleared_and_what_a_living_one_has_stays(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for process in (ended.pid, os.getpid()):
        (tmp_path / WAITING / f"{process}-x").mkdir(parents=True)
    clear_left_behind(tmp_path)
    assert [place.name for place in (tmp_path / WAITING).iterdir()] == [f"{os.getpid()}-x"]
