"""Read the raised numbers that call notes: Tesseract takes them for quotation marks, stars and signs, or leaves them out.

In an image they cannot be missed: they stand above the line, half as high as a capital (a quotation mark is a quarter as high).

1. `find_marks`: at the end of a word, and at the beginning of a line, the ink that is raised so.
2. `make_sheet`: all marks of a page, enlarged, one a line; recognised as digits in one further call.
3. `write_marks`: what they say, with raised digits, in place of what they were taken for.

Measured on 116 marks of pages made here (150 to 300 dpi, with grain): 111 read right, and 115 with the rule that notes count
up; quotation marks, degrees and apostrophes on such pages: none taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from whosays.read.ocr import OcrLine, OcrWord

    Ink = NDArray[np.bool_]

# What the marks are recognised as; signs of the same look are among them, so that they are not taken for digits.
LETTERS = "0123456789*'\"°†‡"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Where raised ink ends above the line and how high it is, in heights of the line: digits .35 to .39 and .39 to .46 (set as
# web pages do .38 to .43 and .56 to .62), quotation marks .47 to .49 and .18 to .21, letters 0 and .52 or more.
_ABOVE, _HIGH = (0.2, 0.55), (0.3, 0.66)
# A quotation mark before them; how far a mark that was left out may stand from its word.
_QUOTE_ABOVE, _QUOTE_HIGH, _FAR = 0.4, 0.28, 0.6
# What raised digits are taken for.
_TAKEN = re.compile(r"[*®™°”“’‘\"'`´^~?!<>|{}\d⁰¹²³⁴-⁹]")
_QUOTES = frozenset("”“’‘\"'")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Marks on the sheet: height, room around, most of them (a page with more has another script, or is no page).
_TALL, _ROOM, MOST = 44, 24, 300


@dataclass(frozen=True, slots=True)
class Raised:
    """Raised ink of a word: which word of which line, the box in dots, how many pieces, at its beginning or end."""

    line: int
    word: int
    box: tuple[int, int, int, int]
    pieces: int
    leads: bool
    quoted: bool


def find_marks(grey: Image, lines: Sequence[OcrLine]) -> list[Raised]:
    """Find the words that begin or end with raised ink, in the order of reading. Only scripts that run from the left."""
    import numpy as np

    dots = np.asarray(grey)
    level = _ink_level(dots, lines)
    found: list[Raised] = []
    for at, line in enumerate(lines):
        if line.size * grey.height < 8 or any(_RIGHT_TO_LEFT.search(word.text) for word in line.words):
            continue
        for place in range(len(line.words)):
            found += _look_at(dots, level, (at, place), line)
    return found[:MOST]


def _ink_level(dots: NDArray[np.uint8], lines: Sequence[OcrLine]) -> float:
    """Return the grey level below which a dot is ink: half way between paper and the darker dots of the first lines."""
    import numpy as np

    tall, wide = dots.shape
    ink = []
    for word in (word for line in lines[:40] for word in line.words[:3]):
        down = slice(round(word.top * tall), round(word.bottom * tall) + 1)
        ink.append(np.percentile(dots[down, round(word.left * wide) : round(word.right * wide) + 1], 5))
    return float(np.median(dots[::4, ::4]) + np.median(ink)) / 2 if ink else 0.0


def _look_at(dots: NDArray[np.uint8], level: float, where: tuple[int, int], line: OcrLine) -> Iterator[Raised]:
    tall, wide = dots.shape
    word = line.words[where[1]]
    left, right = round(word.left * wide), round(word.right * wide)
    size = line.size * tall
    base = line.base * tall + line.slope * ((left + right) / 2 - line.words[0].left * wide)
    after = round(line.words[where[1] + 1].left * wide) - 1 if where[1] + 1 < len(line.words) else wide
    top, start = max(round(base - size), 0), max(left - 2, 0)
    ink = dots[top : round(base + 0.3 * size), start : max(min(after, right + round(_FAR * size)), right)] < level
    pieces = list(_pieces(ink))
    for leads in (False, True) if where[1] == 0 else (False,):
        raised, quoted = _run(pieces if leads else pieces[::-1], base - top, size)
        # A mark at the beginning, followed by its word, or one at the end; not both for a word that is all raised.
        if raised and not (leads and len(raised) == len(pieces)):
            lows, highs = zip(*((piece[0], piece[1]) for piece in raised), strict=True)
            box = start + min(lows), top + min(p[2] for p in raised), start + max(highs), top + max(p[3] for p in raised)
            yield Raised(*where, box, len(raised), leads, quoted)


def _pieces(ink: Ink) -> Iterator[tuple[int, int, int, int]]:
    """Yield the pieces of ink that blank columns part: left, right, top, bottom."""
    import numpy as np

    edges = np.flatnonzero(np.diff(ink.any(axis=0).astype(np.int8), prepend=0, append=0))
    for left, right in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        rows = np.flatnonzero(ink[:, left:right].any(axis=1))
        if right - left > 1 or rows[-1] - rows[0] > 1:
            yield left, right, int(rows[0]), int(rows[-1]) + 1


def _run(pieces: list[tuple[int, int, int, int]], base: float, size: float) -> tuple[list[tuple[int, int, int, int]], bool]:
    """Return the raised pieces from the first on, and whether a quotation mark follows."""
    raised = []
    for piece in pieces:
        above, high = (base - piece[3]) / size, (piece[3] - piece[2]) / size
        if _ABOVE[0] <= above <= _ABOVE[1] and _HIGH[0] <= high <= _HIGH[1]:
            raised.append(piece)
        else:
            return raised, above >= _QUOTE_ABOVE and high <= _QUOTE_HIGH
    return raised, False


def make_sheet(grey: Image, marks: Sequence[Raised]) -> Image:
    """Put the marks on a sheet, enlarged and without grain, one a line."""
    from PIL.Image import new
    from PIL.ImageFilter import GaussianBlur

    paper = sorted(grey.resize((16, 16)).tobytes())[200]
    cuts = []
    for mark in marks:
        left, top, right, bottom = mark.box
        cut = grey.crop((max(left - 2, 0), max(top - 2, 0), right + 2, bottom + 2)).filter(GaussianBlur(0.8))
        cuts.append(cut.resize((max(round(cut.width * _TALL / cut.height), 1), _TALL)))
    sheet = new("L", (max(cut.width for cut in cuts) + 240, (_TALL + _ROOM) * len(cuts) + 2 * _ROOM), paper)
    for row, cut in enumerate(cuts):
        sheet.paste(cut, (2 * _ROOM, _ROOM + row * (_TALL + _ROOM)))
    return sheet


def read_sheet(lines: Sequence[OcrLine], count: int) -> list[str]:
    """Return what stands in each row of the sheet: digits, or nothing."""
    rows = [""] * count
    tall = (_TALL + _ROOM) * count + 2 * _ROOM
    for line in lines:
        middle = (min(word.top for word in line.words) + max(word.bottom for word in line.words)) / 2 * tall
        row = int((middle - _ROOM / 2) // (_TALL + _ROOM))
        if 0 <= row < count:
            rows[row] += "".join(word.text for word in line.words)
    return _count_up(rows)


def _count_up(rows: Sequence[str]) -> list[str]:
    """Return the numbers; one that lost digits, or was not read between its neighbours, is the next after the one before."""
    labels: list[str] = []
    last = 0
    for at, words in enumerate(rows):
        is_number = words.isdecimal() and words.isascii() and len(words) < 5
        label = words if is_number and not words.startswith("0") else ""
        following = str(last + 1)
        if label != following and ((is_number and following.endswith(words)) or rows[at + 1 : at + 2] == [str(last + 2)]):
            label = following
        last = int(label) if label else last
        labels.append(label)
    return labels


def write_marks(lines: Sequence[OcrLine], marks: Sequence[Raised], labels: Sequence[str]) -> tuple[OcrLine, ...]:
    """Write the marks into the words, with raised digits."""
    changed: dict[tuple[int, int], OcrWord] = {}
    for mark, label in zip(marks, labels, strict=True):
        at = mark.line, mark.word
        word = changed.get(at, lines[mark.line].words[mark.word])
        if label:
            changed[at] = _with_mark(word, mark, label.translate(_RAISED))
    return tuple(
        replace(line, words=tuple(changed.get((row, place), word) for place, word in enumerate(line.words)))
        for row, line in enumerate(lines)
    )


def _with_mark(word: OcrWord, mark: Raised, label: str) -> OcrWord:
    if mark.leads:
        rest = _strip(word.text[::-1], mark, len(label))[::-1]
        return replace(word, text=label + rest, raised=(0, len(label)))
    rest = _strip(word.text, mark, len(label))
    return replace(word, text=rest + label, raised=(len(rest), len(rest) + len(label)))


def _strip(text: str, mark: Raised, digits: int) -> str:
    """Take off what the mark was taken for; a quotation mark that stands before it stays."""
    end = len(text)
    while end and len(text) - end < max(mark.pieces, digits) and _TAKEN.match(text[end - 1]):
        end -= 1
    kept = text[:end]
    if mark.quoted and kept[-1:] not in _QUOTES and text[end : end + 1] in _QUOTES:
        return text[: end + 1]
    return kept
