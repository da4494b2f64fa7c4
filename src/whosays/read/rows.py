"""Make blocks of the rows of a table: the cells of a row on one line, parted by tabs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.read.manuscript import Para

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.read.manuscript import Part

_BREAKS = re.compile(r"\s*[\t\r\n\v\f]\s*")
# No word processor has tables with more columns.
_COLUMNS = 63


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, and how many columns it takes."""

    paras: Sequence[Para]
    columns: int = 1


def table_of(rows: Sequence[Sequence[Cell]]) -> list[Para]:
    """Return the blocks of a table. A frame around running text (one column, several paragraphs in a cell) is no table."""
    if all(len(cells) <= 1 for cells in rows):
        several = any(sum(para.has_words() for para in cell.paras) > 1 for cells in rows for cell in cells)
        if several or len(rows) == 1:
            return [para for cells in rows for cell in cells for para in cell.paras]
    return [para for cells in rows for para in rows_of(cells)]


def rows_of(cells: Sequence[Cell]) -> list[Para]:
    """Return a row as one block, and after it the rows of tables inside of its cells."""
    parts: list[Part] = []
    inner: list[Para] = []
    for at, cell in enumerate(cells):
        if at:
            parts.append("\t")
        parts += _parts([para for para in cell.paras if para.zone != "table_row"])
        inner += [para for para in cell.paras if para.zone == "table_row"]
        parts.append("\t" * (min(max(cell.columns, 1), _COLUMNS) - 1))
    return [Para(zone="table_row", parts=parts), *inner]


def _parts(paras: Sequence[Para]) -> Iterator[Part]:
    """Yield the words of a cell's paragraphs on one line, each with its printed number; a bullet tells items apart."""
    begun, several = False, sum(para.has_words() for para in paras) > 1
    for para in paras:
        printed = para.has_words()
        if printed:
            yield (" " if begun else "") + (
                f"{para.label} " if para.label and (several or any(map(str.isalnum, para.label))) else ""
            )
            begun = True
        for part in para.parts:
            yield _BREAKS.sub(" ", part) if isinstance(part, str) else part
