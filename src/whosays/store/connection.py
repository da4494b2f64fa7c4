"""A connection to the database of a case that says in the user's words when the database cannot be read."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from whosays.store.faults import CannotRead, CaseBusy, DamagedCase, NoCase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from sqlite3 import _Parameters

_SETTINGS = ("foreign_keys=ON", "recursive_triggers=ON", "synchronous=FULL", "secure_delete=ON", "wal_autocheckpoint=4000")
_READ_WRITE = "mode=rw"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# What SQLite answers where it cannot make the files beside the database that every reader of a log needs: as it may not, or as
# the disk is full.
_LOCKED_UP = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL)


class Connection(sqlite3.Connection):
    """A connection whose statements raise DamagedCase where pages of the file are not what was written."""

    path: Path

    def cursor(self, factory: Any = None) -> Any:  # Any: the class that is given says what comes back
        """Return a cursor that tells damage, also while rows are being read."""
        return super().cursor(factory or _Cursor)

    def execute(self, sql: str, parameters: _Parameters = (), /) -> sqlite3.Cursor:
        """Run a statement, and return its rows."""
        rows: sqlite3.Cursor = self.cursor().execute(sql, parameters)
        return rows

    def executemany(self, sql: str, parameters: Iterable[_Parameters], /) -> sqlite3.Cursor:
        """Run a statement once for each row of parameters."""
        rows: sqlite3.Cursor = self.cursor().executemany(sql, parameters)
        return rows


class _Cursor(sqlite3.Cursor):
    def execute(self, sql: str, parameters: _Parameters = (), /) -> _Cursor:
        """Run a statement."""
        with self._told():
            super().execute(sql, parameters)
        return self

    def executemany(self, sql: str, parameters: Iterable[_Parameters], /) -> _Cursor:
        """Run a statement once for each row of parameters."""
        with self._told():
            super().executemany(sql, parameters)
        return self

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""
        with self._told():
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        with self._told():
            return super().fetchall()

    def __next__(self) -> Any:
        # No `with` here: this runs for every row.
        try:
            return super().__next__()
        except sqlite3.DatabaseError as error:
            raise self._fault(error) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._fault(error) from error

    def _fault(self, error: sqlite3.DatabaseError) -> Exception:
        # Words that are no UTF-8 are told by the module, without a code of SQLite.
        if code_of(error) in _DAMAGED or "Could not decode" in str(error):
            path = self.connection.path if isinstance(self.connection, Connection) else "the database"
            return DamagedCase(path, str(error))
        return error


def connect(path: Path, *, timeout: float) -> Connection:
    """Open the database file (which must exist) with the settings that every connection needs.

    In a folder that cannot be written to, the database is opened for reading, as it is.
    """
    try:
        db = _open(path, _READ_WRITE, timeout)
    except sqlite3.OperationalError as error:
        if path.exists() and not os.access(path, os.R_OK):
            raise CannotRead(path.parent, "its database may not be read") from error
        raise NoCase(path.parent) from error
    # Triggers also stand before what a REPLACE would delete (recursive_triggers).
    # An acknowledged commit must outlive a power cut (FULL); what is deleted is overwritten (secure_delete).
    # Automatic checkpoints alone let the log grow without bound under constant readers; `Store` adds its own.
    try:
        return _set_up(db)
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise CaseBusy(path.parent) from error
        if code_of(error) in _LOCKED_UP:
            try:
                return _frozen(path, timeout)
            except sqlite3.DatabaseError as again:
                raise DamagedCase(path, str(again)) from again
        raise DamagedCase(path, str(error)) from error


def sqlite_version() -> str:
    """Return the version of SQLite that Python brings along."""
    return sqlite3.sqlite_version


def is_busy(error: sqlite3.Error) -> bool:
    """Ask whether an error says that another connection holds the database."""
    return code_of(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def code_of(error: sqlite3.Error) -> int:
    """Return the kind of an error by SQLite's numbers (0 for one that has none)."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _open(path: Path, mode: str, timeout: float) -> Connection:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    db.path = path
    return db


def _set_up(db: Connection) -> Connection:
    try:
        for setting in _SETTINGS:
            db.execute(f"PRAGMA {setting}")
        db.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def _frozen(path: Path, timeout: float) -> Connection:
    """Open a database beside which no file can be made. It is whole unless a log stands there, which could not be read."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        why = f"the folder is read-only or its disk full, and {log.name} holds changes that have to be written back"
        raise CannotRead(path.parent, why)
    return _set_up(_open(path, "mode=ro&immutable=1", timeout))
