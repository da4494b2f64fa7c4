"""Read characters of symbol fonts, which word processors store as numbers in a font's own table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# The Symbol font from 0x20 on (Adobe's table); "\ufffd" where it has no character.
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\ufffd"
    + "\ufffd" * 32
    + "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭\ufffd"
)
_WINGDINGS: Mapping[int, str] = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x41: "✌", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x58: "✠", 0x59: "✡", 0x5A: "☪",
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x80: "⓪", **{0x81 + n: chr(0x2460 + n) for n in range(10)}, **{0x8C + n: chr(0x2776 + n) for n in range(10)},
    0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_UNKNOWN = "\ufffd"


def to_char(code: int, font: str) -> str:
    """Return the character that a font prints for a number; what no table knows stays as its private character."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.casefold()
    if name == "symbol" and 0x20 <= low < 0x20 + len(_SYMBOL) and _SYMBOL[low - 0x20] != _UNKNOWN:
        return _SYMBOL[low - 0x20]
    if name == "wingdings" and low in _WINGDINGS:
        return _WINGDINGS[low]
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""


def to_bullet(pattern: str, font: str) -> str:
    """Return the bullet that a list prints; "•" for one that no table knows."""
    if pattern == "o" and font.casefold().startswith("courier"):
        return "◦"
    out = "".join(to_char(ord(char), font or "Symbol") if "\uf000" <= char <= "\uf0ff" else char for char in pattern.strip())
    return out if out and all(char < "\ue000" or char > "\uf8ff" for char in out) else "•"
