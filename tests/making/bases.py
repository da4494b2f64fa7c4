"""Where the cases of tests are kept: in files or, for the tests that run over both, on a PostgreSQL server of our own."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from whosays.store.address import ADDRESS, read_address
from whosays.store.base import is_elsewhere, reading
from whosays.store.schema import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.store.database import Database


@contextmanager
def rows_of(folder: Path) -> Iterator[Database]:
    """Open the rows of a case as somebody would who looks into the database by hand."""
    if is_elsewhere(folder):
        from whosays.store.postgres.connection import connect

        with closing(connect(read_address(folder), folder)) as server:
            yield server
    else:
        with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as file:
            yield file


def state_of(folder: Path) -> object:
    """Return something that is another whenever anything in the rows of a case is."""
    if not is_elsewhere(folder):
        return (folder / DATABASE).read_bytes()
    from whosays.store.copying import STATES, TABLES

    with rows_of(folder) as db:
        return {table: sorted(map(repr, db.execute(f"SELECT * FROM {table}").fetchall())) for table in (*TABLES, *STATES)}


def files_of(folder: Path) -> list[Path]:
    """Return every file in which something of a case may stand; of a server, those of its tables, and not its log."""
    files = [place for place in sorted(folder.rglob("*")) if place.is_file()]
    if is_elsewhere(folder):
        with rows_of(folder) as db:
            db.execute("CHECKPOINT")
            (data,) = db.execute("SELECT current_setting('data_directory')").fetchone()
            names = [name for (name,) in db.execute(_FILES).fetchall() if name]
        files += [place for name in names for place in sorted(Path(data, name).parent.glob(f"{Path(name).name}*"))]
    return files


_FILES = """
WITH own AS (SELECT oid, reltoastrelid FROM pg_class WHERE relnamespace = to_regnamespace(current_schema())),
    all_of_them AS (SELECT oid FROM own UNION SELECT reltoastrelid FROM own
        UNION SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT reltoastrelid FROM own))
SELECT pg_relation_filepath(oid) FROM all_of_them WHERE oid <> 0
"""


@contextmanager
def on_postgres(address: str) -> Iterator[None]:
    """Make every new case on a server; a copy of a case folder gets rows of its own."""
    from whosays.store.copying import copy_rows
    from whosays.store.postgres.connection import end_idle
    from whosays.store.postgres.server import making
    from whosays.store.store import Store

    create, copytree = Store.create.__func__, shutil.copytree  # type: ignore[attr-defined]

    def create_there(cls: type[Store], folder: Path, *, on: str | None = None) -> Store:
        made: Store = create(cls, folder, on=on or address)
        return made

    def copy(source: Any, target: Any, *arguments: Any, **options: Any) -> Any:  # Any: as in shutil
        there = copytree(source, target, *arguments, **options)
        if (Path(target) / ADDRESS).is_file():
            (Path(target) / ADDRESS).unlink()
            db, _ = reading(Path(source), 10)
            with closing(db), making(Path(target), address) as made:
                copy_rows(db, made)
        return there

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "create", classmethod(create_there))
        patch.setattr(shutil, "copytree", copy)
        try:
            yield
        finally:
            end_idle()
