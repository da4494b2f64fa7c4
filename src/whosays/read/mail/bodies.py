"""The words of a mail's parts → text with zones: own words, quoted answers, signatures."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.read.drafts import Draft, merge_spans
from whosays.read.mail.quoted import Stretch, find_stretches
from whosays.read.zones import read_zones

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Zone
    from whosays.text.joined import Span

# What these zones mean holds for quoted words too.
_KEPT = frozenset(["boilerplate", "page_furniture", "table_row", "footnote"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A text and its zones."""

    text: str
    drafts: tuple[Draft, ...]


def read_plain_body(text: str) -> Body:
    """Read plain words. The text stays as it is, quotation marks included."""
    drafts: list[Draft] = []
    for stretch in find_stretches(text):
        drafts.extend(_drafts(text, stretch))
    return Body(text=text, drafts=tuple(drafts))


def read_page_body(page: str) -> Body:
    """Read a web page: its blocks, and which of them are quoted or a signature."""
    from whosays.read.blocks import to_text
    from whosays.read.html import parse_page
    from whosays.read.html_blocks import read_blocks

    tree, _faults = parse_page(page)
    text, drafts = to_text([] if tree is None else read_blocks(tree))
    stretches = [stretch for stretch in find_stretches(text) if stretch.lines]
    starts = [stretch.lines[0][0] for stretch in stretches]
    lead: Stretch | None = None
    out = []
    for draft in drafts:
        stretch = stretches[max(0, bisect_right(starts, draft.start) - 1)]
        if stretch.kind == "lead":
            lead = stretch
        out.append(_marked(draft, stretch, lead))
    return Body(text=text, drafts=tuple(out))


def _marked(draft: Draft, stretch: Stretch, lead: Stretch | None) -> Draft:
    if stretch.kind == "boilerplate":
        return replace(draft, zone="boilerplate", level=None, number=None)
    if stretch.kind == "quoted":
        return _quoted(draft, stretch)
    if draft.zone == "quote_block" and lead is not None:
        return replace(draft, author=lead.by.author, date=lead.by.date)
    return draft


def _drafts(text: str, stretch: Stretch) -> Iterator[Draft]:
    spans = [span for span in stretch.lines if text[span[0] : span[1]].strip()]
    if not spans:
        return
    if stretch.kind in ("lead", "head", "boilerplate"):
        zone: Zone = "boilerplate" if stretch.kind == "boilerplate" else "paragraph"
        trimmed = [_trim(text, span) for span in spans]
        yield Draft(zone=zone, spans=merge_spans(text, trimmed))
        return
    inner = "\n".join(text[start:end] for start, end in stretch.lines)
    if not inner.strip():
        return
    place = _Places(stretch.lines)
    for draft in read_zones(inner).drafts:
        moved = replace(
            draft,
            spans=merge_spans(text, [span for inside in draft.spans for span in place.outside(inside)]),
            marker=next(iter(place.outside(draft.marker)), None) if draft.marker else None,
            page=None,
        )
        yield _quoted(moved, stretch) if stretch.kind == "quoted" else moved


def _quoted(draft: Draft, stretch: Stretch) -> Draft:
    zone = draft.zone if draft.zone in _KEPT else "quote_block"
    if zone == "quote_block":
        draft = replace(draft, zone=zone, level=None, number=None)
    return replace(draft, author=stretch.by.author, date=stretch.by.date)


def _trim(text: str, span: Span) -> Span:
    words = text[span[0] : span[1]]
    begin = span[0] + len(words) - len(words.lstrip())
    return (begin, begin + len(words.strip()))


class _Places:
    """Where the lines of a stretch, put together without their marks, stand in the whole text."""

    def __init__(self, lines: tuple[Span, ...]) -> None:
        self._lines = lines
        self._starts: list[int] = []
        at = 0
        for start, end in lines:
            self._starts.append(at)
            at += end - start + 1

    def outside(self, span: Span) -> list[Span]:
        """Return the place of a span, one piece a line."""
        start, end = span
        pieces = []
        line = bisect_right(self._starts, start) - 1
        while line < len(self._lines) and self._starts[line] < end:
            begin, stop = self._lines[line]
            shift = begin - self._starts[line]
            piece = (max(start + shift, begin), min(end + shift, stop))
            if piece[0] < piece[1]:
                pieces.append(piece)
            line += 1
        return pieces
