"""One request over one connection: to a checked address, on tape, within its limits.

The tape holds the bytes of both sides as they went over the wire (under TLS, if any), for the WARC file.
"""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import httpcore

from whosays.capture.addresses import may_ask, resolve
from whosays.capture.failure import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import httpx

    from whosays.capture.addresses import Resolver

# A server may take so long to let us in to one of its addresses, and to send the next bytes.
_CONNECT, _SILENCE = 15.0, 30.0
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer: the parts of the answer, and both as they were sent (`sent`, `received`).

    `body` is without the framing of the transfer, still packed. `number` is the address connected to, `certificate` the
    server's own (DER). `at` is UTC in ISO 8601 with microseconds, when the request was sent.
    """

    url: str
    at: str
    status: int
    headers: Headers
    body: bytes
    sent: bytes
    received: bytes
    number: str
    certificate: bytes | None = None

    def header(self, name: str) -> str | None:
        """Return the first header of a name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How to ask: whom to trust (TLS), until when (`time.monotonic`), how many bytes, who resolves names.

    `may_ask` says which numbers may be connected to, instead of the rule for what pages lead to (`addresses.may_ask`);
    `silence` is for how many seconds a server may say nothing. Without `taped`, what was received is counted and not kept.
    """

    deadline: float
    size_limit: int
    trust: Callable[[], ssl.SSLContext]
    resolver: Resolver | None = None
    allow_loopback: bool = False
    may_ask: Callable[[str], bool] | None = None
    silence: float = _SILENCE
    taped: bool = True


def ask(
    url: httpx.URL,
    how: Asking,
    *,
    headers: Headers = (),
    body: bytes | None = None,
    into: Callable[[bytes], object] | None = None,
) -> Exchange:
    """Send one request (POST with a `body`, else GET) and return what came back. Raises FetchFailed.

    The body of an answer with status 200 goes `into` what is given, piece by piece, and is then not in the answer returned.
    """
    backend = _Backend(how)
    secure = url.scheme == "https"
    with httpcore.HTTPConnection(
        origin=httpcore.Origin(url.scheme.encode(), url.raw_host, url.port or (443 if secure else 80)),
        ssl_context=how.trust() if secure else None,
        network_backend=backend,
    ) as connection:
        at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        try:
            response = connection.handle_request(_request(url, headers, body, how.silence))
            pieces = bytearray()
            take = into if into and response.status == 200 else pieces.extend
            for piece in response.iter_stream():
                take(piece)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise _told(error, url) from error
        finally:
            connection.close()
    tape = backend.tape
    return Exchange(
        url=str(url),
        at=at,
        status=response.status,
        headers=tuple((_text(name), _text(value)) for name, value in response.headers),
        body=bytes(pieces),
        sent=bytes(tape.sent),
        received=bytes(tape.received),
        number=tape.number,
        certificate=tape.certificate,
    )


def _request(url: httpx.URL, headers: Headers, body: bytes | None, silence: float) -> httpcore.Request:
    lines = [("Host", url.netloc.decode("ascii")), *headers, ("Connection", "close")]
    if body is not None:
        lines.append(("Content-Length", str(len(body))))
    return httpcore.Request(
        method="GET" if body is None else "POST",
        url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=[(name.encode("ascii"), value.encode("latin-1")) for name, value in lines],
        content=body,
        extensions={"timeout": {"connect": _CONNECT, "read": silence, "write": silence, "pool": silence}},
    )


def _text(raw: bytes) -> str:
    """Decode a header: as UTF-8 where it is, else byte by byte."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


class _Tape:
    """What went over the wire, and the limits that it runs into."""

    def __init__(self, how: Asking) -> None:
        self.how = how
        self.sent = bytearray()
        self.received = bytearray()
        self.count = 0
        self.number = ""
        self.certificate: bytes | None = None

    def left(self, wanted: float | None) -> float:
        """Return for how long the next step may take."""
        left = self.how.deadline - time.monotonic()
        if left <= 0:
            raise FetchFailed("slow", "the answer was not complete within the time limit")
        return min(left, wanted or left)

    def hear(self, raw: bytes) -> None:
        """Keep what was received, and count it."""
        self.count += len(raw)
        if self.how.taped:
            self.received += raw
        if self.count > self.how.size_limit:
            raise FetchFailed("large", f"the answer has more than {self.how.size_limit:,} bytes")


class _Backend(httpcore.NetworkBackend):
    """Connects to the checked addresses of a host, and to nothing else."""

    def __init__(self, how: Asking) -> None:
        self.tape = _Tape(how)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve the host once, check all its addresses, connect to the first that answers."""
        how, backend = self.tape.how, httpcore.SyncBackend()
        left = self.tape.left(_SILENCE)
        fits = how.may_ask or partial(may_ask, allow_loopback=how.allow_loopback)
        numbers = resolve(host, port, ask=how.resolver, timeout=left, fits=fits)
        failed: Exception | None = None
        for number in numbers:
            try:
                stream = backend.connect_tcp(number, port, self.tape.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            self.tape.number = number
            return _Stream(stream, self.tape)
        assert failed is not None
        raise failed


class _Stream(httpcore.NetworkStream):
    """A connection that is recorded on a tape."""

    def __init__(self, stream: httpcore.NetworkStream, tape: _Tape) -> None:
        self._stream = stream
        self._tape = tape

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read, and keep what was read."""
        raw = self._stream.read(max_bytes, self._tape.left(timeout))
        self._tape.hear(raw)
        return raw

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write, and keep what was written."""
        self._stream.write(buffer, self._tape.left(timeout))
        self._tape.sent += buffer

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Begin TLS, and keep the server's certificate."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._tape.left(timeout))
        self._tape.certificate = stream.get_extra_info("ssl_object").getpeercert(True)
        return _Stream(stream, self._tape)

    def get_extra_info(self, info: str) -> object:
        """Return what the connection knows."""
        return self._stream.get_extra_info(info)


def _told(error: Exception, url: httpx.URL) -> FetchFailed:
    """Say what went wrong on the way to a host."""
    if certificate := _cause(error, ssl.SSLCertVerificationError):
        why = getattr(certificate, "verify_message", "") or str(certificate)
        return FetchFailed("certificate", f"the certificate of {url.host} does not hold: {why}")
    if isinstance(error, httpcore.ConnectTimeout):
        return FetchFailed("unreachable", f"{url.host} lets nobody in (no answer in time)", may_pass=True)
    if isinstance(error, httpcore.TimeoutException):
        return FetchFailed("slow", f"{url.host} fell silent before its answer was complete")
    if isinstance(error, httpcore.ProtocolError):
        passing = "disconnected" in str(error) or "closed connection" in str(error)
        return FetchFailed("broken", f"what {url.host} sent is no whole answer ({error})", may_pass=passing)
    return FetchFailed("unreachable", f"{url.host} cannot be reached ({_reason(error)})", may_pass=True)


def _cause(error: BaseException | None, kind: type[BaseException]) -> BaseException | None:
    while error is not None and not isinstance(error, kind):
        error = error.__cause__ or error.__context__
    return error


def _reason(error: Exception) -> str:
    cause = _cause(error, OSError)
    said = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(error)
    return (said or type(error).__name__).lower()
