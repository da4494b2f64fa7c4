"""Work that is done again and again while somebody else needs the machine too: it rests after each time, the longer it took."""

from __future__ import annotations

import math
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Resting:
    """Tells when it may be done again. Not locked: who shares one has a lock already."""

    def __init__(self, times: float, *, longest: float = math.inf) -> None:
        """Rest for so many times as long as the last time took, at most so many seconds."""
        self._times = times
        self._longest = longest
        self._until = 0.0

    @property
    def rests(self) -> bool:
        """Whether it is too early."""
        return time.monotonic() < self._until

    @contextmanager
    def work(self) -> Iterator[None]:
        """Note how long it takes to do it, also where it fails."""
        start = time.monotonic()
        try:
            yield
        finally:
            end = time.monotonic()
            self._until = end + min(self._times * (end - start), self._longest)
