"""Read a web page: a text of its visible blocks, each on its own line, with zones from its tags.

1. Decode and parse, once.
2. Walk through the visible blocks, with their links and notes (`html_blocks`, `html_notes`).
3. Let trafilatura judge on the same tree which of them are the main text; the others are boilerplate, and stay in the text.
4. Read what the page says of itself (`html_meta`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.blocks import Block, lay_out
from whosays.read.encoding import Decoded, NotText, decode, decode_as
from whosays.read.html_blocks import read_blocks
from whosays.read.html_limits import cut_attributes
from whosays.read.html_main import mark_main
from whosays.read.html_meta import read_meta
from whosays.read.html_notes import find_notes
from whosays.read.links import find_links
from whosays.read.meta import NOTHING, Meta
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.plain import encoding_problems
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from whosays.records import Capture, Problem

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
# A picture within the page is past what the parser takes.
_INNER_FILE = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=\s%]{1000,}")
_MARKUP = re.compile(r"<[^<>]{1,2000}>")
_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p)\b", re.IGNORECASE)
# What may stand in a head. HTML5 lets pages leave out the tags of head and body; the parser then takes what it does not know
# (article, main, section) for part of the head.
_OF_HEAD = frozenset({"title", "meta", "link", "script", "style", "base", "noscript", "template", "object", "bgsound"})
_LONG = 100_000
# A page with less visible text than this, and with scripts, is put together in the browser.
_FEW_WORDS = 40


class HtmlReader:
    """Web pages."""

    name = "html"
    version = "2"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a web page."""
        if capture.media_type in ("text/html", "application/xhtml+xml"):
            return True
        named = capture.name.lower().endswith((".html", ".htm", ".xhtml"))
        return named or (not capture.name.lower().endswith((".txt", ".md")) and _TAG.match(head.lstrip()) is not None)

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        try:
            decoded = decode_page(raw, capture.charset)
        except NotText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
        return read_page(capture, decoded, url=capture.url, made_by=f"{self.name} {self.version}")


def read_page(capture: Capture, decoded: Decoded, *, url: str | None, made_by: str) -> Reading:
    """Make the reading of a page.

    Args:
        capture: what holds the page.
        decoded: its markup.
        url: where it was fetched, for links that are relative to it.
        made_by: the reader.
    """
    doc = document_id(capture)
    tree, faults = parse_page(decoded.text)
    problems = list(encoding_problems(decoded, doc))
    if faults:
        problems.append(make_problem("broken-markup", faults, doc=doc))
    if tree is None:
        return reading_of(capture, [], NOTHING, problems=problems, made_by=made_by)
    said = read_meta(tree)
    said = replace(said, url=said.url or url)
    base = _base(tree, said.url)
    blocks = list(read_blocks(tree, notes=find_notes(tree), base=base, language=said.language or "en"))
    if sum(len(block.words) for block in blocks) < _FEW_WORDS and (scripted := _needs_script(tree)):
        problems.append(make_problem("page-without-text", scripted, doc=doc))
    return reading_of(capture, mark_main(blocks, tree), said, problems=problems, made_by=made_by)


def reading_of(capture: Capture, blocks: list[Block], meta: Meta, *, problems: list[Problem], made_by: str) -> Reading:
    """Make the reading of a structured file out of its blocks."""
    laid = lay_out(blocks)
    if not laid.drafts:
        problems = [*problems, make_problem("empty-document", "No words were found.", doc=document_id(capture))]
    document = make_document(capture, laid.text, laid.drafts, made_by=made_by, said=meta)
    passages = make_passages(document, laid.drafts)
    found = tuple(find_links(document, laid.links))
    return Reading(document=document, passages=passages, problems=tuple(problems), found=found)


def decode_page(raw: bytes, charset: str | None = None) -> Decoded:
    """Decode a page by its byte order mark, by what its server said (`charset`) or it says of itself, or by a guess."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_utf8(raw):
        return decode(raw)
    if charset:
        return decode_as(raw, charset)
    said = _CHARSET.search(raw[:4096]) or _XML_ENCODING.match(raw[:200])
    return decode_as(raw, said[1].decode("ascii")) if said else decode(raw)


def _is_utf8(raw: bytes) -> bool:
    """Ask whether bytes are UTF-8 beyond doubt, whatever the page says: no other encoding gives whole sequences by chance."""
    if raw.isascii():
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def parse_page(text: str) -> tuple[HtmlElement | None, str | None]:
    """Parse markup; returns the tree (None where there is none) and one sentence on what is broken."""
    from lxml import etree, html

    if not text.strip():
        return None, None
    if len(text) > _LONG:
        text = cut_attributes(_INNER_FILE.sub("data:,", text))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        return None, f"The markup could not be read: {error}."
    _free_body(tree)
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    if too_deep and not any(str(words).strip() for words in tree.itertext()):
        tree = html.document_fromstring(f"<pre>{_MARKUP.sub(chr(10), text)}</pre>".encode("utf-8", "replace"), parser=parser)
    fatal = [entry for entry in parser.error_log if entry.level_name == "FATAL" or "depth" in entry.message.lower()]
    return tree, f"The markup is damaged from line {fatal[0].line} on." if fatal else None


def _free_body(tree: HtmlElement) -> None:
    """Move out of the head what belongs to the body."""
    head = tree.find("head")
    lost = [child for child in head if isinstance(child.tag, str) and child.tag not in _OF_HEAD] if head is not None else []
    if head is None or not lost:
        return
    body = tree.find("body")
    if body is None:
        body = tree.makeelement("body")
        tree.append(body)
    for place, child in enumerate(lost):
        body.insert(place, child)


def _base(tree: HtmlElement, url: str | None) -> str | None:
    found = next((base.get("href") for base in tree.iter("base") if base.get("href")), None)
    return found if found and found.startswith(("http://", "https://")) else url


def _needs_script(tree: HtmlElement) -> str | None:
    """Say why a page shows nothing by itself, None where there is no telling."""
    if next(tree.iter("frame", "frameset"), None) is not None:
        return "The page is a set of frames: its words are in other files."
    if next(tree.iter("script"), None) is not None:
        return "The page has hardly any words by itself: scripts put it together in the browser. Save it as shown there."
    return None
