"""Bibliographies brought into a case."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.intake.bringing import NotReadable
from whosays.imports.works import BadBibliography

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = """The lock at Mill Lane (fiction)

The lock is shut.1 The keeper wrote a book.2 The harbour answered.3 Somebody else said so.4

1 https://www.lock.example/news?utm_source=x, 4.5.24.
2 Quill, The weir and its many keepers, 1921, p. 4.
3 doi:10.5555/HARBOUR.9, 5.5.24.
4 https://other.example/b, 6.5.24.
"""
BIB = """@misc{lock, title = {News of the lock}, url = {https://lock.example/news}}
@book{weir, title = {The weir and its many keepers}, year = 1921}
@article{harbour, title = {Harbours}, doi = {10.5555/harbour.9}, url = {https://harbour.example/9}}
@book{unused, title = {A work that nobody ever cites}}
"""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "lock.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "weirs.bib").write_text(BIB, encoding="utf-8")
    with Case.new(tmp_path / "case") as made:
        made.add([tmp_path / "lock.txt"], jobs=1)
        yield made


def named(case: Case) -> dict[str, str | None]:
    with case.view() as view:
        return {str(source.url): source.name for source in view.sources()}


def cited(case: Case) -> set[tuple[str | None, int]]:
    with case.view() as view:
        sources = {source.id: source.name for source in view.sources()}
        notes = {note.id: note.number for note in view.citations()}
        return {(sources[link.b], notes[link.a]) for link in view.links() if link.a in notes and link.b in sources}  # type: ignore[index]


def test_notes_lead_to_the_works_of_a_bibliography(case: Case, tmp_path: Path) -> None:
    assert cited(case) == {(None, 1), (None, 3), (None, 4)}
    done = case.import_sources(tmp_path / "weirs.bib", who="Ann Example")
    assert cited(case) == {
        ("News of the lock", 1), ("The weir and its many keepers", 2), ("Harbours", 3), (None, 4),
    }  # fmt: skip
    assert (done.works, len(done.sources), done.untold) == (4, 5, ())
    assert {source.name: done.notes.get(source.id, 0) for source in done.sources if source.kind == "work"} == {
        "News of the lock": 1, "The weir and its many keepers": 1, "Harbours": 1, "A work that nobody ever cites": 0,
    }  # fmt: skip
    with case.view() as view:
        (run,) = [run for run in view.stored.runs() if run.name == "import/sources:weirs.bib"]
    assert json.loads(run.settings) == {"file": "weirs.bib", "who": "Ann Example"}


def test_what_was_brought_in_stays_when_documents_come_and_go(case: Case, tmp_path: Path) -> None:
    case.import_sources(tmp_path / "weirs.bib")
    before = cited(case)
    (tmp_path / "more.txt").write_text(TEXT.replace("Mill", "Quay"), encoding="utf-8")
    case.add([tmp_path / "more.txt"], jobs=1)
    assert cited(case) == before
    case.remove("lock.txt")
    assert cited(case) == before
    case.remove("more.txt")
    assert cited(case) == set()
    assert named(case)["https://lock.example/news"] == "News of the lock"


def test_a_bibliography_brought_in_again_takes_the_place_of_the_one_before(case: Case, tmp_path: Path) -> None:
    first = case.import_sources(tmp_path / "weirs.bib")
    assert case.import_sources(tmp_path / "weirs.bib") == first
    (tmp_path / "weirs.bib").write_text("@misc{lock, title = {The lock, anew}, url = {https://lock.example/news}}")
    case.import_sources(tmp_path / "weirs.bib")
    assert cited(case) == {("The lock, anew", 1), (None, 3), (None, 4)}


def test_a_note_that_only_a_bibliography_named_has_an_address_without_it(case: Case, tmp_path: Path) -> None:
    case.import_sources(tmp_path / "weirs.bib")
    (tmp_path / "weirs.bib").write_text("@misc{x, title = {Another one}}")
    case.import_sources(tmp_path / "weirs.bib")
    assert cited(case) == {(None, 1), (None, 3), (None, 4)}


def test_sources_go_out_and_come_back(case: Case, tmp_path: Path) -> None:
    case.import_sources(tmp_path / "weirs.bib")
    list(case.export(tmp_path / "record"))
    with Case.new(tmp_path / "again") as again:
        again.import_record(tmp_path / "record")
        assert (named(again), cited(again)) == (named(case), cited(case))
        again.import_sources(tmp_path / "weirs.bib")
        again.add([tmp_path / "lock.txt"], jobs=1)
        assert (named(again), cited(again)) == (named(case), cited(case))


def test_a_file_that_is_none_is_told(case: Case, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    with pytest.raises(BadBibliography, match=r"letter\.txt"):
        case.import_sources(tmp_path / "letter.txt")
    with pytest.raises(NotReadable, match="no such file"):
        case.import_sources(tmp_path / "nowhere.bib")
