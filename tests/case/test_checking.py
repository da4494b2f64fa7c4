"""Reports held against the case again, kept ones and files."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

import pytest
from tests.capture.site import Page, Site

from whosays.capture.web import WebSettings
from whosays.case import Case
from whosays.case.writing.checking import NothingToCheck
from whosays.case.writing.composing import Wanted
from whosays.desk.phrases import table
from whosays.publish.report.forms import FORMS, Form, Language, make_file
from whosays.publish.report.pdf import can_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.case.writing.checking import Checked

WORDS = (
    "Fiction.\n\nThe harbour master says that the crane is rusty. Ane Kverndal claims that the quay is probably sound."
    " The choir announced that it will sing at the lighthouse_pier.\n"
)
ARABIC = Language(code="ar", words=table("en") | table("ar"), direction="rtl")
ENDINGS = [
    pytest.param(form, marks=pytest.mark.skipif(form == "pdf" and not can_pdf(), reason="no WeasyPrint")) for form in FORMS
]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "harbour.txt").write_text(WORDS, encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "harbour.txt"], jobs=1)
        case.judge_all([claim.id for claim in case.claims()], "accept")
        yield case


def about(case: Case, words: str) -> str:
    return next(claim.id for claim in case.claims() if words in claim.content[0].text)


def write(case: Case, path: Path, form: Form) -> Path:
    told = case.compose_report(Wanted(subject="document", of="harbour.txt", proposed=True))
    file = path / f"report.{form}"
    file.write_bytes(make_file(told, form, ARABIC))
    return file


def found(checked: list[Checked]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.claim: (one.finding, one.why) for one in checked if one.finding != "stands"}


@pytest.mark.parametrize("form", ENDINGS)
def test_what_changed_since_is_found_in_every_form(case: Case, tmp_path: Path, form: Form) -> None:
    file = write(case, tmp_path, form)
    crane, quay, sing = (about(case, words) for words in ("crane", "quay", "sing"))
    assert len(case.check_file(file)) == len(case.claims())
    assert found(case.check_file(file)) == {}
    case.judge(crane, "reject")
    case.judge(quay, "edit", changes={"modality": "possible"})
    case.undo(sing)
    assert found(case.check_file(file)) == {
        crane: ("withdrawn", ("rejected",)),
        quay: ("changed", ("edited",)),
        sing: ("changed", ("undecided",)),
    }
    case.remove("harbour.txt")
    assert {why for _, why in found(case.check_file(file)).values()} == {("not in the case",)}


def test_words_that_somebody_changed_in_a_file_are_found(case: Case, tmp_path: Path) -> None:
    file = write(case, tmp_path, "md")
    text = file.read_text(encoding="utf-8")
    notes = text.index("[^1]:")
    file.write_text(text[:notes] + text[notes:].replace("rusty", "rosy").replace("Ane Kverndal", "Bo"), encoding="utf-8")
    assert found(case.check_file(file)) == {
        about(case, "crane"): ("changed", ("words",)),
        about(case, "quay"): ("changed", ("holder",)),
    }


def test_a_kept_report_is_checked_by_its_id(case: Case) -> None:
    crane, quay, sing = (about(case, words) for words in ("crane", "quay", "sing"))
    report = case.save_report(title="Harbour", blocks=[case.make_block("claim", one) for one in (crane, quay, sing)])
    assert found(case.check_report(report.id[:9])) == {}
    case.judge(crane, "reject")
    case.judge(quay, "edit", changes={"modality": "possible"})
    case.undo(sing)
    assert found(case.check_report(report.id)) == {
        crane: ("withdrawn", ("rejected",)),
        quay: ("changed", ("modality",)),
        sing: ("changed", ("undecided",)),
    }
    (doc,) = case.documents()
    with case.store.write() as writer:
        writer.put_document(replace(doc, text="Nothing of that is left.", made_by="text 99"), [])
    assert found(case.check_report(report.id))[sing] == ("withdrawn", ("words gone",))


def test_what_was_cited_as_proposed_and_still_is_stands(case: Case, tmp_path: Path) -> None:
    for claim in case.claims():
        case.undo(claim.id)
    assert found(case.check_file(write(case, tmp_path, "html"))) == {}


def test_a_later_file_of_the_same_name_is_told_and_counts_where_it_has_not_the_words(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Later:
            return cls(2099, 1, 1, tzinfo=tz)

    file = write(case, tmp_path, "md")
    monkeypatch.setattr("whosays.capture.files.datetime", Later)
    (tmp_path / "harbour.txt").write_text(WORDS.replace("crane is rusty", "crane was painted"), encoding="utf-8")
    case.add([tmp_path / "harbour.txt"], jobs=1)
    checked = {one.claim: one for one in case.check_file(file)}
    assert {claim: one.why for claim, one in checked.items() if one.why} == {
        claim: ("newer file",) for claim, one in checked.items() if "crane is rusty" in one.words or one.words == "rusty"
    }
    assert {one.remarks for one in checked.values() if not one.why} == {("newer file",)}


def test_an_address_that_was_visited_again_is_told_and_counts_where_it_has_not_the_words(tmp_path: Path) -> None:
    web = WebSettings(allow_loopback=True, delay=0)
    said = "<p>The harbour master said that the crane is rusty.</p><p>The choir said that the quay is sound.</p>"
    with Site() as site, Case.new(tmp_path / "case") as case:
        site.pages["/quay"] = Page(body=f"<title>Quay</title><main>{said}</main>".encode())
        list(case.watch([site.url("/quay")], web=web, jobs=1))
        told = case.compose_report(Wanted(subject="document", of=case.documents()[0].id, proposed=True))
        file = tmp_path / "report.md"
        file.write_bytes(make_file(told, "md"))
        assert all(note.source and note.source.fetched for note in told.notes)
        assert found(case.check_file(file)) == {}
        site.pages["/quay"] = Page(body=f"<title>Quay</title><main>{said.replace('rusty', 'new')}</main>".encode())
        list(case.watch([site.url("/quay")], web=web, jobs=1))
        checked = case.check_file(file)
        assert {one.why for one in checked if "rusty" in one.words} == {("address changed",)}
        assert {(one.finding, one.remarks) for one in checked if "sound" in one.words} == {("stands", ("address changed",))}
        site.pages["/quay"] = Page(status=410, body=b"<p>Gone.")
        list(case.watch([site.url("/quay")], web=web, jobs=1))
        assert {(one.finding, one.remarks) for one in case.check_file(file)} == {("stands", ("address gone",))}


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.md", b"# No report\n"),
        ("a.html", b"<p>None</p>"),
        ("a.docx", b"PK\x03\x04"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.bin", b"\0"),
    ],
)
def test_a_file_that_is_no_report_is_told(case: Case, tmp_path: Path, name: str, raw: bytes) -> None:
    from whosays.read.reading import UnreadableDocument

    (tmp_path / name).write_bytes(raw)
    with pytest.raises((NothingToCheck, UnreadableDocument)):
        case.check_file(tmp_path / name)
