"""Whose turn it is to write. SQLite lets one write at a time and has the others try again, so that a process that writes one
batch after the other could keep somebody who makes a single decision waiting for seconds.

Two locks make it fair: who wants to write takes the door, then the turn, and leaves the door open again; who has just written
finds the door held by whoever waited. The folders of the case are what is locked, so no file is made for it. Where a system has
no such locks, SQLite's own asking remains.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from whosays.store.faults import CaseBusy
from whosays.store.originals import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.002


@contextmanager
def turn(folder: Path, timeout: float) -> Iterator[None]:
    """Wait for the turn to write. Raises CaseBusy when it does not come within so many seconds."""
    if sys.platform == "win32":
        yield
        return
    until = time.monotonic() + timeout
    with ExitStack() as held:
        try:
            with _opened(folder) as door:
                came = _take(door, until) and _take(held.enter_context(_opened(folder / FOLDER)), until)
        except OSError:
            came = True
        if not came:
            raise CaseBusy(folder)
        yield


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    opened = os.open(folder, os.O_RDONLY)
    try:
        yield opened
    finally:
        os.close(opened)


def _take(lock: int, until: float) -> bool:
    """Lock an open folder until it is closed; give up at a time."""
    import fcntl

    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(_PAUSE)
        else:
            return True
