"""The rows of a database read from its bytes alone, page by page: what is left of one that SQLite no longer opens.

The format is SQLite's own (https://www.sqlite.org/fileformat2.html): a page says what it is, a leaf holds whole rows, and a row
too long for its page goes on in a chain of others. No table is looked up, so nothing is lost with the pages that lead to a row.
What is no row through and through (lengths that do not add up, text that is no UTF-8) is told as unreadable, never guessed.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from mmap import mmap

Value = int | float | str | bytes | None

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER, _TABLE_INNER = 0x0D, 0x0A, 0x02, 0x05
_KINDS = frozenset({_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER, _TABLE_INNER})
_HEAD = 100  # bytes of the file's own head, on the first page
_USUAL = 4096
MAGIC = b"SQLite format 3\0"
"""How a database file begins."""
_WHOLE = (0, 1, 2, 3, 4, 6, 8)  # bytes of the whole numbers of types 0 to 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table, with its number, or an entry of an index (`number` is None)."""

    page: int
    number: int | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A row that a page says it has and that cannot be read, or (`is_page`) a page of no kind that there is."""

    page: int
    is_page: bool = False


class _Broken(Exception):
    """Bytes that are no row."""


def read_rows(raw: bytes | mmap) -> Iterator[Row | Unreadable]:
    """Yield what every page of a database file holds, in the order of the pages.

    Args:
        raw: the bytes of the file, its log written back.
    """
    file = _File(memoryview(raw))
    try:
        for page in range(1, file.pages + 1):
            yield from _rows_of(file, page)
        yield from (Unreadable(page=page, is_page=True) for page in sorted(file.of_no_kind()))
    finally:
        file.raw.release()


class _File:
    def __init__(self, raw: memoryview) -> None:
        self.raw = raw
        size = int.from_bytes(raw[16:18], "big")
        size = 65536 if size == 1 else size
        is_whole = bytes(raw[:16]) == MAGIC and size >= 512 and size & (size - 1) == 0
        self.size = size if is_whole else _USUAL
        self.usable = self.size - (raw[20] if is_whole else 0)
        self.pages = len(raw) // self.size
        self._is_whole = is_whole
        self._chained: set[int] = set()

    def page(self, number: int) -> memoryview:
        return self.raw[(number - 1) * self.size : number * self.size]

    def chain(self, first: int, length: int) -> bytes:
        """Return so many bytes of a row that goes on in a chain of pages."""
        out, at, seen = bytearray(), first, 0
        while len(out) < length:
            seen += 1
            if not 1 <= at <= self.pages or seen > self.pages:
                raise _Broken
            self._chained.add(at)
            page = self.page(at)
            out += page[4 : self.usable]
            at = int.from_bytes(page[:4], "big")
        return bytes(out[:length])

    def of_no_kind(self) -> set[int]:
        """Return the pages that hold no rows, lead to none, are in no chain that was followed, and are not free."""
        found = {page for page in range(2, self.pages + 1) if self.page(page)[0] not in _KINDS}
        if not self._is_whole:
            return {1, *(found - self._chained)}
        return found - self._chained - self._free()

    def _free(self) -> set[int]:
        """Return the pages that the head of the file says are free."""
        found: set[int] = set()
        at = int.from_bytes(self.raw[32:36], "big")
        while 1 < at <= self.pages and at not in found:
            found.add(at)
            page = self.page(at)
            count = min(int.from_bytes(page[4:8], "big"), self.usable // 4 - 2)
            found |= set(struct.unpack_from(f">{count}I", page, 8))
            at = int.from_bytes(page[:4], "big")
        return found


def _rows_of(file: _File, number: int) -> Iterator[Row | Unreadable]:
    page = file.page(number)
    head = _HEAD if number == 1 else 0
    kind = page[head]
    if kind not in _KINDS or kind == _TABLE_INNER:
        return
    cells = int.from_bytes(page[head + 3 : head + 5], "big")
    first = head + (12 if kind == _INDEX_INNER else 8)
    if cells > (file.usable - first) // 2:
        yield Unreadable(page=number)
        return
    for at in struct.unpack_from(f">{cells}H", page, first):
        try:
            row, values = _cell(file, page, at, kind)
        except (_Broken, IndexError, UnicodeDecodeError):
            yield Unreadable(page=number)
        else:
            yield Row(page=number, number=row, values=values)


def _cell(file: _File, page: memoryview, at: int, kind: int) -> tuple[int | None, tuple[Value, ...]]:
    """Return the number and the values of one cell of a page."""
    if at < 8 or at >= file.usable:
        raise _Broken
    at += 4 if kind == _INDEX_INNER else 0  # the page to its left
    length, at = _varint(page, at)
    number = None
    if kind == _TABLE_LEAF:
        number, at = _varint(page, at)
        number -= 1 << 64 if number >= 1 << 63 else 0
    here = _held_here(file.usable, length, kind)
    if at + here + (4 if here < length else 0) > file.usable:
        raise _Broken
    held = bytes(page[at : at + here])
    if here < length:
        held += file.chain(int.from_bytes(page[at + here : at + here + 4], "big"), length - here)
    return number, _values(held)


def _held_here(usable: int, length: int, kind: int) -> int:
    """Return how many bytes of a row are on its own page (section 1.6 of the format)."""
    most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    return here if here <= most else least


def _values(held: bytes) -> tuple[Value, ...]:
    view = memoryview(held)
    end, at = _varint(view, 0)
    types: list[int] = []
    while at < end:
        kind, at = _varint(view, at)
        types.append(kind)
    if at != end:
        raise _Broken
    values: list[Value] = []
    for kind in types:
        value, at = _value(held, at, kind)
        values.append(value)
    if at != len(held):
        raise _Broken
    return tuple(values)


def _value(held: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in {8, 9}:
        return kind - 8, at
    if kind in {10, 11}:
        raise _Broken
    size = _WHOLE[kind] if kind < 7 else 8 if kind == 7 else (kind - 12) // 2
    part, end = held[at : at + size], at + size
    if len(part) != size:
        raise _Broken
    if kind == 0:
        return None, end
    if kind < 7:
        return int.from_bytes(part, "big", signed=True), end
    if kind == 7:
        return float(struct.unpack(">d", part)[0]), end
    return (part.decode() if kind % 2 else part), end


def _varint(page: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = page[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | page[at + 8], at + 9
