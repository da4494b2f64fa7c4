"""A whole case into another folder, its rows in a file or on a server: row by row, under the same numbers, and read back.

1. originals are copied, each checked against its hash;
2. all rows are copied in one transaction at the target, counted and compared with what stands there;
3. only then is there a case at the target: a copy that is cut short leaves originals alone, and can be made again.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from whosays.store import schema
from whosays.store.address import ADDRESS
from whosays.store.asking import batches
from whosays.store.base import is_case, reading
from whosays.store.codec import decode_folded
from whosays.store.connection import connect
from whosays.store.database import stream
from whosays.store.faults import CannotWrite, DamagedCase, NoCase
from whosays.store.file import told
from whosays.store.originals import FOLDER, Originals
from whosays.store.people import FILE as PEOPLE
from whosays.store.schema import DATABASE
from whosays.store.store import Store, check_free
from whosays.store.words import index_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from whosays.store.database import Database

# Every table, those first that others point at, with the order in which its rows can be put in. What triggers and the index of
# words make of these is not copied.
TABLES: dict[str, str] = {
    "captures": "id",
    "done": "capture",
    "documents": "num",
    "passages": "doc, place, id",
    "runs": "id",
    "records": "num",
    "rests_on": "record, target",
    "judgements": "num",
    "unwiped": "yes",
    "placements": "doc",
    "visits": "num",
    "signatures": "capture",
    "settings": "num",
    "answers": "num",
    "reports": "num",
    "translations": "num",
    "search_rows": "num",
    "folded": "doc",
    "search_claims": "num",
    "addresses": "address, doc",
    "entities": "within NULLS FIRST, num",
    "members": "record",
    "renamed": "doc",
    "facts": "claim",
    "claim_names": "entity, role, claim",
    "waiting_names": "link",
    "places": "num",
    "lies": "record, place",
}
# Tables of one row, which every case has from the beginning.
STATES = ("directory", "facts_state", "lies_state")
# What is true or false, which SQLite keeps as a number; and what is bytes, which a new case has as words there.
_TRUTHS = {("captures", "held"), ("records", "unplaced"), ("entities", "joined"), ("members", "is_row")}
_BYTES = {("directory", "apart")}
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How much was copied."""

    originals: int
    rows: int


def copy_case(source: Path, target: Path, *, on: str | None = None, on_progress: Callable[[str], None] | None = None) -> Copied:
    """Copy a case into a folder that is new or empty.

    Args:
        source: the case folder.
        target: the folder of the copy.
        on: the PostgreSQL server that is to keep the rows of the copy; None: a file in its folder.
        on_progress: called with the name of what is copied next.
    """
    if not is_case(source):
        raise NoCase(source)
    Store.open(source).close()  # brings an older one up to date
    check_free(target, ADDRESS if on else DATABASE)
    tell = on_progress or (lambda _: None)
    db, _ = reading(source, 10)
    with closing(db):
        tell("originals")
        originals = _copy_originals(db, source, target)
        with _made_server(target, on) if on else _made_file(target) as made:
            rows = copy_rows(db, made, tell)
    if (source / PEOPLE).is_file():
        tell("people")
        _copy_people(source, target)
    return Copied(originals=originals, rows=rows)


def copy_rows(source: Database, target: Database, tell: Callable[[str], None] = lambda _: None) -> int:
    """Copy all rows of a case into the empty tables of another, inside a transaction of each, and compare; return how many.

    Raises DamagedCase where what stands there afterwards is not what was copied.
    """
    total = 0
    target.execute("DELETE FROM unwiped")  # what is new has nothing to be wiped
    for table, order in TABLES.items():
        tell(table)
        names = _columns(target, table)
        put = f"INSERT INTO {table}({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        before = _Digest()
        for rows in _some(stream(source, f"SELECT {', '.join(names)} FROM {table} ORDER BY {order}")):
            for row in rows:
                before.add(row)
            target.executemany(put, [_fitting(table, names, row) for row in rows])
        total += before.rows
        _compare(before, target, table, names)
    for table in STATES:
        names = _columns(target, table)
        row = source.execute(f"SELECT {', '.join(names)} FROM {table}").fetchone()
        target.execute(f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)}", _fitting(table, names, row))
    tell("words")
    words = index_of(target)
    for (raw,) in stream(source, "SELECT words FROM folded ORDER BY doc"):
        for num, folded in decode_folded(raw).items():
            words.put(num, folded)
    return total


