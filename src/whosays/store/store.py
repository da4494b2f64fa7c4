"""A case folder: made, opened, written by one at a time, read by many."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Self

from whosays.errors import WhosaysError
from whosays.store import schema
from whosays.store.connection import code_of, connect, is_busy
from whosays.store.faults import (
    CannotRead,
    CannotWrite,
    CaseBusy,
    CaseExists,
    DamagedCase,
    NoCase,
    NotEmptyFolder,
    RemovalUnfinished,
)
from whosays.store.originals import FOLDER, Originals
from whosays.store.turn import turn
from whosays.store.view import View
from whosays.store.waiting import WAITING, clear_left_behind
from whosays.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

TIMEOUT = 10.0
"""Seconds to wait for another process before CaseBusy."""

# Past the first size the write-ahead log is written back, beside whoever writes; it still grows while somebody always reads, so
# past the second one readers are made to wait for a moment.
_FULL_LOG, _LONG_LOG = 16 * 2**20, 64 * 2**20


class Store:
    """An open case folder. Read through `view()`, write through `write()`; several processes may have it open."""

    def __init__(self, folder: Path, db: sqlite3.Connection, timeout: float) -> None:
        self.folder = folder
        self._db = db
        self._timeout = timeout
        self._writing = threading.Lock()
        self._writing_back: threading.Thread | None = None
        db.execute("PRAGMA wal_autocheckpoint=0")  # nobody who decides waits for what others wrote (`_shorten_log`)

    @classmethod
    def create(cls, folder: Path) -> Store:
        """Make a case in a folder that is new or empty, and open it."""
        path = folder / schema.DATABASE
        if folder.exists() and not folder.is_dir():
            raise NotEmptyFolder(folder)
        try:
            if path.exists() and path.stat().st_size:
                return cls._finish(folder)
            if folder.exists() and any(place.name not in (FOLDER, WAITING, schema.DATABASE) for place in folder.iterdir()):
                raise NotEmptyFolder(folder)
            (folder / FOLDER).mkdir(parents=True, exist_ok=True)
            with _told(folder):
                schema.create(path)
        except OSError as error:
            raise CannotWrite(folder, error.strerror or str(error)) from error
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path, *, timeout: float = TIMEOUT) -> Store:
        """Open the case in a folder, bring an older one up to date, and wipe what a removal had to leave.

        Args:
            folder: the case folder.
            timeout: seconds to wait for another process before CaseBusy.
        """
        path = folder / schema.DATABASE
        try:
            if not path.is_file():
                raise NoCase(folder)
        except OSError as error:
            raise CannotRead(folder, (error.strerror or str(error)).lower()) from error
        db = connect(path, timeout=timeout)
        store = cls(folder, db, timeout)
        try:
            if schema.check(db, folder) < schema.VERSION:
                with store._faults():
                    schema.migrate(db)
            if store._is_unwiped():
                store._try_wipe()
        except BaseException:
            db.close()
            raise
        return store

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Open a transaction: all of it is kept at the end of the block, nothing of it after an exception.

        Raises CaseBusy when another process (or thread) does not finish writing in time. After a removal it also wipes the
        bytes, and raises RemovalUnfinished when a reader of an older state is in the way; the removal itself then stands.
        """
        if not self._writing.acquire(timeout=self._timeout):
            raise CaseBusy(self.folder)
        try:
            originals = Originals(self.folder)
            with self._faults(), turn(self.folder, self._timeout):
                self._db.execute("BEGIN IMMEDIATE")
                writer = Writer(self._db, originals)
                try:
                    yield writer
                    writer.finish()
                    self._db.execute("COMMIT")
                except BaseException:
                    if self._db.in_transaction:  # some faults (a full disk) have rolled back by themselves
                        self._db.execute("ROLLBACK")
                    originals.undo()
                    raise
            if writer.has_removed:
                self.wipe()
            self._shorten_log()
        finally:
            self._writing.release()

    def view(self) -> View:
        """Open a read-only view of the case as it is now; close it, or use it in a `with` block."""
        return View(self.folder, timeout=self._timeout)

    def wipe(self) -> None:
        """Clean the files of the bytes of removed documents.

        1. originals that no capture knows are deleted, as is what killed runs left;
        2. the search index is merged into one piece, which leaves out the words of removed rows;
        3. the database is rewritten without free space;
        4. the log is written back and cut to nothing, which has to wait for readers of older states.
        """
        clear_left_behind(self.folder)
        with self._faults(busy=RemovalUnfinished):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                Originals(self.folder).sweep({row[0] for row in self._db.execute("SELECT id FROM captures WHERE held")})
            finally:
                self._db.execute("COMMIT")
            self._db.execute("INSERT INTO search(search) VALUES ('optimize')")
            self._db.execute("VACUUM")
            self._cut_log()
            self._db.execute("DELETE FROM unwiped")
            self._cut_log()

    def close(self) -> None:
        """Close the case. Whoever closes it last writes the log back into the database."""
        if self._writing_back:
            self._writing_back.join()
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @classmethod
    def _finish(cls, folder: Path) -> Store:
        """Say that there is a case already, or finish one whose making was killed half-way."""
        db = connect(folder / schema.DATABASE, timeout=TIMEOUT)
        try:
            unfinished = not db.execute("SELECT 1 FROM sqlite_schema").fetchone()
        except (sqlite3.DatabaseError, DamagedCase) as error:
            raise NotEmptyFolder(folder) from error
        finally:
            db.close()
        if not unfinished:
            raise CaseExists(folder)
        (folder / FOLDER).mkdir(exist_ok=True)
        with _told(folder):
            schema.create(folder / schema.DATABASE)
        return cls.open(folder)

    def _faults(self, busy: type[CaseBusy] = CaseBusy) -> AbstractContextManager[None]:
        return _told(self.folder, busy)

    def _is_unwiped(self) -> bool:
        return self._db.execute("SELECT 1 FROM unwiped").fetchone() is not None

    def _try_wipe(self) -> None:
        """Go on with a wipe that was cut short; where somebody still reads, the next one to open the case does it."""
        self._db.execute("PRAGMA busy_timeout=0")
        timeout, self._timeout = self._timeout, 0
        try:
            self.wipe()
        except (RemovalUnfinished, CannotWrite):
            return
        finally:
            self._timeout = timeout
            self._db.execute(f"PRAGMA busy_timeout={int(timeout * 1000)}")

    def _cut_log(self) -> None:
        until = time.monotonic() + self._timeout
        while self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() >= until:
                raise RemovalUnfinished(self.folder)

    def _shorten_log(self) -> None:
        log = self.folder / f"{schema.DATABASE}-wal"
        if self._writing_back and self._writing_back.is_alive():
            return
        if log.exists() and log.stat().st_size > _FULL_LOG:
            self._writing_back = threading.Thread(target=self._write_back, args=(log,), daemon=True)
            self._writing_back.start()

    def _write_back(self, log: Path) -> None:
        # Who closes the case last writes it back as well, so nothing is lost where this does not come to an end.
        with suppress(sqlite3.Error, WhosaysError, OSError), closing(connect(self.folder / schema.DATABASE, timeout=1)) as db:
            db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            if log.stat().st_size > _LONG_LOG:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


@contextmanager
def _told(folder: Path, busy: type[CaseBusy] = CaseBusy) -> Iterator[None]:
    """Say in the user's words what SQLite or the disk refuse."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if is_busy(error):
            raise busy(folder) from error
        if code_of(error) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
            raise CannotWrite(folder, str(error)) from error
        raise
