"""Find the citations of a document: each note with its anchor in the body, what it points to, and the note that it repeats.

1. `notes` gathers notes and their numbers.
2. `note_anchors` collects digits that may be anchors; the sequence decides, unless the file itself ties notes to their marks
   (`tied_notes`).
3. `note_reading` reads each note.
4. `repeated_notes` resolves "Ibid." and its kin. What does not fit is a Problem.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.dates import day_order, note_base
from whosays.extract.note_anchors import Candidate, Wanted, find_candidates, match_anchors
from whosays.extract.note_reading import read_note
from whosays.extract.notes import Note, find_notes, series_of
from whosays.extract.repeated_notes import NumberedNote, resolve_repeat
from whosays.extract.tied_notes import Found, tied_series
from whosays.problems import make_problem
from whosays.records import Citation, CitationId, CitedDate, CitedUrl, Problem, make_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.extract.note_reading import NoteReading
    from whosays.records import Anchor, Passage
    from whosays.text.joined import Span

_BODY = frozenset({"heading", "paragraph", "list_item", "quote_block", "caption", "table_row", "boilerplate"})
_BLANKS = re.compile(r"\s+")
# Anchors without any note count only where so many raised or bracketed numbers follow one another from 1.
_FEWEST = 2


class Citations:
    """Footnotes and endnotes with their anchors. Runs before the other extractors, which leave anchors and notes out."""

    name = "citations"
    version = "4"
    makes = ("Citation", "Problem")

    def __call__(self, material: Material) -> Iterator[Citation | Problem]:
        """Yield a Citation for each number in order, and a Problem for what is missing or cannot be resolved."""
        notes = find_notes(material)
        printed = [note.marker for note in notes if note.marker]
        candidates = [
            candidate
            for candidate in find_candidates(material.doc.text, _body(material, notes))
            if not any(start <= candidate.start < end for start, end in printed)
        ]
        tied = any(note.passage.called_at for note in notes)
        seen: dict[tuple[int, str], int] = {}
        for series in tied_series(notes, candidates) if tied else _match_by_look(notes, candidates):
            if tied or _is_evident(material, series):
                yield from self._cite(material, series, seen)

    def _cite(
        self, material: Material, series: Sequence[Found], seen: dict[tuple[int, str], int]
    ) -> Iterator[Citation | Problem]:
        cut = material.cutter.cut
        words = [material.doc.text[slice(*found.note.span)] if found.note else "" for found in series]
        base, order = note_base(material, words), day_order(material.doc.text)
        readings = [read_note(text, language=material.language, base=base, day_first=order) for text in words]
        numbered = [
            NumberedNote(f.number, text, reading) for f, text, reading in zip(series, words, readings, strict=True) if f.note
        ]
        index = 0
        for found, text, reading in zip(series, words, readings, strict=True):
            key = (found.number, _BLANKS.sub(" ", text))
            seen[key] = seen.get(key, -1) + 1
            note = cut(*found.note.span) if found.note else None
            anchor = cut(found.anchor.start, found.anchor.end) if found.anchor else None
            where = note or anchor
            repeats = resolve_repeat(numbered, index) if found.note else None
            index += int(found.note is not None)
            yield Citation(
                id=CitationId(make_id("cit", material.doc.id, found.number, key[1], seen[key])),
                doc=material.doc.id,
                number=found.number,
                anchor=anchor,
                note=note,
                marker=cut(*found.note.marker) if found.note and found.note.marker else None,
                kind=reading.kind,
                urls=_urls(material, found, reading),
                dates=_dates(material, found, reading),
                ibid_of=repeats.number if repeats else None,
                flags=_flags(material, found, reading),
                by=self.name,
            )
            if note is None:
                yield make_problem(
                    "note-missing", f"the text has an anchor {found.number}, but no note {found.number} was found", at=where
                )
            if anchor is None:
                yield make_problem("anchor-missing", f"note {found.number} has no anchor in the text", at=where)
            if repeats and repeats.code:
                yield make_problem(repeats.code, repeats.why, at=where)


def _body(material: Material, notes: Sequence[Note]) -> list[Span]:
    """Return the stretches of text where anchors may stand: the body without the notes."""
    taken = {note.passage.id for note in notes}
    return sorted(
        (piece.start, piece.end)
        for passage in material.passages
        if passage.zone in _BODY and passage.id not in taken
        for piece in passage.pieces
    )


def _match_by_look(notes: Sequence[Note], candidates: Sequence[Candidate]) -> list[list[Found]]:
    """Match notes with anchors; beside a list in brackets, "[3]" is no anchor of a footnote."""
    bracketed = [note for note in notes if note.bracketed]
    plain = [note for note in notes if not note.bracketed]
    if not plain or len(bracketed) < _FEWEST:
        return _match(notes, candidates)
    return [
        *_match(plain, [candidate for candidate in candidates if not candidate.bracketed]),
        *_match(bracketed, [candidate for candidate in candidates if candidate.bracketed]),
    ]


def _match(notes: Sequence[Note], candidates: Sequence[Candidate]) -> list[list[Found]]:
    """Give every note its anchor; return the series of numbers, gaps that have an anchor included."""
    if not notes:
        return _anchors_alone(candidates)
    parts = [_rebased(series, notes, candidates) for series in series_of(notes)]
    rows = [row for series in parts for row in _with_gaps(series, candidates, last=series is parts[-1])]
    places = _places(notes)
    wanted = [Wanted(number, *places[note.block if note else block]) for number, note, block in rows]
    anchors = match_anchors(wanted, candidates)
    if len(parts) == 1:
        anchors = _first_mention(wanted, anchors, candidates)
    out: list[list[Found]] = []
    for (number, note, _), anchor in zip(rows, anchors, strict=True):
        if note is None and anchor is None:
            continue
        if not out or number <= out[-1][-1].number:
            out.append([])
        out[-1].append(Found(number, note, anchor))
    return out


def _is_evident(material: Material, series: Sequence[Found]) -> bool:
    """Ask whether a series is one of notes: an anchor hangs in the body, or most notes name a source."""
    if any(found.anchor for found in series):
        return True
    texts = [material.doc.text[slice(*found.note.span)] for found in series if found.note]
    readings = [read_note(text, language=material.language) for text in texts]
    return sum(reading.sources > 0 or reading.repeat is not None for reading in readings) * 2 > len(series)


def _anchors_alone(candidates: Sequence[Candidate]) -> list[list[Found]]:
    """Return raised or bracketed numbers that run from 1 in a text whose notes are lost."""
    series: list[Found] = []
    for candidate in candidates:
        if candidate.sure and candidate.number == len(series) + 1:
            series.append(Found(candidate.number, None, candidate))
    return [series] if len(series) >= _FEWEST else []


def _places(notes: Sequence[Note]) -> dict[int, Span]:
    """Return for each block of notes the stretch of body that it belongs to: from the block before to its own beginning."""
    out: dict[int, Span] = {}
    reached = 0
    for block in sorted({note.block for note in notes}):
        spans = [note.span for note in notes if note.block == block]
        out[block] = (reached, min(spans)[0])
        reached = max(end for _, end in spans)
    return out


def _rebased(series: list[Note], notes: Sequence[Note], candidates: Sequence[Candidate]) -> list[Note]:
    """Let the anchors say with which number a series begins that has lost every printed number."""
    if any(note.printed or note.passage.number for note in series):
        return series
    low, high = _places(notes)[series[0].block]
    firsts = sorted({1, *(c.number for c in candidates if low <= c.start < high)})

    def fit(first: int) -> tuple[float, int]:
        """Weigh the anchors that are there where the series begins with `first`."""
        found = match_anchors([Wanted(first + k, low, high) for k in range(len(series))], candidates)
        return sum(c.weight for c in found if c), -first

    first = max(firsts, key=fit)
    return [replace(note, number=first + k) for k, note in enumerate(series)]


def _with_gaps(series: Sequence[Note], candidates: Sequence[Candidate], *, last: bool) -> list[tuple[int, Note | None, int]]:
    """Return (number, note, block) in order, with numbers that no note has: those left out, and sure anchors at the end."""
    rows: list[tuple[int, Note | None, int]] = []
    for note in series:
        number = note.number or 0
        if rows:
            rows += [(gap, None, note.block) for gap in range(rows[-1][0] + 1, number)]
        rows.append((number, note, note.block))
    sure = {candidate.number for candidate in candidates if candidate.sure}
    while last and rows and rows[-1][0] + 1 in sure:
        rows.append((rows[-1][0] + 1, None, rows[-1][2]))
    return rows


def _first_mention(
    wanted: Sequence[Wanted], anchors: Sequence[Candidate | None], candidates: Sequence[Candidate]
) -> list[Candidate | None]:
    """Numbers in brackets may be mentioned out of order and again: the first mention is the anchor."""
    first: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.sure:
            first.setdefault(candidate.number, candidate)
    return [
        first.get(want.number, found) if found is None or found.sure else found
        for want, found in zip(wanted, anchors, strict=True)
    ]


def _urls(material: Material, found: Found, reading: NoteReading) -> tuple[CitedUrl, ...]:
    start = found.note.span[0] if found.note else 0
    return tuple(CitedUrl(at=material.cutter.cut(start + url.start, start + url.end), url=url.url) for url in reading.urls)


def _dates(material: Material, found: Found, reading: NoteReading) -> tuple[CitedDate, ...]:
    start = found.note.span[0] if found.note else 0
    return tuple(
        CitedDate(at=material.cutter.cut(start + date.start, start + date.end), iso=date.value)
        for date in reading.dates
        if date.value
    )


def _flags(material: Material, found: Found, reading: NoteReading) -> tuple[str, ...]:
    note, anchor = found.note, found.anchor
    passage = _passage_at(material, anchor) if anchor else None
    holds = {
        "note-missing": note is None,
        "marker-missing": note is not None and note.marker is None and note.passage.called_at is None,
        "displaced-marker": note is not None and note.displaced,
        "anchor-missing": anchor is None,
        "anchor-glued-to-year": anchor is not None and anchor.yeared,
        "anchor-in-caption": passage is not None and passage.zone == "caption",
        "undated": note is not None and reading.sources > 0 and not reading.dated,
    }
    return tuple(flag for flag, held in holds.items() if held)


def _passage_at(material: Material, anchor: Candidate) -> Passage | None:
    def stands_in(piece: Anchor) -> bool:
        """Ask whether the anchor begins inside a piece."""
        return piece.start <= anchor.start < piece.end

    return next((passage for passage in material.passages if any(map(stands_in, passage.pieces))), None)
