from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from tests.store.making import claim_of, mention_of, put, run_of

from whosays.store import schema
from whosays.store.faults import CannotWrite, CaseBusy, CaseExists, NoCase, NotEmptyFolder
from whosays.store.file import File
from whosays.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.in_a_file
def test_a_case_is_a_database_and_originals_and_nothing_else(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case") as store:
        with store.write() as writer:
            put(writer)
        with store.view() as view:
            (capture,) = view.captures()
    found = sorted(str(place.relative_to(tmp_path / "case")) for place in (tmp_path / "case").rglob("*") if place.is_file())
    assert ["case.sqlite", f"originals/{capture.id[:2]}/{capture.id}"] == found


def test_a_case_is_made_in_a_new_or_empty_folder_only(tmp_path: Path) -> None:
    Store.create(tmp_path / "a" / "b").close()
    (tmp_path / "empty").mkdir()
    Store.create(tmp_path / "empty").close()
    with pytest.raises(CaseExists, match="whosays add"):
        Store.create(tmp_path / "empty")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("x")
    for folder in (tmp_path / "full", tmp_path / "full" / "note.txt"):
        with pytest.raises(NotEmptyFolder, match="whosays new"):
            Store.create(folder)


@pytest.mark.in_a_file
@pytest.mark.parametrize("left", ["nothing", "an empty database", "a database in the log's mode"])
def test_a_case_whose_making_was_killed_can_be_made_again(tmp_path: Path, left: str) -> None:
    (tmp_path / "originals").mkdir()
    path = tmp_path / schema.DATABASE
    if left != "nothing":
        path.touch()
    if left == "a database in the log's mode":
        db = sqlite3.connect(path)
        db.execute("PRAGMA journal_mode=WAL")
        db.close()
    with Store.create(tmp_path) as store, store.write() as writer:
        put(writer)


def test_where_there_is_no_case_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoCase, match="whosays new DIR"):
        Store.open(tmp_path)
    (tmp_path / schema.DATABASE).write_bytes(b"")
    with pytest.raises(NoCase, match="whosays new DIR"):
        Store.open(tmp_path)


def test_all_of_a_transaction_is_kept_or_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write() as writer:
        put(writer)
        raise ZeroDivisionError
    with store.view() as view:
        assert set(view.counts().values()) == {0}
    assert [place for place in (store.folder / "originals").rglob("*") if place.is_file()] == []
    with store.write() as writer:
        put(writer)
    with store.view() as view:
        assert view.counts()["documents"] == 1


def test_a_rollback_leaves_originals_that_were_there_before(store: Store) -> None:
    with store.write() as writer:
        doc = put(writer)
    with pytest.raises(ZeroDivisionError), store.write() as writer:
        put(writer)
        raise ZeroDivisionError
    with store.view() as view:
        assert doc.text.encode() == view.original(doc.capture)


def test_a_second_writer_waits_and_then_says_that_the_case_is_busy(store: Store) -> None:
    with store.write() as writer:
        put(writer)
        with Store.open(store.folder, timeout=0.05) as other:
            with pytest.raises(CaseBusy, match="try again"), other.write():
                pass
            with other.view() as view:
                assert view.counts()["documents"] == 0


def test_a_view_is_one_moment(store: Store) -> None:
    with store.write() as writer:
        put(writer)
    with store.view() as before:
        with store.write() as writer:
            doc = put(writer, "A museum opens.", "museum.txt")
            writer.put_records(doc.id, run_of(), [claim_of(doc, "museum opens"), mention_of(doc, "A museum")])
        assert (before.counts()["documents"], len(before.search("museum"))) == (1, 0)
        with store.view() as after:
            assert (after.counts()["documents"], len(after.search("museum"))) == (2, 3)


@pytest.mark.in_a_file
def test_a_full_disk_is_said_in_the_users_words(store: Store) -> None:
    store._db.execute("PRAGMA max_page_count=60")
    with pytest.raises(CannotWrite, match="free space"), store.write() as writer:
        for number in range(1000):
            put(writer, f"The orchestra plays {number} times. " * 50, f"{number}.txt")
    assert [place for place in (store.folder / "originals").rglob("*") if place.is_file()] == []
    store._db.execute("PRAGMA max_page_count=1000000")
    with store.write() as writer:
        put(writer)


@pytest.mark.in_a_file
def test_a_log_that_readers_keep_long_is_cut_when_they_go(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whosays.store.file._FULL_LOG", 2**16)
    monkeypatch.setattr("whosays.store.file._LONG_LOG", 2**16)
    log = store.folder / f"{schema.DATABASE}-wal"
    with store.write() as writer:
        put(writer, "An orchestra tunes. " * 20_000, "long.txt")
    assert isinstance(store._base, File)
    assert store._base._writing_back  # beside whoever writes next
    store._base._writing_back.join(10)
    assert log.stat().st_size == 0


@pytest.mark.parametrize("name", ["a b", "50% ?#&", "نهر", "it's"])
def test_a_case_may_stand_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    with Store.create(tmp_path / name) as store:
        with store.write() as writer:
            put(writer)
        with store.view() as view:
            assert view.counts()["documents"] == 1
