"""What the tests of pages share: lines at places, without a file."""

from __future__ import annotations

import numpy as np

from whosays.read.pages.shapes import Line, Mark, Page, Words


def line(
    text: str, base: float, left: float = 60, right: float | None = None, *, size: float = 10, page: int = 0, order: int = 0,
    marks: tuple[Mark, ...] = (),
) -> Line:  # fmt: skip
    """A line of a page 600 wide and 800 high; letters are half as wide as high where `right` does not say otherwise."""
    right = left + len(text) * size / 2 if right is None else right
    made = Line(text, left, base - size, right, base + 2, base, size, 0, page, range(len(text.split())), order, marks=marks)
    made.near, made.far = left, right
    return made


def page(*lines: Line, number: int = 0, furniture: tuple[Line, ...] = ()) -> Page:
    """A page with one region."""
    return Page(number, 600, 800, False, [list(lines)] if lines else [], furniture=list(furniture))


def words(*texts: tuple[str, float]) -> Words:
    """Words on one line, each with its left edge; letters are five points wide."""
    left = np.array([at for _, at in texts])
    width = np.array([5.0 * len(text) for text, _ in texts])
    same = np.ones(len(texts))
    return Words([text for text, _ in texts], left, 100 * same, left + width, 110 * same)
