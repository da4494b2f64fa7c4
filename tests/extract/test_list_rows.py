"""Tests of `extract.list_rows`: what one row of a list says, on invented rows."""

from __future__ import annotations

import pytest

from whosays.extract.list_rows import is_name, read_row


def _parts(text: str) -> tuple[str, str | None, str | None, str]:
    row = read_row(text)
    assert row is not None
    return text[slice(*row.name)], row.acronym, row.country, row.basis


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("River Watch, UK", ("River Watch", None, "GB", "column")),
        ("Museum of Boats (MoB), Republic of Kenya", ("Museum of Boats", "MoB", "KE", "column")),
        ("Bell Orchestra - Norway", ("Bell Orchestra", None, "NO", "column")),
        ("Library Friends, Sydney, Australia", ("Library Friends", None, "AU", "column")),
        ("Department of Parks, Lakes and Rivers, Canada", ("Department of Parks, Lakes and Rivers", None, "CA", "column")),
        ("Harbour Pilots (Denmark), Europe", ("Harbour Pilots", None, "DK", "parenthesis")),
        ("Lake Choir (Peru), Americas", ("Lake Choir", None, "PE", "parenthesis")),
        ("Museum Friends (Ghana)", ("Museum Friends", None, "GH", "parenthesis")),
        ("Bay Choir (Houston), United States", ("Bay Choir", None, "US", "column")),
        ("River Trust of Kenya", ("River Trust of Kenya", None, "KE", "name")),
        ("Lebanese Anglers in Scotland", ("Lebanese Anglers in Scotland", None, "GB", "name")),
        ("Canadian Library Union (CLU), whose head sings", ("Canadian Library Union", "CLU", "CA", "name")),
        ("Harbour Network, Asia", ("Harbour Network", None, None, "none")),
        ("Lake Library", ("Lake Library", None, None, "none")),
        ("Chœur du Lac, Suisse", ("Chœur du Lac", None, "CH", "column")),
        ("جمعية النهر، لبنان", ("جمعية النهر", None, "LB", "column")),
        ("موزه بندر (ایران)، آسیا", ("موزه بندر", None, "IR", "parenthesis")),
    ],
)
def test_a_row_gives_name_acronym_country_and_how_the_country_is_known(
    text: str, parts: tuple[str, str | None, str | None, str]
) -> None:
    assert parts == _parts(text)


@pytest.mark.parametrize(
    ("text", "name", "description"),
    [
        ("River Watch – a group that cleans the banks", "River Watch", "a group that cleans the banks"),
        ("Harbour Museum: boats and nets", "Harbour Museum", "boats and nets"),
        ("Bell Orchestra (BO), which plays in Ulm", "Bell Orchestra", "which plays in Ulm"),
        ("Lake Library, founded in 1890, UK", "Lake Library", "founded in 1890, UK"),
    ],
)
def test_what_describes_is_cut_off_the_name(text: str, name: str, description: str) -> None:
    row = read_row(text)
    assert row is not None
    assert row.description is not None
    assert (name, description) == (text[slice(*row.name)], text[slice(*row.description)])


@pytest.mark.parametrize("text", ["", "—", "...", "n/a", "  12 "])
def test_a_row_without_words_is_none(text: str) -> None:
    assert read_row(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("River Watch", True),
        ("Association des amis du fleuve", True),
        ("museum friends, Kenya", True),
        ("to clean the banks of the river", False),
        ("Bring a boat and a vest.", False),
        ("See https://river.example/about", False),
        ("Children learn to read music", False),
        ("Introduction ......... 4", False),
    ],
)
def test_names_are_told_from_sentences_aims_and_references(text: str, expected: bool) -> None:
    row = read_row(text)
    assert row is not None
    assert expected == is_name(text, row)
