"""Where the cases of tests are kept: in files or, for the tests that run over both, on a PostgreSQL server of our own."""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def on_postgres(address: str) -> Iterator[None]:
    """Make every new case on a server; a copy of a case folder gets rows of its own."""
    from whosays.store.address import ADDRESS
    from whosays.store.base import reading
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
