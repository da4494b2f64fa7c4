"""Read a file that is packed as a whole (gzip, bzip2, xz): a TAR archive, or a single member."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.archives.packed import Unpacked, is_packed
from whosays.read.archives.tars import is_tar, read_tar
from whosays.read.archives.unpacking import LIMITS, LimitReached, Limits, Unpacking
from whosays.read.reading import USUAL, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.reading import Member, Yielded
    from whosays.records import Capture

_ENDING = re.compile(r"\.(?:gz|bz2|xz|lzma|z)$", re.IGNORECASE)
_SHORT = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".svgz": ".svg", ".emlz": ".eml"}
_HAS_NAME, _HAS_EXTRA = 0x8, 0x4
_LONGEST_NAME = 1_000


class CompressedReader:
    """Packed files: gzip, bzip2 and xz, with a TAR archive in them or without."""

    name = "compressed"
    version = "1"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits

    def reads(self, capture: Capture, head: bytes) -> bool:  # noqa: ARG002
        """Ask whether the capture is packed as a whole."""
        return is_packed(head)

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Yielded:  # noqa: ARG002
        """Yield the members of the archive in it, or the one that it is."""
        unpacking = Unpacking(capture, len(raw), self._limits)
        stream = Unpacked(BytesIO(raw))
        if not stream.peek(1) and stream.odd:
            raise UnreadableDocument(capture.name, "nothing of it can be unpacked")
        yield from read_tar(stream, unpacking) if is_tar(stream.peek(512)) else _single(stream, raw, unpacking)
        if stream.odd:
            unpacking.note("archive-torn", stream.odd)
        yield from unpacking.problems()


def _single(stream: Unpacked, raw: bytes, unpacking: Unpacking) -> Iterator[Member]:
    try:
        content = unpacking.unpack(stream)
    except LimitReached as error:
        unpacking.stopped(error)
        return
    yield unpacking.member(_name(unpacking.capture.name, raw), content)


def _name(name: str, raw: bytes) -> str:
    """Return the name of what is inside: that of the file without its ending, else the one that gzip keeps."""
    plain = _ENDING.sub("", name)
    if plain != name:
        return plain
    for short, long in _SHORT.items():
        if name.lower().endswith(short):
            return name[: -len(short)] + long
    if raw[:3] == b"\x1f\x8b\x08" and len(raw) > 10 and raw[3] & _HAS_NAME and not raw[3] & _HAS_EXTRA:
        kept = raw[10 : 10 + _LONGEST_NAME].split(b"\0", 1)[0]
        return kept.decode("utf-8" if _is_utf8(kept) else "latin-1") or name
    return name


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
