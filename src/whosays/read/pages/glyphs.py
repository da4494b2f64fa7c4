"""Read the words of a PDF page with their boxes, with as few calls of the engine as will do.

The engine is asked for the first and last letter of each word only; for every letter where a word has letters of two sizes.
A call takes a third of a microsecond, a page has thousands of letters, and a page is read in three milliseconds.

1. `read_words`: the text of the page in one call, cut at its blanks, and the boxes of its words.
2. `cut_lines`: neighbours on one line belong together; wide gaps part them.
3. `raised`: marks of notes are told by size and height, and written with raised digits.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, NamedTuple

from whosays.read.pages.raised import raise_words
from whosays.read.pages.shapes import BOLD, ITALIC, Line, Words
from whosays.read.pages.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from whosays.read.pages.shapes import Numbers

    Places = NDArray[np.intp]

# Words parted by more than this, in heights of a letter, are no neighbours: a gutter, a column of a table, a tab.
WIDE = 1.0
# Neighbours on one line share so much of the height of the lower one.
_SHARED = 0.5
# A page of more characters is no page.
MOST_CHARACTERS = 500_000
# The longest name of a font, in bytes.
_NAME = 256
# No letter is smaller, in points, whatever a file says; and none stands farther off than this.
_SMALLEST, _FARTHEST = 0.1, 1e6

# By name; those of TeX have a prefix for the encoding, "bx" and a size.
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|[-,]bd\b|medi(?=\b|um)|\b(?:cm|ec|sf|lm|tc)b?bx", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obli|slant|\b(?:cm|ec|sf|lm)(?:ti|sl)", re.IGNORECASE)
# A hyphen at the end of a line, as the engine gives it (in a single character, in the text).
_AS_PRINTED = str.maketrans({"\x02": "-", "\ufffe": "-"})
_STROKE = re.compile("(?<=[\u0590-\u08ff])[\ufffe\x02]+ ?(?=[\u0590-\u08ff])")
# A vowel sign that is drawn before its letter: the engine begins a word there. A stroke takes the place of that blank.
_VOWEL = re.compile("(?<=[\u0620-\u064a\u066e-\u06d3]) ([\u064b-\u0652\u0670]{1,2})([\u0620-\u064a\u066e-\u06d3])")
_ALEF_LAM = re.compile("[\u0627\u0623\u0625\u0622\u0671]\u0644|\u0647\u0644\u0644\u0627?")


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's visible part in the file's own coordinates (upwards, before turning), and how it is turned (in quarters)."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is seen."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)


class Engine:
    """The calls of pdfium, bound once: without type checks and without giving up the interpreter, they take half the time."""

    def __init__(self) -> None:
        from pypdfium2 import raw

        pointer, integer = ctypes.c_void_p, ctypes.c_int
        self.count = _bind(raw.FPDFText_CountChars, integer, pointer)
        self.text = _bind(raw.FPDFText_GetText, integer, pointer, integer, integer, pointer)
        self.letter = _bind(raw.FPDFText_GetUnicode, ctypes.c_uint, pointer, integer)
        self.box = _bind(raw.FPDFText_GetLooseCharBox, integer, pointer, integer, pointer)
        self.size = _bind(raw.FPDFText_GetFontSize, ctypes.c_double, pointer, integer)
        self.matrix = _bind(raw.FPDFText_GetMatrix, integer, pointer, integer, pointer)
        self.font = _bind(raw.FPDFText_GetFontInfo, ctypes.c_ulong, pointer, integer, pointer, ctypes.c_ulong, pointer)
        self._room, self._places = (ctypes.c_float * 0)(), [0]
        self._matrices, self._names, self._flags = (ctypes.c_float * 0)(), ctypes.create_string_buffer(0), ctypes.c_int()

    def boxes(self, handle: int, letters: Sequence[int]) -> Numbers:
        """Return left, top, right and bottom of each letter, one row each, as the file counts (upwards)."""
        import numpy as np

        count = len(letters)
        if count > len(self._places):
            self._room = (ctypes.c_float * (4 * count))()
            start = ctypes.addressof(self._room)
            self._places = list(range(start, start + 16 * count, 16))
        ctypes.memset(self._room, 0, 16 * count)
        deque(map(self.box, repeat(handle), letters, self._places), maxlen=0)
        raw = memoryview(self._room).cast("B")
        found = np.frombuffer(raw, dtype=np.float32, count=4 * count).reshape(count, 4)
        out = found.astype(np.float64)
        return out if (abs(out) < _FARTHEST).all() else np.clip(np.nan_to_num(out), -_FARTHEST, _FARTHEST)

    def types(self, handle: int, letters: Sequence[int]) -> list[Type]:
        """Return the size of each letter, its style, and how many quarters it is turned."""
        count = len(letters)
        if 6 * count > len(self._matrices):
            self._matrices, self._names = (ctypes.c_float * (6 * count))(), ctypes.create_string_buffer(_NAME * count)
        matrix, name, flags = ctypes.addressof(self._matrices), ctypes.addressof(self._names), ctypes.addressof(self._flags)
        ctypes.memset(matrix, 0, 24 * count)
        deque(map(self.matrix, repeat(handle), letters, range(matrix, matrix + 24 * count, 24)), maxlen=0)
        places = range(name, name + _NAME * count, _NAME)
        lengths = map(self.font, repeat(handle), letters, places, repeat(_NAME), repeat(flags))
        styles = [
            _style(ctypes.string_at(at, int(n) - 1)) if 0 < n <= _NAME else 0 for at, n in zip(places, lengths, strict=True)
        ]
        sizes = map(self.size, repeat(handle), letters)
        flat = self._matrices[: 6 * count]
        return [
            Type(size * (c * c + d * d) ** 0.5, style, 0 if a > 0 and abs(b) <= a else _turned(a, b, d))
            for size, style, a, b, c, d in zip(sizes, styles, flat[0::6], flat[1::6], flat[2::6], flat[3::6], strict=True)
        ]


class Type(NamedTuple):
    """How a letter is set: its size, its style, how many quarters it is turned."""

    size: float
    style: int
    turned: int


def _turned(a: float, b: float, d: float) -> int:
    if abs(b) > abs(a):
        return 1 if b > 0 else 3
    return 2 if a < 0 and d < 0 else 0


def _bind(function: object, result: type, *takes: type) -> Callable[..., float]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *takes)(address)


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return the engine's calls."""
    return Engine()


