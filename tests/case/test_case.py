"""A case from end to end: real files, a real store, real processes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

import whosays
from whosays.case import Case
from whosays.case.asking.claim_filter import ClaimFilter
from whosays.case.judging.deciding import NotDecided
from whosays.store.faults import BadEdit, CaseExists, NoCase, NoSuchDocument, NoSuchList, NoSuchRecord, NotEmptyFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.case.intake.adding import Progress

MUSEUM = """The Lantern Museum in March

14 March 2024

The Lantern Museum describes itself as a house for everybody. The director, Ms Odile Pepperwhistle, said that the roof is
probably safe.1 The museum is considered the oldest in Quillport. It may open again on 5 May 2024.

Members:
- Friends of the Lantern (France)
- Quillport Tram Society (United Kingdom)
- Union of Rowers (Malta)

1 https://lantern.example/roof, 2.3.24.
"""
HARBOUR = """Harbour news

The Harbour Board of Quillport said that the crane will be repaired.1 According to the Lantern Museum, the crane is the
oldest in the country.

1 https://lantern.example/roof, 2.3.24.
"""


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two documents, read once; tests copy it."""
    papers = tmp_path_factory.mktemp("papers")
    (papers / "museum.txt").write_text(MUSEUM, encoding="utf-8")
    (papers / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    folder = tmp_path_factory.mktemp("cases") / "first"
    with Case.new(folder) as case:
        added = case.add([papers], jobs=1, strict=True)
    assert (len(added.new), added.known, added.faults) == (2, 0, ())
    return folder


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Iterator[Case]:
    shutil.copytree(read_once, tmp_path / "case")
    with Case.open(tmp_path / "case") as case:
        yield case


def museum_claim(case: Case, text: str) -> whosays.Claim:
    (claim,) = case.claims(ClaimFilter(text=text))
    return claim


def exported(case: Case, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in case.export(folder)}


# ---- a case


def test_a_case_is_made_in_a_new_folder_and_opened_again(tmp_path: Path) -> None:
    Case.new(tmp_path / "a" / "b").close()
    with whosays.open(tmp_path / "a" / "b") as case:
        assert case.documents() == []
        names = sorted(path.name for path in case.folder.iterdir() if "sqlite-" not in path.name)
        assert names in (["case.sqlite", "originals"], ["case.toml", "originals"])  # its rows are in it, or on a server


def test_a_case_is_not_made_twice_or_over_other_files(tmp_path: Path) -> None:
    Case.new(tmp_path / "one").close()
    with pytest.raises(CaseExists):
        Case.new(tmp_path / "one")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NotEmptyFolder):
        Case.new(tmp_path / "two")


def test_the_case_of_a_folder_is_the_nearest_one_above(tmp_path: Path) -> None:
    Case.new(tmp_path / "case").close()
    (tmp_path / "case" / "deep" / "down").mkdir(parents=True)
    with Case.find(tmp_path / "case" / "deep" / "down") as case:
        assert case.folder == tmp_path / "case"
    with pytest.raises(NoCase, match="whosays new DIR"):
        Case.find(tmp_path)


def test_the_sample_is_laid_out_beside_the_case(tmp_path: Path) -> None:
    with Case.new(tmp_path / "case", sample=True) as case:
        assert case.documents() == []
        assert len(list(Case.sample_folder(case.folder).iterdir())) >= 8
        assert {path.name for path in case.folder.iterdir()} <= {
            "case.sqlite",
            "case.sqlite-wal",
            "case.sqlite-shm",
            "case.toml",
            "originals",
        }


# ---- add


def test_what_is_found_is_asked_for_by_name(case: Case) -> None:
    assert [doc.name for doc in case.documents()] == ["harbour.txt", "museum.txt"]
    assert {claim.doc for claim in case.claims()} == {doc.id for doc in case.documents()}
    assert [cite.number for cite in case.notes()] == [1, 1]
    rows = [entry.name for entry in case.lists(doc="museum")]
    assert rows == ["Friends of the Lantern", "Quillport Tram Society", "Union of Rowers"]
    assert any(entity.name == "Lantern Museum" for entity in case.names(kind="organisation"))
    assert any(hit.words == "crane" for hit in case.search("crane"))


