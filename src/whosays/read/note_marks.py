"""Read the marks of notes: how a note line begins in a block of notes, and where note numbers hang in the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.text.zone_words import begins_with

if TYPE_CHECKING:
    from whosays.read.lines import Line

Look = Literal["plain", "square", "round", "raised"]
"""How the number of a note is printed: 1 or 1., [1], (1), ¹."""

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_BARE = re.compile(r"[\[(^]?(\d{1,3}|[¹²³⁰⁴-⁹]{1,3})[\]):]?$")
_NUMBERED = re.compile(
    r"(?:\[(\d{1,3})\]:?|\((\d{1,3})\)|([¹²³⁰⁴-⁹]{1,3})|(\d{1,3})[.):]?(?=\s)|(\d{1,3})(?=https?://))\s*(?=\S)"
)
_ADDRESS = re.compile(r"(?:<?https?://|www\.)\S", re.IGNORECASE)
_DATE = re.compile(r"\(?\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b")

# A number hangs on a word, a closing mark, or a year that then has five or six digits; never on a digit, a sign or a capital.
# One in round brackets hangs without a blank: behind a blank it numbers what follows.
_ANCHOR = re.compile(
    r"\[(\d{1,3})\]|(?<=[^\s\d([])\((\d{1,3})\)|([¹²³⁰⁴-⁹]{1,3})|\b(?:19|20)\d\d(\d{1,2})(?![\w.,]\d|\w)"
    r"|(?:(?<=[^\W\d_A-Z])|(?<=[A-Z]{3})|(?<=[\"'”’»)\]!?؟])|(?<=[^\W\d][.,;:،؛])|(?<=[\"'”’»)\]][.,;:،؛]))(\d{1,3})(?![\w%°]|[.,:/-]\d)"
)


@dataclass(frozen=True, slots=True)
class Start:
    """How a line begins as a note: `number` as printed (None without one), and where after it the text begins.

    `bare`: the number has the line for itself. `sure`: address, d.m.yy date, "Ibid", "See": hardly anything but a note.
    `look` is how the number is printed.
    """

    number: int | None
    skip: int
    bare: bool
    sure: bool
    look: Look = "plain"


def is_sure(words: str) -> bool:
    """Ask whether words begin as hardly anything but a note does: an address, a d.m.yy date, "Ibid", "See"."""
    return bool(_ADDRESS.match(words) or _DATE.match(words) or begins_with("note", words))


def has_address(words: str) -> bool:
    """Ask whether an address stands in the words."""
    return _ADDRESS.search(words) is not None


def ends_with_date(words: str) -> bool:
    """Ask whether the words end with a d.m.yy date, so that an address may still follow in the next line."""
    return re.search(r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})[.,:;]?$", words[-14:]) is not None


def read_start(line: Line) -> Start | None:
    """Read how a line begins as a note; None where it does not."""
    words = line.words
    if bare := _BARE.match(words):
        return Start(int(bare[1].translate(_RAISED)), len(words), True, False, look_of(words))
    numbered = _NUMBERED.match(words)
    if numbered and not _DATE.match(words):
        number = next(group for group in numbered.groups() if group)
        sure = is_sure(words[numbered.end() :])
        return Start(int(number.translate(_RAISED)), numbered.end(), False, sure, look_of(words))
    return Start(None, 0, False, True) if is_sure(words) else None


def look_of(printed: str) -> Look:
    """Return how a number at the beginning of a string is printed."""
    if printed[0] in "[(":
        return "square" if printed[0] == "[" else "round"
    return "plain" if printed[0].isdecimal() else "raised"


def find_anchors(text: str) -> list[tuple[int, int, Look]]:
    """Find what may be note numbers in a text: (offset, number, look) in order. Many are none; a rising sequence of them is."""
    out = []
    for found in _ANCHOR.finditer(text):
        digits = next(group for group in found.groups() if group)
        out.append((found.start(), int(digits.translate(_RAISED)), "plain" if found[4] or found[5] else look_of(found[0])))
    return out
