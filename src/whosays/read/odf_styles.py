"""Say what the styles of an OpenDocument file mean: zones, lists, raised and hidden words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.read.odf_names import STYLE, TEXT, count_of
from whosays.read.style_names import is_title, zone_of
from whosays.read.symbols import to_bullet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

    from whosays.records import Zone

_DEPTH = 20
# The first sign of a list's numbers says how they are written; LibreOffice writes three of them ("١, ٢, ٣, ...").
_FORMS: Mapping[str, str] = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "١": "hindiArabic",
    "۱": "persianDigits", "أ": "arabicAlpha", "ا": "persianAlpha", "א": "hebrew1", "а": "russianLower", "А": "russianUpper",
    "α": "greekLower", "Α": "greekUpper", "१": "hindiNumbers", "๑": "thaiNumbers", "ก": "thaiLetters",
    "①": "decimalEnclosedCircle", "一": "chineseCounting", "ア": "aiueo", "가": "ganada", "ㄱ": "chosung",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style says of a paragraph or a run; None where it says nothing."""

    zone: Zone = "paragraph"
    level: int | None = None
    is_title: bool = False
    lists: str | None = None
    numbered: bool = True
    raised: bool | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLevel:
    """How a level of a list is printed."""

    form: str = "none"
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1


_PLAIN, _NO_LEVEL = Style(), ListLevel()


class Styles:
    """The styles of a file by family and name, its lists by name, and how its headings are numbered."""

    def __init__(self, trees: Iterable[_Element]) -> None:
        """Take the styles of all parts; a name that the text's own part gives counts before one of the common part."""
        self._elements: dict[tuple[str, str], _Element] = {}
        self._known: dict[tuple[str, str], Style] = {}
        self.lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        for tree in trees:
            for each in tree.iter(f"{STYLE}style"):
                self._elements.setdefault((each.get(f"{STYLE}family") or "", each.get(f"{STYLE}name") or ""), each)
            for each in tree.iter(f"{TEXT}list-style"):
                self.lists.setdefault(each.get(f"{STYLE}name") or "", _read_levels(each))
            for each in tree.iter(f"{TEXT}outline-style"):
                self.outline = self.outline or _read_levels(each)

    def of(self, family: str, name: str | None) -> Style:
        """Return what a style says; one that is not there says nothing."""
        return self._read((family, name or ""), _DEPTH)

    def level(self, lists: str | None, depth: int) -> ListLevel:
        """Return how a level (from 1) of a list is printed."""
        return self.lists.get(lists or "", {}).get(depth, _NO_LEVEL)

    def _read(self, key: tuple[str, str], depth: int) -> Style:
        if key in self._known:
            return self._known[key]
        element = self._elements.get(key)
        if element is None or not depth:
            return _PLAIN
        parent = (key[0], element.get(f"{STYLE}parent-style-name") or "")
        self._known[key] = _PLAIN  # a style that is based on itself says nothing
        found = self._known[key] = _read_style(key[1], element, self._read(parent, depth - 1))
        return found


def _read_style(name: str, element: _Element, base: Style) -> Style:
    called = (element.get(f"{STYLE}display-name") or name).replace("_20_", " ").casefold()
    zone, level = base.zone, base.level
    if element.get(f"{STYLE}family") == "paragraph":
        zone, level = zone_of(called) or (zone, level)
    words, look = element.find(f"{STYLE}text-properties"), element.find(f"{STYLE}paragraph-properties")
    numbered = look.get(f"{TEXT}enable-numbering") if look is not None else None
    position = (words.get(f"{STYLE}text-position") or "") if words is not None else ""
    shown = words.get(f"{TEXT}display") if words is not None else None
    return replace(
        base,
        zone=zone,
        level=level,
        is_title=is_title(called) or base.is_title,
        lists=element.get(f"{STYLE}list-style-name") or base.lists,
        numbered=numbered == "true" if numbered else base.numbered,
        raised=_is_raised(position) if position else base.raised,
        hidden=shown == "none" if shown else base.hidden,
    )


def _is_raised(position: str) -> bool:
    first = next(iter(position.split()), "")
    return first == "super" or (first.endswith("%") and not first.startswith(("-", "0")))


def _read_levels(element: _Element) -> dict[int, ListLevel]:
    return {count_of(each, f"{TEXT}level", most=20): _read_level(each) for each in element if isinstance(each.tag, str)}


def _read_level(element: _Element) -> ListLevel:
    if element.tag.endswith("bullet"):
        sign = element.get(f"{TEXT}bullet-char") or "•"
        look = element.find(f"{STYLE}text-properties")
        font = (look.get(f"{STYLE}font-name") or "") if look is not None else ""
        return ListLevel(form="bullet", before=to_bullet(sign, font))
    if element.tag.endswith("image"):
        return ListLevel(form="bullet", before="•")
    form = (element.get(f"{STYLE}num-format") or "").strip()
    return ListLevel(
        form=_FORMS.get(form[:1], "decimal") if form else "none",
        before=(element.get(f"{STYLE}num-prefix") or "")[:40],
        after=(element.get(f"{STYLE}num-suffix") or "")[:40],
        start=count_of(element, f"{TEXT}start-value", most=1_000_000),
        shown=count_of(element, f"{TEXT}display-levels", most=10),
    )
