"""Where records lie: the countries and places that their own words name, looked up without reading them.

It is derived (`places_at`), document by document, so it can always be made anew. `Places` holds it in memory and reads it anew
where something changed; what is rejected lies nowhere.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal

import numpy as np

from whosays.places_at import Where, WhereAt
from whosays.records import Claim, Entry, Event, Judgement, Mention
from whosays.store import changed
from whosays.store.codec import decode
from whosays.store.facts import STATUSES
from whosays.store.judged import current, fold_judgements

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from whosays.store.judged import Verdict

Kind = Literal["claim", "entry", "event", "mention"]
KINDS: tuple[Kind, ...] = ("claim", "entry", "event", "mention")

_TABLES = (
    # A country's code and a place's name, "" for one that is not known.
    "CREATE TABLE places(num INTEGER PRIMARY KEY, country TEXT NOT NULL, place TEXT NOT NULL, UNIQUE(country, place))",
    "CREATE TABLE lies(record INTEGER NOT NULL REFERENCES records(num) ON DELETE CASCADE, place INTEGER NOT NULL,"
    " PRIMARY KEY(record, place)) WITHOUT ROWID",
    "CREATE TABLE lies_state(yes INTEGER PRIMARY KEY CHECK(yes = 1), changes INTEGER NOT NULL)",
    "INSERT INTO lies_state VALUES (1, 0)",
    "CREATE TRIGGER lies_gone AFTER DELETE ON lies BEGIN UPDATE lies_state SET changes = changes + 1; END",
)
_RECORDS = (
    "SELECT num, id, kind, COALESCE(kept, payload) FROM records WHERE doc = ? AND (kind IN ('claim', 'entry', 'event')"
    " OR (kind = 'mention' AND sort = 'place')) AND (superseded_by IS NULL OR kept IS NOT NULL) AND NOT unplaced"
)


def make(db: sqlite3.Connection) -> None:
    """Make the tables, and fill them (a step of the migrations)."""
    for statement in _TABLES:
        db.execute(statement)
    for (doc,) in db.execute("SELECT num FROM documents ORDER BY num").fetchall():
        follow(db, doc)


def follow(db: sqlite3.Connection, doc: int) -> None:
    """Bring the rows of one document (by number) up to date with its records."""
    verdicts = _verdicts(db, "r.doc = ?", doc)
    records = [(num, _current(kind, raw, verdicts.get(one))) for num, one, kind, raw in db.execute(_RECORDS, (doc,)).fetchall()]
    where = WhereAt(record for _, record in records if isinstance(record, Mention))
    wanted = {(num, _number(db, place)) for num, record in records for place in _places_of(record, where)}
    there = set(
        db.execute("SELECT l.record, l.place FROM records AS r JOIN lies AS l ON l.record = r.num WHERE r.doc = ?", (doc,))
    )
    if wanted != there:
        db.executemany("DELETE FROM lies WHERE record = ? AND place = ?", there - wanted)
        db.executemany("INSERT INTO lies(record, place) VALUES (?, ?)", sorted(wanted - there))
        db.execute("UPDATE lies_state SET changes = changes + 1")


class Places:
    """The places of one case. One thread at a time reads them in; all may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.stamp: tuple[int, ...] = ()
        self.wheres: list[Where] = []
        self._records: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []

    def refresh(self, db: sqlite3.Connection) -> None:
        """Read where records lie, where that changed."""
        with self._lock:
            stamp = (*db.execute("SELECT changes FROM lies_state").fetchone(), *changed.times(db, "claims", "judged"))
            if stamp == self.stamp:
                return
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
            self.stamp = stamp

    def records(self, places: Sequence[int]) -> dict[Kind, NDArray[np.int64]]:
        """Return the numbers of the records at some places (which are numbers of `wheres`), each once, by kind."""
        parts = [self._records[place] for place in places]
        numbers, kinds = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
        return {kind: np.unique(numbers[kinds == at]) for at, kind in enumerate(KINDS)}


def _places_of(record: Claim | Entry | Event | Mention, where: WhereAt) -> set[Where]:
    if isinstance(record, Claim):
        return where.of_claim(record)
    if isinstance(record, Entry):
        return where.of_entry(record)
    return where.of_event(record) if isinstance(record, Event) else where.of_mention(record)


def _current(kind: str, raw: bytes, verdict: Verdict | None) -> Claim | Entry | Event | Mention:
    made: dict[str, type[Claim | Entry | Event | Mention]] = {
        "claim": Claim,
        "entry": Entry,
        "event": Event,
        "mention": Mention,
    }
    record = decode(raw, made[kind])
    return current(record, verdict) if verdict and verdict.changes else record


def _number(db: sqlite3.Connection, where: Where) -> int:
    """Return the number of a place, a new one where it is not known yet."""
    values = tuple(one or "" for one in where)
    row = db.execute("SELECT num FROM places WHERE country = ? AND place = ?", values).fetchone()
    if row is None:
        db.execute("INSERT INTO places(country, place) VALUES (?, ?)", values)
        return _number(db, where)
    return int(row[0])


def _rejected(db: sqlite3.Connection) -> Iterator[int]:
    """Yield the numbers of rows, events and names that people rejected; claims have it in their facts."""
    verdicts = _verdicts(db, "r.kind IN ('entry', 'event', 'mention')")
    for one, verdict in verdicts.items():
        if verdict.status == "rejected":
            yield from (num for (num,) in db.execute("SELECT num FROM records WHERE id = ?", (one,)))


def _verdicts(db: sqlite3.Connection, which: str, *values: object) -> dict[str, Verdict]:
    found: dict[str, list[Judgement]] = {}
    rows: Iterable[tuple[bytes]] = db.execute(
        f"SELECT j.payload FROM judgements AS j JOIN records AS r ON r.id = j.record WHERE {which} ORDER BY j.num", values
    )
    for (raw,) in rows:
        judgement = decode(raw, Judgement)
        found.setdefault(judgement.record, []).append(judgement)
    return {record: fold_judgements(judgements) for record, judgements in found.items()}
