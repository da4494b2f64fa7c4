"""The tables of a case on PostgreSQL: made, checked, and brought up to date.

`tables.sql` makes them as the newest version has them, and `MIGRATIONS` bring those of older ones up to it. A step of
`store/schema.py` has its twin here; a test holds the two numbers together.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from psycopg import errors, sql

from whosays.store.faults import BadAddress, NewerCase, NoCase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from whosays.store.postgres.connection import Connection

FIRST = 9
"""The version of the schema that the first cases on PostgreSQL had."""
# Step i brings the tables from version FIRST + i to the next one. What is changed here is changed in `tables.sql` too.
MIGRATIONS: tuple[Callable[[Connection], None], ...] = ()
VERSION = FIRST + len(MIGRATIONS)
_OLDEST = 130000  # of PostgreSQL


def create(db: Connection, schema: str) -> None:
    """Make the tables of a new case in a schema of this name, inside the caller's transaction."""
    encoding, version = db.execute(
        "SELECT current_setting('server_encoding'), CAST(current_setting('server_version_num') AS INTEGER)"
    ).fetchone()
    if encoding != "UTF8":
        raise BadAddress("a database", f"its encoding is {encoding}; make one with `createdb -E UTF8 -T template0`")
    if version < _OLDEST:
        raise BadAddress("a server", f"it is PostgreSQL {version // 10000}; whosays needs 13 or later")
    db.run(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)).as_string(None))
    db.run((files("whosays.store.postgres") / "tables.sql").read_text(encoding="utf-8"))
    db.execute("INSERT INTO whosays VALUES (?)", (VERSION,))


def are_there(db: Connection) -> bool:
    """Ask whether the schema has the tables of a case."""
    return bool(db.execute("SELECT to_regclass('whosays') IS NOT NULL").fetchone()[0])


def check(db: Connection, folder: Path) -> int:
    """Return the version of the tables; raise where they are not there, or of a newer whosays."""
    try:
        (version,) = db.execute("SELECT version FROM whosays").fetchone()
    except errors.UndefinedTable as error:
        raise NoCase(folder, "its tables are not on the server that case.toml names") from error
    if version > VERSION:
        raise NewerCase(folder, version, VERSION)
    return int(version)


def migrate(db: Connection) -> None:
    """Bring the tables up to date inside the caller's transaction; another process may have been quicker."""
    (version,) = db.execute("SELECT version FROM whosays").fetchone()
    for step in MIGRATIONS[version - FIRST :]:
        step(db)
    db.execute("UPDATE whosays SET version = ?", (VERSION,))
