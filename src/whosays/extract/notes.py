"""Gather the notes of a document in order, find their printed numbers, and give every note its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.text.repeats import read_repeat
from whosays.text.urls import find_urls
from whosays.text.zone_words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import Passage
    from whosays.text.joined import Span

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BEFORE = re.compile(r"(?:^|(?<=\s))[\[(^]?(\d{1,3}|[⁰¹²³⁴-⁹]{1,3})(?:[\]).:]|\]:)?\s*$")
_WITHIN = re.compile(r"[\[(^]?(\d{1,3}|[⁰¹²³⁴-⁹]{1,3})(?:\]:?|[).:](?=\s)|(?=\s))\s*")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_ALONE = re.compile(r"^[ \t]*[\[(]?(\d{1,3})[\]).:]?[ \t]*$", re.MULTILINE)

# How far from its block of notes a displaced number may stand alone on a line.
_NEAR = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: its text's place, the number that it has by print or by sequence, the place of the printed number."""

    span: Span
    passage: Passage
    number: int | None
    printed: bool
    marker: Span | None = None
    displaced: bool = False
    bracketed: bool = False
    block: int = 0


def find_notes(material: Material) -> list[Note]:
    """Return the notes of a document in reading order, each with the number that is printed with it, if any."""
    text = material.doc.text
    notes: list[Note] = []
    block, last = 0, -2
    for place, passage in enumerate(_note_passages(material)):
        span = _span(material, passage)
        number = _read_number(passage.number)
        marker, start = _marker(text, span, number)
        if number is None and marker is not None:
            number = int(text[slice(*marker)].translate(_RAISED))
        elif number is None and (within := _WITHIN.match(text, span[0], span[1])) and passage.zone != "footnote":
            marker, start, number = within.span(1), within.end(), int(within[1].translate(_RAISED))
        block += int(place > 0 and _has_body_between(material, last, passage.order))
        last = passage.order
        if passage.called_at or _WORDS.search(text, start, span[1]):
            notes.append(
                Note(
                    span=(start, span[1]),
                    passage=passage,
                    number=number,
                    printed=marker is not None,
                    marker=marker,
                    bracketed=marker is not None and text[marker[1] : marker[1] + 1] == "]",
                    block=block,
                )
            )
    return _find_displaced(text, notes)


def _note_passages(material: Material) -> Iterator[Passage]:
    """Yield footnotes, and what stands as numbered items or paragraphs under a heading such as "Notes"."""
    titles = words_of("notes")
    headed, direct = False, False  # somewhere after such a heading; right below it, with no other heading between
    for heading, passages in _sections(material):
        direct = heading is not None and material.joined(heading).text.strip(" .:*_").casefold() in titles
        headed = headed or direct
        numbered = {passage.id for passage in passages if _is_numbered(material, passage, headed=headed)}
        # The notes of a book are parted by its chapters' titles: below those only what reads as notes is taken.
        taken = (
            direct or not headed or _read_as_notes(material, [p for p in passages if p.id in numbered and p.zone != "footnote"])
        )
        yield from (p for p in passages if p.pieces and (p.zone == "footnote" or (taken and p.id in numbered)))


def _sections(material: Material) -> Iterator[tuple[Passage | None, list[Passage]]]:
    """Yield each heading with the passages below it."""
    heading: Passage | None = None
    below: list[Passage] = []
    for passage in material.passages:
        if passage.zone == "heading":
            yield heading, below
            heading, below = passage, []
        else:
            below.append(passage)
    yield heading, below


def _is_numbered(material: Material, passage: Passage, *, headed: bool) -> bool:
    """Ask whether a passage has the look of a note: a number below a heading for notes, elsewhere one in brackets."""
    if not passage.pieces or passage.zone not in {"list_item", "paragraph"}:
        return False
    text, start, end = material.doc.text, passage.pieces[0].start, passage.pieces[0].end
    if headed:
        return passage.number is not None or _WITHIN.match(text, start, end) is not None
    bracketed = text[max(0, start - 8) : start].rstrip()[-1:] == "]"
    return bracketed and passage.zone == "list_item" and _BEFORE.search(text, max(0, start - 8), start) is not None


def _read_as_notes(material: Material, passages: Sequence[Passage]) -> bool:
    """Ask whether most of the passages print an address or repeat an earlier note."""
    texts = [material.joined(passage).text for passage in passages]
    return sum(bool(find_urls(text) or read_repeat(text)) for text in texts) * 2 > len(texts)


