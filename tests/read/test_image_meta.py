"""What image files say of themselves."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from whosays.read.frames import open_frames
from whosays.read.image_meta import read_meta
from whosays.read.meta import Meta

_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:DateCreated="2024-03-12T09:00:00"><dc:title><rdf:Alt><rdf:li>Ice on the
 quay</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Ilse Brandvold</rdf:li><rdf:li>River Desk</rdf:li></rdf:Seq>
</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""


def meta_of(image_kind: str, **saved: object) -> Meta:
    out = BytesIO()
    Image.new("L", (20, 20)).save(out, image_kind, **saved)
    with open_frames("x", out.getvalue()) as image:
        return read_meta(image)


def exif(**fields: str) -> Image.Exif:
    made = Image.Exif()
    for name, tag in {"description": 270, "artist": 315, "changed": 306}.items():
        if name in fields:
            made[tag] = fields[name]
    if "taken" in fields:
        made.get_ifd(0x8769)[36867] = fields["taken"]
    return made


def test_the_words_of_an_editor_count_first() -> None:
    found = meta_of("JPEG", xmp=_XMP.encode(), exif=exif(description="quay", taken="2020:01:01 00:00:00"))
    assert found == Meta(title="Ice on the quay", author="Ilse Brandvold, River Desk", date="2024-03-12")


def test_a_camera_says_when() -> None:
    found = meta_of("JPEG", exif=exif(taken="2023:07:30 18:20:11", changed="2023:08:01 10:00:00", artist="I. Brandvold"))
    assert found == Meta(author="I. Brandvold", date="2023-07-30", modified="2023-08-01")


def test_the_text_of_a_png_is_read() -> None:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Title", "The  weir")
    chunks.add_text("Author", "River Desk")
    assert meta_of("PNG", pnginfo=chunks) == Meta(title="The weir", author="River Desk")


@pytest.mark.parametrize("said", ["OLYMPUS DIGITAL CAMERA", "DCIM\\100", "IMG_2031", "Screenshot 2024-01-01", "  ", "SONY DSC"])
def test_what_programs_write_by_themselves_is_no_title(said: str) -> None:
    assert meta_of("JPEG", exif=exif(description=said)).title is None


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2023:13:40", "yesterday", ""])
def test_what_is_no_day_is_no_date(taken: str) -> None:
    assert meta_of("JPEG", exif=exif(taken=taken)).date is None


@pytest.mark.parametrize("xmp", [b"<", b"\0\0", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<a" * 10_000])
def test_damaged_xmp_says_nothing(xmp: bytes) -> None:
    assert meta_of("JPEG", xmp=xmp) == Meta()
