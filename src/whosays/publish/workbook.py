"""Export a case as one workbook (XLSX, ISO/IEC 29500): a sheet a kind, with the columns of the CSV files.

- The first sheet says what this is, how many rows each sheet has, and whether something is hidden.
- Words are the document's own, unfolded. Nothing is ever a formula: a text that begins with one of its signs is marked as text,
  so that it stays one when somebody edits the cell.
- A day is a date of the spreadsheet; any other date (a month, a span, a day before March 1900, which its calendar has wrong) is
  text as in the record.
- A spreadsheet has an end. Rows beyond its last one go on in a sheet "claims 2"; a text that is longer than a cell holds is
  there up to a mark, and whole in the sheet "long texts", in pieces that joined together are the text.
- Signs that XML cannot hold are written as the format does it, `_x000B_`; Excel shows the sign, some libraries do not.
- The same case gives the same bytes.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from whosays.publish.files import whole_file
from whosays.publish.hidden.view import NOTE, Hides
from whosays.publish.tables import columns, rows
from whosays.publish.view import KINDS, Leaving
from whosays.text.direction import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from whosays.publish.tables import Cell, Row
    from whosays.publish.view import CaseView

# Limits of Excel: rows of a sheet with its heading, and characters of a cell, counted in UTF-16 as it does.
ROWS, CHARACTERS = 1_048_576, 32_767
_CUT = " … (goes on: see the sheet “long texts”)"
_LONG = "long texts"
_LONG_COLUMNS = ("sheet", "id", "column", "piece", "text")
_MADE = datetime(1980, 1, 1)  # the format has no zone; a fixed time gives the same bytes
_FORMULA = ("=", "+", "-", "@")
_DATES = frozenset({"date", "modified", "said", "content_time", "when"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY = date(1900, 3, 1)
_WIDE = frozenset({"words", "content", "note", "text", "message", "evidence", "description", "title", "reasons", "name"})
_WHAT = (
    "A sourced record, made by whosays: who says what about whom, in which words.",
    "Each sheet has one kind of record, one a row. What programs proposed and nobody decided on has the status “proposed”.",
    "Words are those of the document; “document”, “start” and “end” lead to them (characters, counted from 0).",
    "Several values in a cell are parted by “; ”, the pieces of one text by “ … ”.",
    f"A cell holds {CHARACTERS:,} characters. A longer text ends in a mark there, and is whole in the sheet “{_LONG}”.",
    f"A sheet has {ROWS:,} rows. More go on in a sheet of the same name with a number.",
)


class Workbook:
    """The exporter `xlsx`: see the head of this file."""

    name = "xlsx"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the file and yield its path. Raises BadAnchor when words are not the document's."""
        return export(view, folder)


def export(view: CaseView, folder: Path, *, sheet_rows: int = ROWS) -> Iterator[Path]:
    """Write the file and yield its path; a sheet has at most `sheet_rows` rows. Raises BadAnchor, and OSError."""
    path = folder / "case.xlsx"
    with whole_file(path) as file:
        _write(view, file, sheet_rows)
    yield path


def _write(view: CaseView, file: BinaryIO, sheet_rows: int) -> None:
    from xlsxwriter import Workbook as Book
    from xlsxwriter.exceptions import FileCreateError

    book = Book(file, {"constant_memory": True, "use_zip64": True})
    try:
        _fill(book, view, sheet_rows)
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _fill(book: Any, view: CaseView, sheet_rows: int) -> None:
    book.set_properties({"title": "A sourced record", "created": _MADE})
    looks = _Looks(book)
    about = book.add_worksheet("about")
    leaving, long_texts, told = Leaving(view), list[tuple[str, str, str, str]](), list[tuple[str, int]]()
    for kind in KINDS:
        sheet = _Sheets(book, looks, kind, [column.name for column in columns(kind)], sheet_rows)
        for row in rows(kind, leaving):
            long_texts += sheet.put(row)
        told += sheet.close()
    if long_texts:
        sheet = _Sheets(book, looks, _LONG, _LONG_COLUMNS, sheet_rows)
        for where, of, column, text in long_texts:
            for number, piece in enumerate(pieces(text), 1):
                sheet.put({"sheet": where, "id": of, "column": column, "piece": number, "text": piece})
        told += sheet.close()
    _tell(about, looks, told, view)


