"""Words that must not leave, found in any text however they are typed there, and blocks laid over them.

1. A text is folded (`text.fold`), so that letter forms, case, marks and joiners do not matter, and what is no letter or
   digit is blanked, so that hyphens, underscores and line breaks do not.
2. Words of 8 letters or more are found through any gap in them (`river-watch`, `RiverWatch`, broken over a line); those of
   4 to 7 letters with gaps between their words alone; shorter ones as whole words, in Arabic letters also behind a clitic.
3. What is found grows to whole words, so that nothing is told by what is left of one. An address (of a page, of mail, a handle)
   is hidden whole, as what is left of it would lead there; signs that it writes in other signs (`%D8%B3`, `xn--…`) are read.

Words that are typed in other letters (a romanised name) are not found: each spelling is to be hidden by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from whosays.text.fold import fold, fold_text, words_only

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.text.joined import Span

BLOCK = "█"
"""What stands for one hidden code point, so that offsets hold."""

_LOOSE, _INSIDE = 8, 4
_CLITICS = "(?:[\u0648\u0641\u0628\u0643\u0644]|\u0627\u0644)*"  # and, so, with, like, for; the article
_ARABIC = re.compile("[\u0600-\u06ff]")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|@|%[0-9A-F]{2}|xn--", re.IGNORECASE)


def blocks(text: str) -> str:
    """Return as many blocks as a text has code points."""
    return BLOCK * len(text)


def letters(words: str) -> str:
    """Return the letters and digits of some words as they are looked for: folded, nothing between them."""
    return "".join(words_only(fold_text(words)).split())


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch or overlap made one; empty ones are left out."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def covered(text: str, spans: Iterable[Span], at: int = 0) -> str:
    """Return a text with blocks over spans; `at` is where the text begins in what the spans count in."""
    signs = list(text)
    for start, end in spans:
        low, high = max(start - at, 0), min(end - at, len(signs))
        if low < high:
            signs[low:high] = BLOCK * (high - low)
    return "".join(signs)


class Spellings:
    """Some words, looked for wherever they may stand."""

    def __init__(self, words: Iterable[str]) -> None:
        forms = {" ".join(words_only(fold_text(one)).split()) for one in words}
        told = sorted(form for form in forms if form)
        self._loose = [_ahead(re.escape(form.replace(" ", ""))) for form in told if _long(form) >= _LOOSE]
        self._tight = [_pattern(form) for form in told if _long(form) < _LOOSE]
        self.hide = lru_cache(maxsize=50_000)(self._hide)

    def __bool__(self) -> bool:
        return bool(self._loose or self._tight)

    def spans(self, text: str) -> list[Span]:
        """Return where they stand in a text, in order and apart."""
        if not self:
            return []
        found: list[Span] = []
        if self._in(text):
            folded = fold(text)
            clean = words_only(folded.text)
            found = merged(folded.to_origin(*_grown(clean, low, high)) for low, high in self._places(clean))
        return merged([*found, *self._addresses(text, found)])

    def _addresses(self, text: str, found: list[Span]) -> Iterable[Span]:
        """Yield the addresses in a text that spell one of the words, or have it in them."""
        at = 0
        for token in _TOKEN.finditer(text) if _ADDRESS.search(text) else ():
            if not _ADDRESS.search(token[0]):
                continue
            while at < len(found) and found[at][1] <= token.start():
                at += 1
            if (at < len(found) and found[at][0] < token.end()) or self._in(_decoded(token[0])):
                yield token.span()

    def _hide(self, text: str) -> str:
        return covered(text, self.spans(text))

    def _in(self, text: str) -> bool:
        return any(True for _ in self._places(words_only(fold_text(text))))

    def _places(self, clean: str) -> Iterable[Span]:
        for pattern in self._tight:
            yield from (found.span(1) for found in pattern.finditer(clean))
        if not self._loose:
            return
        kept = [at for at, sign in enumerate(clean) if sign != " "]
        squeezed = clean.replace(" ", "")
        for pattern in self._loose:
            for found in pattern.finditer(squeezed):
                yield kept[found.start(1)], kept[found.end(1) - 1] + 1


def _long(form: str) -> int:
    return len(form) - form.count(" ")


def _ahead(pattern: str) -> re.Pattern[str]:
    """Make a pattern that finds places which overlap, too."""
    return re.compile(f"(?=({pattern}))")


def _pattern(form: str) -> re.Pattern[str]:
    told = " *".join(map(re.escape, form.split(" ")))
    if _long(form) >= _INSIDE:
        return _ahead(told)
    return re.compile(f"(?<![^ ])(?=({_CLITICS if _ARABIC.search(form) else ''}{told})(?![^ ]))")


def _grown(clean: str, low: int, high: int) -> Span:
    """Grow a span to whole words."""
    while low and clean[low - 1] != " ":
        low -= 1
    while high < len(clean) and clean[high] != " ":
        high += 1
    return low, high


def _decoded(address: str) -> str:
    told = unquote(address)
    for label in re.findall(r"xn--[\w-]+", told, re.IGNORECASE):
        try:
            told += " " + label.encode("ascii").decode("idna")
        except UnicodeError:  # no name of a host
            continue
    return told
