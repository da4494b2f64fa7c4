"""Compare two pictures by their signatures: how many details agree, in what they are and in where they stand."""

from __future__ import annotations

from base64 import b85decode
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The form of signatures that is read here (`read/picture_hash.py` writes it).
FORM = "1:"
_ROW = np.dtype([("bits", ">u8"), ("across", ">u2"), ("down", ">u2"), ("size", "u1")])
# Two details may be the same when so few of their 64 bits differ, and stand right when they are so many dots off.
_BITS, _DOTS = 16, 6.0
# Two details lie far enough apart to tell the scale by; pictures differ in scale by no more than this.
_APART, _SCALE = 40.0, 3.3
# How far the sizes of two details may be from the scale of the pictures (as a power of e).
_SIZE = 0.35
# Fewer details tell nothing.
_FEWEST = 3
# The common part is looked at in so many squares each way.
_CELLS = 5
# So many pairs of details are tried for the scale.
_TRIES = 4000


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as numbers: the size of the reduced picture; across, down and size of its details, and their hashes."""

    size: tuple[int, int]
    places: Floats
    hashes: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two pictures agree.

    - `details`: how many details are the same and in the right place; `share`: of those in the common part, fewer of the two;
    - `scale`: how large the first is in the second; `shown`: how much of each is in the other (0 to 1);
    - `spread`: in how many squares of the common part details agree, as a share of those that have any.
    """

    details: int
    share: float
    scale: float
    shown: tuple[float, float]
    spread: float


def read_signature(signature: str) -> Signed | None:
    """Return a signature as numbers, None for one of another form."""
    if not signature.startswith(FORM):
        return None
    try:
        raw = b85decode(signature[len(FORM) :])
    except ValueError:
        return None
    if len(raw) < 4 or (len(raw) - 4) % _ROW.itemsize:
        return None
    size = np.frombuffer(raw[:4], dtype=">u2")
    rows = np.frombuffer(raw[4:], dtype=_ROW)
    places = np.stack([rows["across"] / 64, rows["down"] / 64, 2 ** (rows["size"] / 16)], axis=1)
    return Signed((int(size[0]), int(size[1])), places, rows["bits"].astype(np.uint64))


def compare(first: Signed, second: Signed) -> Agreement | None:
    """Find the scale and shift at which most details of two pictures agree; None where hardly any do."""
    a, b = _same_details(first, second)
    if len(a) < _FEWEST:
        return None
    ones, others = np.triu_indices(len(a), 1)
    step = -(-len(ones) // _TRIES)
    ones, others = ones[::step], others[::step]
    way, way_there = a[others, :2] - a[ones, :2], b[others, :2] - b[ones, :2]
    long = (way**2).sum(axis=1)
    scales = (way * way_there).sum(axis=1) / np.maximum(long, 1e-6)
    off = np.hypot(*(way_there - scales[:, None] * way).T)
    good = (long > _APART**2) & (scales > 1 / _SCALE) & (scales < _SCALE) & (off < _DOTS)
    if not good.any():
        return None
    scales, ones = scales[good], ones[good]
    shifts = b[ones, :2] - scales[:, None] * a[ones, :2]
    right = _stand_right(a, b, scales, shifts)
    best = right[int(right.sum(axis=1).argmax())]
    if best.sum() < _FEWEST:
        return None
    return _agreement(first, second, b[best], *_fit(a[best, :2], b[best, :2]))


def _fit(a: Floats, b: Floats) -> tuple[float, Floats]:
    """Return the scale and shift that bring places onto places with the least error."""
    middle, middle_there = a.mean(axis=0), b.mean(axis=0)
    scale = float(((a - middle) * (b - middle_there)).sum() / max(((a - middle) ** 2).sum(), 1e-6))
    return scale, middle_there - scale * middle


def _same_details(first: Signed, second: Signed) -> tuple[Floats, Floats]:
    """Return the places of details that are each other's most alike, side by side."""
    if not len(first.hashes) or not len(second.hashes):
        return np.zeros((0, 3)), np.zeros((0, 3))
    unlike = np.bitwise_count(first.hashes[:, None] ^ second.hashes[None, :])
    nearest, back = unlike.argmin(axis=1), unlike.argmin(axis=0)
    own = np.arange(len(nearest))
    mutual = np.flatnonzero((back[nearest] == own) & (unlike[own, nearest] <= _BITS))
    return first.places[mutual], second.places[nearest[mutual]]


def _stand_right(a: Floats, b: Floats, scales: Floats, shifts: Floats) -> NDArray[np.bool_]:
    """Ask for each scale and shift (rows) which details (columns) stand where they should, and are as large."""
    across = b[None, :, 0] - scales[:, None] * a[None, :, 0] - shifts[:, :1]
    down = b[None, :, 1] - scales[:, None] * a[None, :, 1] - shifts[:, 1:]
    sizes = np.abs(np.log(b[None, :, 2] / a[None, :, 2] / scales[:, None]))
    return (across**2 + down**2 < _DOTS**2) & (sizes < _SIZE)


def _agreement(first: Signed, second: Signed, agreed: Floats, scale: float, shift: Floats) -> Agreement:
    size, size_there = np.array(first.size, dtype=float), np.array(second.size, dtype=float)
    low, high = np.maximum(shift, 0), np.minimum(scale * size + shift, size_there)
    common = float(np.prod(np.maximum(high - low, 0)))
    room = np.maximum(high - low, 1)
    mine, theirs = ((at[:, :2] - low) / room for at in (scale * first.places + [*shift, 0], second.places))
    held = [places[((places > 0) & (places < 1)).all(axis=1)] for places in (mine, theirs)]
    return Agreement(
        details=len(agreed),
        share=len(agreed) / max(min(map(len, held)), len(agreed), 1),
        scale=scale,
        shown=(min(common / float(scale**2 * size.prod()), 1.0), min(common / float(size_there.prod()), 1.0)),
        spread=_spread((agreed[:, :2] - low) / room, *held),
    )


def _spread(agreed: Floats, *held: Floats) -> float:
    """Return in how many squares of the common part details agree, as a share of those that have some in both pictures."""
    cells, *both = ({tuple(cell) for cell in (places * _CELLS).astype(int).tolist()} for places in (agreed, *held))
    return len(cells) / max(len(set.union(*both)), 1)
