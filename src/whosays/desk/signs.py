"""The hashtags, slogans and campaigns of a case. In a large one they are looked for in a process of their own.

Slogans are looked for in every passage. Within the desk's own process that would keep its pages waiting for as long.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from whosays.case import Case
from whosays.workers import Standby

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.analyse.campaigns import Sign

# Documents from which on it pays: to start a process takes half a second, and 300 documents are gone through in as long.
_MANY = 300
_SECONDS = 3600.0


def find_signs(folder: Path) -> tuple[Sign, ...]:
    """Return the signs of the case in a folder, with names as they were put together last."""
    with Case.open(folder) as case, case.analysing(kept=True) as ask:
        return ask.signs()


def find_signs_aside(folder: Path) -> tuple[Sign, ...]:
    """Return what `find_signs` does, behind everything else that the machine has to do."""
    if hasattr(os, "nice"):
        os.nice(10)
    return find_signs(folder)


class SignFinder:
    """Finds the signs of one case."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._standby: Standby[Path, tuple[Sign, ...]] | None = None

    def find(self) -> tuple[Sign, ...]:
        """Return the signs. Raises RuntimeError where the process came to an end: none found would be another answer."""
        with Case.open(self._folder) as case, case.view(kept=True) as view:
            many = view.stored.lookup.documents_count() >= _MANY
        if not many:
            return find_signs(self._folder)
        with self._lock:
            self._standby = self._standby or Standby(find_signs_aside, timeout=_SECONDS)
            standby = self._standby
        answer = standby.ask(self._folder)
        if answer.value is None:
            raise RuntimeError(answer.failure.message if answer.failure else "the process was ended")
        return answer.value

    def close(self) -> None:
        """End the process."""
        with self._lock:
            if self._standby is not None:
                self._standby.close()
                self._standby = None
