"""Parse the running text of a document once: passages in, sentences whose offsets hold in each passage's joined reading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.extract.material import PROSE, ParsedPassage
from whosays.records import Citation, Entry, Mention
from whosays.text.syntax import Named, Sentence, has_model, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import Anchor, Passage
    from whosays.text.joined import Joined, Span

# spaCy's memory grows with the longest text it gets; a stretch of this size takes a few megabytes.
LONGEST = 20_000

# A "word" of this many characters (a picture in letters, a rule of dots) is not language, and spaCy would need minutes for it.
LONGEST_WORD = 1_000

_UNREAD = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)\]}»”\"']|#(?=\w)")
_LEFT_OUT = re.compile(r"(?:…|\.\.\.)(?=\s*[A-Z])")
# A label that opens a paragraph: a speaker of an interview, or a field of a form.
TURN = re.compile(r"\s*(?:(?:[A-Z][\w.'-]*|[a-z]{2})\s){0,3}(?:[A-Z][\w.'-]*|[a-z]{2}):\s")
_DATELINE = 6  # words: a place and a date in full
_BRACKETED = re.compile(r"\[[\d\s,;–-]{1,16}\]")
_BLANKS = re.compile(r"\s{2,}")
_NO_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def parsed(material: Material) -> tuple[ParsedPassage, ...]:
    """Return every passage of running text with its sentences. The first call parses, later ones give the same again.

    Footnote anchors, addresses and the '#' of hashtags are read as blanks of the same length. A row of a list that has become
    an `Entry` is parsed in its description only.
    """
    if material.parsed is None:
        material.parsed = tuple(_parse_all(material))
    return material.parsed


def _parse_all(material: Material) -> Iterator[ParsedPassage]:
    """Read all passages, then parse all their stretches in one go."""
    blanks = _Places([c.anchor for c in material.all(Citation) if c.anchor])
    rows = _Places([entry.at for entry in material.all(Entry)])
    dates = _Places([m.at for m in material.all(Mention) if m.kind == "date"])
    entries = {entry.at: entry for entry in material.all(Entry)}
    readings: list[tuple[Passage, Joined, list[Span]]] = []
    for passage in material.passages:
        if passage.zone in PROSE and passage.pieces:
            joined = _reading(material, passage, blanks)
            described = [entries[at] for at in rows.inside(passage.pieces)]
            readings.append((passage, joined, _stretches(joined, described, dates.inside(passage.pieces[:1]))))
    language = material.language
    spoken = [_is_spoken(joined.text, language) for _, joined, _ in readings]
    squeezed = [
        _Squeezed(joined.text, stretch)
        for (_, joined, stretches), ours in zip(readings, spoken, strict=True)
        for stretch in stretches
        if ours
    ]
    parses = iter(parse([s.text for s in squeezed], language=language)) if squeezed else iter(())
    at = 0
    for (passage, joined, stretches), ours in zip(readings, spoken, strict=True):
        sentences: list[Sentence] = []
        for stretch in stretches:
            if ours:
                sentences.extend(squeezed[at].restore(next(parses)))
                at += 1
            else:
                sentences.extend(_split(joined.text, stretch, language))
        yield ParsedPassage(passage, joined, tuple(sentences))


class _Places:
    """Anchors in text order, to be asked which of them lie inside a passage without looking at all of them."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self._anchors = sorted(anchors, key=lambda a: (a.start, a.end))
        self._starts = [a.start for a in self._anchors]

    def inside(self, pieces: Sequence[Anchor]) -> list[Anchor]:
        return [
            anchor
            for piece in pieces
            for anchor in self._anchors[bisect_left(self._starts, piece.start) : bisect_left(self._starts, piece.end)]
        ]


def _reading(material: Material, passage: Passage, blanks: _Places) -> Joined:
    """Join a passage with its footnote anchors, addresses and hash signs blanked."""
    text = material.doc.text
    unread = [_with_brackets(text, a) for a in blanks.inside(passage.pieces)]
    for piece in passage.pieces:
        unread.extend(found.span() for found in _UNREAD.finditer(text, piece.start, piece.end))
    return material.joined(passage, blank=unread)


def _with_brackets(text: str, anchor: Anchor) -> Span:
    """Return the place of a footnote anchor with the brackets it stands in ("[3]", "[3, 4]"): they are no words either."""
    for group in _BRACKETED.finditer(text, max(0, anchor.start - 16), anchor.end + 16):
        if group.start() < anchor.start and anchor.end < group.end():
            return group.span()
    return (anchor.start, anchor.end)


