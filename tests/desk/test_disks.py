"""The desk where the disk of the case takes nothing: it reads, and says of a decision why it was not kept."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.store.test_faults import needs_mounts, read_only

from whosays.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def desk_of(folder: Path, before: str, *around: str) -> Iterator[httpx.Client]:
    """Serve the desk of a case by a shell that runs something before, and give a client that was let in."""
    serve = [sys.executable, "-m", "whosays.cli", "desk", "--no-browser", str(folder)]
    command = [*around, "sh", "-c", f'{before} && exec "$@"', "sh", *serve]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        base = address.partition("/?")[0]
        with httpx.Client(
            base_url=base, headers={"origin": base}, timeout=60, transport=httpx.HTTPTransport(retries=6)
        ) as client:
            client.get(address)
            yield client
    finally:
        process.terminate()
        process.wait(20)
        assert process.stdout
        process.stdout.close()


@pytest.fixture
def case_folder(read_once: Path, tmp_path: Path) -> Path:
    """A case of each test alone: others decide on theirs, and these ask that nothing is decided."""
    return Path(shutil.copytree(read_once, tmp_path / "quay"))


def hold(client: httpx.Client, folder: Path) -> None:
    """Hold the desk to reading as ever, and to keeping no decision without saying so."""
    for address in ("/", "/library", "/claims", "/names", "/review", "/export", "/activity"):
        assert client.get(address).status_code == 200, address
    claim = client.get("/review.json").json()["item"]["card"]["id"]
    answer = client.post("/judge", data={"record": claim, "decision": "accept", "back": "/review"})
    assert answer.status_code == 409
    assert "cannot write to the case" in answer.text
    assert "Traceback" not in answer.text
    with Case.open(folder) as case, case.view() as view:
        assert list(view.stored.judgements()) == []


@pytest.mark.in_a_file
@needs_mounts
def test_on_a_read_only_disk(case_folder: Path) -> None:
    with desk_of(case_folder, " && ".join(read_only(case_folder)), "unshare", "-m") as client:
        hold(client, case_folder)


@pytest.mark.in_a_file
@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
def test_on_a_full_disk(case_folder: Path) -> None:
    with desk_of(case_folder, "ulimit -f 0") as client:
        hold(client, case_folder)
