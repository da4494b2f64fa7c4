"""Shells complete commands and options by what click tells them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from whosays.cli import COMMANDS
from whosays.cli.completing import SHELLS, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_script_that_asks_whosays(told: Told, shell: str) -> None:
    code, out, err = told("completion", shell)
    assert (code, err) == (0, "")
    assert f"{VARIABLE}={shell}_complete" in out


def test_another_shell_is_wrong_usage(told: Told) -> None:
    assert told("completion", "tcsh")[0] == 2


def completed(*words: str) -> list[str]:
    env = os.environ | {VARIABLE: "bash_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run([sys.executable, "-m", "whosays.cli"], env=env, capture_output=True, text=True, check=True)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_commands_and_options_are_completed() -> None:
    assert completed("whosays", "do") == [name for name in COMMANDS if name.startswith("do")]
    assert completed("whosays", "doctor", "--sa") == ["--save"]
