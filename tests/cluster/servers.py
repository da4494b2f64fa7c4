"""A scheduler and workers of Dask, as processes on this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Servers:
    """A cluster; its workers have one thread each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        port = self.address.rpartition(":")[2]
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self) -> subprocess.Popen[bytes]:
        """Start one more worker."""
        own = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
        self.workers.append(self._start("worker", self.address, *own, "--local-directory", str(self._folder)))
        return self.workers[-1]

    def wait(self) -> None:
        """Wait until the scheduler answers: a busy machine takes its time to start it."""
        host, _, port = self.address.removeprefix("tcp://").partition(":")
        until = time.monotonic() + 120
        while self.scheduler.poll() is None and time.monotonic() < until:
            with suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
                return
            time.sleep(0.05)
        raise AssertionError("the scheduler does not answer")

    def wait_for_workers(self, workers: int) -> None:
        """Wait until so many workers are there."""
        from distributed import Client

        client = Client(self.address, timeout=120, set_as_default=False)  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=120)
        client.close()  # type: ignore[no-untyped-call]

    def stop(self) -> None:
        """End all processes."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, *arguments]
        with (self._folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log)


@contextmanager
def a_cluster(folder: Path, workers: int) -> Iterator[Servers]:
    """Start a cluster, and end it."""
    servers = Servers(folder)
    try:
        servers.wait()
        for _ in range(workers):
            servers.add_worker()
        if workers:
            servers.wait_for_workers(workers)
        yield servers
    finally:
        servers.stop()
