"""Does a phrase name its source, or only a kind of source ("the press", "an audit", "some experts")? A table per language."""

from __future__ import annotations

import re
from functools import lru_cache

from whosays.text.data import table_rows
from whosays.text.fold import fold_text
from whosays.text.stems import function_words
from whosays.text.words import find_words, is_word

# A vague source is a short phrase: its noun and a few words beside it.
_LONGEST = 5
# What hangs on the noun says more of it, and does not change what it is: "an audit in that context".
_TAILS = {
    "en": frozenset(("in", "of", "on", "about", "from", "by", "into", "at", "for")),
    "fr": frozenset(("de", "du", "des", "sur", "dans", "en", "à", "par")),
    "ar": frozenset(("في", "من", "عن", "حول")),
    "fa": frozenset(("در", "از", "درباره", "برای")),
}


def is_vague(words: str, language: str | None) -> bool:
    """Ask whether the head of a phrase that names nobody is a word for a kind of source. A language without a row has none."""
    nouns = _nouns(language or "")
    if nouns is None:
        return False
    found = [fold_text(words[start:end]).strip() for start, end in find_words(words) if is_word(words[start:end])]
    tails = {fold_text(tail) for tail in _TAILS.get(language or "", ())}
    cut = next((at for at, word in enumerate(found) if at and word in tails), len(found))
    head = [word for word in found[:cut] if word not in function_words(language or "") or nouns.fullmatch(word)]
    if not 0 < len(head) <= _LONGEST:
        return False
    noun = head[-1] if language == "en" else None
    return bool(nouns.fullmatch(noun)) if noun else any(nouns.fullmatch(word) for word in head[:2])


@lru_cache(maxsize=8)
def _nouns(language: str) -> re.Pattern[str] | None:
    for row in table_rows("vague_sources.tsv"):
        if row[0] == language:
            forms = (
                re.escape(fold_text(form.removesuffix("*"))) + (r"\w*" if form.endswith("*") else "")
                for form in row[1].split(", ")
            )
            return re.compile("|".join(forms))
    return None
