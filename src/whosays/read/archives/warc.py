"""Read web archives (WARC, and the older ARC): every document that a server answered with is a member.

Answers other than 200, repeated answers that were not kept again, and parts of pages are counted and told. Requests and notes
of the program that made the archive hold no documents.
"""

from __future__ import annotations

import logging
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.archives.kinds import is_document, name_of, part_kind
from whosays.read.archives.packed import Unpacked
from whosays.read.archives.unpacking import LIMITS, LimitReached, Limits, Stream, Unpacking
from whosays.read.reading import USUAL, ReadOptions, UnreadableDocument
from whosays.text.charsets import charset_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from warcio.recordloader import ArcWarcRecord

    from whosays.read.reading import Member, Yielded
    from whosays.records import Capture

_BEGINNING = re.compile(rb"WARC/\d\.\d+\r?\n|filedesc://[^\r\n]{1,500}\r?\n")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z?")
_GZIP = b"\x1f\x8b"
_HEAD = 4096
_PIECE = 1 << 16
# An archive of a crawl may hold film; as much as this is passed over.
_MOST_BYTES = 4 << 30
_LONGEST_URL = 4_000
# So many records that give nothing are not looked at for ever.
_MOST_RECORDS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a record of a web archive holds: the address, when it was fetched, and what the server says it is."""

    url: str
    fetched_at: str | None
    media_type: str
    charset: str | None


class WarcReader:
    """Web archives."""

    name = "warc"
    version = "1"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a web archive, packed or not."""
        return _begins(head) if head else capture.name.lower().endswith((".warc", ".warc.gz"))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Yielded:  # noqa: ARG002
        """Yield the documents."""
        unpacking = Unpacking(capture, len(raw), self._limits)
        if not _begins(raw[:_HEAD]):
            raise UnreadableDocument(capture.name, "it is no web archive")
        yield from read_records(BytesIO(raw), unpacking)
        yield from unpacking.problems()


def _begins(head: bytes) -> bool:
    begin = _unpack_head(head) if head.startswith(_GZIP) else head
    return _BEGINNING.match(begin) is not None


def _unpack_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, _HEAD)
    except zlib.error:
        return b""


def read_records(
    stream: Stream, unpacking: Unpacking, *, wants: Callable[[Answer], bool] = lambda _answer: True
) -> Iterator[Member]:
    """Yield the documents of an archive, packed or not, those that `wants` says yes to."""
    logging.getLogger("warcio").setLevel(logging.ERROR)
    opened = _Opened(stream)
    whole = True
    try:
        for record in _records(opened):
            try:
                yield from _member(record, unpacking, wants)
            except LimitReached as error:
                unpacking.stopped(error, _address(record))
                if error.final:
                    return
            while record.raw_stream.read(_PIECE):
                pass
            whole = whole and not _is_cut(record)
    except LimitReached as error:
        unpacking.stopped(error)
    except _damage():
        whole = False
    if not whole or not opened.ends_whole():
        unpacking.note("archive-torn", "a record is damaged or breaks off; what stands behind it may be missing")


class _Opened:
    """The bytes of the archive, unpacked if need be. What is unpacked counts, also where it is passed over."""

    def __init__(self, stream: Stream) -> None:
        head = stream.read(_PIECE)
        self._stream: Stream = _Prefixed(head, stream)
        self._unpacked = Unpacked(self._stream) if head.startswith(_GZIP) else None
        self._at = 0
        self._tail = b""

    def read(self, size: int = -1, /) -> bytes:
        piece = (self._unpacked or self._stream).read(_PIECE if size < 0 else size)
        self._at += len(piece)
        self._tail = (self._tail + piece)[-4:]
        if self._at > _MOST_BYTES:
            raise LimitReached(f"it unpacks to more than {_MOST_BYTES:,} bytes; the rest is not read", final=True)
        return piece

    def tell(self) -> int:
        return self._at

    def ends_whole(self) -> bool:
        """Ask whether the archive ends as archives do: with the two empty lines behind every record."""
        return not (self._unpacked and self._unpacked.odd) and self._tail.endswith(b"\n")


def _records(stream: _Opened) -> Iterator[ArcWarcRecord]:
    from warcio.archiveiterator import ArchiveIterator

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        INC_RECORD = ""  # it would write to the terminal

    for number, record in enumerate(Quiet(stream, arc2warc=True, verify_http=False)):
        if number >= _MOST_RECORDS:
            raise LimitReached(f"it has more than {_MOST_RECORDS:,} records; those behind are not read", final=True)
        yield record


def _member(record: ArcWarcRecord, unpacking: Unpacking, wants: Callable[[Answer], bool]) -> Iterator[Member]:
    if record.rec_type == "revisit":
        unpacking.note("archive-left-out", "visits that found a page unchanged and did not keep it again", _address(record))
    if record.rec_type not in ("response", "resource", "conversion"):
        return
    if record.rec_type == "response" and record.http_headers is not None:
        status = str(record.http_headers.get_statuscode())
        if status != "200":
            unpacking.note("archive-left-out", f"answers that are no page (status {status[:10]})", _address(record))
            return
    answer = _answer(record)
    if not wants(answer):
        return
    stream = record.content_stream()
    content = _Prefixed(stream.read(_HEAD), stream)
    if not is_document(answer.media_type, answer.url, content.head):
        unpacking.note("archive-left-out", part_kind(answer.media_type), name_of(answer.url))
        return
    if not unpacking.wants(name_of(answer.url)):
        return
    raw = unpacking.unpack(content)
    if _header(record, "WARC-Truncated") or _is_cut(record):
        unpacking.note("archive-torn", "documents that are cut off", name_of(answer.url))
    yield unpacking.member(
        name_of(answer.url),
        raw,
        media_type=answer.media_type or None,
        charset=answer.charset,
        url=answer.url or None,
        fetched_at=answer.fetched_at,
    )


class _Prefixed:
    """A stream whose first bytes were looked at."""

    def __init__(self, head: bytes, stream: Stream) -> None:
        self.head = head
        self._waiting = head
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes."""
        if self._waiting:
            piece, self._waiting = self._waiting[:size], self._waiting[size:]
            return piece
        return self._stream.read(size)


def _answer(record: ArcWarcRecord) -> Answer:
    headers = record.http_headers
    said = headers.get_header("Content-Type") if headers is not None else record.content_type
    when = str(_header(record, "WARC-Date") or "").strip()
    return Answer(
        url=_address(record),
        fetched_at=when if _TIME.fullmatch(when) else None,
        media_type=str(said or "").partition(";")[0].strip().lower()[:200],
        charset=charset_of(str(said or "")),
    )


def _is_cut(record: ArcWarcRecord) -> bool:
    """Ask whether a record that was read to its end is shorter than it says."""
    return bool(getattr(record.raw_stream, "limit", None))


def _address(record: ArcWarcRecord) -> str:
    return str(_header(record, "WARC-Target-URI") or "").strip("<> ")[:_LONGEST_URL]


def _header(record: ArcWarcRecord, name: str) -> str | None:
    found = record.rec_headers.get_header(name)
    return None if found is None else str(found)


def _damage() -> tuple[type[Exception], ...]:
    """Return what the package raises on damaged archives."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    return (
        ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, OSError, EOFError, ValueError, IndexError, KeyError,
        TypeError, AttributeError, OverflowError,
    )  # fmt: skip
