"""Read a workbook (XLSX): the rows of its sheets as they are shown, one after the other, each sheet under its name.

Nothing is left out because the file hides it; a Problem says what is hidden, merged, or has no value to show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.links import find_links
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.sheets import MOST_CELLS, Sheet, to_text
from whosays.read.xlsx_parts import read_meta, read_workbook, relations
from whosays.read.xlsx_sheet import Cells, read_cells, read_remarks, to_letters
from whosays.read.zip_parts import Limits, Parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.read.xlsx_parts import Shared, SheetPart
    from whosays.records import Capture, DocumentId, Problem
    from whosays.text.joined import Span

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")
# A sheet of 200,000 rows has about so much markup.
_LIMITS = Limits(part=200 << 20)
# A message names so many rows or cells and counts the others.
_NAMED = 12


class XlsxReader:
    """Workbooks of spreadsheets."""

    name = "xlsx"
    version = "1"
    heeds = ("columns",)

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a workbook."""
        if capture.media_type.startswith(_TYPE) or capture.name.lower().endswith(_ENDINGS):
            return True
        return head.startswith(b"PK\x03\x04") and (b"xl/workbook.xml" in head or b"xl/worksheets/" in head)

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        parts = Parts(capture.name, raw, _LIMITS)
        listed, shared = read_workbook(parts)
        doc = document_id(capture)
        sheets: list[Sheet] = []
        problems: list[Problem] = []
        room = MOST_CELLS
        for part in listed:
            cells = _read_sheet(parts, part, shared, room)
            room -= cells.taken + cells.filled
            sheet = _to_sheet(part, cells)
            sheets += [sheet] if sheet.lines else []
            problems += _oddities(doc, part, cells)
        if problems and not sheets and all(problem.code == "broken-markup" for problem in problems):
            raise UnreadableDocument(capture.name, problems[0].message)
        text, drafts = to_text(sheets)
        document = make_document(capture, text, drafts, made_by=f"{self.name} {self.version}", said=read_meta(parts))
        if not drafts:
            problems.append(make_problem("empty-document", "No words were found.", doc=doc))
        return Reading(
            document=document,
            passages=make_passages(document, drafts),
            problems=tuple(problems),
            found=tuple(find_links(document, _linked(sheets))),
        )


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


def _to_sheet(part: SheetPart, cells: Cells) -> Sheet:
    sheet = Sheet(part.name)
    for number, row in zip(cells.numbers, cells.rows, strict=True):
        sheet.add(number, row)
    sheet.remarks += cells.remarks
    sheet.links += cells.links
    return sheet


def _linked(sheets: Sequence[Sheet]) -> Iterator[tuple[Span, str]]:
    """Yield the words of cells that lead to an address."""
    for sheet in sheets:
        for number, place, url in sheet.links:
            if span := sheet.span(number, place):
                yield span, url


def _oddities(doc: DocumentId, part: SheetPart, cells: Cells) -> Iterator[Problem]:
    """Yield what is odd about a sheet."""
    called = f"sheet “{part.name}”"
    hidden = [f"{called} as a whole"] if part.hidden and cells.rows else []
    if cells.hidden_rows:
        hidden.append(f"{called}: rows {_runs(cells.hidden_rows)}")
    width = max(map(len, cells.rows), default=0)
    if columns := [to_letters(place) for place in sorted(set(cells.hidden_columns)) if place < width]:
        hidden.append(f"{called}: columns {_some(columns)}")
    for words in hidden:
        yield make_problem("hidden-cells", f"the file hides {words}; all was read", doc=doc)
    if cells.filled:
        message = f"{called}: words of merged cells were repeated in {cells.filled} rows that they span"
        yield make_problem("merged-cells", message, doc=doc)
    if cells.unvalued:
        message = f"{called}: {len(cells.unvalued)} formulas have no value stored ({_some(cells.unvalued)})"
        yield make_problem("formula-without-value", message, doc=doc)
    if cells.cut_at is not None:
        yield make_problem("table-cut", f"{called}: reading stopped behind row {cells.cut_at}", doc=doc)
    if cells.damaged:
        yield make_problem("broken-markup", f"{called} is damaged behind row {cells.last}: {cells.damaged}", doc=doc)


def _runs(numbers: Sequence[int]) -> str:
    """Return numbers as runs: "3-5, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return _some(["-".join(map(str, run)) for run in runs])


def _some(words: Sequence[str]) -> str:
    more = f" and {len(words) - _NAMED} more" if len(words) > _NAMED else ""
    return ", ".join(words[:_NAMED]) + more
