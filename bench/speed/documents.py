"""Documents to measure readers on: PDFs, web pages, files of word processors, pictures of pages."""

from __future__ import annotations

import gzip
import logging
import os
import random
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from bench.speed.cases import Case, library
from bench.speed.words import make_text
from whosays.read.reading import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.speed.cases import Files

_PAGES = 60
_PARTS = "".join(f'<m:file-entry m:full-path="{name}" m:media-type="text/xml"/>' for name in ("content.xml", "styles.xml"))
# odfpy reads no file without it.
_MANIFEST = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{_PARTS}</m:manifest>'
_TESSERACT = ("tesseract", "stdin", "stdout", "-l", "eng")


def document_cases() -> Iterator[Case]:
    """Yield the cases, with files of the corpora where those are here, else with invented ones."""
    no_pictures = ReadOptions(ocr_pages=0)
    bare_pdf = {"pypdfium2, text": _pdf_text, "pypdfium2, text and the box of each letter": _pdf_boxes}
    yield Case(format="PDF", files=_pdfs(), bare=bare_pdf, options=no_pictures)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    yield Case(format="HTML", files=_web_pages(), bare={"trafilatura": _html, "trafilatura, with metadata": _html_said})
    if mammoth := library("mammoth"):
        bare = {"mammoth, raw text": lambda raw: mammoth.extract_raw_text(BytesIO(raw))}
        yield Case(format="DOCX", files=_docx(), bare=bare)
    if odf := library("odf.opendocument"):
        extract = library("odf.teletype").extractText
        yield Case(format="ODT", files=_odt(), bare={"odfpy": lambda raw: extract(odf.load(BytesIO(raw)).text)})
    if striprtf := library("striprtf.striprtf"):
        bare = {"striprtf": lambda raw: striprtf.rtf_to_text(raw.decode("cp1252", "replace"))}
        yield Case(format="RTF", files=_rtf(), bare=bare)


def picture_cases() -> Iterator[Case]:
    """Yield pictures of pages. Tesseract is told the language, which our reader has to find out."""
    from tests.making.scans import ENGLISH, make_scan, to_bytes

    page = to_bytes(make_scan(ENGLISH))
    yield Case(format="PNG", files=[("page.png", page)], bare={"tesseract, told the language": _tesseract})


def _pdfs() -> Files:
    found = sorted((SHARED / "corpora" / "pdf_text" / "dev").rglob("*.pdf"))
    if found:
        return [(path.name, path.read_bytes()) for path in found]
    from tests.making.pdfs import STORIES, set_by_weasyprint

    return [(f"{name}.pdf", set_by_weasyprint(story)) for name, story in STORIES.items()]


def _pdf_text(raw: bytes) -> None:
    from pypdfium2 import PdfDocument

    with PdfDocument(raw) as pdf:
        for page in pdf:
            layer = page.get_textpage()
            layer.get_text_range()
            layer.close()
            page.close()


def _pdf_boxes(raw: bytes) -> None:
    """Do the least that a reader of layout needs: where each letter stands."""
    from pypdfium2 import PdfDocument

    with PdfDocument(raw) as pdf:
        for page in pdf:
            layer = page.get_textpage()
            layer.get_text_range()
            for letter in range(layer.count_chars()):
                layer.get_charbox(letter)
            layer.close()
            page.close()


def _web_pages() -> Files:
    homes = [SHARED / "corpora" / name / "dev" / "html" for name in ("web_boilerplate", "web_article_body")]
    found = [path for home in homes for path in sorted(home.glob("*.gz"))[: _PAGES // 2]]
    if found:
        return [(path.name.removesuffix(".gz"), gzip.decompress(path.read_bytes())) for path in found]
    chance = random.Random(7)
    return [(f"{n}.html", _web_page(chance)) for n in range(_PAGES)]


def _web_page(chance: random.Random) -> bytes:
    links = "".join(f'<li><a href="/{n}">{make_text(chance, 3)}</a></li>' for n in range(40))
    paragraphs = "".join(f"<p>{part}</p>" for part in make_text(chance, 900).split("\n\n"))
    head = "<head><title>The weir</title><meta name=author content='Ana Ferreira'></head>"
    return f"<!doctype html><html>{head}<body><nav><ul>{links}</ul></nav><main>{paragraphs}</main></body></html>".encode()


def _html(raw: bytes) -> None:
    from trafilatura import extract

    extract(raw)


def _html_said(raw: bytes) -> None:
    from trafilatura import extract

    extract(raw, with_metadata=True)


def _docx() -> Files:
    from tests.read.office_files import make_docx, p, r

    found = sorted((SHARED / "corpora" / "office_mail_fixtures" / "dev").rglob("*.docx"))
    chance = random.Random(7)
    body = "".join(p(r(make_text(chance, 90))) for _ in range(300))
    return [("long.docx", make_docx(body)), *((path.name, path.read_bytes()) for path in found)]


def _odt() -> Files:
    from tests.read.office_files import make_odf

    chance = random.Random(7)
    raw = BytesIO(make_odf("".join(f"<text:p>{make_text(chance, 90)}</text:p>" for _ in range(300))))
    with zipfile.ZipFile(raw, "a") as parts:
        parts.writestr("META-INF/manifest.xml", _MANIFEST)
    return [("long.odt", raw.getvalue())]


def _rtf() -> Files:
    chance = random.Random(7)
    words = "".join(f"{make_text(chance, 90)}\\par\n" for _ in range(300))
    return [("long.rtf", f"{{\\rtf1\\ansi {words}}}".encode())]


def _tesseract(raw: bytes) -> None:
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    subprocess.run(_TESSERACT, input=raw, capture_output=True, check=True, env=alone)
