"""Reports of a case: what may be cited, versions, and what a report tells of a claim that does not stand as it did."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.reports import BadBlock, CannotCite, NoSuchReport, NothingBefore, ReportId, ReportMoved
from whosays.store.faults import NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Claim

WORDS = (
    "Fiction.\n\nThe harbour master says that the crane is rusty. Ane Kverndal claims that the quay is sound."
    " The choir announced that it will sing at the zzyzx lighthouse.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    (tmp_path / "harbour.txt").write_text(WORDS, encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "harbour.txt"], jobs=1)
        yield case


def about(case: Case, words: str) -> Claim:
    return next(claim for claim in case.claims() if words in claim.content[0].text)


def test_only_what_a_person_accepted_may_be_cited_unless_it_is_asked_for(case: Case) -> None:
    crane = about(case, "crane").id
    with pytest.raises(CannotCite):
        case.make_block("claim", crane)
    assert case.make_block("claim", crane, proposed=True).cites[0].status == "proposed"
    case.judge(crane, "accept")
    assert case.make_block("claim", crane).cites[0].status == "accepted"
    case.judge(crane, "reject")
    with pytest.raises(CannotCite):
        case.make_block("claim", crane, proposed=True)


def test_a_reference_in_a_paragraph_is_made_whole_and_becomes_a_footnote(case: Case) -> None:
    crane, quay = (case.judge(about(case, words).id, "accept").record for words in ("crane", "quay"))
    block = case.make_block("paragraph", f"Rust[^{crane[:12]}], and none[^{quay}]. Rust again[^{crane}].")
    assert block.text == f"Rust[^{crane}], and none[^{quay}]. Rust again[^{crane}]."
    report = case.save_report(title="Harbour", blocks=[block], who="Ane")
    (told,) = case.tell_report(report.id).blocks
    assert [piece.note for piece in told.pieces] == [None, 1, None, 2, None, 1, None]
    assert [note.claim for note in case.tell_report(report.id).notes] == [crane, quay]


@pytest.mark.parametrize(
    ("kind", "text"), [("paragraph", "  "), ("heading", ""), ("chapter", "x"), ("paragraph", "x" * 20_001)]
)
def test_what_cannot_stand_in_a_report_is_refused(case: Case, kind: str, text: str) -> None:
    with pytest.raises(BadBlock):
        case.make_block(kind, text)


def test_a_reference_to_no_claim_is_refused(case: Case) -> None:
    with pytest.raises(NoSuchRecord):
        case.make_block("paragraph", "So[^clm-ffffffffffffffff].")


def test_a_version_that_did_not_come_along_cannot_be_gone_back_to(case: Case) -> None:
    first = case.save_report(title="One", who="Ane")
    last = case.save_report(first.id, title="Two", who="Ane")
    with case.store.write() as writer:  # an import brings the last version alone
        writer.put_report(replace(last, id=ReportId("rep-0123456789abcdef"), version=5, before=4))
    with pytest.raises(NothingBefore):
        case.undo_report("rep-0123456789abcdef", who="Bo")


def test_versions_grow_and_undo_walks_back_through_them(case: Case) -> None:
    first = case.save_report(title="One", who="Ane")
    case.save_report(first.id, title="Two", version=1, who="Ane")
    case.save_report(first.id, title="Three", who="Bo")
    assert [case.undo_report(first.id, who="Bo").title for _ in range(2)] == ["Two", "One"]
    with pytest.raises(NothingBefore):
        case.undo_report(first.id)
    versions = case.report_versions(first.id[:8])
    assert [(one.version, one.title, one.who) for one in versions] == [
        (1, "One", "Ane"),
        (2, "Two", "Ane"),
        (3, "Three", "Bo"),
        (4, "Two", "Bo"),
        (5, "One", "Bo"),
    ]


def test_a_change_made_of_an_older_version_is_refused(case: Case) -> None:
    report = case.save_report(title="One")
    case.save_report(report.id, title="Two", version=1)
    with pytest.raises(ReportMoved):
        case.save_report(report.id, title="Three", version=1)
    assert case.report(report.id).title == "Two"


def test_a_dropped_report_is_not_listed_and_can_be_brought_back(case: Case) -> None:
    report = case.save_report(title="One")
    case.drop_report(report.id)
    assert case.reports() == []
    case.undo_report(report.id)
    assert [one.title for one in case.reports()] == ["One"]


def test_a_report_that_is_not_there_is_told(case: Case) -> None:
    for ask in (case.report, case.tell_report, case.undo_report, case.drop_report):
        with pytest.raises(NoSuchReport):
            ask("rep-none")


def test_what_became_of_a_claim_is_told(case: Case) -> None:
    crane, quay = (case.judge(about(case, words).id, "accept").record for words in ("crane", "quay"))
    sing = about(case, "sing").id
    blocks = [case.make_block("claim", one, proposed=True) for one in (crane, quay, sing)]
    report = case.save_report(title="Harbour", blocks=blocks)

    def standing() -> list[str]:
        return [note.standing for note in case.tell_report(report.id).notes]

    assert standing() == ["stands", "stands", "proposed"]
    case.judge(crane, "reject")
    case.judge(quay, "edit", changes={"modality": "possible"})
    assert standing() == ["withdrawn", "changed", "proposed"]
    notes = case.tell_report(report.id).notes
    assert (notes[0].withdrawn, notes[1].changed) == ("rejected", ("modality",))
    case.undo(crane)
    case.undo(quay)
    assert standing() == ["stands", "stands", "proposed"]


def test_the_words_of_a_removed_document_are_in_no_byte_of_the_case_though_a_report_cited_them(case: Case) -> None:
    sing = case.judge(about(case, "zzyzx").id, "accept").record
    blocks = [case.make_block("claim", sing), case.make_block("paragraph", f"They sing[^{sing}].")]
    report = case.save_report(title="Songs", blocks=blocks)
    case.remove("harbour.txt")
    (note,) = case.tell_report(report.id).notes
    assert (note.standing, note.withdrawn, note.source) == ("withdrawn", "removed", None)
    held = b"".join(path.read_bytes() for path in case.folder.rglob("*") if path.is_file())
    assert b"zzyzx" not in held
    assert b"They sing" in held


def test_a_document_whose_words_went_in_a_new_reading_is_told(case: Case, tmp_path: Path) -> None:
    from dataclasses import replace

    crane = case.judge(about(case, "crane").id, "accept").record
    report = case.save_report(title="Harbour", blocks=[case.make_block("claim", crane)])
    (doc,) = case.documents()
    with case.store.write() as writer:
        writer.put_document(replace(doc, text="Nothing of that is left.", made_by="text 99"), [])
    (note,) = case.tell_report(report.id).notes
    assert (note.standing, note.withdrawn) == ("withdrawn", "words gone")


def test_reports_are_exported_beside_the_other_files_and_change_none_of_them(case: Case, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in case.export(tmp_path / "before")}
    case.save_report(title="A report\u2028in two lines", blocks=[case.make_block("heading", "Boats")], who="Ane")
    after = {path.name: path.read_bytes() for path in case.export(tmp_path / "after")}
    assert set(after) - set(before) == {"reports.jsonl"}
    assert {name: after[name] for name in before} == before
    assert after["reports.jsonl"].count(b"\n") == 1
    assert b"Boats" in after["reports.jsonl"]
