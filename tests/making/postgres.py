"""A PostgreSQL server for the tests: made of Debian's package in a folder of its own, reached over a socket in it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCOUNT = "postgres"  # Debian's package makes it; the server does not run as an administrator
_USER = "desk"


def programs() -> Path | None:
    """Return the folder of the server's programs, the newest where there are several; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda place: int(place.parts[4]))
    if found:
        return found[-1].parent
    there = shutil.which("pg_ctl")
    return Path(there).resolve().parent if there else None


class PostgresServer:
    """A server of our own; `stop` it."""

    def __init__(self, folder: Path, *, lasting: bool = False) -> None:
        """Make a cluster.

        Args:
            folder: an empty folder.
            lasting: wait for the disk, as a server does that is to outlive a crash of the machine.
        """
        bin_folder = programs()
        assert bin_folder is not None
        self._bin = bin_folder
        self.folder = folder
        if os.geteuid() == 0:
            shutil.chown(folder, _ACCOUNT)
        self._data = folder / "data"
        self._run("initdb", "-D", str(self._data), "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = {
            "listen_addresses": "''",
            "unix_socket_directories": f"'{folder}'",
            "max_connections": "50",
            "shared_buffers": "'64MB'",
            "fsync": "on" if lasting else "off",
        }
        with (self._data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name} = {value}\n" for name, value in settings.items())
        self.start()

    @property
    def address(self) -> str:
        """Where it is, as libpq is told of it."""
        return f"postgresql://{_USER}@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it answers. One that was killed holds its memory until the last of its processes is gone."""
        for left in range(20, -1, -1):
            if self._run(
                "pg_ctl", "-D", str(self._data), "-l", str(self.folder / "log"), "-w", "-t", "60", "start", check=not left
            ):
                return
            time.sleep(0.3)

    def ask_for_passwords(self) -> None:
        """Let nobody in without a password from now on."""
        (self._data / "pg_hba.conf").write_text("local all all scram-sha-256\n", encoding="utf-8")
        self._run("pg_ctl", "-D", str(self._data), "reload")

    def kill(self) -> None:
        """Kill it with all its processes, without a moment to put things in order."""
        pid = int((self._data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)

    def stop(self) -> None:
        """Stop it."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop", check=False)

    def _run(self, program: str, *arguments: str, check: bool = True) -> bool:
        command = [str(self._bin / program), *arguments]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid", _ACCOUNT, "--regid", _ACCOUNT, "--clear-groups", *command]
        # A server that inherits our output would keep whoever reads it waiting.
        with (self.folder / "said").open("ab") as said:
            done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False)
        if check and done.returncode:
            raise AssertionError((self.folder / "said").read_text(encoding="utf-8", errors="replace")[-2000:])
        return done.returncode == 0


def run_program(program: str, *arguments: str) -> None:
    """Run a program that comes with the server."""
    bin_folder = programs()
    assert bin_folder is not None
    done = subprocess.run([bin_folder / program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def served(*, lasting: bool = False) -> Iterator[PostgresServer]:
    """Run a server for the length of a block (see `PostgresServer`)."""
    # Not in the folders of pytest, which only their own account may go into. The path of a socket may have 107 letters.
    folder = Path(tempfile.mkdtemp(prefix="whosays-postgres-"))
    try:
        server = PostgresServer(folder, lasting=lasting)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
