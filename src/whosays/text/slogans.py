"""Find slogans: words in quotation marks behind a word that leads into one ("under the motto", «شعار»)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.data import table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.text.fold import Span

_QUOTED = re.compile(r"“([^”\n]{3,120})”|«([^»\n]{3,120})»|„([^“”\n]{3,120})[“”]|\"([^\"\n]{3,120})\"|‘([^’\n]{3,120})’(?!\w)")
# What may stand between the word and the slogan, and between two slogans of one word.
_LEAD = re.compile(r"[\s:,]*(?:\w+[\s:,]+){0,3}[\s:,(]*$")
_BETWEEN = re.compile(r"\s*[,;،]?\s*(?:and|or|et|ou|und|oder|و|یا|أو)?\s*$")


def find_slogans(text: str, language: str) -> Iterator[Span]:
    """Yield the places of slogans in a text, quotation marks left out, from left to right."""
    words = _words(language)
    if words is None:
        return
    last = 0
    follows = False
    for found in _QUOTED.finditer(text):
        before = text[last : found.start()]
        follows = bool(_leads(before, words)) or (follows and bool(_BETWEEN.match(before)))
        if follows:
            start, end = next(found.span(one) for one in range(1, 6) if found[one] is not None)
            slogan = text[start:end]
            if slogan.strip():  # French puts blanks inside of its marks
                yield start + len(slogan) - len(slogan.lstrip()), end - len(slogan) + len(slogan.rstrip())
        last = found.end()


def _leads(before: str, words: re.Pattern[str]) -> bool:
    """Ask whether a word that leads into a slogan stands close in front."""
    near = before[-80:]
    return any(_LEAD.match(near, found.end()) for found in words.finditer(near))


@lru_cache(maxsize=8)
def _words(language: str) -> re.Pattern[str] | None:
    words = [row[1] for row in table_rows("slogan_words.tsv") if row[0] == language]
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)", re.IGNORECASE)