def test_the_same_address_in_two_documents_is_linked(case: Case) -> None:
    with case.view() as view:
        kinds = sorted(link.kind for link in view.links())
    assert kinds == ["cites", "cites", "cites", "links_to", "links_to", "same"]


def test_a_second_add_reads_only_what_is_new(case: Case, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in (
        ("museum.txt", MUSEUM),
        ("again.txt", HARBOUR),
        ("third.txt", "The tram is late.\n"),
        ("twin.txt", MUSEUM),
    ):
        (papers / name).write_text(text, encoding="utf-8")
    before = {claim.id for claim in case.claims()}
    seen: list[Progress] = []
    added = case.add([papers], jobs=1, strict=True, on_progress=seen.append)
    assert (len(added.new), added.known) == (1, 2)
    assert added.untold == (f"{papers / 'twin.txt'} has the same bytes as papers/museum.txt",)
    assert (seen[-1].done, seen[-1].total) == (4, 4)
    assert [doc.name for doc in case.documents()] == ["harbour.txt", "museum.txt", "third.txt"]
    assert before < {claim.id for claim in case.claims()}
    assert case.add([papers], jobs=1).new == ()


def test_files_that_no_reader_knows_are_kept_and_told(case: Case, tmp_path: Path) -> None:
    (tmp_path / "tune.bin").write_bytes(b"\x00\x01\x02" * 50)
    added = case.add([tmp_path / "tune.bin"], jobs=1)
    assert [problem.code for problem in added.problems] == ["unknown-kind"]
    assert [problem.code for problem in case.problems(code="unknown-kind")] == ["unknown-kind"]
    with case.view() as view:
        assert "tune.bin" in [capture.name for capture in view.stored.captures()]
    case.remove("tune.bin")
    assert case.problems(code="unknown-kind") == []


def test_processes_find_what_one_finds(case: Case, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in (("museum.txt", MUSEUM), ("harbour.txt", HARBOUR)):
        (papers / name).write_text(text, encoding="utf-8")
    with Case.new(tmp_path / "other") as other:
        other.add([papers], jobs=2)
        assert exported(other, tmp_path / "e2") == exported(case, tmp_path / "e1")


def test_the_folder_of_the_case_may_be_added(tmp_path: Path) -> None:
    with Case.new(tmp_path / "case") as case:
        (case.folder / "note.txt").write_text("The tide is high.\n", encoding="utf-8")
        added = case.add([case.folder], jobs=1)
        assert [doc.name for doc in case.documents()] == ["note.txt"]
        assert added.problems == tuple(problem for problem in added.problems if problem.code == "undated-document")


# ---- questions


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        (ClaimFilter(holder="PEPPERWHISTLE"), "roof is"),
        (ClaimFilter(about="LANTERN museum", doc="museum"), "a house for everybody"),
        (ClaimFilter(hedged=True, act="assert"), "safe"),
        (ClaimFilter(text="oldest in  the country"), "the oldest in the country"),
        (ClaimFilter(doc="harbour"), "the crane will be repaired"),
    ],
)
def test_claims_are_filtered(case: Case, wanted: ClaimFilter, text: str) -> None:
    found = case.claims(wanted)
    assert any(text in " ".join(claim.content[0].text.split()) for claim in found)
    assert len(found) < len(case.claims())


def test_why_gives_the_passage_and_the_rule(case: Case) -> None:
    claim = museum_claim(case, "roof is")
    why = case.why(claim.id[:10])
    assert "The director, Ms Odile Pepperwhistle, said" in why.passage
    assert why.by.startswith("claims")
    assert (why.status, why.judgements, why.document.name) == ("proposed", (), "museum.txt")


