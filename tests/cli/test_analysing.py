"""What the commands over a whole case print: for people and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]

FOLDER = """Fiction.

12 May 2022

Members of the Larkhill round

1. Friends of the Weir, France
2. Larkhill Tram Society, Malta
3. Quay Choir, Malta
4. Lock Choir, Malta

The Larkhill Library was founded in 1994. The Larkhill Library praised the Quay Choir under the motto “Books for every quay”.
Everybody was asked to post with #OpenShelves, and the call went viral. On 5 June 2022 the River Day was held in Valletta.
"""


@pytest.fixture
def case(here: Path, tmp_path: Path, told: Told) -> Path:
    paper = tmp_path / "round.txt"
    paper.write_text(FOLDER, encoding="utf-8")
    assert told("add", paper, "--jobs", "1")[0] == 0
    return here


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("dossier", "Larkhill Library"), "in its own words"),
        (("timeline",), "1994"),
        (("timeline", "Larkhill Library"), "1994"),
        (("network",), "stands in"),
        (("network", "Larkhill Tram Society"), "Larkhill Tram Society"),
        (("places",), "Malta"),
        (("campaigns",), "#OpenShelves"),
        (("campaigns", "#OpenShelves"), "#OpenShelves"),
        (("campaigns", "--reach"), "viral"),
        (("trends", "--text", "library"), "expected"),
        (("trends", "--of", "rows", "--place", "Malta", "--by", "year"), "2022"),
        (("trends", "--of", "names", "--about", "Larkhill Library"), "expected"),
        (("trends", "--of", "documents", "--text", "river"), "expected"),
        (("account", "library.txt"), "whose they are"),
        (("account", "library.txt", "--all"), "whose they are"),
        (("lists", "--editions"), "rows"),
        (("lists", "--compare", "library.txt", "round.txt"), "joined"),
        (("lists", "--register"), "Quay Choir"),
        (("events", "--series"), "River Day"),
        (("unsourced",), "library.txt"),
        (("unsourced", "library.txt"), "library.txt"),
    ],
)
def test_a_question_is_answered_for_people_and_as_json(told: Told, command: tuple[str, ...], expected: str) -> None:
    code, out, err = told(*command)
    assert (code, expected in out) == (0, True), out + err
    code, out, _ = told(*command, "--json")
    assert code == 0
    assert json.loads(out)


@pytest.mark.usefixtures("case")
def test_a_name_that_is_not_there_is_a_clear_error(told: Told) -> None:
    code, out, err = told("dossier", "Nobody at All")
    assert (code, out) == (1, "")
    assert "whosays names" in err
