"""A language model of our own on this machine, behind the usual endpoint: it answers what a test tells it to, good or bad."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self, cast

if TYPE_CHECKING:
    from types import TracebackType

PATH = "/v1/chat/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """An answer byte by byte; a generator of pieces may sleep between them."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


# What the model says of a passage: the words of its message, a list of claims, or an answer byte by byte.
Says = str | list[object] | Raw


def claim(content: object, *said_by: tuple[object, object]) -> dict[str, object]:
    """A claim as the prompt asks for it."""
    return {"content": content, "said_by": [{"holder": holder, "cue": cue} for holder, cue in said_by]}


def completion(words: str) -> bytes:
    """An answer with these words of the model."""
    return json.dumps({"id": "1", "choices": [{"index": 0, "message": {"role": "assistant", "content": words}}]}).encode()


@dataclass
class ModelServer:
    """The server, on a free port; `says` may be changed while it runs. Use it in a `with` block."""

    says: Callable[[str], Says] = field(default=lambda passage: [])
    passages: list[str] = field(default_factory=list)
    requests: list[dict[str, object]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.model = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> Raw:
        self.paths.append(path)
        self.headers.append(headers)
        if path != PATH:
            return Raw(status=404)
        request = json.loads(body)
        passage = json.loads(request["messages"][1]["content"])["passage"]
        self.requests.append(request)
        self.passages.append(passage)
        said = self.says(passage)
        if isinstance(said, Raw):
            return said
        return Raw(body=completion(said if isinstance(said, str) else json.dumps({"claims": said})))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    model: ModelServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        said = cast("_Server", self.server).model.answer(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        self.send_response(said.status)
        for name, value in said.headers:
            self.send_header(name, value)
        self.end_headers()
        for piece in [said.body] if isinstance(said.body, bytes) else said.body:
            self.wfile.write(piece)
            self.wfile.flush()

    def do_GET(self) -> None:
        cast("_Server", self.server).model.paths.append(self.path)
        self.send_response(500)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is to be printed."""
