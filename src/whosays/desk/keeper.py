"""Puts the names of a large case together anew behind the pages, where a decision left that for later.

In a small case the decision does it itself (`case.together.indexing`).
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from whosays.case import Case
from whosays.desk.aside import Aside
from whosays.desk.faults import NoAnswer
from whosays.resting import Resting

if TYPE_CHECKING:
    from pathlib import Path

# So many times as long as it took it rests: who decides on many names in a row gives it more to do with each.
_REST = 3


def keep_names(folder: Path) -> None:
    """Put the names of the case in a folder together anew."""
    with Case.open(folder) as case:
        case.keep_names()


class NameKeeper:
    """Keeps the names of one case."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._aside = Aside(keep_names)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._resting = Resting(_REST)

    def wake(self) -> None:
        """Begin, unless it is at it or rests; nobody waits for it."""
        with self._lock:
            if (self._thread and self._thread.is_alive()) or self._resting.rests:
                return
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the process that works."""
        self._aside.close()

    def _work(self) -> None:
        # Where somebody else writes, or the desk is closed, there is no answer: the next page wakes it again.
        with suppress(NoAnswer), self._resting.work():
            self._aside.ask(self._folder)
