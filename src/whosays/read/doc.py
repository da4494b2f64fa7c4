"""Read older Word files (DOC): their words, headings, tables, notes and comments.

Printed numbers of lists are left out, since these files keep them in tables of their own; a Problem says so.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read import doc_file
from whosays.read.doc_file import OLE, WordFile, joined, open_word, read_sprms
from whosays.read.doc_meta import read_summary
from whosays.read.field_codes import read_link
from whosays.read.manuscript import Call, Dropped, Edge, Hidden, Manuscript, Note, Para
from whosays.read.numerals import format_number, raise_mark
from whosays.read.passages import document_id
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.rows import Cell, table_of
from whosays.read.typeset import reading_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.manuscript import NoteKind, Part
    from whosays.records import Capture

_ENDINGS = (".doc", ".dot", ".docx", ".docm")
# What a paragraph or run says of itself ([MS-DOC] sprm codes).
_IN_TABLE, _ROW_END, _LIST, _OUTLINE, _LEVEL = 0x2416, 0x2417, 0x460B, 0x2640, 0x260A
_GONE, _HIDDEN = 0x0800, 0x083C
# So many comparisons of runs with pieces are enough for a book; a file that wants more was made to keep us busy.
_STEPS = 5_000_000
_HEADINGS, _TITLE, _SUBTITLE = range(1, 10), 62, 74
_SIGNS = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "\u2011", "\x1f": "\u00ad", "\t": "\t"}


class DocReader:
    """Word files of the years 1997 to 2006; a newer one that is locked lies in the same container."""

    name = "doc"
    version = "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is an older Word file."""
        named = capture.media_type.lower() == "application/msword" or capture.name.lower().endswith(_ENDINGS)
        return named and head.startswith(OLE)

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        file = open_word(capture.name, raw)
        try:
            text = _Text(file)
            manuscript = text.read()
        except (struct.error, IndexError, ValueError, OverflowError) as error:
            raise UnreadableDocument(capture.name, "its tables are damaged") from error
        problems = []
        if text.has_lists:
            left_out = "The numbers of its lists are left out (an older Word file); save it as DOCX to keep them."
            problems.append(make_problem("read-in-part", left_out, doc=document_id(capture)))
        return reading_of(
            capture, manuscript, read_summary(file.summary), problems=problems, made_by=f"{self.name} {self.version}"
        )


@dataclass(frozen=True, slots=True)
class _Look:
    """What is said of a paragraph."""

    level: int | None = None
    in_table: bool = False
    ends_row: bool = False
    depth: int | None = None


