"""Tie the notes of an e-book to their marks, also from file to file, and keep the links of its text.

Marks and links are replaced by private characters before the pages are cut into blocks; afterwards each such character says
which sign stood there. So the reader of pages need not know of them.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from whosays.read.epub_package import resolve
from whosays.read.manuscript import Call, Edge, Note, Para
from whosays.read.numerals import raise_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from whosays.read.blocks import Block
    from whosays.read.manuscript import NoteKind, Part

_FIRST, _MOST = 0xF0000, 60_000
_SIGNS = re.compile("[\U000f0000-\U000ffffd]")
_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶]{1,4})[\])]?", re.IGNORECASE)
_BACK = re.compile(r"[\s\[(]*[↩↑←^⏎⤴↵⇑⬆▲\ufe0e\ufe0f]*[\s\])]*")
_NOTE_WORDS = frozenset(["footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"])
_ENDNOTE_WORDS = frozenset(["endnote", "rearnote", "doc-endnote"])
_BLOCKS = frozenset(["p", "li", "div", "aside", "dd", "td", "section", "blockquote", "dt"])
_ADDRESS = 2000
# What a note begins with stands in its first few elements.
_NEAR = 40

_NO_MARKUP = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Signs:
    """The signs of a book, in the order of their private characters; its notes by the key that their marks have."""

    signs: list[Part] = field(default_factory=list)
    notes: dict[str, tuple[HtmlElement, Note]] = field(default_factory=dict)

    def add(self, sign: Part) -> str:
        """Keep a sign, and return the character that stands for it; "" where there are too many."""
        if len(self.signs) >= _MOST:
            return ""
        self.signs.append(sign)
        return chr(_FIRST + len(self.signs) - 1)

    def to_para(self, block: Block) -> Para:
        """Return a block as a paragraph, with its signs."""
        para = Para(zone="boilerplate" if block.aside else block.zone, level=block.level, label=block.number)
        words, at = block.words.strip(), 0
        for found in _SIGNS.finditer(words):
            number = ord(found[0]) - _FIRST
            para.parts.append(words[at : found.start()])
            para.parts.append(self.signs[number] if number < len(self.signs) else found[0])
            at = found.end()
        para.parts.append(words[at:])
        return para


def words_of(element: HtmlElement) -> frozenset[str]:
    """Return what an element says that it is: its role, its `epub:type`."""
    return frozenset(f"{element.get('epub:type') or ''} {element.get('role') or ''}".casefold().split())


def mark_signs(signs: Signs, pages: Mapping[str, HtmlElement]) -> None:
    """Replace the marks of notes and the links of all pages by private characters, and take the notes out of the pages."""
    places = {
        (name, key): each for name, page in pages.items() for each in page.iter() if (key := each.get("id") or each.get("name"))
    }
    called: list[tuple[HtmlElement, HtmlElement]] = []
    for name, page in pages.items():
        for link in list(page.iter("a")):
            target = _target(link, name, places)
            if target is not None and _is_call(link, block := _block(target)):
                called.append((link, block))
            elif re.match(r"https?://", (link.get("href") or "").strip(), re.IGNORECASE):
                _mark_link(signs, link)
    blocks = {id(block): block for _, block in called}
    inside = {id(each): each for block in blocks.values() for each in block.iter("a")}
    for link, block in called:
        if id(link) not in inside:  # a note's way back to its mark looks like a mark
            _mark_call(signs, link, block)
    for element, note in signs.notes.values():
        _take_out(element, note.number)


def clean_page(page: HtmlElement) -> None:
    """Put � for the signs that markup may not hold: what stands behind them could not be moved."""
    for element in page.iter():
        for side in ("text", "tail"):
            words = getattr(element, side)
            if words and _NO_MARKUP.search(words):
                setattr(element, side, _NO_MARKUP.sub("\ufffd", words))


def _target(link: HtmlElement, name: str, places: Mapping[tuple[str, str], HtmlElement]) -> HtmlElement | None:
    path, fragment = resolve(posixpath.dirname(name), (link.get("href") or "").strip()[:_ADDRESS])
    return places.get((path or name, fragment)) if fragment else None


def _is_call(link: HtmlElement, block: HtmlElement) -> bool:
    """Ask whether a link to a block is the mark of a note: it says so, or it is a mark that leads to one."""
    said = words_of(link)
    if said & {"backlink", "doc-backlink"} or block.tag not in _BLOCKS or any(block is each for each in link.iterancestors()):
        return False
    if said & {"noteref", "doc-noteref"}:
        return True
    mark = _text(link, 12)
    if not _MARK.fullmatch(mark):
        return False
    if words_of(block) & _NOTE_WORDS:
        return True
    begins = _text(block, 40).lstrip("[(^").startswith(mark.strip("[]()"))
    return begins and (_is_raised(link) or mark[0] in "[(*†‡")


def _is_raised(link: HtmlElement) -> bool:
    parent = link.getparent()
    return any(child.tag == "sup" for child in link) or (parent is not None and parent.tag == "sup")


def _text(element: HtmlElement, most: int) -> str:
    """Return the first words of an element."""
    out: list[str] = []
    for each in islice(element.iter(), _NEAR):
        out.append(each.text or "" if isinstance(each.tag, str) else "")
        if each is not element and not len(each):
            out.append(each.tail or "")
        if sum(len(words.strip()) for words in out[-2:]) > most:
            break
    return " ".join("".join(out).split())


def _block(target: HtmlElement) -> HtmlElement:
    """Return the block that an address leads to, or leads into."""
    for each in (target, *target.iterancestors()):
        if each.tag in _BLOCKS:
            return each
        if each.tag in ("body", "html"):
            break
    return target


def _mark_link(signs: Signs, link: HtmlElement) -> None:
    url = (link.get("href") or "").strip()[:_ADDRESS]
    opens, closes = signs.add(Edge("link", url, True)), signs.add(Edge("link", url, False))
    link.text = opens + (link.text or "")
    if len(link):
        link[-1].tail = (link[-1].tail or "") + closes
    else:
        link.text += closes


def _mark_call(signs: Signs, link: HtmlElement, block: HtmlElement) -> None:
    mark = _text(link, 12)
    key = f"note {id(block)}"
    if key not in signs.notes:
        away = block.getroottree().getroot() is not link.getroottree().getroot()
        kind: NoteKind = "endnote" if away or words_of(block) & _ENDNOTE_WORDS else "footnote"
        signs.notes[key] = (block, Note(kind, number=mark.strip("[]() ") or None))
    for child in list(link):
        link.remove(child)
    link.text = signs.add(Call(key, mark if mark[:1] in ("[", "(") else raise_mark(mark) if mark else ""))


def _take_out(element: HtmlElement, number: str | None) -> None:
    """Take a note out of its page, and its ways back to the mark out of the note (an arrow, its own number)."""
    for link in list(element.iter("a")):
        mark = _text(link, 12)
        if words_of(link) & {"backlink", "doc-backlink"} or (_leads_inside(link) and _BACK.fullmatch(mark)):
            link.drop_tree()
        elif _leads_inside(link) and mark.strip("[]().: ") == number:
            link.tail = f" {link.tail or ''}"  # or it would be glued to the first word
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


def _leads_inside(link: HtmlElement) -> bool:
    """Ask whether a link leads to a place in the book; the bare place that it marks counts as one."""
    address = link.get("href") or "#"
    return "#" in address and "://" not in address
