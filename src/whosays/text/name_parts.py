"""Take one writing of a name apart: its words and how much each tells, legal form, honorifics, numbers, branch, countries.

The tables that it reads: `legal_forms.tsv`, `honorifics.tsv` (with `en_titles.tsv`), `small_name_words.tsv`,
`branch_words.tsv`, `name_abbreviations.tsv`, `org_words.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from whosays.text.data import table_rows
from whosays.text.fold import fold_text, words_only
from whosays.text.name_numbers import number_of
from whosays.text.names import words_of
from whosays.text.org_words import org_words
from whosays.text.places import find_countries
from whosays.text.sounds import bare_arabic

Sort = Literal["person", "body", "place", "event", "work"]
"""How the words of a name are weighed: a person, a body (organisation, group, campaign), a place, an event, else."""

OWN = 1.0  # a word that belongs to this name
GENERIC = 0.4  # a word that many names share: University, Council
SMALL = 0.15  # "of", "bin"
INITIAL = 0.5
_FEW_LETTERS = 0.6  # a word of one or two letters tells less

_ZWNJ = "\u200c"
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_](?![^\W_]))?")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʼ`´ʿʾ]|['’‘ʼ`´ʿʾ](?=\w)")


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name: folded, in its own script, with its weight; `generic` where many names have it; as `printed`."""

    word: str
    weight: float
    generic: bool
    printed: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A writing of a name taken apart.

    `parts` are the words that tell whose name it is, in order. `short` are the letters of the writing where it is a short form
    (else empty), `initials` the first letters of its words, with and without the small ones.
    """

    words: str
    parts: tuple[Part, ...]
    legal: frozenset[str]
    titles: frozenset[str]
    numbers: frozenset[int]
    branches: frozenset[tuple[str, str]]
    countries: frozenset[str]
    short: str
    initials: frozenset[str]


@lru_cache(maxsize=300_000)
def take_apart(words: str, sort: Sort) -> Parts:
    """Return the parts of one writing of a name; what has no letter or digit has no parts."""
    tokens = split_words(words, initials=sort == "person")
    plain = " ".join(tokens) or fold_text(words).strip()
    printed = _printed(words, initials=sort == "person")
    legal: list[str] = []
    titles: list[str] = []
    if sort != "person":
        tokens, legal = _without_forms(tokens)
    else:
        tokens, titles = _without_titles(tokens)
        tokens, legal = _without_forms(tokens, only_last=True)
    kept = [t for t in tokens if t not in _small("article")] or tokens
    maybe = kept[0] if sort == "person" and len(kept) == 2 and kept[0] in _titles() else None
    parts = tuple(
        Part(bare_arabic(t), SMALL if t is maybe else _weight(t, sort), _is_generic(t, sort), printed.get(t, t)) for t in kept
    )
    return Parts(
        words=plain,
        parts=parts,
        legal=frozenset(legal),
        titles=frozenset(titles),
        numbers=frozenset(n for t in tokens if (n := number_of(t)) is not None),
        branches=frozenset(branch for t in tokens if (branch := _branches().get(t))) if sort != "person" else frozenset(),
        countries=_countries(words) if sort != "person" else frozenset(),
        short=_short(words, plain),
        initials=_initials(tokens),
    )


def split_words(words: str, *, initials: bool = False) -> list[str]:
    """Return the folded words of a name: apostrophes gone, every other sign a gap, "&" read as "and".

    Dotted letters stand together ("B.V." → "bv"); with `initials`, each is a word.
    """
    return words_only(fold_text(_joined(words, initials=initials))).split()


def _joined(words: str, *, initials: bool) -> str:
    joined = words if initials else _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m[0]) + " ", words)
    return _APOSTROPHE.sub("", joined).replace("&", " and ").replace("+", " and ")


def _printed(words: str, *, initials: bool) -> dict[str, str]:
    """Return folded word → the word as it is printed; a joiner inside of a Persian word stays in it."""
    plain = _ZWNJ.join(words_only(part) for part in _joined(words, initials=initials).split(_ZWNJ))
    return {fold_text(word): word for word in reversed(plain.split())}


def _weight(token: str, sort: Sort) -> float:
    if token in _small("particle" if sort == "person" else "joining"):
        return SMALL
    if token.isdigit():
        return GENERIC
    if len(token) == 1:
        return INITIAL
    if _is_generic(token, sort):
        return GENERIC
    return _FEW_LETTERS if len(token) == 2 and sort != "body" else OWN


def _is_generic(token: str, sort: Sort) -> bool:
    return sort != "person" and (token in org_words() or token in _short_forms() or bare_arabic(token) in _foreign_generic())


def _without_forms(tokens: list[str], *, only_last: bool = False) -> tuple[list[str], list[str]]:
    """Return the words without legal forms, and the forms' signs; a name that is nothing but a form keeps its words."""
    found: list[str] = []
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        for count in range(min(_longest_form(), len(tokens) - at), 0, -1):
            form = _forms().get(" ".join(tokens[at : at + count]))
            edge = at + count == len(tokens) or (not only_last and (at == 0 or at >= 2 or count > 1))
            if form and edge and (at or count < len(tokens)) and (count > 1 or len(tokens[at]) > 1):
                found.append(form)
                at += count
                break
        else:
            kept.append(tokens[at])
            at += 1
    return (kept, found) if kept else (tokens, [])


