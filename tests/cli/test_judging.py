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


@pytest.mark.usefixtures("here")
def test_what_is_hidden_is_told_and_taken_back(told: Told, rows: Rows) -> None:
    first = str(rows("claims")[0]["id"])
    code, out, err = told("judge", "hide", first, "--note", "told in confidence", "--who", "Ada Example")
    assert (code, out.endswith(f"hide {first} by Ada Example\n")) == (0, True)
    assert "do not leave the case now" in err
    name = str(rows("names")[0]["id"])
    assert rows("judge", "hide", name, "--note", "asked")[0]["decision"] == "hide"
    doc = str(rows("documents")[0]["name"])
    assert rows("judge", "hide", doc, "--at", "0-4", "--note", "asked")[0]["decision"] == "hide"
    for one in (first, name, str(rows("documents")[0]["id"])):
        assert rows("judge", "undo", one)[0]["decision"] == "undo"
        assert told("judge", "undo", one)[0] == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["CLAIM"], "--note REASON"),
        (["CLAIM", "--note", "  "], "--note REASON"),
        (["clm-nothing", "--note", "asked"], "clm-nothing"),
        (["DOC", "--note", "asked"], "--at START-END"),
        (["DOC", "--at", "9-3", "--note", "asked"], "no words at 9-3"),
        (["DOC", "--at", "3", "--note", "asked"], "is not START-END"),
        (["nowhere.txt", "--at", "0-3", "--note", "asked"], "nowhere.txt"),
    ],
)
def test_nothing_is_hidden_without_a_reason_or_words(told: Told, rows: Rows, words: list[str], says: str) -> None:
    ids = {"CLAIM": str(rows("claims")[0]["id"]), "DOC": str(rows("documents")[0]["id"])}
    code, out, err = told("judge", "hide", *(ids.get(word, word) for word in words))
    assert code in {1, 2}
    assert (out, says in err) == ("", True)
