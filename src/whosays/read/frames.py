"""Open an image file: its pages, upright, within limits.

Bytes of a few kilobytes can hold a picture of thousands of millions of dots; the head of the file says so before anything is
unpacked.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.reading import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from PIL.Image import Image


# A broadsheet page at 400 dpi has 60 million dots. With colours 100 million take 400 MB while they are made grey.
MOST_DOTS = 100_000_000
# Pages of one file that are counted: to find each, Pillow reads all before it.
MOST_FRAMES = 2_000
# What the kinds that are read call themselves in Pillow. Others (EPS, which runs a program; PSD, ICO …) are no page images.
FORMATS = ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP", "DIB", "AVIF", "JPEG2000", "PPM")
# What damaged bytes raise inside of Pillow: its readers have no error of their own, and trip over what they meet.
DAMAGE = (
    OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError, ArithmeticError, AttributeError, RuntimeError,
    AssertionError, NotImplementedError, struct.error, zlib.error, MemoryError,
)  # fmt: skip


@contextmanager
def quietly() -> Generator[None]:
    """Keep Pillow from warning: of many dots (the limit here is ours), of damaged tags (the picture is read all the same)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def open_frames(name: str, raw: bytes) -> Generator[Image]:
    """Open an image file; the caller reads its head at once. Raises UnreadableDocument."""
    from PIL.Image import OPEN, DecompressionBombError, init
    from PIL.Image import open as open_image

    init()
    try:
        with quietly():
            image = open_image(BytesIO(raw), formats=[kind for kind in FORMATS if kind in OPEN])
    except DecompressionBombError as error:
        raise UnreadableDocument(name, "it unpacks to more dots than any page has") from error
    except DAMAGE as error:
        raise UnreadableDocument(name, "it is no whole image") from error
    with image:
        yield image


def count_frames(image: Image) -> int:
    """Return how many pages the file has, `MOST_FRAMES` for that many or more.

    Only TIFF has pages; the others' further frames are motion, or smaller copies.
    """
    if image.format != "TIFF":
        return 1
    count = 1
    try:
        with quietly():
            while count < MOST_FRAMES:
                image.seek(count)
                count += 1
    except EOFError:
        return count
    except DAMAGE:
        return 1
    finally:
        with suppress(*DAMAGE), quietly():
            image.seek(0)
    return count


def is_moving(image: Image) -> bool:
    """Ask whether the file is a moving picture, of which the first frame alone is read."""
    try:
        with quietly():
            return image.format in ("GIF", "WEBP", "PNG", "AVIF") and bool(getattr(image, "is_animated", False))
    except DAMAGE:
        return False


def read_frames(name: str, image: Image, most: int) -> Iterator[Image | str]:
    """Yield the first pages upright, as grey images, or why one cannot be read. Raises UnreadableDocument for the first."""
    for number in range(min(count_frames(image), most)):
        frame = _read_frame(image, number)
        if number == 0 and isinstance(frame, str):
            raise UnreadableDocument(name, frame)
        yield frame


def _read_frame(image: Image, number: int) -> Image | str:
    from PIL.Image import DecompressionBombError
    from PIL.ImageOps import exif_transpose

    from whosays.read.page_image import to_grey

    try:
        with quietly():
            image.seek(number)
            if image.width * image.height > MOST_DOTS:
                return f"it has {image.width} × {image.height} dots, more than any page"
            return to_grey(exif_transpose(image))
    except DecompressionBombError:
        return "it unpacks to more dots than any page has"
    except DAMAGE:
        return "the image is damaged"
