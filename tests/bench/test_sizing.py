from __future__ import annotations

import math

import pytest
from bench.sizing.model import MOST, Machine, Model, Range, fit, fit_line, fit_power, most
from bench.sizing.page import PATH, about, fill_in, footing, read_measured, room, time


def one(value: float) -> Range:
    return Range(low=value, middle=value, high=value)


def test_a_line_goes_on_from_the_largest_case_by_what_was_seen_between_cases() -> None:
    line = fit_line([(300, 70), (100, 30), (1000, 140)])
    assert (line.at, line.value) == (1000, 140)
    assert line.slope.low == pytest.approx(0.1)
    assert line.slope.high == pytest.approx(0.2)
    assert line(1000) == one(140)
    far = line(11_000)
    assert [far.low, far.high] == pytest.approx([1140, 2140])
    assert far.low < far.middle < far.high
    assert line(0).low == 0


def test_a_line_that_falls_is_noise_and_taken_for_level() -> None:
    assert fit_line([(100, 90.0), (300, 80.0)])(10_000) == one(80)


@pytest.mark.parametrize("exponent", [0.5, 1, 2])
def test_a_power_is_found_again(exponent: float) -> None:
    power = fit_power([(n, 3 * n**exponent) for n in (100, 300, 1000)])
    assert power.exponent.low == pytest.approx(power.exponent.high) == pytest.approx(exponent)
    assert power(10_000).middle == pytest.approx(3 * 10_000**exponent)


def test_bounds_of_a_power_widen_with_the_distance() -> None:
    power = fit_power([(100, 1), (200, 2), (400, 8)])
    assert [power.exponent.low, power.exponent.high] == pytest.approx([1, 2])
    near, far = power(4_000), power(40_000)
    assert near.high / near.low == pytest.approx(10)
    assert far.high / far.low == pytest.approx(100)
    before = power(200)  # and on the other side they do not change places
    assert before.low < before.middle < before.high


MODEL = Model(
    reading=fit_line([(100, 20), (200, 40)]), writing=fit_line([(100, 2), (200, 4)]), linking=fit_power([(100, 1), (200, 2)]),
    disk=fit_line([(100, 10), (200, 20)]), memory=fit_line([(100, 100), (200, 110)]), desk=fit_line([(100, 90), (200, 90)]),
    shared=Range(low=0.5, middle=0.75, high=1.0),
)  # fmt: skip


def test_readers_share_the_reading_until_the_one_writer_is_what_takes_long() -> None:
    assert MODEL.read(1000, Machine(name="alone", readers=1, memory=8)) == one(200)
    some = MODEL.read(1000, Machine(name="some", readers=5, memory=8))
    assert [some.low, some.middle, some.high] == pytest.approx([40, 50, 200 / 3])
    assert MODEL.read(1000, Machine(name="many", readers=500, memory=8)) == one(20)
    assert MODEL.useful_readers() == one(10)


def test_each_adding_links_all_that_is_there() -> None:
    assert MODEL.link_all(1000, 1000).middle == pytest.approx(10)
    assert MODEL.link_all(1000, 500).middle == pytest.approx(5 + 10)
    assert MODEL.link_all(100, 500).middle == pytest.approx(1)


def test_how_many_documents_stay_under_a_bar() -> None:
    assert most(lambda documents: documents * 2, 1000) == pytest.approx(500, rel=0.01)
    assert most(math.sqrt, 1000) == pytest.approx(1e6, rel=0.01)
    assert most(lambda _: 5, 10) == MOST


def test_a_model_is_fitted_to_cases_by_the_names_of_their_figures() -> None:
    names = ("read s", "write s", "link again s", "disk MB", "memory of adding MB", "memory of the desk MB")
    cases = [{"documents": count, **dict.fromkeys(names, count / 10)} for count in (100, 200)]
    model = fit(cases, 1.5)
    assert model.reading.slope.middle == pytest.approx(0.1)
    assert model.linking.exponent.middle == pytest.approx(1)
    assert (model.shared.low, model.shared.middle, model.shared.high) == (0.25, 0.5, 1.0)


def test_figures_are_told_in_the_unit_that_reads_best() -> None:
    times = {0.5: "0.5 s", 90: "90 s", 600: "10 min", 7200: "2.0 h", 200_000: "2.3 days", 1e9: "32 years"}
    assert {seconds: time(seconds) for seconds in times} == times
    assert [room(each) for each in (0.5, 999, 15_600, 1e6, 2.3e9)] == ["0.5 MB", "1,000 MB", "16 GB", "1.0 TB", "2.3 PB"]
    assert [about(each) for each in (123_456, 12, MOST)] == ["120,000", "12", "no limit found"]


def test_a_figure_says_how_far_it_is_from_what_was_measured() -> None:
    told = {1_000: "measured", 1_001: "reckoned", 10_000: "reckoned", 100_000: "a guess", 100_001: "arithmetic"}
    assert {documents: footing(documents, 1_000) for documents in told} == told


def test_tables_alone_are_made_anew_and_what_stands_around_them_stays() -> None:
    page = "Fiction.\n\n<!-- made: limits -->\nold\n<!-- end -->\n\nThe weir.\n"
    made = fill_in(page, read_measured())
    assert made.startswith("Fiction.\n\n<!-- made: limits -->\n\n|")
    assert made.endswith("<!-- end -->\n\nThe weir.\n")
    assert "old" not in made
    assert fill_in(made, read_measured()) == made


def test_the_largest_case_is_foretold_from_the_others() -> None:
    names = ("read s", "write s", "link again s", "disk MB", "memory of adding MB", "memory of the desk MB")
    cases = [{"documents": count, "text MB": 1, "date": "", **dict.fromkeys(names, count / 10)} for count in (100, 200, 400)]
    cases[-1]["disk MB"] = 50
    measured = {**read_measured(), "cases": cases}
    made = fill_in("<!-- made: checked -->\n<!-- end -->\n", measured)
    assert "| 400 documents, from those of 100 and 200 alone | foretold | measured |" in made
    assert "| reading, s | 40.0 | 40.0 |" in made
    assert "| database, MB | 40.0 | 50.0 |" in made
    assert "three measured cases" in fill_in("<!-- made: checked -->\n<!-- end -->\n", {**measured, "cases": cases[:2]})


def test_the_page_is_made_of_what_was_measured_last() -> None:
    page = PATH.read_text(encoding="utf-8")
    assert page.count("<!-- made: ") == 7
    assert fill_in(page, read_measured()) == page
