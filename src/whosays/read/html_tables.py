"""Tell tables that only lay a page out from tables of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A cell with more characters than this holds a text, not a datum; a table whose rows have one cell is no table.
_LONG = 600
_BLOCKS = frozenset({"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "article", "section", "table", "form", "blockquote"})


def layout_tables(body: HtmlElement) -> set[HtmlElement]:
    """Return the tables of a page that only lay it out: their cells are read as blocks."""
    tables = list(body.iter("table"))
    outer = {above for table in tables for above in table.iterancestors("table")} if len(tables) < 2_000 else set()
    return {table for table in tables if table in outer or _lays_out(table)}


def _lays_out(table: HtmlElement) -> bool:
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if next(table.iter("th", "caption", "thead"), None) is not None:
        return False
    widest = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        widest = max(widest, len(cells))
        for cell in cells:
            blocks = sum(child.tag in _BLOCKS for child in cell)
            if blocks > 2 or (blocks and len("".join(cell.itertext())) > _LONG):
                return True
    return widest < 2
