"""The command that brings things in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOSAYS_WHO", "Ann Example")


def test_a_record_goes_out_and_comes_back(here: Path, told: Told, tmp_path: Path) -> None:
    assert told("export", tmp_path / "record")[0] == 0
    assert told("new", tmp_path / "again")[0] == 0
    code, out, err = told("import", "record", "--case", tmp_path / "again", tmp_path / "record")
    assert (code, out[:11]) == (0, "brought in:")
    assert "2 files came without the original bytes" in err
    code, _, err = told("import", "record", "--case", tmp_path / "again", tmp_path / "record", "--json")
    assert (code, json.loads(err)["error"]) == (1, "case-not-empty")


def test_originals_come_along_where_they_are_asked_for(here: Path, told: Told, tmp_path: Path) -> None:
    told("export", "--with-originals", tmp_path / "record")
    told("new", tmp_path / "again")
    code, out, err = told("import", "record", "--case", tmp_path / "again", tmp_path / "record", "--json")
    assert (code, err) == (0, "")
    assert (json.loads(out)["originals"], json.loads(out)["differs"]) == (2, [])


def test_what_differs_is_told_and_taken_where_the_user_wants_it(here: Path, told: Told, tmp_path: Path) -> None:
    told("export", tmp_path / "record")
    path = tmp_path / "record" / "entities.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"name":"', '"name":"X'), encoding="utf-8")
    told("new", tmp_path / "again")
    code, _, err = told("import", "record", "--case", tmp_path / "again", tmp_path / "record")
    assert code == 1 and "entities.jsonl, line 1 (name)" in err and "--anyway" in err
    code, _, err = told("import", "record", "--anyway", "--case", tmp_path / "again", tmp_path / "record")
    assert code == 0 and "made anew" in err


def test_sources_are_printed_with_the_notes_that_lead_to_them(here: Path, told: Told, tmp_path: Path) -> None:
    (tmp_path / "lift.ris").write_text("TY  - ELEC\nTI  - The lift\nUR  - https://larkhill.example/lift\nER  - \nTY  - BOOK\n")
    code, out, err = told("import", "sources", tmp_path / "lift.ris")
    assert (code, out.partition("  ")[2]) == (0, "1 note  The lift  https://larkhill.example/lift\n")
    assert err.splitlines() == [
        "1 of its entries have no end (ER) and are left out",
        "1 work, 1 source, 1 of them cited in notes",
    ]
    assert json.loads(told("import", "sources", tmp_path / "lift.ris", "--json")[1])["works"] == 1


def test_annotations_are_marked_or_told(here: Path, told: Told, tmp_path: Path) -> None:
    def annotation(exact: str) -> dict[str, object]:
        return {
            "type": "Annotation",
            "target": {"source": "harbour.txt", "selector": {"type": "TextQuoteSelector", "exact": exact}},
        }

    path = tmp_path / "notes.jsonld"
    path.write_text(json.dumps([annotation("the crane is late"), annotation("the crane is early")]), encoding="utf-8")
    code, out, err = told("import", "annotations", path)
    assert code == 0 and "the crane is late" in out
    assert err.splitlines() == [
        "annotation 2: its words do not stand in the document",
        "1 marked, 1 left out",
    ]
    assert told("import", "annotations", path)[2].splitlines()[-1] == "0 marked, 1 known already, 1 left out"
    assert json.loads(told("import", "annotations", path, "--json")[1])["known"] == 1


def test_a_file_that_is_none_is_told(here: Path, told: Told, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(bytes(range(256)) * 40)
    for kind in ("sources", "annotations"):
        code, _, err = told("import", kind, tmp_path / "x.bin", "--json")
        assert (code, json.loads(err)["error"]) in {(1, "not-readable"), (1, f"bad-{kind}"), (1, "bad-bibliography")}
    assert told("import", "sources", tmp_path / "nowhere")[0] == 2
