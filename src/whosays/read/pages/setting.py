"""Write pages as a text, and give every zone its place in it: words, boxes, marks and notes.

On each page stand, in this order: the head, the columns, the notes, the foot. A line of the page is a line of the text, an
empty line parts blocks, a form feed pages. A note that runs on to the next page stands whole where it begins: it is one note,
and its boxes tell where its lines are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.boilerplate import mark_boilerplate
from whosays.read.drafts import Draft, merge_spans
from whosays.read.pages.spelling import word_places
from whosays.records import Box, Placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.read.pages.blocks import Block
    from whosays.read.pages.notes import Note
    from whosays.read.pages.shapes import Line, Page
    from whosays.read.pages.telling import Told
    from whosays.text.joined import Span


@dataclass(slots=True)
class Setting:
    """A text and its zones, where its pages start, where its lines stand, which words lead to an address."""

    text: str
    drafts: list[Draft]
    pages: tuple[int, ...]
    placements: list[Placement]
    links: list[tuple[Span, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """What stands on one page, in groups of lines that an empty line parts."""

    head: list[list[Line]] = field(default_factory=list)
    body: list[list[Line]] = field(default_factory=list)
    foot: list[list[Line]] = field(default_factory=list)


def set_pages(pages: Sequence[Page], told: Sequence[Told], notes: Sequence[Note]) -> Setting:
    """Put everything together."""
    sheets = [_Sheet() for _ in pages]
    for page, sheet in zip(pages, sheets, strict=True):
        for line in sorted(page.furniture, key=lambda line: (line.base, line.left)):
            (sheet.head if line.base < page.height / 2 else sheet.foot).append([line])
    _lay_body(sheets, told)
    for note in notes:
        sheets[note.page].body.append(note.lines)
    text, starts, placements = _write(pages, sheets)
    drafts = mark_boilerplate(text, [_draft(one, pages, text) for one in told])
    drafts += [draft for note in notes if (draft := _note(note, pages, text))]
    drafts += [_furniture(line, pages) for page in pages for line in page.furniture]
    drafts.sort(key=lambda draft: draft.spans[0])
    return Setting(text, drafts, starts, placements, [link for page in pages if page.links for link in _links(page, sheets)])


def _links(page: Page, sheets: Sequence[_Sheet]) -> Iterator[tuple[Span, str]]:
    """Yield the words inside each link's rectangle, and its address. A link over two lines is two rectangles."""
    sheet = sheets[page.number]
    lines = [line for group in (*sheet.head, *sheet.body, *sheet.foot) for line in group]
    words = page.words
    if words is None:
        return
    across, down = (words.left + words.right) / 2, (words.top + words.bottom) / 2
    for left, top, right, bottom, url in page.links:
        spans = [
            (line.at + start, line.at + end)
            for line in lines
            if line.top < bottom and line.bottom > top
            for at, start, end in word_places(words, line)
            if left <= across[at] <= right and top <= down[at] <= bottom
        ]
        if spans:
            yield (min(spans)[0], max(spans)[1]), url


def _lay_body(sheets: Sequence[_Sheet], told: Sequence[Told]) -> None:
    blocks = [block for one in told for block in (one.block, *one.block.more)]
    rows: Block | None = None
    for block in sorted(blocks, key=lambda block: block.place):
        body = sheets[block.first.page].body
        if block.kind == "row" and rows is not None and rows.region == block.region:
            body[-1].extend(block.lines)
        else:
            body.append(list(block.lines))
        rows = block if block.kind == "row" else None


