"""What searching makes of each letter, as a browser gets it: the folding of this very Python, so that both always agree.

Folding looks at one code point at a time (`text.fold`), so all of it is a table. A browser has a Unicode of its own, and no
case folding; it is not asked for either.
"""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from whosays.text.fold import fold_text, words_only

# What becomes of a code point that has no other form: it stays; parts words; is dropped, and belongs to the letter before it;
# is dropped, and belongs to none; is a word by itself.
SAME, BLANK, MARK, JOINER, APART = range(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The table. `runs`: how many code points in a row are treated alike, and how; `forms`: all letters of each other form."""

    runs: tuple[int, ...]
    forms: dict[str, str]


@lru_cache(maxsize=1)
def letters() -> Letters:
    """Return what becomes of every code point (a second)."""
    forms: dict[str, list[str]] = {}
    runs: list[int] = []
    before = -1
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        form = words_only(fold_text(char))
        how = SAME
        if not form.strip():
            how = BLANK if form else JOINER if unicodedata.category(char) == "Cf" else MARK
        elif form == f" {char} ":
            how = APART
        elif form != char:
            forms.setdefault(form, []).append(char)
        if how == before:
            runs[-2] += 1
        else:
            runs += (1, how)
            before = how
    return Letters(runs=tuple(runs), forms={form: "".join(several) for form, several in forms.items()})
