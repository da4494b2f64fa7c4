"""Names that are not put together yet (the case is of an older version, or large) are put together behind the pages."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.making.bases import rows_of

from whosays.case import Case
from whosays.desk.app import Desk

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_gives_what_there_is_and_wakes_the_keeper(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fiction.\n\nThe Quay Library said that the lock is shut.\n", "utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "a.txt"], jobs=1)
    with rows_of(tmp_path / "case") as db:
        db.execute("DELETE FROM members")
        db.execute("DELETE FROM entities")
        db.execute("UPDATE directory SET seen = 0")
    desk = Desk(tmp_path / "case")
    try:
        with desk.browse() as browse:
            assert browse.lookup.names.lines(limit=9) == (0, [])
        until, found = time.monotonic() + 120, [""]
        while "Quay Library" not in found and time.monotonic() < until:
            time.sleep(0.05)
            with desk.browse() as browse:
                found = [line.name for line in browse.lookup.names.lines(limit=9)[1]]
        assert "Quay Library" in found
    finally:
        desk.close()
