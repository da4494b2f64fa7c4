"""What the asking commands print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]
    Rows = Callable[..., list[dict[str, object]]]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("command", "end"),
    [
        ("documents", ""),
        ("claims", "claims"),
        ("names", "names"),
        ("names --mentions", "mentions"),
        ("lists", "3 entries"),
        ("notes", "1 note"),
        ("events", "event"),
        ("problems", ""),
    ],
)
def test_each_record_is_a_line_that_begins_with_its_id(told: Told, rows: Rows, command: str, end: str) -> None:
    code, out, err = told(*command.split())
    assert code == 0
    assert end in err
    assert all(str(row["id"])[:12] in out for row in rows(*command.split()))


@pytest.mark.usefixtures("here")
def test_why_names_each_holder_and_the_reason_for_it(told: Told, rows: Rows) -> None:
    (claim,) = rows("claims", "--text", "lift")
    _, out, _ = told("claims", "--why", claim["id"])
    lines = [line.split(maxsplit=1) for line in out.splitlines()]
    assert [words for label, words in lines if label == "holder"] == ["(author)", "She = Ada Quill (what was last spoken of)"]
    assert ["status", "proposed"] in lines
    _, out, _ = told("claims", "--why", claim["id"], "--json")
    assert '"is_proposed": true' in out


@pytest.mark.usefixtures("here")
def test_why_tells_decisions_and_what_is_no_longer_proposed(told: Told, rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    (claim,) = rows("claims", "--text", "lift")
    told("judge", "reject", claim["id"], "--who", "Ada Example")
    monkeypatch.setattr("whosays.store.view.View.is_orphaned", lambda *_: True)
    _, out, _ = told("claims", "--why", claim["id"])
    assert "(no longer proposed)" in out
    assert ["status", "rejected"] in [line.split() for line in out.splitlines()]
    assert "| Ada Example" in out


@pytest.mark.usefixtures("here")
def test_a_list_that_is_not_there_is_an_error(told: Told) -> None:
    code, out, err = told("lists", "--list", "nope", "--json")
    assert (code, out) == (1, "")
    assert '"no-such-list"' in err


@pytest.mark.usefixtures("here")
def test_search_and_codes_are_printed(told: Told, rows: Rows) -> None:
    _, out, err = told("search", "lift")
    assert "library.txt @" in out
    assert "hit" in err
    assert rows("search", "lift")
    assert told("search", "zeppelin")[1:] == ("", "no hits found\n")
    assert "empty-document" in told("problems", "--codes")[1]
    assert told("problems", "--code", "nonsense")[0] == 2


@pytest.mark.parametrize("command", ["claims", "names", "search lift"])
def test_a_damaged_case_is_one_error_with_a_next_step(here: Path, told: Told, command: str) -> None:
    with (here / "case.sqlite").open("r+b") as database:
        database.seek(2 * 4096)
        database.write(b"\xff" * 20 * 4096)
    code, out, err = told(*command.split())
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "restore it from a backup" in err


@pytest.mark.usefixtures("here")
def test_why_tells_the_rule_the_run_and_the_words_that_fired(told: Told, rows: Rows) -> None:
    (claim,) = rows("claims", "--text", "lift")
    _, out, _ = told("claims", "--why", str(claim["id"])[:12])
    lines = [line.split(maxsplit=1) for line in out.splitlines()]
    assert ["rule", "A verb of saying or thinking with the clause that is said or thought."] in lines
    assert any(label == "run" and words.startswith("claims ") and "model" in words for label, words in lines)
    assert [words.partition("  @")[0] for label, words in lines if label == "cue"] == ["said: assert"]
    assert [words.partition("  @")[0] for label, words in lines if label == "hedge"] == ["probably: probability"]


@pytest.mark.usefixtures("here")
def test_why_tells_what_a_relation_was_taken_from(told: Told, rows: Rows) -> None:
    (claim,) = rows("claims", "--relation", "operates")
    assert claim in rows("claims", "--relation", "any")
    assert claim["relation"] == "operates"
    _, out, _ = told("claims", "--why", claim["id"])
    lines = [line.split(maxsplit=1) for line in out.splitlines()]
    told_of = [(label, words.partition("  @")[0]) for label, words in lines if label in {"relation", "subject", "object"}]
    assert told_of == [
        ("relation", "runs: operates (run, active)"),
        ("subject", "Ada Quill: operates"),
        ("object", "it: operates"),
    ]
    assert rows("claims", "--relation", "no such relation") == []


@pytest.mark.usefixtures("here")
def test_why_of_a_name_takes_an_entity_or_a_place(told: Told, rows: Rows) -> None:
    entity = next(row for row in rows("names") if row["name"] == "Ada Quill")
    _, out, _ = told("names", "--why", str(entity["id"])[:12])
    assert "person Ada Quill, 1×" in out
    assert "rule " in out
    (place,) = rows("names", "--mentions", "--text", "Ada Quill")
    _, one, _ = told("names", "--why", str(place["id"])[:12])
    assert one == out
    told("judge", "reject", place["id"], "--who", "Ada Example")
    _, out, _ = told("names", "--why", place["id"])
    assert "entity" not in out
    assert "| Ada Example" in out
    assert told("names", "--why", "clm-")[0] == 1
    assert '"places": [' in told("names", "--why", place["id"], "--json")[1]


def test_names_that_a_small_model_alone_found_are_marked_as_weak(told: Told, tmp_path: Path) -> None:
    paper = tmp_path / "harbour.txt"
    paper.write_text("وصلت السفينة من إيطاليا إلى الإسكندرية، ثم نقلت الرافعة الصناديق إلى المخزن القديم.\n", encoding="utf-8")
    case = str(tmp_path / "weak")
    assert told("new", case)[0] == 0
    assert told("add", "--case", case, str(paper), "--jobs", "1")[0] == 0
    code, out, _ = told("names", "--case", case)
    assert (code, out.count("(weak)")) == (0, 2)


def test_claims_found_without_a_parser_are_marked_as_weak_until_somebody_decides(told: Told, tmp_path: Path) -> None:
    paper = tmp_path / "quai.txt"
    paper.write_text(
        "La bibliothèque affirme que le quai est fermé depuis des années et que la digue est basse.\n", encoding="utf-8"
    )
    case = str(tmp_path / "weak-claims")
    assert told("new", case)[0] == 0
    assert told("add", "--case", case, str(paper), "--jobs", "1")[0] == 0
    code, out, _ = told("claims", "--case", case)
    assert (code, out.count("(weak)")) == (0, 2)