def _stretches(joined: Joined, described: list[Entry], dates: list[Anchor]) -> list[Span]:
    """Return the parts of a reading to parse: all of it, or only the descriptions of its rows; long ones cut at blanks.

    A sentence neither goes on over a dateline nor over an ellipsis with a capital behind it, where an editor left words out.
    """
    breaks = [found.end() for found in _LEFT_OUT.finditer(joined.text)]
    turn = TURN.match(joined.text)
    breaks += [turn.end()] if turn else []
    breaks += [end for date in dates[:1] for _, end in _inside(joined, date) if _is_dateline(joined.text, end)]
    edges = [0, *sorted(breaks), len(joined.text)]
    whole = [(a, b) for a, b in pairwise(edges) if a < b]
    if described:
        whole = [span for entry in described if entry.description for span in _inside(joined, entry.description)]
    return [part for span in whole for part in _cut_long(joined.text, span)]


def _is_dateline(text: str, end: int) -> bool:
    """Ask whether a date that ends at `end` heads the text: at most a place in front of it, a new sentence right behind it."""
    before, behind = text[:end].split(), text[end:].lstrip(" –—-:")
    return (
        len(before) <= _DATELINE and not text[end : end + 1].isalnum() and text[end : end + 1] != "," and behind[:1].isupper()
    )


def _inside(joined: Joined, anchor: Anchor) -> Iterator[Span]:
    """Yield where the words of an anchor stand in a reading (once, or not at all)."""
    first, last = to_reading(joined, anchor.start), to_reading(joined, anchor.end - 1)
    if first is not None and last is not None:
        yield first, last + 1


def to_reading(joined: Joined, at: int) -> int | None:
    """Return where the document's character `at` stands in a reading, None where the reading does not have it."""
    for start, origin, length in zip(joined.starts, joined.origins, joined.lengths, strict=True):
        if origin <= at < origin + length:
            return start + at - origin
    return None


def _cut_long(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    while end - start > LONGEST:
        stop = text.rfind(". ", start, start + LONGEST) + 1 or text.rfind(" ", start, start + LONGEST) + 1
        cut = stop if stop > start else start + LONGEST
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _is_spoken(text: str, language: str) -> bool:
    """Ask whether the model of the document's language can read this passage (none, another script, no words: no)."""
    if not has_model(language) or _NO_WORD.search(text):
        return False
    return text.isascii() or 2 * len(_LATIN.findall(text)) >= len(_LETTER.findall(text))


def _split(text: str, span: Span, language: str) -> Iterator[Sentence]:
    """Yield the sentences of a stretch without tokens, for languages without a model."""
    from sentencex import get_sentence_boundaries

    for found in get_sentence_boundaries(language, text[span[0] : span[1]]):
        start, end = span[0] + found["start_index"], span[0] + found["end_index"]
        if text[start:end].strip():
            yield Sentence(start, end, (), ())


class _Squeezed:
    """A stretch of a reading with each run of blanks read as one, which parses better; `restore` gives the offsets back."""

    def __init__(self, text: str, span: Span) -> None:
        start, end = span
        while start < end and text[start].isspace():
            start += 1
        parts: list[str] = []
        self._ours, self._theirs = [0], [start]
        at, low = 0, start
        for run in _BLANKS.finditer(text, start, end):
            parts.append(text[low : run.start()] + " ")
            at += run.start() - low + 1
            low = run.end()
            self._ours.append(at)
            self._theirs.append(low)
        parts.append(text[low:end])
        self.text = "".join(parts).rstrip()

    def _start(self, at: int) -> int:
        run = bisect_right(self._ours, at) - 1
        return self._theirs[run] + at - self._ours[run]

    def _end(self, at: int) -> int:
        return self._start(at - 1) + 1 if at else self._start(at)

    def restore(self, sentences: tuple[Sentence, ...]) -> Iterator[Sentence]:
        if len(self._ours) == 1 and self._theirs[0] == 0:
            yield from sentences
            return
        for sentence in sentences:
            tokens = tuple(replace(t, start=self._start(t.start), end=self._end(t.end)) for t in sentence.tokens)
            names = tuple(Named(self._start(n.start), self._end(n.end), n.label) for n in sentence.names)
            yield Sentence(self._start(sentence.start), self._end(sentence.end), tokens, names)
