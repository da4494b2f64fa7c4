"""Tell what a short line or block that stands alone is: a heading, a caption, or a short paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from whosays.text.zone_words import begins_with, has_any, words_of

if TYPE_CHECKING:
    from whosays.read.lines import Line

Case = Literal["upper", "title", "sentence", "none"]

_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVXLC]{1,5}[.)]|[A-Z][.)])\s+(?=[^\W\d])")
_TRIMMED = re.compile(r"^[#*_\s]+|[#*_:\s]+$")
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_DIGIT = re.compile(r"\d")
_ENUMERATOR = re.compile(r"\s*(?:\d{1,3}|[IVXLC]{1,5}|[A-Z])(?=$|[\s.:–—-])")

# A heading of more words reads as a sentence; titles of works may run longer.
MOST_WORDS = 16
MOST_TITLE_WORDS = 30


def bare_words(words: str) -> str:
    """Return a heading's words without the marks of Markdown, its number and a closing colon."""
    plain = _TRIMMED.sub("", words)
    return _NUMBER.sub("", plain, count=1)


def number_depth(words: str) -> int:
    """Return the depth of a heading's printed number ("2.3" is 2), 0 for none."""
    found = _NUMBER.match(_TRIMMED.sub("", words))
    return found[0].strip().rstrip(".)").count(".") + 1 if found else 0


def is_notes_heading(line: Line) -> bool:
    """Ask whether a line is the heading of a block of notes."""
    return len(line.words) < 40 and bare_words(line.words).lower() in words_of("notes")


def is_known_heading(words: str) -> bool:
    """Ask whether words are a usual heading: "Summary", "Appendix 2", "Chapter IV – The Dam", "الخلاصة"."""
    if len(words) > 120:
        return False
    plain = bare_words(words)
    if any(plain.lower() in words_of(kind) for kind in ("heading", "notes", "about")):
        return True
    taken = begins_with("heading_numbered", plain)
    return bool(taken and plain[:1] == plain[:1].upper() and _ENUMERATOR.match(plain[taken:]) and not plain.endswith("."))


def case_of(words: str) -> Case:
    """Tell how words are capitalised; "none" for scripts without capitals.

    Title case: of the words longer than three letters, first one aside, at least six in ten have a capital.
    """
    letters = [c for c in words if c.isalpha()]
    capitals, small = sum(c.isupper() for c in letters), sum(c.islower() for c in letters)
    if capitals + small < max(len(letters) / 2, 1):
        return "none"
    if capitals >= 3 and small <= len(letters) // 20:
        return "upper"
    counted = [word for word in _WORD.findall(words)[1:] if len(word) > 3]
    if not counted:
        counted = [word for word in _WORD.findall(words) if len(word) > 3]
        return "title" if counted and all(word[0].isupper() for word in counted) else "sentence"
    return "title" if sum(word[0].isupper() for word in counted) >= 0.6 * len(counted) else "sentence"


def is_mostly_digits(words: str) -> bool:
    """Ask whether a third of the words are numbers, as in dates and addresses."""
    parts = words.split()
    return sum(_DIGIT.search(part) is not None for part in parts) * 3 >= max(len(parts), 1)


def leads_caption(words: str) -> bool:
    """Ask whether words begin as a caption does: "Photo:", "Figure 3", "Left: …"."""
    taken = begins_with("caption", words)
    return taken > 0 and re.match(r"\s*(?:[:：]|\d{1,3}\b|\([a-z]+\):)", words[taken:]) is not None


def depicts(words: str) -> bool:
    """Ask whether words name a picture ("A banner over the quay", "the harbour (photo)")."""
    return has_any("depicts", words)
