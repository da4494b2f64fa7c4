"""Which words attribute what to whom: sources ("according to"), and verbs by the order of the language's clauses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.holders import holder_after, holder_before, noun_phrase
from whosays.extract.claims.by_tables.reading import COMMAS
from whosays.extract.claims.by_tables.relatives import relative_clause
from whosays.extract.claims.by_tables.unsaid import is_negated_cue, is_unsaid
from whosays.extract.claims.by_tables.verbs import find_said
from whosays.extract.claims.by_tables.verbs_last import holder_behind
from whosays.extract.claims.drafts import DraftStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.claims.by_tables.reading import Hit, Range, Reading
    from whosays.extract.claims.by_tables.said import Said
    from whosays.records import Act, Anchor
    from whosays.text.claim_language import Cue
    from whosays.text.joined import Span

_RULES = {
    "verb": "claims/table-verb",
    "quotation": "claims/table-quotation",
    "phrase": "claims/table-phrase",
    "object": "claims/table-object",
    "hidden": "claims/table-hidden",
    "weighing": "claims/table-weighing",
}
_SHORTEST = 2  # words; a source behind fewer has nothing to be the source of


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """An attribution: who says (`step`, None for the speaker's own weighing), what (`contents`), and the words it takes up.

    `inner` is whom that one quotes ("the paper quotes an expert as saying"). `pieces` is set where one content is interrupted
    by the attribution; `quotes` are contents that are quotations.
    """

    takes: Range
    step: DraftStep | None
    inner: DraftStep | None = None
    act: Act
    cue: Span
    contents: tuple[Range, ...] = ()
    pieces: tuple[Range, ...] = ()
    quotes: tuple[int, ...] = ()
    about: Span | None = None
    negative: bool = False
    said_in: tuple[Span, ...] = ()
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known where a range is read: in which quotation it stands, and who spoke last before it."""

    quote: int = -1
    last: Anchor | None = None


def find_frames(reading: Reading, words: Range, context: Context) -> list[Frame]:
    """Return the attributions of a range that no other holds, in order. A source holds all of its clause."""
    hits = list(reading.hits_in(words, context.quote))
    whole = _source_before(reading, words, hits) or _source_behind(reading, words, hits)
    if whole is not None:
        return [whole]
    frames: list[Frame] = []
    start = words[0]
    for hit in hits:
        if hit.start < start:
            continue
        aside = relative_clause(reading, hit, (start, words[1]), hits)
        if aside is not None and not reading.is_in(aside[0], "relative_subject"):
            continue
        end = aside[1] if aside else words[1]
        said = find_said(reading, hit, (start, end), context.quote, follows=bool(frames))
        if said is not None and is_unsaid(reading, hit, said, words):
            start = said.takes[1]
            continue
        frame = _verb_frame(reading, hit, said, frames) if said else None
        if frame is not None:
            frames.append(frame)
            start = frame.takes[1]
    if frames:
        return frames
    between = _source_between(reading, words, hits)
    return [between] if between else []


# ---- according to


def _source_before(reading: Reading, words: Range, hits: list[Hit]) -> Frame | None:
    """Read "According to X, Y" and "As X said, Y": the source opens the range; without a comma X is its first noun phrase."""
    openings = {hit.start: hit for hit in hits if _source(hit) or hit.of("as")}
    start = words[0]
    while start < words[1] and start not in openings and (reading.words[start].is_sign or reading.is_in(start, "openers")):
        start += max(1, reading.is_in(start, "openers"))
    hit = openings.get(start)
    if hit is None:
        return None
    comma = reading.comma_behind(hit.end, words[1])
    if not _source(hit):
        cue, holder = _as_said(reading, hit, hits, (words[0], comma or words[1]))
        return _source_frame(reading, cue, holder, words, contents=((comma, words[1]),)) if cue and holder and comma else None
    then = next((i for i in range(hit.end + 1, comma or words[1]) if reading.is_in(i, "then")), None)
    if then is not None:
        holder, content = holder_after(reading, (hit.end, then)), (_behind_then(reading, then), words[1])
    elif comma is not None:
        holder, content = _up_to(reading, (hit.end, comma)), (_behind_then(reading, comma + 1), words[1])
    elif reading.tables.article:
        holder = noun_phrase(reading, (hit.end, words[1]))
        content = (holder[1], words[1]) if holder else words
    else:
        return None
    return _source_frame(reading, hit, holder, words, contents=(content,))


def _as_said(reading: Reading, hit: Hit, hits: list[Hit], words: Range) -> tuple[Hit | None, Range | None]:
    """Return the cue and the holder of "as X said" that fills the end of a range: the holder before the verb or behind it."""
    verb = next((h for h in hits if hit.end <= h.start < words[1] and h.of("verb")), None)
    if verb is None:
        return None, None
    if reading.count((hit.end, verb.start)):
        holder = holder_before(reading, (hit.end, verb.start))
        return verb, holder if not reading.count((verb.end, words[1])) else None
    holder = holder_after(reading, (verb.end, words[1]))
    whole = holder is not None and not reading.count((holder[1], words[1]))
    return replace(hit, end=verb.end), holder if whole else None


def _behind_then(reading: Reading, at: int) -> int:
    """Return where the content begins behind "then": at it, where a pronoun is joined to it."""
    return at if reading.is_in(at, "complement_kept") else at + reading.is_in(at, "then")


def _up_to(reading: Reading, words: Range) -> Range | None:
    """Return all words up to the comma where they are few, else the words of a holder."""
    whole = (words[0], words[1])
    few = 0 < words[1] - words[0] <= 10 and not reading.words[words[0]].is_sign
    return whole if few else holder_after(reading, words)


def _source_behind(reading: Reading, words: Range, hits: list[Hit]) -> Frame | None:
    """Read "Y, according to X." and "Y, as X said.": the source closes the range, set off or behind no verb of report."""
    for hit in reversed(hits):
        holder: Range | None = None
        cue: Hit | None = hit
        if _source(hit):
            holder = holder_after(reading, (hit.end, words[1]))
            holder = holder if holder and not reading.count((holder[1], words[1])) else None
            if reading.tables.order == "verb-last" and any(h.start > hit.end and h.of("verb") for h in hits):
                holder = None  # "X, quoting Y, said …": the verb has the range
        elif hit.of("as"):
            cue, holder = _as_said(reading, hit, hits, words)
        if cue and holder and reading.count((words[0], hit.start)) >= _SHORTEST and _is_set_off(reading, hit, words, hits):
            return _source_frame(reading, cue, holder, words, contents=((words[0], hit.start),))
    return None


def _is_set_off(reading: Reading, hit: Hit, words: Range, hits: list[Hit]) -> bool:
    before = reading.form(hit.start - 1)
    verbs = any(h.of("verb") and h.start < hit.start for h in hits)
    return hit.start > words[0] and (before in COMMAS | {"»", "”", '"', ")"} or not verbs)


def _source_between(reading: Reading, words: Range, hits: list[Hit]) -> Frame | None:
    """Read "Y, according to X, goes on": the content comes in two pieces."""
    for hit in hits:
        if not _source(hit) or hit.start == words[0] or reading.form(hit.start - 1) not in COMMAS:
            continue
        comma = reading.comma_behind(hit.end, words[1])
        holder = _up_to(reading, (hit.end, comma)) if comma is not None else None
        if holder and comma is not None:
            pieces = ((words[0], hit.start), (comma + 1, words[1]))
            if all(reading.count(piece) for piece in pieces):
                return _source_frame(reading, hit, holder, words, pieces=pieces)
    return None


def _source(hit: Hit) -> Cue | None:
    return hit.of("source")


def _source_frame(
    reading: Reading, hit: Hit, holder: Range | None, words: Range, *, contents: tuple[Range, ...] = (),
    pieces: tuple[Range, ...] = (),
) -> Frame | None:  # fmt: skip
    at, cue = reading.span(holder) if holder else None, reading.span((hit.start, hit.end))
    if at is None or cue is None or not all(reading.count(part) >= 1 for part in (*contents, *pieces)):
        return None
    if reading.is_in(hit.start, "source_if_named") and holder and holder[0] not in reading.names:
        return None
    step = DraftStep(kind="named", at=at, cue=cue, act="assert")
    return Frame(takes=words, step=step, act="assert", cue=cue, contents=contents, pieces=pieces, by="claims/table-source")


# ---- verbs


def _verb_frame(reading: Reading, hit: Hit, said: Said, earlier: list[Frame]) -> Frame | None:
    """Return the attribution that a cue makes, None where who says it cannot be told."""
    cue = reading.span(said.cue_at or (hit.start, hit.end))
    if cue is None:
        return None
    step, known = _who(reading, said, earlier)
    if not known:
        return None
    verb = said.cue
    act: Act = verb.act  # type: ignore[assignment]  # a test checks that the tables hold acts only
    by = _RULES[said.way]
    if step is not None:
        step = replace(step, cue=cue, act=act)
    quoted = reading.span(said.inner) if said.inner else None
    inner = DraftStep(kind="named", at=quoted, cue=cue) if quoted else None
    said_in = tuple(s for s in (reading.span(part) for part in said.beside) if s)
    return Frame(
        takes=said.takes, step=step, inner=inner, act=act, cue=cue, contents=said.contents, quotes=said.quotes,
        pieces=said.pieces, said_in=said_in, about=reading.span(said.about) if said.about else None,
        negative=is_negated_cue(reading, hit), by=by,
    )  # fmt: skip


def _who(reading: Reading, said: Said, earlier: list[Frame]) -> tuple[DraftStep | None, bool]:
    """Return the step of a verb (without cue), and whether it is known who speaks."""
    if said.cue.kind == "impersonal":
        return None, True
    if said.cue.kind == "hidden":
        return DraftStep(kind="hidden"), True
    if said.holder is not None:
        first = reading.form(said.holder[0])
        if first in reading.tables.words("nobody"):
            return DraftStep(kind="hidden"), True
        if first in reading.tables.words("speaker"):
            return None, True
        span = reading.span(said.holder)
        return (DraftStep(kind="named", at=span), True) if span else (None, False)
    if said.cue.by_speaker:
        return None, True
    if earlier and earlier[-1].step is not None:
        return DraftStep(kind=earlier[-1].step.kind, at=earlier[-1].step.at), True
    return DraftStep(kind="implied"), said.may_drop


def find_announced(reading: Reading, context: Context) -> Iterator[tuple[DraftStep, Hit]]:
    """Yield whom the last words of a passage announce before a colon: the quotation set apart behind it is theirs."""
    end = len(reading.words)
    for hit in reversed(list(reading.hits_in((0, end), context.quote))):
        cue = reading.span((hit.start, hit.end))
        verb = next(iter(c for c in hit.cues if c.kind == "verb"), None)
        if _source(hit) and (holder := holder_after(reading, (hit.end, end))):
            yield DraftStep(kind="named", at=reading.span(holder), cue=cue), hit
        elif verb is not None and "clause" in verb.frames:
            start = max((i + 1 for i in range(hit.start) if reading.form(i) in {".", "!", "?", "؟"}), default=0)
            after = holder_after(reading, (hit.end, end)) if reading.tables.order == "verb-first" else None
            found = after or holder_behind(reading, verb, (start, hit.start)) or holder_before(reading, (start, hit.start))
            act: Act = verb.act  # type: ignore[assignment]  # as above
            kind = "named" if found else "implied"
            yield DraftStep(kind=kind, at=reading.span(found) if found else None, cue=cue, act=act), hit  # type: ignore[arg-type]
