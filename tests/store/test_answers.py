from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from tests.store.making import RIVER, capture_of, claim_of, document_of, passages_of, put, run_of

from whosays.store import schema
from whosays.store.answers import Asked
from whosays.store.faults import NoSuchDocument
from whosays.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.records import Document


def asked(doc: Document, question: str, answer: str, at: str = "2026-01-02T03:04:05Z") -> Asked:
    return Asked(
        question=question,
        doc=doc.id,
        passage=passages_of(doc)[0].id,
        run=run_of().id,
        at=at,
        request='{"words": "مرفأ"}',
        answer=answer,
    )


def test_an_answer_is_kept_as_it_was_and_a_newer_one_takes_its_place(store: Store) -> None:
    with store.write() as writer:
        doc = put(writer)
        writer.put_answer(run_of(), asked(doc, "qst-1", "first", at="2026-01-01T03:04:05Z"))
        writer.put_answer(run_of(), asked(doc, "qst-2", "none \udcff of it \u2028"))
        writer.put_answer(run_of(), asked(doc, "qst-1", "second", at="2026-01-02T03:04:06Z"))
    with store.view() as view:
        assert [(one.question, one.answer) for one in view.answers(doc.id)] == [
            ("qst-2", "none ? of it \u2028"),
            ("qst-1", "second"),
        ]
        assert {one.request for one in view.answers(doc.id)} == {'{"words": "مرفأ"}'}


def test_an_answer_about_no_document_is_refused(store: Store) -> None:
    doc = document_of(capture_of(b"x"), "x y z")
    with pytest.raises(NoSuchDocument), store.write() as writer:
        writer.put_answer(run_of(), asked(doc, "qst-1", "first"))


def test_answers_go_with_their_document_to_the_last_byte(store: Store) -> None:
    with store.write() as writer:
        doc, other = put(writer), put(writer, "The mill says it is old.", "mill.txt")
        for one in (doc, other):
            writer.put_answer(run_of(), asked(one, "qst-1", f"about {one.name}"))
    with store.write() as writer:
        writer.remove(doc.id)
    with store.view() as view:
        assert [one.answer for one in view.answers(other.id)] == ["about mill.txt"]
    assert store._db.execute("SELECT count(*) FROM answers").fetchone() == (1,)


def test_a_run_of_another_name_may_take_a_record_over_and_what_was_its_own_is_told(store: Store) -> None:
    with store.write() as writer:
        doc = put(writer)
        claim = claim_of(doc, "the river is clean")
        writer.put_records(doc.id, run_of(name="engine/test"), [claim])
    with store.view() as view:
        assert (view.found_by("engine/test", doc.id), view.found_by("claims", doc.id)) == ({claim.id}, set())
    with store.write() as writer:
        writer.put_records(doc.id, run_of(name="claims"), [claim])
        writer.put_records(doc.id, run_of(name="engine/test", version="2"), [])
    with store.view() as view:
        assert (view.found_by("engine/test", doc.id), view.found_by("claims", doc.id)) == (set(), {claim.id})
        assert [one.id for one in view.claims(doc.id)] == [claim.id]


def test_a_case_from_before_there_were_answers_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / schema.DATABASE
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    for step in schema.MIGRATIONS[:3]:
        step(db)
    db.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version=3")
    db.close()
    (tmp_path / "originals").mkdir()
    with Store.open(tmp_path) as store:
        with store.write() as writer:
            doc = put(writer, RIVER)
            writer.put_answer(run_of(), asked(doc, "qst-1", "first"))
        with store.view() as view:
            assert [one.answer for one in view.answers(doc.id)] == ["first"]
