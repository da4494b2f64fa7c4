"""Reports in the store: every version of each, so that an undo is one more version. They hold no words of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.reports import Report
from whosays.store.codec import decode, encode_bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.store.database import Database


def put(db: Database, report: Report) -> None:
    """Keep one more version."""
    db.execute("INSERT INTO reports(id, version, payload) VALUES (?, ?, ?)", (report.id, report.version, encode_bare(report)))


def latest(db: Database) -> Iterator[Report]:
    """Yield the version of each report that holds, in the order in which the reports were begun."""
    rows = db.execute(
        "SELECT payload FROM reports AS one WHERE version = (SELECT max(version) FROM reports WHERE id = one.id) ORDER BY"
        " (SELECT min(num) FROM reports WHERE id = one.id)"
    )
    for (raw,) in rows:
        yield decode(raw, Report)


def starting(db: Database, words: str) -> list[str]:
    """Return the ids of the reports that are, or begin with, these words."""
    if not words or not words.isascii():
        return []
    rows = db.execute("SELECT DISTINCT id FROM reports WHERE id >= ? AND id < ?", (words, words + "\x7f"))
    return [row[0] for row in rows]


def versions(db: Database, report: str) -> Iterator[Report]:
    """Yield the versions of one report, oldest first."""
    for (raw,) in db.execute("SELECT payload FROM reports WHERE id = ? ORDER BY version", (report,)):
        yield decode(raw, Report)
