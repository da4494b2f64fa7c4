from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.making import RIVER, capture_of, claim_of, document_of, mention_of, passages_of, put, run_of

from whosays.store import schema
from whosays.store.codec import encode, encode_document
from whosays.store.faults import DamagedCase, NewerCase, NoCase
from whosays.store.store import Store

pytestmark = pytest.mark.in_a_file


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A case as the first version of the schema had it: no search index yet."""
    path = tmp_path / schema.DATABASE
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    schema.MIGRATIONS[0](db)
    db.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version=1")
    raw = RIVER.encode()
    capture = capture_of(raw)
    doc = replace(document_of(capture, RIVER), title="River")
    db.execute("INSERT INTO captures(id, name, payload) VALUES (?, ?, ?)", (capture.id, capture.name, encode(capture)))
    db.execute(
        "INSERT INTO documents(id, name, capture, payload, text) VALUES (?, ?, ?, ?, ?)",
        (doc.id, doc.name, doc.capture, encode_document(doc), doc.text),
    )
    for passage in passages_of(doc):
        db.execute("INSERT INTO passages VALUES (?, 1, ?, ?)", (passage.id, passage.order, encode(passage)))
    run = run_of()
    db.execute("INSERT INTO runs VALUES (?, ?, ?)", (run.id, run.name, encode(run)))
    for kind, record in (("claim", claim_of(doc, "the river is clean")), ("mention", mention_of(doc, "Harbour Trust"))):
        db.execute(
            "INSERT INTO records(id, kind, doc, start, run, payload) VALUES (?, ?, 1, 0, ?, ?)",
            (record.id, kind, run.id, encode(record)),
        )
    db.close()
    (tmp_path / "originals" / capture.id[:2]).mkdir(parents=True)
    (tmp_path / "originals" / capture.id[:2] / capture.id).write_bytes(raw)
    return tmp_path


def test_a_case_of_the_first_version_is_brought_up_to_date(first_version: Path) -> None:
    with Store.open(first_version) as store, store.view() as view:
        (doc,) = view.documents()
        assert (doc.text, doc.title) == (RIVER, "River")
        assert {"passage", "claim"} == {hit.kind for hit in view.search("river clean")}
        assert {"passage", "mention"} == {hit.kind for hit in view.search("harbour trust")}
        assert RIVER.encode() == view.original(doc.capture)


def test_bringing_a_case_up_to_date_is_done_once(first_version: Path) -> None:
    Store.open(first_version).close()
    with Store.open(first_version) as store:
        with store.write() as writer:
            put(writer)
        with store.view() as view:
            assert view.counts()["documents"] == 1
            assert store._db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)


def test_a_step_that_fails_leaves_the_case_as_it_was(first_version: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(db: sqlite3.Connection) -> None:
        db.execute("DROP TABLE search")
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, fail))
        patch.setattr(schema, "VERSION", 3)
        with pytest.raises(ZeroDivisionError):
            Store.open(first_version)
    with Store.open(first_version) as store, store.view() as view:
        assert view.search("harbour")


def test_a_newer_case_says_to_update(store: Store) -> None:
    store._db.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    with pytest.raises(NewerCase, match="pip install --upgrade whosays"):
        Store.open(store.folder)
    with pytest.raises(NewerCase):
        store.view()


def test_the_database_of_another_program_is_no_case(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / schema.DATABASE)
    db.execute("CREATE TABLE recipes(name)")
    db.close()
    with pytest.raises(NoCase, match="not one of whosays"):
        Store.open(tmp_path)


def test_a_file_that_is_no_database_is_a_damaged_case(tmp_path: Path) -> None:
    (tmp_path / schema.DATABASE).write_bytes(b"not a database, though as long as one" * 100)
    with pytest.raises(DamagedCase, match="backup"):
        Store.open(tmp_path)


def test_a_commit_is_forced_to_the_disk_and_keys_are_checked(store: Store) -> None:
    settings = {
        name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "user_version", "application_id")
    }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "user_version": schema.VERSION,
        "application_id": schema.APPLICATION_ID,
    }


def test_where_no_case_was_found_is_said() -> None:
    assert str(NoCase(Path("quay"))) == "no case in quay; make one with `whosays new DIR`"
    assert str(NoCase(Path("quay"), "it is empty")) == "no case in quay (it is empty); make one with `whosays new DIR`"
    assert str(NoCase(Path("quay"), or_above=True)) == (
        "no case in quay or above it; make one with `whosays new DIR`, or name one with --case DIR"
    )
