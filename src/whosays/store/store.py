"""A case folder: made, opened, written by one at a time, read by many."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from whosays.store.address import ADDRESS
from whosays.store.base import is_finished, open_base
from whosays.store.faults import CannotWrite, CaseBusy, CaseExists, NotEmptyFolder, NotKnown, RemovalUnfinished
from whosays.store.file import create_file
from whosays.store.originals import FOLDER, Originals
from whosays.store.schema import DATABASE
from whosays.store.view import View
from whosays.store.waiting import WAITING, clear_left_behind
from whosays.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from whosays.store.base import Base
    from whosays.store.database import Database

TIMEOUT = 10.0
"""Seconds to wait for another process before CaseBusy."""


class Store:
    """An open case folder. Read through `view()`, write through `write()`; several processes may have it open."""

    def __init__(self, base: Base, timeout: float) -> None:
        self.folder = base.folder
        self._base = base
        self._timeout = timeout
        self._writing = threading.Lock()

    @property
    def _db(self) -> Database:
        return self._base.db

    @classmethod
    def create(cls, folder: Path, *, on: str | None = None) -> Store:
        """Make a case in a folder that is new or empty, and open it.

        Args:
            folder: the case folder.
            on: the PostgreSQL server that keeps the rows ("postgresql://desk@db.example/whosays"); None: a file in the folder.
        """
        if folder.exists() and not folder.is_dir():
            raise NotEmptyFolder(folder)
        try:
            check_free(folder, ADDRESS if on else DATABASE)
            (folder / FOLDER).mkdir(parents=True, exist_ok=True)
            if on is None:
                create_file(folder)
            else:
                from whosays.store.postgres.server import create_on_server

                create_on_server(folder, on)
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
        store = cls(open_base(folder, timeout), timeout)
        try:
            if store._is_unwiped():
                store._try_wipe()
        except BaseException:
            store.close()
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
            try:
                with self._base.turn() as db:
                    writer = Writer(db, originals)
                    yield writer
                    writer.finish()
            except BaseException as error:
                if not isinstance(error, NotKnown):
                    originals.undo()
                raise
            if writer.has_removed:
                self.wipe()
            self._base.tidy()
        finally:
            self._writing.release()

    def view(self) -> View:
        """Open a read-only view of the case as it is now; close it, or use it in a `with` block."""
        return View(self.folder, timeout=self._timeout)

    def wipe(self) -> None:
        """Clean the files of the bytes of removed documents, and of what killed runs left."""
        clear_left_behind(self.folder)
        self._base.wipe()

    def close(self) -> None:
        """Close the case."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _is_unwiped(self) -> bool:
        return self._db.execute("SELECT 1 FROM unwiped").fetchone() is not None

    def _try_wipe(self) -> None:
        """Go on with a wipe that was cut short; where somebody still reads, the next one to open the case does it."""
        clear_left_behind(self.folder)
        try:
            self._base.wipe(patient=False)
        except (RemovalUnfinished, CannotWrite):
            return


def check_free(folder: Path, begun: str) -> None:
    """Raise CaseExists or NotEmptyFolder unless a case can be made in a folder, or one be finished whose making was killed."""
    if not folder.exists():
        return
    if is_finished(folder):
        raise CaseExists(folder)
    own = {FOLDER, WAITING, *(f"{begun}{end}" for end in ("", ".new", ".new-wal", ".new-shm"))}
    is_begun = (folder / begun).is_file() and (folder / begun).stat().st_size
    if not is_begun and any(place.name not in own for place in folder.iterdir()):
        raise NotEmptyFolder(folder)
