"""Contents with their quotation marks in pairs, as far as one claim can hold both halves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.quotes import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.claims.drafts import Draft
    from whosays.text.joined import Span

_LOOSE = " \t\n\u00a0.,;:!?…"


def paired(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a passage with contents in which quotation marks have their other half.

    A content reaches to the other half where only stops stand between, or words of the same quotation that are in no other
    content. Else the author's own statement leaves the mark out, and comes in pieces around it. An attributed content keeps it:
    the quotation goes on in the next claim of the same speaker, and people who mark by hand cut there too.
    """
    marks = marks_of(text)
    if not marks:
        return list(drafts)
    taken = [span for draft in drafts for span in draft.content]
    return [_paired(text, draft, marks, taken) for draft in drafts]


def _paired(text: str, draft: Draft, marks: Sequence[tuple[Span, Span | None]], taken: Sequence[Span]) -> Draft:
    ours = [(mark, other) for mark, other in marks if _holds(draft.content, mark)]
    spans = list(draft.content)
    for _, other in ours:
        if other is None or _holds(spans, other):
            continue
        start, end = spans[0][0], spans[-1][1]
        if end <= other[0] and (_is_loose(text[end : other[0]]) or _is_rest(text, (end, other[0]), taken)):
            spans[-1] = (spans[-1][0], other[1])
        elif other[1] <= start and _is_loose(text[other[1] : start]):
            spans[0] = (other[0], spans[0][1])
    alone = [mark for mark, other in ours if other is None or not _holds(spans, other)]
    content = tuple(_without(text, spans, alone)) if alone and not draft.chain else tuple(spans)
    return replace(draft, content=content) if content and content != draft.content else draft


def _holds(spans: Sequence[Span], mark: Span) -> bool:
    return any(a <= mark[0] and mark[1] <= b for a, b in spans)


def _is_loose(words: str) -> bool:
    return not words.strip(_LOOSE)


def _is_rest(text: str, gap: Span, taken: Sequence[Span]) -> bool:
    """Ask whether some words only end what a sentence quotes: no sentence ends in them, and they are in no other content."""
    free = not any(a < gap[1] and gap[0] < b for a, b in taken)
    return free and not any(text[at] in ".!?" for at in range(gap[0], gap[1] - 1))


def _without(text: str, spans: Sequence[Span], marks: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans in pieces around the marks, with no blanks and stops next to a cut; a piece without words is left out."""
    for start, end in spans:
        edges = [start, *(at for mark in marks if start <= mark[0] < end for at in mark), end]
        for low, high in zip(edges[::2], edges[1::2], strict=True):
            first = low if low == start else low + len(text[low:high]) - len(text[low:high].lstrip(_LOOSE))
            last = high if high == end else low + len(text[low:high].rstrip(_LOOSE))
            if any(c.isalnum() for c in text[first:last]):
                yield first, last
