"""Marks on a text: overlapping stretches laid out as segments that follow each other, so that each can be one element.

Offsets are code points of the document. Browsers count in UTF-16, so all arithmetic with places is done here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a document that a record stands for: its id, and the classes that say how it looks."""

    start: int
    end: int
    record: str
    look: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with the marks that cover all of it, those that begin first outermost."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()


def as_it_is(text: str) -> Markup:
    """Return words of a document as HTML that gives them back to the last sign.

    A parser makes one line break of two and passes over a NUL; offsets counted in a browser would then be others.
    """
    return escape(text).replace("\r", Markup("&#13;")).replace("\0", "\N{REPLACEMENT CHARACTER}")


def lay_out(text: str, start: int, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Cut a text at every end of a mark.

    Args:
        text: the words of a piece of the document.
        start: where it begins in the document.
        marks: with offsets of the document; what lies outside of the piece is left out.

    Returns:
        Segments whose texts, joined, are `text`.
    """
    end = start + len(text)
    inside = sorted(
        (mark for mark in marks if mark.start < end and mark.end > start), key=lambda mark: (mark.start, -mark.end, mark.record)
    )
    cuts = sorted({start, end, *(min(max(at, start), end) for mark in inside for at in (mark.start, mark.end))})
    return tuple(_segments(text, start, cuts, inside))


def _segments(text: str, start: int, cuts: Sequence[int], marks: Sequence[Mark]) -> Iterable[Segment]:
    open_marks: list[Mark] = []
    waiting = list(reversed(marks))
    for low, high in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > low]
        while waiting and waiting[-1].start <= low:
            mark = waiting.pop()
            if mark.end > low:
                open_marks.append(mark)
        yield Segment(low, text[low - start : high - start], tuple(open_marks))
