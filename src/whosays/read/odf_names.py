"""The names that OpenDocument files use, and how to read their attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_OPEN}office:1.0}}"
TEXT = f"{{{_OPEN}text:1.0}}"
TABLE = f"{{{_OPEN}table:1.0}}"
DRAW = f"{{{_OPEN}drawing:1.0}}"
STYLE = f"{{{_OPEN}style:1.0}}"
META = f"{{{_OPEN}meta:1.0}}"
SHOW = f"{{{_OPEN}presentation:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def count_of(element: _Element, name: str, *, most: int, otherwise: int = 1) -> int:
    """Return a number that an attribute gives, within bounds; `otherwise` where there is none."""
    words = (element.get(name) or "").strip()
    return min(int(words), most) if words.isascii() and words.isdigit() and len(words) < 12 else otherwise
