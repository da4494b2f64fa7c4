"""A case that any earlier version wrote is, once it is opened, as one that was made anew with the same records."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.store.making import passages_of, run_of
from tools.old_cases import (
    ANSWERS,
    FOLDER,
    TWO_RECORDS,
    VISITS,
    WRITTEN,
    asked,
    judgements,
    make,
    papers,
    placement,
    report,
    translation,
    visit,
)

from whosays.store.checkup import check_case
from whosays.store.schema import DATABASE, VERSION
from whosays.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.in_a_file

VERSIONS = range(1, VERSION + 1)
# What is counted and not kept, what is numbered in the order of work, and what only stages fill that see the whole case.
_UNLIKE = {
    "changed",
    "facts_state",
    "lies_state",
    "directory",
    "sqlite_sequence",
    "search_data",
    "search_idx",
    "search_docsize",
}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


def old_case(folder: Path, version: int) -> Path:
    (folder / "originals").mkdir(parents=True)
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.executescript((FOLDER / f"v{version}.sql").read_text(encoding="utf-8"))
        db.commit()
    for paper in papers():
        place = folder / "originals" / paper.capture.id[:2] / paper.capture.id
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(paper.doc.text.encode())
    return folder


def new_case(folder: Path, version: int) -> Path:
    """Make a case anew with what a version could hold."""
    with Store.create(folder) as store, store.write() as writer:
        for paper in papers():
            writer.put_capture(paper.capture, paper.doc.text.encode())
            placements = [placement()] if version >= VISITS and paper.doc.name == "river.txt" else []
            writer.put_document(paper.doc, passages_of(paper.doc), placements=placements)
            writer.put_records(paper.doc.id, run_of(), [paper.claim, paper.mention])
            writer.mark_done(paper.capture.id, "plain 1 names 1")
        for judgement in judgements(version):
            writer.add_judgement(judgement)
        if version >= VISITS:
            writer.put_visit(visit())
            writer.put_setting("web-delay", "7", who="Ada Example", at=visit().when)
        if version >= ANSWERS:
            writer.put_answer(run_of(), asked())
        if version >= WRITTEN:
            writer.put_report(report())
            writer.put_translation(translation())
    return folder


def test_there_is_a_case_of_every_version() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"v{one}.sql" for one in VERSIONS), (
        "run python -m tools.old_cases"
    )


def test_the_tool_makes_the_same_text_again() -> None:
    assert make(VERSION) == make(VERSION)
    assert make(1) == (FOLDER / "v1.sql").read_text(encoding="utf-8"), (
        "the first step of the schema is another: it was released"
    )


def tables(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table that holds the record or is made of it, its rows in order; records are compared as records elsewhere."""
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        found: dict[str, list[tuple[object, ...]]] = {}
        for name in names:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({name})") if row[1] not in {"payload", "seq", "kept"}]
            if name not in _UNLIKE:
                found[name] = sorted(db.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall(), key=repr)
        return found


def schema(folder: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(folder / DATABASE)) as db:
        rows = db.execute("SELECT type, name, COALESCE(sql, '') FROM sqlite_schema").fetchall()
    return {(kind, name, " ".join(sql.replace("\n", " ").split())) for kind, name, sql in rows}


def test_an_old_case_is_as_one_made_anew(version: int, tmp_path: Path) -> None:
    old, new = old_case(tmp_path / "old", version), new_case(tmp_path / "new", version)
    Store.open(old).close()
    assert schema(old) == schema(new)
    # A reader's run is noted when a document is put; the old cases were laid out without one.
    one, other = tables(old), tables(new)
    for found in (one, other):
        found["runs"] = [row for row in found["runs"] if "reading" not in row]
    assert one == other


def test_what_an_old_case_holds_is_read_as_it_was_put(version: int, tmp_path: Path) -> None:
    with Store.open(old_case(tmp_path / "old", version)) as store, store.view() as view:
        assert {doc.id: doc for doc in view.documents()} == {paper.doc.id: paper.doc for paper in papers()}
        assert {capture.id: capture for capture in view.captures()} == {paper.capture.id: paper.capture for paper in papers()}
        for paper in papers():
            assert list(view.passages(paper.doc.id)) == passages_of(paper.doc)
            assert (list(view.claims(paper.doc.id)), list(view.mentions(paper.doc.id))) == ([paper.claim], [paper.mention])
            assert view.original(paper.capture.id) == paper.doc.text.encode()
        assert list(view.judgements()) == list(judgements(version))
        assert [view.status(paper.claim.id) for paper in papers()] == ["accepted", "edited", "proposed", "rejected"]
        assert list(view.visits()) == ([visit()] if version >= VISITS else [])
        assert view.settings() == ({"web-delay": "7"} if version >= VISITS else {})
        first, second = list(papers())[:2]
        assert list(view.placements(first.doc.id)) == ([placement()] if version >= VISITS else [])
        assert list(view.answers(first.doc.id)) == ([asked()] if version >= ANSWERS else [])
        assert list(view.reports()) == ([report()] if version >= WRITTEN else [])
        assert list(view.translations(second.doc.id, "en")) == ([translation()] if version >= WRITTEN else [])
        assert sum(one.other is not None for one in view.judgements()) == (1 if version >= TWO_RECORDS else 0)
        assert {hit.kind for hit in view.search("harbour trust")} == {"passage", "mention"}
        assert view.search("مکتبه التل") or view.search("مكتبة التل")


def test_nothing_is_wrong_with_an_old_case_that_was_opened(version: int, tmp_path: Path) -> None:
    folder = old_case(tmp_path / "old", version)
    Store.open(folder).close()
    assert [finding for finding in check_case(folder) if finding.state == "wrong"] == []


def test_an_old_case_can_be_added_to(version: int, tmp_path: Path) -> None:
    with Store.open(old_case(tmp_path / "old", version)) as store:
        paper = next(papers())
        with store.write() as writer:
            assert not writer.put_capture(paper.capture, paper.doc.text.encode())
            writer.put_records(paper.doc.id, run_of("2"), [paper.claim])
        with store.view() as view:
            assert (len(list(view.claims(paper.doc.id))), list(view.mentions(paper.doc.id))) == (1, [])
            assert view.status(paper.claim.id) == "accepted"
