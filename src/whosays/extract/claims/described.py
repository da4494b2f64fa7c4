"""Where a document says what somebody is: "Ida Wren, the clerk", "River Watch is a charity", "a report by the Audit Office"."""

from __future__ import annotations

import re
from functools import lru_cache

from whosays.text.reference import singular

# Words between a name and a noun that cannot belong to a description of the name ("Ida Wren, who met the director").
_NOT_BETWEEN = (
    r"(?:who|whom|whose|which|that|and|or|but|with|to|from|by|than|as|if|when|while|said|says|told|met|asked|is|was|were|are"
    r"|of|for|at|in|on)"
)
_BETWEEN = rf"(?:(?!{_NOT_BETWEEN}\b)[\w'’-]+\s+)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Cllr)\.?\s+)?"
# Titles as they stand before a name, by the noun that takes them up again ("Prof. Lena Marsh … the professor").
_SHORT = {
    "professor": "prof", "doctor": "dr", "councillor": "cllr", "captain": "capt", "senator": "sen", "representative": "rep",
    "sergeant": "sgt", "general": "gen", "colonel": "col", "lieutenant": "lt", "alderman": "ald", "priest": "fr",
    "vicar": "rev", "minister": "rev",
}  # fmt: skip
_NAME = r"(?:the\s+)?[A-Z][\w&'’-]*(?:\s+(?:(?:of|for|and|the)\s+)*[A-Z][\w&'’-]*)*"


def is_called(text: str, start: int, end: int, noun: str) -> bool:
    """Ask whether the text calls the name at `start`-`end` a `noun` right behind it or right before it."""
    behind, before = _around(noun)
    return behind.match(text, end) is not None or before.search(text[max(0, start - 90) : start]) is not None


@lru_cache(maxsize=256)
def _around(noun: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    word = re.escape(noun)
    behind = re.compile(
        rf"(?:\s*\([^()]{{1,40}}\))?(?:\s*[,(–—]\s*(?:who\s+(?:is|was)\s+)?|\s+(?:is|was|remains|became)\s+(?:now\s+)?)"
        rf"{_BETWEEN}{{0,5}}?{word}\b",
        re.IGNORECASE,
    )
    titled = rf"(?:{word}|{_SHORT[noun]}\.?)" if noun in _SHORT else word
    before = re.compile(rf"\b{titled}(?:\s+(?:of|at|for)\s[^,.;]{{1,60}})?,?\s+{_TITLE}$", re.IGNORECASE)
    return behind, before


def introduced(text: str, noun: str, modifiers: frozenset[str], before: int, reach: int) -> tuple[int, int] | None:
    """Return where a thing of this kind was last brought in before an offset: "a report by the Audit Office", "her letter".

    `modifiers` are words that must stand with the noun ("second" of "the second study").
    """
    last = None
    low = max(0, before - reach)
    for match in _bringing_in(noun).finditer(text, low, before):
        words = {singular(word) for word in re.findall(r"[\w-]+", match.group().casefold())}
        if modifiers <= words:
            last = match.span()
    return last


@lru_cache(maxsize=64)
def _bringing_in(noun: str) -> re.Pattern[str]:
    own = r"(?:[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[A-Z][\w-]*['’]s)"
    return re.compile(rf"\b{own}\s+{_BETWEEN}{{0,4}}?{re.escape(noun)}\b(?:\s+(?:by|of|from)\s+{_NAME})?")
