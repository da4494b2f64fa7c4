"""Split a text into its printed lines, with what a reader sees of them: indent, blank lines before, the start of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# An opening form feed says that a page begins. So does, in text taken out of a PDF, a single leading space: converters leave
# it where a page or a text frame begins. The second is a hint only, and worth nothing where many lines are indented so.
_HINTS_AT_MOST = 0.2

# Marks that are no words and may stand at the edge of a line: byte order mark, direction marks, soft hyphen.
_INVISIBLE = "\ufeff\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"

_FINAL = re.compile(r"[.!?…:;؟؛۔。！？](?:[\"'”’»)\]*_]|\d{1,3}|\[\d{1,3}\]|\(\d{1,3}\)|[¹²³⁰⁴-⁹])*$")
_CLOSED = re.compile(r"[,،(\[\-–—/&]$")


def ends_sentence(words: str) -> bool:
    """Ask whether words end with a final mark; a closing quotation mark or a note number may follow it."""
    return _FINAL.search(words[-12:]) is not None


def hangs(words: str) -> bool:
    """Ask whether words end with a mark after which a sentence must go on."""
    return _CLOSED.search(words[-2:]) is not None


def goes_on(words: str) -> bool:
    """Ask whether words begin as the middle of a sentence: with a small letter or a closing mark."""
    first = words.lstrip("\"'“‘«([")[:1]
    return first.islower() or words[:1] in ",;.)]»،؛"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank. `start:end` are its words without outer blanks; `at` counts such lines from 0.

    `opens`: a page (or, as a hint, a text frame) begins here. `after_blank`: a blank line stands before it. `counts`: the
    number that it begins with can be one of a list.
    """

    at: int
    start: int
    end: int
    words: str
    indent: int
    page: int
    opens: bool
    after_blank: bool
    counts: bool = False

    @property
    def ends_sentence(self) -> bool:
        """Ask whether the line ends with a final mark (a closing quotation mark or a note number may follow it)."""
        return ends_sentence(self.words)

    @property
    def hangs(self) -> bool:
        """Ask whether the line ends with a mark after which a sentence must go on."""
        return hangs(self.words)

    @property
    def goes_on(self) -> bool:
        """Ask whether the line begins as the middle of a sentence: with a small letter or a closing mark."""
        return goes_on(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """All lines of a text. `pages` are the offsets where form feeds start pages; `hinted`: page starts are hints only."""

    lines: tuple[Line, ...]
    pages: tuple[int, ...]
    hinted: bool


def split_lines(text: str) -> Lines:
    """Split `text` at every line end that Unicode knows, form feeds among them."""
    lines: list[Line] = []
    pages = [0] if "\f" in text else []
    at, blank, opens = 0, True, False
    for raw in text.splitlines(keepends=True):
        words = raw.strip().strip(_INVISIBLE).strip()
        if words:
            first = raw.index(words)
            lines.append(
                Line(
                    at=len(lines),
                    start=at + first,
                    end=at + first + len(words),
                    words=words,
                    indent=len(raw[:first].strip("\r\n\f").lstrip(_INVISIBLE).expandtabs(4)),
                    page=max(len(pages), 1),
                    opens=opens,
                    after_blank=blank,
                )
            )
            blank = opens = False
        else:
            blank = blank or not raw.endswith("\f")
        at += len(raw)
        if raw.endswith("\f"):
            opens = True
            pages.append(at)
    if pages:
        return Lines(lines=tuple(lines), pages=tuple(pages), hinted=False)
    return _with_hints(lines)


def _with_hints(lines: list[Line]) -> Lines:
    hints = sum(line.indent == 1 and line.at > 0 for line in lines)
    if not 0 < hints <= _HINTS_AT_MOST * len(lines):
        return Lines(lines=tuple(lines), pages=(), hinted=False)
    marked = (replace(line, opens=True, indent=0) if line.indent == 1 and line.at else line for line in lines)
    return Lines(lines=tuple(marked), pages=(), hinted=True)


class Measure:
    """How wide a text is set, to tell a line that was wrapped from one that its writer ended."""

    # Lines longer than this were not wrapped: no page or mail is set so wide.
    UNWRAPPED = 180

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._places = {line.at: place for place, line in enumerate(lines)}
        lengths = sorted(len(line.words) for line in lines)
        letters = sum(lengths)
        self.unwrapped = letters > 0 and sum(n for n in lengths if n > self.UNWRAPPED) > letters / 2
        usual = [n for n in lengths if n <= self.UNWRAPPED]
        self.width = usual[len(usual) * 4 // 5] if usual else 0

    def near(self, line: Line) -> int:
        """Return the width of the widest line in the neighbourhood of `line` (three lines each way, same block)."""
        here = low = high = self._places[line.at]
        while low > 0 and here - low < 3 and self._adjoin(low - 1):
            low -= 1
        while high + 1 < len(self._lines) and high - here < 3 and self._adjoin(high):
            high += 1
        widest = max(len(one.words) for one in self._lines[low : high + 1])
        return widest if high - low > 1 else max(widest, self.width)

    def _adjoin(self, place: int) -> bool:
        line, after = self._lines[place], self._lines[place + 1]
        return after.at == line.at + 1 and not (after.after_blank or after.opens)

    def fills(self, line: Line, after: Line | None, share: float = 0.75) -> bool:
        """Ask whether the line is full: with the next line's first word it would be wider than `share` of its neighbours."""
        word = len(after.words.split(maxsplit=1)[0]) if after else 0
        return len(line.words) + 1 + min(word, 20) > share * self.near(line)
