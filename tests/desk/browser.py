"""A real browser for the tests of the desk."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def open_desk(chromium: Browser, served: str, **wanted: object) -> Page:
    """Open the desk by its first address, in a window of its own."""
    page = chromium.new_context(**wanted).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    page.goto(served)
    return page


@contextmanager
def serving_files(folder: Path) -> Iterator[str]:
    """Put a folder on a plain file server on loopback, and give its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join(10)
