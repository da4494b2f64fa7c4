"""Serve the desk on this machine, and open it in the browser."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOOPBACK = "127.0.0.1"


class PortTaken(WhosaysError):
    """Another program listens on the port."""

    code = "port-taken"

    def __init__(self, port: int) -> None:
        super().__init__(f"another program uses port {port}; leave --port out, or give another one")


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

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, port))
        except OSError as error:
            raise PortTaken(port) from error
        own = listening.getsockname()[1]
        key = secrets.token_urlsafe(24)
        desk = Desk(folder, who=who, max_upload=max_upload)
        app = guarded(desk, key=key, hosts=(f"{LOOPBACK}:{own}", f"localhost:{own}"))
        address = f"http://{LOOPBACK}:{own}/?key={key}"
        tell(address)
        if open_browser:
            threading.Timer(0.3, webbrowser.open, (address,)).start()
        try:
            uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])
        finally:
            desk.close()
