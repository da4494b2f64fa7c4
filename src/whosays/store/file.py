"""A case in a file: SQLite, written by one at a time, its log cut when nobody waits for it."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError
from whosays.store import schema
from whosays.store.connection import code_of, connect, is_busy
from whosays.store.faults import CannotRead, CannotWrite, CaseBusy, DamagedCase, NoCase, NotEmptyFolder, RemovalUnfinished
from whosays.store.originals import Originals
from whosays.store.schema import DATABASE
from whosays.store.turn import turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from whosays.store.connection import Connection
    from whosays.store.database import Database

# Past the first size the write-ahead log is written back, beside whoever writes; it still grows while somebody always reads, so
# past the second one readers are made to wait for a moment.
_FULL_LOG, _LONG_LOG = 16 * 2**20, 64 * 2**20


class File:
    """The rows of an open case (see `store.base.Base`)."""

    def __init__(self, folder: Path, db: Connection, timeout: float) -> None:
        self.folder = folder
        self.db = db
        self._timeout = timeout
        self._writing_back: threading.Thread | None = None
        db.execute("PRAGMA wal_autocheckpoint=0")  # nobody who decides waits for what others wrote (`tidy`)

    @classmethod
    def open(cls, folder: Path, timeout: float) -> File:
        """Open the file, and bring an older one up to date."""
        path = folder / DATABASE
        try:
            if not path.is_file():
                raise NoCase(folder)
        except OSError as error:
            raise CannotRead(folder, (error.strerror or str(error)).lower()) from error
        db = connect(path, timeout=timeout)
        made = cls(folder, db, timeout)
        try:
            if schema.check(db, folder) < schema.VERSION:
                with made._faults():
                    schema.migrate(db)
        except BaseException:
            db.close()
            raise
        return made

    @contextmanager
    def turn(self) -> Iterator[Database]:
        """Wait for the turn to write and open a transaction (see `Base`)."""
        with self._faults(), turn(self.folder, self._timeout):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:  # some faults (a full disk) have rolled back by themselves
                    self.db.execute("ROLLBACK")
                raise

    def wipe(self, *, patient: bool = True) -> None:
        """Clean the files of the bytes of removed documents.

        1. originals that no capture knows are deleted;
        2. the search index is merged into one piece, which leaves out the words of removed rows;
        3. the database is rewritten without free space;
        4. the log is written back and cut to nothing, which has to wait for readers of older states.
        """
        if not patient:
            self.db.execute("PRAGMA busy_timeout=0")
        try:
            with self._faults(busy=RemovalUnfinished):
                self.db.execute("BEGIN IMMEDIATE")
                try:
                    Originals(self.folder).sweep({row[0] for row in self.db.execute("SELECT id FROM captures WHERE held")})
                finally:
                    self.db.execute("COMMIT")
                self.db.execute("INSERT INTO search(search) VALUES ('optimize')")
                self.db.execute("VACUUM")
                self._cut_log(self._timeout if patient else 0)
                self.db.execute("DELETE FROM unwiped")
                self._cut_log(self._timeout if patient else 0)
        finally:
            if not patient:
                self.db.execute(f"PRAGMA busy_timeout={int(self._timeout * 1000)}")

    def tidy(self) -> None:
        """Write the log back beside whoever writes, once it is long."""
        log = self.folder / f"{DATABASE}-wal"
        if self._writing_back and self._writing_back.is_alive():
            return
        if log.exists() and log.stat().st_size > _FULL_LOG:
            self._writing_back = threading.Thread(target=self._write_back, args=(log,), daemon=True)
            self._writing_back.start()

    def close(self) -> None:
        """Close the file. Whoever closes it last writes the log back into the database."""
        if self._writing_back:
            self._writing_back.join()
        self.db.close()

    def _faults(self, busy: type[CaseBusy] = CaseBusy) -> AbstractContextManager[None]:
        return told(self.folder, busy)

    def _cut_log(self, timeout: float) -> None:
        until = time.monotonic() + timeout
        while self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() >= until:
                raise RemovalUnfinished(self.folder)

    def _write_back(self, log: Path) -> None:
        # Who closes the case last writes it back as well, so nothing is lost where this does not come to an end.
        with suppress(sqlite3.Error, WhosaysError, OSError), closing(connect(self.folder / DATABASE, timeout=1)) as db:
            db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            if log.stat().st_size > _LONG_LOG:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def create_file(folder: Path) -> None:
    """Make the database of a new case, or finish one whose making was killed half-way."""
    with told(folder):
        schema.create(folder / DATABASE)


def read_file(folder: Path, timeout: float) -> tuple[Database, int]:
    """Open a connection that sees the case as it is now; return it with the version of the schema."""
    db = connect(folder / DATABASE, timeout=timeout)
    try:
        version = schema.check(db, folder)
        db.execute("PRAGMA query_only=ON")
        db.execute("BEGIN")
        db.execute("SELECT 1 FROM captures").fetchone()  # the snapshot begins with the first read
    except BaseException:
        db.close()
        raise
    return db, version


def is_whole(folder: Path) -> bool:
    """Ask whether there is a database with tables. Raises NotEmptyFolder where a file of its name is no database."""
    path = folder / DATABASE
    if not path.is_file() or not path.stat().st_size:
        return False
    db = connect(path, timeout=10)
    try:
        return db.execute("SELECT 1 FROM sqlite_schema").fetchone() is not None
    except (sqlite3.DatabaseError, DamagedCase) as error:
        raise NotEmptyFolder(folder) from error
    finally:
        db.close()


@contextmanager
def told(folder: Path, busy: type[CaseBusy] = CaseBusy) -> Iterator[None]:
    """Say in the user's words what SQLite or the disk refuse."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if is_busy(error):
            raise busy(folder) from error
        if code_of(error) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
            raise CannotWrite(folder, str(error)) from error
        raise
