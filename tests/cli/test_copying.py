"""Cases on a server, and copied: what the commands print, from the first to the last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import PAPER

from whosays.store.postgres.connection import end_idle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.in_a_file  # they make cases on a server by themselves


@pytest.fixture(autouse=True)
def nobody_waits() -> Iterator[None]:
    yield
    end_idle()


def test_a_case_on_a_server_is_worked_on_as_one_in_a_file(told: Told, postgres: str, tmp_path: Path) -> None:
    (tmp_path / "library.txt").write_text(PAPER, encoding="utf-8")
    answers = []
    for name, on in (("file", ()), ("server", ("--on", postgres))):
        case = tmp_path / name / "river"
        code, _, err = told("new", *on, case)
        assert (code, f"made a case in {case}") == (0, err.splitlines()[0])
        assert told("add", tmp_path / "library.txt", "--case", case, "--jobs", "1")[0] == 0
        (first, *_) = json.loads(told("claims", "--json", "--case", case)[1])
        assert told("judge", "accept", first["id"], "--case", case)[0] == 0
        asked = [["claims"], ["names"], ["lists"], ["notes"], ["events"], ["problems"], ["documents"], ["search", "lift"]]
        answers.append([told(*words, "--json", "--case", case)[1] for words in asked])
        code, out, _ = told("doctor", case)
        assert (code, "wrong" in out) == (0, False)
        assert told("remove", "library.txt", "--yes", "--case", case)[0] == 0
        assert json.loads(told("claims", "--json", "--case", case)[1]) == []
    assert answers[0] == answers[1]


def test_a_case_is_copied_either_way(told: Told, here: Path, postgres: str, tmp_path: Path) -> None:
    code, _, err = told("copy", "--on", postgres, here, tmp_path / "there")
    assert code == 0
    assert err.splitlines()[0].startswith("copied 2 originals and ")
    back = json.loads(told("copy", "--json", tmp_path / "there", tmp_path / "back")[1])
    assert (back["case"], back["originals"]) == (str(tmp_path / "back"), 2)
    claims = [told("claims", "--json", "--case", case)[1] for case in (here, tmp_path / "there", tmp_path / "back")]
    assert claims[0] == claims[1] == claims[2]


def test_what_is_in_the_way_is_told_in_one_line(told: Told, here: Path, tmp_path: Path) -> None:
    away = f"postgresql://desk@/whosays?host={tmp_path}"
    for words in (("new", "--on", away, tmp_path / "new"), ("copy", "--on", away, here, tmp_path / "copy")):
        code, out, err = told(*words)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert err.startswith("whosays: cannot reach the PostgreSQL server of the case in ")
    code, _, err = told("new", "--on", "postgresql://desk:secret@db.example/whosays", tmp_path / "new")
    assert (code, "secret" in err, "~/.pgpass" in err) == (1, False, True)
    assert told("copy", here, here)[0] == 1
    assert told("copy", tmp_path / "nothing", tmp_path / "copy")[0] == 1
