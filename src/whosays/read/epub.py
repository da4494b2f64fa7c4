"""Read e-books (EPUB): the chapters in their order as pages, with notes tied from file to file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.encoding import NotText
from whosays.read.epub_notes import Signs, clean_page, mark_signs
from whosays.read.epub_package import open_book
from whosays.read.html import decode_page, parse_page
from whosays.read.html_blocks import read_blocks
from whosays.read.manuscript import Manuscript
from whosays.read.passages import document_id
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.typeset import reading_of
from whosays.read.zip_parts import Parts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from whosays.read.epub_package import Book
    from whosays.records import Capture, Problem

_TYPE = "application/epub+zip"
_PRIVATE = range(0xF0000, 0xFFFFE)


class EpubReader:
    """E-books in the EPUB format."""

    name = "epub"
    version = "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is an EPUB file."""
        if not head.startswith(b"PK"):
            return not head and capture.name.lower().endswith(".epub")
        named = capture.media_type.lower() == _TYPE or capture.name.lower().endswith(".epub")
        return named or b"mimetypeapplication/epub+zip" in head[:120]

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        parts = Parts(capture.name, raw)
        book = open_book(parts)
        pages, problems = _parse(capture, parts, book)
        signs, manuscript = Signs(), Manuscript()
        for page in pages.values():
            clean_page(page)
        mark_signs(signs, pages)
        for name, page in pages.items():
            paras = [signs.to_para(block) for block in read_blocks(page)]
            if name == book.contents:
                for para in paras:
                    para.zone, para.level = "boilerplate", None
            manuscript.body += paras
        for key, (element, note) in signs.notes.items():
            note.paras = [signs.to_para(block) for block in read_blocks(element)]
            for para in note.paras:
                para.label = (
                    para.label if para.zone == "list_item" and len(note.paras) > 1 and para is not note.paras[0] else None
                )
            note.take_mark(note.number or "")
            manuscript.notes[key] = note
        return reading_of(capture, manuscript, book.meta, problems=problems, made_by=f"{self.name} {self.version}")


def _parse(capture: Capture, parts: Parts, book: Book) -> tuple[dict[str, HtmlElement], list[Problem]]:
    """Parse all chapters. One that cannot be read is a Problem; the others are read."""
    pages: dict[str, HtmlElement] = {}
    problems: list[Problem] = []
    for name in book.chapters:
        try:
            words = decode_page(parts.read(name, limit=parts.limits.xml)).text
        except (NotText, UnreadableDocument) as error:
            problems.append(make_problem("broken-markup", f"chapter {name[:80]}: {error}", doc=document_id(capture)))
            continue
        tree, faults = parse_page(words.translate(dict.fromkeys(_PRIVATE)) if max(words, default="") >= "\U000f0000" else words)
        if tree is not None:
            pages[name] = tree
        if faults:
            problems.append(make_problem("broken-markup", f"chapter {name[:80]}: {faults}", doc=document_id(capture)))
    if not pages and problems:
        raise UnreadableDocument(capture.name, "none of its chapters can be read")
    return pages, problems
