"""What every look-up needs: which records are shown, questions about many values at once, decisions applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from whosays.records import Claim, Entry, Event, Link, Mention
from whosays.store.judged import current

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whosays.store.database import Database
    from whosays.store.judged import Verdict

ACTIVE = "(superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced"
_MANY = 500  # values in one question to SQLite

K = TypeVar("K", str, int)
R = TypeVar("R", Event, Claim, Mention, Entry, Link)


class Asking:
    """A connection in a read transaction, and what people decided."""

    def __init__(self, db: Database, verdict: Callable[[str], Verdict]) -> None:
        self.db = db
        self._verdict = verdict

    def current(self, record: R) -> R:
        """Return a record as people left it."""
        verdict = self._verdict(record.id)
        return current(record, verdict) if verdict.changes else record

    def count(self, sql: str, *values: object) -> int:
        """Return the one number that a question has for its answer."""
        return int(self.db.execute(sql, values).fetchone()[0])


def batches(values: Sequence[K]) -> Iterator[Sequence[K]]:
    """Yield values in lots that one question takes."""
    for at in range(0, len(values), _MANY):
        yield values[at : at + _MANY]


def marks(values: Sequence[object]) -> str:
    """Return a question mark for each value; what stands for none of them is among no values."""
    return ",".join("?" * len(values)) or "NULL"
