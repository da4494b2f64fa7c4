"""`kill -9` of whoever writes, and of the server, loses nothing that was acknowledged; the next one goes on from there.

`--kills 50` does it fifty times.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.making.postgres import PostgresServer, programs, served
from tests.store.test_killed import ROOT, check, killed, numbers

from whosays.store.checkup import check_case
from whosays.store.originals import Originals
from whosays.store.postgres.connection import end_idle
from whosays.store.store import Store

pytestmark = [
    pytest.mark.in_a_file,  # it makes a case on a server by itself
    pytest.mark.skipif(programs() is None, reason="needs a PostgreSQL server (Debian's package postgresql)"),
]


def killed_server(server: PostgresServer, folder: Path, seed: int, start: int, lines: int, after: float) -> list[str]:
    """Run the writer, kill the server `after` seconds from when it has said so many lines, and start it again.

    Return what the writer said.
    """
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    command = [sys.executable, "-m", "tests.store.killed_writer", str(folder), str(seed), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        said = [process.stdout.readline() for _ in range(lines)]
        killer = threading.Timer(after, server.kill)
        killer.start()
        more, told = process.communicate(timeout=60)
        killer.join()
    # It ends with a sentence for the user, and not with a fault of the database's library.
    assert told.strip().splitlines()[-1].startswith(("whosays.store.faults.CannotReach", "whosays.store.faults.NotKnown"))
    server.start()
    return [*said, *more.splitlines(keepends=True)]


def test_what_was_acknowledged_is_there_whoever_is_killed(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    rounds = pytestconfig.getoption("--kills")
    folder = tmp_path / "case"
    rng = random.Random(20)
    kept: set[int] = set()
    maybe: set[int] = set()  # their removal was begun, and not acknowledged
    gone: set[int] = set()
    start = 0
    with served(lasting=True) as server:
        Store.create(folder, on=server.address).close()
        for trial in range(rounds):
            lines = rng.randrange(9) if trial % 3 else 0
            after = rng.expovariate(1 / 0.1) if trial % 4 < 2 else rng.uniform(0, 0.3)
            if trial % 2:
                said = killed_server(server, folder, trial, start, lines, after)
                end_idle()
            else:
                said = killed(folder, trial, start, lines, after)
            fresh = numbers(said, "kept")
            gone |= numbers(said, "gone")
            maybe |= numbers(said, "going")
            kept |= fresh
            with Store.open(folder) as store, store.view() as view:
                there = {int(doc.name[:6]) for doc in view.documents()}
                assert (set(), set()) == (kept - maybe - there, there & gone)
                for number in fresh & there:
                    check(view, number)
            start = max({start - 1} | kept | there) + 1
        assert len(kept) > rounds
        with Store.open(folder) as store, store.view() as view:
            for number in sorted({int(doc.name[:6]) for doc in view.documents()}):
                check(view, number)
            assert all(Originals(folder).has(capture.id) for capture in view.captures())
            for number in gone:
                assert view.search(f"number{number}") == []
        assert [finding for finding in check_case(folder) if finding.state == "wrong"] == []
        end_idle()


def test_who_has_a_case_open_goes_on_when_the_server_is_back(tmp_path: Path) -> None:
    with served() as server, Store.create(tmp_path / "case", on=server.address) as store:
        from tests.store.making import put

        with store.write() as writer:
            doc = put(writer)
        with store.view() as view:
            assert view.document(doc.id) == doc
        server.kill()
        server.start()
        with store.view() as view:
            assert view.document(doc.id) == doc
        with store.write() as writer:
            put(writer, "A library opens.", "library.txt")
        with store.view() as view:
            assert view.counts()["documents"] == 2
        end_idle()
