"""Brings what is held in memory of a case that grows up to date behind the pages, in a tenth of the time at most."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError
from whosays.resting import Resting

if TYPE_CHECKING:
    from whosays.case import Case
    from whosays.store.held.growing import CatchesUp

_PATIENCE = 0.03  # seconds that a page waits, where it took no longer the last time: in a small case it has all that was added
_REST, _LONGEST = 10.0, 5.0  # so many times as long as it took it rests, at most so many seconds


class CatchingUp:
    """Does it for one thing that is held; called by whoever finds that something was added."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._lock = threading.Lock()
        self._resting = Resting(_REST, longest=_LONGEST)
        self._thread: threading.Thread | None = None
        self._took = 0.0

    def __call__(self, held: CatchesUp) -> None:
        """Begin, unless it is at it or rests, and wait for a moment where it is soon done."""
        with self._lock:
            # Looked at before it begins: what is quick may be done, and have told anew, before it is waited for.
            quick = self._took < _PATIENCE
            if self._thread is None or not self._thread.is_alive():
                if self._resting.rests:
                    return
                self._thread = threading.Thread(target=self._work, args=(held,), daemon=True)
                self._thread.start()
            thread = self._thread
        if quick:
            thread.join(_PATIENCE)

    def _work(self, held: CatchesUp) -> None:
        # Where the case cannot be read, the page that asked says so.
        with suppress(WhosaysError), self._resting.work(), self._case.view(kept=True) as view:
            start = time.monotonic()
            view.stored.lookup.catch_up(held)
            self._took = time.monotonic() - start