@dataclass(slots=True)
class _Text:
    """Reads the parts of a file into a manuscript."""

    file: WordFile
    manuscript: Manuscript = field(default_factory=Manuscript)
    calls: dict[int, tuple[str, str]] = field(default_factory=dict)
    has_lists: bool = False
    styles: list[int | None] = field(default_factory=list)
    said: list[tuple[int, int, bytes]] = field(default_factory=list)
    flags: list[tuple[int, int, bool, bool]] = field(default_factory=list)

    def read(self) -> Manuscript:
        """Read all parts."""
        self.styles = _read_styles(self.file.pair(doc_file.STYLES))
        self.said = sorted(self.file.pages(doc_file.PARAGRAPHS, paragraphs=True))
        self.flags = sorted(_flags(self.file))
        self._notes("footnote", "footnotes", doc_file.FOOT_REFS, doc_file.FOOT_TEXTS)
        self._notes("endnote", "endnotes", doc_file.END_REFS, doc_file.END_TEXTS)
        self._comments()
        self.manuscript.body = self._paras(*self.file.starts["text"])
        self.manuscript.body += self._paras(*self.file.starts["boxes"])
        self.manuscript.furniture = self._paras(*self.file.starts["heads"])
        return self.manuscript

    def _notes(self, kind: NoteKind, part: str, refs: int, texts: int) -> None:
        called, about = self.file.positions(refs, 2)
        starts, _ = self.file.positions(texts, 0)
        begin, end = self.file.starts[part]
        count = 0
        for at, (place, flag) in enumerate(zip(called, about, strict=False)):
            if at + 1 >= len(starts) or place >= self.file.starts["text"][1]:
                break
            count += flag != b"\x00\x00"
            form = "decimal" if kind == "footnote" else "lowerRoman"
            own = self.file.chars[place]
            mark = format_number(count, form) if flag != b"\x00\x00" else own if own >= " " else ""
            paras = self._paras(min(begin + starts[at], end), min(begin + starts[at + 1], end))
            note = Note(kind, paras)
            note.take_mark(mark)
            self.manuscript.notes[f"{kind} {at}"] = note
            self.calls[place] = (f"{kind} {at}", raise_mark(mark) if mark else "")

    def _comments(self) -> None:
        called, about = self.file.positions(doc_file.NOTE_REFS, 30)
        starts, _ = self.file.positions(doc_file.NOTE_TEXTS, 0)
        owners = _read_names(self.file.pair(doc_file.OWNERS))
        begin, end = self.file.starts["comments"]
        for at, (place, each) in enumerate(zip(called, about, strict=False)):
            if at + 1 >= len(starts):
                break
            number = int.from_bytes(each[20:22], "little")
            paras = self._paras(min(begin + starts[at], end), min(begin + starts[at + 1], end))
            author = owners[number] if number < len(owners) else None
            self.manuscript.notes[f"comment {at}"] = Note("comment", paras, author=author)
            self.calls.setdefault(place, (f"comment {at}", ""))

    def _paras(self, start: int, end: int) -> list[Para]:
        """Return the paragraphs and tables between two positions."""
        out: list[Para] = []
        rows: list[list[Cell]] = []
        cells: list[Cell] = []
        open_cell: list[Para] = []
        for para, look, sign in self._blocks(start, end):
            if look.ends_row:
                rows.append(cells)
                cells, open_cell = [], []
            elif look.in_table or sign == "\x07":
                open_cell.append(para)
                if sign == "\x07":
                    cells.append(Cell(open_cell))
                    open_cell = []
            else:
                out += table_of(rows)
                rows = []
                out.append(para)
        return [*out, *table_of([*rows, cells] if cells else rows), *open_cell]

    def _blocks(self, start: int, end: int) -> Iterator[tuple[Para, _Look, str]]:
        """Yield each paragraph with what is said of it and the sign that ends it."""
        chars = self.file.chars
        at = start
        fields: list[list[str]] = []
        while at < end:
            stop = at
            while stop < end and chars[stop] not in "\r\x07":
                stop += 1
            look = self._look(min(stop, end - 1))
            para = Para()
            if look.level:
                para.zone, para.level = "heading", look.level
            elif look.depth is not None:
                self.has_lists = True
                para.zone, para.level = "list_item", look.depth + 1
            self._fill(para, at, min(stop, end), fields)
            yield para, look, chars[stop] if stop < end else "\r"
            at = stop + 1

    def _look(self, position: int) -> _Look:
        place = self.file.place_of(position)
        at = bisect_right(self.said, place, key=lambda each: each[0]) - 1
        if at < 0 or place >= self.said[at][1] or len(self.said[at][2]) < 2:
            return _Look()
        raw = self.said[at][2]
        style, sprms = int.from_bytes(raw[:2], "little"), read_sprms(raw[2:])
        level = self.styles[style] if style < len(self.styles) else None
        if 0 <= sprms.get(_OUTLINE, 9) < 9:
            level = sprms[_OUTLINE] + 1
        listed = sprms.get(_LEVEL, 0) if 0 < sprms.get(_LIST, 0) < 0xF000 else None
        return _Look(level, bool(sprms.get(_IN_TABLE)), bool(sprms.get(_ROW_END)), listed)

    def _fill(self, para: Para, start: int, end: int, fields: list[list[str]]) -> None:
        """Put the characters between two positions into a paragraph; codes of fields are read, not printed."""
        words: list[str] = []

        def flush() -> None:
            if words:
                para.parts.append(joined("".join(words)))
                words.clear()

        for at in range(start, end):
            char = self.file.chars[at]
            call = self.calls.get(at)
            if call:
                flush()
                para.parts.append(Call(*call))
            elif char in "\x13\x14\x15":
                flush()
                para.parts += _field(char, fields)
            elif fields and len(fields[-1]) < 2:
                fields[-1][0] = (fields[-1][0] + char)[:2000]
            elif char >= " " or char in _SIGNS:
                gone, hidden = self._flags(at)
                printed = _SIGNS.get(char, char)
                if gone or hidden:
                    flush()
                    para.parts.append(Dropped(printed) if gone else Hidden(printed))
                else:
                    words.append(printed)
        flush()
        fields[:] = [each for each in fields if len(each) > 1]  # a code does not go on over paragraphs

    def _flags(self, position: int) -> tuple[bool, bool]:
        """Say whether a character was taken out, and whether it is hidden."""
        if not self.flags:
            return False, False
        at = bisect_right(self.flags, position, key=lambda each: each[0]) - 1
        return self.flags[at][2:] if at >= 0 and position < self.flags[at][1] else (False, False)


