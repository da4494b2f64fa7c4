"""Undo the compression that an answer was sent in, and never make more of it than the limit."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from whosays.capture.failure import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

# What we say we take. A server that sends another one anyway cannot be read.
ACCEPTED = "gzip, deflate"
_LAYERS = 3
_STEP = 1 << 20
_GZIP = b"\x1f\x8b"


def unpack(raw: bytes, encodings: str, *, limit: int) -> bytes:
    """Return the bytes under the encodings that a Content-Encoding header lists, first applied first.

    Raises FetchFailed for an encoding nobody asked for, for damage, and where there is more than `limit` under it.
    """
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    layers = [name for name in names if name != "identity"]
    if len(layers) > _LAYERS:
        raise FetchFailed("broken", f"the answer is packed {len(layers)} times over")
    for name in reversed(layers):
        raw = _unpack_one(raw, name.removeprefix("x-"), limit)
    return raw


def _unpack_one(raw: bytes, name: str, limit: int) -> bytes:
    if name == "gzip":
        # Servers say so of bytes that they do not pack, mostly of errors.
        return _inflate(raw, 31, limit) if raw.startswith(_GZIP) else raw
    if name == "deflate":
        # zlib's wrapper is the rule; some servers leave it out.
        is_wrapped = len(raw) >= 2 and raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
        return _inflate(raw, 15 if is_wrapped else -15, limit) if raw else raw
    raise FetchFailed("broken", f"the answer is packed as {name!r}, which nobody asked for")


def _inflate(raw: bytes, bits: int, limit: int) -> bytes:
    out = bytearray()
    try:
        for piece in _pieces(raw, bits):
            out += piece
            if len(out) > limit:
                raise FetchFailed("large", f"the answer unpacks to more than {limit:,} bytes")
    except zlib.error as error:
        raise FetchFailed("broken", "the compression of the answer is damaged") from error
    return bytes(out)


def _pieces(raw: bytes, bits: int) -> Iterator[bytes]:
    """Yield what is under the compression, a bounded piece at a time, over all members of a gzip file."""
    rest = raw
    while rest:
        member = zlib.decompressobj(bits)
        while not member.eof:
            piece = member.decompress(rest, _STEP)
            rest = member.unconsumed_tail
            if not piece and not rest:
                break
            yield piece
        if not member.eof:
            raise zlib.error("cut off")
        rest = member.unused_data if bits == 31 and member.unused_data.startswith(_GZIP) else b""
