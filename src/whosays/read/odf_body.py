"""Read the blocks of an OpenDocument text: paragraphs with their zones and numbers, lists, rows of tables, frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.manuscript import Hidden, Manuscript, Note, Para
from whosays.read.odf_lists import Counts
from whosays.read.odf_names import DRAW, OFFICE, TABLE, TEXT, XML, count_of
from whosays.read.odf_runs import DEPTH, who_and_when
from whosays.read.rows import Cell, rows_of, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from whosays.read.odf_runs import Runs

_INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index")
)
_SKIPPED = frozenset(
    [f"{TEXT}tracked-changes", f"{OFFICE}forms", f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls",
     f"{DRAW}image", f"{DRAW}object-ole", f"{DRAW}plugin", f"{DRAW}glue-point", f"{OFFICE}event-listeners", f"{OFFICE}scripts",
     f"{TEXT}dde-connection-decls", f"{TEXT}alphabetical-index-auto-mark-file"]
)  # fmt: skip
_ROWS = frozenset(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
# A sheet says "and a million empty cells more"; a row of words is repeated a few times at most.
_COLUMNS, _REPEATED = 1024, 100


@dataclass(frozen=True, slots=True)
class _List:
    """The list that blocks stand in: its style, its depth from 1, how far it has been counted."""

    style: str | None
    depth: int
    counts: Counts


@dataclass(slots=True)
class Blocks:
    """Reads blocks one after the other; lists and headings are counted as they come."""

    runs: Runs
    manuscript: Manuscript
    title: str | None = None
    headings: Counts = field(default_factory=Counts)
    lists: dict[str, Counts] = field(default_factory=dict)
    last: dict[str, Counts] = field(default_factory=dict)
    cells: int = 0

    def read(self, parent: _Element, depth: int = 0, within: _List | None = None) -> list[Para]:
        """Return the blocks below an element in order."""
        out: list[Para] = []
        if depth > DEPTH:
            return [Para(parts=["".join(map(str, parent.itertext()))])]
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                out += self._block(child, depth + 1, within)
                out += self._hung(depth + 1)
        return out

    def read_table(self, table: _Element) -> list[Para]:
        """Return the rows of a sheet, and after them what lies on it."""
        rows = [para for row in self._rows(table, 1) for para in rows_of(row)]
        shapes = table.find(f"{TABLE}shapes")
        return [*rows, *self._hung(1), *(self.read(shapes, 1) if shapes is not None else [])]

    def read_frame(self, frame: _Element) -> list[Para]:
        """Return what stands in one frame of a slide."""
        return [*self._block(frame, 1, None), *self._hung(1)]

    def _block(self, child: _Element, depth: int, within: _List | None) -> list[Para]:
        tag = child.tag
        if tag in (f"{TEXT}p", f"{TEXT}h"):
            return [self._paragraph(child)]
        if tag == f"{TEXT}list":
            return self._list(child, depth, within)
        if tag == f"{TABLE}table":
            return table_of(list(self._rows(child, depth)))
        if tag in _INDEXES:
            return [Para(zone="boilerplate", parts=para.parts) for para in self.read(child, depth)]
        if tag == f"{TEXT}section" and child.get(f"{TEXT}display") == "none":
            return [Para(parts=[Hidden(para.words())]) for para in self.read(child, depth)]
        if self.runs.mark(child, None):
            return []
        if child.tag.startswith((DRAW, TEXT, OFFICE, TABLE)):
            return self.read(child, depth, within)
        return []

    def _hung(self, depth: int) -> list[Para]:
        """Return what stands in the frames that hang on the last block, and keep the notes that it calls."""
        out: list[Para] = []
        while self.runs.boxes or self.runs.notes:
            boxes, self.runs.boxes = self.runs.boxes, []
            notes, self.runs.notes = self.runs.notes, []
            for key, element in notes:
                self.manuscript.notes[key] = self._note(element, depth + 1)
            for box in boxes:
                out += self.read(box, depth + 1)
        return out

    def _note(self, element: _Element, depth: int) -> Note:
        if element.tag == f"{OFFICE}annotation":
            author, date = who_and_when(element)
            return Note("comment", [para for para in self.read(element, depth) if para.has_words()], author=author, date=date)
        body, citation = element.find(f"{TEXT}note-body"), element.find(f"{TEXT}note-citation")
        number = "".join(map(str, citation.itertext())).strip() if citation is not None else None
        kind = "endnote" if element.get(f"{TEXT}note-class") == "endnote" else "footnote"
        return Note(
            "endnote" if kind == "endnote" else "footnote",
            self.read(body, depth) if body is not None else [],
            number=number or None,
        )

    def _paragraph(self, element: _Element) -> Para:
        style = self.runs.styles.of("paragraph", element.get(f"{TEXT}style-name"))
        para = Para(zone=style.zone, level=style.level)
        self.runs.read(element, para, hidden=bool(style.hidden))
        if element.tag == f"{TEXT}h":
            para.zone, para.level = "heading", count_of(element, f"{TEXT}outline-level", most=20)
            if self.runs.styles.outline and element.get(f"{TEXT}is-list-header") != "true" and para.has_words():
                start = count_of(element, f"{TEXT}start-value", most=1_000_000, otherwise=-1)
                para.label = self.headings.next_label(self.runs.styles.outline, para.level, start if start >= 0 else None)
        if style.is_title and self.title is None and para.has_words():
            self.title = " ".join(para.words().split())
        return para

    def _list(self, element: _Element, depth: int, within: _List | None) -> list[Para]:
        style = element.get(f"{TEXT}style-name") or (within.style if within else None)
        counts = within.counts if within else self._counts(element, style)
        here = _List(style, within.depth + 1 if within else 1, counts)
        out: list[Para] = []
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            paras = self._item(item, depth, here)
            out += paras
        if style:
            self.last[style] = counts
        return out

    def _counts(self, element: _Element, style: str | None) -> Counts:
        """Return how far a list has been counted: from another list where it goes on with that."""
        before = element.get(f"{TEXT}continue-list")
        if before and before in self.lists:
            counts = self.lists[before]
        elif element.get(f"{TEXT}continue-numbering") == "true" and style in self.last:
            counts = self.last[style]
        else:
            counts = Counts()
        if name := element.get(f"{XML}id"):
            self.lists[name] = counts
        return counts

    def _item(self, item: _Element, depth: int, here: _List) -> list[Para]:
        """Read an item: its first paragraph bears the number, unless it holds a deeper list alone."""
        first = next((child for child in item if isinstance(child.tag, str)), None)
        label = None
        if item.tag == f"{TEXT}list-item" and first is not None and first.tag in (f"{TEXT}p", f"{TEXT}h"):
            start = count_of(item, f"{TEXT}start-value", most=1_000_000, otherwise=-1)
            look = self.runs.styles.of("paragraph", first.get(f"{TEXT}style-name"))
            levels = self.runs.styles.lists.get(here.style or look.lists or "", {}) if look.numbered else {}
            label = here.counts.next_label(levels, here.depth, start if start >= 0 else None)
        paras = self.read(item, depth + 1, here)
        if label and paras and not paras[0].label:
            paras[0].label = label
            if paras[0].zone != "heading":
                paras[0].zone, paras[0].level = "list_item", here.depth
        return paras

    def _rows(self, table: _Element, depth: int) -> Iterator[list[Cell]]:
        """Yield the rows of a table; cells that a row repeats are repeated as far as there are words in them."""
        for row in rows_in(table):
            cells: list[Cell] = []
            for element in row:
                if element.tag not in _CELLS:
                    continue
                paras = self.read(element, depth + 1)
                times = count_of(element, f"{TABLE}number-columns-repeated", most=_COLUMNS)
                cells += [Cell(paras if at == 0 else _copies(paras)) for at in range(times)]
                del cells[_COLUMNS:]
            while cells and not any(para.parts for para in cells[-1].paras):
                cells.pop()  # a sheet ends each row with thousands of empty cells
            if not cells:
                continue
            yield cells
            for _ in range(count_of(row, f"{TABLE}number-rows-repeated", most=_REPEATED) - 1):
                yield [Cell(_copies(cell.paras)) for cell in cells]


def _copies(paras: Sequence[Para]) -> list[Para]:
    """Return paragraphs with the same words and none of their signs, which stand once."""
    return [Para(zone=para.zone, parts=[para.words()]) for para in paras]


def rows_in(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, those of its head and of groups included."""
    waiting = [iter(table)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            waiting.append(iter(child))
