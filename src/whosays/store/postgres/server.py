"""A case on a server: made, opened, written by one at a time, read by many.

Whose turn it is to write is told by an advisory lock of the case, which the server gives in the order in which it was asked.
"""

from __future__ import annotations

import re
import secrets
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

import psycopg
import psycopg.conninfo
from psycopg import sql

from whosays.store.address import ADDRESS, Address, read_address, write_address
from whosays.store.faults import BadAddress, CannotReach, CaseBusy, NotKnown, RemovalUnfinished
from whosays.store.originals import Originals
from whosays.store.postgres import tables
from whosays.store.postgres.connection import Connection, borrow, connect, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.store.database import Database

# The first half of the locks of all cases; the other half is the schema's own number.
_LOCK = 0x57484F53  # "WHOS"
_TURN = f"({_LOCK}, to_regnamespace(current_schema())::oid::integer)"
_MOST_LETTERS = 40  # of a folder's name in that of a schema, which may have 63


class Server:
    """The rows of an open case (see `store.base.Base`)."""

    def __init__(self, folder: Path, address: Address, timeout: float) -> None:
        self.folder = folder
        self._address = address
        self._timeout = timeout
        self._db = connect(address, folder)

    @classmethod
    def open(cls, folder: Path, timeout: float) -> Server:
        """Open a case on its server, and bring an older one up to date."""
        made = cls(folder, read_address(folder), timeout)
        try:
            if tables.check(made._db, folder) < tables.VERSION:
                with made.turn() as db:
                    tables.migrate(db)
        except BaseException:
            made.close()
            raise
        return made

    @property
    def db(self) -> Database:
        """The connection that writes."""
        return self._db

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """Wait for the turn to write and open a transaction (see `Base`)."""
        db = self._begun()
        try:
            db.run(f"SELECT pg_advisory_xact_lock{_TURN}")
            yield db
            db.words.settle()
            db.run("SELECT settle()")
        except BaseException:
            _undo(db)
            raise
        try:
            db.run("COMMIT")
        except CannotReach as error:
            raise NotKnown(self.folder, one_line(error.__cause__ or error)) from error
        except BaseException:
            _undo(db)
            raise

    def wipe(self, *, patient: bool = True) -> None:
        """Clean originals and tables of what was removed.

        1. originals that no capture knows are deleted;
        2. every table is written anew without free space, and what the server remembers of its values is counted again;
        3. rows that somebody's older state still needs are left: then it is done again when the case is opened next.

        The server's own log, its copies and its backups are the server's (`docs/how-to/share-a-case-on-postgresql.md`).
        """
        db = self._db
        seconds = self._timeout if patient else 0.1
        try:
            db.run(f"SET lock_timeout TO {_milliseconds(seconds)}; SELECT pg_advisory_lock{_TURN}")
            try:
                Originals(self.folder).sweep({row[0] for row in db.execute("SELECT id FROM captures WHERE held")})
                until = time.monotonic() + seconds
                while not _write_anew(db):
                    if time.monotonic() >= until:
                        raise RemovalUnfinished(self.folder)
                    time.sleep(0.05)
                db.run("DELETE FROM unwiped")
            finally:
                with suppress(CannotReach):
                    db.run(f"SELECT pg_advisory_unlock{_TURN}; SET lock_timeout TO 0")
        except CaseBusy as error:
            raise RemovalUnfinished(self.folder) from error

    def tidy(self) -> None:
        """Do nothing: the server clears up by itself."""

    def close(self) -> None:
        """End the connection."""
        self._db.close()

    def _begun(self) -> Connection:
        """Begin a transaction, over a new connection where the server has ended the old one."""
        begin = f"BEGIN; SET LOCAL lock_timeout TO {_milliseconds(self._timeout)}"
        try:
            self._db.run(begin)
        except CannotReach:
            self._db = connect(self._address, self.folder)
            self._db.run(begin)
        return self._db


def create_on_server(folder: Path, on: str) -> None:
    """Make the tables of a new case in a schema of their own, and note in the folder where they are (see `making`)."""
    with making(folder, on):
        pass


@contextmanager
def making(folder: Path, on: str) -> Iterator[Connection]:
    """Make the tables of a case, to be filled in the block; all of it is kept at the end, or nothing.

    Where they are is noted in the folder before they are kept. Where that is cut short, the next one goes on.

    Args:
        folder: the case folder, which is there.
        on: where the server is, as libpq is told of it. Raises BadAddress for what libpq does not take.
    """
    begun = (folder / ADDRESS).is_file()
    address = Address(check_connection(on), read_address(folder).schema if begun else _schema_for(folder))
    with closing(connect(address, folder)) as db:
        try:
            db.run("BEGIN")
            tables.create(db, address.schema)
            yield db
            db.words.settle()
            db.run("SELECT settle()")
            write_address(folder, address)
            db.run("COMMIT")
        except BaseException:
            _undo(db)
            (folder / ADDRESS).unlink(missing_ok=True)
            raise


def check_connection(on: str) -> str:
    """Return where a server is, where libpq takes it and no password is in it; raise BadAddress otherwise."""
    try:
        told = psycopg.conninfo.conninfo_to_dict(on)
    except psycopg.Error as error:
        raise BadAddress(repr(on), one_line(error)) from error
    if told.get("password"):
        raise BadAddress("an address with a password", "no file of the case holds one; put it into ~/.pgpass or PGPASSWORD")
    return on


def is_made(folder: Path) -> bool:
    """Ask whether the tables of a case are there."""
    with closing(connect(read_address(folder), folder)) as db:
        return tables.are_there(db)


def read_server(folder: Path, timeout: float) -> tuple[Database, int]:
    """Open a connection that sees the case as it is now; return it with the version of the schema."""

    def begin(db: Connection) -> int:
        db.run(f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL lock_timeout TO {_milliseconds(timeout)}")
        return tables.check(db, folder)  # the snapshot begins with the first read

    return borrow(read_address(folder), folder, begin)


def _schema_for(folder: Path) -> str:
    """Return the name of a new schema: that of the folder as far as it has such letters, and something that no other has."""
    name = re.sub(r"[^a-z0-9]+", "_", folder.absolute().name.casefold()).strip("_")[:_MOST_LETTERS]
    return "_".join(part for part in ("case", name, secrets.token_hex(4)) if part)


def _undo(db: Connection) -> None:
    db.words.forget()
    with suppress(CannotReach):
        db.run("ROLLBACK")


def _milliseconds(seconds: float) -> int:
    return max(int(seconds * 1000), 1)  # 0 would be for ever


def _write_anew(db: Connection) -> bool:
    """Write every table anew, and say whether nothing that was deleted had to be kept for somebody's older state."""
    told: list[str] = []

    def note(diagnostic: psycopg.errors.Diagnostic) -> None:
        told.append(diagnostic.message_detail or "")

    names = db.execute("SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()) AND relkind = 'r'")
    all_tables = sql.SQL(", ").join(sql.Identifier(name) for (name,) in names)
    db.raw.add_notice_handler(note)
    try:
        db.run(sql.SQL("VACUUM (FULL, VERBOSE, ANALYZE) {}").format(all_tables).as_string(None))
    finally:
        db.raw.remove_notice_handler(note)
    # "3 dead row versions cannot be removed yet.", in whatever language the server speaks
    kept = (re.search(r"\d+", detail.partition("\n")[0]) for detail in told)
    return not any(int(number[0]) for number in kept if number)
