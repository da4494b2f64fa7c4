"""Shapes, their mirror images, and labels kept apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whosays.desk.drawing.shapes import Box, Label, Line, cut, width_of, without_overlap

NUMBERS = st.integers(0, 900)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_mirror_of_a_mirror_is_the_thing_itself(x: int, y: int, w: int, h: int) -> None:
    box, line = Box(x=x, y=y, w=w, h=h), Line(points=((x, y), (w, h)))
    assert box.mirrored(1000).mirrored(1000) == box
    assert line.mirrored(1000).mirrored(1000) == line


def test_a_line_is_path_data_and_its_head_is_at_its_end() -> None:
    assert Line(points=((0, 1), (10, 1))).d == "M0 1L10 1"
    assert Line(points=((0, 0), (1, 0), (2, 5), (3, 5), (9, 5)), curved=True).d == "M0 0C1 0 2 5 3 5L9 5"
    assert "L10 1L" in Line(points=((0, 1), (10, 1))).head


@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.text("abcdefg", min_size=1, max_size=12)), max_size=20))
def test_labels_that_are_kept_do_not_lie_over_each_other(places: list[tuple[int, int, str]]) -> None:
    kept = without_overlap([(Label(x=x, y=y, words=words), 12) for x, y, words in places])
    boxes = [Box(x=one.x - width_of(one.words) / 2, y=one.y - 12, w=width_of(one.words), h=15.6) for one in kept]
    assert not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    assert bool(kept) == bool(places)


def test_what_is_cut_off_leaves_a_sign() -> None:
    assert cut("the quay library", 16) == "the quay library"
    assert cut("the quay library", 9) == "the quay…"
