"""Read ZIP files: their members one by one; a ZIP file that breaks off is read from its beginning as far as it goes."""

from __future__ import annotations

import stat
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.archives.torn_zip import scan_members
from whosays.read.archives.unpacking import LIMITS, LimitReached, Limits, Unpacking
from whosays.read.reading import USUAL, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.reading import Member, Yielded
    from whosays.records import Capture

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
_TYPES = ("application/zip", "application/x-zip-compressed", "application/java-archive")
# Files that are ZIP files inside and documents for those who use them; a reader of their own reads them, or none.
_FORMATS = (b"mimetype", b"[Content_Types].xml")
# A table of contents of more rows would fill the memory before the first member is read.
_MOST_ROWS = 200_000
_END, _END_LENGTH = b"PK\x05\x06", 22
_ENCRYPTED, _UTF8 = 0x1, 0x800
DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
    IndexError, KeyError, OverflowError, MemoryError,
)  # fmt: skip


class ZipReader:
    """ZIP files."""

    name = "zip"
    version = "1"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a ZIP file and nothing else."""
        if not head.startswith(_MAGIC):
            return capture.name.lower().endswith(".zip") and not head.lstrip().startswith(b"<")
        if any(head[30:].startswith(name) for name in _FORMATS):
            return False
        return capture.media_type in _TYPES or capture.name.lower().endswith((".zip", ".jar"))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Yielded:  # noqa: ARG002
        """Yield the members."""
        unpacking = Unpacking(capture, len(raw), self._limits)
        archive = open_zip(raw, unpacking)
        if archive is not None:
            with archive:
                yield from _members(archive, unpacking)
            _note_rest(raw, archive, unpacking)
        elif b"PK\x03\x04" in raw:
            unpacking.note("archive-torn", "its table of contents is missing or damaged; it was read from the beginning")
            yield from scan_members(raw, unpacking)
        else:
            raise UnreadableDocument(capture.name, "it is no ZIP file, or nothing of it is left")
        yield from unpacking.problems()


def open_zip(raw: bytes, unpacking: Unpacking) -> zipfile.ZipFile | None:
    """Open the archive; None where its table of contents is damaged."""
    if raw.count(b"PK\x01\x02") > _MOST_ROWS:
        raise UnreadableDocument(unpacking.capture.name, f"its table of contents has more than {_MOST_ROWS:,} rows")
    try:
        return zipfile.ZipFile(BytesIO(raw))
    except DAMAGE:
        return None


def _note_rest(raw: bytes, archive: zipfile.ZipFile, unpacking: Unpacking) -> None:
    """Note bytes before the first member and behind the table of contents."""
    before = min((info.header_offset for info in archive.infolist()), default=0)
    behind = len(raw) - (raw.rfind(_END) + _END_LENGTH + len(archive.comment))
    for count, where in ((before, "before its beginning"), (behind, "behind its end")):
        if count > 0:
            unpacking.note("archive-torn", f"{count:,} bytes {where} are not read")


def _members(archive: zipfile.ZipFile, unpacking: Unpacking) -> Iterator[Member]:
    overlapping = _overlapping(archive.infolist())
    for row, info in enumerate(archive.infolist()):
        name = zip_name(info)
        if info.filename.endswith("/"):
            continue
        try:
            if not unpacking.wants(name) or not _can_be_read(info, name, unpacking, overlaps=row in overlapping):
                continue
            with archive.open(info) as stream:
                raw = unpacking.unpack(stream, info.compress_size)
        except LimitReached as error:
            unpacking.stopped(error, name)
            if error.final:
                return
            continue
        except DAMAGE as error:
            unpacking.note("member-unreadable", _why(error), name)
            continue
        yield unpacking.member(name, raw)


def _can_be_read(info: zipfile.ZipInfo, name: str, unpacking: Unpacking, *, overlaps: bool) -> bool:
    if stat.S_ISLNK(info.external_attr >> 16):
        unpacking.note("archive-left-out", "links", name)
    elif info.flag_bits & _ENCRYPTED:
        unpacking.note("encrypted-member", "needs a password", name)
    elif overlaps:
        unpacking.note("archive-limit", "members that share their bytes with others, as only traps do", name)
    else:
        return True
    return False


def _overlapping(listed: list[zipfile.ZipInfo]) -> set[int]:
    """Return the rows whose bytes begin inside of those of another."""
    found: set[int] = set()
    reached = 0
    for row in sorted(range(len(listed)), key=lambda row: (listed[row].header_offset, row)):
        info = listed[row]
        if info.header_offset < reached:
            found.add(row)
        reached = max(reached, info.header_offset + 30 + info.compress_size)
    return found


def zip_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name. Many programs write UTF-8 and do not say so."""
    name = info.orig_filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _why(error: BaseException) -> str:
    if isinstance(error, NotImplementedError):
        return "packed in a way that cannot be unpacked here"
    return "damaged"
