"""Signatures of pictures."""

import pytest
from PIL import Image
from tests.making.pictures import make_landscape, to_png

from whosays.read.picture_hash import make_signature
from whosays.read.picture_points import MOST
from whosays.trace.picture_match import read_signature


def test_a_signature_is_short_and_the_same_each_time() -> None:
    raw = to_png(make_landscape(1))
    signature = make_signature(raw)
    assert signature is not None
    assert signature == make_signature(raw)
    assert len(signature) < 3000


def test_a_signature_reads_back() -> None:
    signed = read_signature(make_signature(to_png(make_landscape(2))) or "")
    assert signed is not None
    assert signed.size == (400, 300)
    assert 8 <= len(signed.hashes) <= MOST
    assert ((signed.places[:, :2] >= 0) & (signed.places[:, :2] <= signed.size)).all()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        to_png(Image.new("RGB", (300, 300), "red")),
        to_png(Image.new("L", (1, 1))),
        to_png(Image.new("L", (2000, 1))),
    ],
)
def test_what_has_nothing_to_tell_it_by_has_no_signature(raw: bytes) -> None:
    assert make_signature(raw) is None


@pytest.mark.parametrize("signature", ["", "2:abc", "1:", "1:~", "1:é"])
def test_another_form_is_not_read(signature: str) -> None:
    assert read_signature(signature) is None
