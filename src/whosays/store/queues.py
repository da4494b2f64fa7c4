"""What waits for a person, a page at a time: rows of lists and problems that nobody has decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

Standing = Literal["shown", "replaced", "words gone", "not there"]

_ACTIVE = "superseded_by IS NULL AND NOT unplaced"
# An undo leaves `kept` of what a reader found, so those are looked at by their judgements as well.
_OPEN = "(kept IS NULL OR run IS NULL)"
_SHOWN_FIRST = 2000
"""So many at most: nobody goes through more in a sitting, and the page stays quick."""


def open_problems(db: sqlite3.Connection, codes: Sequence[str]) -> list[str]:
    """Return the ids of problems of these codes that may wait for a decision, document by document."""
    marks = ", ".join("?" * len(codes))
    rows = db.execute(
        f"SELECT id FROM records WHERE kind = 'problem' AND sort IN ({marks}) AND {_ACTIVE} AND {_OPEN}"
        f" ORDER BY doc, start, id LIMIT {_SHOWN_FIRST}",
        tuple(codes),
    )
    return [row[0] for row in rows]


def open_rows(db: sqlite3.Connection, *, flagged: bool) -> list[str]:
    """Return the ids of rows of lists that may wait for a decision: those with a remark of the reader's, or those without."""
    rows = db.execute(
        f"SELECT id FROM records WHERE kind = 'entry' AND doc IS NOT NULL AND {_ACTIVE} AND {_OPEN}"
        " AND (json_array_length(payload, '$.flags') > 0) = ?"
        f" ORDER BY doc, start, id LIMIT {_SHOWN_FIRST}",
        (int(flagged),),
    )
    return [row[0] for row in rows]


def rows_at(db: sqlite3.Connection, problem: str) -> list[str]:
    """Return the ids of the rows of the document of a problem that begin where it stands."""
    rows = db.execute(
        "SELECT entry.id FROM records AS entry JOIN records AS odd ON odd.doc = entry.doc AND odd.start = entry.start"
        " WHERE odd.id = ? AND entry.kind = 'entry' AND entry.superseded_by IS NULL AND NOT entry.unplaced ORDER BY entry.id",
        (problem,),
    )
    return [row[0] for row in rows]


def standing(db: sqlite3.Connection, record: str) -> Standing:
    """Tell where a record stands that somebody rests on: shown, replaced by a later run, without its words, or removed."""
    row = db.execute(
        "SELECT unplaced, superseded_by IS NULL OR kept IS NOT NULL FROM records WHERE id = ?", (record,)
    ).fetchone()
    if row is None:
        return "not there"
    return "words gone" if row[0] else "shown" if row[1] else "replaced"


def lately_decided(db: sqlite3.Connection, limit: int) -> list[str]:
    """Return the ids of the records that were decided on last, latest first, each once."""
    rows = db.execute("SELECT record FROM judgements ORDER BY num DESC LIMIT ?", (limit * 4,))
    return list(dict.fromkeys(row[0] for row in rows))[:limit]
