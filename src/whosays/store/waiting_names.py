"""The proposals that two names are one which wait for a person, in the order in which they are put to one.

It is derived from links and decisions (`case.together.indexing`), so it can always be made anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.store.database import Database


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal: its link, the entities it is between, why, and the folded names by which it is sorted."""

    link: str
    a: str
    b: str
    reason: str
    sort: str


def make(db: Database) -> None:
    """Make the empty table (a step of the migrations)."""
    db.execute(
        "CREATE TABLE waiting_names(link TEXT PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, reason TEXT NOT NULL,"
        " sort TEXT NOT NULL) WITHOUT ROWID"
    )
    db.execute("CREATE INDEX waiting_names_sort ON waiting_names(sort, link)")
    db.execute("CREATE INDEX waiting_names_a ON waiting_names(a)")
    db.execute("CREATE INDEX waiting_names_b ON waiting_names(b)")


def put(db: Database, waiting: Iterable[Waiting], *, of: Iterable[str] | None = None) -> None:
    """Make what waits what is given: all of it or, with `of`, what these links propose."""
    rows = {one.link: (one.link, one.a, one.b, one.reason, one.sort) for one in waiting}
    if of is None:  # of a large case nearly all wait as they did before
        before = {row[0]: tuple(row) for row in db.execute("SELECT link, a, b, reason, sort FROM waiting_names")}
        gone = [link for link in before if link not in rows]
        rows = {link: row for link, row in rows.items() if before.get(link) != row}
    else:
        gone = list(of)
    db.executemany("DELETE FROM waiting_names WHERE link = ?", ((link,) for link in gone))
    db.executemany(
        "INSERT INTO waiting_names(link, a, b, reason, sort) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT(link) DO UPDATE SET a = excluded.a, b = excluded.b, reason = excluded.reason, sort = excluded.sort",
        rows.values(),
    )


def count(db: Database) -> int:
    """Return how many wait."""
    return int(db.execute("SELECT count(*) FROM waiting_names").fetchone()[0])


def first(db: Database, *, after: str = "") -> Waiting | None:
    """Return the first that waits or, with `after`, the one behind that link, which may be decided by now."""
    here = db.execute("SELECT sort FROM waiting_names WHERE link = ?", (after,)).fetchone() if after else None
    behind, values = ("WHERE (sort, link) > (?, ?)", (here[0], after)) if here else ("", ())
    rows = db.execute(f"SELECT link, a, b, reason, sort FROM waiting_names {behind} ORDER BY sort, link LIMIT 1", values)
    found = rows.fetchone()
    return Waiting(*found) if found else None


def place(db: Database, one: Waiting) -> int:
    """Return which of those that wait a proposal is, counted from 1."""
    (before,) = db.execute("SELECT count(*) FROM waiting_names WHERE (sort, link) < (?, ?)", (one.sort, one.link)).fetchone()
    return int(before) + 1
