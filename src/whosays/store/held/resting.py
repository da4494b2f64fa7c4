"""Who reads in again what they hold of a case rests after it, so that a case that grows all the time leaves time for pages."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 5.0  # seconds


class Resting:
    """Tells when it may be read in again: after so many times as long as the last time took, five seconds at most."""

    def __init__(self, times: float = 0.0) -> None:
        self._times = times
        self._until = 0.0

    @property
    def rests(self) -> bool:
        """Whether it is too early."""
        return time.monotonic() < self._until

    @contextmanager
    def work(self) -> Iterator[None]:
        """Read in, and note how long that took."""
        start = time.monotonic()
        yield
        end = time.monotonic()
        self._until = end + min(self._times * (end - start), _LONGEST)
