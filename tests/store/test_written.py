"""Reports, translations and queues in the store."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.making import capture_of, document_of, passages_of, put

from whosays.reports import NoSuchReport, Report, ReportId, ReportMoved
from whosays.store import schema
from whosays.store.store import Store
from whosays.store.translations import Translation

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.records import Document


def report(version: int, *, one: str = "rep-0000000000000001", title: str = "Boats", **more: bool) -> Report:
    when = f"2026-01-0{version}T00:00:00Z"
    return Report(id=ReportId(one), version=version, title=title, who="Ane", when=when, dropped=bool(more.get("dropped")))


def translated(doc: Document, text: str, language: str = "en") -> Translation:
    passage = passages_of(doc)[0].id
    return Translation(doc=doc.id, passage=passage, language=language, text=text, who="Ane", when="2026-01-01T00:00:00Z")


def test_the_last_version_of_a_report_holds_and_a_dropped_one_is_not_listed(store: Store) -> None:
    other = "rep-0000000000000002"
    with store.write() as writer:
        for one in (report(1), report(1, one=other), report(2, title="Ships"), report(2, one=other, dropped=True)):
            writer.put_report(one)
    with store.view() as view:
        assert [one.title for one in view.reports()] == ["Ships"]
        assert [one.version for one in view.report("rep-0000000000000001")] == [1, 2]
        assert view.report(other)[-1].dropped
        for words in ("rep-", "rep-9", "", "\u00e9"):
            with pytest.raises(NoSuchReport):
                view.report(words)


def test_no_version_is_written_over(store: Store) -> None:
    with store.write() as writer:
        writer.put_report(report(1))
        writer.put_report(report(2))
    for version in (1, 2):
        with pytest.raises(ReportMoved), store.write() as writer:
            writer.put_report(report(version, title="Other"))


def test_what_is_translated_is_the_text_and_not_what_stands_around_it(store: Store) -> None:
    text = 'The text says "zone":"boilerplate" here.\nHead of the page\nMenu'
    with store.write() as writer:
        raw = text.encode()
        doc = document_of(capture_of(raw), text)
        writer.put_capture(capture_of(raw), raw)
        one, head, menu = passages_of(doc)
        writer.put_document(doc, [one, replace(head, zone="page_furniture"), replace(menu, zone="boilerplate")])
    with store.view() as view:
        assert view.to_translate(doc.id) == (1, [one])
        assert view.to_translate(doc.id, start=1, limit=5) == (1, [])


def test_translations_of_a_removed_document_are_gone_and_of_others_there(store: Store) -> None:
    with store.write() as writer:
        doc, other = put(writer), put(writer, "The mill says it is old.", "mill.txt")
        writer.put_translation(translated(doc, "first"))
        writer.put_translation(translated(other, "other", "fr"))
        writer.put_translation(translated(doc, "second"))
    with store.view() as view:
        assert [one.text for one in view.translations(doc.id, "en")] == ["second"]
        assert (view.translated_into(doc.id), view.translated_into(other.id)) == (["en"], ["fr"])
    with store.write() as writer:
        writer.remove(doc.id)
    with store.view() as view:
        assert [one.text for one in view.translations(other.id, "fr")] == ["other"]
    assert store._db.execute("SELECT count(*) FROM translations").fetchone() == (1,)


def test_a_document_that_its_capture_no_longer_has_stays_where_somebody_translated_it(store: Store) -> None:
    with store.write() as writer:
        doc, other = put(writer), put(writer, "The mill says it is old.", "mill.txt")
        writer.put_translation(translated(doc, "mine"))
        writer.drop_documents(doc.capture, but=[])
        writer.drop_documents(other.capture, but=[])
    with store.view() as view:
        assert [one.name for one in view.documents()] == [doc.name]


def test_a_case_from_before_there_were_reports_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / schema.DATABASE
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    for step in schema.MIGRATIONS[:4]:
        step(db)
    db.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version=4")
    db.close()
    (tmp_path / "originals").mkdir()
    with Store.open(tmp_path) as store:
        with store.write() as writer:
            writer.put_report(report(1))
        with store.view() as view:
            assert [one.title for one in view.reports()] == ["Boats"]