def test_an_unknown_id_or_document_says_so(case: Case) -> None:
    with pytest.raises(NoSuchRecord):
        case.claim("clm-nothing")
    with pytest.raises(NoSuchDocument):
        case.claims(ClaimFilter(doc="lighthouse"))


# ---- decisions


def test_decisions_are_signed_and_can_be_undone(case: Case) -> None:
    claim = museum_claim(case, "roof is")
    made = case.judge(claim.id, "accept", who="Ada Example", note="read it")
    assert (made.decision, made.who, made.note, made.record) == ("accept", "Ada Example", "read it", claim.id)
    assert case.why(claim.id).status == "accepted"
    undone = case.undo(claim.id, who="Ada Example")
    assert undone.supersedes == made.id
    assert case.why(claim.id).status == "proposed"
    case.undo(undone.id)
    assert case.why(claim.id).status == "accepted"
    assert len(case.why(claim.id).judgements) == 3


def test_a_rejected_claim_is_shown_when_it_is_asked_for(case: Case) -> None:
    claim = museum_claim(case, "roof is")
    case.judge(claim.id, "reject", who="Ada Example")
    assert claim not in case.claims()
    assert case.claims(ClaimFilter(status="rejected")) == [claim]
    assert claim in case.claims(ClaimFilter(status="all"))


def test_an_edit_changes_what_is_shown_and_nothing_else(case: Case) -> None:
    claim = museum_claim(case, "roof is")
    start, end = claim.content[0].start, claim.content[0].start + 8
    changes = {"modality": "possible", "said": "2024-03-14", "content": [{"start": start, "end": end}]}
    case.judge(claim.id, "edit", who="Ada Example", changes=changes)
    (edited,) = case.claims(ClaimFilter(status="edited"))
    assert (edited.id, edited.modality, edited.said) == (claim.id, "possible", "2024-03-14")
    assert [anchor.text for anchor in edited.content] == [MUSEUM[start:end]]
    case.undo(claim.id)
    assert museum_claim(case, "roof is") == claim


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "no field is given"),
        ({"id": "clm-1"}, "cannot be changed; these can be: content"),
        ({"colour": "red"}, "cannot be changed"),
        ({"modality": "sure"}, "Invalid enum value 'sure'; it can be .*probable"),
        ({"chain": [{"holder": {"kind": "choir"}, "act": "assert"}]}, "it can be author, .*hidden"),
        ({"chain": [{"holder": {"kind": "author"}, "act": "hum"}]}, "it can be assert, "),
        ({"said": "last spring"}, "is no date"),
        ({"content": []}, "a claim has words"),
        ({"chain": []}, "somebody's"),
        ({"content": [{"start": 1, "end": 99999}]}, "no words at"),
        ({"content": [{"start": 0, "end": 3, "text": "Tin"}]}, "not 'Tin'"),
        ({"content": [{"start": "a", "end": 3}]}, "two whole numbers"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(case: Case, changes: dict[str, object], why: str) -> None:
    claim = museum_claim(case, "roof is")
    with pytest.raises(BadEdit, match=why):
        case.judge(claim.id, "edit", changes=changes)
    assert case.why(claim.id).judgements == ()


def test_several_decisions_are_made_together_or_not_at_all(case: Case) -> None:
    first, second, *_ = [claim.id for claim in case.claims()]
    with pytest.raises(NoSuchRecord):
        case.judge_all([first, "clm-nothing"], "accept")
    assert case.why(first).judgements == ()
    made = case.judge_all([first, second], "accept", who="Ada Example")
    assert [(one.record, one.decision) for one in made] == [(first, "accept"), (second, "accept")]
    case.undo(second)
    with pytest.raises(NotDecided):
        case.undo_all([first, second])
    assert case.why(first).status == "accepted"


def test_a_decided_claim_that_is_no_longer_proposed_is_still_told(case: Case, tmp_path: Path) -> None:
    """Judgements in an export point at records in it, whatever a later version of the extractors finds."""
    rejected, accepted, withdrawn, *_ = case.claims()
    case.judge(rejected.id, "reject")
    case.judge(accepted.id, "accept")
    case.judge(withdrawn.id, "accept")
    case.undo(withdrawn.id)
    with case.view() as view:
        (run,) = [run for run in view.stored.runs() if run.name == "claims"]
    with case.store.write() as writer:
        for doc in case.documents():
            writer.put_records(doc.id, run, [])
    assert [(case.why(one.id).status, case.why(one.id).is_proposed) for one in (rejected, accepted, withdrawn)] == [
        ("rejected", False),
        ("accepted", False),
        ("proposed", False),
    ]
    assert case.claims() == [accepted]
    assert case.claims(ClaimFilter(status="rejected")) == [rejected]
    list(case.export(tmp_path / "out"))
    lines = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text().splitlines()]
    assert {line["id"]: line["status"] for line in lines} == {rejected.id: "rejected", accepted.id: "accepted"}
    judged = [json.loads(line) for line in (tmp_path / "out" / "judgements.jsonl").read_text().splitlines()]
    assert {line["record"] for line in judged} == {rejected.id, accepted.id}


