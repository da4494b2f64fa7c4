"""Names in quotation marks behind a noun that says what they are, in Arabic and Persian: «…» behind "newspaper", "novel", "festival".

These scripts have no capitals, so what stands in the marks may be any words. The noun right before them has to be one of
`data/ar_name_words.tsv` or `data/fa_name_words.tsv`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.extract.name_candidates import Candidate
from whosays.text.name_words import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import MentionKind

_TITLED = re.compile(r"([^\W\d_][^\s«»“”\"()]{1,30})\s[«“\"]([^«»“”\"\n]{2,60})[»”\"]")
_KINDS: tuple[tuple[str, MentionKind], ...] = (
    ("media", "organisation"), ("campaign", "campaign"), ("event", "event"), ("work", "work"),
)  # fmt: skip
_LONGEST = 6
"""Words of a title; longer quotations are words that somebody said."""


def titled_names(text: str, language: str) -> Iterator[Candidate]:
    """Yield what stands in quotation marks behind a noun for papers, works, events and campaigns, without the marks."""
    for found in _TITLED.finditer(text):
        words = found[2].strip()
        tables = tables_of(found[1], language)
        kind = next((kind for table, kind in _KINDS if table in tables), None)
        if kind is None or len(words.split()) > _LONGEST or words[-1:] in {".", "!", "?", "؟", "،", ":", "؛"}:
            continue
        start = text.index(words, found.start(2))
        yield Candidate(start=start, end=start + len(words), kind=kind, rule="titled")
