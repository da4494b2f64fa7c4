"""A disk that is full or may not be written to: it is said in the user's words, and what was acknowledged is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.store.making import put
from tests.store.test_killed import check, numbers

from whosays.store.checkup import check_case
from whosays.store.schema import DATABASE
from whosays.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]


def has_own_mounts() -> bool:
    """Ask whether this account may mount something that only one process sees."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode == 0


needs_mounts = pytest.mark.skipif(not has_own_mounts(), reason="needs an administrator, who may mount a folder")


def run(*words: object, mounts: Sequence[str] = ()) -> list[str]:
    """Run a program of Python, with mounts of its own where some are asked for; return what it said."""
    command = [sys.executable, *map(str, words)]
    if mounts:
        script = " && ".join([*mounts, 'exec "$@"'])
        command = ["unshare", "-m", "sh", "-c", script, "sh", *command]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def hold(folder: Path, said: list[str]) -> None:
    """Hold that all that was acknowledged is there, whole, that nothing else is, and that more can be written now."""
    kept = numbers(said, "kept")
    with Store.open(folder) as store:
        with store.view() as view:
            assert {f"{number:06}.txt" for number in kept} == {doc.name for doc in view.documents()}
            for number in kept:
                check(view, number)
        with store.write() as writer:
            put(writer)
    assert [finding for finding in check_case(folder) if finding.state == "wrong"] == []
    assert not list((folder / "originals").rglob("*.new"))


@pytest.mark.in_a_file
@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
@pytest.mark.parametrize("kilobytes", [4, 40, 260, 330, 700])
def test_where_files_may_not_grow_it_is_said_and_nothing_acknowledged_is_lost(tmp_path: Path, kilobytes: int) -> None:
    folder = tmp_path / "case"
    Store.create(folder).close()
    said = run("-m", "tests.store.filling_writer", folder, kilobytes * 1024, 0, 400)
    (refused,) = [line for line in said if line.startswith("refused")]
    assert "check free space and permissions, then run it again" in refused
    assert said[-1] == f"reads {len(numbers(said, 'kept'))}"
    hold(folder, said)


@pytest.mark.in_a_file
@needs_mounts
def test_on_a_full_disk_it_is_said_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    disk, out = tmp_path / "disk", tmp_path / "out"
    disk.mkdir()
    Store.create(out / "case").close()
    script = (
        "import shutil, sys; from pathlib import Path; from tests.store.filling_writer import main\n"
        "disk, out = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "shutil.copytree(out / 'case', disk / 'case')\n"
        "main(disk / 'case', 0, 0, 4000)\n"
        "shutil.rmtree(out / 'case'); shutil.copytree(disk / 'case', out / 'case')\n"
    )
    said = run("-c", script, disk, out, mounts=[f"mount -t tmpfs -o size=1500k tmpfs '{disk}'"])
    (refused,) = [line for line in said if line.startswith("refused")]
    assert "check free space and permissions, then run it again" in refused
    assert len(numbers(said, "kept")) > 3
    hold(out / "case", said)


READ = """
import sys
from pathlib import Path
from whosays.errors import WhosaysError
from whosays.store.checkup import check_case
from whosays.store.store import Store
from tests.store.making import put

folder = Path(sys.argv[1])
try:
    with Store.open(folder) as store:
        with store.view() as view:
            print("reads", view.counts()["documents"], len(view.search("river")))
        try:
            with store.write() as writer:
                put(writer, "The quay is long.", "quay.txt")
        except WhosaysError as error:
            print("refused", error)
    print("checked", *sorted({finding.state for finding in check_case(folder)}))
except WhosaysError as error:
    print("told", error)
"""


def read_only(folder: Path) -> list[str]:
    return [f"mount --bind '{folder}' '{folder}'", f"mount -o remount,ro,bind '{folder}'"]


def test_two_processes_write_at_once_and_all_of_both_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    Store.create(folder).close()
    with ThreadPoolExecutor() as pool:
        said = list(pool.map(lambda first: run("-m", "tests.store.filling_writer", folder, 0, first, first + 40), [0, 40]))
    assert [len(numbers(lines, "kept")) for lines in said] == [40, 40]
    hold(folder, [line for lines in said for line in lines])


@pytest.mark.in_a_file
@needs_mounts
def test_on_a_read_only_disk_a_case_is_read_and_checked(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with Store.create(folder) as store, store.write() as writer:
        put(writer)
    reads, refused, checked = run("-c", READ, folder, mounts=read_only(folder))
    assert reads == "reads 1 1"
    assert "cannot write" in refused
    assert "permissions" in refused
    assert "fine" in checked
    assert "wrong" not in checked


@pytest.mark.in_a_file
@needs_mounts
def test_on_a_read_only_disk_a_log_that_was_not_written_back_is_told(tmp_path: Path) -> None:
    folder, copy = tmp_path / "case", tmp_path / "copy"
    with Store.create(folder) as store:
        with store.write() as writer:
            put(writer)
        shutil.copytree(folder, copy)  # as a process that was killed leaves it
    (copy / f"{DATABASE}-shm").unlink()
    assert (copy / f"{DATABASE}-wal").stat().st_size
    (told,) = run("-c", READ, copy, mounts=read_only(copy))
    assert "read-only" in told
    assert "open a copy" in told
