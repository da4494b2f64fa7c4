"""Read what a page says of itself in its head: title, author, date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.read.meta import Meta

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "byl", "parsely-author", "sailthru.author")
_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "og:published_time",
)  # fmt: skip
_ISO = re.compile(r"\s*(\d{4})[-/](\d{2})(?:[-/](\d{2}))?(?=$|[\sT])")


def read_meta(tree: HtmlElement) -> Meta:
    """Read the meta tags of a page; the first heading of the first rank before `<title>`, which carries the site's name too."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            said.setdefault(name.lower(), content[:500])
    title = _first(said, _TITLES) or _words(tree, "h1") or _words(tree, "title")
    author = next((said[name] for name in _AUTHORS if name in said and "://" not in said[name]), None)
    date = next((found for name in _DATES if (found := to_date(said.get(name, "")))), None)
    return Meta(title=title, author=author, date=date or _time(tree))


def to_date(words: str) -> str | None:
    """Return the day of an ISO date or time as EDTF, None for words of another form."""
    found = _ISO.match(words)
    if found is None or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[3] or 1) <= 31:
        return None
    return "-".join(part for part in found.groups() if part)


def _first(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if name in said), None)


def _words(tree: HtmlElement, tag: str) -> str | None:
    for element in tree.iter(tag):
        words = " ".join("".join(element.itertext()).split())
        if words:
            return words[:300]
    return None


def _time(tree: HtmlElement) -> str | None:
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return to_date(element.get("datetime") or "")
    return None
