"""Find the parts of a Word file: which is the main one, and what it is related to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.read.reading import UnreadableDocument
from whosays.read.zip_parts import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from whosays.read.zip_parts import Parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

# "Strict" files name the same things by other addresses.
_STRICT = tuple(
    (f'"http://purl.oclc.org/ooxml/{strict}"'.encode(), f'"http://schemas.openxmlformats.org/{usual}"'.encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A relation of a part: its kind (the last word of its address), its target, and whether that lies outside of the file."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a Word file, by what they are to the main part."""

    def __init__(self, parts: Parts) -> None:
        """Find the main part. Raises UnreadableDocument where there is none."""
        self.parts = parts
        top = self.related("")
        named = next((rel.target for rel in top.values() if rel.kind == "officeDocument"), "word/document.xml")
        self.main = named if named in parts else "word/document.xml"
        if self.main not in parts:
            raise UnreadableDocument(parts.called, "it has no part with the text of a Word file")
        self.relations = self.related(self.main)

    def xml(self, name: str | None) -> _Element | None:
        """Parse a part; None where there is none."""
        if name is None or name not in self.parts:
            return None
        raw = self.parts.read(name, limit=self.parts.limits.xml)
        if b"purl.oclc.org/ooxml/" in raw:
            for strict, usual in _STRICT:
                raw = raw.replace(strict, usual)
        return parse_xml(self.parts.called, name, raw)

    def body(self) -> _Element:
        """Parse the main part."""
        tree = self.xml(self.main)
        assert tree is not None
        return tree

    def related(self, part: str) -> dict[str, Related]:
        """Return the relations of a part by their ids ("" is the file itself)."""
        folder, name = posixpath.split(part)
        tree = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        out: dict[str, Related] = {}
        for each in tree if tree is not None else ():
            target, outside = each.get("Target") or "", each.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (each.get("Type") or "").rpartition("/")[2]
            out.setdefault(each.get("Id") or "", Related(kind=kind, target=target, outside=outside))
        return out

    def first(self, kind: str) -> str | None:
        """Return the name of the first part of a kind that the main part is related to."""
        return next((rel.target for rel in self.relations.values() if rel.kind == kind and not rel.outside), None)

    def optional(self, kind: str) -> _Element | None:
        """Parse the first part of a kind, if there is one."""
        return self.xml(self.first(kind))

    def embedded(self) -> Iterator[str]:
        """Yield the names of files that are embedded in the text (sheets, documents, pieces of web pages)."""
        for rel in self.relations.values():
            if rel.kind in ("package", "oleObject", "aFChunk") and not rel.outside and rel.target in self.parts:
                yield rel.target


def value(element: _Element | None, name: str = f"{W}val") -> str | None:
    """Return an attribute of an element that may not be there."""
    return None if element is None else element.get(name)


def is_on(parent: _Element | None, name: str) -> bool | None:
    """Return what a switch below `parent` says; None where it is not there."""
    switch = None if parent is None else parent.find(name)
    return None if switch is None else value(switch) not in ("0", "false", "off")


def to_int(words: str | None, otherwise: int = 0) -> int:
    """Read a number as a file gives it; `otherwise` where it is none or out of all bounds."""
    digits = (words or "").strip()
    bare = digits.removeprefix("-")
    return int(digits) if bare.isascii() and bare.isdigit() and len(digits) < 10 else otherwise
