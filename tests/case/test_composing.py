"""Reports composed of a case: what they rest on, in which order, and that nothing stands in them without a footnote."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.writing.composing import Subject, Wanted
from whosays.publish.report.as_read import Spoken
from whosays.publish.report.forms import to_markdown
from whosays.reports import NothingToTell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAPER = """Fiction.

The Harbour Choir calls itself a union of rowers. The Tram Society said that the Harbour Choir probably owes it a boat.
The Harbour Choir said that the crane is rusty. The Lantern Walk 2024 was held on 5 June 2024.
Clearly, the Harbour Choir seldom criticised the Quay Office, which lent it boats in 2022.

Members:
- Friends of the Weir (France)
- Larkhill Tram Society (Malta)
- Union of Rowers (Malta)
"""
SUBJECTS: tuple[tuple[Subject, str], ...] = (
    ("profile", "Harbour Choir"),
    ("event", "Lantern Walk 2024"),
    ("document", "paper.txt"),
    ("register", "paper.txt"),
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder: Path = tmp_path_factory.mktemp("composing")
    (folder / "paper.txt").write_text(PAPER, encoding="utf-8")
    with Case.new(folder / "case") as case:
        case.add([folder / "paper.txt"], jobs=1, strict=True)
        yield case


@pytest.mark.parametrize(("subject", "of"), SUBJECTS)
def test_every_block_but_a_heading_is_cited_in_the_exact_words_of_its_document(case: Case, subject: Subject, of: str) -> None:
    told = case.compose_report(Wanted(subject=subject, of=of, proposed=True))
    (doc,) = case.documents()
    assert told.notes
    assert {block.kind for block in told.blocks} == {"heading", "claim"}
    for note in told.notes:
        assert note.source
        assert note.standing == "proposed"
        assert " ".join(doc.text[note.source.start : note.source.end].split()).startswith(note.source.pieces[0])
        assert note.source.capture == doc.capture
        assert Spoken().who(note.source).split()[0] not in {"says", "describes", "lists"}
    text = to_markdown(told)
    sentences = [line for line in text.split("## Documents")[0].splitlines() if line and not line.startswith("#")][1:]
    assert sentences
    assert [line for line in sentences if "[^" not in line or "proposed, nobody has decided on it" not in line] == []


@pytest.mark.parametrize(("subject", "of"), SUBJECTS)
def test_a_report_rests_on_what_was_accepted_alone(case: Case, subject: Subject, of: str) -> None:
    wanted = Wanted(subject=subject, of=of)
    with pytest.raises(NothingToTell, match=r"\d+ proposed: accept some"):
        case.compose_report(wanted)
    every = case.compose_report(replace(wanted, proposed=True)).notes
    first, *_ = every
    case.judge(first.claim, "accept")
    try:
        (note,) = case.compose_report(wanted).notes
        assert (note.claim, note.standing) == (first.claim, "stands")
        assert "proposed" not in to_markdown(case.compose_report(wanted))
        assert len(case.compose_report(replace(wanted, proposed=True)).notes) == len(every)
    finally:
        case.undo(first.claim)
    case.judge(first.claim, "reject")
    try:
        left = case.compose_report(replace(wanted, proposed=True)).notes if len(every) > 1 else ()
        assert first.claim not in {note.claim for note in left}
    finally:
        case.undo(first.claim)


def test_a_profile_tells_its_own_words_before_those_of_others_and_keeps_hedges(case: Case) -> None:
    told = case.compose_report(Wanted(subject="profile", of="Harbour Choir", proposed=True))
    headings = [block.text for block in told.blocks if block.kind == "heading"]
    assert headings == ["In its own words", "In the words of others", "What it says of others"]
    text = to_markdown(told)
    assert "The Tram Society says: “the Harbour Choir probably owes it a boat”" in text
    assert "condemns (with “Clearly”, “seldom”): “the Quay Office, which lent it boats in 2022”" in text


def test_the_rows_of_a_list_are_told_in_order_with_their_numbers(case: Case) -> None:
    told = case.compose_report(Wanted(subject="register", of="paper.txt", proposed=True))
    assert [note.source.row for note in told.notes if note.source] == [1, 2, 3]
    assert "lists: “Larkhill Tram Society (Malta)”[^2]" in to_markdown(told)


def test_one_that_is_kept_holds_no_words_of_documents_but_those_that_were_typed(case: Case) -> None:
    entity = next(one for one in case.names() if one.name.endswith("Harbour Choir"))
    wanted = Wanted(subject="profile", of=entity.id, proposed=True)
    assert "Harbour Choir" in case.compose_report(wanted).report.title
    before = len(case.reports())
    kept = case.compose_report(wanted, keep=True, who="Ane").report
    assert len(case.reports()) == before + 1
    assert "Choir" not in repr(case.report(kept.id))
    assert case.tell_report(kept.id).notes == case.compose_report(wanted).notes
    case.drop_report(kept.id)


def test_a_row_can_be_cited_in_a_report_that_somebody_writes(case: Case) -> None:
    row = case.lists()[1]
    block = case.make_block("paragraph", f"It is a member[^{row.id[:10]}].", proposed=True)
    report = case.save_report(title="Members", blocks=[block], who="Ane")
    (note,) = case.tell_report(report.id).notes
    assert (note.claim, note.source and note.source.pieces) == (row.id, (" ".join(row.at.text.split()),))
    case.drop_report(report.id)
