"""Read the tables of an older Word file (DOC, Word 97 to 2003): its pieces of text, and what is said of their paragraphs.

The words of such a file lie in pieces (places in a stream), in the order of their character positions: first the text, then
footnotes, heads and feet, comments, endnotes, text boxes. What is said of paragraphs and runs lies apart, by place in the
stream. Numbers in comments are Microsoft's names of the fields ([MS-DOC]).
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.ole import open_ole, read_stream
from whosays.read.reading import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What the container of older Office files begins with, and that of locked newer ones."""
_MAGIC, _FIRST_KNOWN = 0xA5EC, 101
_ENCRYPTED, _OTHER_TABLE = 0x0100, 0x0200
_LENGTHS, _PLACES = 0x4C, 0x9A
_PAGE = 512
# No Word file has more characters (Word's own limit is 32 MB of text).
_MOST = 40_000_000
_BROKEN = (struct.error, IndexError, ValueError, OSError, OverflowError, TypeError, KeyError)
# Which pair of place and length of the table stream ([MS-DOC] FibRgFcLcb97).
STYLES, FOOT_REFS, FOOT_TEXTS, NOTE_REFS, NOTE_TEXTS, RUNS, PARAGRAPHS, PIECES, OWNERS, END_REFS, END_TEXTS = (
    1, 2, 3, 4, 5, 12, 13, 33, 36, 46, 47,
)  # fmt: skip
# The parts of the text in their order (ccpText …).
PARTS = ("text", "footnotes", "heads", "macros", "comments", "endnotes", "boxes", "head boxes")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of characters: where it begins in the text, and where and how its bytes lie."""

    start: int
    end: int
    place: int
    width: int


@dataclass(slots=True)
class WordFile:
    """The streams of a file, its characters in order, and where its parts begin."""

    called: str
    stream: bytes
    table: bytes
    summary: bytes = b""
    chars: str = ""
    pieces: list[_Piece] = field(default_factory=list)
    starts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def pair(self, number: int) -> bytes:
        """Return a table by its number."""
        place, length = struct.unpack_from("<II", self.stream, _PLACES + 8 * number)
        return self.table[place : place + length]

    def part(self, name: str) -> str:
        """Return the characters of a part of the text."""
        start, end = self.starts[name]
        return self.chars[start:end]

    def positions(self, number: int, size: int) -> tuple[list[int], list[bytes]]:
        """Return the character positions of a table, and the `size` bytes that it says of each."""
        raw = self.pair(number)
        count = max((len(raw) - 4) // (4 + size), 0)
        cps = list(struct.unpack_from(f"<{count + 1}I", raw)) if len(raw) >= 4 else []
        about = [raw[4 * (count + 1) + size * at :][:size] for at in range(count)]
        return cps, about

    def place_of(self, position: int) -> int:
        """Return where a character lies in the stream; -1 for none."""
        at = bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1
        if at < 0 or position >= self.pieces[at].end:
            return -1
        return self.pieces[at].place + (position - self.pieces[at].start) * self.pieces[at].width

    def pages(self, number: int, *, paragraphs: bool) -> Iterator[tuple[int, int, bytes]]:
        """Yield what is said of stretches of the stream: begin, end, and the bytes that say it."""
        _, numbers = self.positions(number, 4)
        for each in dict.fromkeys(numbers):
            place = _PAGE * struct.unpack("<I", each)[0]
            page = self.stream[place : place + _PAGE]
            if len(page) < _PAGE:
                continue
            count = page[-1]
            width = 13 if paragraphs else 1
            if 4 * (count + 1) + width * count > _PAGE - 1:
                continue
            places = struct.unpack_from(f"<{count + 1}I", page)
            for at in range(count):
                offset = 2 * page[4 * (count + 1) + width * at]
                yield places[at], places[at + 1], _said(page, offset, paragraphs=paragraphs)


def _said(page: bytes, offset: int, *, paragraphs: bool) -> bytes:
    if not offset or offset >= _PAGE - 1:
        return b""
    size = page[offset]
    if not paragraphs:
        return page[offset + 1 : offset + 1 + size]
    if size:
        return page[offset + 1 : offset + 2 * size]
    return page[offset + 2 : offset + 2 + 2 * page[offset + 1]]


def open_word(called: str, raw: bytes) -> WordFile:
    """Open a file. Raises UnreadableDocument where it is damaged, locked, older than Word 97, or no Word file."""
    try:
        with open_ole(raw) as ole:
            if not ole.exists("WordDocument"):
                raise UnreadableDocument(called, _other(ole.exists("EncryptedPackage")))
            stream = read_stream(ole, "WordDocument")
            magic, version = struct.unpack_from("<HH", stream)
            flags = struct.unpack_from("<H", stream, 0x0A)[0]
            if magic != _MAGIC or version < _FIRST_KNOWN:
                raise UnreadableDocument(called, "it was written by a Word before 97; save it anew as DOCX")
            if flags & _ENCRYPTED:
                raise UnreadableDocument(called, "it is locked with a password")
            table = read_stream(ole, "1Table" if flags & _OTHER_TABLE else "0Table")
            named = "\x05SummaryInformation"
            summary = read_stream(ole, named) if ole.exists(named) else b""
        file = WordFile(called, stream, table, summary)
        _read_pieces(file)
    except _BROKEN as error:
        raise UnreadableDocument(called, "it is damaged or cut off") from error
    return file


def _other(locked: bool) -> str:
    return "it is locked with a password" if locked else "it has no text of a Word file"


def _read_pieces(file: WordFile) -> None:
    """Put the characters together, and find where the parts begin."""
    raw, at = file.pair(PIECES), 0
    while at < len(raw) and raw[at] == 1:
        at += 3 + struct.unpack_from("<H", raw, at + 1)[0]
    size = struct.unpack_from("<xI", raw, at)[0]
    count = (size - 4) // 12
    cps = struct.unpack_from(f"<{count + 1}I", raw, at + 5)
    out: list[str] = []
    total = 0
    for number in range(count):
        place = struct.unpack_from("<I", raw, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        start, end = cps[number], cps[number + 1]
        small = bool(place & 0x40000000)
        place = (place & 0x3FFFFFFF) // 2 if small else place & 0x3FFFFFFF
        if start != total or not start <= end <= _MOST:
            raise ValueError("pieces out of order")
        words = file.stream[place : place + (end - start) * (1 if small else 2)]
        read = words.decode("cp1252", "replace") if small else _units(words)
        out.append(read.ljust(end - start, "\x00"))
        file.pieces.append(_Piece(start, end, place, 1 if small else 2))
        total = end
        if total > len(file.stream):
            raise ValueError("more characters than bytes")
    file.chars = "".join(out)
    begin = 0
    for name, length in zip(PARTS, struct.unpack_from(f"<{len(PARTS)}i", file.stream, _LENGTHS), strict=True):
        end = min(begin + max(length, 0), total)
        file.starts[name] = (begin, end)
        begin = end


def _units(raw: bytes) -> str:
    """Decode UTF-16 one unit a character, so that positions hold; `joined` puts pairs together afterwards."""
    units = array("H")
    units.frombytes(raw[: len(raw) // 2 * 2])
    return "".join(map(chr, units))


def joined(words: str) -> str:
    """Put the halves of characters outside of the first plane together."""
    if not any("\ud800" <= char <= "\udfff" for char in words):
        return words
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def read_sprms(raw: bytes) -> dict[int, int]:
    """Read the list of what is said of a paragraph or a run: code → number (the first bytes of a longer operand)."""
    out: dict[int, int] = {}
    at = 0
    while at + 3 <= len(raw):
        code = int.from_bytes(raw[at : at + 2], "little")
        at += 2
        size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
        if not size:
            longer = code == 0xD608  # the one whose length has two bytes
            size = int.from_bytes(raw[at : at + 2], "little") + 1 if longer else raw[at] + 1
        out[code] = int.from_bytes(raw[at : at + min(size, 4)], "little")
        at += size
    return out
