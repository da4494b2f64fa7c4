"""What the judging commands do and refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[..., tuple[int, str, str]]
    Rows = Callable[..., list[dict[str, object]]]


@pytest.mark.usefixtures("here")
def test_decisions_are_made_and_undone(told: Told, rows: Rows) -> None:
    first, second, *_ = [str(row["id"]) for row in rows("claims")]
    code, out, _ = told("judge", "accept", first, second, "--who", "Ada Example")
    assert (code, out.count("by Ada Example")) == (0, 2)
    assert told("judge", "edit", first, "modality=probable", "cites=[1]", "said=2024", "relation=")[0] == 0
    assert told("judge", "edit", first, "--changes", '{"polarity": "negative"}')[0] == 0
    assert "[edited]" in told("claims", "--status", "edited")[1]
    (undone,) = rows("judge", "undo", first)
    assert undone["decision"] == "undo"


@pytest.mark.usefixtures("here")
def test_one_wrong_id_among_several_decides_nothing(told: Told, rows: Rows) -> None:
    first = rows("claims")[0]["id"]
    code, out, err = told("judge", "accept", first, "clm-nothing")
    assert (code, out) == (1, "")
    assert "clm-nothing" in err
    assert rows("claims", "--status", "accepted") == []


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (["modality=zzz"], 1, "it can be "),
        (["colour=red"], 1, "cannot be changed"),
        (["modality"], 2, "is not FIELD=VALUE"),
        (["cites=[1"], 2, "is no JSON"),
        (["--changes", "{"], 2, "no JSON"),
        (["--changes", "[]"], 2, "no JSON object"),
        ([], 1, "no field is given"),
    ],
)
def test_an_edit_that_is_wrong_says_what_may_be(told: Told, rows: Rows, change: list[str], code: int, says: str) -> None:
    first = rows("claims")[0]["id"]
    ended, out, err = told("judge", "edit", first, *change)
    assert (ended, out) == (code, "")
    assert says in err
