"""An export brought back into an empty case: the same again, or nothing."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from whosays.anchors import anchors_of
from whosays.case import Case
from whosays.case.intake.importing import CaseNotEmpty, NotTheSame
from whosays.case.judging.marking import ClaimMark, NameMark
from whosays.case.together.linking import link_all
from whosays.imports.jsonl import BadExport, NoExport
from whosays.records import Mention
from whosays.sample.lay_out import lay_out
from whosays.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = (
    "Fiction.\n\nThe Mill Lane Choir 🎶 sang at the lock. قالَ السّدّ إنّه مغلق.\n\n"
    "The Quay Library says that the lock is shut.\u2028انجمن کتاب‌خانه گفت که درها باز است.\n"
)
_ANN, _BEN = "Ann Example", "Ben Example"


def decide(case: Case) -> None:
    """Make a decision of every kind, with what is taken back."""
    claims = case.claims()
    case.judge(claims[0].id, "accept", who=_ANN, note="read beside the page")
    case.judge(claims[1].id, "reject", who=_BEN)
    case.judge(claims[2].id, "edit", changes={"modality": "probable", "said": "2024-05"}, who=_ANN)
    case.judge(
        claims[2].id, "edit", changes={"about": [{"start": claims[2].content[0].start, "end": claims[2].content[0].end}]}
    )
    case.judge(claims[3].id, "accept", who=_ANN)
    case.undo(claims[3].id, who=_ANN)
    case.judge(claims[4].id, "edit", changes={"polarity": "negative"}, who=_BEN)
    case.undo(claims[4].id, who=_BEN)
    case.judge(case.mentions(kind="organisation")[0].id, "reject", who=_ANN)
    case.judge(case.links(kind="cites")[0].id, "edit", changes={"support": "says-it"}, who=_ANN)
    proposals = case.candidates()
    case.judge_names([proposals[0].a.entity.id, proposals[0].b.entity.id], "same", who=_ANN)
    case.judge_names([proposals[1].a.entity.id, proposals[1].b.entity.id], "different", who=_BEN)
    joined = case.name(proposals[0].a.entity.id).entity
    case.judge_names([joined.joined[0] if joined.joined else joined.members[0]], "split", who=_BEN)
    apart = [one for one in case.names(kind="organisation") if sum(member.startswith("men-") for member in one.members) > 2]
    case.judge_names([apart[0].members[-1]], "split", who=_ANN)
    case.judge_names([apart[1].id, apart[2].id], "part-of", who=_ANN)
    doc = next(one for one in case.documents() if one.name.endswith("lock.txt"))
    at = doc.text.index("The Mill Lane Choir")
    made = case.mark(doc.id, ClaimMark(content=((at, at + 19),), act="describe", said="2021"), who=_ANN)
    case.judge(made.id, "edit", changes={"modality": "possible"}, who=_BEN)
    case.mark(doc.id, NameMark(at=(at + 4, at + 19), kind="group"), who=_BEN)
    block = case.make_block("paragraph", f"As the post says[^{claims[0].id}].")
    report = case.save_report(title="تقرير", blocks=[block, case.make_block("claim", claims[0].id)], who=_ANN)
    case.save_report(report.id, title="تقرير آخر", blocks=report.blocks, who=_BEN)


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    lay_out(folder / "sample")
    (folder / "lock.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def exported(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case with decisions of every kind, exported with its originals."""
    folder = tmp_path_factory.mktemp("exported")
    with Case.new(folder / "case") as case:
        case.add([documents], jobs=1)
        decide(case)
        link_all(case.store)  # so that links are as the next `add` makes them
        list(case.export(folder / "record", originals=True))
    return folder / "record"


@pytest.fixture
def record(exported: Path, tmp_path: Path) -> Path:
    """A copy of the export, to be changed; without the originals."""
    return shutil.copytree(exported, tmp_path / "record", ignore=shutil.ignore_patterns("originals"))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.new(tmp_path / "case") as made:
        yield made


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.jsonl"))}


def again(case: Case, folder: Path) -> dict[str, bytes]:
    list(case.export(folder))
    return files(folder)


