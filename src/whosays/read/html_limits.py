"""Keep markup from costing time without end: tags of very many attributes, elements of very many children.

The parser compares each attribute of a tag with all before it, and the search for the main text asks for the number of an
element's children at each of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Of pages in corpora the longest tags without pictures in them have 8,000 characters, the widest elements 6,000 children.
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,40})[^<>]{20000,}")
_SPACES = re.compile(r"\s+")
_MOST_PARTS, _MOST_CHILDREN = 2_000, 20_000


def cut_attributes(text: str) -> str:
    """Return markup without the attributes of tags that have thousands. A picture in an attribute is long and no harm."""
    return _LONG_TAG.sub(lambda tag: f"<{tag[1]} " if len(_SPACES.findall(tag[0])) > _MOST_PARTS else tag[0], text)


def is_too_wide(tree: HtmlElement) -> bool:
    """Ask whether an element has so many children that the search for a main text would not end."""
    return any(len(element) > _MOST_CHILDREN for element in tree.iter())