@lru_cache(maxsize=512)
def _style(name: bytes) -> int:
    words = name.decode("utf-8", "replace")
    return (BOLD if _BOLD_NAME.search(words) else 0) | (ITALIC if _ITALIC_NAME.search(words) else 0)


@dataclass(slots=True)
class Letters:
    """The text of a page as the engine orders it, one character a letter, and where its words begin and end in it."""

    handle: int
    text: str
    starts: Places
    ends: Places
    frame: Frame
    rtl: bool


def read_letters(handle: int, frame: Frame) -> Letters:
    """Read the text of a page (a pdfium text page) and cut it into words."""
    import numpy as np

    calls = engine()
    count = min(max(int(calls.count(handle)), 0), MOST_CHARACTERS)
    room = ctypes.create_string_buffer(2 * count + 2)
    got = int(calls.text(handle, 0, count, ctypes.addressof(room))) if count else 0
    text = room.raw[: 2 * max(got - 1, 0)].decode("utf-16-le", "replace")
    if len(text) != count:
        text = "".join(map(_letter, map(calls.letter, repeat(handle), range(count))))
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    right_to_left = ((codes >= 0x590) & (codes < 0x900)) | ((codes >= 0xFB1D) & (codes < 0xFEFD))
    rtl = 2 * int(right_to_left.sum()) > int((codes > 64).sum())
    if right_to_left.any():
        text = _VOWEL.sub("\ufffe\\2\\1", _part_ligatures(handle, text))
    hyphen = (codes == 2) | (codes == 0xFFFE)
    solid = (codes > 32) | hyphen
    for stroke in _STROKE.finditer(text) if right_to_left.any() else ():
        hyphen[stroke.start() : stroke.end()] = False
        solid[stroke.start() : stroke.end()] = True
    before, after = np.zeros_like(solid), np.zeros_like(solid)
    before[1:], after[:-1] = solid[:-1] & ~hyphen[:-1], solid[1:]
    starts = np.flatnonzero(solid & ~before)
    ends = np.flatnonzero(solid & (~after | hyphen)) + 1
    return Letters(handle, text, starts, ends, frame, rtl)


def _as_printed(word: str) -> str:
    """Put hyphens for the engine's signs; leave out strokes that only stretch an Arabic word, for which it has no letter."""
    if "\ufffe" not in word and "\x02" not in word:
        return word
    return _STROKE.sub("", word).translate(_AS_PRINTED)


def _letter(code: float) -> str:
    number = int(code)
    return "\ufffd" if number == 0 or 0xD800 <= number < 0xE000 or number > 0x10FFFF else chr(number)


def _part_ligatures(handle: int, text: str) -> str:
    """Put the letters of a ligature in order: the engine turns an Arabic line letter by letter, that of one glyph too."""
    found = [match.span() for match in _ALEF_LAM.finditer(text)]
    if not found:
        return text
    edges = [at for start, end in found for at in (start, end - 1)]
    boxes = engine().boxes(handle, edges)
    same = (abs(boxes[0::2] - boxes[1::2]).max(axis=1) < 0.01).tolist()
    parts, done = [], 0
    for (start, end), one in zip(found, same, strict=True):
        if one:
            parts += [text[done:start], text[start:end][::-1]]
            done = end
    return "".join([*parts, text[done:]])


