"""The properties of an Outlook message file (MSG): an OLE file with one stream or one number for each property."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from whosays.read.mail.charsets import decode_part, decode_words
from whosays.read.ole import open_ole, read_stream

if TYPE_CHECKING:
    from olefile import OleFileIO

_UNICODE, _LETTERS, _BYTES, _OBJECT, _TIME, _NUMBER = 0x001F, 0x001E, 0x0102, 0x000D, 0x0040, 0x0003
_STREAM, _NUMBERS = "__substg1.0_", "__properties_version1.0"
# How far the numbers begin in their stream: at the root, in an inner message, elsewhere.
_ROOT, _INNER, _OTHER = 32, 24, 8
_BEGIN = datetime(1601, 1, 1, tzinfo=UTC)
_LATEST = datetime(2400, 1, 1, tzinfo=UTC)
_CODEPAGE, _INTERNET_CODEPAGE = 0x3FFD, 0x3FDE
_BODY, _PAGE = 0x1000, 0x1013
_IS_STREAM = 2  # as olefile calls the types of entries
# What olefile raises on damaged files beside its own error.
DAMAGE = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, AttributeError, RecursionError, OverflowError)


Tree = dict[tuple[str, ...], list[tuple[str, bool]]]
"""What each folder of the file holds: names, and whether each is a stream."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """A folder of the OLE file that holds one message, attachment or recipient; `below` are the folders in it."""

    ole: OleFileIO
    tree: Tree
    path: tuple[str, ...]
    names: frozenset[str]
    below: tuple[str, ...]
    numbers: dict[tuple[int, int], bytes]

    def words(self, number: int) -> str | None:
        """Return a property that holds words."""
        if (raw := self._stream(number, _UNICODE)) is not None:
            return decode_words(raw[: len(raw) - len(raw) % 2], "utf-16-le").rstrip("\0")
        if (raw := self._stream(number, _LETTERS)) is not None:
            charset = self.codepage(_INTERNET_CODEPAGE if number in (_BODY, _PAGE) else _CODEPAGE)
            return decode_part(raw.rstrip(b"\0"), charset).text
        return None

    def raw(self, number: int) -> bytes | None:
        """Return a property that holds bytes."""
        return self._stream(number, _BYTES)

    def number(self, number: int) -> int | None:
        """Return a property that is a number."""
        stored = self.numbers.get((number, _NUMBER))
        return None if stored is None else int(struct.unpack("<i", stored[:4])[0])

    def time(self, number: int) -> datetime | None:
        """Return a property that is a time (UTC)."""
        stored = self.numbers.get((number, _TIME))
        ticks = struct.unpack("<Q", stored)[0] if stored else 0
        if not 0 < ticks < (_LATEST - _BEGIN).total_seconds() * 10**7:
            return None
        return _BEGIN + timedelta(microseconds=ticks // 10)

    def codepage(self, number: int) -> str | None:
        """Return the charset that a property names."""
        page = self.number(number) or self.number(_CODEPAGE) or self.number(_INTERNET_CODEPAGE)
        if page is None:
            return None
        return {65001: "utf-8", 1200: "utf-16-le", 20127: "ascii", 28591: "latin-1", 20866: "koi8-r"}.get(page) or (
            f"iso-8859-{page - 28590}" if 28591 < page <= 28605 else f"cp{page}"
        )

    def inner_message(self, number: int) -> str | None:
        """Return the name of the folder that holds an inner message, if there is one."""
        name = f"{_STREAM}{number:04X}{_OBJECT:04X}"
        return next((below for below in self.below if below.upper() == name.upper()), None)

    def _stream(self, number: int, kind: int) -> bytes | None:
        name = f"{_STREAM}{number:04X}{kind:04X}"
        if name.upper() not in self.names:
            return None
        try:
            return read_stream(self.ole, [*self.path, name])
        except DAMAGE:
            return None

    def open(self, name: str, *, is_message: bool = False) -> Storage:
        """Open a folder below this one."""
        return _open(self.ole, self.tree, (*self.path, name), header=_INNER if is_message else _OTHER)


def open_message(raw: bytes) -> Storage:
    """Open the message that the file is; raises one of `DAMAGE` where the bytes are no OLE file."""
    ole = open_ole(raw)
    tree: Tree = {}
    for path in ole.listdir(streams=True, storages=True):
        tree.setdefault(tuple(part.upper() for part in path[:-1]), []).append((path[-1], ole.get_type(path) == _IS_STREAM))
    return _open(ole, tree, (), header=_ROOT)


def _open(ole: OleFileIO, tree: Tree, path: tuple[str, ...], *, header: int) -> Storage:
    entries = tree.get(tuple(part.upper() for part in path), [])
    numbers: dict[tuple[int, int], bytes] = {}
    if any(name.lower() == _NUMBERS for name, is_stream in entries if is_stream):
        try:
            stored = read_stream(ole, [*path, _NUMBERS])[header:]
        except DAMAGE:
            stored = b""
        for at in range(0, len(stored) - 15, 16):
            kind, number = struct.unpack_from("<HH", stored, at)
            numbers.setdefault((number, kind), stored[at + 8 : at + 16])
    names = frozenset(name.upper() for name, is_stream in entries if is_stream)
    below = tuple(name for name, is_stream in entries if not is_stream)
    return Storage(ole=ole, tree=tree, path=path, names=names, below=below, numbers=numbers)
