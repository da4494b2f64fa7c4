"""Mutants given to tests: each in a process forked off one that has pytest and the large libraries loaded."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.mutants.places import Mutant

# Loaded once, before forking. Nothing of whosays: a child imports that for itself, with the mutant in it.
# No plug-in of pytest either: it warns of those that it did not import itself, and warnings are errors.
_LARGE = ("pytest", "numpy", "spacy", "lxml.etree", "lxml.html", "PIL.Image", "msgspec", "babel", "rapidfuzz")
# A mutant may take this much longer than its tests took in the recorded run, and these seconds for the start.
_TIMES, _START = 5, 20
# The exit status of a child that could not even start pytest, which itself uses 0 to 5.
_NOT_RUN = 70

Outcome = Literal["killed", "timeout", "survived", "untested"]


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant, the tests to give it to, and the seconds it may take."""

    mutant: Mutant
    tests: list[str]
    seconds: float


@dataclass(slots=True)
class _Running:
    trial: Trial
    source: Path
    until: float


def try_all(root: Path, trials: list[Trial], jobs: int) -> Iterator[tuple[Trial, Outcome]]:
    """Yield what became of each mutant, as soon as it is known. One that no test goes through is not run."""
    for name in _LARGE:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        free = [_copied(root, Path(folder) / str(number)) for number in range(jobs)]
        running: dict[int, _Running] = {}
        waiting = list(reversed(trials))
        while waiting or running:
            while waiting and free:
                trial = waiting.pop()
                if not trial.tests:
                    yield trial, "untested"
                    continue
                source = free.pop()
                pid = _start(root, source, trial)
                running[pid] = _Running(trial, source, time.monotonic() + _START + _TIMES * trial.seconds)
            time.sleep(0.02)
            for pid, one in list(running.items()):
                outcome = _ended(pid, one.until)
                if outcome is not None:
                    del running[pid]
                    _write(one.source, one.trial.mutant.path, (root / one.trial.mutant.path).read_text("utf-8"))
                    free.append(one.source)
                    yield one.trial, outcome


def _copied(root: Path, folder: Path) -> Path:
    """Copy the sources: processes that a test starts must meet the mutant too."""
    shutil.copytree(root / "src", folder / "src")
    return folder


def _write(folder: Path, path: str, source: str) -> None:
    """Write a file of the copy, and take away what was compiled of it before (its time may be the same)."""
    target = folder / path
    target.write_text(source, "utf-8")
    for compiled in target.parent.glob(f"__pycache__/{target.stem}.*.pyc"):
        compiled.unlink()


def _start(root: Path, folder: Path, trial: Trial) -> int:
    _write(folder, trial.mutant.path, trial.mutant.source)
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = _NOT_RUN
    try:
        os.setsid()
        told = os.dup(2)
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
        code = _give(root, folder, trial.tests)
    except BaseException:  # there is nobody above to catch it: the process ends here
        os.write(told, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _give(root: Path, folder: Path, tests: list[str]) -> int:
    """Run tests in this process, on the sources in a folder. Return pytest's exit status."""
    import pytest

    os.chdir(root)
    for name in [name for name in sys.modules if name == "whosays" or name.startswith("whosays.")]:
        del sys.modules[name]
    sys.path[:0] = [str(folder / "src"), str(root)]
    os.environ["PYTHONPATH"] = os.pathsep.join((str(folder / "src"), str(root)))
    os.environ |= {"WHOSAYS_CI": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    plain = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:xdist", "--tb=no"]
    plain += [f"--basetemp={folder / 'tmp'}"]  # else a run beside it may clean its folders away
    try:
        return int(pytest.main([*plain, *tests]))
    except Exception:  # the end of pytest itself, over what a mutant left open: no run that ends so would pass
        return 1


def _ended(pid: int, until: float) -> Outcome | None:
    """Return what became of a process, None while it runs. What runs too long is ended, with all that it started."""
    found, status = os.waitpid(pid, os.WNOHANG)
    if found:
        code = os.waitstatus_to_exitcode(status)
        if code == _NOT_RUN:
            raise RuntimeError("a process of this command failed before its tests ran")
        return "survived" if code == 0 else "killed"
    if time.monotonic() < until:
        return None
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "timeout"
