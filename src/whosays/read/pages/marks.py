"""Take the marks of notes that stand alone into the lines that they belong to.

The engine parts a line of Arabic or Persian at a number, and a raised one often comes out as a line of its own, which stands in
a gap of the other or at its end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from whosays.read.pages.raised import RAISED
from whosays.read.pages.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.pages.shapes import Line, Words

_MARK = re.compile(r"\d{1,3}(?:[,،]\d{1,3})*|[*†‡§]{1,3}")
# As for marks within a line (`raised`): smaller than the letters beside it, and higher.
_SMALLER, _HIGHER = 0.88, 0.12
# How far from the end of a line a mark of it may stand, and how near to a word it is the word's, in sizes.
_BESIDE, _NO_ROOM = 0.5, 0.15
# A page of more is a table of numbers.
_MOST = 200


def take_in_marks(lines: Sequence[Line], words: Words) -> list[Line]:
    """Return the lines without the marks that now stand in others of them."""
    small = [line for line in lines if len(line.places) == 1 and _MARK.fullmatch(line.text)]
    if not small or len(small) > _MOST:
        return list(lines)
    # The line that a mark is raised over stands lower, and is the next one that the mark fits: they are tried from there down.
    marks = {id(line) for line in small}
    others = sorted((line for line in lines if id(line) not in marks), key=attrgetter("base"))
    bases = [line.base for line in others]
    tallest = max((line.size for line in others), default=0)
    gone: set[int] = set()
    for mark in small:
        near = range(bisect_left(bases, mark.base), bisect_left(bases, mark.base + tallest))
        owner = next((others[at] for at in near if _has_over_it(others[at], mark)), None)
        if owner is not None:
            _take_in(owner, mark, words)
            gone.add(id(mark))
    return [line for line in lines if id(line) not in gone]


def _has_over_it(line: Line, mark: Line) -> bool:
    """Ask whether a mark is raised over a line: in its height, within its ends, smaller and higher than its letters."""
    if mark.size > _SMALLER * line.size or not _HIGHER * line.size < line.base - mark.base < line.size:
        return False
    reach = _BESIDE * line.size
    return mark.bottom > line.top and line.left - reach <= mark.left and mark.right <= line.right + reach


def _take_in(line: Line, mark: Line, words: Words) -> None:
    at = mark.places[0]
    words.texts[at] = words.texts[at].translate(RAISED)
    words.raised[at] = [(0, len(words.texts[at]))]
    places = list(line.places)
    place = next((place for place, other in enumerate(places) if words.left[other] > words.left[at]), len(places))
    if place and words.left[at] - words.right[places[place - 1]] < _NO_ROOM * line.size:
        words.glued.add(at)
    places.insert(place, at)
    line.places = places
    line.text, line.marks = spell(words, places)
    line.left, line.right = min(line.left, mark.left), max(line.right, mark.right)
