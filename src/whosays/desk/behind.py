"""Answers that take longer than a page may: worked out behind it, kept, and given at once until something has changed."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from whosays.desk.faults import NoAnswer
from whosays.resting import Resting

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_PATIENCE = 0.1  # seconds that a page waits for an answer
# An answer that took a second is not worked out again for half a minute: pages that are asked meanwhile would wait for it.
_REST = 30


@dataclass(frozen=True, slots=True)
class Given(Generic[T]):
    """An answer, None where there is none yet.

    `is_new`: nothing has changed since it was worked out; `is_coming`: it is being worked out (anew).
    """

    answer: T | None
    is_new: bool
    is_coming: bool


class Behind(Generic[T]):
    """Works out one answer in a thread of its own, at most once at a time."""

    def __init__(self, ask: Callable[[], T], *, rest: float | None = None) -> None:
        """Work out what a function answers; so many times as long as that took, it then rests."""
        self._ask = ask
        self._lock = threading.Lock()
        self._kept: tuple[object, T] | None = None
        self._shelf: object = None
        self._resting = Resting(_REST if rest is None else rest)
        self._thread: threading.Thread | None = None

    def give(self, state: object, *, shelf: object = None) -> Given[T]:
        """Return the answer for a state of the case: at once, or what was known before while it is worked out.

        Args:
            state: what is equal as long as nothing has changed that the answer rests on.
            shelf: what is equal as long as no document came or went; an answer of another shelf may hold words of one that
                was removed, and is given no more.
        """
        with self._lock:
            if self._shelf != shelf:
                self._kept, self._shelf = None, shelf
            if self._kept and self._kept[0] == state:
                return Given(self._kept[1], is_new=True, is_coming=False)
            if self._kept and self._resting.rests:
                return Given(self._kept[1], is_new=False, is_coming=False)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, args=(state, shelf), daemon=True)
                self._thread.start()
            thread = self._thread
        thread.join(_PATIENCE)
        with self._lock:
            kept = self._kept
        is_new = kept is not None and kept[0] == state
        return Given(kept[1] if kept else None, is_new=is_new, is_coming=not is_new)

    def _work(self, state: object, shelf: object) -> None:
        # Where the process beside the desk came to an end without an answer (the desk is closed), the next page asks again.
        with suppress(NoAnswer):
            with self._resting.work():
                answer = self._ask()
            with self._lock:
                if shelf == self._shelf:
                    self._kept = (state, answer)
