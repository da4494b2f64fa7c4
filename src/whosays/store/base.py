"""What the rows of a case stand on: a file beside the originals (SQLite), or a server that many reach (PostgreSQL).

`Store` and `View` are the same over both. Which one a case has is told by its folder: `case.sqlite` is the rows themselves,
`case.toml` says where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from whosays.store.address import ADDRESS
from whosays.store.faults import CannotRead
from whosays.store.file import File, is_whole, read_file
from whosays.store.schema import DATABASE

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from whosays.store.database import Database

OWN_FILES = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", ADDRESS)
"""What a case folder has beside its originals."""


class Base(Protocol):
    """The rows of one open case, for whoever writes. Views have connections of their own (`reading`)."""

    @property
    def folder(self) -> Path:
        """The case folder."""

    @property
    def db(self) -> Database:
        """The connection that writes."""

    def turn(self) -> AbstractContextManager[Database]:
        """Wait for the turn to write and open a transaction: kept at the end of the block, undone by an exception.

        Raises CaseBusy where it does not come in time.
        """

    def wipe(self, *, patient: bool = True) -> None:
        """Clean originals and rows of what was removed; raise RemovalUnfinished where somebody reads an older state.

        Args:
            patient: wait for them for a while.
        """

    def tidy(self) -> None:
        """Do what has to be done now and then, after a transaction."""

    def close(self) -> None:
        """End the connection."""


def is_case(folder: Path) -> bool:
    """Ask whether there is a case in a folder."""
    return _has(folder, DATABASE) or _has(folder, ADDRESS)


def is_elsewhere(folder: Path) -> bool:
    """Ask whether there is a case in a folder whose rows are on a server."""
    return not _has(folder, DATABASE) and _has(folder, ADDRESS)


def is_finished(folder: Path) -> bool:
    """Ask whether the making of a case came to its end."""
    if is_elsewhere(folder):
        from whosays.store.postgres.server import is_made

        return is_made(folder)
    return is_whole(folder)


def open_base(folder: Path, timeout: float) -> Base:
    """Open the rows of a case, and bring those of an older version up to date. Raises NoCase where there are none.

    Args:
        folder: the case folder.
        timeout: seconds to wait for another process before CaseBusy.
    """
    if is_elsewhere(folder):
        from whosays.store.postgres.server import Server

        return Server.open(folder, timeout)
    return File.open(folder, timeout)


def reading(folder: Path, timeout: float) -> tuple[Database, int]:
    """Open a connection that sees one state, whatever is written meanwhile; return it with the version of the schema."""
    if is_elsewhere(folder):
        from whosays.store.postgres.server import read_server

        return read_server(folder, timeout)
    return read_file(folder, timeout)


def _has(folder: Path, name: str) -> bool:
    try:
        return (folder / name).is_file()
    except OSError as error:
        raise CannotRead(folder, (error.strerror or str(error)).lower()) from error
