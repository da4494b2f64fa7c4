"""Count the lists of a Word file, so that each item has the number that Word prints.

Numbers are not in the text: a paragraph names a list and a level, a list names its pattern, and several lists may share one
pattern and count on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.read.docx_package import W, is_on, to_int, value
from whosays.read.numerals import format_number
from whosays.read.symbols import to_bullet

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """How a level of a list is printed."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    plain: bool = False
    font: str = ""
    style: str | None = None


@dataclass(slots=True)
class _Pattern:
    """An abstract list: its levels, and how far each has been counted (None: not begun)."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _List:
    """A list: its pattern, its own levels, and numbers that it begins with when it is first used."""

    pattern: _Pattern
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)

    def level(self, depth: int) -> _Level:
        """Return how a level is printed; one that nobody describes prints nothing."""
        return self.levels.get(depth) or self.pattern.levels.get(depth) or _Level(form="none")


class Lists:
    """The lists of a file, counted as its paragraphs come."""

    def __init__(self, tree: _Element | None) -> None:
        """Read the patterns and the lists."""
        self._lists: dict[str, _List] = {}
        if tree is None:
            return
        abstract = {each.get(f"{W}abstractNumId") or "": each for each in tree.iterchildren(f"{W}abstractNum")}
        styled = {link: name for name, each in abstract.items() if (link := value(each.find(f"{W}styleLink")))}
        patterns = {name: _Pattern(_read_levels(each)) for name, each in abstract.items()}
        for each in tree.iterchildren(f"{W}num"):
            name = value(each.find(f"{W}abstractNumId")) or ""
            link = value(abstract[name].find(f"{W}numStyleLink")) if name in abstract else None
            pattern = patterns.get(styled.get(link or "", name))
            if pattern is not None:
                self._lists.setdefault(each.get(f"{W}numId") or "", _read_list(each, pattern))

    def depth_of(self, numbering: str, style: str | None) -> int | None:
        """Return the level of a list that belongs to a paragraph style, if one does."""
        found = self._lists.get(numbering)
        levels = {**found.pattern.levels, **found.levels} if found and style else {}
        return next((depth for depth, level in levels.items() if level.style == style), None)

    def count(self, numbering: str, depth: int) -> str | None:
        """Count one more item of a list and return what is printed before it; None where there is no such list."""
        found = self._lists.get(numbering)
        if found is None:
            return None
        depth = min(max(depth, 0), LEVELS - 1)
        counts = found.pattern.counts
        if depth in found.starts and depth not in found.begun:
            counts[depth] = found.starts[depth] - 1
        found.begun.add(depth)
        before = counts[depth]
        counts[depth] = found.level(depth).start if before is None else before + 1
        for above in range(depth):
            if counts[above] is None:
                counts[above] = found.level(above).start
        for below in range(depth + 1, LEVELS):
            restart = found.level(below).restart
            if restart is None or (restart and depth < restart):
                counts[below] = None
        return _printed(found, depth)


def _printed(found: _List, depth: int) -> str:
    level = found.level(depth)
    if level.form == "bullet":
        return to_bullet(level.pattern, level.font)

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        own = found.level(at)
        form = "decimal" if level.plain and own.form not in ("none", "decimalZero") else own.form
        return format_number(found.pattern.counts[at] or own.start, form)

    return _PLACE.sub(number, level.pattern).strip()


def _read_levels(element: _Element) -> dict[int, _Level]:
    return {to_int(each.get(f"{W}ilvl")): _read_level(each) for each in element.iterchildren(f"{W}lvl")}


def _read_level(element: _Element) -> _Level:
    restart = element.find(f"{W}lvlRestart")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return _Level(
        form=value(element.find(f"{W}numFmt")) or "decimal",
        pattern=(value(element.find(f"{W}lvlText")) or "")[:80],
        start=to_int(value(element.find(f"{W}start")), 0),
        restart=None if restart is None else to_int(value(restart)),
        plain=bool(is_on(element, f"{W}isLgl")),
        font=value(fonts, f"{W}ascii") or value(fonts, f"{W}hAnsi") or "",
        style=value(element.find(f"{W}pStyle")),
    )


def _read_list(element: _Element, pattern: _Pattern) -> _List:
    out = _List(pattern)
    for each in element.iterchildren(f"{W}lvlOverride"):
        depth = to_int(each.get(f"{W}ilvl"))
        level = each.find(f"{W}lvl")
        if level is not None:
            out.levels[depth] = _read_level(level)
        if (start := value(each.find(f"{W}startOverride"))) is not None:
            out.starts[depth] = to_int(start, 1)
    return out
