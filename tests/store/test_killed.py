"""`kill -9` at any moment loses nothing that was acknowledged, and the next run goes on from there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.store.killed_writer import text_of

from whosays.store.originals import Originals
from whosays.store.store import Store

if TYPE_CHECKING:
    from whosays.store.view import View

ROOT = Path(__file__).parents[2]
KILLS = 60


def killed(folder: Path, seed: int, start: int, lines: int, after: float) -> list[str]:
    """Run the writer, kill it `after` seconds from when it has said so many lines, and return what it said."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    command = [sys.executable, "-m", "tests.store.killed_writer", str(folder), str(seed), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        said = [process.stdout.readline() for _ in range(lines)]
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().splitlines(keepends=True)
    assert process.returncode == -signal.SIGKILL
    return [line for line in said if line.endswith("\n")]


def numbers(said: list[str], word: str) -> set[int]:
    return {int(line.split()[1]) for line in said if line.startswith(f"{word} ")}


def check(view: View, number: int) -> None:
    """Check that all of a document is there."""
    doc = view.find_document(f"{number:06}.txt")
    assert (doc.text, view.original(doc.capture)) == (text_of(number), text_of(number).encode())
    (claim,) = view.claims(doc.id)
    assert (view.status(claim.id), len(list(view.mentions(doc.id)))) == ("accepted", 1)
    assert len(list(view.passages(doc.id))) == len(doc.text.split("\n"))
    assert view.is_done(doc.capture, "1")
    assert {"passage", "claim", "mention"} == {hit.kind for hit in view.search(f"number{number}")}


@pytest.mark.in_a_file
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_killed_writer_loses_nothing_acknowledged_and_the_next_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    Store.create(folder).close()
    rng = random.Random(20)
    kept: set[int] = set()
    maybe: set[int] = set()  # their removal was begun, and not acknowledged
    gone: set[int] = set()
    start = 0
    for trial in range(KILLS):
        # Lines, as a busy machine does nothing in some time; and some time, so that it may be in the middle of anything.
        lines = rng.randrange(9) if trial % 3 else 0
        said = killed(folder, trial, start, lines, rng.expovariate(1 / 0.04) if trial % 2 else rng.uniform(0, 0.05))
        fresh = numbers(said, "kept")
        gone |= numbers(said, "gone")
        maybe |= numbers(said, "going")
        kept |= fresh
        with Store.open(folder) as store:
            assert store._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert store._db.execute("PRAGMA foreign_key_check").fetchall() == []
            store._db.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
            with store.view() as view:
                there = {int(doc.name[:6]) for doc in view.documents()}
                assert (set(), set()) == (kept - maybe - there, there & gone)
                for number in fresh & there:
                    check(view, number)
        start = max({start - 1} | kept | there) + 1
    assert len(kept) > KILLS
    with Store.open(folder) as store, store.view() as view:
        for number in sorted({int(doc.name[:6]) for doc in view.documents()}):
            check(view, number)
        originals = {capture.id for capture in view.captures()}
        assert all(Originals(folder).has(one) for one in originals)
        for number in gone:
            assert view.search(f"number{number}") == []
