"""Read a web page: a text of its visible blocks, each on its own line, with zones from its tags."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.blocks import Block, to_text
from whosays.read.encoding import Decoded, NotText, decode, decode_as
from whosays.read.html_blocks import read_blocks
from whosays.read.html_limits import cut_attributes, is_too_wide
from whosays.read.html_meta import read_meta
from whosays.read.meta import Meta
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.plain import encoding_problems
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from whosays.records import Capture, Problem

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p)\b", re.IGNORECASE)
# With less main text than this the search for it has failed, and the tags alone decide what is boilerplate.
_MAIN_AT_LEAST = 200
# The beginning of a block tells whether it stands in the main text.
_COMPARED = 80
# So many letters do not stand in the main text by chance.
_SURE = 30


class HtmlReader:
    """Web pages."""

    name = "html"
    version = "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a web page."""
        if capture.media_type in ("text/html", "application/xhtml+xml"):
            return True
        named = capture.name.lower().endswith((".html", ".htm", ".xhtml"))
        return named or (not capture.name.lower().endswith((".txt", ".md")) and _TAG.match(head.lstrip()) is not None)

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        doc = document_id(capture)
        try:
            decoded = decode_page(raw)
        except NotText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
        page = cut_attributes(decoded.text)
        tree, faults = parse_page(page)
        problems = list(encoding_problems(decoded, doc))
        if faults:
            problems.append(make_problem("broken-markup", faults, doc=doc))
        meta = read_meta(tree) if tree is not None else Meta()
        blocks = [] if tree is None else list(read_blocks(tree))
        if tree is not None and not is_too_wide(tree):
            blocks = mark_main(blocks, page)
        return reading_of(capture, blocks, meta, problems=problems, made_by=f"{self.name} {self.version}")


def reading_of(capture: Capture, blocks: list[Block], meta: Meta, *, problems: list[Problem], made_by: str) -> Reading:
    """Make the reading of a structured file out of its blocks."""
    text, drafts = to_text(blocks)
    if not drafts:
        problems = [*problems, make_problem("empty-document", "No words were found.", doc=document_id(capture))]
    document = make_document(capture, text, drafts, made_by=made_by, said=meta)
    return Reading(document=document, passages=make_passages(document, drafts), problems=tuple(problems))


def decode_page(raw: bytes) -> Decoded:
    """Decode a page by its byte order mark, what it says of itself, or a guess."""
    said = _CHARSET.search(raw[:4096])
    if said is None or raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return decode(raw)
    return decode_as(raw, said[1].decode("ascii"))


def parse_page(text: str) -> tuple[HtmlElement | None, str | None]:
    """Parse markup; returns the tree (None where there is none) and one sentence on what is broken."""
    from lxml import etree, html

    if not text.strip():
        return None, None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        return None, f"The markup could not be read: {error}."
    fatal = [entry for entry in parser.error_log if entry.level_name == "FATAL" or "depth" in entry.message.lower()]
    return tree, f"The markup is damaged from line {fatal[0].line} on." if fatal else None


def mark_main(blocks: list[Block], page: str) -> list[Block]:
    """Mark as boilerplate what stands outside of the page's main text. A heading of the first rank stays."""
    import logging

    from trafilatura import extract

    # It warns of every page without a main text, which is no news to anybody.
    logging.getLogger("trafilatura").setLevel(logging.ERROR)
    main = _fold(extract(page, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False) or "")
    if len(main) < _MAIN_AT_LEAST:
        return blocks
    return [_placed(block, main) for block in blocks]


def _placed(block: Block, main: str) -> Block:
    words = _fold(block.words)[:_COMPARED]
    inside = words in main
    if block.aside:
        return replace(block, aside=not (inside and len(words) >= _SURE))
    kept = block.zone in ("footnote", "caption", "table_row") or (block.zone == "heading" and block.level == 1)
    return block if inside or kept else replace(block, aside=True)


def _fold(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())