def _without_titles(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Return a person's words without the honorifics at either end, and these.

    At least one word is left, and two where an honorific may be a name as well (Amir, Shah); it then weighs little.
    """
    found: list[str] = []
    at = 0
    while at < len(tokens) - 1 and (tokens[at] in _addresses() or (at < len(tokens) - 2 and tokens[at] in _titles())):
        found.append(tokens[at])
        at += 1
    rest = tokens[at:]
    while len(rest) > 2 and rest[-1] in {"dr", "prof", "esq", "phd", "md", "mp", "qc", "kc", "obe", "mbe", "cbe"}:
        found.append(rest.pop())
    return rest, found


def _short(words: str, plain: str) -> str:
    """Return the letters of a writing that looks like a short form: one word of capitals, or letters with dots."""
    bare = words.strip()
    letters = [c for c in bare if c.isalnum()]
    if not 2 <= len(letters) <= 10 or len(bare.split()) > 1:
        return ""
    capitals = sum(c.isupper() for c in letters)
    return plain.replace(" ", "") if capitals >= 2 and 2 * capitals >= len(letters) else ""


def _initials(tokens: list[str]) -> frozenset[str]:
    if len(tokens) < 2:
        return frozenset()
    small = _small("joining") | _small("article")
    long = [t for t in tokens if t not in small]
    return frozenset(s for s in ("".join(t[0] for t in tokens), "".join(t[0] for t in long)) if len(s) > 1)


def _countries(words: str) -> frozenset[str]:
    return frozenset(country.code for country in find_countries(words) if country.how != "city")


@lru_cache(maxsize=4)
def _small(kind: str) -> frozenset[str]:
    return frozenset(
        fold_text(word) for key, words in table_rows("small_name_words.tsv") if key == kind for word in words.split(", ")
    )


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    return {" ".join(split_words(form)): sign for sign, forms in table_rows("legal_forms.tsv") for form in forms.split(", ")}


@lru_cache(maxsize=1)
def _longest_form() -> int:
    return max(len(form.split()) for form in _forms())


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    own = {word for _, words in table_rows("honorifics.tsv") for word in words.split(", ")}
    own |= words_of("en_titles", "honorific") | words_of("en_titles", "rank")
    for table in ("ar_name_words", "fa_name_words"):
        own |= words_of(table, "address") | words_of(table, "title")
    return frozenset(" ".join(split_words(word)) for word in own)


@lru_cache(maxsize=1)
def _addresses() -> frozenset[str]:
    """Return the honorifics that are never a name."""
    tables = ("en_titles", "ar_name_words", "fa_name_words")
    return frozenset(" ".join(split_words(word)) for table in tables for word in words_of(table, "address"))


@lru_cache(maxsize=1)
def _branches() -> dict[str, tuple[str, str]]:
    """Return word → kind and the first word of its row."""
    found: dict[str, tuple[str, str]] = {}
    for kind, words in table_rows("branch_words.tsv"):
        forms = [fold_text(word) for word in words.split(", ")]
        for form in forms:
            found.setdefault(form, (kind, forms[0]))
    return found


@lru_cache(maxsize=1)
def short_forms() -> dict[str, frozenset[str]]:
    """Return short form → the words that it can stand for ("univ" → "university")."""
    found: dict[str, set[str]] = {}
    for word, shorts in table_rows("name_abbreviations.tsv"):
        for short in shorts.split(", "):
            found.setdefault(short.replace(" ", ""), set()).add(word)
    return {short: frozenset(words) for short, words in found.items()}


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[str]:
    return frozenset(short for short in short_forms() if len(short) > 2) | frozenset(
        word for word, _ in table_rows("name_abbreviations.tsv")
    )


@lru_cache(maxsize=1)
def _foreign_generic() -> frozenset[str]:
    """Return the generic words of other scripts, without their article."""
    words = {word for table in ("ar_name_words", "fa_name_words") for word in words_of(table, "organisation")}
    return frozenset(bare_arabic(fold_text(word)) for word in words)
