"""Is what stands between two names an opened bracket that says "also known as"? A table, loaded once."""

from __future__ import annotations

import re
from functools import lru_cache

from whosays.text.data import table_rows
from whosays.text.fold import fold_text

_OPENS = re.compile(r"\s*[(\[（]\s*(?P<words>[^()\[\]（）]{0,40})")
_CLOSES = re.compile(r"[\s\"'“”«»’]*[)\]）]")
_QUOTES = re.compile(r"[\"'“”«»‘’,:\s]+")
_ARTICLES = frozenset({"the", "le", "la", "les", "l", "der", "die", "das"})


def opens_other_name(between: str) -> bool:
    """Ask whether words between two names open a bracket that holds the second as another name of the first.

    Nothing but the bracket, an article and what says "also known as" may stand there.
    """
    found = _OPENS.fullmatch(between)
    if not found:
        return False
    words = [word for word in _QUOTES.split(fold_text(found["words"])) if word]
    if words and words[-1] in _ARTICLES:
        words.pop()
    return not words or " ".join(words) in _sayings()


def closes(behind: str) -> bool:
    """Ask whether the words behind a name close the bracket at once."""
    return _CLOSES.match(behind) is not None


@lru_cache(maxsize=1)
def _sayings() -> frozenset[str]:
    told = [saying for row in table_rows("also_known_as.tsv") for saying in row[1].split(",")]
    return frozenset(" ".join(word for word in _QUOTES.split(fold_text(saying)) if word) for saying in told)
