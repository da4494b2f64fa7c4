"""Counts over time, against all that a case holds of that time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whosays.analyse.trends import Dated, make_trend

DAYS = [f"2024-{month:02}-{day:02}" for month in range(1, 7) for day in (3, 17)]


def some(counts: dict[str, int], name: str) -> list[Dated]:
    return [Dated(record=f"{name}-{day}-{number}", when=day) for day, many in counts.items() for number in range(many)]


def test_a_month_with_more_than_the_case_would_give_stands_out() -> None:
    others = some(dict.fromkeys(DAYS, 40), "other")
    wanted = [*some(dict.fromkeys(DAYS, 2), "ours"), *some({"2024-05-17": 30}, "burst")]
    found = make_trend([one.record for one in wanted], [*others, *wanted], "month")
    assert [point.when for point in found.points if point.stands_out == "more"] == ["2024-05"]
    assert found.note is None


def test_a_month_with_much_of_everything_does_not_stand_out() -> None:
    others = some({day: 200 if day.startswith("2024-05") else 20 for day in DAYS}, "other")
    wanted = some({day: 20 if day.startswith("2024-05") else 2 for day in DAYS}, "ours")
    found = make_trend([one.record for one in wanted], [*others, *wanted], "month")
    assert [point.stands_out for point in found.points] == [None] * 6


def test_few_records_are_said_to_be_few() -> None:
    wanted = some({"2024-01-03": 4}, "ours")
    found = make_trend([one.record for one in wanted], wanted, "month")
    assert found.note == "4 in 1 month: too few to speak of more or less"


def test_what_is_vaguer_than_the_stretch_is_counted_apart() -> None:
    wanted = [Dated(record="a", when="2024"), Dated(record="b", when=None), Dated(record="c", when="2024-02-01")]
    found = make_trend(["a", "b", "c"], wanted, "month")
    assert (found.total, found.undated) == (1, 2)


@given(st.lists(st.tuples(st.sampled_from([*DAYS, "2024", "1998-03", None]), st.booleans())))
def test_every_wanted_record_is_counted_once_or_told_to_have_no_time(rows: list[tuple[str | None, bool]]) -> None:
    everything = [Dated(record=f"r{number}", when=when) for number, (when, _) in enumerate(rows)]
    wanted = [f"r{number}" for number, (_, is_wanted) in enumerate(rows) if is_wanted]
    found = make_trend(wanted, everything)
    counted = [record for point in found.points for record in point.records]
    assert len(counted) == len(set(counted))
    assert found.total + found.undated == len(wanted)
    assert sum(point.expected for point in found.points) == 0 or abs(sum(p.expected for p in found.points) - found.total) < 1e-6
