"""Read a workbook of Excel since 2007 (XLSX)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.read.cells import Cells
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.sheets import MOST_CELLS
from whosays.read.workbook import NamedCells, to_readings
from whosays.read.xlsx_parts import read_meta, read_workbook, relations
from whosays.read.xlsx_sheet import read_cells, read_remarks
from whosays.read.zip_parts import Limits, Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.read.xlsx_parts import Shared, SheetPart
    from whosays.records import Capture, Problem

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")
# A sheet of 200,000 rows has about so much markup.
_LIMITS = Limits(part=200 << 20)


class XlsxReader:
    """Workbooks of spreadsheets."""

    name = "xlsx"
    version = "2"
    heeds = ("columns", "accounts", "all_accounts")

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a workbook."""
        if capture.media_type.startswith(_TYPE) or capture.name.lower().endswith(_ENDINGS):
            return True
        return head.startswith(b"PK\x03\x04") and (b"xl/workbook.xml" in head or b"xl/worksheets/" in head)

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Iterator[Reading | Problem]:
        """Read the bytes."""
        parts = Parts(capture.name, raw, _LIMITS)
        listed, shared = read_workbook(parts)
        room = MOST_CELLS
        sheets: list[NamedCells] = []
        for part in listed:
            cells = _read_sheet(parts, part, shared, room)
            room -= cells.taken + cells.filled
            sheets.append(NamedCells(part.name, part.hidden, cells))
        yield from to_readings(capture, sheets, options, said=read_meta(parts), made_by=f"{self.name} {self.version}")


def _read_sheet(parts: Parts, part: SheetPart, shared: Shared, room: int) -> Cells:
    """Read a sheet with the remarks on its cells; a damaged part costs what it holds, not the workbook."""
    try:
        cells = read_cells(parts.read(part.part), shared, relations(parts, part.part, outside=True), room=max(room, 1))
        for target in relations(parts, part.part).values():
            if "comments" in target.lower() and "threaded" not in target.lower() and target in parts:
                cells.remarks += read_remarks(parts.xml(target))
    except UnreadableDocument as error:
        return Cells(damaged=str(error))
    return cells
