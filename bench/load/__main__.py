"""How a case grows: `whosays add` of N documents from varied sources, its memory over time, the disk, the answers.

    python -m bench.load [--documents 1000 10000 100000] [--at-once 1000] [--jobs 2] [--folder FOLDER]

The documents are made (`bench.load.documents`) and added by the command itself, `--at-once` at a time, as somebody would.
Memory is that of all its processes together (RSS, sampled twice a second); its growth is the slope of a line over the second
half of an `add`. A time is that of a page over loopback. The exponent of a figure is how it grows with the documents: 1 is in
proportion.
"""

from __future__ import annotations

import argparse
import math
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench.desk.__main__ import Desk
from bench.load.documents import Files
from whosays.case import Case
from whosays.store.codec import decode_text
from whosays.store.schema import DATABASE

_BAR_MS, _BAR_DISK, _ROUNDS = 200, 3.0, 20
ASKED = {
    "claims of a holder": "/claims?holder={name}",
    "dossier": "/names/{name}",
    "dossier of the most named": "/names/{often}",
    "search, frequent word": "/search?q=harbour",
    "search, rare words": "/search?q={rare}",
    "lineage": "/lineage/{claim}",
    "timeline": "/timeline",
}


@dataclass
class Measured:
    """What was measured of a case of so many documents; sizes in MB (10^6 bytes), times in milliseconds."""

    documents: int
    seconds: float = 0
    last: float = 0  # seconds of the last `add`, per document
    memory: float = 0
    growth: float = 0  # MB an hour
    text: float = 0
    disk: float = 0
    asked: dict[str, list[float]] = field(default_factory=dict)

    def figures(self) -> dict[str, float]:
        """Return the figures of the table."""
        told = {
            "seconds in all": self.seconds,
            "seconds a document, last add": self.last,
            "memory at most, MB": self.memory,
            "memory grows, MB an hour": self.growth,
            "text, MB": self.text,
            "database, times the text": self.disk / self.text,
        }
        for name, times in self.asked.items():
            told[f"{name}, p50 ms"] = statistics.median(times)
            told[f"{name}, p95 ms"] = statistics.quantiles(times, n=20)[-1]
        return told


def add(case: Path, papers: Path, jobs: int) -> tuple[float, list[tuple[float, float]]]:
    """Add a folder by the command; return the seconds and samples of memory, each with its time."""
    command = [sys.executable, "-m", "whosays.cli", "add", "--case", str(case), "--jobs", str(jobs), str(papers)]
    start, samples = time.monotonic(), []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            samples.append((time.monotonic() - start, memory_of(running.pid)))
            time.sleep(0.5)
        if running.returncode not in (0, 1):  # 1: problems were met
            raise SystemExit(f"adding ended with {running.returncode}")
    return time.monotonic() - start, samples


def memory_of(pid: int) -> float:
    """Return the MB that a process and all below it hold."""
    total, waiting = 0.0, [pid]
    while waiting:
        one = waiting.pop()
        try:
            total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * 4096 / 1e6
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, IndexError):  # it has just ended
            continue
    return total


def growth(samples: list[tuple[float, float]]) -> float:
    """Return how many MB an hour memory grew over the second half of an `add`."""
    half = samples[len(samples) // 2 :]
    if len(half) < 3:
        return 0.0
    times, sizes = np.array(half).T
    return float(np.polyfit(times, sizes, 1)[0]) * 3600


def measure(count: int, folder: Path, *, at_once: int, jobs: int) -> Measured:
    """Make a case of so many documents, and measure it."""
    case, files, found = folder / f"case-{count}", Files(count), Measured(count)
    Case.new(case).close()
    for first in range(0, count, at_once):
        some = range(first, min(first + at_once, count))
        with tempfile.TemporaryDirectory(dir=folder) as papers:
            for number in some:
                name, raw = files.file(number)
                (Path(papers) / name).write_bytes(raw)
            seconds, samples = add(case, Path(papers), jobs)
        found.seconds += seconds
        found.last = seconds / len(some)
        found.memory = max(found.memory, *(size for _, size in samples))
        found.growth = growth(samples)
    with sqlite3.connect(case / DATABASE) as db:
        text = sum(len(decode_text(body).encode()) for (body,) in db.execute("SELECT body FROM documents"))
    found.text, found.disk = text / 1e6, (case / DATABASE).stat().st_size / 1e6
    found.asked = ask(case)
    return found


def ask(case: Path) -> dict[str, list[float]]:
    """Ask the desk of a case, and return how long each answer took."""
    desk, chance = Desk(case), random.Random(1)
    found: dict[str, list[float]] = {name: [] for name in ASKED}
    try:
        names = desk.get("/names.json").json()["entities"]
        total = desk.get("/claims.json").json()["total"]
        for turn in range(_ROUNDS + 1):
            claim = chance.choice(desk.get(f"/claims.json?start={chance.randrange(max(1, total - 50))}").json()["cards"])
            name = chance.choice(names[1:])
            filled = {"name": name["id"], "often": names[0]["id"], "rare": name["name"], "claim": claim["id"]}
            for asked, address in ASKED.items():
                start = time.perf_counter()
                desk.get(address.format(**filled))
                if turn:  # the first reads in what is kept in memory
                    found[asked].append((time.perf_counter() - start) * 1000)
    finally:
        desk.close()
    return found


def report(measured: list[Measured]) -> None:
    """Print the figures side by side, each with its exponent between the smallest case and the largest."""
    print(f"{'documents':34}" + "".join(f"{one.documents:12,}" for one in measured) + "    exponent")
    for name in measured[0].figures():
        values = [one.figures()[name] for one in measured]
        few, many = values[0], values[-1]
        told = ""
        if len(measured) > 1 and few > 0 < many:
            told = f"{math.log(many / few) / math.log(measured[-1].documents / measured[0].documents):12.2f}"
        over = ("p95" in name and many > _BAR_MS) or ("times the text" in name and many > _BAR_DISK)
        print(f"{name:34}" + "".join(f"{value:12,.2f}" for value in values) + told + ("  over" if over else ""))


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--at-once", type=int, default=1_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the cases are left (default: a folder that goes)")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        folder = wanted.folder or Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        report([measure(count, folder, at_once=wanted.at_once, jobs=wanted.jobs) for count in sorted(wanted.documents)])


if __name__ == "__main__":
    main()
