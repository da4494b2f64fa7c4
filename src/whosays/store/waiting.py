"""Where files that come out of archives wait until they are kept: inside the case folder, and gone with the run.

A run that is killed leaves its files; the next run, or the next removal, clears them away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WAITING = "waiting"
# Where the system does not tell whether a process lives, its files are taken for left behind after so long.
_DAY = 86_400


@contextmanager
def waiting_room(case: Path) -> Iterator[Path]:
    """Make a folder of this process alone, and delete it at the end."""
    clear_left_behind(case)
    room = case / WAITING
    room.mkdir(exist_ok=True)
    own = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=room))
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)
        if not any(room.iterdir()):
            room.rmdir()


def clear_left_behind(case: Path) -> None:
    """Delete what killed runs left."""
    room = case / WAITING
    for place in sorted(room.iterdir()) if room.is_dir() else ():
        if not _is_at_work(place):
            shutil.rmtree(place, ignore_errors=True)


def _is_at_work(place: Path) -> bool:
    process = place.name.partition("-")[0]
    if os.name != "posix" or not process.isdecimal():
        return time.time() - place.stat().st_mtime < _DAY
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
