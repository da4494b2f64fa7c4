"""Whose turn it is: one request at a time to a host, and a pause between two visits to it."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from whosays.capture.failure import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Turns:
    """When each host was last asked, in one run. Safe to share by threads."""

    def __init__(self, longest_wait: float, sleep: Callable[[float], None] = time.sleep) -> None:
        self._longest = longest_wait
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._next: dict[str, float] = {}
        self._closed: dict[str, float] = {}

    @contextmanager
    def take(self, host: str, *, goes_on: bool = False) -> Iterator[float]:
        """Wait until the host may be asked and nobody else asks it; yield the seconds waited.

        With `goes_on` a visit that had its turn asks again (a redirect), as a browser does: without the pause of our own.
        Raises FetchFailed where the host asked to be left alone for longer than we wait.
        """
        with self._lock:
            turn = self._hosts[host]
        began = time.monotonic()
        with turn:
            until = max(0.0 if goes_on else self._next.get(host, 0.0), self._closed.get(host, 0.0))
            wait = until - time.monotonic()
            if wait > self._longest:
                raise FetchFailed("busy", f"{host} asks to be left alone for longer than we wait; try again later")
            if wait > 0:
                self._sleep(wait)
            yield time.monotonic() - began

    def pause(self, host: str, seconds: float) -> None:
        """Note that the host was asked, and that the next visit waits for so long."""
        self._next[host] = time.monotonic() + min(seconds, self._longest)

    def close(self, host: str, seconds: float) -> None:
        """Note that the host asked to be left alone for so long."""
        self._closed[host] = time.monotonic() + seconds
