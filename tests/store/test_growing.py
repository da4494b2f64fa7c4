"""What is held of a case that grows: decisions are seen at once, what was only added when somebody has read it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.case.asking.browsing import Browsing, ClaimsWanted
from whosays.case.asking.claim_filter import ClaimFilter
from whosays.store.held.columns import Columns
from whosays.store.held.moments import HeldMoments
from whosays.store.held.places import HeldPlaces
from whosays.store.held.ties import HeldTies, Wanted

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.store.held.growing import CatchesUp

FIRST = "Fiction.\n\nQuay Choir condemned Mill Weavers in 1994. Quay Choir said that the mill in Norway was founded in 1990.\n"
SECOND = "Fiction.\n\nLock Choir condemned Quay Choir in 1777. Lock Choir said that the lamp came from Peru.\n"


class Held:
    """What the desk holds of a case; what was added is left until somebody says `catch_up`."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.left: list[CatchesUp] = []
        self.columns = Columns(self.left.append)
        self.moments = HeldMoments(self.left.append)
        self.ties = HeldTies(self.columns, self.left.append)
        self.places = HeldPlaces(self.left.append)

    def told(self) -> dict[str, object]:
        """What the pages tell of the case now."""
        with self.case.view(kept=True) as view:
            return tell(Browsing(view, self.columns, self.moments, self.ties, self.places))

    def catch_up(self) -> None:
        """Do what was left, and what that leaves."""
        while self.left:
            left = self.left.pop(0)
            with self.case.view(kept=True) as view:
                view.stored.lookup.catch_up(left)


def tell(browse: Browsing) -> dict[str, object]:
    found = browse.ties.find(Wanted(), 100)
    return {
        "claims": [one.claim.id for one in browse.claims(ClaimsWanted(), start=0, limit=100).claims],
        "times": browse.moments.rows.tolist(),
        "ties": found.some(0, 100),
        "places": (browse.places.wheres, [[part.tolist() for part in one] for one in browse.places.parts]),
    }


def as_it_is(case: Case) -> dict[str, object]:
    with case.view(kept=True) as view:
        return tell(Browsing(view, Columns()))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.txt").write_text(FIRST, encoding="utf-8")
    made = Case.new(tmp_path / "case")
    made.add([papers], jobs=1)
    return made


def add(case: Case, name: str, text: str) -> None:
    papers = case.folder.parent / "papers"
    (papers / name).write_text(text, encoding="utf-8")
    case.add([papers], jobs=1)


def test_what_was_added_is_left_and_then_there(case: Case) -> None:
    held = Held(case)
    before = held.told()
    assert before == as_it_is(case)
    add(case, "b.txt", SECOND)
    assert held.told() == before
    held.catch_up()
    held.told()  # ties are made of claims, which may have been read in after them
    held.catch_up()
    after = held.told()
    assert after == as_it_is(case)
    assert all(after[part] != before[part] for part in before)
    assert held.left == []


def test_a_decision_is_seen_at_once_while_what_was_added_is_left(case: Case) -> None:
    held = Held(case)
    held.told()
    add(case, "b.txt", SECOND)
    first = case.claims(ClaimFilter(doc="a.txt"))[0].id
    before = held.told()
    case.judge(first, "reject")
    assert held.told()["claims"] == [one for one in before["claims"] if one != first]  # type: ignore[attr-defined]
    case.undo(first)
    assert held.told()["claims"] == before["claims"]


def test_what_was_removed_is_gone_at_once(case: Case) -> None:
    held = Held(case)
    add(case, "b.txt", SECOND)
    held.told()
    add(case, "c.txt", FIRST.replace("Quay", "Reed"))
    held.told()
    case.remove("b.txt")
    assert held.told() == as_it_is(case)


def test_claims_that_are_decided_on_while_others_are_read_in_stay_as_decided(case: Case) -> None:
    held = Held(case)
    held.told()
    add(case, "b.txt", SECOND)
    held.told()
    first = case.claims(ClaimFilter(doc="a.txt"))[0].id
    with case.view(kept=True) as view:  # as whoever catches up sees it: before the decision
        case.judge(first, "reject")
        held.told()
        view.stored.lookup.catch_up(held.columns)
    assert first not in held.told()["claims"]  # type: ignore[operator]
    held.catch_up()
    assert held.told()["claims"] == as_it_is(case)["claims"]
