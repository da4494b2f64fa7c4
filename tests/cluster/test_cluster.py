"""Documents are read on the workers of a cluster, and the record is the one that local processes make."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from tests.cluster.servers import a_cluster

from whosays.case import Case
from whosays.cli import cli
from whosays.cluster import client
from whosays.cluster.client import ClusterLost, NoCluster, OtherLine, WorkerFailed
from whosays.errors import ExtraMissing
from whosays.line import line_versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cluster.servers import Servers

    from whosays.case.intake.adding import Progress


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with a_cluster(tmp_path_factory.mktemp("dask"), 2) as made:
        yield made


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Thirty short documents, one with a file inside of it, and one that cannot be read."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(30):
        said = f"Quay Choir {number} condemned Mill Weavers in {1950 + number}. “The lock is shut,” said Weir {number}."
        text = f"Fiction.\n\n{said}\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    with ZipFile(folder / "packed.zip", "w") as packed:
        packed.writestr("inner.txt", "Fiction.\n\nThe lamp came from Peru, said the harbour office.\n")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4\nno more")
    return folder


def told(case: Case) -> bytes:
    """Everything that leaves with an export, as bytes, without the time at which each file was taken in."""
    folder = case.folder.with_name(f"{case.folder.name}-export")
    list(case.export(folder))
    parts = [path.name.encode() + path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix == ".jsonl"]
    shutil.rmtree(folder)
    return re.sub(rb'"fetched_at":"[^"]*"', b"", b"".join(parts))


def read_here(papers: Path, folder: Path) -> bytes:
    with Case.new(folder) as case:
        case.add([papers], jobs=2)
        return told(case)


def test_the_record_is_the_one_that_local_processes_make(servers: Servers, papers: Path, tmp_path: Path) -> None:
    answer = CliRunner().invoke(cli, ["new", str(tmp_path / "there")])
    assert answer.exit_code == 0
    answer = CliRunner().invoke(cli, ["add", "--case", str(tmp_path / "there"), "--cluster", servers.address, str(papers)])
    assert answer.exit_code == 0, answer.output
    with Case.open(tmp_path / "there") as case:
        assert told(case) == read_here(papers, tmp_path / "here")
        assert [one.code for one in case.problems() if one.code == "unreadable-document"]
        again = case.add([papers], cluster=servers.address)
        assert not again.new


def test_a_worker_that_is_killed_in_the_middle_costs_nothing(
    servers: Servers, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_TOGETHER", 2)  # so that there is a middle
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if progress.done >= 3 and not killed:
            killed.append(servers.workers[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    with Case.new(tmp_path / "there") as case:
        case.add([papers], cluster=servers.address, on_progress=kill_one)
        assert killed
        assert servers.workers.pop(0).wait() == -signal.SIGKILL
        assert told(case) == read_here(papers, tmp_path / "here")
    servers.add_worker()


def test_a_cluster_that_goes_away_is_told_and_what_was_read_is_kept(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_TOGETHER", 1)
    monkeypatch.setattr(client, "_PATIENCE", 8)
    gone: list[bool] = []
    (tmp_path / "dask").mkdir()
    with a_cluster(tmp_path / "dask", 1) as short_lived, Case.new(tmp_path / "there") as case:

        def end(progress: Progress) -> None:
            if progress.done >= 3 and not gone:
                gone.append(True)
                short_lived.stop()

        with pytest.raises(ClusterLost):
            case.add([papers], cluster=short_lived.address, on_progress=end)
        kept = len(case.documents())
        assert 0 < kept < 31
        added = case.add([papers], jobs=2)
        assert len(added.new) == 31 - kept
        assert told(case) == read_here(papers, tmp_path / "here")


def test_when_no_worker_is_left_it_is_told(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_TOGETHER", 1)
    (tmp_path / "dask").mkdir()
    with a_cluster(tmp_path / "dask", 1) as servers, Case.new(tmp_path / "there") as case:

        def end(progress: Progress) -> None:
            if progress.done >= 3:
                monkeypatch.setattr(client, "_PATIENCE", 2)
                servers.workers[0].kill()

        with pytest.raises(ClusterLost, match="the same command goes on"):
            case.add([papers], cluster=servers.address, on_progress=end)
        assert 0 < len(case.documents()) < 31


def test_a_document_that_takes_too_long_costs_itself_alone(
    servers: Servers, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.new(tmp_path / "there") as case:
        case.add([papers / "00.txt", papers / "01.txt"], cluster=servers.address)  # what is loaded once takes none of the time
        (papers / "long.txt").write_text("Fiction.\n\n" + "The lock keeper said that the weir is shut. " * 20_000, "utf-8")
        case.add([papers], cluster=servers.address, timeout=8)
        assert [one.code for one in case.problems() if "long.txt" in one.message] == ["extraction-stopped"]
        assert len(case.documents()) == 32


def test_a_worker_that_cannot_work_is_told(
    servers: Servers, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "read_there", int)  # what a broken installation raises is as little foreseen
    with Case.new(tmp_path / "there") as case, pytest.raises(WorkerFailed, match="TypeError"):
        case.add([papers], cluster=servers.address)


def test_a_worker_that_would_read_differently_is_refused(
    servers: Servers, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = line_versions()
    monkeypatch.setattr(client, "line_versions", lambda: f"{real} claims/99")
    with Case.new(tmp_path / "there") as case:
        with pytest.raises(OtherLine, match=r"here claims/99; there nothing more"):
            case.add([papers], cluster=servers.address)
        assert case.documents() == []


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "tcp://127.0.0.1:port", "ftp://127.0.0.1:1"])
def test_a_cluster_that_is_not_there_is_told(
    papers: Path, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_PATIENCE", 1)
    with Case.new(tmp_path / "there") as case, pytest.raises(NoCluster):
        case.add([papers], cluster=address)


def test_a_cluster_without_workers_is_told(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dask").mkdir()
    with a_cluster(tmp_path / "dask", 0) as empty, Case.new(tmp_path / "there") as case:
        monkeypatch.setattr("whosays.cluster.client._PATIENCE", 8)
        with pytest.raises(NoCluster, match="no workers"):
            case.add([papers], cluster=empty.address)


def test_without_dask_the_way_to_get_it_is_told(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with Case.new(tmp_path / "there") as case, pytest.raises(ExtraMissing, match=r"pip install 'whosays\[cluster\]'"):
        case.add([papers], cluster="tcp://127.0.0.1:1")


def test_jobs_are_of_this_machine(tmp_path: Path) -> None:
    answer = CliRunner().invoke(cli, ["add", "--cluster", "tcp://127.0.0.1:1", "--jobs", "2", str(tmp_path)])
    assert answer.exit_code == 2
    assert "leave it out with --cluster" in answer.output
