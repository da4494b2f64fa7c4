"""The common words in names of organisations, and the lines that pages add to a text: two tables, loaded once."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from whosays.text.data import table_rows
from whosays.text.fold import fold_text


@lru_cache(maxsize=1)
def org_words() -> frozenset[str]:
    """Return the folded common words in names of organisations, all languages together."""
    return frozenset(
        fold_text(word) for kind, words in table_rows("org_words.tsv") if kind != "small" for word in words.split()
    )


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """Return the folded words with which names begin in languages that write the rest of a name small."""
    return frozenset(
        fold_text(word)
        for kind, words in table_rows("org_words.tsv")
        if kind not in {"en", "en_rare", "small"}
        for word in words.split()
    )


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Return the folded small words inside names, which say nothing about whether words are a name."""
    return frozenset(
        fold_text(word) for kind, words in table_rows("org_words.tsv") if kind == "small" for word in words.split()
    )


@lru_cache(maxsize=1)
def rare_words() -> frozenset[str]:
    """Return the folded words of the table that names seldom have: they are there because they look like common ones."""
    rows = dict(table_rows("org_words.tsv"))
    return frozenset(fold_text(word) for word in rows["en_rare"].split()) - {fold_text(word) for word in rows["en"].split()}


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Return common English words of any kind, which are rare in names but no misprints."""
    lines = files("whosays.text.data").joinpath("en_plain_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def spelt_words() -> dict[str, str]:
    """Return the folded common words with their usual spelling."""
    return {
        fold_text(word): word
        for kind, words in reversed(table_rows("org_words.tsv"))
        if kind != "small"
        for word in words.split()
    }


def is_page_line(words: str) -> bool:
    """Ask whether words are a line that a web page or a program adds to a text: last changed, print, share, copyright."""
    return _page_lines().match(fold_text(words).strip(" -–—•|[(")) is not None


@lru_cache(maxsize=1)
def _page_lines() -> re.Pattern[str]:
    phrases = sorted((fold_text(phrase) for _, phrase in table_rows("page_lines.tsv")), key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")(?![^\W\d_])|©|\(c\)\s*(?:19|20)\d\d")
