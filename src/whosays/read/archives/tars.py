"""Read TAR archives: regular files one by one; links and devices are told and left out."""

from __future__ import annotations

import tarfile
from typing import IO, TYPE_CHECKING, Self, cast

from whosays.read.archives.unpacking import LIMITS, LimitReached, Limits, Stream, Unpacking
from whosays.read.reading import USUAL, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.reading import Member, Yielded
    from whosays.records import Capture

_BLOCK = 512
_ROWS_A_MEMBER = 10
# What the standard library raises on damaged archives beside its own error; a chain of headers is read by recursion.
_DAMAGE = (tarfile.TarError, OSError, EOFError, ValueError, IndexError, KeyError, OverflowError, RecursionError, UnicodeError)


class TarReader:
    """TAR archives that are not packed (packed ones: `archives.compressed`)."""

    name = "tar"
    version = "1"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a TAR archive."""
        return is_tar(head) or capture.name.lower().endswith(".tar")

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Yielded:  # noqa: ARG002
        """Yield the members."""
        from io import BytesIO

        unpacking = Unpacking(capture, len(raw), self._limits)
        yield from read_tar(BytesIO(raw), unpacking)
        yield from unpacking.problems()


def is_tar(head: bytes) -> bool:
    """Ask whether bytes begin with a header of a TAR archive: its own checksum must be right."""
    if len(head) < _BLOCK or not head[:1].strip(b"\0"):
        return False
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "surrogateescape")
    except _DAMAGE:
        return False
    return True


def read_tar(stream: Stream, unpacking: Unpacking) -> Iterator[Member]:
    """Yield the members of an archive that is read from front to back, once."""
    odd: list[str] = []
    counted = cast("IO[bytes]", _Counted(stream, unpacking))
    try:
        # Closing it would do nothing: it is read from memory.
        archive = tarfile.open(fileobj=counted, mode="r|", bufsize=64 * _BLOCK, tarinfo=_watching(odd))  # noqa: SIM115
    except _DAMAGE as error:
        raise UnreadableDocument(unpacking.capture.name, "it is no TAR archive") from error
    try:
        for info in _rows(archive, _ROWS_A_MEMBER * unpacking.limits.members):
            yield from _member(archive, info, unpacking)
    except LimitReached as error:
        unpacking.stopped(error)
    except _DAMAGE:
        odd.append("damaged")
    if odd:
        unpacking.note("archive-torn", "it is damaged or breaks off; what stands behind is not read")


def _rows(archive: tarfile.TarFile, most: int) -> Iterator[tarfile.TarInfo]:
    rows = 0
    while (info := archive.next()) is not None:
        rows += 1
        if rows > most:
            raise LimitReached("it has far more links and folders than files; the rest is not read", final=True)
        archive.members.clear()  # type: ignore[attr-defined]  # it keeps them all, and nothing asks for them
        yield info


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo, unpacking: Unpacking) -> Iterator[Member]:
    name = info.name
    if info.isdir():
        return
    if not info.isreg():
        unpacking.note("archive-left-out", "links" if info.issym() or info.islnk() else "devices and pipes", name)
        return
    if not unpacking.wants(name):
        return
    inner = archive.extractfile(info)
    if inner is None:
        return
    try:
        raw = unpacking.unpack(inner)
    except LimitReached as error:
        if error.final:
            raise
        unpacking.stopped(error, name)
        return
    except _DAMAGE:
        unpacking.note("member-unreadable", "damaged, or broken off", name)
        raise
    if len(raw) < info.size:
        unpacking.note("member-unreadable", "damaged, or broken off", name)
        return
    yield unpacking.member(name, raw)


class _Counted:
    """The stream of the archive. What is passed over without being unpacked counts too: it costs the same time."""

    def __init__(self, stream: Stream, unpacking: Unpacking) -> None:
        self._stream = stream
        self._unpacking = unpacking
        self._passed = 0

    def read(self, size: int = _BLOCK, /) -> bytes:
        piece = self._stream.read(size)
        self._passed += len(piece)
        if self._passed > 2 * self._unpacking.limits.total:
            raise LimitReached("it is longer than any archive of documents; the rest is not read", final=True)
        return piece

    def close(self) -> None:
        """Do nothing: the bytes are in memory."""


def _watching(odd: list[str]) -> type[tarfile.TarInfo]:
    """Return a kind of header that notes damage; the library takes a damaged header for the end of the archive."""

    class Watching(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            try:
                return super().frombuf(buf, encoding, errors)
            except (tarfile.EOFHeaderError, tarfile.EmptyHeaderError):  # type: ignore[attr-defined]
                raise
            except tarfile.HeaderError:
                odd.append("header")
                raise

    return Watching
