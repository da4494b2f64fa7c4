"""Where claims stand on a page: the boxes of their words, a line of the page at a time."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from whosays.records import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.records import Anchor, Placement

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")


@dataclass(frozen=True, slots=True)
class OnPage:
    """What a document has on one of its pages: where each run of its text stands, in the order of the text."""

    text: str
    placements: Sequence[Placement]
    ends: Sequence[int]

    def boxes(self, anchors: Iterable[Anchor]) -> tuple[Box, ...]:
        """Return the boxes of words, one for each line that they stand on."""
        return tuple(_by_line(box for at in anchors for box in self._boxes(at.start, at.end)))

    def _boxes(self, start: int, end: int) -> Iterator[Box]:
        for placement in self.placements[bisect_left(self.ends, start + 1) :]:
            if placement.start >= end:
                return
            if placement.end > start:
                yield self._cut(placement, max(start, placement.start), min(end, placement.end))

    def _cut(self, placement: Placement, start: int, end: int) -> Box:
        """Return the part of a line's box that some of its letters take, as if all were equally wide: no file tells more."""
        box, length = placement.box, placement.end - placement.start
        if (start, end) == (placement.start, placement.end) or length <= 0:
            return box
        before, after = (start - placement.start) / length, (placement.end - end) / length
        if _reads_from_right(self.text[placement.start : placement.end]):
            before, after = after, before
        width = box.right - box.left
        left, right = box.left + before * width, box.right - after * width
        return Box(page=box.page, left=left, top=box.top, right=right, bottom=box.bottom)


def on_page(text: str, placements: Sequence[Placement], number: int) -> OnPage:
    """Return what stands on a page, counted from 1."""
    here = sorted((one for one in placements if one.box.page == number), key=lambda one: (one.start, one.end))
    return OnPage(text, here, list(accumulate((one.end for one in here), max)))


def _by_line(boxes: Iterable[Box]) -> Iterator[Box]:
    """Put boxes together that stand side by side on one line."""
    line: Box | None = None
    for box in boxes:
        if line is not None and _is_same_line(line, box):
            line = Box(
                page=line.page,
                left=min(line.left, box.left),
                top=min(line.top, box.top),
                right=max(line.right, box.right),
                bottom=max(line.bottom, box.bottom),
            )
            continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line


def _is_same_line(one: Box, other: Box) -> bool:
    """Ask whether two boxes share most of their height and no word of another column can stand between them."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    height = min(one.bottom - one.top, other.bottom - other.top)
    gap = max(one.left, other.left) - min(one.right, other.right)
    return shared > height / 2 and gap < 2 * max(one.bottom - one.top, other.bottom - other.top)


def _reads_from_right(words: str) -> bool:
    return len(_RIGHT_TO_LEFT.findall(words)) > len(_LEFT_TO_RIGHT.findall(words))
