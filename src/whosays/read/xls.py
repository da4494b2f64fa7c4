"""Read a workbook of Excel before 2007 (XLS)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from whosays.read.cells import MOST_COLUMNS, Cells, fill_merged
from whosays.read.meta import Meta
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.sheets import MOST_CELLS, MOST_ROWS, Remark
from whosays.read.workbook import NamedCells, to_readings
from whosays.text.number_formats import read_format, show_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlrd.book import Book
    from xlrd.sheet import Cell, Sheet

    from whosays.records import Capture, Problem

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS = (".xls", ".xlt")
# How files of Excel 2 to 4 begin, which are no compound files.
_OLDEST = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


class XlsReader:
    """Workbooks of spreadsheets in the older binary format."""

    name = "xls"
    version = "2"
    heeds = ("columns", "accounts", "all_accounts")

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is an older workbook."""
        named = capture.media_type == "application/vnd.ms-excel" or capture.name.lower().endswith(_ENDINGS)
        return named and head.startswith((_OLE, *_OLDEST))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Iterator[Reading | Problem]:
        """Read the bytes."""
        import xlrd

        log = io.StringIO()  # what it would print about damaged files
        try:
            book = xlrd.open_workbook(file_contents=raw, formatting_info=True, ragged_rows=True, logfile=log)
            sheets = _read_sheets(book)
            author = book.user_name if isinstance(book.user_name, str) else ""
        except Exception as error:  # the parser fails in any way on a damaged file, and it reads nothing but bytes
            if isinstance(error, MemoryError):
                raise
            locked = "encrypted" in str(error).lower()
            why = "it is locked with a password" if locked else f"it is damaged ({type(error).__name__})"
            raise UnreadableDocument(capture.name, why) from error
        said = Meta(author=" ".join(author.split()) or None)
        yield from to_readings(capture, sheets, options, said=said, made_by=f"{self.name} {self.version}")


def _read_sheets(book: Book) -> list[NamedCells]:
    found = []
    room = MOST_CELLS
    for sheet in book.sheets():
        cells = Cells()
        for at in range(sheet.nrows):
            if room <= 0 or len(cells.rows) >= MOST_ROWS:
                cells.cut_at = at
                break
            words = [_show(book, cell) for cell in sheet.row(at)[:MOST_COLUMNS]]
            while words and not words[-1]:
                words.pop()
            room -= len(words) + 1
            if words:
                cells.numbers.append(at + 1)
                cells.rows.append(words)
        _take_others(sheet, cells)
        fill_merged(cells)
        found.append(NamedCells(" ".join(sheet.name.split()), bool(sheet.visibility), cells))
    return found


def _show(book: Book, cell: Cell) -> str:
    """Return what a cell shows."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        style = book.xf_list[cell.xf_index] if cell.xf_index is not None and cell.xf_index < len(book.xf_list) else None
        form = book.format_map.get(style.format_key) if style else None
        return show_number(repr(cell.value), read_format(form.format_str if form else ""), from_1904=book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    return ""


def _take_others(sheet: Sheet, cells: Cells) -> None:
    """Take what is hidden, merged, linked and remarked."""
    filled = set(cells.numbers)
    cells.hidden_rows += sorted(at + 1 for at, about in sheet.rowinfo_map.items() if about.hidden and at + 1 in filled)
    cells.hidden_columns += sorted(at for at, about in sheet.colinfo_map.items() if about.hidden)
    cells.merged += [(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells]
    for (at, place), link in sorted(sheet.hyperlink_map.items()):
        if str(link.url_or_path or "").startswith(("http://", "https://", "mailto:")):
            cells.links.append((at + 1, place, str(link.url_or_path)))
    for (at, place), note in sorted(sheet.cell_note_map.items()):
        if words := note.text.strip():
            cells.remarks.append(Remark(at + 1, place, words, note.author or None))
