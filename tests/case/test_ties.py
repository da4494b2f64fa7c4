"""Ties looked up in memory: the same as those of all records, and followed while people decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.asking.analysing import Analysing
from whosays.case.asking.browsing import Browsing
from whosays.store.held.columns import Columns
from whosays.store.held.ties import HeldTies, Wanted

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.store.held.ties import Tie

PAPERS = {
    "a.txt": (
        "Fiction.\n\nThe Quay Choir was founded by Ane Kverndal. The Lock Choir condemned the Quay Choir."
        " The Lock Choir praised the Quay Choir.\n\nSupporters\n\n"
        "1. Quay Choir, Norway\n2. Lock Choir, Kenya\n3. Pier Fund, Ghana\n"
    ),
    "b.txt": "Fiction.\n\nThe Quay Choir praised the Pier Fund. The Quay Choir was not founded by Ane Kverndal.\n",
}
_Told = dict[tuple[str, str, str], tuple[set[str], int, int]]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "papers").mkdir()
    for name, words in PAPERS.items():
        (tmp_path / "papers" / name).write_text(words, encoding="utf-8")
    made = Case.new(tmp_path / "case")
    made.add([tmp_path / "papers"], jobs=1)
    return made


def looked_up(browse: Browsing, wanted: Wanted | None = None) -> _Told:
    found = browse.ties.find(wanted or Wanted(), 1000)
    return {key: what for tie in found.some(0, 1000) for key, what in [told(tie, browse)]}


def told(tie: Tie, browse: Browsing) -> tuple[tuple[str, str, str], tuple[set[str], int, int]]:
    ids = {number: line.id for number, line in browse.lookup.names.lines_of({n for n in (tie.a, tie.b) if n >= 0}).items()}
    a, b = (str(ids[one]) if one >= 0 else str(browse.ties.list_of(one)) for one in (tie.a, tie.b))
    claims = {str(one.claim.id) for one in browse.lookup.claims.known(tie.records)}
    rows = {str(one.id) for one in browse.lookup.rows(tie.records).values()}
    return (a, b, tie.kind), (claims | rows, tie.documents, tie.denied)


def of_all(view_ask: Analysing, of: str | None = None) -> _Told:
    """Return the edges of all records, those of several labels as one."""
    found: _Told = {}
    for edge in view_ask.network(of).edges:
        records, documents, denied = found.get((edge.a, edge.b, edge.kind), (set(), 0, 0))
        found[edge.a, edge.b, edge.kind] = records | set(edge.records), max(documents, edge.documents), denied + edge.negative
    return found


def test_ties_are_those_of_all_records(case: Case) -> None:
    with case.view(kept=True) as view:
        browse = Browsing(view, Columns())
        everything = looked_up(browse)
        assert {kind for _, _, kind in everything} == {"relation", "says of", "stands in"}
        assert sum(denied for _, _, denied in everything.values()) > 0
        assert everything == of_all(Analysing(view))


def test_ties_of_a_name_of_a_kind_and_of_some_strength(case: Case) -> None:
    with case.view(kept=True) as view:
        browse = Browsing(view, Columns())
        quay = browse.find_entity("Quay Choir").id
        number = browse.lookup.names.number_of(quay)
        assert looked_up(browse, Wanted(of=number)) == of_all(Analysing(view), quay)
        assert {kind for _, _, kind in looked_up(browse, Wanted(kind="stands in"))} == {"stands in"}
        strong = looked_up(browse, Wanted(least=2))
        assert strong
        assert all(len(records) >= 2 for records, _, _ in strong.values())
        funds = frozenset(browse.lookup.names.numbers_named("pier"))
        assert set(looked_up(browse, Wanted(either=funds))) == {
            key for key in looked_up(browse) if browse.find_entity("Pier Fund").id in key
        }


def test_of_many_names_those_with_most_records_are_kept(case: Case) -> None:
    with case.view(kept=True) as view:
        browse = Browsing(view, Columns())
        everything, few = browse.ties.find(Wanted(), 1000), browse.ties.find(Wanted(), 2)
        assert (few.all_names, few.all_ties) == (everything.all_names, everything.all_ties)
        assert sorted(few.times.values()) == sorted(everything.times.values())[-2:]
        assert {end for tie in few.some(0, 10) for end in (tie.a, tie.b)} <= few.times.keys()


def test_what_people_decide_is_followed(case: Case) -> None:
    columns = Columns()
    ties = HeldTies(columns)

    def now() -> _Told:
        with case.view(kept=True) as view:
            browse = Browsing(view, columns, ties=ties)
            found = looked_up(browse)
            assert found == of_all(Analysing(view))
            return found

    before = now()
    condemned = next(claim for claim in case.claims() if claim.chain[-1].act == "condemn")
    case.judge(condemned.id, "reject")
    assert now() != before
    case.undo(condemned.id)
    assert now() == before
    with case.view(kept=True) as view:
        browse = Browsing(view, columns)
        two = [browse.find_entity(name).id for name in ("Lock Choir", "Pier Fund")]
    judged = case.judge_names(two, "same")
    assert len({end for a, b, _ in now() for end in (a, b)}) < len({end for a, b, _ in before for end in (a, b)})
    case.undo(judged[0].id)
    assert now() == before
