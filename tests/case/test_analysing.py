"""The questions over a whole case, asked of a small one of our own about a library (fiction)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.asking.analysing import Analysing, NoSuchName
from whosays.case.asking.counting import TrendFilter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAPERS = {
    "2021-report.txt": (
        "Fiction.\n\nOn 3 March 2021 the Halden Reading Society (HRS) opened a branch in Norway.\n\n"
        "HRS was founded in 1994. HRS describes itself as a home for every reader. "
        "The mayor, Ane Kverndal, called the Halden Reading Society a quiet neighbour.\n\n"
        "The society asked all members to post with #OpenShelves. Its call went viral within days.\n"
    ),
    "2022-letter.txt": (
        "Fiction.\n\n12 May 2022\n\nThe Halden Reading Society was founded in 1995. "
        "The Halden Reading Society criticised the Pier Book Fund. #OpenShelves was used in Egypt.\n"
    ),
    "2023-list.txt": (
        "Fiction.\n\n1 June 2023\n\nSupporters of Open Shelves\n\n"
        "1. Halden Reading Society, Norway\n2. Pier Book Fund, Ghana\n3. Marsh Lane Library, Kenya\n"
    ),
    "2024-list.txt": (
        "Fiction.\n\n1 June 2024\n\nSupporters of Open Shelves\n\n"
        "1. Halden Reading Society, Norway\n2. Pier Book Fund, Ghana\n3. Tide Mill Readers, Ireland\n"
    ),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder: Path = tmp_path_factory.mktemp("analysing")
    papers = folder / "papers"
    papers.mkdir()
    for name, words in PAPERS.items():
        (papers / name).write_text(words, encoding="utf-8")
    with Case.new(folder / "case") as made:
        made.add([papers], jobs=1)
        yield made


@pytest.fixture
def ask(case: Case) -> Iterator[Analysing]:
    with case.analysing() as asked:
        yield asked


def words_of(claims: object) -> list[str]:
    return [" … ".join(at.text for at in said.claim.content) for said in claims]  # type: ignore[attr-defined]


def test_a_dossier_parts_own_words_from_the_words_of_others(ask: Analysing) -> None:
    found = ask.dossier("HRS")
    assert found.entity.name == "Halden Reading Society"
    assert "a home for every reader" in words_of(found.own_words)
    assert any("a quiet neighbour" in words for words in words_of(found.words_of_others))
    assert words_of(found.of_others) == ["the Pier Book Fund", "to post with #OpenShelves"][::-1]
    assert {writing.words for writing in found.writings} == {"Halden Reading Society", "HRS"}
    assert [entry.row for entry in found.rows] == [1, 1]


def test_every_claim_of_a_dossier_stands_in_one_part_only(ask: Analysing) -> None:
    found = ask.dossier("Halden Reading Society")
    ids = [said.claim.id for part in (found.own_words, found.words_of_others, found.of_others) for said in part]
    assert len(ids) == len(set(ids))


def test_years_that_differ_stand_side_by_side(ask: Analysing) -> None:
    (row,) = (row for row in ask.dossier("HRS").side_by_side if row.point == "founded, when")
    assert ([value.words for value in row.values], row.standing) == (["1994", "1995"], "values differ")


def test_a_name_that_nobody_bears_is_a_clear_error(ask: Analysing) -> None:
    with pytest.raises(NoSuchName, match="whosays names"):
        ask.dossier("Nobody at All")


def test_a_timeline_is_in_order_and_keeps_the_times_apart(ask: Analysing) -> None:
    moments = ask.timeline()
    starts = [moment.when for moment in moments if ".." not in moment.when]
    assert [when[:4] for when in starts] == sorted(when[:4] for when in starts)
    assert {"content", "published"} <= {moment.time for moment in moments}
    assert {moment.doc for moment in ask.timeline(doc="2022-letter.txt")} == {
        ask.view.stored.find_document("2022-letter.txt").id
    }


def test_every_edge_of_a_network_has_records_behind_it(ask: Analysing) -> None:
    found = ask.network()
    known = {claim.id for claim in ask.claims} | {entry.id for entry in ask.entries}
    assert found.edges
    assert all(edge.records and known.issuperset(edge.records) for edge in found.edges)
    ends = {end for edge in found.edges for end in (edge.a, edge.b)}
    assert ends == {node.id for node in found.nodes}


def test_the_network_of_a_name_has_only_what_is_near_it(ask: Analysing) -> None:
    entity = ask.find_entity("Marsh Lane Library")
    found = ask.network("Marsh Lane Library")
    assert {edge.kind for edge in found.edges} == {"stands in"}
    assert entity.id in {node.id for node in found.nodes}
    assert len(found.edges) == 1


def test_shared_lists_are_shown_beside_the_share_of_all_pairs(ask: Analysing) -> None:
    together = {one.name: one for one in ask.together("HRS")}
    fund, library = together["Pier Book Fund"], together["Marsh Lane Library"]
    assert (len(fund.lists), len(library.lists)) == (2, 1)
    # Four names make six pairs: one shares both lists, four more share one.
    assert fund.lists_by_chance == pytest.approx(1 / 6)
    assert library.lists_by_chance == pytest.approx(5 / 6)


def test_places_add_up_to_their_country_region_and_continent(ask: Analysing) -> None:
    places = {place.name: place for place in ask.places()}
    assert places["Egypt"].within == "Northern Africa"
    assert places["Northern Africa"].within == "Africa"
    africa = set(places["Africa"].claims) | set(places["Africa"].entries)
    assert africa >= set(places["Egypt"].claims) | set(places["Ghana"].entries) | set(places["Kenya"].entries)
    assert len(places["Ghana"].entries) == 2


def test_a_hashtag_is_first_seen_in_the_earliest_document_and_counted_by_day(ask: Analysing) -> None:
    (sign,) = (sign for sign in ask.signs() if sign.name == "#OpenShelves")
    assert sign.first
    assert sum(times for _, times in sign.by_day) + sum(use.day is None for use in sign.uses) == len(sign.uses) == 2
    found = ask.campaign("openshelves")
    assert any("post with" in " ".join(at.text for at in claim.content) for claim in found.instructions)


def test_reach_without_a_figure_is_found(ask: Analysing) -> None:
    assert [reach.words for reach in ask.reach()] == ["viral"]


def test_too_few_records_for_a_trend_are_told_and_nothing_stands_out(ask: Analysing) -> None:
    found = ask.trend(TrendFilter(of="rows", place="Africa"))
    assert found.note
    assert "too few" in found.note
    assert [(point.when, len(point.records), point.of_all) for point in found.points] == [
        ("2023-06-01", 2, 3),
        ("2024-06-01", 1, 3),
    ]
    assert all(point.stands_out is None for point in found.points)


def test_what_is_rejected_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(
        "Fiction.\n\nThe Quay Choir praised the Lock Choir. The Lock Choir thanked it.\n", "utf-8"
    )
    with Case.new(tmp_path / "case") as made:
        made.add([tmp_path / "note.txt"], jobs=1)
        with made.analysing() as before:
            edges = before.network().edges
        assert edges
        made.judge_all({record for edge in edges for record in edge.records}, "reject", who="Tester")
        with made.analysing() as after:
            assert after.network().edges == ()


def test_the_account_of_a_document_has_every_claim_on_one_footing(ask: Analysing) -> None:
    found = ask.account("2021-report.txt")
    doc = ask.view.stored.find_document("2021-report.txt").id
    told = [claim.id for standing in found.standings for claim in standing.claims]
    assert sorted(told) == sorted(claim.id for claim in ask.claims if claim.doc == doc)
    assert sum(times for _, times in found.holders) == len(told)
    named = next(standing for standing in found.standings if standing.footing == "named")
    assert any("a home for every reader" in claim.content[0].text for claim in named.claims)
