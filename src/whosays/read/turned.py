"""Pages that lie on their side or upside down: tell them, and bring boxes back to the page as the file shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.ocr import OcrLine
    from whosays.records import Box

# Pages on their side were read with .24 to .49 of certainty, upright ones with .87 and more.
_SURE = 0.6


def is_askew(lines: Sequence[OcrLine]) -> bool:
    """Ask whether a page may not stand upright: its words make no sense, or stand on end."""
    words = [word for line in lines for word in line.words if len(word.text) >= 3]
    if not words:
        return False
    upended = sum(word.bottom - word.top > 1.5 * (word.right - word.left) for word in words)
    return upended * 2 > len(words) or sum(word.confidence for word in words) < _SURE * len(words)


def turn_back(boxes: Sequence[Box], turns: Sequence[int]) -> tuple[Box, ...]:
    """Return boxes as they stand on pages that were turned, each by so many quarters clockwise, to be read."""
    return tuple(_turn_back(box, turns[box.page - 1]) for box in boxes)


def _turn_back(box: Box, turn: int) -> Box:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    for _quarter in range(turn):
        left, top, right, bottom = top, round(1 - right, 4), bottom, round(1 - left, 4)
    return replace(box, left=left, top=top, right=right, bottom=bottom)