def seen(boxes: Numbers, frame: Frame) -> Numbers:
    """Turn boxes of the file (left, top, right, bottom; upwards) into boxes on the page as it is seen (downwards)."""
    left, top, right, bottom = boxes.T
    out = boxes.copy()
    if frame.turns == 0:
        out.T[:] = left - frame.left, frame.top - top, right - frame.left, frame.top - bottom
    elif frame.turns == 1:
        out.T[:] = bottom - frame.bottom, left - frame.left, top - frame.bottom, right - frame.left
    elif frame.turns == 2:
        out.T[:] = frame.right - right, bottom - frame.bottom, frame.right - left, top - frame.bottom
    else:
        out.T[:] = frame.top - top, frame.right - right, frame.top - bottom, frame.right - left
    return out


def read_lines(handle: int, frame: Frame, page: int) -> tuple[list[Line], Words, bool]:
    """Read a page's lines in the order of the file, its words, and whether it runs from right to left."""
    import numpy as np

    letters = read_letters(handle, frame)
    starts, ends = letters.starts, letters.ends
    if not len(starts):
        none = np.zeros(0)
        return [], Words([], none, none, none, none), False
    edges = np.empty(2 * len(starts), dtype=np.intp)
    edges[0::2], edges[1::2] = starts, ends - 1
    boxes = seen(engine().boxes(handle, edges.tolist()), frame)
    first, last = boxes[0::2], boxes[1::2]
    text = letters.text
    texts = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    if "\x02" in text or "\ufffe" in text:
        texts = [_as_printed(word) for word in texts]
    words = Words(
        texts,
        np.minimum(first[:, 0], last[:, 0]),
        np.minimum(first[:, 1], last[:, 1]),
        np.maximum(first[:, 2], last[:, 2]),
        np.maximum(first[:, 3], last[:, 3]),
    )
    cuts = cut_lines(words)
    lines = _make_lines(letters, words, cuts, (first, last), page)
    return lines, words, letters.rtl


def cut_lines(words: Words) -> list[int]:
    """Return where in the words, in their given order, a line begins; the last number is how many words there are."""
    import numpy as np

    left, top, right, bottom = words.left, words.top, words.right, words.bottom
    height = bottom - top
    shared = np.minimum(bottom[1:], bottom[:-1]) - np.maximum(top[1:], top[:-1])
    apart = np.maximum(left[1:] - right[:-1], left[:-1] - right[1:])
    together = (shared > _SHARED * np.minimum(height[1:], height[:-1])) & (
        apart < WIDE * np.maximum(height[1:], height[:-1]) * 1.1
    )
    return [0, *(np.flatnonzero(~together) + 1).tolist(), len(left)]


def _types(letters: Letters, mains: list[int], cuts: list[int]) -> list[Type]:
    """Return how each line is set; bold is one that is so from its first word to its last, not one with a bold word."""
    types = engine().types(letters.handle, letters.starts[mains].tolist())
    strong = [at for at, kind in enumerate(types) if kind.style]
    if strong:
        ends = [word for at in strong for word in (cuts[at], cuts[at + 1] - 1)]
        of_ends = engine().types(letters.handle, letters.starts[ends].tolist())
        for at, one, other in zip(strong, of_ends[0::2], of_ends[1::2], strict=True):
            types[at] = types[at]._replace(style=types[at].style & (one.style | _bullet(letters, cuts[at])) & other.style)
    return types


def _bullet(letters: Letters, word: int) -> int:
    """Return all styles where a word is a bullet or a number, which is set as the list is and not as its words."""
    start, end = int(letters.starts[word]), int(letters.ends[word])
    return 0 if any(map(str.isalpha, letters.text[start:end])) else BOLD | ITALIC


def _make_lines(letters: Letters, words: Words, cuts: list[int], edges: tuple[Numbers, Numbers], page: int) -> list[Line]:
    """Make the lines; `edges` are the boxes of each word's first and last letter."""
    import numpy as np

    first, last = edges
    lengths = (letters.ends - letters.starts).tolist()
    mains = [lengths.index(max(lengths[a:b]), a) for a, b in pairwise(cuts)]
    raise_words(letters, words, np.repeat(np.array(mains), np.diff(cuts)), first, last)
    at = np.array(cuts[:-1])
    types = _types(letters, mains, cuts)
    sides = zip(
        np.minimum.reduceat(words.left, at).tolist(), np.minimum.reduceat(words.top, at).tolist(),
        np.maximum.reduceat(words.right, at).tolist(), np.maximum.reduceat(words.bottom, at).tolist(),
        first[mains, 3].tolist(), strict=True,
    )  # fmt: skip
    out = []
    for order, ((a, b), (left, top, right, bottom, base), kind) in enumerate(zip(pairwise(cuts), sides, types, strict=True)):
        places = range(a, b)
        text, marks = spell(words, places)
        size = kind.size if _SMALLEST < kind.size < _FARTHEST else max(bottom - top, _SMALLEST)
        line = Line(text, left, top, right, bottom, base, size, kind.style, page, places, order)
        line.marks, line.upright = marks, not (kind.turned - letters.frame.turns) % 4
        out.append(line)
    return out
