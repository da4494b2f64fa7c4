"""Find the details of a picture by which it is known again: blobs, each with a hash of what is around it.

A hash of a whole picture changes wholly when it is cropped or gets a caption; details stay. After Lowe, Distinctive Image
Features (2004), without turning: pictures are passed on cropped, shrunk and captioned, hardly ever turned.

1. `find_blobs`: places that differ from their surroundings at some size, in a pyramid of ever smaller pictures.
2. `hash_blobs`: the signs of 64 waves (DCT) over the square around each, six times its size either way.
3. `choose`: those that stand out most, spread over the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Grey = NDArray[np.float32]
    Places = NDArray[np.intp]
    Floats = NDArray[np.float64]

# Blur of the picture before the first step and of the first level; steps of size in an octave.
_FIRST, _SIGMA, _STEPS = 1.2, 1.6, 3
_FACTOR = 2 ** (1 / _STEPS)
# Octaves end where the picture is smaller than this.
_LEAST_SIDE = 24
# A blob differs from its surroundings by so much of 255; one that is drawn out like an edge (Lowe's ratio of 10) has no place.
_CONTRAST, _EDGE = 1.5, 12.1
# The square around a blob, in sizes of it, and how many dots of it are looked at.
_REACH, _DOTS = 6.0, 16
# Squares of the picture in which the best blobs come first, so that details are spread, and how many are kept.
_CELL, MOST = 50, 160


@dataclass(frozen=True, slots=True)
class Points:
    """Details of a picture: across, down and size in dots of the reduced picture, and the hash of each."""

    places: Floats
    hashes: NDArray[np.uint64]


@dataclass(slots=True)
class _Blobs:
    """Blobs of one level: the level's picture, where they stand in it, their size, its scale, how much they stand out."""

    level: Grey
    down: Places
    across: Places
    size: float
    scale: float
    strength: Floats


def find_points(grey: Grey) -> Points:
    """Return the details of a picture, those that stand out most first."""
    places, hashes, strengths = [np.zeros((0, 3))], [np.zeros(0, np.uint64)], [np.zeros(0)]
    for blobs in find_blobs(grey):
        inside = _inside(blobs)
        if not len(inside):
            continue
        across, down = blobs.across[inside], blobs.down[inside]
        size = np.full(len(inside), blobs.size * blobs.scale)
        places.append(np.stack([across * blobs.scale, down * blobs.scale, size], axis=1))
        hashes.append(hash_blobs(blobs.level, down, across, blobs.size))
        strengths.append(blobs.strength[inside])
    return choose(np.concatenate(places), np.concatenate(hashes), np.concatenate(strengths))


def find_blobs(grey: Grey) -> Iterator[_Blobs]:
    """Yield the blobs of each level of the pyramid."""
    current, scale = _blur(grey, _FIRST), 1.0
    while min(current.shape) >= _LEAST_SIDE:
        levels, sigma = [current], _SIGMA
        for _step in range(_STEPS + 2):
            levels.append(_blur(levels[-1], sigma * (_FACTOR**2 - 1) ** 0.5))
            sigma *= _FACTOR
        steps = np.stack([after - before for before, after in pairwise(levels)])
        for at in range(1, _STEPS + 1):
            down, across = _extremes(steps, at)
            strength = np.abs(steps[at, down, across]).astype(np.float64)
            yield _Blobs(levels[at], down, across, _SIGMA * _FACTOR**at, scale, strength)
        current, scale = levels[_STEPS][::2, ::2], scale * 2


def _extremes(steps: NDArray[np.float32], at: int) -> tuple[Places, Places]:
    """Return where a level is higher, or lower, than all that is around it in place and size, and not along an edge."""
    middle = steps[at, 1:-1, 1:-1]
    highest = middle > _CONTRAST
    lowest = middle < -_CONTRAST
    high, wide = middle.shape
    for level in (-1, 0, 1):
        for y in range(3):
            for x in range(3):
                if level or y != 1 or x != 1:
                    other = steps[at + level, y : y + high, x : x + wide]
                    highest &= middle > other
                    lowest &= middle < other
    down, across = (places + 1 for places in np.nonzero(highest | lowest))
    own = steps[at]
    xx = own[down, across + 1] + own[down, across - 1] - 2 * own[down, across]
    yy = own[down + 1, across] + own[down - 1, across] - 2 * own[down, across]
    rising = own[down + 1, across + 1] + own[down - 1, across - 1]
    xy = (rising - own[down - 1, across + 1] - own[down + 1, across - 1]) / 4
    bent = xx * yy - xy * xy
    kept = (bent > 0) & ((xx + yy) ** 2 < _EDGE * bent)
    return down[kept], across[kept]


