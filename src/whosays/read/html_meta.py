"""Read what a page says of itself: title, author, publisher, dates, address, language.

1. What the page states for machines: JSON-LD, meta tags, `<link rel=canonical>`, `lang`.
2. What is left, trafilatura looks for (bylines, time tags, dates in the address), without the searches that guess.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from whosays.read.meta import Meta

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

Json = dict[str, object]
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_AUTHORS = ("author", "dc.creator", "citation_author", "byl", "parsely-author", "sailthru.author", "article:author")
_PUBLISHERS = ("og:site_name", "dc.publisher", "citation_publisher", "publisher", "application-name")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "citation_publication_date",
    "pubdate", "publishdate", "parsely-pub-date", "sailthru.date", "og:published_time",
)  # fmt: skip
_CHANGED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified", "dc.date.modified", "lastmod")
_ISO = re.compile(r"\s*(\d{4})[-/](\d{2})(?:[-/](\d{2}))?(?=$|[\sT])")
_ARTICLES = re.compile(r"article|posting|report|webpage|creativework", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]|$)", re.IGNORECASE)
# Longer ones, and more of them, are no statements of a page.
_LONGEST_JSON, _MOST_JSON, _DEPTH = 200_000, 20, 6


def read_meta(tree: HtmlElement) -> Meta:
    """Read what a page says of itself."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            said.setdefault(name.lower(), content[:500])
    article = _article(tree)
    title = _text(article.get("headline")) or _first(said, _TITLES) or _words(tree, "h1") or _words(tree, "title")
    author = _name(article.get("author")) or next((said[n] for n in _AUTHORS if n in said and "://" not in said[n]), None)
    published = to_date(_text(article.get("datePublished")) or "") or _dated(said, _DATES) or _time(tree)
    if author is None or published is None:
        searched = _searched(tree)
        author, published = author or searched[0], published or searched[1]
    return Meta(
        title=title,
        author=author,
        publisher=_name(article.get("publisher")) or _first(said, _PUBLISHERS),
        date=published,
        modified=to_date(_text(article.get("dateModified")) or "") or _dated(said, _CHANGED),
        url=_canonical(tree, said),
        language=_language(tree, said),
    )


def to_date(words: str) -> str | None:
    """Return the day of an ISO date or time as EDTF, None for words of another form."""
    found = _ISO.match(words)
    if found is None or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[3] or 1) <= 31:
        return None
    return "-".join(part for part in found.groups() if part)


def _searched(tree: HtmlElement) -> tuple[str | None, str | None]:
    """Return author and date that trafilatura finds."""
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(tree, extensive=False)
    # Pages in the wild hold what it does not expect (addresses that are none, dates past all bounds).
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError):
        return None, None
    return (found.author or None, to_date(found.date or "")) if found else (None, None)


def _article(tree: HtmlElement) -> Json:
    """Return the first description of an article in the page's JSON-LD, or an empty one."""
    scripts = [script for script in tree.iter("script") if (script.get("type") or "").strip().lower() == "application/ld+json"]
    for script in scripts[:_MOST_JSON]:
        words = script.text or ""
        if len(words) > _LONGEST_JSON:
            continue
        try:
            value = json.loads(words, strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _objects(value):
            kinds = one.get("@type")
            listed = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in listed) and "datePublished" in one:
                return one
    return {}


def _objects(value: object, depth: int = 0) -> Iterator[Json]:
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _objects(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            yield from _objects(part, depth + 1)


def _text(value: object) -> str | None:
    return " ".join(value.split())[:500] or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """Return the name of a person or organisation in JSON-LD, several parted by commas."""
    if isinstance(value, dict):
        return _text(value.get("name"))
    if isinstance(value, list):
        return ", ".join(name for one in value[:10] if (name := _name(one))) or None
    text = _text(value)
    return None if text and "://" in text else text


def _first(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if name in said), None)


def _dated(said: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := to_date(said.get(name, "")))), None)


def _words(tree: HtmlElement, tag: str) -> str | None:
    for element in tree.iter(tag):
        words = " ".join("".join(element.itertext()).split())
        if words:
            return words[:300]
    return None


def _time(tree: HtmlElement) -> str | None:
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or "datePublished" in (element.get("itemprop") or ""):
            return to_date(element.get("datetime") or "")
    return None


def _canonical(tree: HtmlElement, said: dict[str, str]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    url = next((href.strip() for href in links if href), None) or said.get("og:url")
    return url if url and url.startswith(("http://", "https://")) and len(url) < 2_000 else None


def _language(tree: HtmlElement, said: dict[str, str]) -> str | None:
    stated = tree.get("lang") or said.get("content-language") or said.get("og:locale") or ""
    found = _LANGUAGE.match(stated.strip())
    return found[1].lower() if found else None
