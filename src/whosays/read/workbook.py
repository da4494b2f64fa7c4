"""Make the readings of a workbook of any format: the rows of its sheets one after the other, each sheet under its name.

A sheet of posts is no part of that: its posts are documents of their own, under the same rule as those of any export.

Nothing is left out because the file hides it; a Problem says what is hidden, merged, or has no value to show.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.cells import Cells, to_letters
from whosays.read.links import find_links
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.post_rows import PostRow, find_headings, to_sightings
from whosays.read.reading import Reading, UnreadableDocument
from whosays.read.sheets import Sheet, to_text
from whosays.read.social_keeping import Tally, keep_posts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.read.meta import Meta
    from whosays.read.post_rows import Columns
    from whosays.read.posts import Sighting
    from whosays.read.reading import ReadOptions
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


def to_readings(
    capture: Capture, parts: Sequence[NamedCells], options: ReadOptions, *, said: Meta, made_by: str
) -> Iterator[Reading | Problem]:
    """Yield the reading of a workbook, then those of the posts in it.

    Raises UnreadableDocument where every sheet is damaged from its first row on.
    """
    of_posts: list[_PostSheet] = []
    others: list[NamedCells] = []
    for number, part in enumerate(parts, start=1):
        if found := find_headings(part.cells.rows):
            of_posts.append(_PostSheet(number, part, *found))
        else:
            others.append(part)
    if not of_posts or any(part.cells.rows for part in others):
        yield _to_reading(capture, others, said=said, made_by=made_by)
    if of_posts:
        found_posts = chain.from_iterable(sheet.sightings() for sheet in of_posts)
        yield from keep_posts(capture, found_posts, Tally(), options, made_by=made_by)
        for sheet in of_posts:
            # Under its number, not its name, which may be that of a private person.
            yield from _oddities(None, NamedCells(str(sheet.number), sheet.part.hidden, sheet.part.cells))


@dataclass(frozen=True, slots=True)
class _PostSheet:
    """A sheet of posts, by its place in the workbook, with the place of its headings."""

    number: int
    part: NamedCells
    at: int
    columns: Columns

    def sightings(self) -> Iterator[Sighting]:
        cells = self.part.cells
        places = self.columns.get("post_url", ())
        urls = {row: url for row, column, url in cells.links if column in places}
        below = slice(self.at + 1, None)
        rows = (
            PostRow(name=f"sheet {self.number}, row {number}", cells=row, url=urls.get(number))
            for number, row in zip(cells.numbers[below], cells.rows[below], strict=True)
        )
        return to_sightings(rows, self.columns)


def _to_reading(capture: Capture, parts: Sequence[NamedCells], *, said: Meta, made_by: str) -> Reading:
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


def _oddities(doc: DocumentId | None, part: NamedCells) -> Iterator[Problem]:
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
