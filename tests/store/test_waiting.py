"""The folder in which files of archives wait."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from whosays.store.waiting import WAITING, clear_left_behind, waiting_room

if TYPE_CHECKING:
    from pathlib import Path

_KILLED = """
import os, pathlib, signal, sys
from whosays.store.waiting import waiting_room
with waiting_room(pathlib.Path(sys.argv[1])) as room:
    (room / "secret").write_bytes(b"x")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_room_is_gone_with_its_run(tmp_path: Path) -> None:
    with waiting_room(tmp_path) as room:
        (room / "a").write_bytes(b"x")
        with waiting_room(tmp_path) as other:
            assert other != room
        assert (room / "a").exists()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_cleared_and_what_a_living_one_has_stays(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    assert [place.name for place in tmp_path.rglob("secret")] == ["secret"]
    with waiting_room(tmp_path) as room:
        (room / "mine").write_bytes(b"x")
        assert list(tmp_path.rglob("secret")) == []
        clear_left_behind(tmp_path)
        assert (room / "mine").exists()
    assert not (tmp_path / WAITING).exists()


def test_a_folder_without_a_lock_stays_for_a_moment(tmp_path: Path) -> None:
    place = tmp_path / WAITING / "x"
    place.mkdir(parents=True)
    clear_left_behind(tmp_path)
    assert place.exists()
    os.utime(place, (time.time() - 3600,) * 2)
    clear_left_behind(tmp_path)
    assert not place.exists()
