"""Where two people decided on the same thing: the same answer or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.analyse.reviewers import answers_of_each, compare_reviewers, kappa
from whosays.records import Decision, Judgement, JudgementId


class Book:
    """Judgements in the order in which they are written down."""

    def __init__(self) -> None:
        self.made: list[Judgement] = []

    def write(
        self,
        who: str,
        decision: Decision,
        record: str,
        *,
        other: str | None = None,
        changes: str | None = None,
        undoes: Judgement | None = None,
    ) -> Judgement:
        made = Judgement(
            id=JudgementId(f"jdg-{len(self.made)}"),
            record=record,
            decision=decision,
            who=who,
            when=f"2031-05-06T07:08:{len(self.made):02}Z",
            other=other,
            changes=changes,
            supersedes=undoes.id if undoes else None,
        )
        self.made.append(made)
        return made


@pytest.fixture
def book() -> Book:
    return Book()


def test_each_answer_is_the_own_last_one_whatever_others_decided_since(book: Book) -> None:
    book.write("Ann", "reject", "clm-1")
    book.write("Ann", "accept", "clm-1")
    book.write("Bo", "reject", "clm-1")
    (by_who,) = answers_of_each(book.made).values()
    assert {who: one.decision for who, one in by_who.items()} == {"Ann": "accept", "Bo": "reject"}


def test_what_one_took_back_is_no_answer_and_what_another_took_back_is(book: Book) -> None:
    first = book.write("Ann", "accept", "clm-1")
    book.write("Bo", "undo", "clm-1", undoes=first)
    second = book.write("Ann", "accept", "clm-2")
    book.write("Ann", "undo", "clm-2", undoes=second)
    third = book.write("Ann", "reject", "clm-3")
    undo = book.write("Ann", "undo", "clm-3", undoes=third)
    book.write("Ann", "undo", "clm-3", undoes=undo)
    assert {thing: sorted(by_who) for thing, by_who in answers_of_each(book.made).items()} == {
        "clm-1": ["Ann"],
        "clm-3": ["Ann"],
    }


def test_what_one_alone_decided_on_is_not_compared(book: Book) -> None:
    book.write("Ann", "accept", "clm-1")
    book.write("Bo", "accept", "clm-2")
    compared = compare_reviewers(book.made)
    assert (compared.decided_by_several, compared.agreements, compared.differences) == (0, (), ())


def test_the_figures_of_two(book: Book) -> None:
    for record, ann, bo in (
        ("clm-1", "accept", "accept"),
        ("clm-2", "accept", "accept"),
        ("clm-3", "reject", "reject"),
        ("clm-4", "accept", "reject"),
    ):
        book.write("Ann", ann, record)  # type: ignore[arg-type]
        book.write("Bo", bo, record)  # type: ignore[arg-type]
    (both,) = compare_reviewers(book.made).agreements
    assert (both.of, both.one, both.other, both.both, both.same) == ("records", "Ann", "Bo", 4, 3)
    assert both.answers == (("accept", "accept", 2), ("accept", "reject", 1), ("reject", "reject", 1))
    assert both.kappa == pytest.approx(0.5)  # observed 3/4; blindly 3/4·2/4 + 1/4·2/4 = 1/2


def test_pairs_stand_in_the_order_of_names_and_not_of_figures(book: Book) -> None:
    for who, decision in (("Cy", "accept"), ("Bo", "reject"), ("Ann", "reject")):
        book.write(who, decision, "clm-1")  # type: ignore[arg-type]
    told = [(one.one, one.other, one.same) for one in compare_reviewers(book.made).agreements]
    assert told == [("Ann", "Bo", 1), ("Ann", "Cy", 0), ("Bo", "Cy", 0)]


def test_edits_that_set_other_things_are_one_answer_and_shown_as_a_difference(book: Book) -> None:
    for who, changes in (("Ann", '{"said":"2021"}'), ("Bo", '{"said":"2022"}')):
        book.write(who, "edit", "clm-1", changes=changes)
        book.write(who, "edit", "clm-2", changes='{"said":"2021"}')
    compared = compare_reviewers(book.made)
    (both,) = compared.agreements
    assert (both.both, both.same, both.edits_apart) == (2, 2, 1)
    assert [one.record for one in compared.differences] == ["clm-1"]


def test_two_names_are_the_same_two_whichever_comes_first(book: Book) -> None:
    book.write("Ann", "same", "ent-b", other="ent-a")
    book.write("Bo", "same", "ent-a", other="ent-b")
    book.write("Bo", "different", "ent-b", other="ent-a")
    (both,) = compare_reviewers(book.made).agreements
    assert (both.of, both.both, both.same, both.answers) == ("names", 1, 0, (("same", "different", 1),))


def test_a_part_of_the_other_and_the_other_way_round_are_two_answers(book: Book) -> None:
    book.write("Ann", "part-of", "ent-a", other="ent-b")
    book.write("Bo", "part-of", "ent-b", other="ent-a")
    book.write("Cy", "part-of", "ent-a", other="ent-b")
    told = {(one.one, one.other): one.answers for one in compare_reviewers(book.made).agreements}
    assert told["Ann", "Bo"] == (("part-of", "whole-of", 1),)
    assert told["Ann", "Cy"] == (("part-of", "part-of", 1),)


def test_records_and_names_are_counted_apart(book: Book) -> None:
    for who in ("Ann", "Bo"):
        book.write(who, "accept", "men-1")
        book.write(who, "same", "men-1", other="men-2")
    assert [(one.of, one.both) for one in compare_reviewers(book.made).agreements] == [("records", 1), ("names", 1)]


def test_differences_stand_with_the_last_answer_first_and_each_answer_in_the_order_of_names(book: Book) -> None:
    for record in ("clm-1", "clm-2"):
        book.write("Bo", "accept", record)
        book.write("Ann", "reject", record)
    told = compare_reviewers(book.made).differences
    assert [one.record for one in told] == ["clm-2", "clm-1"]
    assert [one.who for one in told[0].answers] == ["Ann", "Bo"]


# Cohen 1960 tells kappa by proportions; these counts have the proportions that stand beside them.
@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([("a", "a")] * 5, None),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),  # .70 observed, .50 blindly
        ([("a", "a")] * 45 + [("a", "b")] * 15 + [("b", "a")] * 25 + [("b", "b")] * 15, 0.6 / 4.6),  # .60, .54
    ],
)
def test_kappa(pairs: list[tuple[str, str]], expected: float | None) -> None:
    assert kappa(pairs) == (expected if expected is None else pytest.approx(expected))


ANSWERS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40)


@given(ANSWERS)
def test_kappa_is_the_same_from_both_sides_and_never_more_than_one(pairs: list[tuple[str, str]]) -> None:
    told = kappa(pairs)
    assert told == kappa([(b, a) for a, b in pairs])
    if told is None:
        assert len(set(pairs)) == 1
    else:
        assert -1 <= told <= 1
        assert (told == 1) is all(a == b for a, b in pairs)