def is_empty(case: Case) -> bool:
    with Store.open(case.folder) as store, store.write() as writer:
        return writer.is_empty()


def rewrite(path: Path, change: Callable[[dict[str, object]], object], line: int = 1) -> None:
    """Change one line of a file of JSON Lines."""
    lines = path.read_bytes().splitlines(keepends=True)
    told = json.loads(lines[line - 1])
    change(told)
    lines[line - 1] = json.dumps(told).encode() + b"\n"
    path.write_bytes(b"".join(lines))


def test_an_export_holds_what_is_to_be_brought_back(exported: Path) -> None:
    told = files(exported)
    assert {name for name, raw in told.items() if not raw} == {"visits.jsonl"}
    made = [json.loads(line)["decision"] for line in told["judgements.jsonl"].splitlines()]
    assert {*made} == {"accept", "reject", "edit", "undo", "same", "different", "part-of", "split"}


def test_an_export_brought_back_is_exported_as_it_was(case: Case, exported: Path, tmp_path: Path) -> None:
    done = case.import_record(exported)
    assert (done.differs, done.originals) == ((), done.records["captures"])
    assert files(exported) == again(case, tmp_path / "again")


def test_the_files_added_again_bring_their_bytes_and_change_nothing(
    case: Case, record: Path, documents: Path, tmp_path: Path
) -> None:
    case.import_record(record)
    with case.view() as view:
        assert list(view.stored.held()) == []
    case.add([documents], jobs=1)
    with case.view() as view:
        assert len(list(view.stored.held())) == len(list(view.captures()))
    now, given = again(case, tmp_path / "again"), files(record)
    assert [name for name in given if now[name] != given[name]] == []


def test_what_was_brought_in_can_be_looked_up_judged_and_removed(case: Case, record: Path) -> None:
    case.import_record(record)
    doc = next(one for one in case.documents() if one.name.endswith("lock.txt"))
    (marked,) = [one for one in case.claims() if one.by == _ANN]
    assert (marked.modality, marked.doc, case.why(marked.id).status) == ("possible", doc.id, "edited")
    assert [one.record for one in case.search("choir", doc=doc.id) if one.record == marked.id] == [marked.id]
    case.undo(marked.id, who=_BEN)
    assert [one.title for one in case.reports()] == ["تقرير آخر"]
    case.remove(doc.id)
    assert [one for one in case.claims() if one.doc == doc.id] == []


def test_every_word_is_that_of_its_document(case: Case, record: Path) -> None:
    case.import_record(record)
    with case.view() as view:
        texts = {doc.id: doc.text for doc in view.documents()}
        found = [*view.passages(), *view.mentions(), *view.claims(), *view.citations(), *view.entries(), *view.links()]
        anchors = [anchor for one in found for anchor in anchors_of(one)]
    assert len(anchors) > 1000
    assert [at for at in anchors if texts[at.doc][at.start : at.end] != at.text] == []
    assert any(isinstance(one, Mention) and one.by == _BEN for one in found)


def test_a_case_with_something_in_it_is_left_as_it_is(case: Case, record: Path, documents: Path) -> None:
    case.add([documents / "lock.txt"], jobs=1)
    with pytest.raises(CaseNotEmpty, match="is not empty"):
        case.import_record(record)
    assert [doc.name for doc in case.documents()] == ["lock.txt"]


@pytest.mark.parametrize("kind", ["documents", "claims", "judgements"])
def test_a_missing_file_is_named(case: Case, record: Path, kind: str) -> None:
    (record / f"{kind}.jsonl").unlink()
    with pytest.raises(NoExport, match=rf"{kind}\.jsonl"):
        case.import_record(record)
    assert is_empty(case)


def _set(name: str, value: object) -> Callable[[dict[str, object]], object]:
    return lambda line: line.update({name: value})


