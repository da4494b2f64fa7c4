"""Damage bytes: the nth damage of a seed is the same on every machine."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from tests.making.seeds import Seed

_EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_NUMBERS = (b"-1", b"0", b"1e309", b"99999999999999999999", b"2147483648", b"1048577", b"NaN", b"0x41", b"\xd9\xa1", b"")
_TOKENS = (
    b"<", b">", b"&", b'"', b"'", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", b"<?xml?>",
    b"&#0;", b"&#xD800;", b"&#1114112;", b"&nbsp", b"\\ud800", b"\\u0000", b"\\", b"{", b"}", b"[", b"]", b"[[[[", b"{{{{",
    b"null", b"true", b"[]", b"{}", b"\0", b"\r", b"\n", b"\r\n\r\n", b"\x0c", b"\t", b"\x1a", b"\x85", b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xc2\xad", b"%", b"%00",
    b"=?utf-8?b?////?=", b"=?x?q?=", b"--b--", b"--b\r\n", b"Content-Type: ", b"charset=utf-7", b"charset=x-none", b"From ",
    b"obj", b"endobj", b"stream", b"<<", b">>", b"1 0 R", b"/Kids", b"/Parent", b"/Length -1", b"\\bin99999 ", b"\\u-1?",
    b"\\'",
    b"\\fonttbl", b"\\cell", b"\\row", b"\\trowd", b"-->", b"00:00:00,000 --> 99:99:99,999", b"<v ", b"../", b"file:///etc/passwd",
    b"C:\\", b";", b",", b"9" * 400, b"a" * 3000, b" " * 500, b"#REF!", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n",
)  # fmt: skip
_DIGITS = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]*>|[^<]+")
_EARLY = (1980, 1, 1, 0, 0, 0)


def damaged(seed: Seed, others: Sequence[Seed], random: Random) -> bytes:
    """Return the bytes of a seed, damaged a little or much; now and then inside of what packs them."""
    if random.random() < 0.65 and (found := _inside(seed, others, random)) is not None:
        return found
    return _changed(seed.raw, others, random)


def _inside(seed: Seed, others: Sequence[Seed], random: Random) -> bytes | None:
    """Return the seed with what it packs damaged and packed anew, None where it packs nothing."""
    raw = seed.raw
    if raw.startswith(b"PK"):
        return _zip_inside(raw, others, random)
    if raw.startswith(b"\x1f\x8b"):
        return gzip.compress(_changed(gzip.decompress(raw), others, random), 1, mtime=0)
    if raw.startswith(b"BZh"):
        return bz2.compress(_changed(bz2.decompress(raw), others, random))
    if raw.startswith(b"\xfd7zXZ"):
        return lzma.compress(_changed(lzma.decompress(raw), others, random), preset=0)
    if raw.startswith(b"\x89PNG"):
        return _png_inside(raw, random)
    return None


def _zip_inside(raw: bytes, others: Sequence[Seed], random: Random) -> bytes:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    name = random.choice(sorted(parts))
    parts[name] = _changed(parts[name], others, random)
    if random.random() < 0.1:
        parts[random.choice(sorted(parts))] = parts.pop(random.choice(sorted(parts)))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, words in parts.items():
            method = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(part, _EARLY), words, method)
    return out.getvalue()


def _png_inside(raw: bytes, random: Random) -> bytes:
    """Damage the head of a PNG and give it the right sum, so that it is believed."""
    head = bytearray(raw[12:29])
    for _ in range(random.randint(1, 3)):
        head[random.randrange(4, len(head))] = random.randrange(256)
    return raw[:12] + bytes(head) + struct.pack(">I", zlib.crc32(head)) + raw[33:]


def _changed(raw: bytes, others: Sequence[Seed], random: Random) -> bytes:
    for _ in range(min(int(random.expovariate(0.5)) + 1, 12)):
        change = random.choice(_CHANGES)
        raw = change(raw, random) if random.random() < 0.97 else _spliced(raw, random.choice(others).raw, random)
    return raw


def _spliced(raw: bytes, other: bytes, random: Random) -> bytes:
    return raw[: _place(raw, random)] + other[_place(other, random) :]


def _place(raw: bytes, random: Random) -> int:
    return random.randint(0, len(raw))


def _flip(raw: bytes, random: Random) -> bytes:
    if not raw:
        return raw
    at = random.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << random.randrange(8))]) + raw[at + 1 :]


def _set(raw: bytes, random: Random) -> bytes:
    at = _place(raw, random)
    put = bytes(random.choice((0, 0xFF, 0x80, random.randrange(256))) for _ in range(random.randint(1, 4)))
    return raw[:at] + put + raw[at + len(put) :]


def _edge(raw: bytes, random: Random) -> bytes:
    at, form = _place(raw, random), random.choice(("<I", ">I", "<H", ">H"))
    put = struct.pack(form, random.choice(_EDGES) & (0xFFFFFFFF if form[1] == "I" else 0xFFFF))
    return raw[:at] + put + raw[at + len(put) :]


def _cut(raw: bytes, random: Random) -> bytes:
    return raw[: _place(raw, random)] if random.random() < 0.3 else _deleted(raw, random)


def _deleted(raw: bytes, random: Random) -> bytes:
    at = _place(raw, random)
    return raw[:at] + raw[at + random.randint(1, 64) :]


def _repeat(raw: bytes, random: Random) -> bytes:
    at = _place(raw, random)
    block = raw[at : at + random.randint(1, 64)]
    return raw[:at] + block * random.choice((2, 3, 10, 100)) + raw[at:]


def _token(raw: bytes, random: Random) -> bytes:
    at = _place(raw, random)
    return raw[:at] + random.choice(_TOKENS) + raw[at + random.choice((0, 0, 1, 4)) :]


def _number(raw: bytes, random: Random) -> bytes:
    found = [each.span() for each in _DIGITS.finditer(raw[:20_000])]
    if not found:
        return _token(raw, random)
    start, end = random.choice(found)
    return raw[:start] + random.choice(_NUMBERS) + raw[end:]


def _tag(raw: bytes, random: Random) -> bytes:
    """Put one tag, or the words between two, in the place of another."""
    found = [each.span() for each in _TAG.finditer(raw[:50_000])]
    if len(found) < 4:
        return _repeat(raw, random)
    (start, end), (other, behind) = random.choice(found), random.choice(found)
    return raw[:start] + (raw[other:behind] if random.random() < 0.7 else b"") + raw[end:]


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip, _set, _edge, _cut, _deleted, _repeat, _token, _token, _number, _number, _tag, _tag,
)  # fmt: skip