def test_a_list_is_asked_for_by_its_name(case: Case) -> None:
    name = case.lists()[0].list
    assert {entry.list for entry in case.lists(name=name)} == {name}
    with pytest.raises(NoSuchList, match=name):
        case.lists(name="lighthouses")


def test_there_is_nothing_to_undo_where_nobody_decided(case: Case) -> None:
    with pytest.raises(NotDecided):
        case.undo(museum_claim(case, "roof is").id)


def test_a_document_is_nothing_to_decide_on(case: Case) -> None:
    with pytest.raises(BadEdit, match="nothing to decide on"):
        case.judge(case.documents()[0].id, "accept")


# ---- remove and export


def test_removing_leaves_no_trace(case: Case) -> None:
    claim = museum_claim(case, "roof is")
    case.judge(claim.id, "accept", who="Ada Example", note="the roof of the museum")
    capture = next(doc.capture for doc in case.documents() if doc.name == "museum.txt")
    removed = case.remove("museum")
    assert (removed.documents, removed.judgements) == (1, 1)
    assert [doc.name for doc in case.documents()] == ["harbour.txt"]
    case.close()
    kept = b"".join(path.read_bytes() for path in sorted(case.folder.rglob("*")) if path.is_file())
    for word in (b"Pepperwhistle", b"Ada Example", b"museum.txt", claim.id.encode(), capture.encode(), b"Tram Society"):
        assert word not in kept, word
    assert b"lantern.example/roof" in kept  # the other document cites it too


def test_a_source_outlives_the_first_document_that_cites_it(case: Case) -> None:
    case.remove("harbour")
    with case.view() as view:
        assert [source.url for source in view.stored.sources()] == ["https://lantern.example/roof"]
        assert sorted(link.kind for link in view.links()) == ["cites", "cites", "links_to"]


def test_a_removed_document_can_be_added_again(case: Case, tmp_path: Path) -> None:
    before = exported(case, tmp_path / "before")
    (tmp_path / "museum.txt").write_text(MUSEUM, encoding="utf-8")
    case.remove("museum")
    assert case.add([tmp_path / "museum.txt"], jobs=1).known == 0
    assert exported(case, tmp_path / "after") == before


def test_an_export_is_the_same_again_and_from_elsewhere(
    case: Case, read_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = exported(case, tmp_path / "one")
    (tmp_path / "museum.txt").write_text(MUSEUM, encoding="utf-8")
    case.add([tmp_path / "museum.txt"], jobs=1)
    assert exported(case, tmp_path / "one") == first
    monkeypatch.chdir(read_once.parent)
    with Case.open(read_once.name) as other:
        assert exported(other, tmp_path / "two") == first
    assert first["documents.jsonl"].count(b"\n") == 2


def test_a_table_export_has_the_same_files(case: Case, tmp_path: Path) -> None:
    names = {path.stem for path in case.export(tmp_path / "csv", format="csv")}
    assert names == {path.stem for path in case.export(tmp_path / "jsonl")}
