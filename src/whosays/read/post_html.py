"""Read the markup that Mastodon and its kin put around the words of a post: lines, links, quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from whosays.text.joined import Span

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(("p", "div", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = frozenset(("script", "style", "template", "head"))
# A longer post is none of a person.
_LONGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class PostText:
    """The words of a post, where they lead to, and which of them it quotes."""

    words: str
    links: tuple[tuple[Span, str], ...] = ()
    quoted: tuple[Span, ...] = ()


class _Writer:
    """The text while it is put together."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.breaks = 0
        self.blank = False

    def write(self, words: str) -> None:
        words = _SPACE.sub(" ", words)
        if not self.length or self.breaks:
            words = words.lstrip(" ")
        elif self.blank and words.startswith(" "):
            words = words[1:]
        if not words:
            return
        if self.length and self.breaks:
            self._add("\n" * self.breaks)
        self.breaks = 0
        self._add(words)
        self.blank = words.endswith(" ")

    def end_line(self, lines: int, *, add: bool = False) -> None:
        self.breaks = min(self.breaks + lines, 2) if add else max(self.breaks, lines)
        self.blank = False

    def here(self) -> int:
        """Return where the next words will stand."""
        return self.length + (self.breaks if self.length else 0)

    def _add(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


def read_markup(content: str) -> PostText:
    """Return the words of a post's content."""
    if "<" not in content:
        return PostText(unescape(content).strip())
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(content[:_LONGEST].encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return PostText(re.sub(r"<[^<>]{0,500}>", " ", unescape(content[:_LONGEST])).strip())
    return _walk(tree)


def _walk(tree: HtmlElement) -> PostText:
    from lxml.etree import iterwalk

    out = _Writer()
    links: list[tuple[Span, str]] = []
    quoted: list[Span] = []
    starts: list[int] = []
    numbers: dict[HtmlElement, int] = {}
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _HIDDEN:
                walk.skip_subtree()
                continue
            _open(out, tag, element, numbers)
            if tag in ("a", "blockquote"):
                starts.append(out.here())
            out.write(element.text or "")
            continue
        if tag in ("a", "blockquote") and starts:
            span = (starts.pop(), out.length)
            if tag == "blockquote" and span[0] < span[1]:
                while quoted and quoted[-1][0] >= span[0]:  # a quotation within this one
                    quoted.pop()
                quoted.append(span)
            elif span[0] < span[1] and (url := _target(element)):
                links.append((span, url))
        if tag in _BLOCKS:
            out.end_line(2)
        if element is not tree:
            out.write(element.tail or "")
    words = "".join(out.parts)
    return PostText(words.rstrip(), _trimmed(words, links), tuple(quoted))


def _open(out: _Writer, tag: str, element: HtmlElement, numbers: dict[HtmlElement, int]) -> None:
    """Begin an element; `numbers` are those of the last item of each numbered list."""
    if tag == "br":
        out.end_line(1, add=True)
    elif tag in _BLOCKS:
        out.end_line(2)
    elif tag == "li":
        parent = element.getparent()
        ordered = parent is not None and parent.tag == "ol"
        out.end_line(1)
        if ordered:
            numbers[parent] = numbers.get(parent, 0) + 1
        out.write(f"{numbers[parent]}. " if ordered else "• ")


def _target(element: HtmlElement) -> str | None:
    """Return where a link leads; names of people and hashtags stay words."""
    url = (element.get("href") or "").strip()
    kinds = (element.get("class") or "").split()
    is_mark = "mention" in kinds or "hashtag" in kinds or "tag" in (element.get("rel") or "").split()
    return url if url.startswith(("http://", "https://")) and not is_mark else None


def _trimmed(words: str, links: list[tuple[Span, str]]) -> tuple[tuple[Span, str], ...]:
    """Return the links without the blanks around their words."""
    out: list[tuple[Span, str]] = []
    for (start, end), url in links:
        inner = words[start:end]
        if bare := inner.strip():
            first = start + len(inner) - len(inner.lstrip())
            out.append(((first, first + len(bare)), url))
    return tuple(out)
