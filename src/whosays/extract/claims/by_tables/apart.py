"""Headings, captions and rows of lists: what is said in few words, apart from running text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.clauses import clause_drafts
from whosays.extract.claims.by_tables.frames import Context
from whosays.extract.claims.by_tables.holders import is_head
from whosays.extract.claims.drafts import Draft, DraftStep
from whosays.extract.parse import to_reading
from whosays.text.zone_words import begins_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.claims.by_tables.reading import Range, Reading
    from whosays.extract.material import ParsedPassage
    from whosays.records import Entry

_LABEL = 8  # words; what stands before the colon of a headline or a turn
_SAID = 4  # words behind the colon of a headline; fewer are a title ("The museum: a guide")
_SHOWN = 3  # words; a caption of fewer names and says nothing


def label_of(reading: Reading, *, headline: bool = False) -> Range | None:
    """Return the words that open a passage before a colon with a name in them: whose turn it is, or whose headline.

    A headline may also open with a noun for a person or body, where enough follows to say something.
    """
    colon = next((i for i in range(min(len(reading.words), _LABEL)) if reading.form(i) == ":"), None)
    if not colon or any(hit.start < colon for hit in reading.hits):
        return None
    named = any(start < colon and end <= colon for start, end in reading.names.items())
    behind = reading.count((colon, len(reading.words)))
    noun = headline and behind >= _SAID and any(is_head(reading, at) for at in range(min(2, colon)))
    return (0, colon) if named or noun else None


def heading_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield what a headline reports; without a parser nothing tells whether another one says anything."""
    label = label_of(reading, headline=True)
    if label is not None:
        step = DraftStep(kind="named", at=reading.span(label))
        behind = (label[1] + 1, len(reading.words))
        if reading.count(behind) >= _SHOWN:
            for draft in clause_drafts(reading, behind, Context(), (step,)):
                reported = len(draft.chain) > 1
                yield replace(draft, form="heading", by=draft.by if reported else "claims/table-heading")
        return
    for draft in clause_drafts(reading, (0, len(reading.words)), Context()):
        if draft.chain:
            yield replace(draft, form="heading")


def caption_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield what a caption reports, else what its parts show."""
    said = [d for d in clause_drafts(reading, (0, len(reading.words)), Context()) if d.chain]
    if said:
        yield from (replace(draft, form="caption") for draft in said)
        return
    start, end = 0, len(reading.words)
    for at in range(end + 1):
        if at == end or reading.form(at) in {";", "؛"}:
            span = reading.span((_behind_side(reading, (start, at)), at))
            if span is not None and reading.count((start, at)) >= _SHOWN:
                yield Draft(content=(span,), act="depict", form="caption", scope=span, by="claims/table-caption")
            start = at + 1


def _behind_side(reading: Reading, words: Range) -> int:
    """Return where a part of a caption begins behind "Photo:", "Figure 3:"."""
    start = reading.words[words[0]].start if words[0] < words[1] else 0
    taken = begins_with("caption", reading.text[start:])
    colon = next((i for i in range(words[0], min(words[0] + 4, words[1])) if reading.form(i) in {":", "–", "—", "-"}), None)
    return colon + 1 if taken and colon is not None else words[0]


def row_drafts(passage: ParsedPassage, reading: Reading, entry: Entry) -> Iterator[Draft]:
    """Yield what the row of a list says of the name that it begins with."""
    if entry.description is None:
        return
    joined = passage.joined
    places = [to_reading(joined, at) for at in (entry.description.start, entry.description.end - 1, entry.name_at.start)]
    last = to_reading(joined, entry.name_at.end - 1)
    if places[0] is None or places[1] is None:
        return
    about = ((places[2], last + 1),) if places[2] is not None and last is not None else ()
    words = reading.range_of((places[0], places[1] + 1))
    for draft in clause_drafts(reading, words, Context()):
        if draft.chain:
            first = draft.chain[0]
            named = replace(first, kind="named", at=about[0]) if first.kind == "implied" and about else first
            yield replace(draft, chain=(named, *draft.chain[1:]), form="list-item", about=draft.about or about)
        else:
            yield replace(draft, act="describe", form="list-item", about=about, by="claims/table-row")
