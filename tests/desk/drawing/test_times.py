"""Times as drawings."""

from __future__ import annotations

from datetime import date

from whosays.desk.drawing.shapes import Box
from whosays.desk.drawing.times import Dated, draw_counts, draw_times

SPAN = (date(2020, 1, 1), date(2021, 12, 31))


def dated(name: str, when: str, lane: str = "said") -> Dated:
    return Dated(id=name, lane=lane, when=when, words=f"the words of {name}", look="author", href=f"/claims/{name}")


def test_a_month_is_a_month_wide_and_a_year_a_year() -> None:
    drawn = draw_times(["said"], [dated("year", "2020"), dated("month", "2021-05"), dated("day", "2021-05-03")], SPAN)
    at = {bar.dated.id: bar for bar in drawn.bars}
    lane = drawn.lanes[0].box
    assert abs(at["year"].box.w - lane.w / 2) < 1
    assert abs(at["month"].box.w - lane.w * 31 / 731) < 1
    assert [at[name].point for name in ("year", "month", "day")] == [False, False, True]


def test_nothing_lies_over_anything() -> None:
    many = [dated(f"c{n}", f"2020-{n % 12 + 1:02}-{n % 28 + 1:02}") for n in range(60)]
    bars = draw_times(["said"], many, SPAN).bars
    assert len(bars) == 60
    assert not any(a.box.meets(b.box) for n, a in enumerate(bars) for b in bars[n + 1 :])


def test_an_open_date_goes_to_the_end_and_what_lies_outside_is_left_out() -> None:
    drawn = draw_times(["said"], [dated("since", "2021-01-01/.."), dated("before", "2019"), dated("odd", "spring")], SPAN)
    assert [bar.dated.id for bar in drawn.bars] == ["since"]
    assert abs(drawn.bars[0].box.right - drawn.lanes[0].box.right) < 1


def test_dates_that_disagree_are_joined_where_both_are_drawn() -> None:
    both = [dated("a", "2020-03-01"), dated("b", "2021-03-01", "content")]
    drawn = draw_times(["said", "content"], both, SPAN, disagreeing=[("a", "b"), ("a", "missing")])
    assert len(drawn.disagreements) == 1
    points = drawn.disagreements[0].points
    assert (points[0][0], points[-1][0]) == tuple(bar.box.x + bar.box.w / 2 for bar in drawn.bars)


def test_counts_are_as_high_as_they_are_many_and_less_precise_ones_lie_flat() -> None:
    counts = {"said": {"2020-01": 4, "2020-02": 2, "2020": 9}}
    columns = {one.stretch: one for one in draw_counts(["said"], counts, "month", SPAN).columns}
    assert columns["2020-01"].box.h == 2 * columns["2020-02"].box.h
    assert (columns["2020"].wide, columns["2020"].peak, columns["2020-01"].peak) == (True, False, True)
    assert columns["2020"].box.w > 11 * columns["2020-01"].box.w
    assert not columns["2020"].box.meets(columns["2020-01"].box)


def test_the_drawing_is_mirrored_for_what_is_read_from_the_right() -> None:
    drawn = draw_times(["said"], [dated("a", "2020-03")], SPAN)
    other = drawn.facing("rtl")
    box = drawn.bars[0].box
    assert drawn.facing("ltr") == drawn
    assert other.bars[0].box == Box(x=round(drawn.width - box.right, 1), y=box.y, w=box.w, h=box.h)
