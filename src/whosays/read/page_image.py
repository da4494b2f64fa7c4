"""Make an image fit for text recognition: grey, without grain, neither tiny nor huge.

1. `to_grey`: what is transparent is white paper.
2. Scale: a page of 72 dpi is read better at double size, one of 600 dpi no better than at half of it.
3. Grain: Tesseract takes every speck for a letter, spends minutes on it and finds no words; a slight blur mends that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# Dots of the longer side. A4 at 72 dpi has 842 (letters read right: .88 to .98, at double size .94 to .99), at 96 dpi 1,123
# (no gain); at 600 dpi 7,016, which takes four times as long as 3,508 and reads no more.
_TINY, _HUGE = 1000, 5000
# Grain as a standard deviation of 255 grey levels. Up to 10 no page was read worse by it; at 13 Arabic and Persian pages were
# lost (.01 of the letters), and read as without it after a blur of one dot (.98).
_GRAIN, _BLUR = 8.0, 1.0
# A strip of a page: three or four lines of one set as usual, in widths of the page; worth looking at first where the page has
# so many times its letters. Letters and paper differ by so many grey levels from one dot to the next.
_STRIP, _LEAST_STRIP, _WORTH, _EDGE = 0.1, 100, 3, 40
# As many dots each way are enough to tell the grain.
_SAMPLE = 1000


def prepare(image: Image) -> Image:
    """Return the image as text recognition wants it: grey, one byte a dot."""
    from PIL import ImageFilter
    from PIL.Image import Resampling

    grey = to_grey(image)
    longest = max(grey.size)
    if longest < _TINY:
        grey = grey.resize((grey.width * 2, grey.height * 2), Resampling.BICUBIC)
    elif longest > _HUGE:
        size = max(grey.width * _HUGE // longest, 1), max(grey.height * _HUGE // longest, 1)
        grey = grey.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    return grey.filter(ImageFilter.GaussianBlur(_BLUR)) if grain_of(grey) > _GRAIN else grey


def to_grey(image: Image) -> Image:
    """Return the image in grey levels; what is transparent is white."""
    from PIL.Image import alpha_composite, new

    if image.mode == "L":
        return image
    if image.mode.startswith("I"):
        return _from_deep(image)
    if image.has_transparency_data:
        paper = new("RGBA", image.size, "white")
        return alpha_composite(paper, image.convert("RGBA")).convert("L")
    return image.convert("L")


def _from_deep(image: Image) -> Image:
    """Return an image of 16 or 32 bits a dot in 8."""
    import numpy as np
    from PIL.Image import fromarray

    levels = np.asarray(image, dtype=np.int64)
    deep = 256 if levels.size and levels.max() > 255 else 1
    return fromarray(np.clip(levels // deep, 0, 255).astype(np.uint8))


def grain_of(grey: Image) -> float:
    """Estimate the grain (standard deviation) from the middle of the page, by what differs from all its neighbours.

    After Immerkær, Fast Noise Variance Estimation (1996), with the median in place of the mean: letters are few.
    """
    import numpy as np

    left, top = max((grey.width - _SAMPLE) // 2, 0), max((grey.height - _SAMPLE) // 2, 0)
    middle = grey.crop((left, top, min(left + _SAMPLE, grey.width), min(top + _SAMPLE, grey.height)))
    dots = np.asarray(middle, dtype=np.float32)
    if min(dots.shape) < 3:
        return 0.0
    rows = dots[:-2] - 2 * dots[1:-1] + dots[2:]
    odd = rows[:, :-2] - 2 * rows[:, 1:-1] + rows[:, 2:]
    return float(np.median(np.abs(odd))) / 0.6745 / 6


def find_strip(grey: Image) -> Image | None:
    """Return a few lines from where most letters stand (most changes from light to dark), None from a page of few lines."""
    import numpy as np

    tall = max(round(grey.width * _STRIP), _LEAST_STRIP)
    if grey.height < 2 * tall:
        return None
    # Every second dot is enough to count by.
    dots = np.asarray(grey, dtype=np.int16)[:, ::2]
    edges = (np.abs(np.diff(dots, axis=1)) > _EDGE).sum(axis=1)
    passed = np.concatenate([[0], np.cumsum(edges)])
    strips = passed[tall:] - passed[:-tall]
    top = int(strips.argmax())
    if strips[top] * _WORTH > passed[-1]:
        return None
    return grey.crop((0, top, grey.width, top + tall))