class _Looks:
    """How cells look: one format each, made once."""

    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True, "bottom": 1})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._texts = {
            (leftwards, signed): book.add_format({"reading_order": 2 if leftwards else 1, "quote_prefix": signed})
            for leftwards in (False, True)
            for signed in (False, True)
        }

    def of(self, text: str) -> Any:
        """Return the look of a text: which way it runs, and whether it begins as a formula does."""
        return self._texts[bool(runs_right_to_left(text)), text.lstrip().startswith(_FORMULA)]


class _Sheets:
    """The sheets of one kind: a second one where the first is full."""

    def __init__(self, book: Any, looks: _Looks, name: str, names: Sequence[str], sheet_rows: int) -> None:
        self._book, self._looks, self._name, self._names, self._rows = book, looks, name, names, sheet_rows
        self._told: list[tuple[str, int]] = []
        self._open()

    def put(self, row: Row) -> list[tuple[str, str, str, str]]:
        """Write a row; return the texts that are too long for a cell: sheet, id of the record, column, text."""
        if self._at + 1 >= self._rows:
            self._end()
            self._open()
        self._at += 1
        long = []
        for place, name in enumerate(self._names):
            cell = row.get(name)
            if isinstance(cell, str) and _units(cell) > CHARACTERS:
                long.append((self._called, str(row.get("id", "")), name, cell))
                cell = next(pieces(cell, CHARACTERS - len(_CUT))) + _CUT
            self._put(place, name, cell)
        return long

    def close(self) -> list[tuple[str, int]]:
        """End the last sheet; return the name of each, and how many rows it has beside the heading."""
        self._end()
        return self._told

    def _open(self) -> None:
        self._called = f"{self._name} {len(self._told) + 1}" if self._told else self._name
        self._sheet = self._book.add_worksheet(self._called)
        self._sheet.freeze_panes(1, 0)
        self._at = 0
        for place, name in enumerate(self._names):
            self._sheet.set_column(place, place, 60 if name in _WIDE else max(12, len(name) + 4))
            self._sheet.write_string(0, place, name, self._looks.heading)

    def _end(self) -> None:
        self._sheet.autofilter(0, 0, self._at, len(self._names) - 1)
        self._told.append((self._called, self._at))

    def _put(self, place: int, name: str, cell: Cell) -> None:
        if isinstance(cell, bool):
            self._sheet.write_boolean(self._at, place, cell)
        elif isinstance(cell, int | float):
            self._sheet.write_number(self._at, place, cell)
        elif cell and (day := _day(cell) if name in _DATES else None):
            self._sheet.write_datetime(self._at, place, day, self._looks.day)
        elif cell:
            self._sheet.write_string(self._at, place, cell, self._looks.of(cell))


def _tell(about: Any, looks: _Looks, told: Sequence[tuple[str, int]], view: CaseView) -> None:
    lines = list(_WHAT)
    if isinstance(view, Hides):
        hidden = view.told()
        lines += [NOTE, f"Hidden stretches of documents: {hidden.stretches}"]
    about.set_column(0, 0, 24)
    for at, line in enumerate(lines):
        about.write_string(at, 0, line)
    at = len(lines) + 1
    about.write_string(at, 0, "sheet", looks.heading)
    about.write_string(at, 1, "rows", looks.heading)
    for number, (name, count) in enumerate(told, at + 1):
        about.write_string(number, 0, name)
        about.write_number(number, 1, count)


def pieces(text: str, most: int = CHARACTERS) -> Iterator[str]:
    """Cut a text into pieces of at most `most` UTF-16 units, none through a character."""
    begin = units = 0
    for at, sign in enumerate(text):
        wide = 2 if sign > "\uffff" else 1
        if units + wide > most:
            yield text[begin:at]
            begin, units = at, 0
        units += wide
    yield text[begin:]


def _units(text: str) -> int:
    return len(text) if len(text) <= CHARACTERS // 2 else len(text) + sum(sign > "\uffff" for sign in text)


def _day(cell: str) -> date | None:
    if not _DAY.fullmatch(cell):
        return None
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None
