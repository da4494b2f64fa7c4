"""Part a text into zones: headings, paragraphs, list items, quoted blocks, footnotes, captions, rows, furniture, boilerplate.

1. Split lines; take out page furniture and blocks of notes.
2. Put the other lines together to units, and units to sentences again where a page or a block of notes parts them.
3. Tell what each unit is, by its own look and its neighbours.
4. Join paragraphs over captions, mark boilerplate, put all in reading order.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.read.boilerplate import mark_boilerplate
from whosays.read.drafts import Draft, merge_spans
from whosays.read.footnotes import find_notes
from whosays.read.furniture import find_furniture
from whosays.read.lines import Line, Lines, Measure, split_lines
from whosays.read.standing import tell_zones
from whosays.read.units import Unit, split_units

if TYPE_CHECKING:
    from whosays.read.footnotes import NoteBlock
    from whosays.text.joined import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """The zones of a text in reading order, and where its pages start. `loose` are note numbers that belong to no zone."""

    drafts: tuple[Draft, ...]
    pages: tuple[int, ...]
    loose: tuple[Span, ...] = ()


def read_zones(text: str) -> Zones:
    """Part `text` into zones. Nothing is lost: every word stands in one zone, is a marker, or a loose note number."""
    split = split_lines(text)
    furniture = find_furniture(split)
    kept = _without(split.lines, furniture)
    blocks = find_notes(text, kept)
    in_notes = {line.at for block in blocks for line in kept[block.first : block.last]}
    body = [line for line in kept if line.at not in in_notes]
    measure = Measure(body)
    units = _rejoin([unit for unit in split_units(body, measure) if unit.spans()], measure)
    drafts = tell_zones(text, units, paged=bool(split.pages or split.hinted or blocks))
    drafts = mark_boilerplate(text, _join_over_captions(text, drafts))
    feet = [_furniture(line) for line in split.lines if line.at in furniture]
    drafts += feet
    drafts += [draft for block in blocks for draft in _notes(text, block, feet)]
    drafts.sort(key=lambda draft: draft.spans[0])
    pages = split.pages or _hinted_pages(split, in_notes)
    if not split.pages:
        drafts = [replace(draft, page=_page(pages, draft.start)) for draft in drafts]
    loose = tuple(span for block in blocks for span in block.loose)
    return Zones(drafts=tuple(drafts), pages=pages, loose=loose)


def _without(lines: tuple[Line, ...], gone: set[int]) -> list[Line]:
    """Leave lines out; the start of a page passes on to the next line that stays."""
    kept: list[Line] = []
    opens = False
    for line in lines:
        opens = opens or line.opens
        if line.at not in gone:
            kept.append(replace(line, opens=True) if opens and not line.opens else line)
            opens = False
    return kept


def _furniture(line: Line) -> Draft:
    return Draft(zone="page_furniture", spans=((line.start, line.end),), page=line.page)


def _notes(text: str, block: NoteBlock, feet: list[Draft]) -> list[Draft]:
    return [
        Draft(
            zone="footnote",
            spans=_around(text, note.span, feet),
            page=note.page,
            number=None if note.number is None else str(note.number),
            marker=note.marker,
        )
        for note in block.notes
    ]


def _around(text: str, span: tuple[int, int], feet: list[Draft]) -> tuple[tuple[int, int], ...]:
    """Return a span without the heads and feet of pages that stand in it, the blanks beside them left out."""
    first = bisect_right(feet, span[0], key=lambda foot: foot.start)
    last = bisect_right(feet, span[1] - 1, key=lambda foot: foot.start)
    edges = [span[0], *(edge for foot in feet[first:last] for edge in (foot.start, foot.end)), span[1]]
    pieces = [(start, start + len(text[start:end].rstrip())) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return tuple((end - len(text[start:end].lstrip()), end) for start, end in pieces if start < end) or (span,)


def _hinted_pages(split: Lines, in_notes: set[int]) -> tuple[int, ...]:
    """Take hinted starts as pages when there are several; a block of notes is the foot of a page, not its start."""
    starts = [line.start for line in split.lines if line.opens and line.at not in in_notes]
    return (0, *starts) if len(starts) > 1 else ()


def _page(pages: tuple[int, ...], at: int) -> int | None:
    return bisect_right(pages, at) if pages else None


def _rejoin(units: list[Unit], measure: Measure) -> list[Unit]:
    """Join units that a page start or a block of notes parts in the midst of a sentence."""
    groups: list[list[Unit]] = []
    for unit in units:
        if groups and _goes_on(groups[-1][0], groups[-1][-1].lines[-1], unit, measure):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [_join_units(group) if len(group) > 1 else group[0] for group in groups]


def _join_units(group: list[Unit]) -> Unit:
    return replace(group[0], lines=tuple(line for unit in group for line in unit.lines), alone=False)


def _goes_on(unit: Unit, last: Line, after: Unit, measure: Measure) -> bool:
    first = after.lines[0]
    if unit.kind not in ("text", "item") or after.kind != "text":
        return False
    if not (first.opens or first.at != last.at + 1):
        return first.after_blank and first.goes_on and not last.ends_sentence and measure.fills(last, first)
    if first.goes_on:
        return not last.ends_sentence or last.hangs
    if last.ends_sentence:
        return False
    if last.hangs and unit.kind == "text":
        return True
    heading_like = len(after.lines) == 1 and len(first.words) < 0.6 * measure.width and not first.ends_sentence
    return not heading_like and len(last.words) > 0.75 * measure.near(last) and len(last.words) >= 40


def _join_over_captions(text: str, drafts: list[Draft]) -> list[Draft]:
    """Join a paragraph that breaks off before a caption with the one after it that begins in mid-sentence."""
    out: list[list[Draft]] = []
    held: list[Draft] | None = None
    for draft in drafts:
        if (
            draft.zone == "paragraph"
            and held
            and out[-1] is not held
            and _breaks_off(text, held[-1])
            and _starts_small(text, draft)
        ):
            held.append(draft)
            continue
        out.append([draft])
        if draft.zone != "caption":
            held = out[-1] if draft.zone == "paragraph" else None
    return [_join_drafts(text, group) if len(group) > 1 else group[0] for group in out]


def _join_drafts(text: str, group: list[Draft]) -> Draft:
    return replace(group[0], spans=merge_spans(text, [span for draft in group for span in draft.spans]))


def _starts_small(text: str, draft: Draft) -> bool:
    return text[draft.start : draft.start + 1].islower()


def _breaks_off(text: str, draft: Draft) -> bool:
    last = text[max(draft.start, draft.end - 12) : draft.end].rstrip("\"'”’»)]0123456789")
    return not last.endswith((".", "!", "?", "…", ":", "؟", "۔"))
