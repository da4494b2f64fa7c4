"""What Arabic and Persian words tell about names: tables of words, what is written onto a word, titles before a person.

Tables: `data/ar_name_words.tsv` and `data/fa_name_words.tsv`, and the countries and cities of CLDR. All comparisons are of
folded words (`fold.py`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.data import table_rows as read_rows
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable

# What Arabic writes onto the next word (and, so, by, like, for, the), longest first.
_PROCLITICS = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "لل", "ال", "و", "ف", "ب", "ك", "ل")
# What Persian writes onto the word before: plurals, pronouns, the copula, the ezafe of a vowel, "also".
_ENDINGS = (
    "هایی",
    "های",
    "ها",
    "ترین",
    "اند",
    "شان",
    "مان",
    "تان",
    "اش",
    "ات",
    "ام",
    "یی",
    "ای",
    "رو",
    "هم",
    "ی",
    "م",
    "ت",
    "ش",
    "و",
)
LEAST = 3
"""Letters that have to be left of a word when something is taken off."""

# Clitics that are no part of a name: "and the", "to the" and the like keep the article, which is.
_BEFORE_NAME = (("وبال", "ال"), ("وكال", "ال"), ("فبال", "ال"), ("وال", "ال"), ("بال", "ال"), ("كال", "ال"), ("فال", "ال"),
                ("ولل", "ال"), ("فلل", "ال"), ("لل", "ال"))  # fmt: skip
_LONE = ("وب", "ول", "فب", "و", "ف", "ب", "ك", "ل")
_WORD = re.compile(r"\S+")


def table_rows(language: str) -> list[tuple[str, list[str]]]:
    """Return the rows of our table of words that tell names in `language`: its kind and its words."""
    rows = read_rows(f"{language}_name_words.tsv")
    return [(kind, words.split(", ")) for kind, words in rows]


@lru_cache(maxsize=2)
def known_words(language: str) -> dict[str, list[str]]:
    """Return folded name → tables that hold it, with and without the article: our table, countries and cities of CLDR."""
    from babel import Locale

    known: dict[str, list[str]] = {}

    def add(table: str, names: Iterable[str]) -> None:
        for name in names:
            folded = " ".join(fold_text(name).split())
            bare = folded.removeprefix("ال")
            for form in {folded: None, bare: None} if len(bare) >= LEAST else (folded,):
                tables = known.setdefault(form, [])
                if table not in tables:
                    tables.append(table)

    for table, words in table_rows(language):
        add(table, words)
    locale = Locale(language)
    add("country", (name for code, name in locale.territories.items() if code != "ZZ"))
    add("city", (zone["city"] for zone in locale.time_zones.values() if zone.get("city")))
    add("month", (name for names in locale.months["format"].values() for name in names.values() if not name[0].isdecimal()))
    add("day", (name for name in locale.days["format"]["wide"].values()))
    return known


def split_word(folded: str, language: str) -> tuple[str, str]:
    """Return what may be written onto a folded word and the word without it, by letters alone: a guess for a model to weigh."""
    if language == "ar":
        for clitic in _PROCLITICS:
            if folded.startswith(fold_text(clitic)) and len(folded) - len(clitic) >= LEAST:
                return clitic, folded[len(clitic) :]
        return "", folded
    for ending in _ENDINGS:
        if folded.endswith(fold_text(ending)) and len(folded) - len(ending) >= LEAST:
            return ending, folded[: -len(ending)]
    return "", folded


def without_clitics(name: str, language: str) -> str | None:
    """Return an Arabic name without the particles written onto it, None where nothing says for sure that it has some.

    It is sure where an article shows behind the particle, or where what is left is a name of our tables and the whole is not.

    >>> without_clitics("وفاطمة الكاتب", "ar")
    'فاطمة الكاتب'
    """
    first, space, rest = name.partition(" ")
    if language != "ar" or fold_text(first) in known_words(language):
        return None
    for front, article in _BEFORE_NAME:
        if first.startswith(front) and len(first) - len(front) >= LEAST:
            return article + first[len(front) :] + space + rest
    for front in _LONE:
        left = first[len(front) :]
        if first.startswith(front) and len(left) >= LEAST and set(known_words(language).get(fold_text(left), ())) & _NAMES:
            return left + space + rest
    return None


_NAMES = frozenset({"given", "city", "country", "organisation"})


def after_titles(text: str, start: int, end: int, language: str) -> int:
    """Return where a person's name begins behind the titles that open `text[start:end]`; one word is always left."""
    words = [found.span() for found in _WORD.finditer(text, start, end)]
    for first, _ in words[:-1]:
        word = _WORD.match(text, first, end)
        if word is None or not is_title(word[0], language):
            return first
    return words[-1][0] if words else start


def is_title(word: str, language: str) -> bool:
    """Ask whether a word is a title that stands before a person's name and is no part of it ("الدكتورة", "آقای")."""
    folded = fold_text(word)
    if folded in _titles(language):
        return True
    return language == "ar" and any(folded.startswith(c) and folded[len(c) :] in _titles(language) for c in ("و", "ب", "ف"))


@lru_cache(maxsize=2)
def _titles(language: str) -> frozenset[str]:
    return frozenset(fold_text(word) for kind, words in table_rows(language) if kind == "address" for word in words)


def is_caseless(words: str) -> bool:
    """Ask whether words are of a script without capitals, so that a capital cannot tell a name from other words."""
    return words.upper() == words.lower() and any(c.isalpha() for c in words)


def may_be_surname(word: str, before: str) -> bool:
    """Ask whether the last word of a person's name may be looked for alone, with `before` the word in front of it.

    It may not where the two are one name ("عبد الرحمن"), or where it is a word that our tables know as something else.
    """
    for language in ("ar", "fa"):
        known = known_words(language)
        if "parts" in known.get(fold_text(before), ()) or set(known.get(fold_text(word), ())) - {"given"}:
            return False
    return True


def organisation_head(name: str, language: str) -> bool:
    """Ask whether a name begins as only names of organisations do ("جامعة …", "شرکت …")."""
    first = fold_text(name.split(" ", 1)[0])
    known = known_words(language)
    tables = set(known.get(first) or known.get(split_word(first, language)[1]) or ())
    return "organisation" in tables and not tables & {"place", "city", "country", "event"}
