"""Marks laid out as segments that follow each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whosays.desk.marks import Mark, lay_out

MARKS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(
        lambda place: Mark(place[0], place[0] + place[1], f"r{place}", "self")
    ),
    max_size=8,
)


@given(st.text(max_size=40), st.integers(0, 10), MARKS)
def test_segments_are_the_text_and_each_has_the_marks_that_cover_it(text: str, start: int, marks: list[Mark]) -> None:
    segments = lay_out(text, start, marks)
    assert "".join(segment.text for segment in segments) == text
    for segment in segments:
        end = segment.start + len(segment.text)
        covering = {mark for mark in marks if mark.start <= segment.start and mark.end >= end}
        assert set(segment.marks) == covering
        assert [mark.start for mark in segment.marks] == sorted(mark.start for mark in segment.marks)


def test_a_mark_within_a_mark_is_inside_of_it() -> None:
    outer, inner = Mark(0, 11, "outer", "self"), Mark(4, 7, "inner", "author")
    told = [(segment.text, [mark.record for mark in segment.marks]) for segment in lay_out("the old mill", 0, [inner, outer])]
    assert told == [("the ", ["outer"]), ("old", ["outer", "inner"]), (" mil", ["outer"]), ("l", [])]
