"""Say what the styles of a Word file mean: headings and their levels, quotations, captions, lists, raised and hidden words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.read.docx_package import W, is_on, to_int, value
from whosays.read.style_names import is_title, zone_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from whosays.records import Zone

_DEPTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style says of a paragraph or a run; None where it says nothing. `level` is a heading's, from 1."""

    zone: Zone = "paragraph"
    level: int | None = None
    is_title: bool = False
    numbering: str | None = None
    depth: int | None = None
    raised: bool | None = None
    hidden: bool | None = None


_PLAIN = Style()


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, tree: _Element | None) -> None:
        """Read the styles; each says what the style that it is based on says, unless it says otherwise."""
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, Style] = {}
        self.usual: str | None = None
        self.language: str | None = None
        if tree is None:
            return
        for each in tree.iterchildren(f"{W}style"):
            name = each.get(f"{W}styleId") or ""
            self._elements.setdefault(name, each)
            if each.get(f"{W}default") in ("1", "true", "on") and each.get(f"{W}type") == "paragraph":
                self.usual = name
        language = value(tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")) or ""
        self.language = language[:2].lower() if language[:2].isalpha() and language[2:3] in ("", "-") else None

    def of(self, name: str | None) -> Style:
        """Return what a style says; a style that the file does not define says nothing."""
        return self._read(name if name is not None else self.usual or "", _DEPTH)

    def _read(self, name: str, depth: int) -> Style:
        if name in self._known:
            return self._known[name]
        element = self._elements.get(name)
        if element is None or not depth:
            return _PLAIN
        base = value(element.find(f"{W}basedOn"))
        found = _read_style(element, self._read(base, depth - 1) if base and base != name else _PLAIN)
        self._known[name] = found
        return found


def _read_style(element: _Element, base: Style) -> Style:
    name = value(element.find(f"{W}name")) or ""
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    zone, level = _zone(name, paragraph, base)
    number = None if paragraph is None else paragraph.find(f"{W}numPr")
    numbering, depth = base.numbering, base.depth
    if number is not None:
        numbering = value(number.find(f"{W}numId")) or numbering
        depth = to_int(value(number.find(f"{W}ilvl"))) if number.find(f"{W}ilvl") is not None else depth
    hidden = is_on(run, f"{W}vanish")
    return replace(
        base,
        zone=zone,
        level=level,
        is_title=is_title(name),
        numbering=numbering,
        depth=depth,
        raised=is_raised(run) if is_raised(run) is not None else base.raised,
        hidden=base.hidden if hidden is None else hidden,
    )


def _zone(name: str, paragraph: _Element | None, base: Style) -> tuple[Zone, int | None]:
    outline = None if paragraph is None else paragraph.find(f"{W}outlineLvl")
    if outline is not None:
        rank = to_int(value(outline), 9)
        return ("heading", rank + 1) if 0 <= rank < 9 else ("paragraph", None)
    return zone_of(name) or (base.zone, base.level)


def is_raised(run: _Element | None) -> bool | None:
    """Ask whether the properties of a run raise it; None where they say nothing."""
    align = None if run is None else value(run.find(f"{W}vertAlign"))
    return None if align is None else align == "superscript"
