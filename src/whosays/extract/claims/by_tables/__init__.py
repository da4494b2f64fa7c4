"""Claims from a language's tables alone, without a parser: from passages to drafts, zone by zone.

1. put sentences together again that an abbreviation parts (`_sentences`)
2. find cues, and by the order of the language's clauses who says what (`frames`, `verbs`, `holders`, `coordination`)
3. nest them into chains; what nobody else says is the author's (`clauses`); how sure it is (`weighing`)
4. remember who spoke last: for verbs that leave their subject out, and for quotations that go on (`speakers`)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.apart import caption_drafts, heading_drafts, label_of, row_drafts
from whosays.extract.claims.by_tables.clauses import clause_drafts, quoted_drafts
from whosays.extract.claims.by_tables.frames import Context
from whosays.extract.claims.by_tables.reading import COMMAS, OPENING, STOPS, Reading
from whosays.extract.claims.by_tables.speakers import Speaker
from whosays.extract.claims.drafts import Draft, DraftStep
from whosays.extract.claims.quotes import form_of
from whosays.extract.parse import to_reading
from whosays.records import Citation, Entry, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.claims.by_tables.reading import Range
    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor, Form
    from whosays.text.claim_language import ClaimLanguage
    from whosays.text.joined import Span

_HOLDERS = frozenset({"person", "organisation", "group", "campaign"})
_SENTENCE = 8  # words; a passage of fewer that ends without a stop is a label


def table_drafts(
    material: Material, passages: Sequence[ParsedPassage], tables: ClaimLanguage
) -> Iterator[tuple[ParsedPassage, list[Draft]]]:
    """Yield each passage with its drafts, in reading order."""
    speaker = Speaker(material)
    names = sorted((m.at for m in material.all(Mention) if m.kind in _HOLDERS and m.layer == "name"), key=lambda a: a.start)
    starts = [name.start for name in names]
    comments = _comments(material)
    entries = sorted(material.all(Entry), key=lambda entry: entry.name_at.start)
    for passage in passages:
        reading = Reading(passage.joined.text, tables, list(_names_in(passage, names, starts)))
        zone = passage.passage.zone
        if zone != "heading" and speaker.goes_on and (zone == "quote_block" or reading.form(0) in OPENING):
            drafts = list(_block(passage, reading, speaker.goes_on))
        elif zone == "heading":
            drafts = list(heading_drafts(reading))
        elif zone == "caption":
            drafts = list(caption_drafts(reading))
        elif zone == "list_item" and (entry := _entry(passage, entries)) is not None:
            drafts = list(row_drafts(passage, reading, entry))
        else:
            told = zone != "footnote" or passage.passage.pieces[0].start in comments
            drafts = list(_running(passage, reading, told=told))
        yield passage, [speaker.known(passage, reading, draft) for draft in drafts]
        if zone in {"paragraph", "quote_block", "list_item", "caption"}:
            speaker.hear(passage, reading, drafts)


def _names_in(passage: ParsedPassage, names: Sequence[Anchor], starts: Sequence[int]) -> Iterator[Span]:
    """Yield where the names of persons and bodies stand in a passage's reading."""
    for piece in passage.passage.pieces:
        for name in names[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]:
            first, last = to_reading(passage.joined, name.start), to_reading(passage.joined, name.end - 1)
            if first is not None and last is not None:
                yield first, last + 1


def _comments(material: Material) -> frozenset[int]:
    """Return where notes stand that say something themselves: what they say is a claim, what others cite is none."""
    notes = sorted((c.note.start, c.note.end, c.kind) for c in material.all(Citation) if c.note)
    out = set()
    for passage in material.passages:
        at = bisect_right(notes, passage.pieces[0].start, key=lambda note: note[0]) - 1 if passage.pieces else -1
        if at >= 0 and passage.pieces[0].start < notes[at][1] and notes[at][2] in {"comment", "mixed"}:
            out.add(passage.pieces[0].start)
    return frozenset(out)


def _entry(passage: ParsedPassage, entries: Sequence[Entry]) -> Entry | None:
    """Return the entry of a list that a passage has become."""
    for piece in passage.passage.pieces:
        at = bisect_left(entries, piece.start, key=lambda entry: entry.name_at.start)
        if at < len(entries) and entries[at].name_at.start < piece.end:
            return entries[at]
    return None


# ---- running text


def _block(passage: ParsedPassage, reading: Reading, speaker: DraftStep) -> Iterator[Draft]:
    """Yield the drafts of a quotation set apart, or gone on with, whose speaker another passage names."""
    for sentence in _sentences(passage, reading):
        number = reading.quote_of[sentence[0]]
        if number >= 0 and reading.quotes[number][0] == sentence[0]:
            found = list(quoted_drafts(reading, number, Context(), (speaker,), None))
            rest = (reading.quotes[number][1], sentence[1])
            found += clause_drafts(reading, rest, Context(), (speaker,)) if reading.count(rest) else []
        else:
            found = list(clause_drafts(reading, sentence, Context(quote=number), (speaker,)))
        yield from (replace(draft, form="block") for draft in found)


