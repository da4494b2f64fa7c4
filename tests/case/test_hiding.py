"""What people hid, as somebody sees it who goes through a case: the decisions, and the places of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.judging.hiding import Hiding
from whosays.publish.hidden.view import HidingView, without_hidden
from whosays.store.held.hides import HeldHides

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.records import Document

PAPERS = {
    "letter.txt": "Fiction.\n\nRuth Maro said that the weir is shut for the winter. The keeper lives at 4 Weir Lane.\n",
    "note.txt": "Fiction.\n\nThe weir is shut for the winter, as Maro wrote. Ruth Maro left the quay.\n",
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    for name, words in PAPERS.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    with Case.new(tmp_path / "case") as made:
        made.add([tmp_path / name for name in PAPERS], jobs=1)
        yield made


def look(case: Case) -> Hiding:
    with case.view(kept=True) as view:
        return Hiding(HeldHides().stand(view.stored.lookup), view.who)


def document(case: Case, name: str) -> Document:
    return next(one for one in case.documents() if one.name == name)


def place(case: Case, name: str, words: str) -> tuple[int, int]:
    start = document(case, name).text.index(words)
    return start, start + len(words)


def covered(case: Case, name: str) -> list[str]:
    doc = document(case, name)
    return [doc.text[start:end] for start, end in look(case).spans(doc, 0, len(doc.text))]


def test_where_nothing_is_hidden_nothing_is_told(case: Case) -> None:
    assert len(look(case)) == 0
    assert look(case).latest_first() == ()
    assert covered(case, "letter.txt") == []


def test_a_stretch_is_told_at_its_place_with_its_reason(case: Case) -> None:
    span = place(case, "letter.txt", "4 Weir Lane")
    made = case.hide("letter.txt", note="an address", who="Ann", span=span)
    (told,) = look(case).latest_first()
    doc = document(case, "letter.txt")
    assert (told.id, told.kind, told.words, told.reason, told.who) == (
        made.id,
        "stretches",
        ("4 Weir Lane",),
        "an address",
        "Ann",
    )
    assert told.place == (doc.id, *span)
    assert covered(case, "letter.txt") == ["4 Weir Lane"]
    assert look(case).at(doc, 0, span[0]) == ()
    assert look(case).at(doc, *span) == (told,)
    assert look(case).on(doc.id) == told


def test_words_that_stand_again_are_covered_in_other_documents_too(case: Case) -> None:
    case.hide("letter.txt", note="told in confidence", span=place(case, "letter.txt", "weir is shut for the winter"))
    assert covered(case, "note.txt") == ["weir is shut for the winter"]


def test_a_name_is_covered_wherever_it_is_spelt(case: Case) -> None:
    name = next(one for one in case.names() if one.name == "Ruth Maro")
    case.hide(name.id, note="asked for it")
    (told,) = look(case).latest_first()
    assert (told.kind, told.words, told.place) == ("names", ("Ruth Maro", "Maro"), None)
    assert covered(case, "note.txt") == ["Maro", "Ruth Maro"]
    assert look(case).on(name.id) == told


def test_what_was_taken_back_is_hidden_no_more_and_what_was_hidden_again_is(case: Case) -> None:
    span = place(case, "letter.txt", "4 Weir Lane")
    first = case.hide("letter.txt", note="an address", span=span)
    case.undo(first.id)
    assert len(look(case)) == 0
    again = case.hide("letter.txt", note="after all", span=span)
    assert [one.id for one in look(case).latest_first()] == [again.id]


def test_other_decisions_on_the_same_record_stay_out_of_it(case: Case) -> None:
    claim = case.claims()[0]
    case.judge(claim.id, "accept", note='she said "decision":"hide"')
    assert len(look(case)) == 0
    made = case.hide(claim.id, note="told in confidence")
    case.judge(claim.id, "reject")
    told = look(case).on(claim.id)
    assert told
    assert (told.id, told.kind) == (made.id, "claims")


def test_what_is_covered_is_what_does_not_leave(case: Case) -> None:
    """But for names and dates that stand at hidden places alone, which only a look at the whole case can tell."""
    case.hide(next(one for one in case.names() if one.name == "Ruth Maro").id, note="asked for it")
    case.hide("letter.txt", note="an address", span=place(case, "letter.txt", "4 Weir Lane"))
    case.hide(case.claims()[-1].id, note="told in confidence")
    with case.view() as view:
        leaving = without_hidden(view)
        assert isinstance(leaving, HidingView)
        exact = leaving.stretches()
        hiding = Hiding(HeldHides().stand(view.stored.lookup), view.who)
        for doc in view.documents():
            assert hiding.spans(doc, 0, len(doc.text)) == list(exact.get(doc.id, ()))
            half = len(doc.text) // 2
            assert all(half <= start < end for start, end in hiding.spans(doc, half, len(doc.text)))


def test_what_is_held_of_the_decisions_follows_them(case: Case) -> None:
    held = HeldHides()

    def stand() -> list[str]:
        with case.view(kept=True) as view:
            return [one.id for one in held.stand(view.stored.lookup)]

    assert stand() == []
    first = case.hide("letter.txt", note="an address", span=place(case, "letter.txt", "4 Weir Lane"))
    assert stand() == [first.id]
    case.judge(case.claims()[0].id, "accept")
    assert stand() == [first.id]
    second = case.hide(case.claims()[0].id, note="told in confidence")
    assert stand() == [first.id, second.id]
    case.undo(first.id)
    assert stand() == [second.id]
    case.remove(case.claims()[0].doc)
    assert stand() == []
    again = case.hide("note.txt", note="a place", span=place(case, "note.txt", "the quay"))
    assert stand() == [again.id]