@pytest.mark.parametrize(
    ("kind", "change", "why"),
    [
        ("claims", lambda line: line["content"][0].update(text="other words"), "are said to be 'other words'"),
        ("claims", lambda line: line["content"][0].update(start=-4), "the words at -4-"),
        ("claims", lambda line: line["content"][0].update(end=10**9), "are said to be"),
        ("claims", lambda line: line.pop("chain"), "'chain' of the claim is missing.*older"),
        ("claims", _set("score", 3), "no field 'score'.*newer"),
        ("claims", lambda line: line["chain"][0]["holder"].update(mood="x"), "no field 'mood'"),
        ("claims", _set("polarity", "sideways"), "polarity"),
        ("mentions", _set("start", "0"), "int"),
        ("mentions", _set("doc", "doc-0000000000000000"), "its document doc-0000000000000000 is not in documents.jsonl"),
        (
            "links",
            _set("evidence", [{"doc": "doc-0000000000000000", "start": 0, "end": 1, "text": "x"}]),
            "is not in the export",
        ),
        ("passages", lambda line: line["pieces"][0].update(text="x"), "are said to be 'x'"),
        ("documents", _set("capture", "0" * 64), "its capture 0000"),
        ("documents", lambda line: line.update(text=f"x{line['text']}"), "are said to be"),
        ("captures", _set("id", "../../../x"), "no SHA-256"),
        ("judgements", _set("decision", "like"), "decision"),
        ("reports", _set("version", None), "version"),
    ],
)
def test_a_line_that_cannot_be_is_told_and_nothing_is_kept(
    case: Case, record: Path, kind: str, change: Callable[[dict[str, object]], object], why: str
) -> None:
    rewrite(record / f"{kind}.jsonl", change)
    with pytest.raises(BadExport, match=why) as told:
        case.import_record(record)
    assert is_empty(case)
    if kind != "documents" and kind != "captures":
        assert (told.value.file, told.value.line) == (f"{kind}.jsonl", 1)


@pytest.mark.parametrize("damage", [b"{", b"[]\n", b"\xff\xfe\n", b"\n", b'{"id": "\\ud800"}\n'])
def test_a_damaged_line_is_told(case: Case, record: Path, damage: bytes) -> None:
    path = record / "events.jsonl"
    count = len(path.read_bytes().splitlines())
    path.write_bytes(path.read_bytes() + damage)
    with pytest.raises(BadExport, match=rf"events\.jsonl, line {count + 1}: no"):
        case.import_record(record)
    assert is_empty(case)


def test_a_file_cut_short_is_told(case: Case, record: Path) -> None:
    path = record / "claims.jsonl"
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(BadExport, match=r"claims\.jsonl"):
        case.import_record(record)
    assert is_empty(case)


def test_two_lines_with_one_id_are_told(case: Case, record: Path) -> None:
    path = record / "claims.jsonl"
    first = path.read_bytes().splitlines(keepends=True)[0]
    path.write_bytes(first + path.read_bytes())
    with pytest.raises(BadExport, match=r"claims\.jsonl, line 2: clm-\w+ is there already"):
        case.import_record(record)


def test_an_original_with_other_bytes_is_told(case: Case, exported: Path, record: Path) -> None:
    shutil.copytree(exported / "originals", record / "originals")
    next(path for path in (record / "originals").rglob("*") if path.is_file()).write_bytes(b"other")
    with pytest.raises(BadExport, match="is not the SHA-256"):
        case.import_record(record)
    assert is_empty(case)
    assert [path for path in (case.folder / "originals").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("claims", _set("status", "rejected")),
        ("entities", _set("name", "Somebody Else")),
        ("mentions", _set("entity", None)),
        ("captures", _set("shows", [])),
    ],
)
def test_what_does_not_follow_from_the_records_is_told(
    case: Case, record: Path, kind: str, change: Callable[[dict[str, object]], object]
) -> None:
    rewrite(record / f"{kind}.jsonl", change)
    with pytest.raises(NotTheSame, match=rf"{kind}\.jsonl, line 1"):
        case.import_record(record)
    assert is_empty(case)


def test_derived_things_are_made_anew_where_the_user_wants_that(
    case: Case, record: Path, exported: Path, tmp_path: Path
) -> None:
    rewrite(record / "entities.jsonl", _set("name", "Somebody Else"))
    done = case.import_record(record, anyway=True)
    assert [(one.file, one.line, one.count, one.fields) for one in done.differs] == [("entities.jsonl", 1, 1, ("name",))]
    assert again(case, tmp_path / "again") == files(exported)
