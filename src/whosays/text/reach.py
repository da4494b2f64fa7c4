"""Does a text say how far something spread without a figure ("went viral", «على نطاق واسع»)?"""

from __future__ import annotations

import re
from functools import lru_cache

from whosays.text.data import table_rows
from whosays.text.fold import fold, fold_text

_DIGIT = re.compile(r"\d")


def find_reach(text: str, language: str) -> str | None:
    """Return the first words of reach in a text that has no figure; None where there are none, or a figure stands beside."""
    words = _words(language)
    folded = fold(text)
    if words is None or _DIGIT.search(folded.text) or not (found := words.search(folded.text)):
        return None
    start, end = folded.to_origin(*found.span())
    return text[start:end]


@lru_cache(maxsize=8)
def _words(language: str) -> re.Pattern[str] | None:
    rows = table_rows("reach_words.tsv")
    words = sorted({fold_text(row[1]) for row in rows if row[0] == language}, key=len, reverse=True)
    # In Arabic script an article and a conjunction may stand in front.
    return re.compile(rf"(?<!\w)(?:و|ال|وال)?(?:{'|'.join(map(re.escape, words))})(?!\w)") if words else None