def _by_page(lines: Iterable[Line]) -> list[list[Line]]:
    out: list[list[Line]] = []
    for line in lines:
        if out and out[-1][0].page == line.page:
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _write(pages: Sequence[Page], sheets: Sequence[_Sheet]) -> tuple[str, tuple[int, ...], list[Placement]]:
    parts: list[str] = []
    starts: list[int] = []
    placements: list[Placement] = []
    at = 0
    for sheet in sheets:
        if starts:
            parts.append("\f")
            at += 1
        starts.append(at)
        first = True
        for group in (*sheet.head, *sheet.body, *sheet.foot):
            if not first:
                parts.append("\n")
                at += 1
            first = False
            for line in group:
                line.at = at
                parts += (line.text, "\n")
                end = at + len(line.text)
                placements += _place(pages[line.page], line)
                at = end + 1
    return "".join(parts), tuple(starts) or (0,), placements


def _place(page: Page, line: Line) -> list[Placement]:
    """Say where a line stands; where it was recognised, each of its words."""
    if page.words is None or page.confidence is None:
        box = _share(page, (line.left, line.top, line.right, line.bottom))
        return [Placement(start=line.at, end=line.at + len(line.text), box=box)]
    words, sure = page.words, page.confidence
    return [
        Placement(
            start=line.at + start,
            end=line.at + end,
            box=_share(page, (words.left[at], words.top[at], words.right[at], words.bottom[at])),
            confidence=round(sure[at], 3),
        )
        for at, start, end in word_places(words, line)
    ]


def _box(page: Page, lines: Sequence[Line]) -> Box:
    if len(lines) == 1:
        line = lines[0]
        return _share(page, (line.left, line.top, line.right, line.bottom))
    left, top = min([line.left for line in lines]), min([line.top for line in lines])
    return _share(page, (left, top, max([line.right for line in lines]), max([line.bottom for line in lines])))


def _share(page: Page, sides: tuple[float, float, float, float]) -> Box:
    """Return a box as shares of the page."""
    left, top, right, bottom = sides
    across, down = page.width, page.height
    return Box(
        page=page.number + 1,
        left=_part(left, across),
        top=_part(top, down),
        right=_part(right, across),
        bottom=_part(bottom, down),
    )


def _part(value: float, whole: float) -> float:
    if not whole:
        return 0.0
    part = float(value) / whole
    return 0.0 if part <= 0 else 1.0 if part >= 1 else round(part, 4)


def _draft(one: Told, pages: Sequence[Page], text: str) -> Draft:
    parts = [one.block, *one.block.more]
    spans: list[Span] = [(line.at, line.at + len(line.text)) for part in parts for line in part.lines]
    start, marker = spans[0][0], one.block.marker
    if one.block.skip:
        spans[0] = (start + one.block.skip, spans[0][1])
    if one.zone == "table_row" and not text[slice(*spans[0])].strip():
        one.zone = "paragraph"
    return Draft(
        zone=one.zone,
        spans=merge_spans(text, [span for span in spans if span[0] < span[1]]),
        page=one.block.first.page + 1,
        level=one.level,
        number=one.block.number,
        marker=(start + marker[0], start + marker[1]) if marker else None,
        boxes=tuple(_box(pages[part.first.page], part.lines) for part in parts),
    )


def _note(note: Note, pages: Sequence[Page], text: str) -> Draft | None:
    spans = [(line.at, line.at + len(line.text)) for line in note.lines]
    start = spans[0][0]
    spans[0] = (start + min(note.skip, len(note.lines[0].text)), spans[0][1])
    spans = [span for span in spans if span[0] < span[1]]
    if not spans:
        return None
    call = note.call
    return Draft(
        zone="footnote",
        spans=merge_spans(text, spans),
        page=note.page + 1,
        number=str(int(note.label)) if note.label.isdecimal() else note.label,
        marker=(start + note.mark.start, start + note.mark.end),
        called_at=(call.line.at + call.start, call.line.at + call.end) if call else None,
        boxes=tuple(_box(pages[lines[0].page], lines) for lines in _by_page(note.lines)),
    )


def _furniture(line: Line, pages: Sequence[Page]) -> Draft:
    return Draft(
        zone="page_furniture",
        spans=((line.at, line.at + len(line.text)),),
        page=line.page + 1,
        boxes=(_box(pages[line.page], (line,)),),
    )
