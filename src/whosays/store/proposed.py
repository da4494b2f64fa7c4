"""What a run proposed of the whole case before, held against what it proposes now: so that only what differs is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.store.codec import is_same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.records import Run
    from whosays.store.codec import Stored
    from whosays.store.database import Database


def differing(db: Database, run: Run, found: Mapping[str, Stored]) -> tuple[list[Stored], list[str]]:
    """Return the records that are not kept as they are found now, and the ids of those that are not found any more.

    Args:
        db: the connection.
        run: the run; what runs of its name proposed before is compared.
        found: all that it proposes of the whole case now, by id.
    """
    rows = db.execute(
        "SELECT id, payload, run, superseded_by, unplaced FROM records"
        " WHERE doc IS NULL AND run IN (SELECT id FROM runs WHERE name = ?)",
        (run.name,),
    )
    kept: set[str] = set()
    gone: list[str] = []
    for one, raw, by, superseded, unplaced in rows:
        record = found.get(one)
        if record is not None and (by, superseded, unplaced) == (run.id, None, 0) and is_same(raw, record):
            kept.add(one)
        elif record is None and superseded is None:
            gone.append(one)
    return [record for one, record in found.items() if one not in kept], gone
