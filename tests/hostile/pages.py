# ruff: noqa: E501  # what is meant to do harm reads best as it is
"""PDFs, pictures and containers of Outlook that mean harm."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from tests.making.seeds import make_seeds
from tests.read.mail.ole import make_ole
from tests.read.mail.test_msg import MAIL
from tests.read.test_frames import png_of_size
from tests.read.test_pdf import make_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

_PAGE = [["The weir is closed.", "The salmon wait."]]


def pdf_of(*objects: str, more: str = "") -> bytes:
    """A PDF of objects; the first is its root."""
    out, places = "%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R {more}>>\n"
    return f"{out}{end}startxref\n{len(out)}\n%%EOF".encode("latin-1")


def stream(words: str, more: str = "") -> str:
    """A stream object."""
    return f"<< /Length {len(words)} {more} >>\nstream\n{words}\nendstream"


_FONT = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
_SHOWN = "BT /F1 12 Tf 1 0 0 1 50 700 Tm (The weir is closed.) Tj ET"


def _one_page(page: str = "", root: str = "", content: str = _SHOWN, box: str = "[0 0 600 800]", font: str = _FONT) -> bytes:
    return pdf_of(
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R {font} {page} >>",
        stream(content),
    )


def many_pages() -> bytes:
    """10,000 pages of two lines."""
    return make_pdf(_PAGE * 10_000)


def shared_pages() -> bytes:
    """A page tree that says it has two thousand million pages, all of them the same."""
    kids = " ".join(["3 0 R"] * 100)
    return pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(['5 0 R'] * 10)}] /Count 2147483647 >>",
        f"<< /Type /Page /Parent 5 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {_FONT} >>",
        stream(_SHOWN),
        f"<< /Type /Pages /Parent 2 0 R /Kids [{kids}] /Count 100 >>",
    )


def page_loop() -> bytes:
    """A page tree that is its own child."""
    return pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 3 >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>",
    )


def xref_loop() -> bytes:
    """A table of places whose predecessor is itself."""
    raw = _one_page()
    at = raw.rindex(b"xref\n0")
    return raw.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d " % at)


def huge_box() -> bytes:
    """A page as wide as a country."""
    return _one_page(box="[0 0 1000000000000 1000000000000]")


def odd_boxes() -> bytes:
    """A page of no width, that ends before it begins."""
    return _one_page(box="[600 800 0 -1e30]", page="/CropBox [nan 0 0 0] /Rotate 12345 /UserUnit 1e9")


def actions() -> bytes:
    """What wants to be run when the file is opened."""
    return _one_page(
        root="/OpenAction << /S /JavaScript /JS (app.launchURL\\('file:///etc/passwd'\\)) >> /AA << /WC << /S /Launch /F (calc.exe)"
        " >> >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (while\\(true\\){}) >>] >> /EmbeddedFiles << /Names"
        " [(../../escape.exe) << /Type /Filespec /F (../../escape.exe) >>] >> >>",
        page="/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>"
        " << /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A << /S /Launch /F (cmd.exe) >> >>]",
    )


def broken_fonts() -> bytes:
    """A font whose file is noise and whose widths are no numbers."""
    font = (
        "/Resources << /Font << /F1 << /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+X /FirstChar -5 /LastChar 99999999"
        " /Widths [nan (a) 1e99] /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags -1 /FontFile2 4 0 R /Ascent 1e30 >>"
        " /ToUnicode 4 0 R /Encoding << /Differences [0 /a 999999 /b] >> >> >> >>"
    )
    return _one_page(font=font)


def form_loop() -> bytes:
    """A drawing that draws itself, twice."""
    return pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        stream("/X Do"),
        stream("/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"),
    )


def stream_bomb() -> bytes:
    """A page's content of 400 MB that was packed twice."""
    packed = zlib.compress(zlib.compress(b"\n" * (400 << 20), 1), 9).decode("latin-1")
    return pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {_FONT} >>",
        stream(packed, "/Filter [/FlateDecode /FlateDecode]"),
    )


def many_letters() -> bytes:
    """A page of 20,000 words, each at a place of its own."""
    content = (
        "BT /F1 1 Tf " + "".join(f"1 0 0 1 {at * 7919 % 590} {at * 104729 % 790} Tm (weir) Tj " for at in range(20_000)) + "ET"
    )
    return _one_page(content=content)


