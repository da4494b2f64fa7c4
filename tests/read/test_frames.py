"""Image files opened within limits; damaged and hostile ones."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.making.scans import to_bytes

from whosays.read.frames import MOST_FRAMES, count_frames, is_moving, open_frames, read_frames
from whosays.read.image_meta import read_meta
from whosays.read.reading import UnreadableDocument

_SMALL = Image.effect_noise((40, 30), 60)
_KINDS = ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP")


def png_of_size(width: int, height: int) -> bytes:
    """The head of a PNG that says it is so large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def open_all(raw: bytes) -> list[Image.Image | str]:
    with open_frames("x", raw) as image:
        read_meta(image)
        is_moving(image)
        count_frames(image)
        return list(read_frames("x", image, 5))


@pytest.mark.parametrize("kind", _KINDS)
def test_every_kind_is_opened_as_a_grey_image(kind: str) -> None:
    (frame,) = open_all(to_bytes(_SMALL, kind))
    assert isinstance(frame, Image.Image)
    assert (frame.mode, frame.size) == ("L", (40, 30))


def test_pages_of_a_tiff_are_pages() -> None:
    assert len(open_all(to_bytes([_SMALL] * 3, "TIFF"))) == 3
    assert len(open_all(to_bytes([_SMALL] * 9, "TIFF"))) == 5


def test_a_moving_picture_has_one_page() -> None:
    raw = to_bytes([_SMALL, _SMALL.rotate(90)], "GIF")
    with open_frames("x", raw) as image:
        assert (count_frames(image), is_moving(image)) == (1, True)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pages_stand_as_the_camera_was_held(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = BytesIO()
    _SMALL.save(out, "JPEG", exif=exif)
    (frame,) = open_all(out.getvalue())
    assert isinstance(frame, Image.Image)
    assert frame.size == ((40, 30) if orientation < 5 else (30, 40))


@pytest.mark.parametrize(("width", "height"), [(20_000, 20_000), (200_000, 200_000), (2**31 - 1, 2**31 - 1), (1, 2**30)])
def test_a_bomb_is_told_by_its_head(width: int, height: int) -> None:
    with pytest.raises(UnreadableDocument, match=r"dots|whole|damaged"):
        open_all(png_of_size(width, height))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"II*\0" + b"\xff" * 50,
        b"BM" + b"\0" * 60,
    ],
)
def test_what_is_no_image_cannot_be_read(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        open_all(raw)


@settings(max_examples=300, deadline=None)
@given(kind=st.sampled_from(_KINDS), cut=st.floats(0, 1), at=st.floats(0, 1), byte=st.integers(0, 255))
def test_damage_never_gives_more_than_a_reason(kind: str, cut: float, at: float, byte: int) -> None:
    raw = bytearray(to_bytes(_SMALL, kind))
    raw[int(at * (len(raw) - 1))] = byte
    try:
        open_all(bytes(raw[: int(cut * len(raw)) + 1]))
    except UnreadableDocument as error:
        assert "cannot be read" in str(error)


def test_pages_are_counted_so_far_and_no_farther() -> None:
    from tests.hostile.pages import tiff_chain, tiff_loop

    for raw, expected in ((tiff_chain(), MOST_FRAMES), (tiff_loop(), 1)):
        with open_frames("x", raw) as image:
            assert count_frames(image) == expected
