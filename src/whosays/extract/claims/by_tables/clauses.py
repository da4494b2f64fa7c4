"""From a range of words to drafts: what somebody in it says, to any depth, and what its own speaker states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.frames import Context, find_frames
from whosays.extract.claims.by_tables.unsaid import denies_saying
from whosays.extract.claims.by_tables.weighing import is_negated, modal_of
from whosays.extract.claims.drafts import Draft, DraftStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.claims.by_tables.frames import Frame
    from whosays.extract.claims.by_tables.reading import Range, Reading
    from whosays.records import Act
    from whosays.text.joined import Span

# A chain of more holders than this is a maze of commas read wrongly rather than a text.
_DEEPEST = 6
_OWN = 4  # words; less than that beside an attribution is an adverb or a heading, no statement


def clause_drafts(
    reading: Reading, words: Range, context: Context, chain: tuple[DraftStep, ...] = (), via: Frame | None = None
) -> Iterator[Draft]:
    """Yield the drafts of a range: each attribution in it with `chain` above it, and what is left as its speaker's own.

    `via` is the attribution that makes the range somebody's words, None for the author's.
    """
    frames = find_frames(reading, words, context) if len(chain) < _DEEPEST else []
    if not frames:
        yield from _own(reading, words, context, chain, via)
        return
    at = words[0]
    for frame in frames:
        lead = (at, _without_link(reading, at, frame.takes[0]))
        if reading.count(lead) >= _OWN and not _is_lead(reading, lead, frame):
            yield from _own(reading, lead, context, chain, via)
        yield from _held(reading, frame, context, chain)
        at = max(at, frame.takes[1])
    if reading.count((at, words[1])) >= _OWN:
        yield from clause_drafts(reading, (at, words[1]), context, chain, via)


def _without_link(reading: Reading, start: int, end: int) -> int:
    """Return where a statement before an attribution ends without the words that link the two ("… after that")."""
    if end - 1 > start and reading.form(end - 1) in reading.tables.words("complement"):
        end -= 1
        while end - 1 > start and reading.is_in(end - 1, "leads"):
            end -= 1
    return end


def _held(reading: Reading, frame: Frame, context: Context, chain: tuple[DraftStep, ...]) -> Iterator[Draft]:
    """Yield what a frame attributes."""
    below = (*chain, *(step for step in (frame.step, frame.inner) if step is not None))
    if frame.pieces:
        spans = tuple(span for piece in frame.pieces if (span := reading.span(piece)))
        if spans:
            yield _draft(reading, (frame.pieces[0][0], frame.pieces[-1][1]), below, frame, content=spans)
    for content in frame.contents:
        yield from clause_drafts(reading, content, context, below, frame)
    for number in frame.quotes:
        yield from quoted_drafts(reading, number, context, below, frame)


def quoted_drafts(
    reading: Reading, number: int, context: Context, chain: tuple[DraftStep, ...], via: Frame | None
) -> Iterator[Draft]:
    """Yield the drafts of a quotation, sentence by sentence."""
    start, end = reading.quotes[number]
    inside = replace(context, quote=number)
    for sentence in reading.sentences((start + 1, end), number):
        yield from clause_drafts(reading, sentence, inside, chain, via)


def _is_lead(reading: Reading, words: Range, frame: Frame) -> bool:
    """Ask whether the words before an attribution are its subject or what hangs on it, and no clause of their own."""
    span = reading.span(words)
    if span is None:
        return True
    said = [*frame.said_in, *([frame.step.at] if frame.step and frame.step.at else [])]
    if any(low < span[1] and span[0] < high for low, high in said):
        return True
    return bool(reading.is_in(words[0], "leads"))


def _own(reading: Reading, words: Range, context: Context, chain: tuple[DraftStep, ...], via: Frame | None) -> Iterator[Draft]:
    """Yield a range as one statement of its speaker; semicolons part an author's statements."""
    if chain or via is not None:
        span = reading.span(words)
        if span is not None:
            yield _draft(reading, words, chain, via, content=(span,))
        return
    for part in _statements(reading, words, context.quote):
        span = reading.span(part)
        if span is not None and reading.count(part) >= _OWN:
            draft = _draft(reading, part, (), None, content=(span,))
            yield replace(draft, negative=draft.negative or denies_saying(reading, part, context.quote))


def _statements(reading: Reading, words: Range, quote: int) -> Iterator[Range]:
    start = words[0]
    for at in range(*words):
        if reading.form(at) in {";", "؛"} and reading.quote_of[at] == quote:
            yield start, at
            start = at + 1
    yield start, words[1]


def _draft(
    reading: Reading, words: Range, chain: tuple[DraftStep, ...], via: Frame | None, *, content: tuple[Span, ...]
) -> Draft:
    question = reading.form(words[1]) in {"?", "؟"} or reading.form(words[1] - 1) in {"?", "؟"}
    act: Act = "ask" if question and via is None else via.act if via else "assert"
    if question and chain and via is not None and via.quotes:
        act = "ask"
        chain = (*chain[:-1], replace(chain[-1], act=act))
    scope = (content[0][0], content[-1][1])
    if via is not None and via.step is None:
        scope = (min(scope[0], via.cue[0]), scope[1])
    negative = is_negated(reading, words) != (via is not None and via.negative)
    return Draft(
        content=content, chain=chain, act=act, cue=via.cue if via else None,
        form="narrative" if not chain else "indirect", about=_about(reading, words, via), scope=scope, negative=negative,
        question=question, modal=modal_of(reading, words, reported=_is_complement(via)), said_in=via.said_in if via else (),
        by=via.by if via else "claims/table-author",
    )  # fmt: skip


def _is_complement(via: Frame | None) -> bool:
    """Ask whether a frame has its content behind a complementiser, where the verbs of some languages take other forms."""
    return via is not None and via.by == "claims/table-verb" and bool(via.contents) and via.contents[0][0] > via.takes[0]


def _about(reading: Reading, words: Range, via: Frame | None) -> tuple[Span, ...]:
    """Return whom or what a statement is about: what the frame says, else the name that opens it."""
    if via is not None and via.about is not None:
        return (via.about,)
    near = range(words[0], min(words[0] + 6, words[1]))
    named = next(((at, reading.names[at]) for at in near if at in reading.names), None)
    span = reading.span(named) if named and named[1] <= words[1] else None
    return (span,) if span else ()
