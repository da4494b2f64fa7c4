"""Make the environment of a peer, and run its adapter there as a child process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.release import find_pythons

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = Path(__file__).with_name("requirements")
_LONGEST = 3600  # seconds an adapter may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that is asked, and what runs it.

    `requirements` names the file of what its environment holds; without one it runs in ours. `python` is the version that is
    needed, where it is not any.
    """

    name: str
    adapter: str
    requirements: str = ""
    python: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a program said of each item, in how many seconds."""

    version: str
    seconds: float
    values: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotHere:
    """Why a program is not in the table."""

    reason: str


def python_of(program: Program, folder: Path) -> Path | NotHere:
    """Return the Python that runs a program: ours where it has no requirements, else that of an environment made for it."""
    if not program.requirements:
        return Path(sys.executable)
    made = folder / program.requirements
    python = made / "bin" / "python"
    if not python.exists():
        base = find_pythons().get(program.python) if program.python else Path(sys.executable)
        if base is None:
            return NotHere(reason=f"not run: it needs Python {program.python}, which is not here")
        needed = REQUIREMENTS / f"{program.requirements}.txt"
        for command in (
            [str(base), "-m", "venv", str(made)],
            [str(python), "-m", "pip", "install", "-q", "-U", "pip"],  # older ones fail on the extras of lxml
            [str(python), "-m", "pip", "install", "-q", "-r", str(needed)],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                return NotHere(reason=f"not installed: {_last(done.stderr)}")
    return python


def ask(python: Path, command: Sequence[str], items: Sequence[object]) -> Answers | NotHere:
    """Give the items to an adapter (`command` goes behind `python`), and return its answers, one each."""
    paths = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(
            [str(python), *command], input="".join(json.dumps(item) + "\n" for item in items), capture_output=True, text=True,
            check=False, cwd=ROOT, env={**os.environ, **paths}, timeout=_LONGEST,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return NotHere(reason=f"it took longer than {_LONGEST} seconds")
    if done.returncode:
        return NotHere(reason=f"failed: {_last(done.stderr)}")
    try:
        told, *values = map(json.loads, done.stdout.splitlines())
        found = Answers(version=told["version"], seconds=told["seconds"], values=values)
    except (ValueError, KeyError, TypeError):
        return NotHere(reason="its answer is not what the protocol asks for")
    if len(found.values) != len(items):
        return NotHere(reason=f"{len(found.values)} answers to {len(items)} items")
    return found


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"
