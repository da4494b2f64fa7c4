"""Make the signature of a picture: a short text by which `trace/pictures.py` finds the same picture again.

The signature holds the size of the reduced picture and its details (`picture_points`), 13 bytes each: hash, across, down
(in 64ths of a dot), size (in 16ths of a doubling). No part of the picture can be made out from it.
"""

from __future__ import annotations

from base64 import b85encode
from struct import pack
from typing import TYPE_CHECKING

from whosays.read.frames import open_frames, read_frames
from whosays.read.reading import UnreadableDocument

if TYPE_CHECKING:
    from PIL.Image import Image

# The form of signatures. Those of another form are not compared: make them anew.
FORM = "1"
# The longer side of the reduced picture. A caption or a crop changes the scale; details are found at any.
_SIDE, _LEAST = 400, 16
# A picture with fewer details (a plain colour, a thin line) cannot be told from others.
LEAST_POINTS = 8


def make_signature(raw: bytes, name: str = "picture") -> str | None:
    """Return the signature of an image file (of its first page); None for one that cannot be read, or has too little in it."""
    try:
        with open_frames(name, raw) as image:
            frame = next(read_frames(name, image, 1))
    except UnreadableDocument:
        return None
    return None if isinstance(frame, str) else sign(frame)


def sign(picture: Image) -> str | None:
    """Return the signature of an open picture."""
    import numpy as np
    from PIL.Image import Resampling

    from whosays.read.page_image import to_grey
    from whosays.read.picture_points import find_points

    grey = to_grey(picture)
    longest = max(grey.size)
    size = max(grey.width * _SIDE // longest, _LEAST), max(grey.height * _SIDE // longest, _LEAST)
    small = grey.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    points = find_points(np.asarray(small, dtype=np.float32))
    if len(points.hashes) < LEAST_POINTS:
        return None
    rows = (
        pack(">QHHB", int(bits), round(across * 64), round(down * 64), min(round(np.log2(blob) * 16), 255))
        for bits, (across, down, blob) in zip(points.hashes, points.places, strict=True)
    )
    return f"{FORM}:{b85encode(pack('>HH', *size) + b''.join(rows)).decode('ascii')}"
