"""Read delimited text (CSV, TSV and their kin): one line a row, a tab between cells, in any encoding and dialect."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, Literal

from whosays.problems import make_problem
from whosays.read.dialect import Dialect, find_dialect
from whosays.read.encoding import NotText, decode
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.plain import encoding_problems
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.sheets import MOST_CELLS, MOST_ROWS, Sheet, to_text

if TYPE_CHECKING:
    from whosays.records import Capture

_TYPES = ("text/csv", "text/tab-separated-values", "application/csv", "text/comma-separated-values")
_TABS = (".tsv", ".tab")
_ENDINGS = (".csv", ".psv", *_TABS)
# After so many quotes that nothing closes, quotes are read as characters like any other.
_MOST_UNCLOSED = 10


class DelimitedReader:
    """Tables as text: commas, semicolons, tabs, bars between the cells."""

    name = "delimited"
    version = "1"
    heeds = ("columns",)

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is delimited text."""
        return is_delimited(capture, head)

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        try:
            decoded = decode(raw)
        except NotText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
        doc = document_id(capture)
        problems = list(encoding_problems(decoded, doc))
        dialect = find_dialect(decoded.text, tabs=says_tabs(capture))
        sheet, odd = _read_sheet(decoded.text, dialect)
        problems += [make_problem(code, message, doc=doc) for code, message in odd]
        text, drafts = to_text([sheet])
        document = make_document(capture, text, drafts, made_by=f"{self.name} {self.version}")
        if not drafts:
            problems.append(make_problem("empty-document", "No words were found.", doc=doc))
        return Reading(document=document, passages=make_passages(document, drafts), problems=tuple(problems))


def is_delimited(capture: Capture, head: bytes) -> bool:
    """Ask whether a capture is delimited text, by its media type or name."""
    if head.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return False
    return capture.media_type in _TYPES or capture.name.lower().endswith(_ENDINGS)


def says_tabs(capture: Capture) -> bool:
    """Ask whether the name or media type of a capture says that tabs part its cells."""
    return capture.media_type == "text/tab-separated-values" or capture.name.lower().endswith(_TABS)


def _read_sheet(text: str, dialect: Dialect) -> tuple[Sheet, list[tuple[str, str]]]:
    """Return the rows, and what was odd: codes with messages."""
    sheet, odd = Sheet(), []
    rows, unclosed = read_rows(text, dialect)
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS:
            odd.append(("table-cut", f"reading stopped at row {number} of {len(rows)}"))
            break
        sheet.add(number, row)
    for line in unclosed[:_MOST_UNCLOSED]:
        odd.append(("quote-unclosed", f"a cell in line {line} opens a quotation mark that nothing closes"))
    return sheet, odd


def read_rows(text: str, dialect: Dialect) -> tuple[list[list[str]], list[int]]:
    """Return the rows of a delimited text, and the lines (from 1) in which a cell's quotation mark is opened and never closed.

    Such a line is read without regard to quotation marks, and reading goes on behind it; else the cell would swallow the rest.
    """
    rows: list[list[str]] = []
    unclosed: list[int] = []
    begin, line = dialect.begin, 1 + (dialect.begin > 1)
    limit = csv.field_size_limit(max(len(text), 1))
    try:
        while True:
            found, stop = _read_from(text, begin, dialect)
            rows += found
            if stop is None:
                return rows, unclosed
            unclosed.append(line + stop)
            first, behind = _line_at(text, begin, stop)
            if len(unclosed) >= _MOST_UNCLOSED:
                behind = len(text)
            rows += csv.reader(io.StringIO(text[first:behind], newline=""), _Format(dialect, csv.QUOTE_NONE))
            begin, line = behind, line + stop + 1
    finally:
        csv.field_size_limit(limit)


def _read_from(text: str, begin: int, dialect: Dialect) -> tuple[list[list[str]], int | None]:
    """Return the rows from `begin` on, and the line (from 0) of the last row when its quotes do not close (it is left out)."""
    part = text[begin:] if begin else text
    reader = csv.reader(io.StringIO(part, newline=""), _Format(dialect))
    if part.count(dialect.quote) % 2 == 0:
        return list(reader), None
    rows: list[list[str]] = []
    before = last = 0
    for row in reader:
        rows.append(row)
        before, last = last, reader.line_num
    if last > before + 1 and "".join(islice(io.StringIO(part, newline=""), before, None)).count(dialect.quote) % 2:
        return rows[:-1], before
    return rows, None


def _line_at(text: str, begin: int, line: int) -> tuple[int, int]:
    """Return where a line (counted from 0 at `begin`) begins and ends, its line end included."""
    lines = islice(io.StringIO(text[begin:], newline=""), line + 1)
    first = end = begin
    for found in lines:
        first, end = end, end + len(found)
    return first, end


class _Format(csv.Dialect):
    """A dialect as the csv module takes it."""

    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"

    def __init__(self, dialect: Dialect, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> None:
        self.delimiter = dialect.delimiter
        self.quotechar = dialect.quote
        self.escapechar = dialect.escape
        self.quoting = quoting
        super().__init__()
