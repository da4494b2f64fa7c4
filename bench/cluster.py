"""How much quicker two workers of a cluster read than one, and how long local processes take for the same.

    python -m bench.cluster [--documents 400]

A scheduler and workers of one thread each are started on this machine, and read made documents into a new case each time, in
turn: one worker, two workers, two local processes. Only the reading is timed, without the linking that follows it. A case is
read once before, so that every worker has its models.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.cluster.servers import Servers, a_cluster

from bench.desk.making import Made
from whosays.case import Case


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="whosays-bench-") as room:
        folder = Path(room)
        papers = _lay_out(folder / "papers", asked.documents)
        few = _lay_out(folder / "few", 16)
        for name in ("one", "two"):
            (folder / name).mkdir()
        with a_cluster(folder / "one", 1) as one, a_cluster(folder / "two", 2) as two:
            ways: dict[str, Servers | None] = {"1 worker": one, "2 workers": two, "2 local processes": None}
            for cluster in (one, two):
                _read(folder, few, cluster)
            times: dict[str, list[float]] = {way: [] for way in ways}
            for _ in range(asked.rounds):
                for way, servers in ways.items():
                    times[way].append(_read(folder, papers, servers))
    alone = min(times["1 worker"])
    for way, taken in times.items():
        told = ", ".join(f"{one:.1f}" for one in taken)
        print(
            f"{way:18} {told} s; {asked.documents / min(taken):.1f} documents a second, {alone / min(taken):.2f} × one worker"
        )


def _lay_out(folder: Path, count: int) -> Path:
    folder.mkdir()
    made = Made(500, seed=count)
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(made.document(number + 1, 20)[1].text, encoding="utf-8")
    return folder


def _read(folder: Path, papers: Path, servers: Servers | None) -> float:
    with tempfile.TemporaryDirectory(dir=folder) as place, Case.new(Path(place) / "case") as case:
        start = time.perf_counter()
        case.add([papers], jobs=2, cluster=servers.address if servers else None, link=lambda _: None)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
