"""Measure a case of so many made documents: processor time, memory, disk.

Times are those of the processor, since other work shares most machines that this is measured on. Reading is told apart from the
linking of all documents together, and what the one process does that writes from what those do that read.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.desk.__main__ import Desk
from bench.load.__main__ import ASKED, memory_of
from bench.load.documents import Files
from whosays.case import Case
from whosays.store.schema import DATABASE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.records import DocumentId

MORE = 10  # documents that are added to the finished case, to see what one more adding costs
_ROUNDS = 5
_TICKS = os.sysconf("SC_CLK_TCK")


def measure(count: int, folder: Path) -> dict[str, float]:
    """Return the figures of a case of so many documents, made in a process of its own."""
    command = [sys.executable, "-m", "bench.sizing.measuring", str(count), str(folder)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    figures: dict[str, float] = json.loads(said.splitlines()[-1])
    return {"documents": count, **figures, **_desk(folder / f"case-{count}")}


def _add(count: int, folder: Path) -> dict[str, float]:
    files, path = Files(count), folder / f"case-{count}"
    linked: list[float] = []
    with Case.new(path) as case:

        def link(new: Sequence[DocumentId]) -> None:
            start = sum(os.times()[:2])
            case.link(new)
            linked.append(sum(os.times()[:2]) - start)

        def add(numbers: range) -> None:
            with tempfile.TemporaryDirectory(dir=folder) as papers:
                for number in numbers:
                    name, raw = files.file(number)
                    (Path(papers) / name).write_bytes(raw)
                case.add([papers], jobs=2, link=link)

        start = os.times()
        add(range(count))
        end = os.times()
        read = resource.getrusage(resource.RUSAGE_CHILDREN)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = (path / DATABASE).stat().st_size
        with case.store.view() as view:
            text = sum(len(doc.text.encode()) for doc in view.documents())
        add(range(count, count + MORE))
    return {
        "text MB": text / 1e6,
        "disk MB": size / 1e6,
        "read s": end[2] + end[3] - start[2] - start[3],
        "write s": end[0] + end[1] - start[0] - start[1] - linked[0],
        "link s": linked[0],
        "link again s": linked[1],
        "memory of adding MB": most * 1024 / 1e6,
        "memory of a reader MB": read.ru_maxrss * 1024 / 1e6,
    }


def _desk(case: Path) -> dict[str, float]:
    """Ask the desk for pages; a time is that of its processor for one page."""
    desk, chance = Desk(case), random.Random(1)
    desk.client.timeout = 600
    try:
        names = desk.get("/names.json").json()["entities"]
        spent = dict.fromkeys(ASKED, 0.0)
        for turn in range(_ROUNDS + 1):
            claim = chance.choice(desk.get("/claims.json").json()["cards"])
            name = chance.choice(names[1:])
            filled = {"name": name["id"], "often": names[0]["id"], "rare": name["name"], "claim": claim["id"]}
            for asked, address in ASKED.items():
                start = _spent(desk.process.pid)
                desk.get(address.format(**filled))
                if turn:  # the first reads in what is kept in memory
                    spent[asked] += (_spent(desk.process.pid) - start) * 1000 / _ROUNDS
        return {"memory of the desk MB": memory_of(desk.process.pid), **{f"{asked} ms": each for asked, each in spent.items()}}
    finally:
        desk.close()


def _spent(pid: int) -> float:
    """Return the seconds of processor time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    print(json.dumps(_add(int(sys.argv[1]), Path(sys.argv[2]))))
