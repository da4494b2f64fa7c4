"""Measure how pages are set: the size of the running text, its columns, the distance of its lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.read.pages.shapes import Line, Page

# Lines farther apart than this, in sizes, are not neighbours; a usual distance where none can be measured.
_FARTHEST, _USUAL = 2.4, 1.2


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a column begin and end, and how far one stands below the other, in sizes."""

    near: float
    far: float
    lead: float


def body_size(pages: Iterable[Page]) -> float:
    """Return the size in which most characters are set; 0 for no text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for region in page.regions:
            for line in region:
                sizes[round(line.size * 5) / 5] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def body_style(pages: Iterable[Page], body: float) -> int:
    """Return the style of most lines of the body's size."""
    styles: Counter[int] = Counter()
    for page in pages:
        for region in page.regions:
            for line in region:
                if abs(line.size - body) < 0.3:
                    styles[line.style] += len(line.text)
    return max(styles, key=lambda style: (styles[style], -style), default=0)


def usual_lead(pages: Iterable[Page]) -> float:
    """Return how far lines stand below each other as a rule, in sizes."""
    leads: Counter[float] = Counter()
    for page in pages:
        for region in page.regions:
            leads.update(_leads(region))
    return max(leads, key=lambda lead: (leads[lead], -lead), default=_USUAL)


def _leads(region: Sequence[Line]) -> list[float]:
    return [
        round((line.base - before.base) / line.size * 20) / 20
        for before, line in pairwise(region)
        if abs(line.size - before.size) < 0.5 and 0.8 * line.size < line.base - before.base < _FARTHEST * line.size
    ]


def measure_column(region: Sequence[Line], body: float, lead: float) -> Column:
    """Measure a column by the lines of the body's size in it, or by all."""
    lines = [line for line in region if abs(line.size - body) < 0.06 * body] or list(region)
    nears = Counter(round(line.near) for line in lines)
    most = max(nears.values())
    near = min(at for at, times in nears.items() if times * 3 >= most)
    fars = sorted(line.far for line in lines)
    far = fars[-1] if len(fars) < 8 else fars[-1 - len(fars) // 25]
    own = _leads(lines)
    return Column(float(near), far, median(own) if len(own) >= 8 else lead)
