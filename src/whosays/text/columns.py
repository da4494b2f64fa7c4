"""What the heading of a column says that the column holds, in many languages, from the table `data/column_words.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from whosays.text.data import table_rows
from whosays.text.fold import fold_text

# A heading is short; longer words in the first row of a table are a title or a value.
_LONGEST = 60
_PUNCTUATION = re.compile(r"[\s_./()\[\]:;,*?!'’\"“”–—-]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading stands for: the field, and the rank of its words where several columns hold the same (0 is best).

    `alone`: it is these words and no others, and no value is likely to be.
    """

    field: str
    rank: int
    alone: bool = False


@lru_cache(maxsize=4096)
def read_heading(words: str) -> Heading | None:
    """Return what a column with this heading holds, None where the words do not tell."""
    if len(words) > _LONGEST:
        return None
    key = _key(words)
    if not key:
        return None
    whole, within = _table()
    if key in whole:
        return whole[key]
    parts = key.split()
    runs = {" ".join(parts[a:b]) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1)}
    found = [within[run] for run in runs if run in within]
    return min(found, key=lambda heading: heading.rank) if found else None


def read_post_heading(words: str) -> str | None:
    """Return which part of a post a column with this heading holds: post_id, post_text, post_time, post_url, and whose it is:
    post_handle where the words can mean nothing but an account of a network, post_account else.
    """
    return _post_table().get(_key(words)) if len(words) <= _LONGEST else None


def is_total(words: str) -> bool:
    """Ask whether a cell begins a row of sums."""
    found = read_heading(words)
    return found is not None and found.field == "total"


def same_heading(one: str, other: str) -> bool:
    """Ask whether two headings are one but for case, blanks and punctuation."""
    return bool(_key(one)) and _key(one) == _key(other)


def _key(words: str) -> str:
    bare = words.strip()
    return " ".join(_PUNCTUATION.sub(" ", fold_text(bare)).split()) or bare


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, Heading], dict[str, Heading]]:
    """Return the headings that are known as a whole, and those that are known among other words."""
    whole: dict[str, Heading] = {}
    within: dict[str, Heading] = {}
    for rank, (field, how, headings) in enumerate(_rows()):
        if how == "post":
            continue
        for words in headings.split("|"):
            whole.setdefault(_key(words), Heading(field, rank, alone=how == "alone"))
            if how != "whole":
                within.setdefault(_key(words), Heading(field, rank))
    return whole, within


@lru_cache(maxsize=1)
def _post_table() -> dict[str, str]:
    return {_key(words): field for field, how, headings in _rows() if how == "post" for words in headings.split("|")}


def _rows() -> list[list[str]]:
    return table_rows("column_words.tsv")
