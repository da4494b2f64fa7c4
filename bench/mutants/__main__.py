"""Put small faults into the code that holds the record together, one at a time, and see whether a test notices.

    python -m bench.mutants [--record] [--part trace] [--sample 150 | --all] [--seed 1] [--jobs 2] [--only FILE]

Parts are `anchors`, `store` and `trace`. `--record` first runs the tests in `TESTS` once, to see which of them go through which
line; do it again after a change of code or tests. A sample is drawn by file, each file by its share of places and at least one,
and the share that is killed stands with Wilson's interval for 95 %. One change a place, drawn by chance from what Cosmic Ray
knows. What changes types alone is no mutant, and nothing else is left out; lines that no test goes through count as
survived. Survivors are listed. Before each part, its tests get the code as it is: where they fail, nothing is measured.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter, defaultdict
from itertools import islice
from math import sqrt
from pathlib import Path

from bench.mutants.places import Mutant, Place, change, places_of
from bench.mutants.recorded import Recorded, read_record, record
from bench.mutants.trial import Outcome, Trial, try_all

ROOT = Path(__file__).parents[2]
PARTS = {"anchors": "src/whosays/anchors.py", "store": "src/whosays/store", "trace": "src/whosays/trace"}
TESTS = ["tests/test_anchors.py", "tests/test_long_search.py", "tests/store", "tests/trace", "tests/case"]


def files_of(part: str) -> list[str]:
    """Return the files of a part, as paths from the root."""
    at = ROOT / PARTS[part]
    return [str(path.relative_to(ROOT)) for path in (sorted(at.rglob("*.py")) if at.is_dir() else [at])]


def draw(places: list[Place], size: int | None, seed: int) -> list[Mutant]:
    """Draw mutants, from each file its share (None: all of them). The same seed and code give the same mutants."""
    chance = random.Random(seed)
    by_file: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_file[place.path].append(place)
    drawn: list[Mutant] = []
    for found in by_file.values():
        wanted = len(found) if size is None else max(1, round(size * len(found) / len(places)))
        made = (change(ROOT, place, chance) for place in chance.sample(found, len(found)))
        drawn += islice(filter(None, made), wanted)
    return drawn


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the interval that holds the true share with 95 % (Wilson 1927), as shares."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle, half = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def check_unchanged(trials: list[Trial], jobs: int) -> None:
    """Give the code as it is to the tests of all trials. Raises SystemExit where they fail: they would kill any mutant."""
    files: dict[str, set[str]] = defaultdict(set)
    for trial in trials:
        for test in trial.tests:
            files[test.partition("::")[0]].add(test)
    path = trials[0].mutant.path
    same = Mutant(path, 0, "unchanged", "", "", (ROOT / path).read_text("utf-8"))
    for trial, outcome in try_all(ROOT, [Trial(same, sorted(tests), 60) for tests in files.values()], jobs):
        if outcome != "survived":
            sys.exit(f"{outcome} with the code as it is, so nothing can be measured: {trial.tests[0].partition('::')[0]}")


def measure(part: str, known: Recorded, arguments: argparse.Namespace) -> float:
    """Try the mutants of a part, print what became of them, and return the share that was killed."""
    files = [file for file in files_of(part) if not arguments.only or file.endswith(arguments.only)]
    places = [place for file in files for place in places_of(ROOT, file)]
    mutants = draw(places, None if arguments.all else arguments.sample, arguments.seed)
    trials = []
    for mutant in mutants:
        tests = known.tests_for(mutant.path, mutant.line, arguments.seconds)
        trials.append(Trial(mutant, tests, sum(known.seconds[test] for test in tests)))
    check_unchanged(trials, arguments.jobs)
    outcomes: Counter[Outcome] = Counter()
    for trial, outcome in try_all(ROOT, trials, arguments.jobs):
        outcomes[outcome] += 1
        if outcome in ("survived", "untested"):
            print(f"{outcome:8}  {trial.mutant.name}  ({len(trial.tests)} tests)", flush=True)
    killed, of = outcomes["killed"] + outcomes["timeout"], outcomes.total()
    low, high = wilson(killed, of)
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    print(f"{part}: {killed} of {of} killed, {killed / max(of, 1):.1%} ({low:.1%} to {high:.1%}); {told}; {len(places)} places")
    return killed / max(of, 1)


def main() -> int:
    """Run the command. Fails where a part has less than its floor."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutants", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--record", action="store_true", help="see first which tests go through which line")
    parser.add_argument("--part", choices=PARTS, action="append", help="one part (all of them)")
    parser.add_argument("--only", default="", help="files whose path ends so")
    parser.add_argument("--sample", type=int, default=150, help="mutants of each part")
    parser.add_argument("--all", action="store_true", help="every place, in place of a sample")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=30, help="tests for each mutant, quickest first, up to this time")
    parser.add_argument("--floor", type=float, default=0.85, help="the share that must be killed")
    parser.add_argument("--recorded", type=Path, default=ROOT / ".mutants", help="the folder of what was recorded")
    arguments = parser.parse_args()
    if arguments.record:
        record(ROOT, arguments.recorded, TESTS, arguments.jobs)
    if not (arguments.recorded / "times.xml").exists():
        parser.error("nothing is recorded yet: add --record")
    known = read_record(ROOT, arguments.recorded)
    shares = [measure(part, known, arguments) for part in arguments.part or PARTS]
    return int(min(shares) < arguments.floor)


if __name__ == "__main__":
    sys.exit(main())
