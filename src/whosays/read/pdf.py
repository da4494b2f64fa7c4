"""Read a PDF: its words where they stand on its pages, put together to a text with zones.

1. Open the file; read the words, their boxes and the links of each page.
2. Pages without words, or with words that are no letters, are pictures: they are recognised, where Tesseract is installed.
3. All pages together become a text with zones (`pages.reading`).
4. Say what is odd.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.links import find_links
from whosays.read.ocr import ocr_version
from whosays.read.ocr_report import MISSING, report_pages
from whosays.read.pages.glyphs import Frame, read_lines
from whosays.read.pages.reading import make_page, read_pages
from whosays.read.pages.recognised import recognised_page
from whosays.read.passages import make_document, make_passages
from whosays.read.pdf_file import Link, read_links, read_meta, render
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

    from whosays.read.meta import Meta
    from whosays.read.ocr import OcrLine
    from whosays.read.pages.shapes import Page
    from whosays.records import Capture, DocumentId, Problem

# A book of more pages is a bomb, or should be split: the longest of the corpora tried has 1,700.
MOST_PAGES = 20_000
# Of so many letters that are none (no letter is known for the glyph, private use), the text layer is of no use.
_NO_LETTERS = 0.3
_ODD = re.compile("[\0-\x1f\ufffd\ue000-\uf8ff]")


@dataclass(slots=True)
class _File:
    """What was read of a file: its pages, what it says of itself, and what recognition met, by number from 0."""

    pages: list[Page] = field(default_factory=list)
    meta: Meta | None = None
    count: int = 0
    bare: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    recognised: dict[int, tuple[tuple[OcrLine, ...], str | None]] = field(default_factory=dict)


class PdfReader:
    """PDF files: those with a text layer, and scans where Tesseract is installed."""

    name = "pdf"
    heeds = ("ocr_languages", "ocr_pages")

    @property
    def version(self) -> str:
        """Its own, and that of Tesseract: where that is installed later, scans are read again."""
        return f"2+tesseract-{ocr_version() or 'none'}"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a PDF."""
        return capture.media_type == "application/pdf" or b"%PDF-" in head[:1024] or capture.name.lower().endswith(".pdf")

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:
        """Read the bytes."""
        file = _read_file(capture, raw, options)
        setting = read_pages(file.pages)
        made_by = f"{self.name} {self.version}"
        assert file.meta is not None
        document = make_document(capture, setting.text, setting.drafts, made_by=made_by, pages=setting.pages, said=file.meta)
        passages = make_passages(document, setting.drafts)
        problems = [*_odd(file, document.id, options)]
        if not passages and not problems:
            problems.append(make_problem("empty-document", "No words were found.", doc=document.id))
        return Reading(
            document=document,
            passages=passages,
            problems=tuple(problems),
            found=tuple(find_links(document, setting.links)),
            placements=tuple(setting.placements),
        )


def _read_file(capture: Capture, raw: bytes, options: ReadOptions) -> _File:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(raw)
    except PdfiumError as error:
        why = "it is locked with a password" if "password" in str(error).lower() else "it is no whole PDF"
        raise UnreadableDocument(capture.name, why) from error
    file = _File()
    try:
        file.count = len(pdf)
        file.meta = read_meta(pdf)
        for number in range(min(file.count, MOST_PAGES)):
            file.pages.append(_read_page(pdf, number, file))
        _recognise(pdf, file, options)
    except PdfiumError as error:
        raise UnreadableDocument(capture.name, f"the PDF is damaged ({error})") from error
    finally:
        pdf.close()
    return file


def _read_page(pdf: PdfDocument, number: int, file: _File) -> Page:
    """Read the text layer of a page; note in `file` where it has none, or none that is of use."""
    page = pdf[number]
    layer = page.get_textpage()
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, page.get_rotation() // 90)
    lines, words, rtl = read_lines(ctypes.cast(layer.raw, ctypes.c_void_p).value or 0, frame, number)
    made = make_page(number, frame.size, lines, words, rtl=rtl)
    made.links = [_on_page(link, frame) for link in read_links(page)]
    if not words.texts and _shows_something(page):
        file.bare.append(number)
    elif _is_garbled(words.texts):
        file.garbled.append(number)
    layer.close()
    page.close()
    return made


def _on_page(link: Link, frame: Frame) -> tuple[float, float, float, float, str]:
    import numpy as np

    from whosays.read.pages.glyphs import seen

    box = seen(np.array([[link.left, link.top, link.right, link.bottom]]), frame)[0]
    return float(box[0]), float(box[1]), float(box[2]), float(box[3]), link.url


def _shows_something(page: object) -> bool:
    """Ask whether a page without words shows anything: an empty page is nothing to recognise."""
    from pypdfium2 import raw

    return bool(raw.FPDFPage_CountObjects(page))


def _is_garbled(words: list[str]) -> bool:
    text = "".join(words)
    return len(_ODD.findall(text)) > _NO_LETTERS * len(text)


def _recognise(pdf: PdfDocument, file: _File, options: ReadOptions) -> None:
    """Recognise the pages that are pictures, and put what was found in the place of their text layers."""
    from whosays.read.ocr import OcrFailed, OcrMissing, recognise

    if ocr_version() is None:
        return
    likely: tuple[str, ...] = ()
    for number in sorted((*file.bare, *file.garbled))[: options.ocr_pages]:
        try:
            lines = recognise(render(pdf, number), options.ocr_languages, likely=likely)
        except (OcrMissing, OcrFailed) as error:
            file.recognised[number] = ((), str(error))
            continue
        file.recognised[number] = (lines, None)
        likely = tuple(dict.fromkeys(line.language for line in lines)) or likely
        if lines:
            old = file.pages[number]
            file.pages[number] = recognised_page(number, (old.width, old.height), lines)


def _odd(file: _File, doc: DocumentId, options: ReadOptions) -> Iterator[Problem]:
    if file.count > MOST_PAGES:
        yield make_problem("pages-left-out", f"{file.count:,} pages; those after {MOST_PAGES:,} were not read.", doc=doc)
    if file.garbled:
        said = f"{_told(file.garbled)} of {file.count}: the file does not say which letters are shown."
        yield make_problem("garbled-text-layer", said, doc=doc)
    waiting = sorted((*file.bare, *file.garbled))
    if waiting and ocr_version() is None:
        bare = f"{len(file.bare)} of {file.count} pages have no text: {_told(file.bare)}. " if file.bare else ""
        yield make_problem("no-text-layer", f"{bare}{MISSING}.", doc=doc)
        return
    if len(waiting) > options.ocr_pages:
        left = waiting[options.ocr_pages :]
        yield make_problem("ocr-limit", f"{_told(left)} are past the limit of {options.ocr_pages} pages.", doc=doc)
    numbers = sorted(file.recognised)
    found = [file.recognised[number] for number in numbers]
    pages = [number + 1 for number in numbers]
    yield from report_pages(doc, [lines for lines, _ in found], [fault for _, fault in found], pages)


def _told(numbers: list[int]) -> str:
    shown = ", ".join(str(number + 1) for number in numbers[:20]) + (" …" if len(numbers) > 20 else "")
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}"
