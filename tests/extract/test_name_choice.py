from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from whosays.extract.name_candidates import Candidate
from whosays.extract.name_choice import choose, majority, shared_names, split_run_on, with_editions, with_parents

if TYPE_CHECKING:
    from whosays.records import MentionKind


def candidate(text: str, words: str, kind: MentionKind = "organisation", rule: str = "model") -> Candidate:
    start = text.index(words)
    return Candidate(start=start, end=start + len(words), kind=kind, rule=rule)


def words(text: str, chosen: list[Candidate]) -> list[str]:
    return [text[c.start : c.end] for c in chosen]


@pytest.mark.parametrize(
    ("text", "candidates", "expected"),
    [
        ("the Lisbon Boat Club", [("Lisbon", "known"), ("Lisbon Boat Club", "model")], ["Lisbon Boat Club"]),
        (
            "the Harbour Forum (HF)",
            [("Harbour Forum (HF", "model"), ("Harbour Forum", "acronym"), ("HF", "acronym")],
            ["Harbour Forum", "HF"],
        ),
        ("Danish Choir", [("Danish", "people"), ("Danish Choir", "head")], ["Danish Choir"]),
    ],
)
def test_sure_rules_come_first_then_the_longest(text: str, candidates: list[tuple[str, str]], expected: list[str]) -> None:
    assert expected == words(text, choose([candidate(text, w, rule=rule) for w, rule in candidates]))


def test_the_order_of_candidates_does_not_matter() -> None:
    text = "the Old Library of Porto"
    found = [candidate(text, "Old Library"), candidate(text, "Library of Porto"), candidate(text, "Porto", "place", "known")]
    assert choose(found) == choose(reversed(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 2019 Boat Day was wet", "2019 Boat Day"),
        ("Boat Day 2019 was wet", "Boat Day 2019"),
        ("Boat Day in 2019 was wet", "Boat Day"),
        ("Boat Day 2019/20 was wet", "Boat Day"),
        ("5.2019 Boat Day", "Boat Day"),
    ],
)
def test_a_year_beside_an_event_belongs_to_it(text: str, expected: str) -> None:
    assert words(text, with_editions(text, [candidate(text, "Boat Day", "event")])) == [expected]


def test_a_year_beside_another_name_does_not() -> None:
    assert words("in 2019 Porto", with_editions("in 2019 Porto", [candidate("in 2019 Porto", "Porto", "place")])) == ["Porto"]


def test_a_part_of_a_house_is_joined_to_it() -> None:
    text = "the School of Tides at the Harbour College and the Boat Club at Harbour College"
    found = [candidate(text, "School of Tides"), candidate(text, "Harbour College"), candidate(text, "Boat Club")]
    assert words(text, with_parents(text, found)) == ["School of Tides at the Harbour College", "Boat Club"]


def test_names_that_run_together_are_parted_where_each_is_a_name_elsewhere() -> None:
    text = "after Lindqvist Norway was quiet"
    name = candidate(text, "Lindqvist Norway", "person")
    assert words(text, split_run_on(text, name, Counter({"lindqvist": 3}))) == ["Lindqvist", "Norway"]
    assert words(text, split_run_on(text, name, Counter({"lindqvist": 1}))) == ["Lindqvist Norway"]
    assert words(text, split_run_on(text, name, Counter({"lindqvist": 3, "lindqvist norway": 2}))) == ["Lindqvist Norway"]


def test_most_places_settle_the_kind_and_equals_the_first_by_name() -> None:
    kinds: list[MentionKind] = ["place", "person", "place"]
    assert majority(Counter(kinds)) == "place"
    assert majority(Counter(kinds[:2])) == "person"


def test_a_surname_is_looked_for_where_the_full_name_stands() -> None:
    text = "Anna Lindqvist sang."
    shared = shared_names([(text, [candidate(text, "Anna Lindqvist", "person")])])
    other = "Then Lindqvist and the Lindqvists bowed."
    assert [(other[f.start : f.end], f.value.kind) for f in shared.find(other)] == [("Lindqvist", "person")]
