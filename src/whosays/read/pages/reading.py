"""Read pages of lines as a document: the steps in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.read.pages.blocks import make_blocks
from whosays.read.pages.furniture import line_numbers, take_furniture
from whosays.read.pages.joins import join_blocks
from whosays.read.pages.marks import take_in_marks
from whosays.read.pages.measure import body_size, body_style, measure_column, usual_lead
from whosays.read.pages.notes import take_notes
from whosays.read.pages.order import put_in_order
from whosays.read.pages.rows import join_rows
from whosays.read.pages.setting import set_pages
from whosays.read.pages.shapes import Page
from whosays.read.pages.telling import Type, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.pages.blocks import Block
    from whosays.read.pages.setting import Setting
    from whosays.read.pages.shapes import Line, Words


def make_page(number: int, size: tuple[float, float], lines: Sequence[Line], words: Words, *, rtl: bool) -> Page:
    """Put the lines of a page in order."""
    numbers = line_numbers(lines)
    flat = take_in_marks([line for line in lines if line.upright and id(line) not in numbers], words)
    regions = [join_rows(rows, words, rtl=rtl, width=size[0]) for rows in put_in_order(flat, rtl=rtl)]
    regions += [[line] for line in lines if not line.upright]
    page = Page(number, size[0], size[1], rtl, regions, words)
    page.numbers = [line for line in lines if id(line) in numbers]
    return page


def read_pages(pages: Sequence[Page]) -> Setting:
    """Read all pages of a document together."""
    take_furniture(pages)
    body = body_size(pages)
    running = Type(body, body_style(pages, body), usual_lead(pages))
    foot = take_notes(pages, body)
    blocks: list[Block] = []
    for page in pages:
        for region in page.regions:
            column = measure_column(region, body, running.lead)
            blocks += make_blocks(region, column, len(blocks))
    for place, block in enumerate(blocks):
        block.place = place
    return set_pages(pages, join_blocks(tell(blocks, running)), foot.notes)
