"""What `whosays doctor` prints, and how it ends."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from whosays.case.checkup import Part, _packages, installed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., tuple[int, str, str]]


def test_what_is_installed_is_told(told: Told) -> None:
    code, out, _ = told("doctor")
    lines = [line.split() for line in out.splitlines()]
    assert code == 0
    assert ["program", "python", ".".join(map(str, sys.version_info[:3]))] in lines
    assert {"package", "extra", "model", "fonts"} <= {line[0] for line in lines}


def test_a_package_that_is_missing_is_told_and_an_extra_may_be() -> None:
    parts = list(
        _packages(["no-such-package-of-ours>=1", "no-such-extra-of-ours>=1; extra == 'maps'", "pytest; extra == 'dev'"])
    )
    assert parts == [
        Part(kind="package", name="no-such-package-of-ours", version=None, needed=True),
        Part(kind="extra maps", name="no-such-extra-of-ours", version=None, needed=False),
    ]


def test_a_missing_package_ends_it_with_one(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = [Part(kind="package", name="lxml", version=None, needed=True)]
    monkeypatch.setattr("whosays.case.checkup.installed", lambda: gone)
    code, out, _ = told("doctor")
    assert (code, out.split()) == (1, ["package", "lxml", "MISSING"])


def test_everything_that_is_needed_is_installed() -> None:
    assert [part for part in installed() if part.needed and part.version is None] == []


def test_a_whole_case_is_told_to_be_fine(told: Told, here: Path) -> None:
    code, out, err = told("doctor", here)
    assert (code, err) == (0, "nothing is wrong with this case\n")
    assert "fine   pages" in out
    assert "wrong" not in out
    shape = json.loads(told("doctor", here, "--json")[1])
    assert shape["fine"] is True
    assert {"check": "names", "state": "fine"}.items() <= shape["findings"][-1].items()


def test_a_damaged_case_is_told_and_saved(told: Told, here: Path, tmp_path: Path) -> None:
    with (here / "case.sqlite").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 8)
    code, out, err = told("doctor", here)
    assert code == 1
    assert "wrong  pages" in out
    assert f"whosays doctor --save NEW-DIR {here}" in err
    assert "whosays doctor --save DIR CASE" in told("claims", "--case", here)[2]
    code, out, err = told("doctor", "--save", tmp_path / "new", here)
    assert code == 1
    assert "saved: " in out
    assert "pages of the database cannot be read" in out
    assert f"next: whosays doctor {tmp_path / 'new'}" in err
    assert told("doctor", tmp_path / "new")[0] == 0
    shape = json.loads(told("doctor", "--save", tmp_path / "second", here, "--json")[1])
    assert (shape["whole"], shape["kept"]["documents"]) == (False, 2)


def test_of_a_whole_case_nothing_is_lost(told: Told, here: Path, tmp_path: Path) -> None:
    code, out, _ = told("doctor", "--save", tmp_path / "new", here)
    assert (code, len(out.splitlines())) == (0, 1)


def test_it_says_what_it_needs(told: Told, tmp_path: Path) -> None:
    assert told("doctor", "--save", tmp_path / "new")[0] == 2
    assert "no case in" in told("doctor", tmp_path)[2]
    code, _, err = told("doctor", "--save", tmp_path / "new", tmp_path)
    assert (code, (tmp_path / "new").exists()) == (1, False)
    assert "no case in" in err