class _Digest:
    """What some rows come to, in whatever order they are added."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row: Sequence[object]) -> None:
        told = repr([_plain(value) for value in row]).encode("utf-8", "backslashreplace")
        self._sum += int.from_bytes(hashlib.blake2b(told, digest_size=16).digest())
        self.rows += 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Digest) and (self.rows, self._sum) == (other.rows, other._sum)

    __hash__ = None  # type: ignore[assignment]  # it grows


def _plain(value: object) -> object:
    """Return a value as SQLite has it, where truth is a number."""
    return int(value) if isinstance(value, bool) else value


def _columns(db: Database, table: str) -> list[str]:
    return [column[0] for column in db.execute(f"SELECT * FROM {table} LIMIT 0").description or ()]


def _fitting(table: str, names: Sequence[str], row: Sequence[object]) -> list[object]:
    """Return the values of a row as PostgreSQL takes them; SQLite takes them too."""
    return [
        bool(value)
        if (table, name) in _TRUTHS
        else value.encode()
        if (table, name) in _BYTES and isinstance(value, str)
        else value
        for name, value in zip(names, row, strict=True)
    ]


def _compare(before: _Digest, target: Database, table: str, names: Sequence[str]) -> None:
    after = _Digest()
    for row in stream(target, f"SELECT {', '.join(names)} FROM {table}"):
        after.add(row)
    if after != before:
        raise DamagedCase(f"the copy of the table {table}", f"{after.rows:,} rows that differ from {before.rows:,}")


def _some(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some


def _copy_originals(db: Database, source: Path, target: Path) -> int:
    """Copy the originals that are kept, those of one batch at a time, and force them to the disk."""
    held = [one for (one,) in db.execute("SELECT id FROM captures WHERE held ORDER BY id")]
    before, after = Originals(source), Originals(target)
    try:
        (target / FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(target, error.strerror or str(error)) from error
    try:
        for some in batches(held):
            for one in some:
                if not after.has(one):
                    after.write(one, before.read(one))
            after.settle()
    except BaseException:
        after.undo()
        raise
    return len(held)


def _copy_people(source: Path, target: Path) -> None:
    """Copy who may work on the case as a team, for this account's eyes only, as the file that it is copied from."""
    os.close(os.open(target / PEOPLE, os.O_CREAT | os.O_RDWR, 0o600))
    with closing(connect(source / PEOPLE, timeout=10)) as one, closing(connect(target / PEOPLE, timeout=10)) as other:
        one.backup(other)


@contextmanager
def _made_file(folder: Path) -> Iterator[Database]:
    """Make the database of a case under another name, and give it its own when all is in it."""
    path = folder / f"{DATABASE}.new"
    _forget(path)
    try:
        with told(folder):
            schema.create(path)
            with closing(connect(path, timeout=10)) as db:
                db.execute("BEGIN IMMEDIATE")
                yield db
                db.execute("COMMIT")
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except BaseException:
        _forget(path)
        raise
    path.replace(folder / DATABASE)


def _forget(path: Path) -> None:
    """Remove what a copy that came to no end left."""
    for place in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        place.unlink(missing_ok=True)


@contextmanager
def _made_server(folder: Path, on: str) -> Iterator[Database]:
    from whosays.store.postgres.server import making

    with making(folder, on) as db:
        yield db
