from __future__ import annotations

import pytest

from whosays.engines.answers import Told
from whosays.engines.placing import NotVerbatim, place
from whosays.engines.verbatim import fold_passage


def placed(text: str, content: str, *said_by: tuple[str, str]) -> tuple[str, list[tuple[int | None, int | None]]]:
    folded = fold_passage(text, [(0, len(text))])
    found = place(folded, Told(content, said_by), (0, len(text)))
    return text[slice(*found.content)], [(h[0] if h else None, c[0] if c else None) for h, c in found.said_by]


def test_words_that_stand_twice_are_taken_where_they_are_nearest() -> None:
    text = "The bridge is old. The mayor met Ann Lee. The bridge is old, says the mayor. The mayor left."
    assert placed(text, "The bridge is old", ("the mayor", "says")) == ("The bridge is old", [(66, 61)])
    folded = fold_passage(text, [(0, len(text))])
    assert place(folded, Told("The bridge is old", (("the mayor", "says"),)), (0, len(text))).content[0] == 42
    assert place(folded, Told("The bridge is old", ()), (0, len(text))).content[0] == 0


def test_a_holder_whose_name_stands_in_the_content_too_is_taken_from_outside_of_it() -> None:
    text = "The choir says that the hall wants to hear The choir again."
    assert placed(text, "the hall wants to hear The choir again", ("The choir", "says"))[1] == [(0, 10)]


def test_a_holder_within_the_content_alone_is_none() -> None:
    with pytest.raises(NotVerbatim):
        placed("It is known that the choir left.", "the choir left", ("the choir", "known"))


def test_marks_of_a_quotation_and_the_stop_are_left_out() -> None:
    assert placed("“The hall is cold.” said Ann.", "“The hall is cold.”", ("Ann", "said"))[0] == "The hall is cold"
    assert placed("She called it “cold” and “dark”.", "“cold” and “dark”.")[0] == "“cold” and “dark”"
    assert placed("«The hall is cold», said Ann.", "«The hall is cold»,", ("Ann", "said"))[0] == "The hall is cold"


def test_a_hidden_holder_has_a_cue_alone() -> None:
    assert placed("It is said that the well is dry.", "the well is dry", ("", "is said"))[1] == [(None, 3)]


def test_words_outside_of_the_part_that_was_asked_about_do_not_count() -> None:
    text = "The well is dry. The hall is cold."
    with pytest.raises(NotVerbatim):
        place(fold_passage(text, [(0, len(text))]), Told("The hall is cold", ()), (0, 16))


def test_a_stop_behind_a_holder_is_left_out_and_a_colon_is_no_cue() -> None:
    text = "Ann Lee: the well is dry."
    found = place(fold_passage(text, [(0, len(text))]), Told("the well is dry", (("Ann Lee:", ":"),)), (0, len(text)))
    assert found.said_by == (((0, 7), None),)
    with pytest.raises(NotVerbatim):
        placed(text, "the well is dry", ("", ":"))
