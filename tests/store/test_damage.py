"""A database whose pages were overwritten, and one that may not be written to."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tests.store.making import RIVER, claim_of, mention_of, put, run_of

from whosays.store import connection
from whosays.store.faults import CannotRead, CannotWrite, DamagedCase, NoSuchDocument, NoSuchRecord
from whosays.store.schema import DATABASE
from whosays.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from whosays.store.view import View

pytestmark = pytest.mark.in_a_file

PAGE = 4096
QUESTIONS: list[Callable[[View], object]] = [
    lambda view: list(view.documents()),
    lambda view: list(view.claims()),
    lambda view: list(view.mentions()),
    lambda view: list(view.passages()),
    lambda view: view.search("river"),
    lambda view: view.counts(),
    lambda view: view.record("clm-1"),
    lambda view: view.find_document("river"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "case") as store, store.write() as writer:
        for number in range(60):
            doc = put(writer, f"{RIVER} Map {number}.", f"{number}.txt")
            writer.put_records(doc.id, run_of(), [claim_of(doc, "the river is clean"), mention_of(doc, "Harbour Trust")])
    return tmp_path / "case"


def overwrite(folder: Path, first: int, last: int, sign: bytes) -> None:
    with (folder / DATABASE).open("r+b") as file:
        file.seek((first - 1) * PAGE)
        file.write(sign * (PAGE * (last - first + 1)))


@pytest.mark.parametrize("sign", [b"\0", b"\xff", b"{"])
@pytest.mark.parametrize(("first", "last"), [(3, 22), (2, 400), (23, 400)])
def test_damaged_pages_are_told_by_every_question(folder: Path, first: int, last: int, sign: bytes) -> None:
    last = min(last, (folder / DATABASE).stat().st_size // PAGE)
    overwrite(folder, first, last, sign)
    told = 0
    for ask in QUESTIONS:
        try:
            with Store.open(folder) as store, store.view() as view:
                ask(view)
        except DamagedCase as error:
            assert "restore it from a backup" in str(error)
            told += 1
        except (NoSuchDocument, NoSuchRecord):
            continue
    assert told >= 4


def test_damaged_pages_are_told_while_writing(folder: Path) -> None:
    overwrite(folder, 3, 22, b"\xff")
    with pytest.raises(DamagedCase, match="restore it from a backup"), Store.open(folder) as store, store.write() as writer:
        for number in range(60):
            put(writer, f"{RIVER} Map {number}, second part.", f"{number}.txt")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    places = [folder, folder / DATABASE]
    for place in places:
        place.chmod(0o555)
    try:
        yield
    finally:
        for place in places:
            place.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind the administrator")
def test_a_case_in_a_read_only_folder_can_be_read(folder: Path) -> None:
    with read_only(folder), Store.open(folder) as store:
        with store.view() as view:
            assert view.counts()["documents"] == 60
        with pytest.raises(CannotWrite, match="permissions"), store.write() as writer:
            put(writer)


def test_where_no_log_can_be_made_the_database_is_read_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_READ_WRITE", "mode=ro&immutable=1")
    with Store.open(folder) as store:
        with store.view() as view:
            assert (view.counts()["documents"], len(view.search("river", 100))) == (60, 100)
        with pytest.raises(CannotWrite, match="permissions"), store.write() as writer:
            put(writer)


def test_a_log_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / f"{DATABASE}-wal").write_bytes(b"x")
    with pytest.raises(CannotRead, match="open a copy"):
        connection._frozen(folder / DATABASE, 1)
    (folder / f"{DATABASE}-wal").unlink()
    with connection._frozen(folder / DATABASE, 1) as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (60,)
    db.close()
