"""`make demo` ends in the browser where somebody sits at a screen, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """An environment that is there already, with a `whosays` that says what it was asked."""
    (tmp_path / "bin").mkdir()
    stand_in = tmp_path / "bin" / "whosays"
    stand_in.write_text('#!/bin/sh\necho asked: "$@"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    (tmp_path / "base").touch()
    os.utime(tmp_path / "base", (4e9, 4e9))
    return tmp_path


@pytest.mark.parametrize(
    ("at_terminal", "display", "opens"), [(True, ":0", True), (True, "", False), (False, ":0", False), (False, "", False)]
)
def test_the_demo_opens_the_desk_where_there_is_a_screen(venv: Path, at_terminal: bool, display: str, opens: bool) -> None:
    env = {name: value for name, value in os.environ.items() if name not in {"WAYLAND_DISPLAY", "MAKEFLAGS"}} | {
        "DISPLAY": display
    }
    command = ["make", "-s", "-C", str(ROOT), "demo", f"VENV={venv}", f"CASE={venv / 'case'}"]
    if at_terminal:
        ours, theirs = pty.openpty()
        done = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL, timeout=300, check=True
        )
        said = os.read(ours, 1 << 16).decode()
        os.close(ours)
        os.close(theirs)
    else:
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=True)
        said = done.stdout.decode()
    assert (f"asked: desk {venv / 'case'}" in said) is opens
    assert ("Open the case in the browser: " in said) is not opens
