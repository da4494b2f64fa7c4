"""Write the words of a line as its text, from left to right or from right to left, and say where in it each word stands."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.read.pages.shapes import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.read.pages.shapes import Line, Words

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹∗", "0123456789*")
RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# The engine puts a stop that ends a number before it, as it stands on its left: ".4" is "4.".
_STOP_BEFORE_NUMBER = re.compile(r"([.,،؛:;!؟?»)\]]{1,3})(\d[\d.,/:٫٬-]*)")
_DASH_BEFORE_NUMBER = re.compile(r"([-–—.)]{1,2})(\d[\d.,/:٫٬–-]*)")
_LTR = re.compile("[A-Za-z\u00c0-\u058f\u1e00-\u1fff]")


def spell(words: Words, places: Sequence[int]) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of the words at `places`, and the raised marks in it."""
    texts, raised, glued = words.texts, words.raised, words.glued
    if not (raised or glued) or (raised.keys().isdisjoint(places) and glued.isdisjoint(places)):
        if isinstance(places, range):
            return " ".join(texts[places.start : places.stop]), ()
        return " ".join([texts[at] for at in places]), ()
    text, marks = "", []
    for at in places:
        text += "" if not text or at in glued else " "
        for start, end in raised.get(at, ()):
            marks.append(Mark(len(text) + start, len(text) + end, texts[at][start:end].translate(_PLAIN)))
        text += texts[at]
    return text, tuple(marks)


def word_places(words: Words, line: Line) -> Iterator[tuple[int, int, int]]:
    """Yield each word of a line with its start and end in the line's text."""
    reached = 0
    for at in line.places:
        word = words.texts[at]
        start = line.text.find(word, reached)
        if start >= 0:
            reached = start + len(word)
            yield at, start, reached


def turn(words: Words, line: Line) -> None:
    """Put the words of a line that runs from right to left in the order of reading.

    The engine guesses the direction of a line by its first letters, and parts it at numbers. Where words stand does not lie:
    they are read from the right, runs of Latin words (with the numbers between them) from the left.
    """
    if words.in_order or line.cells or not RTL.search(line.text):
        return
    texts = words.texts
    for at in line.places:
        if found := _STOP_BEFORE_NUMBER.fullmatch(texts[at]):
            texts[at] = found[2] + found[1]
    first = max(line.places, key=lambda at: words.right[at])
    if found := _DASH_BEFORE_NUMBER.fullmatch(texts[first]):
        texts[first] = found[2] + found[1]
    order = sorted(line.places, key=lambda at: (-(words.left[at] + words.right[at]), at))
    out: list[int] = []
    run: list[int] = []
    for at in order:
        if RTL.search(texts[at]) or not any(c.isalnum() for c in texts[at]):
            out += _run(texts, run)
            run = []
            out.append(at)
        else:
            run.append(at)
    out += _run(texts, run)
    line.places = out
    words.glued |= _glued(words, out)
    line.text, line.marks = spell(words, out)


def _glued(words: Words, places: Sequence[int]) -> set[int]:
    """Return the raised marks that no room parts from the word on their right."""
    close = 0.15
    return {
        at
        for before, at in pairwise(places)
        if at in words.raised and words.left[before] - words.right[at] < close * (words.bottom[before] - words.top[before])
    }


def _run(texts: list[str], run: list[int]) -> list[int]:
    """Return a run without words from right to left in the order of reading: as it stands, or from the left if it has words.

    Of two numbers on its right ("12 2024 March", from the right) the first belongs to what stands before it.
    """
    if not any(_LTR.search(texts[at]) for at in run):
        return run
    numbers = next(place for place, at in enumerate(run) if any(map(str.isalpha, texts[at])))
    keep = max(numbers - 1, 0)
    return run[:keep] + run[keep:][::-1]
