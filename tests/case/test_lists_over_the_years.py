"""Lists and events over all documents of the sample case, against what is known of it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.asking.editions import compare_lists
from whosays.store.faults import NoSuchDocument, NoSuchList
from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not has_model("en"), reason="the sample case is read with the English model")
ANSWERS = json.loads(files("whosays.sample").joinpath("answers.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("lists") / "river"
    with Case.new(folder, sample=True) as made:
        made.add([Case.sample_folder(folder)])
        yield made


def test_last_years_list_and_this_years_tell_who_left_and_who_may_have_another_name(case: Case) -> None:
    with case.analysing() as ask:
        found = ask.compare_lists("04-supporters-2023.txt", "01-report-riverside-day-2024.txt")
    renamed = ANSWERS["last_year"]["renamed"]
    left = {one.before.name for one in found.of("left") if one.before}
    uncertain = {one.before.name: one.after.name for one in found.of("uncertain") if one.before and one.after}
    assert left == set(ANSWERS["last_year"]["left"])
    assert uncertain.items() >= renamed.items()


def test_a_decision_turns_an_uncertain_row_into_a_change_of_name(case: Case) -> None:
    with case.analysing() as ask:
        names = {one.name: one.entity for one in ask.register()}
    both = [names["Upper Aldwen Anglers’ Society"], names["Society of Upper Aldwen Anglers"]]
    made = case.judge_names(both, "same", who="Tester")
    with case.analysing() as ask:
        found = ask.compare_lists("04-supporters-2023.txt", "01-report-riverside-day-2024.txt")
    assert "Society of Upper Aldwen Anglers" in {one.after.name for one in found.of("renamed") if one.after}
    case.undo_all([one.id for one in made], who="Tester")


def test_editions_are_in_order_of_their_documents_dates(case: Case) -> None:
    with case.analysing() as ask:
        dates = [one.date for one in ask.editions() if one.date]
    assert dates == sorted(dates)


def test_a_document_without_a_list_is_a_clear_error(case: Case) -> None:
    with case.analysing() as ask, pytest.raises(NoSuchDocument):
        ask.compare_lists("no-such-paper", "01-report")


def test_the_editions_of_a_series_stand_with_every_day_that_documents_give(case: Case) -> None:
    with case.analysing() as ask:
        (series,) = (one for one in ask.series() if one.name == "Riverside Day")
    by_year = {edition.year: edition for edition in series.editions}
    assert series.rules == ("second sunday of may",)
    for year, day in ANSWERS["event"]["editions"].items():
        if int(year) in by_year:
            assert by_year[int(year)].by_rule == (day,)
    assert [day.when for day in by_year[2024].days] == ["2024-05-12", "2024-05-19"]
    assert not by_year[2024].agree
    assert by_year[2023].agree


def test_the_index_tells_of_two_lists_what_the_whole_case_tells(case: Case) -> None:
    with case.analysing() as ask:
        lists = [edition.list for edition in ask.editions()]
        pairs = [(one, other) for one in lists for other in lists if one != other]
        whole = {pair: ask.compare_lists(*pair) for pair in pairs}
    with case.view(kept=True) as view:
        assert {pair: compare_lists(view, *pair) for pair in pairs} == whole
    assert any(found.of("uncertain") for found in whole.values())


def test_a_list_that_is_not_there_is_told_by_the_index_as_well(case: Case) -> None:
    with case.view(kept=True) as view, pytest.raises(NoSuchList):
        compare_lists(view, "lst-none", "lst-none")
