"""PDF and DOCX files made here, and damaged ones."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from whosays.read.docx import DocxReader
from whosays.read.ocr import ocr_version
from whosays.read.pdf import PdfReader
from whosays.read.reading import UnreadableDocument
from whosays.records import Capture

Capturing = Callable[..., Capture]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_CORE = (
    '<?xml version="1.0"?>'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bell diary</dc:title>'
    "<dc:creator>Ilse Brandvold</dc:creator></cp:coreProperties>"
)


def make_docx(body: str, **more: str) -> bytes:
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "docProps/core.xml": _CORE}
    parts["word/document.xml"] = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    parts |= {name.replace("__", "/"): words for name, words in more.items()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return out.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


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


def test_a_docx_is_read_with_title_and_author(capture: Capturing) -> None:
    raw = make_docx(paragraph("The mould cracked.") + paragraph("The bell has a seam."))
    reading = DocxReader()(capture(raw, "bell.docx"), raw)
    assert reading.document.text == "The mould cracked.\nThe bell has a seam.\n"
    assert (reading.document.title, reading.document.author) == ("Bell diary", "Ilse Brandvold")
    assert [p.zone for p in reading.passages] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no whole DOCX"),
        (b"PK\x03\x04 torn", "no whole DOCX"),
        (make_docx("<w:p>"), "parts are damaged"),
        (make_docx("", word__bomb__xml="x")[:-30], "no whole DOCX"),
        (make_docx(paragraph("x"), **{"word__a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "entities"),
        (make_docx(paragraph("x"), **{"word__a.xml": "a" * 50_000_000}), "larger than"),
    ],
)
def test_a_damaged_or_hostile_docx_cannot_be_read(capture: Capturing, raw: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        DocxReader()(capture(raw, "x.docx"), raw)
