"""What `whosays names` and the decisions on who is who print and refuse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]
    Rows = Callable[..., list[dict[str, object]]]


def id_of(rows: Rows, name: str) -> str:
    (found,) = [str(row["id"]) for row in rows("names") if row["name"] == name]
    return found


@pytest.mark.usefixtures("here")
def test_names_are_judged_and_told(told: Told, rows: Rows) -> None:
    rowers, tram = id_of(rows, "Union of Rowers"), id_of(rows, "Larkhill Tram Society")
    code, out, _ = told("judge", "same", rowers[:12], tram, "--who", "Ada")
    assert code == 0
    assert f"same {rowers} {tram} by Ada" in out
    code, out, _ = told("names", tram)
    assert code == 0
    assert out.startswith("ent-")
    assert "Union of Rowers (organisation, MT, 2×)" in out
    assert "library.txt @" in out
    why = told("names", "--why", tram)[1]
    assert f"joined     organisation Larkhill Tram Society, 2×  {tram}" in why
    assert "decided    “Union of Rowers” (MT) is the same as “Larkhill Tram Society” (MT), by Ada" in why
    code, out, err = told("judge", "different", rowers, tram, "--who", "Ben")
    assert code == 0
    assert "judgements-contradict: " in err
    assert "by Ben" in told("problems", "--code", "judgements-contradict")[1]
    assert told("judge", "undo", rowers)[0] == 0
    assert told("judge", "split", tram)[0] == 0
    assert told("judge", "part-of", rowers, tram)[0] == 0
    assert f"part of  {tram}" in told("names", rowers)[1]
    assert told("judge", "not-sure", rowers, tram)[0] == 0
    assert rows("names", rowers)[0]["count"] == 1


@pytest.mark.usefixtures("here")
def test_what_cannot_be_judged_is_told(told: Told, rows: Rows) -> None:
    rowers = id_of(rows, "Union of Rowers")
    code, out, err = told("judge", "same", rowers, "--json")
    assert (code, out) == (1, "")
    assert json.loads(err)["error"] == "how-many"
    assert told("judge", "split", rowers)[0] == 1
    assert told("judge", "same", rowers, "ent-nothing")[0] == 1
    assert told("names", "ent-nothing")[0] == 1
    assert told("names", "--why", "ent-nothing")[0] == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--candidates", "--mentions"], 2),
        (["--candidates", "--doc", "library"], 2),
        (["ent-0", "--kind", "place"], 2),
        (["--why", "ent-0", "--text", "river"], 2),
        (["--mentions", "--doc", "library", "--text", "Rowers"], 0),
        (["--doc", "library", "--kind", "organisation"], 0),
    ],
)
def test_no_option_is_passed_over_in_silence(told: Told, options: list[str], code: int) -> None:
    ended, _, err = told("names", *options)
    assert ended == code
    assert ("do not go together" in err) == (code == 2)


def test_a_list_is_looked_up(told: Told, rows: Rows, here: Path) -> None:
    (here / "list.csv").write_text("name,no\nUnion of Rovers,1\nQuartz Bicycle Museum,2\n", encoding="utf-8")
    code, out, err = told("names", "--match", here / "list.csv")
    assert code == 0
    assert "Union of Rowers (organisation, MT, 1×): " in out
    assert "library.txt @" in out
    assert "Quartz Bicycle Museum\n  nothing like it" in out
    assert err == "1 of 2 names has hits\n"
    first, _ = rows("names", "--match", here / "list.csv", "--column", "name", "--limit", "1")
    assert first["query"] == "Union of Rovers"
    assert told("names", "--match", here / "nowhere.csv")[0] == 2
    assert told("names", "--match", here / "list.csv", "--column", "who")[0] == 1


@pytest.mark.usefixtures("here")
def test_proposals_are_printed(told: Told, rows: Rows) -> None:
    code, out, err = told("names", "--candidates")
    assert code == 0
    found = rows("names", "--candidates")
    assert f"{len(found)} to decide" in err
    assert out.count("  why  ") == len(found)
