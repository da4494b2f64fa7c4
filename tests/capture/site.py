"""A web site of our own on this machine, for tests: it answers what a test tells it to, byte by byte where it has to."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, cast

if TYPE_CHECKING:
    import ssl
    from types import TracebackType


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that the site got."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the site answers: `headers` beside those that every answer has."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str | None = "text/html; charset=utf-8"

    def raw(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} Said", *(f"{name}: {value}" for name, value in self.headers)]
        if self.media_type:
            lines.append(f"Content-Type: {self.media_type}")
        lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


# A page, the bytes of an answer, the pieces of one (a generator may sleep between them), or what makes one of these.
Said = Page | bytes | Iterable[bytes]
Route = Said | Callable[[Asked], Said]


@dataclass
class Site:
    """A server on a free port; `pages` may be changed while it runs. Use it in a `with` block."""

    pages: dict[str, Route] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.site = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths asked for so far, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def answer(self, asked: Asked) -> Iterable[bytes]:
        self.asked.append(asked)
        said = self.pages.get(asked.path, Page(status=404, body=b"<p>There is no such page."))
        if callable(said):
            said = said(asked)
        if isinstance(said, Page):
            return [said.raw()]
        return [said] if isinstance(said, bytes) else said


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away are part of the tests."""


class _Handler(socketserver.StreamRequestHandler):
    def setup(self) -> None:
        tls = cast("_Server", self.server).site.tls
        if tls:
            self.request = tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self) -> None:
        site = cast("_Server", self.server).site
        if site.tls is None and self.request.recv(1, socket.MSG_PEEK) == b"\x16":
            return  # TLS, to a site that has none
        line = self.rfile.readline(65536).decode("latin-1").split()
        if len(line) < 2:
            return
        headers: dict[str, str] = {}
        while (raw := self.rfile.readline(65536).decode("latin-1").strip()) and len(headers) < 100:
            name, _, value = raw.partition(":")
            headers[name.strip().lower()] = value.strip()
        body = self.rfile.read(int(headers.get("content-length", "0")))
        asked = Asked(method=line[0], path=line[1], headers=headers, body=body)
        for piece in site.answer(asked):
            self.wfile.write(piece)
            self.wfile.flush()

    def finish(self) -> None:
        super().finish()
        self.request.close()
