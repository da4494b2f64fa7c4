"""Where records lie, held in memory; what is rejected lies nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from whosays.store import changed
from whosays.store.facts import STATUSES
from whosays.store.held.growing import Growing, Seen
from whosays.store.judged import rejected_where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from whosays.places_at import Where
    from whosays.store.database import Database
    from whosays.store.held.growing import CatchesUp

Kind = Literal["claim", "entry", "event", "mention"]
KINDS: tuple[Kind, ...] = ("claim", "entry", "event", "mention")


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of one case, as they were at a time, and the numbers and kinds of the records at each."""

    wheres: tuple[Where, ...]
    parts: tuple[tuple[NDArray[np.int64], NDArray[np.int64]], ...]

    def records(self, places: Sequence[int]) -> dict[Kind, NDArray[np.int64]]:
        """Return the numbers of the records at some places (which are numbers of `wheres`), each once, by kind."""
        parts = [self.parts[place] for place in places]
        numbers, kinds = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
        return {kind: np.unique(numbers[kinds == at]) for at, kind in enumerate(KINDS)}


class HeldPlaces(Growing[Places]):
    """The places of a case, held while it grows."""

    def __init__(self, later: Callable[[CatchesUp], None] | None = None) -> None:
        """Hold nothing yet (for `later` see `Growing`)."""
        super().__init__(Places((), ()), later)

    def _look(self, db: Database) -> Seen:
        lies = db.execute("SELECT changes FROM lies_state").fetchone()
        return Seen(changed.times(db, "removed", "judged"), (*lies, *changed.times(db, "claims", "judged")))

    def _read(self, db: Database) -> Places:
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
        parts = tuple((part[:, 1], part[:, 2]) for part in np.split(rows, starts[1:])) if len(rows) else ()
        return Places(tuple(told[num] for num in numbers.tolist()), parts)


def _rejected(db: Database) -> Iterator[int]:
    """Yield the numbers of rows, events and names that people rejected; claims have it in their facts."""
    for one in rejected_where(db, "r.kind IN ('entry', 'event', 'mention')"):
        yield from (num for (num,) in db.execute("SELECT num FROM records WHERE id = ?", (one,)))
