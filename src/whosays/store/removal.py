"""Taking a document out of a case with all that rests on it, rows first; `Store.wipe` then cleans the bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.records import Capture, Judgement, Link, Visit
from whosays.store import addresses, directory, index
from whosays.store.codec import decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.store.database import Database

# A source that other documents cite too stays, with one of them.
_HAND_OVER = """
UPDATE records SET doc = others.doc FROM (
    SELECT target, min(r.doc) AS doc FROM rests_on JOIN records AS r ON r.id = rests_on.record
    WHERE r.doc <> ? AND r.superseded_by IS NULL GROUP BY target) AS others
WHERE records.doc = ? AND records.kind = 'source' AND records.id = others.target
"""
NAMELESS = "(removed)"
# What is told of a container names what lies in it.
_TOLD = (
    "DELETE FROM records WHERE kind IN ('problem', 'link') AND run IS NULL"
    " AND id IN (SELECT record FROM rests_on WHERE target = ?)"
)
_ID = re.compile(r"[a-z]+-[0-9a-f]{16}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """How much was removed.

    `kept_in` are captures that hold the bytes too and have a document of their own (a mail with attachments).
    """

    documents: int = 0
    passages: int = 0
    records: int = 0
    judgements: int = 0
    captures: int = 0
    kept_in: tuple[str, ...] = ()


def remove_document(db: Database, doc: str, *, also: Iterable[str] = (), with_capture: bool = True) -> Removed:
    """Delete the rows of a document, of what rests on it, and the judgements on all that, inside the caller's transaction.

    Args:
        db: the connection, in a transaction.
        doc: id of a document that is there.
        also: ids of derived records (entities) that go with it, so that judgements on them go too.
        with_capture: the capture goes too, where no other document was made of it.
    """
    num, capture = db.execute("SELECT num, capture FROM documents WHERE id = ?", (doc,)).fetchone()
    containers = _containers(db, capture) if with_capture else []
    index.forget(db, num)
    addresses.forget(db, num)
    directory.forget(db, num)
    db.execute(_HAND_OVER, (num, num))
    (passages,) = db.execute("SELECT count(*) FROM passages WHERE doc = ?", (num,)).fetchone()
    mark = "INSERT INTO removing {} ON CONFLICT DO NOTHING"
    db.executemany(mark.format("VALUES (?)"), [(doc,), *((one,) for one in also)])
    if with_capture and not db.execute("SELECT 1 FROM documents WHERE capture = ? AND num <> ?", (capture, num)).fetchone():
        db.execute(mark.format("VALUES (?)"), (capture,))
    db.execute(mark.format("SELECT id FROM passages WHERE doc = ?"), (num,))
    db.execute(mark.format("SELECT id FROM records WHERE doc = ?"), (num,))
    others = [row[0] for row in _links(db)]
    judgements = _mark_judgements(db)
    touched = _touched(db, others)
    records = db.execute("DELETE FROM records WHERE id IN (SELECT id FROM removing)").rowcount
    db.execute("DELETE FROM judgements WHERE id IN (SELECT id FROM removing)")
    db.execute("DELETE FROM passages WHERE doc = ?", (num,))
    db.execute("DELETE FROM documents WHERE num = ?", (num,))
    db.execute("DELETE FROM removing")
    # A place that no table knows goes by the words of its documents; what was of this one alone goes with it.
    db.execute("DELETE FROM places WHERE num NOT IN (SELECT place FROM lies)")
    for other in touched - {num}:
        index.follow(db, other)
    captures, kept_in = _remove_captures(db, containers)
    db.execute("INSERT INTO unwiped VALUES (1) ON CONFLICT DO NOTHING")
    return Removed(documents=1, passages=passages, records=records, judgements=judgements, captures=captures, kept_in=kept_in)


def remove_capture(db: Database, capture: str) -> Removed:
    """Delete a capture that no document was made of (it could not be read), with the problems that tell of it."""
    containers = _containers(db, capture)
    db.execute("INSERT INTO removing VALUES (?) ON CONFLICT DO NOTHING", (capture,))
    _links(db)
    judgements = _mark_judgements(db)
    records = db.execute("DELETE FROM records WHERE id IN (SELECT id FROM removing)").rowcount
    db.execute("DELETE FROM judgements WHERE id IN (SELECT id FROM removing)")
    db.execute("DELETE FROM removing")
    captures, kept_in = _remove_captures(db, containers)
    db.execute("INSERT INTO unwiped VALUES (1) ON CONFLICT DO NOTHING")
    return Removed(records=records, judgements=judgements, captures=captures, kept_in=kept_in)


def _links(db: Database) -> list[tuple[str]]:
    """Mark records elsewhere that rest on marked ones, until no more turn up; return them."""
    out: list[tuple[str]] = []
    step = (
        "SELECT DISTINCT record FROM rests_on WHERE target IN (SELECT id FROM removing)"
        " AND record NOT IN (SELECT id FROM removing)"
    )
    while more := db.execute(step).fetchall():
        db.executemany("INSERT INTO removing VALUES (?)", more)
        out += more
    return out


def _mark_judgements(db: Database) -> int:
    """Mark judgements on marked records, those that name one (merged with it), and what undoes a marked judgement."""
    count = 0
    for num, raw in db.execute("SELECT num, payload FROM judgements ORDER BY num").fetchall():
        judgement = decode(raw, Judgement)
        named = {
            judgement.record,
            judgement.other or "",
            judgement.supersedes or "",
            *_ID.findall(f"{judgement.changes} {judgement.note}"),
        }
        if any(db.execute("SELECT 1 FROM removing WHERE id = ?", (one,)).fetchone() for one in named):
            db.execute("INSERT INTO removing SELECT id FROM judgements WHERE num = ? ON CONFLICT DO NOTHING", (num,))
            count += 1
    return count


def _touched(db: Database, records: Iterable[str]) -> set[int]:
    """Return the numbers of other documents that lose a record, as their index must follow."""
    rows = (db.execute("SELECT doc FROM records WHERE id = ?", (record,)).fetchone() for record in records)
    return {row[0] for row in rows if row and row[0] is not None}


def _containers(db: Database, capture: str) -> list[str]:
    """Return a capture and every container that its bytes lie in, whether it was taken out of it or found there again."""
    found, at = [capture], 0
    while at < len(found):
        row = db.execute("SELECT payload FROM captures WHERE id = ?", (found[at],)).fetchone()
        above: list[str | None] = [decode(row[0], Capture).parent] if row else []
        links = db.execute(
            "SELECT payload FROM records JOIN rests_on ON record = id WHERE kind = 'link' AND target = ? ORDER BY id",
            (found[at],),
        )
        told = (decode(raw, Link) for (raw,) in links)
        above += [link.a for link in told if link.kind == "contains" and link.b == found[at]]
        found += [one for one in above if one and one not in found]
        at += 1
    return found


def _remove_captures(db: Database, containers: Iterable[str]) -> tuple[int, tuple[str, ...]]:
    """Delete a capture, what was kept beside it, and the containers that it lies in, where nothing else needs them.

    A container (mail, archive) that other captures came out of keeps its row without its name; its bytes go, as those have
    their own. A capture that has a document stays, and is told. All of them are read anew when they are added again.
    """
    gone = 0
    kept: list[str] = []
    for at in containers:
        row = db.execute("SELECT payload FROM captures WHERE id = ?", (at,)).fetchone()
        if row is None:
            continue
        db.execute("DELETE FROM done WHERE capture = ?", (at,))
        if db.execute("SELECT 1 FROM documents WHERE capture = ?", (at,)).fetchone():
            kept.append(at)
            continue
        db.execute(_TOLD, (at,))
        if db.execute("SELECT 1 FROM captures WHERE parent = ?", (at,)).fetchone():
            bare = replace(decode(row[0], Capture), name=NAMELESS, url=None)
            db.execute("UPDATE captures SET held = FALSE, name = ?, payload = ? WHERE id = ?", (bare.name, encode(bare), at))
        else:
            db.execute("DELETE FROM captures WHERE id = ?", (at,))
            gone += 1
        gone += _remove_visits(db, at)
    return gone, tuple(kept)


def _remove_visits(db: Database, capture: str) -> int:
    """Delete the visits that a capture came of, with what was kept beside it; return how many captures that were.

    When the last page of a source is gone, so are its other visits (which found it gone, or failed), and the source.
    """
    rows = db.execute("SELECT num, source, payload FROM visits").fetchall()
    visits = [(num, source, decode(raw, Visit)) for num, source, raw in rows]
    mine = [row for row in visits if capture in (row[2].capture, row[2].exchange, row[2].stamp)]
    bare = {source for _, source, _ in mine} - {row[1] for row in visits if row[2].capture and row not in mine}
    gone = 0
    for num, source, visit in visits:
        if source in bare or (num, source, visit) in mine:
            db.execute("DELETE FROM visits WHERE num = ?", (num,))
            for beside in (visit.exchange, visit.stamp):
                gone += db.execute("DELETE FROM captures WHERE id = ?", (beside,)).rowcount if beside else 0
    for source in bare:
        _remove_source(db, source)
    return gone


def _remove_source(db: Database, source: str) -> None:
    """Delete a source that nothing was captured of, with the problems that tell why, unless a document names it."""
    about = "SELECT record FROM rests_on WHERE target = ?"
    db.execute(f"DELETE FROM records WHERE kind = 'problem' AND run IS NULL AND id IN ({about})", (source,))
    db.execute(
        f"DELETE FROM records WHERE id = ? AND kind = 'source' AND doc IS NULL AND NOT EXISTS ({about})", (source, source)
    )
