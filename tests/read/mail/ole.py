"""Make OLE files and Outlook messages, small ones, for tests (after the published format [MS-CFB])."""

from __future__ import annotations

import struct
from dataclasses import dataclass

Tree = dict[str, "bytes | Tree"]
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5


@dataclass
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = _FREE
    right: int = _FREE
    start: int = _END
    size: int = 0


def make_ole(tree: Tree) -> bytes:
    """Return an OLE file that holds the streams and folders of the tree."""
    entries = [_Entry("Root Entry", _ROOT)]
    _add(tree, entries, 0)
    sectors: list[bytes] = []
    fat: list[int] = []
    mini = b""
    mini_fat: list[int] = []
    for entry in entries:
        entry.size = len(entry.content)
        if entry.kind == _STREAM and 0 < entry.size < 4096:
            entry.start = len(mini_fat)
            mini_fat += _chain(len(mini_fat), -(-entry.size // 64))
            mini += entry.content.ljust(-(-entry.size // 64) * 64, b"\0")
        elif entry.kind == _STREAM and entry.size:
            entry.start = _store(entry.content, sectors, fat)
    if mini:
        entries[0].start, entries[0].size = _store(mini, sectors, fat), len(mini)
    mini_start = _store(struct.pack(f"<{len(mini_fat)}I", *mini_fat), sectors, fat, pad=b"\xff") if mini_fat else _END
    listed = b"".join(_packed(entry) for entry in entries)
    directory = _store(listed, sectors, fat)
    count = 1
    while (len(fat) + count) > 128 * count:
        count += 1
    places = list(range(len(fat), len(fat) + count))
    fat += [_FAT] * count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512 * count, b"\xff")
    head = struct.pack(
        "<8s16x5H6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, 4096,
        mini_start, -(-len(mini_fat) // 128), _END, 0, 0,
    )[:76]  # fmt: skip
    return head + struct.pack("<109I", *places, *[_FREE] * (109 - count)) + b"".join(sectors) + table


def _add(tree: Tree, entries: list[_Entry], above: int) -> None:
    before = None
    for name, content in tree.items():
        place = len(entries)
        kind = _STREAM if isinstance(content, bytes) else _STORAGE
        entries.append(_Entry(name, kind, content if isinstance(content, bytes) else b""))
        if before is None:
            entries[above].child = place
        else:
            entries[before].right = place
        before = place
        if not isinstance(content, bytes):
            _add(content, entries, place)


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _store(content: bytes, sectors: list[bytes], fat: list[int], pad: bytes = b"\0") -> int:
    start, count = len(fat), max(1, -(-len(content) // 512))
    fat += _chain(start, count)
    sectors.append(content.ljust(512 * count, pad))
    return start


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name) + 2, entry.kind, 1, _FREE, entry.right, entry.child, entry.start, entry.size
    )


def words(number: int, value: str) -> Tree:
    return {f"__substg1.0_{number:04X}001F": value.encode("utf-16-le")}


def letters(number: int, value: bytes) -> Tree:
    return {f"__substg1.0_{number:04X}001E": value}


def raw(number: int, value: bytes) -> Tree:
    return {f"__substg1.0_{number:04X}0102": value}


def numbers(header: int, values: dict[int, int], times: dict[int, int] | None = None) -> Tree:
    rows = b"".join(struct.pack("<HHIiI", 3, number, 6, value, 0) for number, value in values.items())
    rows += b"".join(struct.pack("<HHIQ", 0x40, number, 6, ticks) for number, ticks in (times or {}).items())
    return {"__properties_version1.0": bytes(header) + rows}
