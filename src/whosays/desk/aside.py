"""A process beside the desk for what would keep its pages waiting, started when it is first asked."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from whosays.desk.faults import NoAnswer
from whosays.workers import Standby, WorkerBroken

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
R = TypeVar("R")
_SECONDS = 3600.0


class Aside(Generic[T, R]):
    """Asks one function, of an importable module, in a process of its own; safe to share by threads."""

    def __init__(self, function: Callable[[T], R]) -> None:
        self._function = function
        self._lock = threading.Lock()
        self._standby: Standby[T, R] | None = None
        self._closed = False

    def ask(self, task: T) -> R:
        """Return the answer. Raises NoAnswer where the process came to an end without one."""
        with self._lock:
            if self._closed:
                raise NoAnswer("the desk is closed")
            self._standby = self._standby or Standby(self._function, timeout=_SECONDS)
            standby = self._standby
        try:
            answer = standby.ask(task)
        except WorkerBroken as error:
            raise NoAnswer(str(error)) from error
        if answer.failure is not None:
            raise NoAnswer(answer.failure.message)
        return answer.value  # type: ignore[return-value]  # there is a value where there is no failure

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closed = True
            if self._standby is not None:
                self._standby.close()
                self._standby = None
