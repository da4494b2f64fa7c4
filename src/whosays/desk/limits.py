"""How often somebody may try to sign in: so often by one name, so often from one address, and so many at once.

A try counts when it begins, so that many at once are counted too. One that succeeds gives its name a clean sheet; its address
gets back that one try and no more, since whoever has an account could else clean the sheet between guesses at another's.
An address that a person signed in from before has a count of its own for that name: strangers can slow a name down, but not
shut its owner out.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WINDOW = 15 * 60
BY_NAME = 10
"""Tries in a window by one name. At this rate, a password of four common words outlasts the case by far."""
BY_ADDRESS = 30
"""Tries in a window from one address: several people may share one, and mistype."""
_MOST_KEYS = 20_000
_NEWS = 60
# A hash takes 64 MiB and a core; who would fill the memory with sign-ins is told to come back.
_AT_ONCE, _WAITING = 2, 6


class TooBusy(WhosaysError):
    """More sign-ins at once than the machine can check."""

    code = "too-busy"

    def __init__(self) -> None:
        super().__init__("too many people are signing in at this moment; try again in a few seconds")


class Limits:
    """Counts tries to sign in, in memory."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[str, deque[float]] = {}
        self._lock = threading.Lock()
        self._told: dict[str, float] = {}
        self._hashing = threading.BoundedSemaphore(_AT_ONCE)
        self._waiting = threading.BoundedSemaphore(_AT_ONCE + _WAITING)

    def take(self, name: str, address: str, *, known: bool) -> int:
        """Count a try; return 0, or how many seconds to wait where there were too many already (then it is not counted).

        Args:
            name: folded, so that no other way to write it begins a count of its own.
            address: where the try comes from.
            known: whether the name signed in from there before.
        """
        now = self._clock()
        keys = ((_name_key(name, address, known=known), BY_NAME), (_address_key(address), BY_ADDRESS))
        with self._lock:
            waits = [self._wait(key, most, now) for key, most in keys]
            if not any(waits):
                for key, _ in keys:
                    self._tries.setdefault(key, deque()).append(now)
                self._forget(now)
            return max(waits)

    def succeeded(self, name: str, address: str, *, known: bool) -> None:
        """Take a try back that succeeded."""
        with self._lock:
            self._tries.pop(_name_key(name, address, known=known), None)
            if tries := self._tries.get(_address_key(address)):
                tries.pop()

    def is_news(self, address: str) -> bool:
        """Ask whether an address that has to wait should be noted: once a minute, so that a flood fills no list."""
        now, key = self._clock(), _address_key(address)
        with self._lock:
            if now - self._told.get(key, -_NEWS) < _NEWS:
                return False
            if len(self._told) > _MOST_KEYS:
                self._told.clear()
            self._told[key] = now
            return True

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Check a password while few others are checked; raise TooBusy where many wait already."""
        if not self._waiting.acquire(blocking=False):
            raise TooBusy
        try:
            with self._hashing:
                yield
        finally:
            self._waiting.release()

    def _wait(self, key: str, most: int, now: float) -> int:
        tries = self._tries.get(key)
        if not tries:
            return 0
        while tries and tries[0] <= now - WINDOW:
            tries.popleft()
        return int(tries[0] + WINDOW - now) + 1 if len(tries) >= most else 0

    def _forget(self, now: float) -> None:
        """Keep the memory bounded: what is over is dropped, then what was tried least lately."""
        if len(self._tries) <= _MOST_KEYS:
            return
        live = {key: tries for key, tries in self._tries.items() if tries and tries[-1] > now - WINDOW}
        kept = sorted(live, key=lambda key: live[key][-1])[-_MOST_KEYS // 2 :]
        self._tries = {key: live[key] for key in kept}


def _name_key(name: str, address: str, *, known: bool) -> str:
    return f"name {name} {address if known else ''}"


def _address_key(address: str) -> str:
    """Return what is counted as one address: of IPv6 the network, since a household has more addresses than it could use up."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return f"address {address}"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return f"address {found.ipv4_mapped}"
        return f"address {ipaddress.ip_network((found, 64), strict=False)}"
    return f"address {found}"
