"""The drawing of a network: names as points, ties as lines, laid out by forces so that what is tied lies near.

The same ties give the same drawing: there is nothing random in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from whosays.desk.drawing.shapes import Box, Label, Line, cut, width_of, without_overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 1000.0, 680.0
_EDGE = 46.0  # no point lies nearer to the edge
_ROUNDS = 70  # after which drawings of 300 names hardly change to the eye
_NAMED = 120  # names that are looked at for a place beside their points
_TURN = pi * (3 - sqrt(5))  # the golden angle: points on a spiral that never lie behind each other
_SIZE = 12.0
_FEW = 12  # names for which a smaller drawing is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A name: `times` is how many words tie it, `look` the class it is drawn with."""

    id: str
    name: str
    look: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A line between two names: `look` the class it is drawn with, `times` how many words are behind it."""

    a: str
    b: str
    look: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A name on the drawing."""

    spot: Spot
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A tie on the drawing: `directed` where it has an arrow's head."""

    tie: Tie
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """A network as a drawing."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    threads: tuple[Thread, ...]
    labels: tuple[Label, ...]

    def facing(self, direction: str) -> Web:
        """Return the drawing for a page of a direction."""
        if direction != "rtl":
            return self
        return replace(
            self,
            dots=tuple(replace(one, x=round(self.width - one.x, 1)) for one in self.dots),
            threads=tuple(replace(one, line=one.line.mirrored(self.width)) for one in self.threads),
            labels=tuple(one.mirrored(self.width) for one in self.labels),
        )


@lru_cache(maxsize=16)
def draw_network(spots: tuple[Spot, ...], ties: tuple[Tie, ...], *, width: float = WIDTH, height: float = HEIGHT) -> Web:
    """Lay a network out."""
    if len(spots) <= _FEW:
        width, height = 0.66 * width, 0.6 * height
    if not spots:
        return Web(width=width, height=80, dots=(), threads=(), labels=())
    number = {spot.id: n for n, spot in enumerate(spots)}
    pairs = sorted({(min(a, b), max(a, b)) for tie in ties if (a := number[tie.a]) != (b := number[tie.b])})
    places = _fit(_by_forces(len(spots), pairs), width, height)
    dots = tuple(Dot(spot=spot, x=x, y=y, r=_radius(spot.times)) for spot, (x, y) in zip(spots, places, strict=True))
    return Web(
        width=width,
        height=height,
        dots=dots,
        threads=tuple(_threads(ties, {d.spot.id: d for d in dots})),
        labels=_labels(dots, width),
    )


def draw_around(middle: Spot, others: Sequence[Spot], ties: Sequence[Tie], *, width: float = 420, height: float = 320) -> Web:
    """Draw one name with those around it, as a wheel, the first one above."""
    dots = [Dot(spot=middle, x=width / 2, y=height / 2, r=10)]
    for n, spot in enumerate(others):
        angle = -pi / 2 + (n + 0.5) * 2 * pi / len(others)
        x, y = width / 2 + cos(angle) * (width / 2 - 90), height / 2 + sin(angle) * (height / 2 - 40)
        dots.append(Dot(spot=spot, x=round(x, 1), y=round(y, 1), r=6))
    labels = [
        (Label(x=dot.x, y=dot.y + (dot.r + 15 if dot.y >= height / 2 else -dot.r - 7), words=cut(dot.spot.name, 26)), _SIZE)
        for dot in dots
    ]
    return Web(
        width=width,
        height=height,
        dots=tuple(dots),
        threads=tuple(_threads(ties, {dot.spot.id: dot for dot in dots})),
        labels=tuple(without_overlap(labels)),
    )


def _by_forces(count: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return places: all push each other away, ties draw together, and a light pull keeps all around the middle.

    The push of one on another is the way between them divided by its square; matrices add up all of them at once.
    """
    import numpy as np

    turns = np.arange(count) * _TURN
    away = np.sqrt((np.arange(count) + 0.5) / count)
    at = np.stack((np.cos(turns) * away, np.sin(turns) * away), axis=1) * sqrt(count)
    one, other = (np.array([pair[end] for pair in pairs], dtype=int) for end in (0, 1))
    for step in range(_ROUNDS if count > 1 else 0):
        lengths = (at**2).sum(axis=1)
        pushes = 1 / (np.maximum(lengths[:, None] + lengths[None, :] - 2 * at @ at.T, 0) + 0.01)
        force = at * pushes.sum(axis=1)[:, None] - pushes @ at
        force -= at * (0.008 * count)
        if len(pairs):
            drawn = at[one] - at[other]
            drawn *= np.sqrt((drawn**2).sum(axis=1))[:, None] * 0.2
            for axis in (0, 1):
                force[:, axis] -= np.bincount(one, drawn[:, axis], count) - np.bincount(other, drawn[:, axis], count)
        length = np.sqrt((force**2).sum(axis=1))[:, None] + 1e-9
        at = at + force / length * np.minimum(length, 0.12 * sqrt(count) * (1 - step / _ROUNDS))
    return [(float(x), float(y)) for x, y in at]


def _fit(places: Sequence[tuple[float, float]], width: float, height: float) -> list[tuple[float, float]]:
    """Return places stretched to a size."""
    fitted = []
    for axis, size in ((0, width), (1, height)):
        values = [place[axis] for place in places]
        low, high = min(values), max(values)
        wide = size - 2 * _EDGE
        fitted.append([round(_EDGE + (v - low) / (high - low) * wide if high > low else size / 2, 1) for v in values])
    return list(zip(*fitted, strict=True))


def _radius(times: int) -> float:
    """Return the radius of a point whose area grows with its ties."""
    return round(min(3.5 + sqrt(times) * 1.1, 15), 1)


def _threads(ties: Sequence[Tie], dots: dict[str, Dot]) -> list[Thread]:
    found = []
    for tie in ties:
        a, b = dots[tie.a], dots[tie.b]
        far = sqrt((b.x - a.x) ** 2 + (b.y - a.y) ** 2)
        if far <= a.r + b.r + 2:
            continue
        dx, dy = (b.x - a.x) / far, (b.y - a.y) / far
        start, end = (a.x + dx * a.r, a.y + dy * a.r), (b.x - dx * (b.r + 2), b.y - dy * (b.r + 2))
        points = tuple((round(x, 1), round(y, 1)) for x, y in (start, end))
        found.append(Thread(tie=tie, line=Line(points=points)))
    return found


def _labels(dots: Sequence[Dot], width: float) -> tuple[Label, ...]:
    """Return the names that can stand without lying over each other or over a point, those with most ties first."""
    first = sorted(dots, key=lambda dot: (-dot.spot.times, dot.spot.name, dot.spot.id))
    labels = []
    for dot in first[:_NAMED]:
        words = cut(dot.spot.name, 28)
        half = width_of(words, _SIZE) / 2 + 4  # so that no name runs over the edge
        labels.append((Label(x=min(max(dot.x, half), width - half), y=dot.y - dot.r - 4, words=words), _SIZE))
    taken = [Box(x=dot.x - dot.r, y=dot.y - dot.r, w=2 * dot.r, h=2 * dot.r) for dot in dots]
    return tuple(without_overlap(labels, taken))
