"""Read 7z archives, where the package for them is installed (`whosays[sevenzip]`).

Members of a 7z archive are packed together, and the package gives all of one pass at once; so a pass takes a bounded batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whosays.problems import make_problem
from whosays.read.archives.unpacking import LIMITS, LimitReached, Limits, Unpacking
from whosays.read.reading import USUAL, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.reading import Member, Yielded
    from whosays.records import Capture

_MAGIC = b"7z\xbc\xaf\x27\x1c"
# What one pass holds in memory at most, by the sizes that the archive gives; a larger member has a pass for itself.
_BATCH = 64 << 20
# Every pass unpacks from the beginning again; with so many the archive holds far more than documents.
_MOST_PASSES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A member as the archive lists it; `key` is its place in the list."""

    key: str
    name: str
    size: int
    oddness: str


class SevenZipReader:
    """7z archives."""

    name = "sevenzip"
    version = "1"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits

    def reads(self, capture: Capture, head: bytes) -> bool:  # noqa: ARG002
        """Ask whether the capture is a 7z archive."""
        return head.startswith(_MAGIC)

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Yielded:  # noqa: ARG002
        """Yield the members."""
        try:
            import py7zr  # noqa: F401
        except ImportError:
            said = f"{capture.name}: 7z archives need a package; run: pip install 'whosays[sevenzip]', and add the file again"
            yield make_problem("unknown-kind", said)
            return
        unpacking = Unpacking(capture, len(raw), self._limits)
        yield from _members(raw, unpacking)
        yield from unpacking.problems()


def _members(raw: bytes, unpacking: Unpacking) -> Iterator[Member]:
    try:
        listed, encrypted = _listed(raw)
    except _damage() as error:
        if _is_locked(error):
            unpacking.note("encrypted-member", "needs a password, also for the names of its members")
            return
        raise UnreadableDocument(unpacking.capture.name, "it is no whole 7z archive") from error
    if encrypted:
        unpacking.note("encrypted-member", f"its {len(listed)} members need a password")
        return
    for number, batch in enumerate(_batches(_wanted(listed, unpacking))):
        if number >= _MOST_PASSES:
            unpacking.stopped(LimitReached("it unpacks to far more than documents do; the rest is not read", final=True))
            return
        try:
            contents = _pass(raw, {row.key for row in batch}, unpacking)
        except LimitReached as error:
            unpacking.stopped(error)
            return
        for row in batch:
            if row.key in contents:
                yield unpacking.member(row.name, contents.pop(row.key))
            else:
                unpacking.note("member-unreadable", "damaged, or behind a damaged place", row.name)


def _wanted(listed: list[_Row], unpacking: Unpacking) -> list[_Row]:
    """Return the members to unpack."""
    wanted: list[_Row] = []
    try:
        for row in listed:
            if row.oddness:
                unpacking.note("archive-left-out", row.oddness, row.name)
            elif row.size > unpacking.limits.one:
                unpacking.stopped(LimitReached(f"larger than {unpacking.limits.one:,} bytes", final=False), row.name)
            elif unpacking.wants(row.name, before=len(wanted)):
                wanted.append(row)
    except LimitReached as error:
        unpacking.stopped(error)
    return wanted


def _batches(wanted: list[_Row]) -> Iterator[list[_Row]]:
    batch: list[_Row] = []
    held = 0
    for row in wanted:
        if batch and held + row.size > _BATCH:
            yield batch
            batch, held = [], 0
        batch.append(row)
        held += row.size
    if batch:
        yield batch


def _listed(raw: bytes) -> tuple[list[_Row], bool]:
    """Return the members that are no folders, and whether a password is needed."""
    with _open(raw) as archive:
        rows = [
            _Row(key=str(place), name=str(one.filename), size=int(one.uncompressed or 0), oddness=_oddness(one))
            for place, one in enumerate(archive.files)
            if not one.is_directory
        ]
        return rows, bool(archive.needs_password())


def _oddness(one: Any) -> str:  # the package has no types
    if one.is_symlink or one.is_junction:
        return "links"
    return "devices and pipes" if one.is_socket else ""


def _pass(raw: bytes, keys: set[str], unpacking: Unpacking) -> dict[str, bytes]:
    """Unpack the members of one batch. Raises LimitReached when they are more than they say."""
    from py7zr.io import Py7zIO, WriterFactory

    contents: dict[str, bytearray] = {}

    class Held(Py7zIO):
        def __init__(self, name: str) -> None:
            self._bytes = contents.setdefault(name, bytearray())
            self._at = 0

        def write(self, piece: bytes | bytearray) -> int:
            unpacking.count(len(piece))
            if len(self._bytes) + len(piece) > unpacking.limits.one:
                raise LimitReached(f"a member is larger than {unpacking.limits.one:,} bytes; the rest is not read", final=True)
            self._bytes += piece
            return len(piece)

        def read(self, size: int | None = None) -> bytes:
            end = None if size is None else self._at + size
            piece = bytes(self._bytes[self._at : end])
            self._at += len(piece)
            return piece

        def seek(self, offset: int, whence: int = 0) -> int:
            self._at = {0: 0, 1: self._at, 2: len(self._bytes)}[whence] + offset
            return self._at

        def flush(self) -> None:
            pass

        def size(self) -> int:
            return len(self._bytes)

    class Holding(WriterFactory):
        def create(self, filename: str, mode: str = "w") -> Held:  # noqa: ARG002
            return Held(filename)

    try:
        with _open(raw) as archive:
            # The package would refuse names that could do harm as paths, and join members of one name.
            for place, listed in enumerate(archive.files.files_list):
                listed["filename"] = str(place)
            archive.extract(targets=keys, factory=Holding())
    except _damage():
        # What was whole before the damage is kept; the one in work and those behind are not.
        unpacking.note("archive-torn", "it is damaged; what stands behind is not read")
        unfinished = list(contents)[-1:]
        for name in unfinished:
            del contents[name]
    return {name: bytes(held) for name, held in contents.items()}


def _open(raw: bytes) -> Any:  # the package has no types
    from io import BytesIO

    from py7zr import SevenZipFile

    return SevenZipFile(BytesIO(raw))


def _damage() -> tuple[type[Exception], ...]:
    """Return what the package and those below it raise on damaged archives."""
    import lzma
    import struct
    import zlib

    from py7zr.exceptions import ArchiveError, PasswordRequired

    return (
        ArchiveError, PasswordRequired, lzma.LZMAError, zlib.error, struct.error, OSError, EOFError, ValueError, IndexError,
        KeyError, TypeError, AttributeError, OverflowError, AssertionError, MemoryError, RuntimeError,
    )  # fmt: skip


def _is_locked(error: Exception) -> bool:
    from py7zr.exceptions import PasswordRequired

    return isinstance(error, PasswordRequired)
