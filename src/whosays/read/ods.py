"""Read a workbook of OpenDocument (ODS): its cells hold the words that they show."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.cells import MOST_COLUMNS, Cells, fill_merged, to_letters
from whosays.read.meta import Meta
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.sheets import MOST_CELLS, MOST_ROWS, Remark
from whosays.read.workbook import NamedCells, to_readings
from whosays.read.zip_parts import Limits, Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from whosays.records import Capture, Problem

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_LIMITS = Limits(part=300 << 20)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?.*)?")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
# A cell or row that a file repeats more often than this is blank paper, not words.
_REPEATED = 4096


class OdsReader:
    """Workbooks of LibreOffice and its kin."""

    name = "ods"
    version = "2"
    heeds = ("columns", "accounts", "all_accounts")

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a workbook of OpenDocument."""
        named = capture.media_type.startswith(_TYPE) or capture.name.lower().endswith((".ods", ".ots"))
        return (named and head.startswith(b"PK")) or b"mimetype" + _TYPE.encode() in head[:200]

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Iterator[Reading | Problem]:
        """Read the bytes."""
        parts = Parts(capture.name, raw, _LIMITS)
        manifest = parts.xml("META-INF/manifest.xml")
        if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
            raise UnreadableDocument(capture.name, "it is locked with a password")
        if "content.xml" not in parts:
            raise UnreadableDocument(capture.name, "it has no sheets inside")
        sheets = _Sheets(parts.read("content.xml")).read(capture.name)
        yield from to_readings(capture, sheets, options, said=_read_meta(parts), made_by=f"{self.name} {self.version}")


class _Sheets:
    """The sheets of a workbook while they are read, row by row."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.room = MOST_CELLS
        self.hidden_styles: set[str] = set()
        self.found: list[NamedCells] = []
        self.cells = Cells()
        self.number = self.column = 0

    def read(self, called: str) -> list[NamedCells]:
        """Return the sheets; a damaged file gives what stands before the damage."""
        from lxml import etree

        tags = [f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-column", f"{_STYLE}style"]
        walk = etree.iterparse(
            BytesIO(self.raw), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for event, element in walk:
                self._take(event, element)
        except etree.XMLSyntaxError as error:
            if not self.found:
                raise UnreadableDocument(called, f"its table of cells is damaged: {str(error)[:160]}") from error
            self.cells.damaged = str(error)[:160]
        for sheet in self.found:
            fill_merged(sheet.cells)
        return self.found

    def _take(self, event: str, element: _Element) -> None:
        tag = element.tag
        if event == "start":
            if tag == f"{_TABLE}table":
                self.cells, self.number, self.column = Cells(), 0, 0
                hidden = element.get(f"{_TABLE}style-name") in self.hidden_styles
                self.found.append(NamedCells(" ".join((element.get(f"{_TABLE}name") or "").split()), hidden, self.cells))
        elif tag == f"{_STYLE}style":
            properties = next(element.iter(f"{_STYLE}table-properties"), None)
            if properties is not None and properties.get(f"{_TABLE}display") == "false":
                self.hidden_styles.add(element.get(f"{_STYLE}name") or "")
        elif tag == f"{_TABLE}table-column":
            self._take_column(element)
        elif tag == f"{_TABLE}table-row":
            self._take_row(element)
            element.clear()
            parent = element.getparent()
            while parent is not None and parent[0] is not element:
                del parent[0]

    def _take_column(self, element: _Element) -> None:
        count = _count(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            self.cells.hidden_columns += range(self.column, min(self.column + count, MOST_COLUMNS))
        self.column += count

    def _take_row(self, row: _Element) -> None:
        words: list[str] = []
        first = self.number + 1
        for cell in row.iterchildren(*_CELLS):
            place = len(words)
            shown = _show(cell)
            count = min(_count(cell, "number-columns-repeated"), MOST_COLUMNS - place)
            words += [shown] * (count if not shown or count <= _REPEATED else 1)
            self._take_cell(cell, first, place, shown=bool(shown))
        while words and not words[-1]:
            words.pop()
        count = _count(row, "number-rows-repeated")
        self.number += count
        if not words or self.cells.cut_at is not None:
            return
        hidden = row.get(f"{_TABLE}visibility") in ("collapse", "filter")
        for number in range(first, first + min(count, _REPEATED)):
            if self.room <= 0 or len(self.cells.rows) >= MOST_ROWS:
                self.cells.cut_at = number - 1
                return
            self.room -= len(words) + 1
            self.cells.numbers.append(number)
            self.cells.rows.append(list(words))
            self.cells.hidden_rows += [number] if hidden else []

    def _take_cell(self, cell: _Element, number: int, place: int, *, shown: bool) -> None:
        """Take what a cell has beside its words: the cells that it spans, its links, its remark."""
        rows = _count(cell, "number-rows-spanned")
        if rows > 1:
            right = place + _count(cell, "number-columns-spanned") - 1
            self.cells.merged.append((number, place, number + rows - 1, right))
        if not shown and cell.get(f"{_TABLE}formula") and cell.get(f"{_OFFICE}value-type") is None:
            self.cells.unvalued.append(f"{to_letters(place)}{number}")
        for link in cell.iter(f"{_TEXT}a"):
            url = link.get(_LINK) or ""
            if url.startswith(("http://", "https://", "mailto:")):
                self.cells.links.append((number, place, url))
        for remark in cell.iterchildren(f"{_OFFICE}annotation"):
            said = "\n".join(_words(p) for p in remark.iterchildren(f"{_TEXT}p")).strip()
            author = next((e.text for e in remark if str(e.tag).endswith("}creator")), None)
            if said:
                self.cells.remarks.append(Remark(number, place, said, author))


def _count(element: _Element, name: str) -> int:
    """Return how often something is repeated, or how much it spans: 1 where the file does not say."""
    said = element.get(f"{_TABLE}{name}") or ""
    return max(int(said), 1) if said.isdecimal() and len(said) < 8 else 1


def _show(cell: _Element) -> str:
    """Return what a cell shows; a day as ISO 8601 writes it."""
    day = _DAY.fullmatch(cell.get(f"{_OFFICE}date-value") or "")
    if day:
        return f"{day[1]} {day[2]}{day[3] or ''}".strip() if day[2] else day[1]
    words = "\n".join(_words(p) for p in cell.iterchildren(f"{_TEXT}p"))
    return words.strip() or (cell.get(f"{_OFFICE}value") or "").strip()


def _words(p: _Element) -> str:
    """Return the words of a paragraph; a cell of a table holds no deeper ones."""
    parts = [p.text or ""]
    for inner in p.iterdescendants():
        if inner.tag == f"{_TEXT}s":
            said = inner.get(f"{_TEXT}c") or ""
            parts.append(" " * (int(said) if said.isdecimal() and len(said) < 3 else 1))
        elif inner.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append(" ")
        elif isinstance(inner.tag, str):
            parts.append(inner.text or "")
        parts.append(inner.tail or "")
    return "".join(parts)


def _read_meta(parts: Parts) -> Meta:
    try:
        tree = parts.xml("meta.xml")
    except UnreadableDocument:
        return Meta()
    said: dict[str, str] = {}
    for element in [] if tree is None else tree.iter():
        if isinstance(element.tag, str) and element.text:
            said.setdefault(element.tag.rpartition("}")[2], " ".join(element.text.split()))
    changed = _DAY.match(said.get("date", ""))
    author = said.get("creator") or said.get("initial-creator")
    return Meta(title=said.get("title") or None, author=author or None, modified=changed[1] if changed else None)
