from __future__ import annotations

import pytest

from whosays.text.acronyms import find_definitions, is_acronym


def defined(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*d.full)], text[slice(*d.short)]) for d in find_definitions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Harbour Users Forum (HUF) met", [("Harbour Users Forum", "HUF")]),
        ("the Society for Canals and Old Locks (SCOL)", [("Society for Canals and Old Locks", "SCOL")]),
        ("Readers for Rural Libraries (R4RL)", [("Readers for Rural Libraries", "R4RL")]),
        ("“Day of the Long Boats” (DLB)", [("Day of the Long Boats", "DLB")]),
        ("RBA (River Boatmen Association)", [("River Boatmen Association", "RBA")]),
        ("the Interregional Orchestra [IRO]", [("Interregional Orchestra", "IRO")]),
        ("National Network for Museums (NNM)", [("National Network for Museums", "NNM")]),
        ("Regional Registry of Old Libraries (ROL)", [("Regional Registry of Old Libraries", "ROL")]),
        ("the museum (FIG) and the Choir of Bergen (2019)", []),
        ("he sang (LOUD) in Bergen", []),
    ],
)
def test_the_full_name_is_what_the_letters_stand_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == defined(text)


def test_a_name_listed_before_is_left_out() -> None:
    assert defined("the Museum of Tides and Delta Water Board (DWB)") == [("Delta Water Board", "DWB")]
    assert defined("Lisbon Choir, Porto Youth Orchestra (PYO)") == [("Porto Youth Orchestra", "PYO")]
    assert defined("The Elbe Valley Archive (EVA)") == [("Elbe Valley Archive", "EVA")]


@pytest.mark.parametrize(
    ("word", "expected"), [("HUF", True), ("R4RL", True), ("UoL", True), ("Canal", False), ("2020", False), ("A", False)]
)
def test_a_short_form_is_mostly_capitals(word: str, expected: bool) -> None:
    assert is_acronym(word) == expected
