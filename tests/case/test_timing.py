"""Times looked up in memory: the same as those of all records, in spans and stretches."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.asking.analysing import Analysing
from whosays.case.asking.browsing import Browsing
from whosays.case.asking.timing import find_times, tell_times
from whosays.store.held.columns import Columns
from whosays.store.held.moments import HeldMoments
from whosays.text.edtf import bounds
from whosays.text.stretches import UNITS, Unit, whole_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from whosays.analyse.timeline import Moment

PAPERS = {
    "a.txt": (
        "Fiction.\n\nDate: 9 March 2021\n\nThe Harbour Choir said on 4 May 2020 that the mill was built in 1994. The Quay Choir"
        " said that the lock opened in May 1888. The Quay Choir has sung since 1990.\n"
    ),
    "b.txt": (
        "Fiction.\n\nDate: 2 April 2022\n\nThe Harbour Choir was founded in 1994. Quay Day 2019 took place on 12 May 2019.\n"
    ),
}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "papers").mkdir()
    for name, words in PAPERS.items():
        (tmp_path / "papers" / name).write_text(words, encoding="utf-8")
    made = Case.new(tmp_path / "case")
    made.add([tmp_path / "papers"], jobs=1)
    return made


def told(moments: Iterable[Moment]) -> Counter[tuple[str, str, str, str]]:
    return Counter((one.when, one.time, one.record, one.words) for one in moments)


def test_all_times_are_found_and_those_of_a_name(case: Case) -> None:
    with case.view(kept=True) as view:
        browse, ask = Browsing(view, Columns()), Analysing(view)
        expected = ask.timeline(captured=True)
        found = tell_times(browse, find_times(browse).some(0, 1000))
        assert {one.time for one in found} >= {"published", "said", "content", "captured"}
        assert told(found) == told(expected)
        assert [one.when for one in found if one.time == "content"] == [o.when for o in expected if o.time == "content"]
        for name in ("Harbour Choir", "Quay Choir"):
            entity = browse.find_entity(name)
            mine = tell_times(browse, find_times(browse, of=entity).some(0, 1000))
            assert told(mine) == told(ask.timeline(of=name, captured=True)), name


@pytest.mark.parametrize("unit", UNITS)
def test_each_time_is_counted_in_the_smallest_stretch_that_has_it(case: Case, unit: Unit) -> None:
    with case.view(kept=True) as view:
        browse = Browsing(view, Columns())
        counts, in_none = find_times(browse).count(unit)
        expected: Counter[tuple[str, str | None]] = Counter()
        for moment in Analysing(view).timeline(captured=True):
            first, last = bounds(moment.when) or (None, None)
            expected[moment.time, whole_in((first or date.min, last or date.max), unit)] += 1
        assert {(time, stretch): n for time, of in counts.items() for stretch, n in of.items()} == {
            key: n for key, n in expected.items() if key[1]
        }
        assert in_none == sum(n for key, n in expected.items() if key[1] is None) > 0


def test_a_span_has_what_may_lie_in_it(case: Case) -> None:
    with case.view(kept=True) as view:
        browse = Browsing(view, Columns())
        found = find_times(browse, since=date(1990, 1, 1), until=date(1994, 6, 1))
        assert {one.when for one in tell_times(browse, found.some(0, 100))} == {"1994", "1990/.."}


def test_what_is_decided_added_and_removed_is_followed(case: Case, tmp_path: Path) -> None:
    moments, columns = HeldMoments(), Columns()

    def whens() -> Counter[tuple[str, str]]:
        with case.view(kept=True) as view:
            browse = Browsing(view, columns, moments)
            found = tell_times(browse, find_times(browse).some(0, 1000))
            assert told(found) == told(Analysing(view).timeline(captured=True))
            return Counter((one.time, one.when) for one in found)

    before = whens()
    claim = next(one for one in case.claims() if one.content_time == "1994" and "mill" in one.content[0].text)
    case.judge(claim.id, "reject")
    assert before - whens() == Counter({("content", "1994"): 1, ("said", claim.said or ""): 1 if claim.said else 0})
    case.undo(claim.id)
    assert whens() == before
    (tmp_path / "papers" / "c.txt").write_text(
        "Fiction.\n\nDate: 1 May 2023\n\nThe Lock Choir was founded in 1777.\n", encoding="utf-8"
    )
    case.add([tmp_path / "papers"], jobs=1)
    assert (whens() - before)["content", "1777"] == 1
    case.remove("c.txt")
    assert whens() == before