def _field(char: str, fields: list[list[str]]) -> list[Part]:
    """Follow the signs of a field: its beginning, where its result begins, its end."""
    if char == "\x13":
        if len(fields) < 60:
            fields.append([""])
    elif char == "\x14" and fields:
        url = read_link(fields[-1][0]) or ""
        fields[-1].append(url)
        return [Edge("link", url, True)] if url else []
    elif char == "\x15" and fields:
        done = fields.pop()
        return [Edge("link", done[1], False)] if len(done) > 1 and done[1] else []
    return []


def _flags(file: WordFile) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield the stretches of positions that were taken out or are hidden."""
    steps = 0
    for start, end, raw in file.pages(doc_file.RUNS, paragraphs=False):
        sprms = read_sprms(raw)
        gone, hidden = sprms.get(_GONE) == 1, sprms.get(_HIDDEN) == 1
        if (not gone and not hidden) or steps > _STEPS:
            continue
        steps += len(file.pieces)
        for piece in file.pieces:
            low = max(start, piece.place)
            high = min(end, piece.place + (piece.end - piece.start) * piece.width)
            if low < high:
                yield (
                    piece.start + (low - piece.place) // piece.width,
                    piece.start + (high - piece.place) // piece.width,
                    gone,
                    hidden,
                )


def _read_styles(raw: bytes) -> list[int | None]:
    """Return the rank of a heading for each style, by its number; None for the others."""
    if len(raw) < 6:
        return []
    at = 2 + struct.unpack_from("<H", raw)[0]
    found: list[tuple[int, int]] = []
    while at + 2 <= len(raw) and len(found) < 5000:
        size = struct.unpack_from("<H", raw, at)[0]
        kind, base = struct.unpack_from("<HH", raw, at + 2) if size >= 4 and at + 6 <= len(raw) else (0xFFF, 0xFFF0)
        found.append((kind & 0xFFF, base >> 4))
        at += 2 + size + size % 2
    return [_rank(found, number) for number in range(len(found))]


def _rank(styles: list[tuple[int, int]], number: int) -> int | None:
    for _ in range(12):  # Word's own limit of styles based on one another is lower
        if number >= len(styles):
            return None
        kind, number = styles[number]
        if kind in _HEADINGS or kind in (_TITLE, _SUBTITLE):
            return kind if kind in _HEADINGS else 1 if kind == _TITLE else 2
    return None


def _read_names(raw: bytes) -> list[str]:
    out: list[str] = []
    at = 0
    while at + 2 <= len(raw) and len(out) < 10_000:
        size = struct.unpack_from("<H", raw, at)[0]
        out.append(raw[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace"))
        at += 2 + 2 * size
    return out
