"""Tests of `extract.name_events`: where the name of a vote begins and ends."""

from __future__ import annotations

import pytest

from whosays.extract.name_events import election_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the 2007 Norwegian general election was long", ["2007 Norwegian general election"]),
        ("in the February 1974 Peru presidential election", ["February 1974 Peru presidential election"]),
        ("the 2014 state election in Bavaria was short", ["2014 state election in Bavaria"]),
        ("the 2011 Elm County by-elections and the rain", ["2011 Elm County by-elections"]),
        ("the 1998 Danish referendum", ["1998 Danish referendum"]),
        ("the 2014 state election in May", ["2014 state election"]),
        ("the 1997 election of a chairman", []),
        ("In 1997 the museum held an election", []),
    ],
)
def test_a_vote_has_its_year_its_place_and_its_kind(text: str, names: list[str]) -> None:
    assert [text[c.start : c.end] for c in election_names(text)] == names
