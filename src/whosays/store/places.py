"""Where records lie: the countries and places that their own words name, looked up without reading them.

It is derived (`places_at`), document by document, so it can always be made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.places_at import Where, WhereAt
from whosays.records import Claim, Entry, Event, Mention
from whosays.store.codec import decode
from whosays.store.judged import current, verdicts_where

if TYPE_CHECKING:
    from whosays.store.database import Database
    from whosays.store.judged import Verdict

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


def make(db: Database) -> None:
    """Make the tables, and fill them (a step of the migrations)."""
    for statement in _TABLES:
        db.execute(statement)
    for (doc,) in db.execute("SELECT num FROM documents ORDER BY num").fetchall():
        follow(db, doc)


def follow(db: Database, doc: int) -> None:
    """Bring the rows of one document (by number) up to date with its records."""
    verdicts = verdicts_where(db, "r.doc = ?", doc)
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


def _number(db: Database, where: Where) -> int:
    """Return the number of a place, a new one where it is not known yet."""
    values = tuple(one or "" for one in where)
    row = db.execute("SELECT num FROM places WHERE country = ? AND place = ?", values).fetchone()
    if row is None:
        db.execute("INSERT INTO places(country, place) VALUES (?, ?)", values)
        return _number(db, where)
    return int(row[0])
