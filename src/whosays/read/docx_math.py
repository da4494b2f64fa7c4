"""Write a formula of a Word file on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.read.docx_package import M, value
from whosays.read.numerals import raise_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

_DEPTH = 40


def read_math(element: _Element, depth: int = 0) -> str:
    """Return a formula's words on one line: fractions as a/b, powers raised, the rest one after the other."""
    if depth > _DEPTH:
        return "".join(each.text or "" for each in element.iter(f"{M}t"))
    out = []
    for child in element:
        if child.tag == f"{M}t":
            out.append(child.text or "")
        elif isinstance(child.tag, str) and child.tag.startswith(M):
            form = _FORMS.get(child.tag.removeprefix(M))
            out.append(form(child, depth + 1) if form else read_math(child, depth + 1))
    return "".join(out)


def _part(element: _Element, name: str, depth: int) -> str:
    found = element.find(f"{M}{name}")
    return "" if found is None else read_math(found, depth)


def _held(words: str) -> str:
    """Return the words in parentheses unless they are one name or number."""
    return words if words.isalnum() or len(words) < 2 else f"({words})"


def _fraction(element: _Element, depth: int) -> str:
    return f"{_held(_part(element, 'num', depth))}/{_held(_part(element, 'den', depth))}"


def _power(element: _Element, depth: int) -> str:
    return _part(element, "e", depth) + _above(_part(element, "sup", depth))


def _index(element: _Element, depth: int) -> str:
    return _part(element, "e", depth) + _below(_part(element, "sub", depth))


def _both(element: _Element, depth: int) -> str:
    return _index(element, depth) + _above(_part(element, "sup", depth))


def _above(words: str) -> str:
    return "" if not words else raise_digits(words) if words.isdecimal() else f"^{_held(words)}"


def _below(words: str) -> str:
    return f"_{_held(words)}" if words else ""


def _root(element: _Element, depth: int) -> str:
    return f"{_above(_part(element, 'deg', depth))}√{_held(_part(element, 'e', depth))}"


def _sum(element: _Element, depth: int) -> str:
    sign = value(element.find(f"{M}naryPr/{M}chr"), f"{M}val") or "∫"
    low, high = _below(_part(element, "sub", depth)), _above(_part(element, "sup", depth))
    return f"{sign}{low}{high} {_part(element, 'e', depth)}"


def _fenced(element: _Element, depth: int) -> str:
    opens = value(element.find(f"{M}dPr/{M}begChr"), f"{M}val")
    closes = value(element.find(f"{M}dPr/{M}endChr"), f"{M}val")
    inside = ", ".join(read_math(each, depth) for each in element.findall(f"{M}e"))
    return f"{'(' if opens is None else opens}{inside}{')' if closes is None else closes}"


def _rows(element: _Element, depth: int) -> str:
    return "; ".join(", ".join(read_math(e, depth) for e in row.findall(f"{M}e")) for row in element.findall(f"{M}mr"))


_FORMS: Mapping[str, Callable[[_Element, int], str]] = {
    "f": _fraction, "sSup": _power, "sSub": _index, "sSubSup": _both, "rad": _root, "nary": _sum, "d": _fenced, "m": _rows,
}  # fmt: skip
