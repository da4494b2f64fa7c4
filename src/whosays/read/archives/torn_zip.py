"""Read a ZIP file without its table of contents: from member to member, by the head that stands before each."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.read.archives.unpacking import LimitReached, Unpacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.reading import Member

_SIGNATURE, _HEAD = b"PK\x03\x04", struct.Struct("<4s5H3L2H")
_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    name: str
    flags: int
    method: int
    crc: int
    packed: int
    begin: int


def scan_members(raw: bytes, unpacking: Unpacking) -> Iterator[Member]:
    """Yield the members that are whole."""
    at = raw.find(_SIGNATURE)
    while at >= 0:
        head = _read_head(raw, at)
        if head is None:
            break
        end = head.begin
        try:
            if not head.name.endswith("/") and unpacking.wants(head.name):
                content, end = _unpack(raw, head, unpacking)
                if content is not None:
                    yield unpacking.member(head.name, content)
        except LimitReached as error:
            unpacking.stopped(error, head.name)
            if error.final:
                return
            end = head.begin + (0 if head.flags & _SIZES_BEHIND else head.packed)
        at = raw.find(_SIGNATURE, end)


def _read_head(raw: bytes, at: int) -> _Head | None:
    if at + _HEAD.size > len(raw):
        return None
    _, _, flags, method, _, _, crc, packed, _, name_length, extra = _HEAD.unpack_from(raw, at)
    begin = at + _HEAD.size + name_length
    name = raw[at + _HEAD.size : begin]
    try:
        words = name.decode("utf-8")
    except UnicodeDecodeError:
        words = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    return _Head(name=words, flags=flags, method=method, crc=crc, packed=packed, begin=begin + extra)


def _unpack(raw: bytes, head: _Head, unpacking: Unpacking) -> tuple[bytes | None, int]:
    """Return the bytes of a member (None where they cannot be had, which is noted), and where it ends."""
    known = not head.flags & _SIZES_BEHIND
    end = head.begin + (head.packed if known else 0)
    if head.flags & _ENCRYPTED:
        unpacking.note("encrypted-member", "needs a password", head.name)
        return None, end
    if head.method == _DEFLATED:
        stream = _Deflated(raw, head.begin)
        content = unpacking.unpack(stream)
        end = stream.at
        whole = stream.is_whole and (not known or zlib.crc32(content) == head.crc)
    elif head.method == _STORED and known:
        content = raw[head.begin : end]
        unpacking.count(len(content))
        whole = len(content) == head.packed and zlib.crc32(content) == head.crc
    else:
        unpacking.note("member-unreadable", "packed in a way that cannot be unpacked here", head.name)
        return None, end
    if not whole:
        unpacking.note("member-unreadable", "damaged, or broken off", head.name)
        return None, max(end, head.begin)
    return content, end


class _Deflated:
    """A stream of packed bytes that tells itself where it ends."""

    def __init__(self, raw: bytes, at: int) -> None:
        self.at = at
        self.is_whole = False
        self._raw = raw
        self._packer = zlib.decompressobj(-zlib.MAX_WBITS)
        self._waiting = b""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; nothing at the end, or where the stream is damaged."""
        while not self.is_whole:
            if not self._waiting:
                self._waiting = self._raw[self.at : self.at + _CHUNK]
                self.at += len(self._waiting)
                if not self._waiting:
                    return b""
            try:
                piece = self._packer.decompress(self._waiting, size)
            except zlib.error:
                return b""
            self._waiting = self._packer.unconsumed_tail
            if self._packer.eof:
                self.at -= len(self._packer.unused_data)
                self.is_whole = True
            if piece:
                return piece
        return b""
