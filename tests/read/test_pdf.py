"""PDF files made here by hand, and damaged ones."""

from collections.abc import Callable

import pytest

from whosays.read.ocr import ocr_version
from whosays.read.pdf import PdfReader
from whosays.read.reading import UnreadableDocument
from whosays.records import Capture

Capturing = Callable[..., Capture]


def make_pdf(pages: list[list[str]]) -> bytes:
    """A PDF of lines of ASCII words; a page without lines has no text layer."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    for lines in pages:
        drawn = "".join(f"1 0 0 1 50 {780 - 14 * at} Tm ({line}) Tj\n" for at, line in enumerate(lines))
        stream = f"BT /F1 10 Tf\n{drawn}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R"
            f" /Resources << /Font << /F1 {font} >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return f"{out}{end}startxref\n{len(out)}\n%%EOF".encode()


def test_a_pdf_is_read_page_by_page(capture: Capturing) -> None:
    raw = make_pdf(
        [["The harbour orchestra has waited nine winters for ice that carries a timpani, and"], ["this year it carries two."]]
    )
    reading = PdfReader()(capture(raw, "orchestra.pdf"), raw)
    assert reading.document.text.count("\f") == 1
    assert reading.document.pages == (0, reading.document.text.index("\f") + 1)
    assert [[piece.text for piece in passage.pieces] for passage in reading.passages] == [
        ["The harbour orchestra has waited nine winters for ice that carries a timpani, and\n\fthis year it carries two."]
    ]
    assert reading.problems == ()


def test_a_page_that_shows_something_and_has_no_text_is_a_problem(capture: Capturing) -> None:
    raw = make_pdf([["The weir is closed."], []]).replace(b"BT /F1 10 Tf\nET", b"9 9 50 50 re f ")
    reading = PdfReader()(capture(raw, "weir.pdf"), raw)
    assert [problem.code for problem in reading.problems] == ["no-words-recognised" if ocr_version() else "no-text-layer"]


def test_an_empty_page_is_none(capture: Capturing) -> None:
    raw = make_pdf([["The weir is closed."], []])
    assert PdfReader()(capture(raw, "weir.pdf"), raw).problems == ()


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"%PDF-1.4\n" + b"\xff" * 500, make_pdf([["x"]])[:60]])
def test_a_damaged_pdf_cannot_be_read(capture: Capturing, raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"x\.pdf cannot be read"):
        PdfReader()(capture(raw, "x.pdf"), raw)


@pytest.mark.parametrize("size", ["0", "-10", "1e-9", "1e38", "99999999999999999999"])
def test_letters_of_no_size_are_read_all_the_same(capture: Capturing, size: str) -> None:
    raw = make_pdf([["The weir is closed.", "The salmon wait."]]).replace(b"/F1 10 Tf", f"/F1 {size} Tf".encode())
    raw = raw.replace(b"1 0 0 1 50 766", b"1 0 0 1 50 780")
    assert PdfReader()(capture(raw, "small.pdf"), raw).document.id