def locked() -> bytes:
    """A PDF that says it is locked."""
    more = (
        "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O (" + "x" * 32 + ") /U (" + "y" * 32 + ") >> /ID [(a) (b)]"
    )
    return pdf_of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", more=more)


def deep_objects() -> bytes:
    """Lists in lists, 100,000 deep."""
    return pdf_of(
        "<< /Type /Catalog /Pages 2 0 R /X " + "[" * 100_000 + "]" * 100_000 + " >>", "<< /Type /Pages /Kids [] /Count 0 >>"
    )


def outline_loop() -> bytes:
    """Contents whose first entry is followed by itself."""
    return pdf_of(
        "<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {_FONT} >>",
        stream(_SHOWN),
        "<< /First 6 0 R /Last 6 0 R >>",
        "<< /Title (Weirs) /Parent 5 0 R /Next 6 0 R /First 6 0 R >>",
    )


def gif_of_many() -> bytes:
    """A moving picture of 100,000 frames."""
    head = b"GIF89a" + struct.pack("<HHBBB", 10, 10, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 10, 10, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * 100_000 + b"\x3b"


def tiff_loop() -> bytes:
    """A list of pictures whose next is itself."""
    rows = [
        (256, 4, 1, 8),
        (257, 4, 1, 8),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (278, 4, 1, 8),
        (279, 4, 1, 64),
    ]
    made = struct.pack("<H", len(rows)) + b"".join(struct.pack("<HHII", *row) for row in rows)
    return b"II*\0" + struct.pack("<I", 8) + made + struct.pack("<I", 8) + b"\x7f" * 64


def tiff_chain() -> bytes:
    """20,000 pictures of one dot, one after the other."""
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    for _ in range(20_000):
        at = len(out)
        rows = [
            (256, 4, 1, 1),
            (257, 4, 1, 1),
            (258, 3, 1, 8),
            (259, 3, 1, 1),
            (262, 3, 1, 1),
            (273, 4, 1, 8),
            (278, 4, 1, 1),
            (279, 4, 1, 1),
        ]
        made = struct.pack("<H", len(rows)) + b"".join(struct.pack("<HHII", *row) for row in rows)
        out += made + struct.pack("<I", at + len(made) + 4)
    return bytes(out)


def png_words() -> bytes:
    """A picture with a note of 100 MB in it, packed."""
    body = b"Comment\0\0" + zlib.compress(b"a" * (100 << 20), 9)
    note = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    raw = png_of_size(8, 8)
    return raw[:33] + note + raw[33:]


def sector_loop() -> bytes:
    """A message whose table of sectors sends every sector to itself."""
    raw = bytearray(make_ole(MAIL))
    table = struct.unpack_from("<I", raw, 0x4C)[0]
    at = 512 * (table + 1)
    for number in range(128):
        struct.pack_into("<I", raw, at + 4 * number, number)
    return bytes(raw)


def folder_loop() -> bytes:
    """A message whose folders hold each other."""
    raw = bytearray(make_ole(MAIL))
    at = 512 * (struct.unpack_from("<I", raw, 0x30)[0] + 1)
    for number in range(min(12, (len(raw) - at) // 128)):
        struct.pack_into("<III", raw, at + 128 * number + 0x44, number, (number + 1) % 4, 0)
    return bytes(raw)


def _seed(name: str) -> bytes:
    return next(seed.raw for seed in make_seeds() if seed.name == name)


FILES: dict[str, Callable[[], bytes]] = {
    "many-pages.pdf": many_pages,
    "shared-pages.pdf": shared_pages,
    "page-loop.pdf": page_loop,
    "xref-loop.pdf": xref_loop,
    "huge-box.pdf": huge_box,
    "odd-boxes.pdf": odd_boxes,
    "actions.pdf": actions,
    "broken-fonts.pdf": broken_fonts,
    "form-loop.pdf": form_loop,
    "stream-bomb.pdf": stream_bomb,
    "many-letters.pdf": many_letters,
    "locked.pdf": locked,
    "deep-objects.pdf": deep_objects,
    "outline-loop.pdf": outline_loop,
    "large.png": lambda: png_of_size(60_000, 60_000),
    "larger.png": lambda: png_of_size(2**31 - 1, 2**31 - 1),
    "many-frames.gif": gif_of_many,
    "loop.tiff": tiff_loop,
    "chain.tiff": tiff_chain,
    "words.png": png_words,
    "sector-loop.msg": sector_loop,
    "folder-loop.msg": folder_loop,
    "sector-loop.doc": sector_loop,
}
