"""What the tests of commands share: a case that is read once, and commands run in this process."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.cli import _run

if TYPE_CHECKING:
    from collections.abc import Callable

PAPER = """The library on the hill

3 June 2024

The Larkhill Library calls itself a reading room for all. Ada Quill runs it. She said that the lift will probably
be repaired.1 The weir opens on 5 June 2024.

Members:
- Friends of the Weir (France)
- Larkhill Tram Society (Malta)
- Union of Rowers (Malta)

1 https://larkhill.example/lift, 4.5.24.
"""


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = tmp_path_factory.mktemp("papers")
    (papers / "library.txt").write_text(PAPER, encoding="utf-8")
    (papers / "harbour.txt").write_text("The harbour board said that the crane is late.\n", encoding="utf-8")
    folder = tmp_path_factory.mktemp("cases") / "first"
    with Case.new(folder) as case:
        assert case.add([papers], jobs=1, strict=True).faults == ()
    return folder


@pytest.fixture
def here(read_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the case."""
    folder = Path(shutil.copytree(read_once, tmp_path / "case"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command, and return its exit code, what it printed and what it said."""

    def run(*args: object) -> tuple[int, str, str]:
        code = _run([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def rows(told: Callable[..., tuple[int, str, str]]) -> Callable[..., list[dict[str, object]]]:
    """Run a command with --json, and return what it printed."""

    def run(*args: object) -> list[dict[str, object]]:
        code, out, err = told(*args, "--json")
        assert (code, err) == (0, "")
        found: list[dict[str, object]] = json.loads(out)
        return found

    return run
