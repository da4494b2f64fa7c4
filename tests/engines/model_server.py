"""A language model of our own on this machine, behind the usual endpoint: it answers what a test tells it to, good or bad."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from tests.capture.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from tests.capture.site import Asked

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
    """A site that answers as such a model does; `says` may be changed while it runs. Use it in a `with` block."""

    says: Callable[[str], Says] = field(default=lambda passage: [])
    passages: list[str] = field(default_factory=list)
    requests: list[dict[str, object]] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._site = Site(pages={PATH: self._answer}).__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._site.__exit__(kind, error, trace)

    @property
    def url(self) -> str:
        return self._site.url("/v1")

    @property
    def headers(self) -> list[dict[str, str]]:
        """The headers of every request so far, names in small letters."""
        return [asked.headers for asked in self._site.asked]

    @property
    def paths(self) -> list[str]:
        """The paths of every request so far."""
        return [asked.path for asked in self._site.asked]

    def _answer(self, asked: Asked) -> Iterator[bytes]:
        request = json.loads(asked.body)
        passage = json.loads(request["messages"][1]["content"])["passage"]
        self.requests.append(request)
        self.passages.append(passage)
        said = self.says(passage)
        if not isinstance(said, Raw):
            said = Raw(body=completion(said if isinstance(said, str) else json.dumps({"claims": said})))
        head = [f"HTTP/1.0 {said.status} Said", *(f"{name}: {value}" for name, value in said.headers)]
        yield "\r\n".join([*head, "", ""]).encode("latin-1")
        yield from [said.body] if isinstance(said.body, bytes) else said.body
