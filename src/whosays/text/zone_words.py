"""The words by which zones are known (headings, captions, notes, boilerplate), from the table `data/zone_words.tsv`."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

KINDS = ("heading", "heading_numbered", "notes", "note", "caption", "depicts", "about", "boilerplate", "says", "end")


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for row in files("whosays.text.data").joinpath("zone_words.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, _language, phrase = row.split("\t")
            words[kind].add(phrase)
    return {kind: frozenset(phrases) for kind, phrases in words.items()}


def words_of(kind: str) -> frozenset[str]:
    """Return the phrases of one kind, small letters, of all languages. Raises KeyError for a kind that is not in `KINDS`."""
    return _table()[kind]


@lru_cache(maxsize=len(KINDS))
def _pattern(kind: str) -> re.Pattern[str]:
    phrases = sorted(words_of(kind), key=lambda phrase: (-len(phrase), phrase))
    choice = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE)


def begins_with(kind: str, words: str) -> int:
    """Return how many characters of `words` a phrase of this kind takes at its beginning, 0 for none."""
    found = _pattern(kind).match(words)
    return found.end() if found else 0


def has_any(kind: str, words: str) -> bool:
    """Ask whether a phrase of this kind stands anywhere in `words`."""
    return _pattern(kind).search(words) is not None
