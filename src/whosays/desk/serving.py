"""Serve the desk: to one person on this machine, opened in the browser, or to a team."""

from __future__ import annotations

import errno
import secrets
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from whosays.desk.ways import Way

LOOPBACK = "127.0.0.1"


class PortTaken(WhosaysError):
    """Another program listens on the port."""

    code = "port-taken"

    def __init__(self, port: int) -> None:
        super().__init__(f"another program uses port {port}; leave --port out, or give another one")


class PortClosed(WhosaysError):
    """The account may not listen on the port."""

    code = "port-closed"

    def __init__(self, port: int) -> None:
        super().__init__(f"this account may not listen on port {port}; give one above 1023, and let a proxy stand before it")


class NobodyThere(WhosaysError):
    """A team is to be served, and nobody has an account."""

    code = "nobody-there"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"nobody has an account on the case in {folder}, so nobody could sign in; make one with"
            " `whosays people add NAME --role owner`"
        )


class NoSuchAddress(WhosaysError):
    """The machine has no such address."""

    code = "no-such-address"

    def __init__(self, host: str) -> None:
        super().__init__(f"this machine has no address {host}; give --host one that it has, or 0.0.0.0 with --name for all")


def serve(
    folder: Path,
    *,
    port: int = 0,
    who: str | None = None,
    max_upload: int = 500 << 20,
    open_browser: bool = True,
    tell: Callable[[str], None],
) -> None:
    """Serve the desk of a case on loopback until it is interrupted.

    Args:
        folder: the case folder.
        port: where to listen (0: any free port).
        who: who signs judgements (None: the login name).
        max_upload: bytes that may be added in one go.
        open_browser: open the first page in the browser.
        tell: called with the first address, which carries the key of this run.
    """
    import uvicorn

    from whosays.desk.app import Desk, guarded

    # Named as TCP, for asyncio sends small answers at once over such sockets alone; else each page waits 40 ms for the browser.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _listen(listening, LOOPBACK, port)
        own = listening.getsockname()[1]
        key = secrets.token_urlsafe(24)
        desk = Desk(folder, who=who, max_upload=max_upload)
        app = guarded(desk, key=key, hosts=(f"{LOOPBACK}:{own}", f"localhost:{own}"))
        address = f"http://{LOOPBACK}:{own}/?key={key}"
        tell(address)
        threading.Thread(target=desk.warm, daemon=True).start()
        if open_browser:
            threading.Timer(0.3, webbrowser.open, (address,)).start()
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            desk.close()


def serve_team(folder: Path, way: Way, *, max_upload: int = 500 << 20, tell: Callable[[str], None]) -> None:
    """Serve the desk of a case to the people who have an account on it, until it is interrupted.

    Args:
        folder: the case folder.
        way: where to listen, under which names, and who does TLS.
        max_upload: bytes that may be added in one go.
        tell: called with the address.

    Raises NobodyThere, PortTaken, NoSuchAddress, or what `Way.check` raises.
    """
    import uvicorn

    from whosays.case import Case
    from whosays.desk.app import Desk, guarded_for_a_team

    with Case.open(folder) as case:
        if not case.people.all():
            raise NobodyThere(folder)
    way.check()
    family = socket.AF_INET6 if ":" in way.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _listen(listening, way.host, way.port)
        own = listening.getsockname()[1]
        desk = Desk(folder, max_upload=max_upload, door=way.door(own))
        # What a proxy says is read by the guard, which knows the proxy; the server would believe any of this machine.
        config = uvicorn.Config(
            guarded_for_a_team(desk),
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            ssl_certfile=way.cert,
            ssl_keyfile=way.key,
        )
        tell(way.address(own))
        threading.Thread(target=desk.warm, daemon=True).start()
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            desk.close()


def _listen(listening: socket.socket, host: str, port: int) -> None:
    """Take the port; from now on a browser is kept waiting until the desk is ready, and not turned away."""
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
            raise NoSuchAddress(host) from error
        if error.errno == errno.EACCES:
            raise PortClosed(port) from error
        raise PortTaken(port) from error
