"""A case that an older version made, which has no directory of names: opening the desk makes it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from whosays.case import Case
from whosays.desk.app import Desk
from whosays.store.schema import DATABASE

if TYPE_CHECKING:
    from pathlib import Path


def test_names_are_put_together_where_that_was_never_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fiction.\n\nThe Quay Library said that the lock is shut.\n", "utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "a.txt"], jobs=1)
    db = sqlite3.connect(tmp_path / "case" / DATABASE)
    db.execute("DELETE FROM members")
    db.execute("DELETE FROM entities")
    db.execute("UPDATE directory SET seen = 0")
    db.commit()
    db.close()
    desk = Desk(tmp_path / "case")
    try:
        with desk.browse() as browse:
            assert browse.lookup.lines(limit=9) == (0, [])
        desk.warm()
        with desk.browse() as browse:
            assert "Quay Library" in [line.name for line in browse.lookup.lines(limit=9)[1]]
    finally:
        desk.close()
