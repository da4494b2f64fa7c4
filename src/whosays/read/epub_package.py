"""Find the chapters of an e-book (EPUB) in reading order, what the book says of itself, and whether it is locked."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from whosays.read.meta import Meta
from whosays.read.properties import author_of, day_of
from whosays.read.reading import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

    from whosays.read.zip_parts import Parts

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_PAGES = frozenset(["application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document"])
# These scramble the fonts alone; every reader of e-books undoes them.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_LOCKS = (("META-INF/rights.xml", "Adobe's"), ("META-INF/license.lcpl", "LCP's"), ("META-INF/sinf.xml", "Apple's"))
_DATE = re.compile(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[\sT])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book: its chapters' parts in reading order, which of them is its table of contents, what it says of itself."""

    chapters: tuple[str, ...]
    contents: str | None
    meta: Meta


def open_book(parts: Parts) -> Book:
    """Read the list of chapters. Raises UnreadableDocument where there is none, or the book is locked."""
    name = _root(parts)
    tree = parts.xml(name)
    if tree is None:
        raise UnreadableDocument(parts.called, "it has no list of chapters (the package document of an e-book)")
    folder = posixpath.dirname(name)
    items = {each.get("id") or "": each for each in tree.iter("{*}item")}
    places = {each: resolve(folder, item.get("href") or "")[0] for each, item in items.items()}
    spine = [each.get("idref") or "" for each in tree.iter("{*}itemref")]
    wanted = [each for each in spine if each in items and (items[each].get("media-type") or "").lower() in _PAGES]
    chapters = tuple(dict.fromkeys(places[each] for each in wanted if places[each] in parts))
    if not chapters:
        raise UnreadableDocument(parts.called, "it lists no chapters with words")
    _refuse_locked(parts, frozenset(chapters))
    contents = next((places[each] for each, item in items.items() if "nav" in (item.get("properties") or "").split()), None)
    return Book(chapters=chapters, contents=contents, meta=_read_meta(tree))


def resolve(folder: str, address: str) -> tuple[str, str]:
    """Return the part that an address in a book leads to, as seen from a part's folder, and the place in it; "" for outside."""
    try:
        split = urlsplit(address)
    except ValueError:
        return "", ""
    if split.scheme or split.netloc:
        return "", ""
    path = posixpath.normpath(posixpath.join("/", folder, unquote(split.path))).lstrip("/") if split.path else ""
    return path, unquote(split.fragment)


def _root(parts: Parts) -> str:
    container = parts.xml("META-INF/container.xml")
    for each in container.iter("{*}rootfile") if container is not None else ():
        if (name := each.get("full-path") or "") in parts:
            return name
    return next((name for name in parts.names if name.lower().endswith(".opf")), "")


def _refuse_locked(parts: Parts, chapters: frozenset[str]) -> None:
    tree = parts.xml("META-INF/encryption.xml")
    for each in tree.iter("{*}EncryptedData") if tree is not None else ():
        method, reference = each.find("{*}EncryptionMethod"), next(each.iter("{*}CipherReference"), None)
        if method is not None and method.get("Algorithm") in _FONTS:
            continue
        place = unquote(reference.get("URI") or "") if reference is not None else ""
        if posixpath.normpath(place).lstrip("/") in chapters:
            whose = next((who for name, who in _LOCKS if name in parts), "a shop's")
            raise UnreadableDocument(parts.called, f"its chapters are locked by {whose} copy protection (DRM)")


def _read_meta(tree: _Element) -> Meta:
    said: dict[str, list[str]] = {}
    for each in tree.iter(f"{_DC}*", "{*}meta"):
        name = each.get("property") or str(each.tag).rpartition("}")[2]
        if event := each.get(f"{_OPF}event"):
            name = f"{name} {event}"
        if words := " ".join((each.text or "").split()):
            said.setdefault(name, []).append(words[:500])
    authors = [author for each in said.get("creator", []) if (author := author_of(each))]
    language = said.get("language", [""])[0][:2].lower()
    url = next((each for each in said.get("source", []) + said.get("identifier", []) if each.startswith("http")), None)
    return Meta(
        title=next(iter(said.get("title", ())), None),
        author="; ".join(authors[:5]) or None,
        publisher=next(iter(said.get("publisher", ())), None),
        date=_date((said.get("date publication") or said.get("date") or [""])[0]),
        modified=day_of((said.get("dcterms:modified") or said.get("date modification") or [""])[0]),
        url=url,
        language=language if len(language) == 2 and language.isalpha() else None,
    )


def _date(words: str) -> str | None:
    found = _DATE.match(words)
    if not found or found[1] < "1000":
        return None
    day = "-".join(part for part in found.groups() if part)
    return day if len(day) < 10 else day_of(day)
