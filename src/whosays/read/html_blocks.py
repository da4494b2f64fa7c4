"""Read the visible blocks of a page in order, with the zones that its tags say, its links and its notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from whosays.read.blocks import Block, Spot
from whosays.read.html_lists import Counter
from whosays.read.html_notes import Notes
from whosays.read.html_tables import layout_tables

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
        "rt",
        "rp",
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
        "rb",
        "rtc",
        "ruby",
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
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

# Signs that stand in the words while a block is open, around what leads somewhere. No page has them: Unicode keeps them free.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_SIGNS = re.compile(f"[{_OPEN}{_CLOSE}]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_QUOTES = {"fr": "«»‹›", "ar": "«»‹›", "fa": "«»‹›", "ru": "«»„“", "de": "„“‚‘", "es": "«»“”", "it": "«»“”"}
# An attribution inside of a quotation is not part of what is quoted.
_ATTRIBUTION = frozenset({"footer", "figcaption", "cite"})


@dataclass(slots=True)
class _State:
    """Where the walk stands: the words of the open block, and what the open tags around it say (`asides`: one for each tag)."""

    notes: Notes
    layout: set[HtmlElement]
    base: str | None
    language: str
    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    asides: list[bool] = field(default_factory=list)
    counters: list[Counter] = field(default_factory=list)
    number: str | None = None
    note: list[str] = field(default_factory=list)
    targets: list[tuple[str, str]] = field(default_factory=list)
    raised: int = 0
    quotes: int = 0
    layouts: int = 0


def read_blocks(
    body: HtmlElement, *, notes: Notes | None = None, base: str | None = None, language: str = "en"
) -> Iterator[Block]:
    """Yield the blocks of visible words in document order. Depth of nesting costs no stack.

    Args:
        body: the page, or a part of it.
        notes: its notes (`html_notes.find_notes`); without them none are told.
        base: the address that links are relative to; without it only whole addresses are links.
        language: of the page, for the quotation marks around `<q>`.
    """
    from lxml.etree import iterwalk

    state = _State(notes or Notes(), layout_tables(body), base, language)
    walk = iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            if event == "end":
                _say(state, element.tail)
            continue
        tag = element.tag.lower()
        if event == "start":
            if tag in _HIDDEN or element in state.notes.back or _is_hidden(element):
                walk.skip_subtree()
                continue
            yield from _open(state, tag, element)
        else:
            yield from _close(state, tag, element)
            if element is not body:
                _say(state, element.tail)
    yield from _flush(state)


def _say(state: _State, words: str | None) -> None:
    if words:
        words = _SIGNS.sub("\ufffd", words)
        state.words.append(words.translate(_RAISED) if state.raised and words.strip(" \t\r\n,").isdecimal() else words)


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _is_aside(tag: str, element: HtmlElement, tags: list[str]) -> bool:
    if tag in _ASIDE or (element.get("role") or "").lower() in _ASIDE_ROLES:
        return not (tag == "footer" and "blockquote" in tags) and "footnote" not in (element.get("role") or "")
    if tag in ("body", "main", "article", "html") or tag in _INLINE:
        return False
    return _ASIDE_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:300]) is not None


def _open(state: _State, tag: str, element: HtmlElement) -> Iterator[Block]:
    if tag == "br":
        state.words.append("\v")
    elif tag in ("td", "th") and not state.layouts:
        if state.words:
            state.words.append("\t")
    elif tag not in _INLINE and not (tag in ("p", "div") and _innermost(state) == "tr"):
        yield from _flush(state)
    name = state.notes.notes.get(element)
    if name is not None:
        yield from _flush(state)
        state.note.append(name)
    state.layouts += element in state.layout
    state.asides.append(_is_aside(tag, element, state.tags))
    state.tags.append(tag)
    state.raised += tag == "sup"
    if tag == "q":
        state.words.append(_quote(state, closing=False))
        state.quotes += 1
    elif tag in ("ol", "ul"):
        state.counters.append(Counter.of(element))
    elif tag == "li":
        state.number = state.counters[-1].next(element) if state.counters else "•"
    elif tag == "a":
        _open_link(state, element)
    _say(state, element.text)


def _open_link(state: _State, element: HtmlElement) -> None:
    """Mark where words begin that call a note or lead to an address."""
    name, href = state.notes.calls.get(element), (element.get("href") or "").strip()
    if name is not None:
        state.targets.append(("call", name))
        state.raised += _is_bare_number(element)
    else:
        url = _address(href, state.base)
        state.targets.append(("link", url) if url else ("", ""))
    state.words.append(_OPEN)


def _is_bare_number(element: HtmlElement) -> bool:
    """Ask whether a mark that the page raises is a number without brackets; the raising tag may stand inside or outside."""
    parent = element.getparent()
    raised = (parent is not None and parent.tag == "sup") or any(child.tag == "sup" for child in element)
    return raised and element.text_content().strip().isdecimal()


def _address(href: str, base: str | None) -> str | None:
    if not href or href.startswith("#") or len(href) > 4_000:
        return None
    try:
        whole = urljoin(base, href) if base else href
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://", "mailto:")) else None


def _quote(state: _State, *, closing: bool) -> str:
    signs = _QUOTES.get(state.language, "“”‘’")
    return signs[(2 if state.quotes % 2 else 0) + closing]


def _close(state: _State, tag: str, element: HtmlElement) -> Iterator[Block]:
    if not state.tags or tag in _HIDDEN or element in state.notes.back or _is_hidden(element):
        return
    if tag == "q":
        state.quotes -= 1
        state.words.append(_quote(state, closing=True))
    elif tag == "a":
        state.words.append(_CLOSE)
        state.raised -= element in state.notes.calls and _is_bare_number(element)
    cell = tag in ("td", "th") and not state.layouts
    if tag not in _INLINE and tag != "br" and not cell and not (tag in ("p", "div") and _innermost(state, skip=1) == "tr"):
        yield from _flush(state)
    if element in state.notes.notes:
        yield from _flush(state)
        state.note.pop()
    state.layouts -= element in state.layout
    state.tags.pop()
    state.asides.pop()
    state.raised -= tag == "sup"
    if tag in ("ol", "ul") and state.counters:
        state.counters.pop()


def _innermost(state: _State, skip: int = 0) -> str | None:
    """Return "tr" where the walk stands inside a table row, not deeper than a few tags."""
    if state.layouts:
        return None
    reach = state.tags[-4 - skip : len(state.tags) - skip]
    return "tr" if "tr" in reach and "table" not in reach[reach.index("tr") :] else None


def _flush(state: _State) -> Iterator[Block]:
    """Yield the open block, if it has words. Links that are still open go on in the next one."""
    raw = "".join(state.words)
    still = raw.count(_OPEN) - raw.count(_CLOSE)
    targets, state.targets = state.targets, state.targets[len(state.targets) - still :] if still else []
    state.words = [_OPEN] * still
    if not _SIGNS.sub("", raw).strip():
        return
    (zone, level), aside = _zone(state), any(state.asides)
    if zone == "table_row":
        cells = (_SPACE.sub(" ", cell).replace("\v", " ").strip() for cell in raw.split("\t"))
        yield _block(zone, "\t".join(cells), targets, aside=aside)
        return
    if "pre" in state.tags:
        words = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
        yield _block(zone, words, targets, level=level, aside=aside)
        return
    note = state.note[-1] if zone == "footnote" else None
    number = state.number if zone == "list_item" else state.notes.labels.get(note) if note else None
    for part in re.split(r"\v\s*\v", raw):
        words = re.sub(r" ?\v ?", "\n", _SPACE.sub(" ", part.strip("\v"))).strip()
        if _SIGNS.sub("", words).strip():
            yield _block(zone, words, targets, level=level, number=number, aside=aside, note=note)
            if zone == "list_item":
                state.number = number = None
        del targets[: words.count(_OPEN)]


def _block(
    zone: Zone, marked: str, targets: list[tuple[str, str]], *, level: int | None = None, number: str | None = None,
    aside: bool = False, note: str | None = None,
) -> Block:  # fmt: skip
    """Make a block of words with signs in them, around what the targets in order are of."""
    words, spots, open_ = "", list[Spot](), list[tuple[int, tuple[str, str]]]()
    waiting = iter(targets)
    at = 0
    for sign in _SIGNS.finditer(marked):
        words += marked[at : sign.start()]
        at = sign.end()
        if sign[0] == _OPEN:
            open_.append((len(words), next(waiting, ("", ""))))
        elif open_:
            _add_spot(spots, words, *open_.pop())
    words += marked[at:]
    for start, target in open_:
        _add_spot(spots, words, start, target)
    spots.sort(key=lambda spot: (spot.start, spot.end))
    return Block(zone=zone, words=words, level=level, number=number, aside=aside, note=note, spots=tuple(spots))


def _add_spot(spots: list[Spot], words: str, start: int, target: tuple[str, str]) -> None:
    inside = words[start:]
    first, last = start + len(inside) - len(inside.lstrip()), len(words.rstrip())
    if target[0] == "call" and first < last:
        spots.append(Spot("call", first, last, target[1]))
    elif target[0] == "link" and first < last:
        spots.append(Spot("link", first, last, target[1]))


def _zone(state: _State) -> tuple[Zone, int | None]:
    tags = state.tags
    if state.note:
        return "footnote", None
    heading = next((tag for tag in reversed(tags) if tag in _HEADINGS), None)
    if heading:
        return "heading", int(heading[1])
    if "figcaption" in tags or "caption" in tags:
        return "caption", None
    if "tr" in tags and not state.layouts:
        return "table_row", None
    if "li" in tags:
        if state.number is not None:
            return "list_item", max(len(state.counters), 1)
        return "paragraph", None
    if "blockquote" in tags and not _ATTRIBUTION & set(tags[tags.index("blockquote") :]):
        return "quote_block", None
    return "paragraph", None
