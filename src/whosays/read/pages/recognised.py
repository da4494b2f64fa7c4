"""Make a page out of recognised lines, so that scans and files with a text layer are read alike.

Recognition measures letters in dots, each line by itself: sizes are unsteady (in Arabic by a third, for a line without tall
letters looks small), and a page that lies askew runs downhill. Here both are put right before lines are compared.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from whosays.read.pages.reading import make_page
from whosays.read.pages.shapes import Line, Page, Words
from whosays.read.pages.spelling import RTL, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.read.ocr import OcrLine

# Sizes within these shares of the usual one are the usual one. Latin lines of one size differ by 4 % at most, and notes are set
# at 70 to 85 %. Arabic lines of one paragraph were measured at 62 to 137 % of their middle, paragraphs alike at 80 to 120 %.
_SAME, _SAME_ARABIC, _UNSTEADY = (0.88, 1.12), (0.75, 1.3), (0.55, 1.6)
# The longer side of a sheet in points, where nothing tells how large it is.
_SHEET = 842.0


def sheet_size(dots: tuple[int, int]) -> tuple[float, float]:
    """Return the size in points that an image is taken to have: as large as A4 on its longer side."""
    longest = max(*dots, 1)
    return dots[0] * _SHEET / longest, dots[1] * _SHEET / longest


def recognised_page(number: int, size: tuple[float, float], lines: Sequence[OcrLine]) -> Page:
    """Make a page of recognised lines; `number` counts from 0, `size` is in points."""
    import numpy as np

    flat = [word for line in lines for word in line.words]
    across, down = size
    words = Words(
        [word.text for word in flat],
        np.array([word.left for word in flat]) * across,
        np.array([word.top for word in flat]) * down,
        np.array([word.right for word in flat]) * across,
        np.array([word.bottom for word in flat]) * down,
        in_order=True,
    )
    rtl = 2 * sum(bool(RTL.search(word)) for word in words.texts) > len(flat)
    sizes = _steady([line.size * down for line in lines], lines)
    slope = median(line.slope for line in lines) if lines else 0.0
    made, at = [], 0
    for order, line in enumerate(lines):
        places = range(at, at + len(line.words))
        at = places.stop
        made.append(_make_line(words, places, line, (sizes[order], down, slope), (number, order)))
    page = make_page(number, size, made, words, rtl=rtl)
    page.words, page.confidence = words, [word.confidence for word in flat]
    return page


def _make_line(words: Words, places: range, line: OcrLine, measures: tuple[float, float, float], page: tuple[int, int]) -> Line:
    size, down, slope = measures
    part = slice(places.start, places.stop)
    left = float(words.left[part].min())
    text, marks = spell(words, places)
    return Line(
        text, left, float(words.top[part].min()), float(words.right[part].max()), float(words.bottom[part].max()),
        line.base * down - slope * left, size, 0, page[0], places, page[1], marks=marks,
    )  # fmt: skip


def _steady(sizes: list[float], lines: Sequence[OcrLine]) -> list[float]:
    """Bring the sizes of lines that are set alike to one: that of the most letters, then that of their paragraph."""
    letters = [sum(len(word.text) for word in line.words) for line in lines]
    usual = _middle(list(zip(sizes, letters, strict=True)))
    paragraphs: dict[int, list[tuple[float, int]]] = {}
    for size, count, line in zip(sizes, letters, lines, strict=True):
        paragraphs.setdefault(line.paragraph, []).append((size, count))
    own = {paragraph: _middle(pairs) for paragraph, pairs in paragraphs.items()}
    out = []
    for size, line in zip(sizes, lines, strict=True):
        arabic = any(RTL.search(word.text) for word in line.words)
        mine = _snap(size, own[line.paragraph], _UNSTEADY if arabic else _SAME)
        out.append(_snap(mine, usual, _SAME_ARABIC if arabic else _SAME))
    return out


def _snap(size: float, to: float, shares: tuple[float, float]) -> float:
    return to if shares[0] * to <= size <= shares[1] * to else size


def _middle(pairs: list[tuple[float, int]]) -> float:
    """Return the size in the middle, by letters."""
    half, passed = sum(count for _size, count in pairs) / 2, 0
    for size, count in sorted(pairs):
        passed += count
        if passed >= half:
            return size
    return 0.0
