"""Tell raised characters, which call a note or head it, from the letters around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.read.pages.glyphs import Letters, Places
    from whosays.read.pages.shapes import Numbers, Words

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What may be a mark: digits of any script, and the signs that printers use instead.
_MARK = re.compile(r"[\d⁰¹²³⁴-⁹]{1,4}(?:[,،][\d⁰¹²³⁴-⁹]{1,4})*|[*†‡§¶∗#]{1,4}")
# A mark that a stop or a closing mark follows, where the ends of the word do not show it.
_INSIDE = re.compile(r"[\d*†‡§∗]{1,3}(?=[\"'”’»)\].,;:!?…—–،؛؟-])")
_BEFORE = frozenset("\"'”’»)].,")

# A raised character is smaller than the letters of its line (superscripts are set at 58 to 83 %) and stands higher, by so
# much of their height. First capitals and small capitals are of another size too, and stand on the line.
_SMALLER, _HIGHER = 0.88, 0.12
# Less room than this, in heights, is none: the mark belongs to the word before it.
_NO_ROOM = 0.12


def raise_words(letters: Letters, words: Words, main: Places, first: Numbers, last: Numbers) -> None:
    """Write raised digits as such in `words`, and note there what is raised, and what follows without a space.

    Args:
        letters: the page as the engine gives it.
        words: its words, which are changed.
        main: for each word, the one that stands for the letters of its line.
        first: the box of each word's first letter.
        last: the box of each word's last letter.
    """
    import numpy as np

    height = (first[:, 3] - first[:, 1])[main]
    base = first[:, 3][main]
    ends = [(box[:, 3] - box[:, 1] < _SMALLER * height) & (base - box[:, 3] > _HIGHER * height) for box in (first, last)]
    odd = set(np.flatnonzero(ends[0] | ends[1]).tolist())
    text = letters.text
    inside = [start for found in _INSIDE.finditer(text) if _hangs(text[(start := found.start()) - 1 : start])]
    if inside:
        odd.update((np.searchsorted(letters.starts, inside, side="right") - 1).tolist())
    if not odd:
        words.glued = _glued(letters, words, main, height)
        return
    for at in sorted(odd):
        usual = int(letters.starts[main[at]])
        if runs := _raised_runs(letters, words, at, usual, (float(height[at]), float(base[at]))):
            words.raised[at] = runs
    words.glued = _glued(letters, words, main, height)


def _hangs(before: str) -> bool:
    """Ask whether a mark may hang on a character."""
    return before.isalpha() or before in _BEFORE


def _raised_runs(letters: Letters, words: Words, at: int, usual: int, line: tuple[float, float]) -> list[tuple[int, int]]:
    """Return the raised runs of a word; `usual` is a letter of its line, `line` how high that is and where it stands."""
    from whosays.read.pages.glyphs import engine, seen

    height, base = line
    start, end = int(letters.starts[at]), int(letters.ends[at])
    boxes = seen(engine().boxes(letters.handle, range(start, end)), letters.frame)
    small = ((boxes[:, 3] - boxes[:, 1] < _SMALLER * height) & (base - boxes[:, 3] > _HIGHER * height)).tolist()
    word, runs = words.texts[at], []
    for found in _MARK.finditer(word):
        low, high = found.span()
        if high <= len(small) and all(small[low:high]) and _is_set_smaller(letters, start + low, usual):
            runs.append((low, high))
            word = word[:low] + word[low:high].translate(RAISED) + word[high:]
    words.texts[at] = word
    return runs


def _glued(letters: Letters, words: Words, main: Places, height: Numbers) -> set[int]:
    """Return the words without room before them that the engine parted all the same, at a change of height or a hyphen."""
    import numpy as np

    if len(main) < 2:
        return set()
    room = np.maximum(words.left[1:] - words.right[:-1], words.left[:-1] - words.right[1:])
    close = np.flatnonzero((room < _NO_ROOM * height[1:]) & (main[1:] == main[:-1])).tolist()
    text, starts, ends = letters.text, letters.starts, letters.ends
    return {at + 1 for at in close if "\n" in (between := text[ends[at] : starts[at + 1]]) or not between}


def _is_set_smaller(letters: Letters, mark: int, usual: int) -> bool:
    """Ask whether a letter is set in a smaller size. Boxes alone do not tell where the engine draws them around each glyph."""
    from whosays.read.pages.glyphs import engine

    one, of_line = engine().types(letters.handle, (mark, usual))
    return one.size < _SMALLER * of_line.size or of_line.size == 0
