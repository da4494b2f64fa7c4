"""The shapes that drawings are made of, in the units of their view box, and how a drawing is mirrored.

Layout is worked out from left to right. A page that runs the other way asks for the mirrored drawing: places change, words do
not. SVG takes the direction of the page, so that `text-anchor="start"` means the right end there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Point = tuple[float, float]
Side = Literal["start", "middle", "end"]

_HEAD = 8.0  # length of an arrow's head
_OPENING = pi / 7  # half of its angle


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.h

    @property
    def middle(self) -> float:
        """The middle of its height."""
        return self.y + self.h / 2

    def mirrored(self, width: float) -> Box:
        """Return the box as a mirror shows it."""
        return replace(self, x=round(width - self.x - self.w, 1))

    def meets(self, other: Box) -> bool:
        """Ask whether two boxes share more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points: straight from one to the next; or curved through the first four, of which the inner two pull."""

    points: tuple[Point, ...]
    curved: bool = False

    @property
    def d(self) -> str:
        """The line as the path data of SVG."""
        first, *rest = (f"{x:g} {y:g}" for x, y in self.points)
        curve = f"C{' '.join(rest[:3])}" if self.curved else ""
        return f"M{first}{curve}" + "".join(f"L{one}" for one in rest[3 if self.curved else 0 :])

    @property
    def head(self) -> str:
        """The path data of an arrow's head at the end of the line."""
        (x, y), (before_x, before_y) = self.points[-1], self.points[-2]
        angle = atan2(y - before_y, x - before_x) + pi
        one, other = ((x + _HEAD * cos(a), y + _HEAD * sin(a)) for a in (angle - _OPENING, angle + _OPENING))
        return f"M{one[0]:.1f} {one[1]:.1f}L{x:g} {y:g}L{other[0]:.1f} {other[1]:.1f}"

    def mirrored(self, width: float) -> Line:
        """Return the line as a mirror shows it."""
        return replace(self, points=tuple((round(width - x, 1), y) for x, y in self.points))


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a place. `side` is which part of them, in the direction of reading, lies there."""

    x: float
    y: float
    words: str
    side: Side = "middle"

    def mirrored(self, width: float) -> Label:
        """Return the label where a mirror shows it; what is read from the right starts at the right by itself."""
        return replace(self, x=round(width - self.x, 1))


def width_of(words: str, size: float = 12) -> float:
    """Return about how wide words of a size are: what is needed to keep labels apart, a little more than they take."""
    return sum(_width_of(letter) for letter in words) * size


def _width_of(letter: str) -> float:
    if letter in "iljtfrI.,:;'!|()[] ":
        return 0.32
    if letter.isupper() or letter in "mwMW@%":
        return 0.72
    return 1.0 if ord(letter) > 0x2E80 else 0.56


def cut(words: str, most: int) -> str:
    """Return words with no more than so many letters; what is cut off leaves a sign."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def without_overlap(labels: Iterable[tuple[Label, float]], taken: Iterable[Box] = ()) -> list[Label]:
    """Return the labels that lie free, the first ones first.

    Args:
        labels: each with the size of its letters, most wanted first.
        taken: where no words may lie.
    """
    boxes, free = list(taken), []
    for label, size in labels:
        wide = width_of(label.words, size)
        left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.side]
        box = Box(x=left, y=label.y - size, w=wide, h=size * 1.3)
        if not any(box.meets(one) for one in boxes):
            boxes.append(box)
            free.append(label)
    return free
