"""Make the reading of a workbook of any format: the rows of its sheets one after the other, each sheet under its name.

Nothing is left out because the file hides it; a Problem says what is hidden, merged, or has no value to show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.cells import Cells, to_letters
from whosays.read.links import find_links
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.reading import Reading, UnreadableDocument
from whosays.read.sheets import Sheet, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.read.meta import Meta
    from whosays.records import Capture, DocumentId, Problem
    from whosays.text.joined import Span

# A message names so many rows or cells and counts the others.
_NAMED = 12


@dataclass(frozen=True, slots=True)
class NamedCells:
    """The cells of a sheet under its name; `hidden`: the file hides the sheet as a whole."""

    name: str
    hidden: bool
    cells: Cells


def to_reading(capture: Capture, parts: Sequence[NamedCells], *, said: Meta, made_by: str) -> Reading:
    """Make the reading of a workbook. Raises UnreadableDocument where every sheet is damaged from its first row on."""
    doc = document_id(capture)
    sheets = [sheet for part in parts if (sheet := _to_sheet(part)).lines]
    problems = [problem for part in parts for problem in _oddities(doc, part)]
    if problems and not sheets and all(problem.code == "broken-markup" for problem in problems):
        raise UnreadableDocument(capture.name, problems[0].message)
    text, drafts = to_text(sheets)
    document = make_document(capture, text, drafts, made_by=made_by, said=said)
    if not drafts:
        problems.append(make_problem("empty-document", "No words were found.", doc=doc))
    return Reading(
        document=document,
        passages=make_passages(document, drafts),
        problems=tuple(problems),
        found=tuple(find_links(document, _linked(sheets))),
    )


def _to_sheet(part: NamedCells) -> Sheet:
    cells = part.cells
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


def _oddities(doc: DocumentId, part: NamedCells) -> Iterator[Problem]:
    """Yield what is odd about a sheet."""
    cells = part.cells
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
