"""Find the notes of a page: which links in its text call which element, and what in that element is only a way back.

A mark is a short link (1, [2], *, iv) to another place of the page; the note is the block around that place. A table of
contents has links too: its targets are headings, or its words are no marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARK = re.compile(r"[\[(]?(?P<label>\d{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivxlc]{1,6})[\])]?", re.IGNORECASE)
_BACK = re.compile(
    r"[\s↩↑⇧⤴⮌^←\ufe0e\ufe0f\d\[\]().,a-z†‡*]{0,12}|(?:back|return|zurück|retour|jump(?: up)?|عودة|بازگشت)\W*", re.IGNORECASE
)
_ARROWS = frozenset(["↩", "↩︎", "↩\ufe0f", "↑", "⇧", "⤴", "⮌", "^", "←"])
_BLOCKS = frozenset({"li", "p", "div", "dd", "aside", "td", "section", "blockquote"})
_ROLES = frozenset({"doc-footnote", "doc-endnote", "doc-rearnote", "footnote", "endnote", "rearnote"})
# A note that is longer than this is a chapter.
_LONGEST = 8_000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Notes:
    """The notes of a page: by element, the name of the note that it calls or is, and what is left out of it."""

    calls: dict[HtmlElement, str] = field(default_factory=dict)
    notes: dict[HtmlElement, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    back: set[HtmlElement] = field(default_factory=set)


def find_notes(tree: HtmlElement) -> Notes:
    """Find the notes of a page and their calls."""
    out = Notes()
    places = _places(tree)
    refused: set[HtmlElement] = set()
    order = {element: at for at, element in enumerate(tree.iter())} if places else {}
    for link in tree.iter("a"):
        name = _fragment(link)
        target = places.get(name) if name else None
        if name is None or target is None or target is link:
            continue
        words = " ".join(link.text_content().split())
        found = _MARK.fullmatch(words)
        if not found or (found["label"].isalpha() and not is_raised(link)):
            continue
        note = _block_of(target)
        if note is None or note in refused or order[note] < order[link]:
            continue
        if note not in out.notes and (note in link.iterancestors() or not _is_note(note)):
            refused.add(note)
            continue
        name = out.notes.setdefault(note, name)
        out.calls[link] = name
        out.labels.setdefault(name, found["label"])
    _find_ways_back(out)
    return out


def _places(tree: HtmlElement) -> dict[str, HtmlElement]:
    places: dict[str, HtmlElement] = {}
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    places.setdefault(name, element)
    return places


def _fragment(link: HtmlElement) -> str | None:
    """Return the name of the place on the same page that a link leads to."""
    href = (link.get("href") or "").strip()
    if not href.startswith("#") or not 1 < len(href) < 300:
        return None
    return unquote(href[1:])


def is_raised(link: HtmlElement) -> bool:
    """Ask whether the page raises a mark, by a tag within or around it or by saying that it is one of a note."""
    if _says(link) & {"noteref", "doc-noteref"}:
        return True
    parent = link.getparent()
    near = [link, parent] if parent is not None else [link]
    return any(one.tag == "sup" for one in near) or any(child.tag == "sup" for child in link)


def _block_of(target: HtmlElement) -> HtmlElement | None:
    at: HtmlElement | None = target
    while at is not None and at.tag not in _BLOCKS:
        if at.tag in _HEADINGS or at.tag in ("body", "html", "table"):
            return None
        at = at.getparent()
    return at


def _is_note(note: HtmlElement) -> bool:
    """Ask whether a block can be a note: it says so, or is short, holds words, and is no part of the page with headings."""
    if _ROLES & _says(note):
        return True
    words = note.text_content()
    return 0 < len(words.strip()) <= _LONGEST and not any(child.tag in _HEADINGS for child in note.iter())


def _says(element: HtmlElement) -> set[str]:
    """Return what an element says that it is."""
    kind = element.get("epub:type") or element.get("{http://www.idpf.org/2007/ops}type") or ""
    return {*(element.get("role") or "").split(), *kind.split()}


def _find_ways_back(out: Notes) -> None:
    """Find the links in notes that only lead back to their calls, and the printed number at the beginning of a note."""
    names = {link.get("id") or link.get("name") for link in out.calls} | {
        parent.get("id") for link in out.calls if (parent := link.getparent()) is not None
    }
    for note, name in out.notes.items():
        for link in note.iter("a"):
            fragment = _fragment(link)
            words = " ".join(link.text_content().split())
            own = fragment in names or (fragment and _BACK_NAME.search(fragment) is not None) or (fragment and words in _ARROWS)
            if own and _BACK.fullmatch(words):
                parent = link.getparent()
                alone = parent is not None and parent is not note and _BACK.fullmatch(parent.text_content().strip())
                out.back.add(parent if alone else link)
                label = _MARK.fullmatch(words)
                if label and label["label"].isdecimal():
                    out.labels[name] = label["label"]


_BACK_NAME = re.compile(r"ref|back|anchor|anc$|src", re.IGNORECASE)