def _inside(blobs: _Blobs) -> Places:
    """Return which blobs have their whole square in the picture."""
    high, wide = blobs.level.shape
    reach = _REACH * blobs.size
    low = (blobs.down >= reach - 1) & (blobs.across >= reach - 1)
    return np.flatnonzero(low & (blobs.down <= high - reach) & (blobs.across <= wide - reach))


def hash_blobs(level: Grey, down: Places, across: Places, size: float) -> NDArray[np.uint64]:
    """Return 64 bits for each blob: whether each of the slowest waves over its square is above or below nothing."""
    steps = (np.arange(_DOTS) - (_DOTS - 1) / 2) * (2 * _REACH * size / _DOTS)
    squares = _sample(level, down[:, None] + steps, across[:, None] + steps)
    waves = np.einsum("ui,nij,vj->nuv", _WAVES, squares - squares.mean(axis=(1, 2), keepdims=True), _WAVES)
    signs = np.stack([*(waves[:, u, v] > 0 for u, v in _SLOWEST), waves[:, 0, 1] + waves[:, 1, 0] > 0], axis=1)
    return np.ascontiguousarray(np.packbits(signs, axis=1)).view(">u8").ravel().astype(np.uint64)


def _sample(level: Grey, down: Floats, across: Floats) -> Floats:
    """Return the picture at rows and columns between its dots, one square for each blob."""
    high, wide = level.shape
    down, across = np.clip(down, 0, high - 1.001), np.clip(across, 0, wide - 1.001)
    top, left = down.astype(np.intp), across.astype(np.intp)
    low, right = (down - top)[:, :, None], (across - left)[:, None, :]
    rows, columns = top[:, :, None], left[:, None, :]
    upper = level[rows, columns] * (1 - right) + level[rows, columns + 1] * right
    lower = level[rows + 1, columns] * (1 - right) + level[rows + 1, columns + 1] * right
    return np.asarray(upper * (1 - low) + lower * low)


def choose(places: Floats, hashes: NDArray[np.uint64], strengths: Floats) -> Points:
    """Keep the details that stand out most: first the best of each square of the picture, then the second, and so on."""
    cells = (places[:, 0] // _CELL) * 1000 + places[:, 1] // _CELL
    order = np.lexsort((-strengths, cells))
    starts = np.flatnonzero(np.diff(cells[order], prepend=-1.0))
    counts = np.diff(starts, append=len(order))
    rank = np.empty(len(order), np.intp)
    rank[order] = np.arange(len(order)) - np.repeat(starts, counts)
    kept = np.lexsort((-strengths, rank))[:MOST]
    return Points(places[kept], hashes[kept])


def _blur(grey: Grey, sigma: float) -> Grey:
    reach = int(np.ceil(3 * sigma))
    weights = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * sigma * sigma))
    weights /= weights.sum()
    for axis in (0, 1):
        room = [(reach, reach) if axis == side else (0, 0) for side in (0, 1)]
        padded = np.pad(grey, room, mode="edge")
        long = grey.shape[axis]
        parts = (padded[at : at + long] if axis == 0 else padded[:, at : at + long] for at in range(len(weights)))
        out = np.zeros_like(grey)
        for weight, part in zip(weights, parts, strict=True):
            out += np.float32(weight) * part
        grey = out
    return grey


def _make_waves() -> Floats:
    at = np.arange(_DOTS)
    return np.array([np.cos(np.pi * (2 * at + 1) * wave / (2 * _DOTS)) for wave in range(8)])


_WAVES = _make_waves()
_SLOWEST = sorted(((u, v) for u in range(8) for v in range(8) if u or v), key=lambda pair: (sum(pair), pair))
