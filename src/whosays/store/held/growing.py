"""What is held of a case that grows: brought up to date at once, or left to somebody while pages go on with what there is."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.store.database import Database

T = TypeVar("T")


class CatchesUp(Protocol):
    """What can be brought up to date with a connection of its own."""

    def catch_up(self, db: Database) -> object:
        """Bring it up to what a connection sees."""


class Seen(NamedTuple):
    """How far a case was read: how often people decided something or took it away, and how often anything changed."""

    decided: tuple[int, ...]
    changed: tuple[int, ...]


class Growing(ABC, Generic[T]):
    """Something of one case, replaced as a whole and never written into: who asks keeps the one they have."""

    def __init__(self, empty: T, later: Callable[[CatchesUp], None] | None = None) -> None:
        """Hold nothing yet.

        Args:
            empty: what it is for a case without anything in it.
            later: sees to it that `catch_up` is called soon, where things were only added. None: they are read in at once.
        """
        self._held = empty
        self._later = later
        self._lock = threading.Lock()
        self._seen: Seen | None = None

    def of(self, db: Database) -> T:
        """Return what is held, with all that was decided or removed as the connection sees it."""
        seen, before = self._look(db), self._seen
        if seen == before:
            return self._held
        if self._later is None or before is None or before.decided != seen.decided:
            return self.catch_up(db)
        self._later(self)
        return self._held

    def catch_up(self, db: Database) -> T:
        """Bring it up to what a connection sees, and return it; one thread at a time does, the others wait."""
        with self._lock:
            seen = self._look(db)
            if seen != self._seen:
                self._held = self._read(db)
                self._seen = seen
            return self._held

    @abstractmethod
    def _look(self, db: Database) -> Seen:
        """Return how far the case is."""

    @abstractmethod
    def _read(self, db: Database) -> T:
        """Read it in."""
