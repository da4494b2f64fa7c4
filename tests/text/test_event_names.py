from __future__ import annotations

import pytest

from whosays.text.event_names import event_key, find_event_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Harbour Lantern Festival was wet.", [("Harbour Lantern Festival", None, False)]),
        ("the annual River Day", [("River Day", None, True)]),
        ("The 2019 Library Conference met", [("Library Conference", 2019, False)]),
        ("Library Conference 2019", [("Library Conference", 2019, False)]),
        ("the Summer Proms (2019)", [("Summer Proms", 2019, False)]),
        ("The 12th Annual Harbour Summit", [("Harbour Summit", None, True)]),
        ("the Feast Day and Mothers' Walk Day", [("Feast Day", None, False), ("Mothers' Walk Day", None, False)]),
        ("on Friday March began; the Day was long", []),
        ("a festival and a conference", []),
        ("If Congress meets, When Marathon runs", []),
    ],
)
def test_a_head_noun_with_a_capital_closes_a_name(text: str, expected: list[tuple[str, int | None, bool]]) -> None:
    found = find_event_names(text)
    assert [(name.name, name.year, name.annual) for name in found] == expected
    assert all(text[name.start : name.end] == name.name for name in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harbour Festival", "harbour festival"),
        ("International River Day", "River Day"),
        ("Mothers’ Walk", "Mothers' Walk"),
        ("Al-Nahr Day", "Nahr Day"),
    ],
)
def test_names_of_one_event_share_a_key(one: str, other: str) -> None:
    assert event_key(one) == event_key(other)
