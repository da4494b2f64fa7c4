"""Places looked up in an index: the same as those of all records, and followed while people decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.asking.analysing import Analysing
from whosays.case.asking.browsing import Browsing
from whosays.case.asking.placing import places_of, records_at
from whosays.store.held.columns import Columns
from whosays.store.held.places import HeldPlaces

if TYPE_CHECKING:
    from pathlib import Path

PAPERS = {
    "a.txt": (
        "Fiction.\n\nThe Quay Choir said that boats from Norway and Kenya came to Bergen. The mill stood in Lower Fennick."
        "\n\nSupporters\n\n1. Quay Choir, Norway\n2. Lock Choir, Kenya\n3. Pier Fund, Ghana\n"
    ),
    "b.txt": "Fiction.\n\nQuay Day 2019 took place in Oslo on 12 May 2019. The choir sang in Europe and in Ghana.\n",
}
_Told = dict[tuple[str, str, str], tuple[str | None, int, int, int, int]]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "papers").mkdir()
    for name, words in PAPERS.items():
        (tmp_path / "papers" / name).write_text(words, encoding="utf-8")
    made = Case.new(tmp_path / "case")
    made.add([tmp_path / "papers"], jobs=1)
    return made


def told(case: Case, columns: Columns, places: HeldPlaces) -> _Told:
    """Return the places by the index, having held them against those of all records."""
    with case.view(kept=True) as view:
        browse = Browsing(view, columns, places=places)
        found = places_of(browse)
        expected = Analysing(view).places()
        assert [(one.level, one.name, one.within, one.country) for one in found] == [
            (one.level, one.name, one.within, one.country) for one in expected
        ]
        made: _Told = {}
        for one, other in zip(found, expected, strict=True):
            counts = (one.counts["claim"], one.counts["entry"], one.counts["event"], one.counts["mention"])
            assert counts == tuple(len(ids) for ids in (other.claims, other.entries, other.events, other.mentions)), one.name
            claims = [number for kind, number in records_at(browse, one) if kind == "claim"]
            assert {known.claim.id for known in browse.lookup.claims.known(claims)} == set(other.claims)
            made[one.level, one.name, one.within] = (one.country, *counts)
        return made


def test_places_are_those_of_all_records(case: Case) -> None:
    found = told(case, Columns(), HeldPlaces())
    assert {level for level, _, _ in found} == {"continent", "region", "country", "place"}
    assert found["country", "Norway", "Northern Europe"][1] > 0


def test_what_is_decided_added_and_removed_is_followed(case: Case, tmp_path: Path) -> None:
    columns, places = Columns(), HeldPlaces()
    before = told(case, columns, places)
    claim = next(one for one in case.claims() if "Kenya" in " ".join(at.text for at in one.content))
    row = next(one for one in case.lists() if one.country == "KE")
    for record in (claim.id, row.id):
        case.judge(record, "reject")
    rejected = told(case, columns, places)
    assert (
        sum(before["country", "Kenya", "Eastern Africa"][1:3])
        - sum(rejected.get(("country", "Kenya", "Eastern Africa"), (None, 0, 0))[1:3])
        == 2
    )
    for record in (claim.id, row.id):
        case.undo(record)
    assert told(case, columns, places) == before
    case.judge(row.id, "edit", changes={"country": "GH"})
    assert told(case, columns, places) != before
    case.undo(row.id)
    (tmp_path / "papers" / "c.txt").write_text("Fiction.\n\nThe lamp came from Peru.\n", encoding="utf-8")
    case.add([tmp_path / "papers"], jobs=1)
    assert ("country", "Peru", "South America") in told(case, columns, places)
    case.remove("c.txt")
    assert told(case, columns, places) == before
