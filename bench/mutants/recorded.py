"""Which tests go through a line, and how long each takes: one recorded run of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a run of the tests showed: seconds by test, and the tests by file and line (line 0: any line of the file)."""

    seconds: dict[str, float]
    through: dict[tuple[str, int], frozenset[str]]

    def tests_for(self, path: str, line: int, at_most: float) -> list[str]:
        """Return the tests that go through a line, quickest first, as many as fit into some seconds (one at the least).

        What only runs at import belongs to every test that goes through the file.
        """
        found = self.through.get((path, line)) or self.through.get((path, 0), frozenset())
        chosen: list[str] = []
        spent = 0.0
        for test in sorted(found, key=lambda test: (self.seconds[test], test)):
            spent += self.seconds[test]
            if chosen and spent > at_most:
                break
            chosen.append(test)
        return chosen


def record(root: Path, folder: Path, tests: list[str], jobs: int) -> None:
    """Run some tests under coverage and keep in a folder which of them ran which line, and for how long."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(jobs), *tests, "--cov=whosays", "--cov-context=test"]
    command += ["--cov-report=", f"--junitxml={folder / 'times.xml'}", "-o", "junit_family=xunit1"]
    environment = os.environ | {"WHOSAYS_CI": "1", "COVERAGE_FILE": str(folder / "coverage")}
    subprocess.run(command, cwd=root, env=environment, check=False)


def read_record(root: Path, folder: Path) -> Recorded:
    """Read what `record` kept. Tests that did not pass are left out: they would kill every mutant."""
    from coverage import CoverageData

    seconds = {}
    for case in etree.parse(folder / "times.xml").iter("testcase"):
        if all(case.find(kind) is None for kind in ("failure", "error", "skipped")):
            seconds[f"{case.get('file')}::{case.get('name')}"] = float(case.get("time", "0"))
    by_file = defaultdict(list)
    for test in seconds:
        by_file[test.partition("::")[0]].append(test)
    data = CoverageData(str(folder / "coverage"))
    data.read()
    through: dict[tuple[str, int], set[str]] = defaultdict(set)
    for file in data.measured_files():
        path = os.path.relpath(file, root)
        for line, contexts in data.contexts_by_lineno(file).items():
            for context in filter(None, contexts):
                test, _, stage = context.rpartition("|")
                # What a fixture of the whole file did is written down for the first test alone.
                tests = {test} if stage == "run" else {test, *by_file[test.partition("::")[0]]}
                through[path, line] |= tests & seconds.keys()
                through[path, 0] |= tests & seconds.keys()
    return Recorded(seconds, {key: frozenset(tests) for key, tests in through.items()})
