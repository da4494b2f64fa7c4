"""The times of a case as columns of numbers, held in memory: what lies in a span, and how much in each stretch of it.

A row is a time that a record gives: when something was said, when what is told was, when a document came out, when it was
captured, when an event was. A time is a stretch of days, from the first to the last that it may mean. What is rejected has no
row, nor has what is no date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from whosays.derived import published
from whosays.records import Capture, Document, Event
from whosays.store import changed
from whosays.store.codec import decode
from whosays.store.facts import STATUSES
from whosays.store.held.growing import Growing, Seen
from whosays.store.judged import current, verdicts_where
from whosays.text.edtf import bounds
from whosays.text.stretches import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from whosays.store.database import Database
    from whosays.store.held.growing import CatchesUp
    from whosays.text.stretches import Unit

Time = Literal["published", "said", "content", "event", "captured"]
TIMES: tuple[Time, ...] = ("published", "said", "content", "event", "captured")

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_EPOCH = date(1970, 1, 1).toordinal()
_TIME, _NUMBER, _DOC, _START, _FROM, _TO = range(6)
_REJECTED = STATUSES.index("rejected")
_ACTIVE = "(superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced"


@dataclass(frozen=True, slots=True)
class Among:
    """What is asked for where not all is: the numbers of claims, of documents, of events."""

    claims: NDArray[np.int64]
    documents: frozenset[int]
    events: frozenset[int]


class Found:
    """The times that lie in a span, in order of their first day, then of their last."""

    def __init__(self, rows: NDArray[np.int64]) -> None:
        self._rows = rows

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._rows)

    def some(self, start: int, limit: int) -> list[tuple[Time, int]]:
        """Return some of them: which time it is, and the number of the claim or event, or of the document."""
        return [(TIMES[row[_TIME]], int(row[_NUMBER])) for row in self._rows[start : start + limit]]

    def span(self) -> tuple[date, date] | None:
        """Return the first and the last day that any of them names."""
        days = self._rows[:, [_FROM, _TO]].ravel()
        named = days[(days != _FIRST) & (days != _LAST)]
        return (date.fromordinal(int(named.min())), date.fromordinal(int(named.max()))) if len(named) else None

    def count(self, unit: Unit) -> tuple[dict[Time, dict[str, int]], int]:
        """Return how many lie whole in each stretch of a unit, or of a larger one; and how many in none."""
        counts: dict[Time, dict[str, int]] = {time: {} for time in TIMES}
        left = self._rows
        for one in UNITS[UNITS.index(unit) :]:
            begins, ends = _stretches(left[:, _FROM], one), _stretches(left[:, _TO], one)
            whole = begins == ends
            keys = (begins[whole] << 3) + left[whole, _TIME]  # one number for both, which is quick to sort
            for key, times in zip(*np.unique(keys, return_counts=True), strict=True):
                counts[TIMES[key & 7]][_written(int(key >> 3), one)] = int(times)
            left = left[~whole]
        return counts, len(left)


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """The times of one case, as they were at a time."""

    rows: NDArray[np.int64]

    def find(self, since: date, until: date, among: Among | None = None) -> Found:
        """Return the times that may lie in a span, of all records or of some."""
        rows = self.rows
        fit = (rows[:, _FROM] <= until.toordinal()) & (rows[:, _TO] >= since.toordinal())
        if among is not None:
            of_claims = np.isin(rows[:, _TIME], _OF_CLAIMS) & np.isin(rows[:, _NUMBER], among.claims)
            of_events = (rows[:, _TIME] == _OF_EVENT) & np.isin(rows[:, _NUMBER], _these(among.events))
            of_documents = np.isin(rows[:, _TIME], _OF_DOCUMENTS) & np.isin(rows[:, _NUMBER], _these(among.documents))
            fit &= of_claims | of_events | of_documents
        return Found(rows[fit])

    def documents_of(self, claims: NDArray[np.int64], events: frozenset[int]) -> frozenset[int]:
        """Return the numbers of the documents that hold some claims and events."""
        rows = self.rows
        inside = np.isin(rows[:, _TIME], _OF_CLAIMS) & np.isin(rows[:, _NUMBER], claims)
        inside |= (rows[:, _TIME] == _OF_EVENT) & np.isin(rows[:, _NUMBER], _these(events))
        return frozenset(rows[inside, _DOC].tolist())


class HeldMoments(Growing[Moments]):
    """The times of a case, held while it grows."""

    def __init__(self, later: Callable[[CatchesUp], None] | None = None) -> None:
        """Hold nothing yet (for `later` see `Growing`)."""
        super().__init__(Moments(_rows(())), later)
        self._claims, self._documents, self._events = _rows(()), _rows(()), _rows(())
        self._seq, self._gone = 0, -1
        self._standing: tuple[int, ...] = ()
        self._shelf: tuple[int, ...] = ()
        self._told: tuple[int, ...] = ()
        self._known: dict[int, tuple[bytes, bytes, list[tuple[int, ...]]]] = {}

    def _look(self, db: Database) -> Seen:
        (gone,) = db.execute("SELECT gone FROM facts_state").fetchone()
        return Seen(
            changed.times(db, "removed", "judged"), (gone, *changed.times(db, "claims", "documents", "events", "judged"))
        )

    def _read(self, db: Database) -> Moments:
        self._read_claims(db)
        self._read_documents(db)
        self._read_events(db)
        rows = np.concatenate((self._claims, self._documents, self._events))
        order = np.lexsort((rows[:, _NUMBER], rows[:, _START], rows[:, _DOC], rows[:, _TIME], rows[:, _TO], rows[:, _FROM]))
        return Moments(rows[order])

    def _read_claims(self, db: Database) -> None:
        seq, gone = db.execute("SELECT seq, gone FROM facts_state").fetchone()
        standing = changed.times(db, "claims")
        if (standing, gone) == (self._standing, self._gone):
            self._seq = seq
            return
        since = self._seq if gone == self._gone else -1
        told = db.execute("SELECT claim, doc, start, status, said, time FROM facts WHERE seq > ?", (since,)).fetchall()
        new = _rows(row for one in told if one[3] < _REJECTED for row in _of_claim(one))
        if since < 0:
            self._claims = new
        else:
            again = np.array([one[0] for one in told], dtype=np.int64)
            self._claims = np.concatenate((self._claims[~np.isin(self._claims[:, _NUMBER], again)], new))
        self._seq, self._gone, self._standing = seq, gone, standing

    def _read_documents(self, db: Database) -> None:
        shelf = changed.times(db, "documents")
        if shelf == self._shelf:
            return
        known: dict[int, tuple[bytes, bytes, list[tuple[int, ...]]]] = {}
        for num, raw, captured in db.execute(
            "SELECT d.num, d.payload, c.payload FROM documents AS d JOIN captures AS c ON c.id = d.capture"
        ):
            before = self._known.get(num)
            if before is None or before[:2] != (raw, captured):
                before = raw, captured, list(_of_document(num, raw, captured))
            known[num] = before
        self._known, self._shelf = known, shelf
        self._documents = _rows(row for _, _, rows in known.values() for row in rows)

    def _read_events(self, db: Database) -> None:
        told = changed.times(db, "events", "judged")
        if told == self._told:
            return
        self._told = told
        self._events = _rows(_of_events(db))


def _of_claim(row: tuple[int, int, int, int, str | None, str | None]) -> Iterator[tuple[int, ...]]:
    claim, doc, start, _, said, time = row
    for kind, when in ((1, said), (2, time)):
        if when and (days := _days(when)):
            yield kind, claim, doc, start, *days


def _of_document(num: int, raw: bytes, captured: bytes) -> Iterator[tuple[int, ...]]:
    for kind, when in ((0, published(decode(raw, Document))), (4, decode(captured, Capture).fetched_at[:10])):
        if when and (days := _days(when)):
            yield kind, num, num, -1, *days


def _of_events(db: Database) -> Iterator[tuple[int, ...]]:
    verdicts = verdicts_where(db, "r.kind = 'event'")
    for num, doc, start, raw in db.execute(
        f"SELECT num, doc, start, COALESCE(kept, payload) FROM records WHERE kind = 'event' AND {_ACTIVE}"
    ).fetchall():
        event = decode(raw, Event)
        verdict = verdicts.get(event.id)
        event = current(event, verdict) if verdict and verdict.changes else event
        if (verdict is None or verdict.status != "rejected") and event.when and (days := _days(event.when)):
            yield 3, num, doc, start, *days


@lru_cache(maxsize=100_000)
def _days(when: str) -> tuple[int, int] | None:
    found = bounds(when)
    if found is None:
        return None
    return (found[0] or date.min).toordinal(), (found[1] or date.max).toordinal()


def _stretches(days: NDArray[np.int64], unit: Unit) -> NDArray[np.int64]:
    """Return the number of the stretch that each day lies in."""
    if unit == "day":
        return days
    counted = (days - _EPOCH).astype("datetime64[D]")
    if unit == "month":
        return counted.astype("datetime64[M]").astype(np.int64)
    years = counted.astype("datetime64[Y]").astype(np.int64) + 1970
    return years // {"year": 1, "decade": 10, "century": 100}[unit]


def _written(stretch: int, unit: Unit) -> str:
    """Return a stretch as EDTF."""
    if unit == "day":
        return date.fromordinal(stretch).isoformat()
    if unit == "month":
        years, month = divmod(stretch, 12)
        return f"{years + 1970:04}-{month + 1:02}"
    return {"year": f"{stretch:04}", "decade": f"{stretch:03}X", "century": f"{stretch:02}XX"}[unit]


def _rows(rows: Iterable[tuple[int, ...]]) -> NDArray[np.int64]:
    return np.array(list(rows), dtype=np.int64).reshape(-1, 6)


def _these(numbers: frozenset[int]) -> NDArray[np.int64]:
    return np.fromiter(numbers, dtype=np.int64, count=len(numbers))


_OF_CLAIMS = np.array([TIMES.index("said"), TIMES.index("content")])
_OF_DOCUMENTS = np.array([TIMES.index("published"), TIMES.index("captured")])
_OF_EVENT = TIMES.index("event")
