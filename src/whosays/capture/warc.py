"""Write a visit as a WARC 1.1 file: what was sent and what was received, byte by byte as they went over the wire."""

from __future__ import annotations

import base64
import hashlib
import re
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    from whosays.capture.connection import Exchange

MEDIA_TYPE = "application/warc"
_INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d\b")
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")


def write_warc(exchanges: Sequence[Exchange], about: Mapping[str, str]) -> bytes:
    """Return a WARC file, each record packed by itself: what wrote it (`about`), then each answer with its request.

    The server's certificate stands in a metadata record beside the answer. Written by warcio; the heads are handed to it as
    received, since it would tidy them.
    """
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(_about(writer, exchanges, about))
    for exchange in exchanges:
        answer = _record(writer, exchange, "response", _final(exchange.received))
        answer_id = answer.rec_headers.get_header("WARC-Record-ID")
        request = _record(writer, exchange, "request", exchange.sent, concurrent=answer_id)
        for record in (answer, request):
            writer.write_record(record)
        if exchange.certificate:
            writer.write_record(_certificate(writer, exchange, exchange.certificate, answer_id))
    return out.getvalue()


def _about(writer: WARCWriter, exchanges: Sequence[Exchange], about: Mapping[str, str]) -> ArcWarcRecord:
    record = writer.create_warcinfo_record("", {"format": "WARC File Format 1.1", **about})
    record.rec_headers.replace_header("WARC-Date", exchanges[0].at)
    return record


def _record(writer: WARCWriter, exchange: Exchange, kind: str, raw: bytes, *, concurrent: str | None = None) -> ArcWarcRecord:
    split = _HEAD_ENDS.search(raw)
    head = raw[: split.end()] if split else raw
    headers = {
        "WARC-Date": exchange.at,
        "WARC-IP-Address": exchange.number,
        "WARC-Block-Digest": _digest(raw),
        "WARC-Payload-Digest": _digest(raw[len(head) :]),
    }
    if concurrent:
        headers["WARC-Concurrent-To"] = concurrent
    payload = BytesIO(raw[len(head) :])
    return writer.create_warc_record(
        exchange.url,
        kind,
        payload=payload,
        length=len(raw) - len(head),
        warc_headers_dict=headers,
        http_headers=_as_received(head),
    )


def _certificate(writer: WARCWriter, exchange: Exchange, certificate: bytes, concurrent: str) -> ArcWarcRecord:
    lines = {
        "tls-certificate-sha256": hashlib.sha256(certificate).hexdigest(),
        "tls-certificate": base64.b64encode(certificate).decode("ascii"),
    }
    raw = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode("ascii")
    headers = {"WARC-Date": exchange.at, "WARC-Concurrent-To": concurrent, "WARC-Block-Digest": _digest(raw)}
    return writer.create_warc_record(exchange.url, "metadata", payload=BytesIO(raw), length=len(raw), warc_headers_dict=headers)


def _as_received(head: bytes) -> StatusAndHeaders:
    """Return a head that warcio writes as it is."""
    from warcio.statusandheaders import StatusAndHeaders

    class AsReceived(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
        def compute_headers_buffer(self, header_filter: object = None) -> None:  # noqa: ARG002
            self.headers_buff = head

    return AsReceived("200", [("", "")])


def _final(received: bytes) -> bytes:
    """Leave out the interim answers (103 Early Hints) in front of the answer."""
    while _INTERIM.match(received) and (split := _HEAD_ENDS.search(received)):
        received = received[split.end() :]
    return received


def _digest(raw: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(raw).digest()).decode("ascii")