def _running(passage: ParsedPassage, reading: Reading, *, told: bool) -> Iterator[Draft]:
    """Yield the drafts of running text. `told`: sentences that nobody is said to say are the author's statements."""
    zone = passage.passage.zone
    turn = label_of(reading)
    before: DraftStep | None = None
    for sentence in _sentences(passage, reading):
        start = sentence
        if turn and sentence[0] == 0:
            start = (turn[1] + 1, sentence[1])
        found = list(clause_drafts(reading, start, Context()))
        if before is not None and not any(d.chain for d in found) and (number := _alone(reading, sentence)) is not None:
            found = list(quoted_drafts(reading, number, Context(), (before,), None))
        elif not any(d.chain for d in found) and (number := _alone(reading, sentence)) is not None:
            found = list(_spoken_inside(reading, number)) or found
        spoken = [draft for draft in found if draft.chain]
        before = spoken[-1].chain[0] if spoken else None
        for draft in found:
            if turn:
                step = DraftStep(kind="named", at=reading.span(turn))
                yield _shaped(replace(draft, chain=(step, *draft.chain)), reading, zone)
            elif draft.chain or (told and _is_statement(reading, sentence)):
                yield _shaped(draft, reading, zone)


def _spoken_inside(reading: Reading, number: int) -> Iterator[Draft]:
    """Yield a quotation whose speaker stands in its midst: "“The boats are few, says a fisher. Prices fall.”"."""
    first = next(iter(reading.sentences((reading.quotes[number][0] + 1, reading.quotes[number][1]), number)), None)
    if first is None:
        return
    drafts = list(clause_drafts(reading, first, Context(quote=number)))
    if len(drafts) == 1 and len(drafts[0].chain) == 1 and drafts[0].cue and drafts[0].content[0][1] <= drafts[0].cue[0]:
        yield drafts[0]
        for draft in quoted_drafts(reading, number, Context(), drafts[0].chain, None):
            if draft.content[0][0] >= drafts[0].cue[1]:
                yield draft


def _sentences(passage: ParsedPassage, reading: Reading) -> Iterator[Range]:
    """Yield the sentences of a passage as words; an abbreviation or an open quotation does not end one."""
    start = 0
    abbreviations = reading.tables.words("abbreviations")
    for sentence in passage.sentences:
        end = reading.range_of((sentence.start, sentence.end))[1]
        last = end - 1
        short = last > start and reading.form(last) == "." and reading.form(last - 1) in abbreviations
        quoted = 0 < end < len(reading.words) and reading.quote_of[end] >= 0 and reading.quote_of[end] == reading.quote_of[last]
        goes_on = end < len(reading.words) and (reading.form(end) in COMMAS or _begins_small(reading, end, last))
        if end > start and not (short or quoted or goes_on):
            yield start, end
            start = end
    if reading.count((start, len(reading.words))):
        yield start, len(reading.words)


def _begins_small(reading: Reading, at: int, last: int) -> bool:
    """Ask whether a small letter follows the end of a quotation: the sentence goes on ("… ! » a dit le maire")."""
    return reading.quote_of[last] >= 0 and reading.text[reading.words[at].start].islower()


def _alone(reading: Reading, sentence: Range) -> int | None:
    """Return the quotation that is all of a sentence."""
    start, end = sentence
    while end > start and reading.form(end - 1) in STOPS:
        end -= 1
    number = reading.quote_of[start]
    return number if number >= 0 and reading.quotes[number] == (start, end) else None


def _is_statement(reading: Reading, sentence: Range) -> bool:
    ends = any(reading.form(i) in STOPS for i in range(max(sentence[0], sentence[1] - 2), sentence[1]))
    return ends or reading.count(sentence) >= _SENTENCE


def _shaped(draft: Draft, reading: Reading, zone: str) -> Draft:
    """Return the draft with its form: by quotation marks where it is reported, by its zone where it is not."""
    form: Form = draft.form
    if draft.chain:
        form = form_of(reading.text, (draft.content[0][0], draft.content[-1][1]), _spans(reading))  # type: ignore[assignment]
    elif zone == "footnote":
        form = "footnote"
    elif zone == "boilerplate":
        form = "self-description"
    elif zone == "list_item":
        form = "list-item"
    return replace(draft, form=form)


def _spans(reading: Reading) -> list[Span]:
    return [(reading.words[start].start, reading.words[end - 1].end) for start, end in reading.quotes]