def _span(material: Material, passage: Passage) -> Span:
    """Return the place of a note's text: the first piece, and the later ones where nothing of the body stands between."""
    first, last = passage.pieces[0], passage.pieces[-1]
    if len(passage.pieces) == 1:
        return first.start, first.end
    between = any(
        first.end <= piece.start < last.start
        for other in material.passages
        if other is not passage and other.zone != "page_furniture"
        for piece in other.pieces
    )
    return (first.start, first.end) if between else (first.start, last.end)


def _read_number(printed: str | None) -> int | None:
    digits = re.sub(r"\D", "", (printed or "").translate(_RAISED))
    return int(digits) if 0 < len(digits) <= 3 else None


def _marker(text: str, span: Span, number: int | None) -> tuple[Span | None, int]:
    """Return the place of the printed number just before a note, and where the note's own text begins."""
    low = text.rfind("\n", 0, max(span[0] - 3, 0)) + 1
    found = _BEFORE.search(text, max(low - 1, span[0] - 12, 0), span[0])
    if found and (number is None or int(found[1].translate(_RAISED)) == number):
        return found.span(1), span[0]
    return None, span[0]


def _has_body_between(material: Material, first: int, last: int) -> bool:
    return any(
        first < passage.order < last and passage.zone in {"paragraph", "heading", "quote_block", "list_item"}
        for passage in material.passages
    )


def _find_displaced(text: str, notes: list[Note]) -> list[Note]:
    """Give a note without a printed number beside it the number that stands alone on a line close by."""
    out = number_notes(notes)
    taken = {note.marker for note in notes if note.marker}
    alone: dict[int, dict[int, Span]] = {}
    for index, note in enumerate(out):
        if note.marker is None:
            if note.block not in alone:
                alone[note.block] = _numbers_alone(text, [other.span for other in out if other.block == note.block], taken)
            place = alone[note.block].pop(note.number or 0, None)
            if place:
                out[index] = replace(note, marker=place, displaced=True)
    return out


def _numbers_alone(text: str, spans: Sequence[Span], taken: set[Span]) -> dict[int, Span]:
    """Return the numbers that have a line for themselves in or near a block of notes, and are no part or marker of a note."""
    low, high = max(min(spans)[0] - _NEAR, 0), min(max(end for _, end in spans) + _NEAR, len(text))
    inside = {at for start, end in spans for at in range(start, end)}
    out: dict[int, Span] = {}
    for found in _ALONE.finditer(text, low, high):
        if found.span(1) not in taken and found.start(1) not in inside:
            out.setdefault(int(found[1]), found.span(1))
    return out


def number_notes(notes: Sequence[Note]) -> list[Note]:
    """Number the notes that lost their number by their place between those that kept it; a fresh 1 begins a new series."""
    out: list[Note] = []
    for series in _series(notes):
        kept = _longest_rise([note.number for note in series])
        numbers: list[int | None] = [note.number if index in kept else None for index, note in enumerate(series)]
        first = min(kept, default=None)
        if first is not None:
            known = numbers[first] or 0
            for index in range(first):
                numbers[index] = known - first + index if known - first + index > 0 else None
        last = 0
        for index, note in enumerate(series):
            last = numbers[index] or last + 1
            out.append(replace(note, number=last))
    return out


def series_of(notes: Sequence[Note]) -> list[list[Note]]:
    """Part numbered notes where the numbering begins anew."""
    out: list[list[Note]] = []
    for note in notes:
        if not out or (note.number or 0) <= (out[-1][-1].number or 0):
            out.append([])
        out[-1].append(note)
    return out


def _series(notes: Sequence[Note]) -> list[list[Note]]:
    out: list[list[Note]] = []
    highest = 0
    for index, note in enumerate(notes):
        after = next((later.number for later in notes[index + 1 :] if later.number is not None), None)
        anew = note.number == 1 and highest >= 1
        # A first note that lost its number: the block is a new one, and the next number printed in it is small again.
        fresh_block = index > 0 and note.block != notes[index - 1].block
        anew = anew or (note.number is None and fresh_block and after is not None and after == 2 and highest >= 2)
        if not out or anew:
            out.append([])
            highest = 0
        out[-1].append(note)
        highest = max(highest, note.number or 0)
    return out


def _longest_rise(numbers: Sequence[int | None]) -> set[int]:
    """Return the places of the longest run of numbers that rise at least as fast as their places: the others are misplaced."""
    known = [(index, number) for index, number in enumerate(numbers) if number is not None]
    best: list[tuple[int, int]] = []  # (length, place in `known` before it)
    for k, (index, number) in enumerate(known):
        before = [(best[j][0], j) for j in range(k) if number - known[j][1] >= index - known[j][0]]
        length, link = max(before, default=(0, -1))
        best.append((length + 1, link if length else -1))
    step = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    kept: set[int] = set()
    while step >= 0:
        kept.add(known[step][0])
        step = best[step][1]
    return kept
