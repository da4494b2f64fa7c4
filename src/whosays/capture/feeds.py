"""Which addresses a feed lists: RSS (0.9 to 2.0), Atom, JSON Feed, sitemaps and indexes of sitemaps, packed or not.

A feed is data from outside: entities are not resolved, nothing is loaded for it, a damaged one is read as far as it goes, and
what it holds is bounded. Addresses come out whole, in the order of the feed, each once.

feedparser would read RSS and Atom too. It knows no sitemaps, repairs more than a list of addresses needs, and rests on an old
SGML parser that is no wheel; lxml is here anyway.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import urldefrag, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

FeedKind = Literal["rss", "atom", "json", "sitemap", "sitemap-index"]

# The protocol of sitemaps allows 50,000 addresses and 50 MB, unpacked, in one file.
LONGEST, LARGEST = 50_000, 50 << 20
_HEAD = 4096
_ROOTS: dict[str, FeedKind] = {
    "rss": "rss", "RDF": "rss", "feed": "atom", "urlset": "sitemap", "sitemapindex": "sitemap-index",
}  # fmt: skip
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(rss|RDF|feed|urlset|sitemapindex)[\s>]")
_JSON = re.compile(rb'\s*\{.{0,2000}"version"\s*:\s*"https?://jsonfeed\.org/', re.DOTALL)
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An address that a feed lists, with what it says of it. `date` is UTC in ISO 8601, or less where it says less."""

    url: str
    title: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed lists. For an index of sitemaps the items are the sitemaps. `is_whole`: nothing was damaged or too much."""

    kind: FeedKind
    title: str | None = None
    items: tuple[FeedItem, ...] = ()
    is_whole: bool = True


def is_feed(raw: bytes) -> bool:
    """Ask whether bytes are a feed, by how they begin."""
    return _kind(_unpacked(raw, _HEAD)[0]) is not None


def read_feed(raw: bytes, url: str) -> Feed | None:
    """Read a feed that came from an address; None where the bytes are none."""
    text, is_whole = _unpacked(raw, LARGEST)
    kind = _kind(text[:_HEAD])
    if kind is None:
        return None
    feed = _read_json(text, url) if kind == "json" else _read_xml(text, url, kind)
    if feed is None:
        return None
    once: dict[str, FeedItem] = {}
    for item in feed.items:
        once.setdefault(item.url, item)
    items = tuple(once.values())
    return Feed(
        kind=kind, title=feed.title, items=items[:LONGEST], is_whole=is_whole and feed.is_whole and len(items) <= LONGEST
    )


def _unpacked(raw: bytes, limit: int) -> tuple[bytes, bool]:
    """Return the bytes without their compression, up to `limit`, and whether that is all of them."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw[:limit], len(raw) <= limit
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        out = unpacking.decompress(raw, limit)
    except zlib.error:
        return b"", False
    return out, unpacking.eof


def _kind(head: bytes) -> FeedKind | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    if _JSON.match(head):
        return "json"
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    found = _ROOT.search(head) if begin == b"<" else None
    return None if found is None or b"<html" in head[: found.start()].lower() else _ROOTS[found[1].decode()]


def _read_xml(raw: bytes, url: str, kind: FeedKind) -> Feed | None:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_pis=True
    )
    try:
        root = etree.fromstring(raw.strip(), parser)
    except etree.XMLSyntaxError:
        return Feed(kind=kind, is_whole=False)
    if root is None:
        return Feed(kind=kind, is_whole=False)
    base = _base(root, url)
    read = {"rss": _rss, "atom": _atom}.get(kind, _sitemap)
    title = next((_words(child) for child in root.iter("{*}title", "title")), None) if kind in ("rss", "atom") else None
    return Feed(kind=kind, title=title, items=tuple(read(root, base)), is_whole=not len(parser.error_log))


def _rss(root: _Element, base: str) -> Iterator[FeedItem]:
    for item in _all(root, "item"):
        said = _children(item)
        link = said.get("link") or said.get("about") or (said.get("guid") if _is_permalink(item) else None)
        if url := _address(base, link or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")):
            yield FeedItem(url=url, title=said.get("title"), date=_date(said.get("pubDate") or said.get("date")))


def _is_permalink(item: _Element) -> bool:
    return any(child.get("isPermaLink", "true").lower() != "false" for child in _all(item, "guid"))


def _atom(root: _Element, base: str) -> Iterator[FeedItem]:
    for entry in _all(root, "entry"):
        here = _base(entry, base)
        links = [link for link in _all(entry, "link") if link.get("rel", "alternate") == "alternate" and link.get("href")]
        pages = [link for link in links if "html" in link.get("type", "html")] or links
        said = _children(entry)
        if url := _address(_base(pages[0], here), pages[0].get("href")) if pages else None:
            date = _date(said.get("updated") or said.get("published"))
            yield FeedItem(url=url, title=said.get("title"), date=date)


def _sitemap(root: _Element, base: str) -> Iterator[FeedItem]:
    for entry in root:
        said = _children(entry)
        if url := _address(base, said.get("loc")):
            yield FeedItem(url=url, title=said.get("news") or None, date=_date(said.get("lastmod")))


def _read_json(raw: bytes, url: str) -> Feed | None:
    import msgspec

    try:
        said = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Feed(kind="json", is_whole=False)
    entries = said.get("items") if isinstance(said, dict) else None
    items = (_json_item(entry, url) for entry in entries if isinstance(entry, dict)) if isinstance(entries, list) else ()
    title = said.get("title") if isinstance(said, dict) else None
    return Feed(kind="json", title=title if isinstance(title, str) else None, items=tuple(item for item in items if item))


def _json_item(entry: dict[str, object], base: str) -> FeedItem | None:
    said = {name: value for name, value in entry.items() if isinstance(value, str)}
    url = _address(base, said.get("url"))
    date = _date(said.get("date_modified") or said.get("date_published"))
    return FeedItem(url=url, title=said.get("title"), date=date) if url else None


def _all(element: _Element, name: str) -> Iterator[_Element]:
    return element.iter(f"{{*}}{name}")


def _children(element: _Element) -> dict[str, str]:
    """Return the words of an element's children by their names without name space, the first of each."""
    out: dict[str, str] = {}
    for child in element:
        if isinstance(child.tag, str):
            out.setdefault(child.tag.rpartition("}")[2], _words(child) or "")
    return out


def _words(element: _Element) -> str | None:
    return " ".join("".join(map(str, element.itertext())).split())[:1000] or None


def _base(element: _Element, base: str) -> str:
    return _joined(base, element.get("{http://www.w3.org/XML/1998/namespace}base") or "") or base


def _address(base: str, link: str | None) -> str | None:
    """Return a whole address of the web without its fragment; None for any other."""
    url = _joined(base, link.strip()) if link and link.strip() else None
    return urldefrag(url).url if url else None


def _joined(base: str, link: str) -> str | None:
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # "http://[": no address
        return None
    return url if is_web else None


def _date(words: str | None) -> str | None:
    """Read a date as RSS (RFC 822) or the others (W3C) write it; a day stays a day, a time becomes UTC."""
    if not words:
        return None
    if _DAY.fullmatch(words):
        return words
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = read(words)
            return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
