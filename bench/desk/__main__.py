"""How long the desk takes to answer on a large case, alone and while documents are added, against the bars.

    python -m bench.desk FOLDER [--documents 10000] [--pages 300] [--rounds 20] [--adding 200] [--in-memory]

The case is made in FOLDER where there is none (`bench.desk.making`; some minutes). A time is that of the whole request over
loopback, as a browser waits for it. "accept → next" is the decision and the next claim together. With `--adding`, that many
documents are read by `whosays add` in the meantime, at the priority that it has by itself. With `--in-memory` the database is
read through before each round: some virtual machines take memory away that was idle for a minute, and each first read from
their disk then takes 30 ms or more, which says nothing of the desk.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bench.desk.asked import ASKED, NEXT
from bench.desk.making import Made, make_case
from whosays.store.schema import DATABASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class Asked:
    """What was asked of the desk: its bar, and how long each answer took (milliseconds)."""

    name: str
    bar: int
    times: list[float] = field(default_factory=list)

    def at(self, percent: int) -> float:
        """Return a percentile."""
        return statistics.quantiles(self.times, n=100)[percent - 1] if len(self.times) > 1 else self.times[0]


class Desk:
    """A desk that is served by a process of its own."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "whosays.cli", "desk", "--no-browser", str(folder)]
        start = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        address = self.process.stdout.readline().strip()
        base = address.partition("/?")[0]
        self.client = httpx.Client(base_url=base, headers={"origin": base}, follow_redirects=True, timeout=60)
        while True:
            try:
                self.client.get(address)
                break
            except httpx.ConnectError:
                time.sleep(0.02)
        self.started = time.monotonic() - start

    def close(self) -> None:
        """End the process."""
        self.client.close()
        self.process.terminate()
        self.process.wait(10)

    def get(self, address: str) -> httpx.Response:
        """Ask for a page; anything but a page raises."""
        answer = self.client.get(address)
        answer.raise_for_status()
        return answer


def questions(desk: Desk, chance: random.Random) -> Iterator[tuple[str, int, Callable[[], object]]]:
    """Yield what is asked in one round: a name, a bar, the question."""
    names = desk.get("/names.json").json()["entities"]
    total = desk.get("/claims.json").json()["total"]
    claim = chance.choice(desk.get(f"/claims.json?start={chance.randrange(0, total - 50)}").json()["cards"])
    filled = {
        "some": chance.randrange(0, 9000),
        "claim": claim["id"],
        "doc": claim["doc"],
        "capture": desk.get("/library.json").json()["documents"][0]["capture"],
        "name": chance.choice(names[1:])["id"],
        "often": names[0]["id"],
        "word": chance.choice(("harbour", "ferry", "valley", "weir", "press", "library")),
    }
    for told, bar, address in (one for several in ASKED.values() for one in several):
        wanted = address.format(**filled)
        yield told, bar, lambda wanted=wanted: desk.get(wanted)  # type: ignore[misc]  # bound now, asked once
    waiting = desk.get("/review.json").json()["item"]["card"]["id"]
    yield "accept → next", NEXT, lambda: _accept(desk, waiting)


def _accept(desk: Desk, claim: str) -> None:
    answer = desk.client.post("/judge", data={"record": claim, "decision": "accept", "back": "/review"})
    answer.raise_for_status()


def measure(desk: Desk, rounds: int, *, seed: int = 1, memory: Path | None = None) -> dict[str, Asked]:
    """Ask everything so often, and return how long it took; the case in a folder `memory` is read through before each round."""
    found: dict[str, Asked] = {}
    chance = random.Random(seed)
    for _ in range(rounds):
        if memory:
            read_through(memory / DATABASE)
        for name, bar, ask in questions(desk, chance):
            start = time.perf_counter()
            ask()
            found.setdefault(name, Asked(name, bar)).times.append((time.perf_counter() - start) * 1000)
    return found


def read_through(path: Path) -> None:
    """Read a file, so that it lies in memory."""
    with path.open("rb") as file:
        while file.read(1 << 24):
            pass


def lay_out(folder: Path, count: int, seed: int) -> None:
    """Write documents to add: made like those of the case, with other names and words."""
    made = Made(500, seed=seed)
    for number in range(count):
        text = made.document(number + 1, 20)[1].text
        (folder / f"added-{number:04}.txt").write_text(text, encoding="utf-8")


def report(title: str, found: dict[str, Asked]) -> None:
    """Print the times beside the bars."""
    print(f"\n{title}\n{'':30} {'median':>8} {'p95':>8} {'bar':>6}")
    for one in found.values():
        print(f"{one.name:30} {one.at(50):8.0f} {one.at(95):8.0f} {one.bar:6}{'' if one.at(95) <= one.bar else '  over'}")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--names", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--adding", type=int, default=0)
    parser.add_argument("--in-memory", action="store_true", help="read the database before each round")
    wanted = parser.parse_args()
    if not wanted.folder.exists():
        make_case(wanted.folder, documents=wanted.documents, pages=wanted.pages, names=wanted.names)
    desk = Desk(wanted.folder)
    try:
        print(f"the first page came {desk.started:.2f} s after the start")
        measure(desk, 1)  # what is read in once
        memory = wanted.folder if wanted.in_memory else None
        report("alone", measure(desk, wanted.rounds, memory=memory))
        if wanted.adding:
            with tempfile.TemporaryDirectory() as papers:
                held = desk.get("/index.json").json()["counts"]["documents"]
                lay_out(Path(papers), wanted.adding, seed=held)  # those of an earlier run are in the case already
                command = [sys.executable, "-m", "whosays.cli", "add", "--case", str(wanted.folder), papers]
                adding = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(5)
                rounds = 0
                found: dict[str, Asked] = {}
                while adding.poll() is None and rounds < wanted.rounds:
                    for name, asked in measure(desk, 1, seed=rounds, memory=memory).items():
                        found.setdefault(name, Asked(name, asked.bar)).times.extend(asked.times)
                    rounds += 1
                report(
                    f"while documents are added ({rounds} rounds, {'still adding' if adding.poll() is None else 'added'})",
                    found,
                )
                adding.wait()
    finally:
        desk.close()


if __name__ == "__main__":
    main()
