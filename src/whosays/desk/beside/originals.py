"""What was captured, as it was: to be saved as a file, or, for a page of the web, looked at in a frame that lets nothing run.

A captured page is somebody else's program. It is answered with a policy that puts it into a sandbox without an origin: no
script, no form, nothing loaded from anywhere, no way up to the page around it. The frame's own `sandbox` says so again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import Response

from whosays.read.archives.labels import make_label
from whosays.store.faults import NoOriginal

if TYPE_CHECKING:
    from fastapi import FastAPI

    from whosays.desk.app import Desk
    from whosays.records import Capture

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_UNSAFE = re.compile(r"[\\/\"%;\r\n\x00-\x1f\x7f-\x9f]")
_FILE = {
    "content-security-policy": "sandbox; default-src 'none'",
    "cache-control": "no-store",
}
_SNAPSHOT = {
    "content-security-policy": (
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none';"
        " frame-ancestors 'self'"
    ),
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "no-referrer",
    "x-dns-prefetch-control": "off",
    "cache-control": "no-store",
}


def add(app: FastAPI, desk: Desk) -> None:
    """Add the addresses of originals to the application."""

    @app.get("/captures/{words}/original", include_in_schema=False)
    def original(words: str) -> Response:
        capture, raw = _read(desk, words)
        headers = _FILE | {"content-disposition": disposition(capture.name)}
        return Response(raw, media_type="application/octet-stream", headers=headers)

    @app.get("/captures/{words}/snapshot", include_in_schema=False)
    def snapshot(words: str) -> Response:
        capture, raw = _read(desk, words)
        if not is_page(capture):
            raise NoOriginal(capture.id)
        charset = capture.charset if capture.charset and _CHARSET.fullmatch(capture.charset) else None
        # Without a charset from its server, the browser looks into the page for one; Starlette would say UTF-8.
        kind = f"text/html; charset={charset}" if charset else "text/html"
        return Response(raw, headers=_SNAPSHOT | {"content-type": kind})


def is_page(capture: Capture) -> bool:
    """Ask whether a capture can be looked at in a frame: a page of the web."""
    return capture.media_type in _PAGES


def disposition(name: str) -> str:
    """Return the header that has a file saved under its name, of which nothing can lead anywhere."""
    label = _UNSAFE.sub("_", make_label(name)).strip(" .") or "original"
    plain = "".join(char if char.isascii() else "_" for char in label)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(label, safe='')}"


def _read(desk: Desk, words: str) -> tuple[Capture, bytes]:
    with desk.ask() as ask:
        capture = ask.view.stored.captured(words).capture
        return capture, ask.view.stored.original(capture.id)
