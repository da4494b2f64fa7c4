"""Tests of `extract.name_signs`: which words beside a name tell its kind."""

from __future__ import annotations

import pytest

from whosays.extract.name_signs import is_site, is_titled, kind_signs, place_sign, signed_names, told_kind, turn_names


@pytest.mark.parametrize(
    ("text", "name", "kinds"),
    [
        ("Even the architect, Piers Loman, doubts it.", "Piers Loman", {"person"}),
        ("Its current operator, Saltby Venture, agreed.", "Saltby Venture", {"organisation"}),
        ("Cllr Pell asked for a quay.", "Pell", {"person"}),
        ("The clock, made by Agnes Dell, is slow.", "Agnes Dell", {"person"}),
        ("The pump was made by Tide Works.", "Tide Works", set()),
        ("Ivo Reed, who leads the choir, sang.", "Ivo Reed", {"person"}),
        ("It stands beside the Alder Brook.", "Alder Brook", {"place"}),
        ("Ada Brook sang.", "Ada Brook", set()),
        ("They came, Murrow.", "Murrow", set()),
    ],
)
def test_the_words_beside_a_name_speak_for_a_kind(text: str, name: str, kinds: set[str]) -> None:
    start = text.index(name)
    assert {kind for kind, _ in kind_signs(text, start, start + len(name))} == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Murrow, a small publisher, closed.", "organisation"),
        ("Tern is an island.", "place"),
        ("Lena Quill, director of the museum, agreed.", "person"),
        ("Garth Winter, a parent, agreed.", "person"),
        ("Murrow, the last of them, closed.", None),
    ],
)
def test_what_stands_behind_a_name_tells_its_kind(text: str, kind: str | None) -> None:
    end = min(at for at in (text.find(","), text.find(" is")) if at > 0)
    assert told_kind(text, end) == kind


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("a firm from ", True),
        ("two musicians from ", True),
        ("it was born in ", True),
        ("a letter from ", False),
        ("at ", False),
    ],
)
def test_words_of_place_stand_before_a_place(before: str, found: bool) -> None:
    assert (place_sign(f"{before}Fenholt", len(before)) > 0) == found


def test_a_title_stands_right_before_a_person() -> None:
    assert [is_titled(before) for before in ("Mr ", "with Capt. ", "the captain ", "The ")] == [True, True, False, False]


def test_a_building_stands_behind_in_or_at() -> None:
    assert is_site("Old Grain Hall", "sang in the ")
    assert not is_site("Ada Hall", "sang with ")
    assert not is_site("Marlby", "sang in ")


def test_a_name_that_opens_two_turns_is_one_of_a_person() -> None:
    texts = [
        "Mika Sorrel: When?",
        "Harlan Voss: In May.",
        "Mika Sorrel: Who?",
        "River Watch: we sweep.",
        "River Watch: we row.",
    ]
    assert turn_names(texts) == {"Mika Sorrel"}


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["The dam is safe.", "Yours faithfully,", "Selma Drift"], {2: (0, 11)}),
        (["We ask for a hall.", "Tobin Ashe", "Treasurer, Fenby Choir"], {1: (0, 10)}),
        (["We ask for a hall.", "Tobin Ashe", "The hall is cold."], {}),
        (["Yours faithfully,", "Harbour Museum"], {}),
    ],
)
def test_a_name_alone_on_its_line_is_a_signature(texts: list[str], found: dict[int, tuple[int, int]]) -> None:
    assert signed_names(texts) == found
