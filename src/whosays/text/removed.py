"""Find where a page says that what stood there is gone, from the table `data/removed_phrases.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from whosays.text.data import table_rows
from whosays.text.fold import fold, fold_text

RemovalKind = Literal["removed", "missing"]


@dataclass(frozen=True, slots=True)
class Removal:
    """Words that say so, by their place, and what they say: what was there is `removed`, or the address leads to nothing."""

    start: int
    end: int
    kind: RemovalKind


def find_removal(text: str) -> Removal | None:
    """Return the first such words in a text. Whether they are about the page itself is for the caller to tell."""
    folded = fold(text)
    found = _pattern().search(folded.text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    if found is None:
        return None
    kind = _phrases()[" ".join(found[0].split())]
    return Removal(*folded.to_origin(found.start(), found.end()), kind)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, RemovalKind]:
    rows = table_rows("removed_phrases.tsv")
    return {" ".join(fold_text(phrase).split()): cast("RemovalKind", kind) for kind, _language, phrase in rows}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_phrases(), key=len, reverse=True)
    choice = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")
