"""Read the visible blocks of a page in order, with the zones that its tags say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from whosays.records import Zone

_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "canvas",
        "audio",
        "video",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_ASIDE = frozenset("nav footer aside form dialog menu".split())  # noqa: SIM905
_ASIDE_ROLES = frozenset("navigation contentinfo complementary search dialog banner menu alert".split())  # noqa: SIM905
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|share|sharing|social|related|newsletter|subscribe|breadcrumbs?|comments?|sidebar|menu"
    r"|navbar|nav|promo|advert|ads?|banner|popup|modal|footer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOTE_ID = re.compile(r"(?:foot|end)?note-?\d+$|(?:cite_note|fn|ftn|_ftn|_edn|en)[-_:.]?\w*\d+$", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class _State:
    """Where the walk stands: the words of the open block, and what the open tags around it say."""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    asides: int = 0
    counters: list[int | None] = field(default_factory=list)
    number: str | None = None
    note: str | None = None


def read_blocks(body: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of visible words in document order. Depth of nesting costs no stack."""
    from lxml.etree import iterwalk

    state = _State()
    walk = iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            if event == "end":
                state.words.append(element.tail or "")
            continue
        tag = element.tag.lower()
        if event == "start":
            if tag in _HIDDEN or _is_hidden(element):
                walk.skip_subtree()
                continue
            yield from _open(state, tag, element)
        else:
            yield from _close(state, tag, element)
            if element is not body:
                state.words.append(element.tail or "")
    yield from _flush(state)


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _is_aside(tag: str, element: HtmlElement) -> bool:
    if tag in _ASIDE or (element.get("role") or "").lower() in _ASIDE_ROLES:
        return True
    if tag in ("body", "main", "article", "html") or tag in _INLINE:
        return False
    return _ASIDE_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]) is not None


def _open(state: _State, tag: str, element: HtmlElement) -> Iterator[Block]:
    if tag == "br":
        state.words.append("\v")
    elif tag in ("td", "th") and state.words:
        state.words.append("\t")
    elif tag not in _INLINE and not (tag in ("p", "div") and _innermost(state) == "tr"):
        yield from _flush(state)
    state.tags.append(tag)
    state.asides += _is_aside(tag, element)
    if tag in ("ol", "ul"):
        start = element.get("start") or "1"
        state.counters.append(int(start) - 1 if tag == "ol" and start.isdecimal() and len(start) < 7 else None)
    elif tag == "li":
        state.number = "•"
        if state.counters and state.counters[-1] is not None:
            state.counters[-1] += 1
            state.number = str(state.counters[-1])
        state.note = state.number if _NOTE_ID.search((element.get("id") or "")[:80]) and state.number != "•" else None
    state.words.append(element.text or "")


def _close(state: _State, tag: str, element: HtmlElement) -> Iterator[Block]:
    if not state.tags or tag in _HIDDEN or _is_hidden(element):
        return
    if tag not in _INLINE and tag not in ("br", "td", "th") and not (tag in ("p", "div") and _innermost(state, skip=1) == "tr"):
        yield from _flush(state)
    state.tags.pop()
    state.asides -= _is_aside(tag, element)
    if tag in ("ol", "ul") and state.counters:
        state.counters.pop()


def _innermost(state: _State, skip: int = 0) -> str | None:
    """Return "tr" where the walk stands inside a table row, not deeper than a few tags."""
    reach = state.tags[-4 - skip : len(state.tags) - skip]
    return "tr" if "tr" in reach and "table" not in reach[reach.index("tr") :] else None


def _flush(state: _State) -> Iterator[Block]:
    """Yield the open block, if it has words."""
    raw = "".join(state.words)
    state.words = []
    if not raw.strip():
        return
    (zone, level), aside = _zone(state), state.asides > 0
    if zone == "table_row":
        words = "\t".join(_SPACE.sub(" ", cell).replace("\v", " ").strip() for cell in raw.split("\t"))
        yield Block(zone=zone, words=words, aside=aside)
        return
    if "pre" in state.tags:
        yield Block(
            zone=zone, words=raw.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"), level=level, aside=aside
        )
        return
    number = state.number if zone == "list_item" else state.note if zone == "footnote" else None
    for part in re.split(r"\v\s*\v", raw):
        words = re.sub(r" ?\v ?", "\n", _SPACE.sub(" ", part.strip("\v"))).strip()
        if words:
            yield Block(zone=zone, words=words, level=level, number=number, aside=aside)
            if zone == "list_item":
                state.number = number = None


def _zone(state: _State) -> tuple[Zone, int | None]:
    tags = state.tags
    heading = next((tag for tag in reversed(tags) if re.fullmatch(r"h[1-6]", tag)), None)
    if heading:
        return "heading", int(heading[1])
    if "figcaption" in tags or "caption" in tags:
        return "caption", None
    if "tr" in tags:
        return "table_row", None
    if "li" in tags:
        if state.note:
            return "footnote", None
        if state.number is not None:
            return "list_item", max(len(state.counters), 1)
        return "paragraph", None
    if "blockquote" in tags:
        return "quote_block", None
    return "paragraph", None
