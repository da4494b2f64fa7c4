"""Read one sheet of a workbook (XLSX): its rows as they are shown, and what the file hides, merges, links and remarks."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.cells import MOST_COLUMNS, Cells, fill_merged
from whosays.read.sheets import MOST_CELLS, MOST_ROWS, Remark
from whosays.read.xlsx_parts import relation_of, unescape, words_of
from whosays.text.number_formats import GENERAL, show_number

if TYPE_CHECKING:
    from lxml.etree import _Element

    from whosays.read.xlsx_parts import Shared

_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
# So many letters take as much room as a cell: one string may be the value of any number of cells.
_LETTERS_A_CELL = 32
_TAGS = ("{*}row", "{*}mergeCell", "{*}hyperlink", "{*}col")


def read_cells(raw: bytes, shared: Shared, targets: dict[str, str], *, room: int = MOST_CELLS) -> Cells:
    """Read the part of a sheet as far as it goes.

    Args:
        raw: the part.
        shared: strings and formats of the workbook.
        targets: addresses that links of the sheet lead to, by their ids.
        room: how many cells may still be read.
    """
    from lxml import etree

    cells = Cells()
    walk = etree.iterparse(
        BytesIO(raw), tag=_TAGS, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )  # fmt: skip
    reader = _RowReader(shared, cells)
    try:
        for _, element in walk:
            kind = element.tag.rpartition("}")[2]
            if kind == "row":
                taken = reader.take(element)
                room -= taken
                cells.taken += taken
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
                if room <= 0 or len(cells.rows) >= MOST_ROWS:
                    cells.cut_at = cells.numbers[-1]
                    break
            else:
                _take_other(kind, element, cells, targets)
    except etree.XMLSyntaxError as error:
        cells.damaged = str(error)[:160]
    fill_merged(cells)
    return cells


class _RowReader:
    """Reads rows, one after the other."""

    def __init__(self, shared: Shared, cells: Cells) -> None:
        self.strings, self.formats, self.from_1904 = shared.strings, shared.formats, shared.from_1904
        self.cells = cells
        self.columns: dict[str, int] = {}
        self.last = 0

    def take(self, row: _Element) -> int:
        """Take a row in; returns how much room it takes, in cells."""
        said = row.get("r") or ""
        number = int(said) if said.isdecimal() and len(said) < 8 else self.last + 1
        number = max(number, self.last + 1)  # rows stand in order; one that says otherwise follows the one before
        self.last = number
        words: list[str] = []
        for cell in row:
            place = self._place(cell.get("r"), len(words))
            if place >= len(words):
                words.extend([""] * (place - len(words)))
                words.append(self._show(cell))
            elif shown := self._show(cell):
                words[place] = shown
        while words and not words[-1]:
            words.pop()
        if words:
            self.cells.numbers.append(number)
            self.cells.rows.append(words)
            if row.get("hidden") in ("1", "true"):
                self.cells.hidden_rows.append(number)
        return len(words) + 1 + sum(map(len, words)) // _LETTERS_A_CELL

    def _place(self, ref: str | None, expected: int) -> int:
        """Return the column of a cell from 0; the next one where it does not say."""
        letters = (ref or "").rstrip("0123456789")
        if letters in self.columns:
            return self.columns[letters]
        place = _column(letters) if letters else None
        if place is None:
            return expected if expected < MOST_COLUMNS else MOST_COLUMNS - 1
        self.columns[letters] = place
        return place

    def _show(self, cell: _Element) -> str:
        kind = cell.get("t")
        value, formula = None, False
        for child in cell:
            tag = str(child.tag)
            if tag.endswith("}v"):
                value = child.text
            elif tag.endswith("}is"):
                return words_of(child)
            elif tag.endswith("}f"):
                formula = True
        if value is None:
            if formula and kind != "str":
                self.cells.unvalued.append(cell.get("r") or "?")
            return ""
        if kind == "s":
            return self.strings[int(value)] if value.isdecimal() and int(value[:9]) < len(self.strings) else ""
        if kind is None or kind == "n":
            style = cell.get("s")
            at = int(style) if style and style.isdecimal() and len(style) < 8 else 0
            return show_number(value.strip(), self.formats[at] if at < len(self.formats) else GENERAL, from_1904=self.from_1904)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        if kind == "d":
            return value.removesuffix("T00:00:00").replace("T", " ")
        return unescape(value) if "_x" in value else value


def _column(letters: str) -> int | None:
    """Return the column that letters name, from 0; None for more than a sheet has."""
    if not (letters.isascii() and letters.isalpha()) or len(letters) > 3:
        return None
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1 if place <= MOST_COLUMNS else None


def _take_other(kind: str, element: _Element, cells: Cells, targets: dict[str, str]) -> None:
    if kind == "col":
        if element.get("hidden") in ("1", "true"):
            first, last = element.get("min") or "", element.get("max") or ""
            if first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
                cells.hidden_columns += range(int(first) - 1, min(int(last), MOST_COLUMNS))
        return
    found = _REF.findall(element.get("ref") or "")
    corners = [(int(row), place) for letters, row in found[:2] if (place := _column(letters)) is not None]
    if kind == "mergeCell" and len(corners) == 2:
        (top, left), (bottom, right) = corners
        cells.merged.append((top, left, bottom, right))
    elif kind == "hyperlink" and corners:
        target = targets.get(relation_of(element))
        if target:
            cells.links.append((*corners[0], target))


def read_remarks(tree: _Element | None) -> list[Remark]:
    """Return the remarks that people have put on cells."""
    found: list[Remark] = []
    if tree is None:
        return found
    authors = [" ".join((author.text or "").split()) for author in tree.iter("{*}author")]
    for comment in tree.iter("{*}comment"):
        said = comment.get("authorId") or ""
        author = authors[int(said)] if said.isdecimal() and int(said[:6]) < len(authors) else ""
        ref = _REF.match(comment.get("ref") or "")
        place = _column(ref[1]) if ref else None
        words = "\n".join(unescape(words_of(text)) for text in comment.iter("{*}text")).strip()
        if words and ref and place is not None:
            found.append(Remark(int(ref[2]), place, words, author or None))
    return found
