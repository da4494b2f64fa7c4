"""Who is who: what decisions make of the entities that were proposed, and what holds whatever people decide."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.test_exact import entry, mention

from whosays.records import Decision, Judgement, JudgementId, make_id
from whosays.resolve.exact import propose_apart
from whosays.resolve.identity import Joined, join, split_members, standing_on_two

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.records import Entry, Mention

LIBRARY, TRUST, CHOIR, BRANCH = (
    mention("a", "Old Library"),
    mention("a", "Mill Trust", at=40),
    mention("a", "Tide Choir", at=80),
    mention("a", "Tide Choir Malta", at=120),
)
AGAIN = mention("b", "old library")
ROW = entry("c", "Bibliothek Alt", "DE")
ALL = (LIBRARY, TRUST, CHOIR, BRANCH, AGAIN)


class Desk:
    """A person who decides on names, and looks at what became of them."""

    def __init__(self, mentions: Sequence[Mention] = ALL, entries: Sequence[Entry] = (ROW,)) -> None:
        self.mentions, self.entries = mentions, entries
        self.made: list[Judgement] = []

    def decide(self, decision: Decision, record: str, other: str | None = None, *, undoes: str | None = None) -> str:
        made = JudgementId(make_id("jdg", len(self.made)))
        undone = JudgementId(undoes) if undoes else None
        self.made.append(
            Judgement(id=made, record=record, other=other, decision=decision, who="Ada", when="2026", supersedes=undone)
        )
        return made

    def undo(self, made: str) -> str:
        record = next(j.record for j in self.made if j.id == made)
        return self.decide("undo", record, undoes=made)

    def look(self) -> Joined:
        standing = standing_on_two(self.made)
        return join(propose_apart(self.mentions, self.entries, split_members(standing)), standing)

    def atom(self, member: Mention | Entry) -> str:
        return next(e.id for e in propose_apart(self.mentions, self.entries, ()).entities if member.id in e.members)

    def holds(self, *members: Mention | Entry) -> bool:
        """Ask whether these, and nothing else, are one entity."""
        return any(e.members == tuple(sorted(m.id for m in members)) for e in self.look().entities)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_same_joins_and_the_first_gives_the_name(desk: Desk) -> None:
    desk.decide("same", desk.atom(LIBRARY), desk.atom(ROW))
    found = desk.look().find(ROW.id)
    assert found
    assert (found.name, found.country, found.members) == ("Old Library", "DE", tuple(sorted([LIBRARY.id, AGAIN.id, ROW.id])))
    assert found.joined == tuple(sorted([desk.atom(LIBRARY), desk.atom(ROW)]))
    assert found.reasons[-1] == "“Old Library” and “Bibliothek Alt” (DE) judged the same by Ada"
    assert desk.look().names(found) == ("Old Library", "Bibliothek Alt")


def test_an_entity_has_one_id_however_it_was_joined_and_every_earlier_id_leads_to_it() -> None:
    first, other = Desk(), Desk()
    a, b, c = (first.atom(one) for one in (LIBRARY, TRUST, CHOIR))
    first.decide("same", a, b)
    half = first.look().find(a)
    first.decide("same", b, c)
    other.decide("same", c, a)
    other.decide("same", c, b)
    whole, again = first.look().find(a), other.look().find(a)
    assert half
    assert whole
    assert again
    assert whole.id == again.id != half.id
    assert {first.look().find(one) for one in (a, b, c, half.id, whole.id, AGAIN.id)} == {whole}


def test_a_mention_stands_for_the_atom_that_holds_it(desk: Desk) -> None:
    desk.decide("same", AGAIN.id, TRUST.id)
    assert desk.holds(LIBRARY, AGAIN, TRUST)


def test_what_is_split_off_is_alone_and_the_others_stay_together(desk: Desk) -> None:
    a, b, c = (desk.atom(one) for one in (LIBRARY, TRUST, CHOIR))
    desk.decide("same", a, b)
    desk.decide("same", b, c)
    desk.decide("split", b, a)
    assert desk.holds(TRUST)
    assert desk.holds(LIBRARY, AGAIN, CHOIR)


def test_one_mention_is_split_off_and_may_be_joined_elsewhere(desk: Desk) -> None:
    atom = desk.atom(LIBRARY)
    split = desk.decide("split", AGAIN.id, atom)
    assert desk.holds(AGAIN)
    assert desk.holds(LIBRARY)
    assert desk.look().find(atom) == desk.look().find(LIBRARY.id)
    desk.decide("same", AGAIN.id, TRUST.id)
    assert desk.holds(AGAIN, TRUST)
    desk.undo(split)
    assert desk.holds(AGAIN, LIBRARY, TRUST)


def test_the_id_of_an_entity_that_lost_all_its_members_leads_to_what_it_was_judged_to_be(desk: Desk) -> None:
    atom = desk.atom(TRUST)
    desk.decide("same", atom, CHOIR.id)
    desk.decide("split", TRUST.id, atom)
    assert desk.holds(TRUST)
    assert desk.look().find(atom) == desk.look().find(CHOIR.id)


def test_an_undo_of_an_undo_brings_back(desk: Desk) -> None:
    made = desk.decide("same", LIBRARY.id, TRUST.id)
    undo = desk.undo(made)
    assert desk.holds(TRUST)
    again = desk.undo(undo)
    assert desk.holds(LIBRARY, AGAIN, TRUST)
    desk.undo(again)
    assert desk.holds(TRUST)


@pytest.mark.parametrize("decision", ["different", "part-of", "not-sure"])
def test_other_decisions_join_nothing_and_stand_between_the_two(desk: Desk, decision: Decision) -> None:
    before = [(e.id, e.name, e.members) for e in desk.look().entities]
    made = desk.decide(decision, BRANCH.id, CHOIR.id)
    joined = desk.look()
    assert [(e.id, e.name, e.members) for e in joined.entities] == before
    pair = tuple(sorted([desk.atom(BRANCH), desk.atom(CHOIR)]))
    (between,) = [found for ids, found in joined.between.items() if ids == pair]
    assert ([j.id for j in between.decisions], between.is_decided) == ([made], decision != "not-sure")
    assert joined.problems == ()


def test_part_of_is_shown_on_both(desk: Desk) -> None:
    desk.decide("part-of", BRANCH.id, CHOIR.id)
    part, whole = desk.look().find(BRANCH.id), desk.look().find(CHOIR.id)
    assert part
    assert whole
    assert (part.part_of, part.parts, whole.part_of, whole.parts) == ((whole.id,), (), (), (part.id,))


def test_different_against_same_is_shown_with_the_way_between_them_and_not_solved(desk: Desk) -> None:
    first = desk.decide("same", LIBRARY.id, TRUST.id)
    desk.decide("same", TRUST.id, BRANCH.id)
    other = desk.decide("same", TRUST.id, CHOIR.id)
    different = desk.decide("different", CHOIR.id, LIBRARY.id)
    (problem,) = desk.look().problems
    assert problem.code == "judgements-contradict"
    assert problem.message == (
        f"“Tide Choir” and “Old Library” were judged different ({different} by Ada), and are one name"
        f" ({other} by Ada, {first} by Ada)"
    )
    assert desk.holds(LIBRARY, AGAIN, TRUST, CHOIR, BRANCH)
    desk.undo(first)
    assert desk.look().problems == ()


def test_different_within_one_proposed_name_asks_for_a_split(desk: Desk) -> None:
    desk.decide("different", LIBRARY.id, AGAIN.id)
    (problem,) = desk.look().problems
    assert "by their words (`whosays judge split` parts them)" in problem.message
    desk.decide("split", AGAIN.id, LIBRARY.id)
    assert desk.look().problems == ()


def test_a_part_of_itself_is_shown(desk: Desk) -> None:
    same = desk.decide("same", BRANCH.id, CHOIR.id)
    part = desk.decide("part-of", BRANCH.id, CHOIR.id)
    (problem,) = desk.look().problems
    assert part in problem.message
    assert same in problem.message


def test_circles_of_parts_are_shown_each_once(desk: Desk) -> None:
    around = [
        desk.decide("part-of", LIBRARY.id, TRUST.id),
        desk.decide("part-of", TRUST.id, CHOIR.id),
        desk.decide("part-of", CHOIR.id, LIBRARY.id),
    ]
    desk.decide("part-of", BRANCH.id, CHOIR.id)
    (problem,) = desk.look().problems
    assert all(one in problem.message for one in around)
    desk.undo(around[1])
    assert desk.look().problems == ()


def test_what_is_gone_still_ties_the_others_together(desk: Desk) -> None:
    a, b, c = (desk.atom(one) for one in (LIBRARY, TRUST, CHOIR))
    desk.decide("same", b, a)
    desk.decide("same", b, c)
    desk.mentions = (LIBRARY, CHOIR, AGAIN)
    assert desk.holds(LIBRARY, AGAIN, CHOIR)
    found = desk.look().find(b)
    assert found
    assert found.name in {"Old Library", "Tide Choir"}


def test_a_row_that_is_split_off_leaves_the_others_their_ids() -> None:
    rows = [entry("a", "Delta Choir", "PT"), entry("a", "Delta Choir", "NO", at=30), entry("a", "Delta Choir", at=60)]
    desk = Desk((), rows)
    before = {e.id for e in desk.look().entities if rows[1].id not in e.members}
    desk.decide("split", rows[1].id, desk.atom(rows[1]))
    assert before < {e.id for e in desk.look().entities}
    assert all(desk.holds(row) for row in rows)


WHAT: tuple[Decision, ...] = ("same", "same", "split", "different", "part-of", "not-sure")
IDS = [*(m.id for m in ALL), ROW.id, *(Desk().atom(m) for m in ALL), Desk().atom(ROW), "ent-00000000000000ff", "men-0"]
STEPS = st.lists(st.one_of(st.tuples(st.sampled_from(WHAT), st.sampled_from(IDS), st.sampled_from(IDS)), st.integers(0, 30)))


def play(steps: Sequence[tuple[Decision, str, str] | int]) -> Desk:
    """Decide, and take back (a number: the judgement there, whatever that is)."""
    desk = Desk()
    for step in steps:
        if not isinstance(step, int):
            desk.decide(*step)
        elif desk.made:
            desk.undo(desk.made[step % len(desk.made)].id)
    return desk


@given(STEPS)
def test_each_mention_and_row_is_in_one_entity_whatever_was_decided(steps: Sequence[tuple[Decision, str, str] | int]) -> None:
    joined = play(steps).look()
    counted = Counter(member for e in joined.entities for member in e.members)
    assert counted == Counter({m.id: 1 for m in (*ALL, ROW)})
    assert len({e.id for e in joined.entities}) == len(joined.entities)
    for known in (*joined.atoms, *joined.earlier, *counted):
        assert joined.find(known) is not None


@given(STEPS)
def test_the_same_decisions_give_the_same_in_any_order_of_documents(steps: Sequence[tuple[Decision, str, str] | int]) -> None:
    desk = play(steps)
    one = desk.look()
    desk.mentions = desk.mentions[::-1]
    other = desk.look()
    assert (one.entities, one.problems, dict(one.between), dict(one.earlier)) == (
        other.entities,
        other.problems,
        dict(other.between),
        dict(other.earlier),
    )


@given(STEPS, STEPS)
def test_what_ends_undone_returns_to_the_same(
    before: Sequence[tuple[Decision, str, str] | int], after: Sequence[tuple[Decision, str, str] | int]
) -> None:
    desk = play(before)
    was = desk.look()
    first = len(desk.made)
    for step in after:
        if not isinstance(step, int):
            desk.decide(*step)
        elif len(desk.made) > first:
            desk.undo(desk.made[first + step % (len(desk.made) - first)].id)
    standing = {j.id for j in standing_on_two(desk.made)}
    for judgement in desk.made[first:]:
        if judgement.id in standing:
            desk.undo(judgement.id)
    assert desk.look().entities == was.entities
    assert desk.look().problems == was.problems


@given(STEPS)
def test_joining_two_changes_no_other_entity(steps: Sequence[tuple[Decision, str, str] | int]) -> None:
    desk = play(steps)
    before = desk.look()
    desk.decide("same", LIBRARY.id, CHOIR.id)
    after = desk.look()
    touched = {before.find(LIBRARY.id), before.find(CHOIR.id)}
    left = {(e.id, e.members, e.name) for e in before.entities if e not in touched}
    assert left <= {(e.id, e.members, e.name) for e in after.entities}
    assert after.is_one(LIBRARY.id, CHOIR.id)
