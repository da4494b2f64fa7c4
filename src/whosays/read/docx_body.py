"""Read the blocks of a Word file: paragraphs with their zones and numbers, rows of tables, text boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.read.docx_package import MC, A, W, to_int, value
from whosays.read.docx_runs import DEPTH, Runs, choose, words_in
from whosays.read.manuscript import Dropped, Hidden, Para
from whosays.read.rows import Cell, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from whosays.read.docx_lists import Lists
    from whosays.read.docx_styles import Style

_WRAPPED = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "docPartBody"))
# A paragraph that is longer is no heading, whatever rank it has in the outline.
_HEADING = 300


@dataclass(slots=True)
class Blocks:
    """Reads blocks one after the other; lists are counted as they come."""

    runs: Runs
    lists: Lists
    title: str | None = None

    def read(self, parent: _Element, depth: int = 0) -> list[Para]:
        """Return the blocks below an element in order."""
        out: list[Para] = []
        if depth > DEPTH:
            return [Para(parts=[words_in(parent, f"{W}t")])]
        for child in parent:
            if child.tag == f"{W}p":
                out.append(self._paragraph(child))
            elif child.tag == f"{W}tbl":
                out += self._table(child, depth + 1)
            elif child.tag in _WRAPPED:
                out += self.read(child, depth + 1)
            elif child.tag == f"{MC}AlternateContent":
                out += self.read(choose(child), depth + 1)
            if self.runs.boxes:
                out += self._boxes(depth)
        return out

    def _boxes(self, depth: int) -> list[Para]:
        """Return what stands in the text boxes that hang on the last paragraph."""
        boxes, self.runs.boxes = self.runs.boxes, []
        out: list[Para] = []
        fields, self.runs.fields = self.runs.fields, []
        for box in boxes:
            if box.tag == f"{A}p":
                out.append(Para(parts=[words_in(box, f"{A}t")]))
            else:
                out += self.read(box, depth + 1)
        self.runs.fields = fields
        return out

    def _paragraph(self, element: _Element) -> Para:
        look = element.find(f"{W}pPr")
        name = value(look.find(f"{W}pStyle")) if look is not None else None
        style = self.runs.styles.of(name)
        para = Para(zone=style.zone, level=style.level)
        self.runs.read(element, para, style)
        if look is not None:
            outline = value(look.find(f"{W}outlineLvl"))
            if outline is not None and 0 <= to_int(outline, 9) < 9 and len(para.words()) <= _HEADING:
                para.zone, para.level = "heading", to_int(outline) + 1
        self._number(para, look, style, name)
        if style.is_title and self.title is None and para.has_words():
            self.title = " ".join(para.words().split())
        if look is not None and look.find(f"{W}sectPr") is not None:
            for counter in self.runs.counters.values():
                counter.end_section()
        return para

    def _number(self, para: Para, look: _Element | None, style: Style, name: str | None) -> None:
        """Give a paragraph the number that its list prints before it."""
        own = None if look is None else look.find(f"{W}numPr")
        numbering = (None if own is None else value(own.find(f"{W}numId"))) or style.numbering
        if numbering is None or numbering == "0":
            return
        if not para.has_words() and any(isinstance(part, (Dropped, Hidden)) for part in para.parts):
            return  # what was taken out is not counted
        level = None if own is None else value(own.find(f"{W}ilvl"))
        depth = to_int(level) if level is not None else style.depth
        if depth is None:
            depth = self.lists.depth_of(numbering, name) or 0
        if label := self.lists.count(numbering, depth):
            para.label = label
            if para.zone != "heading":
                para.zone, para.level = "list_item", depth + 1

    def _table(self, table: _Element, depth: int) -> list[Para]:
        return table_of([self._row(row, depth) for row in _inside(table, f"{W}tr")])

    def _row(self, row: _Element, depth: int) -> list[Cell]:
        before = to_int(value(row.find(f"{W}trPr/{W}gridBefore")))
        out = [Cell([], before)] if before > 0 else []
        for cell in _inside(row, f"{W}tc"):
            out.append(Cell(self.read(cell, depth + 1), to_int(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1)))
        return out


def _inside(parent: _Element, tag: str) -> Iterator[_Element]:
    """Yield the rows of a table or cells of a row, also those in content controls."""
    waiting = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == tag:
            yield child
        elif child.tag in _WRAPPED:
            waiting.append(iter(child))
