"""Where files that come out of archives wait until they are kept: inside the case folder, and gone with the run.

A run that is killed leaves its files; the next run, or the next removal, clears them away. That a run is alive is told by the
lock that it holds on a file of its folder, where the system has such locks, and by the age of the folder elsewhere.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from whosays.store.faults import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Iterator

WAITING = "waiting"
_LOCK = ".lock"
# Where the system does not tell whether a run lives, its files are taken for left behind after so long.
_DAY = 86_400


@contextmanager
def waiting_room(case: Path) -> Iterator[Path]:
    """Make a folder of this run alone, and delete it at the end. Raises CannotWrite."""
    clear_left_behind(case)
    room = case / WAITING
    try:
        own = _make_own(room)
    except OSError as error:
        raise CannotWrite(case, (error.strerror or str(error)).lower()) from error
    with (own / _LOCK).open("wb") as lock:
        _hold(lock)
        try:
            yield own
        finally:
            shutil.rmtree(own, ignore_errors=True)
            with contextlib.suppress(OSError):  # another run has its folder there, or was as quick
                room.rmdir()


def clear_left_behind(case: Path) -> None:
    """Delete what killed runs left."""
    room = case / WAITING
    if not room.is_dir():
        return
    for place in left_behind(case):
        shutil.rmtree(place, ignore_errors=True)
    with contextlib.suppress(OSError):
        room.rmdir()


def left_behind(case: Path) -> list[Path]:
    """Return the folders that killed runs left."""
    room = case / WAITING
    return [place for place in sorted(room.iterdir()) if not _is_at_work(place)] if room.is_dir() else []


def _make_own(room: Path) -> Path:
    """Make a folder; another run may delete the one above it in the same moment."""
    for _ in range(9):
        room.mkdir(exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            return Path(tempfile.mkdtemp(dir=room))
    room.mkdir(exist_ok=True)
    return Path(tempfile.mkdtemp(dir=room))


def _hold(lock: IO[bytes]) -> bool:
    """Lock a file for as long as it is open; say whether nobody else had it."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_at_work(place: Path) -> bool:
    try:
        if sys.platform == "win32" or not (place / _LOCK).exists():
            # A run makes its folder first and the lock in it a moment later.
            limit = _DAY if sys.platform == "win32" else 60
            return time.time() - place.stat().st_mtime < limit
        with (place / _LOCK).open("rb") as lock:
            return not _hold(lock)
    except OSError:
        return False
