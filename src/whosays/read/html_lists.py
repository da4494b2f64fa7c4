"""Number the items of a list as a browser prints them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 1_000_000


@dataclass(slots=True)
class Counter:
    """Counts the items of one list; `kind` is its `type` (1, a, A, i, I), empty for a list with bullets."""

    value: int
    step: int
    kind: str

    @classmethod
    def of(cls, element: HtmlElement) -> Counter:
        """Make the counter of a list."""
        if element.tag.lower() == "ul":
            return cls(0, 1, "")
        back = element.get("reversed") is not None
        start = _number(element.get("start"))
        if start is None:
            start = sum(child.tag == "li" for child in element) if back else 1
        kind = element.get("type") or "1"
        return cls(start + 1 if back else start - 1, -1 if back else 1, kind if kind in ("1", "a", "A", "i", "I") else "1")

    def next(self, item: HtmlElement) -> str:
        """Count an item, and return what is printed before it."""
        if not self.kind:
            return "•"
        told = _number(item.get("value"))
        self.value = self.value + self.step if told is None else told
        return to_label(self.value, self.kind)


def to_label(value: int, kind: str) -> str:
    """Write a number in digits (1), letters (a, A) or Roman (i, I); numbers that these cannot write are digits."""
    if kind in "aA" and 0 < value <= _MOST:
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(ord(kind) + rest) + letters
        return letters
    if kind in "iI" and 0 < value < 4000:
        out = ""
        for size, sign in _ROMAN:
            out += sign * (value // size)
            value %= size
        return out if kind == "i" else out.upper()
    return str(value)


def _number(words: str | None) -> int | None:
    text = (words or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else None
