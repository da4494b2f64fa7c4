"""Unpack a file that is packed as a whole (gzip, bzip2, xz), piece by piece, and say how it ends."""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from whosays.read.archives.unpacking import Stream

_CHUNK = 1 << 16
# xz files may ask for far more memory than they need; their strongest setting takes 65 MiB.
_MEMORY = 128 << 20
_ONE_PIECE = 1 << 20


class _Packer(Protocol):
    eof: bool
    unused_data: bytes
    needs_input: bool  # gzip has none

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


def _gzip() -> _Packer:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)  # type: ignore[return-value]


def _xz() -> _Packer:
    return lzma.LZMADecompressor(memlimit=_MEMORY)  # type: ignore[return-value]


def _bzip2() -> _Packer:
    return bz2.BZ2Decompressor()  # type: ignore[return-value]


_MAGIC: tuple[tuple[bytes, Callable[[], _Packer]], ...] = (
    (b"\x1f\x8b\x08", _gzip), (b"BZh", _bzip2), (b"\xfd7zXZ\x00", _xz), (b"\x5d\x00\x00", _xz),
)  # fmt: skip


def is_packed(head: bytes) -> bool:
    """Ask whether bytes begin as a packed file does."""
    return any(head.startswith(magic) for magic, _ in _MAGIC)


class Unpacked:
    """The unpacked bytes of a file, as a stream. When it has ended, `odd` says what was wrong with the end, if anything."""

    def __init__(self, packed: Stream) -> None:
        self.odd: str | None = None
        self._packed = packed
        self._pending = packed.read(_CHUNK)  # packed bytes that were read and not unpacked yet
        self._kept = b""  # unpacked bytes that were looked at and not taken yet
        self._taken = 0
        kind = next((kind for kind in _MAGIC if self._pending.startswith(kind[0])), None)
        self._magic = kind[0] if kind else b""
        self._make = kind[1] if kind else None
        self._packer: _Packer | None = self._make() if self._make else None

    def peek(self, size: int) -> bytes:
        """Return the next `size` bytes without taking them, fewer only at the end."""
        while len(self._kept) < size and (piece := self._next(size - len(self._kept))):
            self._kept += piece
        return self._kept[:size]

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, fewer only at the end. Without a size, a bounded piece."""
        wanted = _ONE_PIECE if size < 0 else size
        pieces = [self._kept[:wanted]]
        self._kept = self._kept[wanted:]
        got = len(pieces[0])
        while got < wanted and (piece := self._next(wanted - got)):
            pieces.append(piece)
            got += len(piece)
        self._taken += got
        return b"".join(pieces)

    def tell(self) -> int:
        """Return how many bytes were taken."""
        return self._taken

    def _next(self, size: int) -> bytes:
        while self._packer is not None:
            try:
                piece = self._feed(self._packer, size)
            except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, MemoryError):
                self.odd = "it is damaged"
                self._packer = None
                return b""
            if self._packer is not None and self._packer.eof:
                self._pending = self._packer.unused_data
                self._go_on()
            if piece:
                return piece
        return b""

    def _feed(self, packer: _Packer, size: int) -> bytes:
        """Give packed bytes and take what comes; the file breaks off where it ends and its stream does not."""
        keeps_its_own = hasattr(packer, "needs_input")  # bzip2 and xz keep what they have not unpacked; gzip gives it back
        if not (keeps_its_own and not packer.needs_input) and not self._pending:
            self._pending = self._packed.read(_CHUNK)
            if not self._pending:
                self.odd = "it breaks off"
                self._packer = None
                return b""
        given, self._pending = (b"" if keeps_its_own and not packer.needs_input else self._pending), b""
        piece = packer.decompress(given, size)
        self._pending = getattr(packer, "unconsumed_tail", b"")
        return piece

    def _go_on(self) -> None:
        """Open the next stream, if one follows; zeros are padding, anything else does not belong to the file."""
        while len(self._pending) < len(self._magic) and (more := self._packed.read(_CHUNK)):
            self._pending += more
        if self._pending.startswith(self._magic):
            self._packer = self._make() if self._make else None
            return
        self._packer = None
        rest = len(self._pending.lstrip(b"\0"))
        while more := self._packed.read(_CHUNK):
            rest += len(more.lstrip(b"\0"))
        if rest:
            self.odd = f"{rest:,} bytes behind its end are not read"
