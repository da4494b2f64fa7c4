"""Where records lie, held in memory; what is rejected lies nowhere."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal

import numpy as np

from whosays.resting import Resting
from whosays.store import changed
from whosays.store.facts import STATUSES
from whosays.store.held import LONGEST
from whosays.store.judged import rejected_where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from whosays.places_at import Where

Kind = Literal["claim", "entry", "event", "mention"]
KINDS: tuple[Kind, ...] = ("claim", "entry", "event", "mention")


class Places:
    """The places of one case. One thread at a time reads them in; all may ask."""

    def __init__(self, *, rest: float = 0.0) -> None:
        """Hold nothing yet; after new places were read in, others are left for `rest` times as long."""
        self._resting = Resting(rest, longest=LONGEST)
        self._urgent: tuple[int, ...] = ()
        self._lock = threading.Lock()
        self.stamp: tuple[int, ...] = ()
        self.wheres: list[Where] = []
        self._records: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []

    def refresh(self, db: sqlite3.Connection) -> None:
        """Read where records lie, where that changed."""
        with self._lock:
            stamp = (*db.execute("SELECT changes FROM lies_state").fetchone(), *changed.times(db, "claims", "judged"))
            urgent = changed.times(db, "removed", "judged")
            if stamp == self.stamp or (urgent == self._urgent and self._resting.rests):
                return
            self._urgent = urgent
            with self._resting.work():
                self._read(db)
            self.stamp = stamp

    def _read(self, db: sqlite3.Connection) -> None:
        rows = np.array(
            db.execute(
                "SELECT l.place, r.num, CASE r.kind WHEN 'claim' THEN 0 WHEN 'entry' THEN 1 WHEN 'event' THEN 2 ELSE 3 END"
                " FROM lies AS l JOIN records AS r ON r.num = l.record LEFT JOIN facts AS f ON f.claim = l.record"
                " WHERE f.status IS NULL OR f.status < ?",
                (STATUSES.index("rejected"),),
            ).fetchall(),
            dtype=np.int64,
        ).reshape(-1, 3)
        out = np.array(sorted(_rejected(db)), dtype=np.int64)
        rows = rows[~np.isin(rows[:, 1], out)]
        rows = rows[np.lexsort((rows[:, 1], rows[:, 2], rows[:, 0]))]
        numbers, starts = np.unique(rows[:, 0], return_index=True)
        told = {num: (country or None, place or None) for num, country, place in db.execute("SELECT * FROM places")}
        self.wheres = [told[num] for num in numbers.tolist()]
        self._records = [(part[:, 1], part[:, 2]) for part in np.split(rows, starts[1:])] if len(rows) else []

    def records(self, places: Sequence[int]) -> dict[Kind, NDArray[np.int64]]:
        """Return the numbers of the records at some places (which are numbers of `wheres`), each once, by kind."""
        parts = [self._records[place] for place in places]
        numbers, kinds = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
        return {kind: np.unique(numbers[kinds == at]) for at, kind in enumerate(KINDS)}


def _rejected(db: sqlite3.Connection) -> Iterator[int]:
    """Yield the numbers of rows, events and names that people rejected; claims have it in their facts."""
    for one in rejected_where(db, "r.kind IN ('entry', 'event', 'mention')"):
        yield from (num for (num,) in db.execute("SELECT num FROM records WHERE id = ?", (one,)))
