"""Read a word-processor file (DOCX): its body as a page, its footnotes as footnotes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.html import parse_page, reading_of
from whosays.read.html_blocks import read_blocks
from whosays.read.meta import Meta
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from whosays.records import Capture

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A file that unpacks to more than this, or has more parts, is no letter or report: it would fill the memory.
_MOST_BYTES, _MOST_PARTS, _MOST_XML = 300_000_000, 5_000, 40_000_000
_CORE = "docProps/core.xml"


class DocxReader:
    """DOCX files."""

    name = "docx"
    version = "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a DOCX file."""
        return capture.media_type == _TYPE or (capture.name.lower().endswith(".docx") and head.startswith(b"PK"))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        core = check_parts(capture, raw)
        tree, _faults = parse_page(f"<html><body>{to_html(capture, raw)}</body></html>")
        blocks = [] if tree is None else list(read_blocks(tree))
        return reading_of(capture, blocks, read_core(core), problems=[], made_by=f"{self.name} {self.version}")


def check_parts(capture: Capture, raw: bytes) -> bytes:
    """Look at the parts before anything is unpacked; returns the part with title and author (empty without one)."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as parts:
            listed = parts.infolist()
            if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > _MOST_BYTES:
                raise UnreadableDocument(capture.name, "it unpacks to far more than a document holds")
            core = b""
            for part in listed:
                if not part.filename.lower().endswith((".xml", ".rels")):
                    continue
                if part.file_size > _MOST_XML:
                    raise UnreadableDocument(capture.name, f"its part {part.filename} is larger than a document's text can be")
                words = parts.read(part)
                if b"<!ENTITY" in words or b"<!DOCTYPE" in words:
                    raise UnreadableDocument(capture.name, "it declares entities, which no word processor writes")
                core = words if part.filename == _CORE else core
            return core
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnreadableDocument(capture.name, "it is no whole DOCX file") from error


def to_html(capture: Capture, raw: bytes) -> str:
    """Return the body as markup, pictures left out."""
    from xml.parsers.expat import ExpatError

    import mammoth

    try:
        made = mammoth.convert_to_html(BytesIO(raw), convert_image=mammoth.images.img_element(lambda _image: {"src": ""}))
    # mammoth has no error of its own: a damaged part surfaces as whichever of these it trips over.
    except (
        ExpatError,
        KeyError,
        ValueError,
        IndexError,
        AttributeError,
        TypeError,
        OSError,
        RecursionError,
        zipfile.BadZipFile,
    ) as e:
        raise UnreadableDocument(capture.name, f"its parts are damaged ({type(e).__name__})") from e
    return str(made.value)


def read_core(core: bytes) -> Meta:
    """Read title and author from the part that holds them."""
    from lxml import etree

    if not core:
        return Meta()
    try:
        tree = etree.fromstring(core, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return Meta()
    said = {etree.QName(child).localname: " ".join((child.text or "").split()) for child in tree if isinstance(child.tag, str)}
    return Meta(title=said.get("title") or None, author=said.get("creator") or None)
