"""Read what an image file says of itself: title or description, who made it, when. Nothing of where it was taken.

What a person wrote counts (XMP, as photo editors and press agencies write it), then what a camera wrote (EXIF), then the
text chunks of a PNG.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from whosays.read.frames import DAMAGE, quietly
from whosays.read.meta import Meta

if TYPE_CHECKING:
    from PIL.Image import Image

# Tags of EXIF: description, artist and last change in the main block, the moment of taking in its own.
_DESCRIPTION, _ARTIST, _CHANGED, _MAIN, _TAKEN = 270, 315, 306, 0x8769, 36867
_DAY = re.compile(r"(\d{4})[:-](\d{2})[:-](\d{2})(?!\d)")
# What cameras and programs write where nobody wrote anything.
_DEFAULT = re.compile(
    r"(?:olympus digital|sony dsc|dcim|dsc|img|image|picture|photo|screenshot|untitled|scan)(?![^\W\d_])[\W\d_]*.{0,12}",
    re.IGNORECASE,
)
_LONGEST = 300
_MOST_XMP = 2_000_000
_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def read_meta(image: Image) -> Meta:
    """Return what the file says of itself; damaged parts say nothing."""
    said = _read_xmp(image)
    for source in (_read_exif(image), _read_chunks(image)):
        said = {name: said.get(name) or source.get(name) for name in {*said, *source}}
    return Meta(
        title=_words(said.get("title")) or _words(said.get("description")),
        author=_words(said.get("author")),
        date=_day(said.get("date")),
        modified=_day(said.get("modified")),
    )


def _read_xmp(image: Image) -> dict[str, str | None]:
    from lxml import etree

    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    raw = raw.encode() if isinstance(raw, str) else raw
    if not isinstance(raw, bytes) or not 0 < len(raw) <= _MOST_XMP:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        tree = etree.fromstring(raw.strip(b"\0 \r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    if tree is None:
        return {}

    def find(*names: str) -> str | None:
        return next((words for name in names if (words := _find(tree, name))), None)

    return {
        "title": find("dc:title", "photoshop:Headline"),
        "description": find("dc:description"),
        "author": find("dc:creator"),
        "date": find("photoshop:DateCreated", "xmp:CreateDate"),
        "modified": find("xmp:ModifyDate"),
    }


def _find(tree: object, name: str) -> str | None:
    """Return the words of a property of XMP, written as an element, as a list of them, or as an attribute."""
    from lxml.etree import _Element

    assert isinstance(tree, _Element)
    prefix, local = name.split(":")
    found = tree.find(f".//{name}", _NAMES)
    if found is not None:
        parts = [words for part in found.itertext() if (words := str(part).strip())]
        if parts:
            return ", ".join(parts) if local == "creator" else parts[0]
    attribute = f"{{{_NAMES[prefix]}}}{local}"
    return next((value for element in tree.iter("{*}Description") if (value := element.get(attribute))), None)


def _read_exif(image: Image) -> dict[str, str | None]:
    try:
        with quietly():
            exif = image.getexif()
            main = exif.get_ifd(_MAIN)
    except DAMAGE:
        return {}
    return {
        "description": _text(exif.get(_DESCRIPTION)),
        "author": _text(exif.get(_ARTIST)),
        "date": _text(main.get(_TAKEN)),
        "modified": _text(exif.get(_CHANGED)),
    }


def _read_chunks(image: Image) -> dict[str, str | None]:
    if image.format != "PNG":
        return {}
    names = {"title": "Title", "description": "Description", "author": "Author", "date": "Creation Time"}
    return {name: _text(image.info.get(key)) for name, key in names.items()}


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return value if isinstance(value, str) else None


def _words(said: str | None) -> str | None:
    """Return words in one line; None for none, and for what programs write by themselves."""
    words = " ".join((said or "").replace("\0", " ").split())
    if not words or "\ufffd" in words or _DEFAULT.fullmatch(words):
        return None
    return words[:_LONGEST]


def _day(said: str | None) -> str | None:
    """Return the day of a time as files write it, None for one that is none."""
    found = _DAY.match((said or "").strip())
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None
