"""Tell what each unit of a text is, by its own look and by the units around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.read.drafts import Draft, merge_spans
from whosays.read.headings import (
    MOST_TITLE_WORDS,
    MOST_WORDS,
    bare_words,
    case_of,
    depicts,
    is_known_heading,
    is_mostly_digits,
    leads_caption,
    number_depth,
)
from whosays.text.zone_words import begins_with, has_any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.units import Unit
    from whosays.records import Zone

# A block quotation is introduced by a word of report in the last words before a colon.
_CUE_REACH = 160
# A caption that is not marked as one has at most so many lines.
_CAPTION_LINES = 3
# The end of one sentence and the beginning of another; abbreviations are shorter.
_TWO_SENTENCES = re.compile(r"\w{3}[.!?](?:\[\d{1,3}\])?\s+[A-Z][a-z]")
# What stands before a title is short: a date, a name, "For immediate release".
_BEFORE_TITLE = 100
# A heading that shares its block with the text after it is known by a first line of text as long as this.
_BODY_LINE = 60
# An unmarked heading in small letters has at most so many words.
_SENTENCE_WORDS = 10


def tell_zones(text: str, units: Sequence[Unit], *, paged: bool) -> list[Draft]:
    """Tell the zone of every unit, in order. `paged`: the text was set on pages, so that captions are to be expected."""
    headed = _numbered_headings(units)
    titled = sum(u.alone and _looks_titled(u) for u in units) >= 2
    drafts: list[Draft] = []
    levels: list[int] = []
    quoted = False
    above = 0
    for at, unit in enumerate(units):
        after = units[at + 1] if at + 1 < len(units) else None
        zone = "heading" if at in headed else _zone_of(unit, after, first=at == 0, paged=paged, titled=titled)
        if quoted and zone == "paragraph" and unit.lines[0].after_blank and not unit.words.endswith(":"):
            zone = "quote_block"
        quoted = zone == "paragraph" and _announces_quotation(unit)
        levels = _list_levels(levels, unit) if zone == "list_item" else []
        if zone == "heading" and above == 0 and not number_depth(unit.lines[0].words):
            above = 1 if all(draft.end - draft.start < _BEFORE_TITLE for draft in drafts) else 2
            drafts.append(_draft(text, unit, zone, above if above == 1 else 2))
            above = 1
        elif zone == "heading":
            drafts.append(_draft(text, unit, zone, above + (number_depth(unit.lines[0].words) or 1)))
        else:
            drafts.append(_draft(text, unit, zone, len(levels)))
    return drafts


def _draft(text: str, unit: Unit, zone: Zone, depth: int) -> Draft:
    level = None
    if zone == "list_item":
        level = depth
    elif zone == "heading":
        level = unit.level or depth
    return Draft(
        zone=zone,
        spans=merge_spans(text, unit.spans()),
        page=unit.lines[0].page,
        level=level,
        number=unit.number if zone == "list_item" else None,
        marker=unit.marker,
    )


def _list_levels(levels: list[int], unit: Unit) -> list[int]:
    """Return the indents of the list item and the items it stands under, outermost first."""
    indent = unit.lines[0].indent
    return [outer for outer in levels if outer < indent] + [indent]


def _numbered_headings(units: Sequence[Unit]) -> set[int]:
    """Return the units that look like items of a numbered list but head sections: short, unfinished, with text between."""
    found: set[int] = set()
    run: list[int] = []
    for at, unit in enumerate(units):
        if unit.kind != "item" or not (unit.number or "").isdigit() or unit.lines[0].end <= unit.first - 1:
            continue
        if run and int(unit.number or 0) != int(units[run[-1]].number or 0) + 1:
            found |= _if_headings(units, run)
            run = []
        run.append(at)
    return found | _if_headings(units, run)


def _if_headings(units: Sequence[Unit], run: list[int]) -> set[int]:
    short = [at for at in run if len(units[at].words.split()) <= MOST_WORDS and not units[at].lines[-1].ends_sentence]
    parted = [at for at in run if at + 1 < len(units) and units[at + 1].kind == "text" and len(units[at + 1].words) > 40]
    if len(run) < 2 or len(short) < len(run) or len(parted) * 2 <= len(run):
        return set()
    return set(run)


def _looks_titled(unit: Unit) -> bool:
    words = unit.words
    return (
        len(unit.lines) <= 2
        and len(words.split()) <= MOST_WORDS
        and not unit.lines[-1].ends_sentence
        and not is_mostly_digits(words)
        and (is_known_heading(words) or case_of(words) in ("upper", "title"))
    )


def _announces_quotation(unit: Unit) -> bool:
    words = unit.words
    return words.endswith((":", "：")) and has_any("says", words[-_CUE_REACH:])


def _zone_of(unit: Unit, after: Unit | None, *, first: bool, paged: bool, titled: bool) -> Zone:
    words = unit.words
    if unit.kind == "item":
        return "list_item"
    if unit.kind == "table":
        return "table_row" if any(c.isalnum() for c in words) else "page_furniture"
    if unit.kind == "quote":
        return "quote_block"
    if unit.kind == "heading":
        return "heading"
    if begins_with("boilerplate", words) and unit.alone and len(words.split()) <= _SENTENCE_WORDS:
        return "boilerplate"
    if is_known_heading(words):
        return "heading"
    if leads_caption(words) and (unit.alone or paged) and len(unit.lines) <= _CAPTION_LINES + 2 and len(words) < 600:
        return "caption"
    last = unit.lines[-1]
    count = len(words.split())
    if last.hangs or count > MOST_TITLE_WORDS * 2 or words.endswith((":", ";")) or not any(c.isalpha() for c in words):
        return "paragraph"
    followed = after is not None and after.kind != "heading" and bool(after.words)
    prose = words.endswith(".") or _TWO_SENTENCES.search(words) is not None
    if first and followed and count <= MOST_TITLE_WORDS and not prose and unit.lines[0].at == 0:
        return "heading" if _is_title(unit, after) else "paragraph"
    if followed and count <= MOST_WORDS and _is_heading(unit, after, paged=paged, titled=titled):
        return "heading"
    if (
        unit.alone
        and not last.ends_sentence
        and len(unit.lines) <= _CAPTION_LINES
        and _is_caption(unit, paged=paged, titled=titled)
    ):
        return "caption"
    if unit.kind == "text" and unit.alone and unit.lines[0].indent >= 4 and len(words) > 60:
        return "quote_block"
    return "paragraph"


def _is_title(unit: Unit, after: Unit | None) -> bool:
    if is_mostly_digits(unit.words) or after is None:
        return False
    return unit.alone or len(after.lines[0].words) >= max(_BODY_LINE, 1.2 * len(unit.words))


def _is_heading(unit: Unit, after: Unit | None, *, paged: bool, titled: bool) -> bool:
    words = bare_words(unit.words)
    if after is None or len(unit.lines) > 2 or words.endswith((".", ",", "،")) or is_mostly_digits(words):
        return False
    case = case_of(unit.words)
    if unit.alone and (number_depth(unit.words) > 1 or (begins_with("about", words) and len(words.split()) <= _SENTENCE_WORDS)):
        return True
    if case == "upper":
        return unit.alone or len(after.lines[0].words) > len(unit.lines[0].words)
    asks = words.endswith(("?", "!", "؟"))
    if case == "title":
        long_after = len(after.words) > len(words) and (
            unit.alone or len(after.lines[0].words) >= max(_BODY_LINE, 1.2 * len(words))
        )
        return long_after and not depicts(words)
    if not unit.alone or depicts(words) or len(after.words) < 80 or asks:
        return unit.alone and asks and len(after.words) >= 80 and not paged
    return len(words.split()) <= _SENTENCE_WORDS and not (paged and titled and case == "sentence")


def _is_caption(unit: Unit, *, paged: bool, titled: bool) -> bool:
    words = unit.words
    if depicts(words) and case_of(words) in ("sentence", "none"):
        return True
    return (
        paged and (titled or len(words.split()) > _SENTENCE_WORDS) and len(words.split()) >= 3 and not is_mostly_digits(words)
    )
