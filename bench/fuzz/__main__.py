"""Damage small valid files of every kind, and see that readers answer with nothing but what they may.

    python -m bench.fuzz [--inputs 200000] [--seed 1] [--only READER] [--jobs N] [--keep FOLDER] [--first 0]

A reader may give readings, members and problems, or say that the bytes cannot be read. Anything else is a failure, and so is a
reading whose anchors are not the document's words, or an input that takes longer than five seconds of the processor. The same
seed and number are the same input on every machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.fuzz.trial import Batch, Fault, make_input, try_batch
from whosays.workers import core_count, run_all

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE = 250
_SHOWN = 40


def find_faults(batches: list[Batch], jobs: int) -> Iterator[list[Fault]]:
    """Yield the faults of each batch. One that was lost is tried again input by input, to find the one that does it."""
    # A worker process finds modules by this variable alone, never in the folder that it is started from.
    root = str(Path(__file__).parents[2])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    for answer in run_all(try_batch, batches, jobs=jobs, timeout=600):
        if answer.value is not None:
            yield answer.value
            continue
        singly = [replace(answer.task, first=at, last=at + 1) for at in range(answer.task.first, answer.task.last)]
        found: list[Fault] = []
        for one in run_all(try_batch, singly, jobs=2, timeout=30):
            why = one.failure
            found += one.value or []
            if why:
                name, _, reader = make_input(one.task.seed, one.task.first, one.task.only)
                found.append(Fault(one.task.first, reader.name, name, f"{why.kind}: {why.message}", why.trace))
        yield found


def keep(fault: Fault, folder: Path, arguments: argparse.Namespace) -> None:
    """Lay the bytes of an input in a folder, and what went wrong beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    _, raw, _ = make_input(arguments.seed, fault.number, arguments.only)
    (folder / f"{fault.number}-{fault.reader}-{fault.name}").write_bytes(raw)
    (folder / f"{fault.number}-{fault.reader}.trace").write_text(f"{fault.said}\n{fault.trace}", "utf-8", "replace")


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz")
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="the name of a reader")
    parser.add_argument("--jobs", type=int, default=core_count())
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that fail")
    return parser.parse_args()


def main() -> int:
    """Run, and return how many inputs failed, as an exit code."""
    arguments = read_arguments()
    last = arguments.first + arguments.inputs
    starts = range(arguments.first, last, _SIZE)
    batches = [Batch(arguments.seed, at, min(at + _SIZE, last), arguments.only) for at in starts]
    begun = time.monotonic()
    faults: list[Fault] = []
    for done, found in enumerate(find_faults(batches, max(arguments.jobs, 2)), 1):
        for fault in found:
            if len(faults) < _SHOWN:
                print(f"\ninput {fault.number} ({fault.name}) to {fault.reader}: {fault.said[:2000]}\n{fault.trace[-3000:]}")
            if arguments.keep:
                keep(fault, arguments.keep, arguments)
            faults.append(fault)
        if done % 40 == 0:
            print(f"{done * _SIZE:,} inputs, {time.monotonic() - begun:.0f} s, {len(faults)} failures", file=sys.stderr)
    seconds = time.monotonic() - begun
    print(f"{arguments.inputs:,} inputs in {seconds:.0f} s, {len(faults)} failures (seed {arguments.seed})")
    for (reader, said), count in Counter((fault.reader, fault.said[:100]) for fault in faults).most_common(_SHOWN):
        print(f"{count:6} {reader}: {said}")
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main())
