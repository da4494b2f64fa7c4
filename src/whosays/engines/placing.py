"""Claims that a model told, placed in the passage that they are told of; what cannot be placed is no claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.engines.verbatim import find_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.engines.answers import Told
    from whosays.engines.verbatim import Folded
    from whosays.text.joined import Span

_QUOTES = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’"}
_STOPS = ".,;:!?…؟،؛۔ "


class NotVerbatim(Exception):
    """A claim has words that do not stand in the passage as it told them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim by its places in the folded passage: its content, and holder and cue of each step (None: no words)."""

    content: Span
    said_by: tuple[tuple[Span | None, Span | None], ...]


def place(folded: Folded, told: Told, within: Span) -> Placed:
    """Return where the words of a claim stand.

    Words that stand there more than once are taken where they are nearest: the content to its innermost cue or holder, a holder
    and a cue to the content, and none of them inside of it.

    Args:
        folded: the passage.
        told: what the model said.
        within: the part of the passage that it was asked about.

    Raises NotVerbatim.
    """
    contents = _found(folded, told.content, within)
    if not contents:
        raise NotVerbatim
    steps = [(_found(folded, holder, within), _found(folded, _worded(cue), within)) for holder, cue in told.said_by]
    if not all(holders or cues for holders, cues in steps):
        raise NotVerbatim
    beside = [*steps[-1][1], *steps[-1][0]] if steps else []
    content = min(contents, key=lambda span: (min((_gap(span, other) for other in beside), default=0), span[0]))
    text = folded.text
    placed = tuple((_nearest(text, holders, content), _nearest(text, cues, content)) for holders, cues in steps)
    return Placed(_bare(text, content), placed)


def _worded(cue: str) -> str:
    """Return a cue that has words; a colon or a dash is none, and may stand anywhere."""
    return cue if any(char.isalnum() for char in cue) else ""


def _found(folded: Folded, words: str, within: Span) -> list[Span]:
    """Return the places of words; none where there are no words to find."""
    found = find_words(folded, words, within)
    if words.strip() and not found:
        raise NotVerbatim(words)
    return found


def _nearest(text: str, spans: Sequence[Span], content: Span) -> Span | None:
    """Return the place nearest to the content; words that stand inside of the content alone tell nothing about it."""
    if not spans:
        return None
    apart = [span for span in spans if span[1] <= content[0] or content[1] <= span[0]]
    if not apart:
        raise NotVerbatim
    return _bare(text, min(apart, key=lambda span: (_gap(span, content), span[0])))


def _gap(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _bare(text: str, span: Span) -> Span:
    """Leave the marks of a quotation around words and the stop behind them out, as our own rules do."""
    start, end = span
    while True:
        while end > start and text[end - 1] in _STOPS:
            end -= 1
        if end - start < 2 or text[end - 1] not in _QUOTES.get(text[start], ""):
            return start, end
        if any(mark in text[start + 1 : end - 1] for mark in (text[start], text[end - 1])):
            return start, end  # two quotations with words between them
        start, end = start + 1, end - 1
