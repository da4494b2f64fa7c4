"""Which lines belong together."""

import pytest

from whosays.read.zones import read_zones


def shown(text: str) -> list[tuple[str, str | None, str]]:
    return [(d.zone, d.number, " ".join(text[d.start : d.end].split())) for d in read_zones(text).drafts]


WRAPPED = """The keeper of the lower weir has written down every boat since the great flood,
and nobody has ever asked to see the book. It lies in the office, under a lamp.
The choir sings there on Sundays.
In winter the museum lends its clocks to the schools, where they are wound by hand
and put back in spring.
"""


def test_a_short_last_line_ends_a_wrapped_paragraph() -> None:
    assert [words[:12] for _, _, words in shown(WRAPPED)] == ["The keeper o", "In winter th"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• bell\n• horn\n  of brass\n", [("•", "bell"), ("•", "horn of brass")]),
        ("- river\n- lake\n", [("-", "river"), ("-", "lake")]),
        ("1. Gate\n2. Pump\n10. Lamp\n", [("1", "Gate"), ("2", "Pump"), ("10", "Lamp")]),
        ("(1) Gate\n(2) Pump\n", [("1", "Gate"), ("2", "Pump")]),
        ("a) Gate\nb) Pump\n", [("a", "Gate"), ("b", "Pump")]),
        ("۱. پل\n۲. رودخانه\n", [("۱", "پل"), ("۲", "رودخانه")]),
        ("٣) ميناء\n٤) مكتبة\n", [("٣", "ميناء"), ("٤", "مكتبة")]),
        ("1.\tMara\n2.\tOdd\n", [("1", "Mara"), ("2", "Odd")]),
        ("100.\n\nOld Custom House\n\n101.\n\nMill\n", [("100", "Old Custom House"), ("101", "Mill")]),
    ],
)
def test_bullets_and_numbers_make_items(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == [("list_item", number, words) for number, words in expected]


def test_a_numbered_list_goes_on_past_a_thousand() -> None:
    """Row numbers of four digits count where the list has led up to them; a few may be left out."""
    numbers = [n for n in range(1, 5_001) if n not in (1_503, 1_504)]
    names = ("Lantern Museum", "Harbour Orchestra", "Weir Library")
    text = "Members:\n\n" + "".join(f"{n}. {names[n % 3]} {n % 7}\n" for n in numbers)
    rows = [(number, words) for zone, number, words in shown(text) if zone == "list_item"]
    assert rows == [(str(n), f"{names[n % 3]} {n % 7}") for n in numbers]
    alone = "".join(f"{n}.\n\n{names[n % 3]}\n\n" for n in range(998, 1_003))
    assert [number for _, number, _ in shown(alone)] == ["998", "999", "1000", "1001", "1002"]


@pytest.mark.parametrize(
    "text",
    [
        "The survey counted all the boats that passed the lower weir in the spring of the year\n"
        "1997. The museum has the book, and the orchestra has played from it.\n",
        "The choir has sung in the reading room of the harbour library on every Sunday since May\n"
        "- and nobody has complained - but the heating is off from now on until the autumn.\n",
    ],
)  # fmt: skip
def test_a_wrapped_line_that_begins_like_an_item_is_none(text: str) -> None:
    assert [zone for zone, _, _ in shown(text)] == ["paragraph"]


def test_each_long_line_is_a_paragraph() -> None:
    line = "The orchestra plays on the ice of the inner harbour, " * 5
    assert [zone for zone, _, _ in shown(f"{line}\n{line}\n{line}\n")] == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("foot", "head"),
    [("12", "13"), ("Page 12", "Page 13"), ("- 12 -", "- 13 -"), ("12 / 40", "13 / 40"), ("صفحة ١٢", "صفحة ١٣")],
)
def test_page_numbers_are_furniture_and_part_no_sentence(foot: str, head: str) -> None:
    text = f"The library keeps the maps of the\n{foot}\n\fharbour in a room without windows.\n{head}\n\fThe river has no map.\n"
    assert [(d.zone, len(d.spans)) for d in read_zones(text).drafts][:3] == [
        ("paragraph", 2), ("page_furniture", 1), ("page_furniture", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Weir\tBoats\nOldbridge\t12\nSaltby\t4\n",
        "Horns      9\nTimpani    2\nBells      1\n",
        "The river ........ 3\nThe library ...... 9\n",
        "| clock | key |\n| old | no |\n",
    ],
)
def test_lines_in_columns_are_rows(text: str) -> None:
    assert {zone for zone, _, _ in shown(text)} == {"table_row"}
