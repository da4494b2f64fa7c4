"""Gather the paragraphs and tables of one flow of a Rich Text file: the body, a note, a comment, a text box."""

from __future__ import annotations

from dataclasses import dataclass, field

from whosays.read.manuscript import Para
from whosays.read.rows import Cell, rows_of, table_of

# Word nests tables a few levels deep; what says more is hostile.
_LEVELS = 20


@dataclass(slots=True)
class _Table:
    """A table that is open: its rows, the cells of the open row, the paragraphs of the open cell."""

    rows: list[list[Cell]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    paras: list[Para] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """Paragraphs in order. `level` is how deep in tables the open paragraph stands.

    `style`, `rank` (in the outline, from 0) and `depth` (of a list, from 0) hold until they are set anew.
    """

    paras: list[Para] = field(default_factory=list)
    para: Para = field(default_factory=Para)
    level: int = 0
    style: int | None = None
    rank: int | None = None
    depth: int = 0
    waiting: list[Para] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)

    def end_paragraph(self) -> Para:
        """End the open paragraph, and return it."""
        done, self.para = self.para, Para()
        if self.level > 0:
            self._table(self.level).paras.append(done)
        else:
            self._end_tables()
            self.paras.append(done)
        self._flush()
        return done

    def end_cell(self, level: int) -> None:
        """End a cell at a level of nesting (from 1)."""
        table = self._table(level)
        table.paras.append(self.para)
        self.para = Para()
        table.cells.append(Cell(table.paras))
        table.paras = []

    def end_row(self, level: int) -> None:
        """End a row at a level of nesting; a row of an inner table goes into the cell around it."""
        table = self._table(level)
        if level > 1:
            self._table(level - 1).paras += rows_of(table.cells)
        elif table.cells:
            table.rows.append(table.cells)
        table.cells = []

    def end(self) -> list[Para]:
        """End the flow, and return its paragraphs."""
        if self.para.parts:
            self.end_paragraph()
        self.level = 0
        self._end_tables()
        self._flush()
        return self.paras

    def _table(self, level: int) -> _Table:
        level = min(max(level, 1), _LEVELS)
        while len(self.tables) < level:
            self.tables.append(_Table())
        return self.tables[level - 1]

    def _end_tables(self) -> None:
        """Set what tables hold, also where a row or cell was never ended."""
        while self.tables:
            table = self.tables.pop()
            if table.paras:
                table.cells.append(Cell(table.paras))
            if table.cells:
                table.rows.append(table.cells)
            outer = self.tables[-1].paras if self.tables else self.paras
            outer += table_of(table.rows)

    def _flush(self) -> None:
        """Set the text boxes that hung on the paragraph."""
        if not self.level:
            self.paras += self.waiting
            self.waiting = []
