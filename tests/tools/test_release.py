"""What is held against a wheel, and which interpreters it is tried with. `make package` does the whole of it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from tools.release import PYTHONS, ROOT, Broken, check_contents, find_pythons

if TYPE_CHECKING:
    from pathlib import Path

BESIDE = [
    "whosays-0.1.0.dist-info/licenses/LICENSE",
    "whosays-0.1.0.dist-info/licenses/NOTICE",
    "whosays-0.1.0.dist-info/entry_points.txt",
    "whosays-0.1.0.data/data/share/man/man1/whosays.1",
]
is_clone = subprocess.run(["git", "rev-parse"], cwd=ROOT, check=False, capture_output=True).returncode == 0
pytestmark = pytest.mark.skipif(not is_clone, reason="what is released is held against what git has")


def wheel_of(folder: Path, names: list[str]) -> Path:
    path = folder / "whosays-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for name in names:
            packed.writestr(name, "")
    return path


def package() -> list[str]:
    kept = subprocess.run(
        ["git", "ls-files", "-z", "src/whosays/"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [name.removeprefix("src/") for name in kept.split("\0") if name]


def test_a_wheel_with_all_that_is_kept_is_fine(tmp_path: Path) -> None:
    check_contents(wheel_of(tmp_path, [*package(), *BESIDE]))


@pytest.mark.parametrize("gone", ["whosays/desk/static/desk.css", "whosays/py.typed", *BESIDE])
def test_a_wheel_that_lacks_a_file_is_refused(tmp_path: Path, gone: str) -> None:
    names = [*package(), *BESIDE]
    if gone in names:
        names.remove(gone)
        with pytest.raises(Broken, match=gone.rpartition("/")[2]):
            check_contents(wheel_of(tmp_path, names))


def test_a_wheel_with_a_file_of_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Broken, match=r"notes\.txt"):
        check_contents(wheel_of(tmp_path, [*package(), *BESIDE, "whosays/notes.txt"]))


def test_the_interpreters_that_are_found_are_of_the_version_they_are_found_for() -> None:
    found = find_pythons()
    assert found.keys() <= set(PYTHONS)
    running = "{}.{}".format(*sys.version_info[:2])
    assert running in found or running not in PYTHONS
