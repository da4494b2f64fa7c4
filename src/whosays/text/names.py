"""What the words of a name tell: its folded form, what is no part of it, its kind, and names that everybody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.data import table_rows
from whosays.text.fold import fold_text
from whosays.text.phrases import FoundPhrase, Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_OUTER = " \t\r\n\xa0\"“”„'‘’«»‹›`()[]{},;:!?…–—-•*/|"
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros|St|Mt|etc|Univ|Dept|Assn|Govt|e\.V|D\.C)\.$")
_DETERMINER = re.compile(r"(?:the|a|an|this|that|its|their|our|his|her|dear|per)\s+", re.IGNORECASE)
_PRO = re.compile(r"(?:pro|anti|counter)[-–](?=[^\W\d_]*[A-Z])")
_LOOSE_END = re.compile(r"\s+(?:of|at|in|the|and|or|for|to|on|with|by|from|as)$")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_PREPOSITION = re.compile(r"\s(?:of|for|on|at|against|in|to|from|under|de|des|du|der|für)\s", re.IGNORECASE)
# "the west bank of the river", "the west bank path" are common words.
_COMMON_BANK = re.compile(r"\s+(?:of|side|path|wall|road|walk)\b|-")
_PREFIX = re.compile(r"(?:pro|anti|non|ultra|neo|post|pre|counter|semi|trans|inter|intra|pan)[-–]$", re.IGNORECASE)
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")


@dataclass(frozen=True, slots=True)
class Known:
    """A name that texts use without saying what it is: its kind and, for a short form, the full name."""

    name: str
    kind: str
    value: str | None


@dataclass(frozen=True, slots=True)
class People:
    """A word for a people, faith or world view; `country` is the ISO 3166-1 code where it belongs to one state."""

    word: str
    country: str | None


@lru_cache(maxsize=16)
def words_of(table: str, row: str) -> frozenset[str]:
    """Return the words of one row of a table of names ("en_name_cues", "person")."""
    return frozenset(word for key, words in table_rows(f"{table}.tsv") if key == row for word in words.split(", "))


@lru_cache(maxsize=1)
def _known() -> dict[str, Known]:
    """Return the known names: our own table, and the countries of CLDR in English."""
    from babel import Locale

    names: dict[str, Known] = {}
    for code, name in sorted(Locale("en").territories.items()):
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}:
            names[name] = Known(name, "place", None)
    for name, kind, value in table_rows("en_known_names.tsv"):
        names[name] = Known(name, kind, None if value == "-" else value)
    return names


@lru_cache(maxsize=1)
def _known_phrases() -> Phrases[Known]:
    return Phrases(_known().items())


@lru_cache(maxsize=1)
def _small_places() -> dict[str, Known]:
    """Return the known places of two words or more as careless texts write them, in small letters."""
    return {name.lower(): known for name, known in _known().items() if known.kind == "place" and " " in name}


@lru_cache(maxsize=1)
def _small_phrases() -> Phrases[Known]:
    return Phrases(_small_places().items())


@lru_cache(maxsize=1)
def _peoples() -> Phrases[People]:
    """Return all words for peoples with their plurals; words of two parts also with a small second part ("Ultra-orthodox")."""
    forms: dict[str, People] = {}
    for code, words in table_rows("en_peoples.tsv"):
        for word in words.split(", "):
            people = People(word, None if code == "-" else code)
            for form in (word, word + "s"):
                forms.setdefault(form, people)
                if code == "-":
                    forms.setdefault(form.lower(), people)
    for clash in ("roma", "catholic", "orthodox", "republican", "democrat", "pagan"):
        forms.pop(clash, None)
        forms.pop(clash + "s", None)
    return Phrases(forms.items())


@lru_cache(maxsize=50_000)  # the names of a large case come again and again
def fold_name(name: str) -> str:
    """Return the form under which two writings of a name are the same: small letters, plain signs, no "the", no possessive.

    >>> fold_name("The  Lake’s")
    'lake'
    """
    plain = " ".join(fold_text(name.translate(_APOSTROPHES)).split())
    plain = re.sub(r"^the ", "", plain)
    plain = re.sub(r"'s?$", "", plain)
    if re.fullmatch(r"(?:\w\.){2,}", plain):
        plain = plain.replace(".", "")
    return re.sub(r"\s*([-–/])\s*", r"\1", plain).replace("–", "-").strip(" .,;:")


def trim_name(text: str, start: int, end: int) -> Span | None:
    """Cut from a stretch what is no part of a name: quotes, stops, open brackets, "the", possessive ’s (None: nothing left)."""
    while start < end:
        before = start, end
        while start < end and text[start] in _OUTER:
            start += 1
        end = _without_tail(text, start, end)
        for front in (_DETERMINER, _PRO):
            loose = front.match(text, start, end)
            start = loose.end() if loose else start
        for back in (_POSSESSIVE, _LOOSE_END):
            loose = back.search(text[start:end])
            end = start + loose.start() if loose else end
        if before == (start, end):
            return (start, end) if any(c.isalpha() for c in text[start:end]) else None
    return None


def _without_tail(text: str, start: int, end: int) -> int:
    """Return the end of a name without outer signs and without a bracket that is not closed."""
    for opening, closing in ("()", "[]"):
        at = text.find(opening, start, end)
        if at > start and text.find(closing, at, end) < 0:
            end = at
    while end > start and not _closes_inside(text, start, end):
        if text[end - 1] not in _OUTER and (text[end - 1] != "." or _ABBREVIATION.search(text[start:end])):
            break
        end -= 1
    return end


def _closes_inside(text: str, start: int, end: int) -> bool:
    """Ask whether the last sign closes a bracket that the name itself opens ("Canal Friends (North)")."""
    opening = {")": "(", "]": "["}.get(text[end - 1])
    return opening is not None and text.find(opening, start + 1, end) > 0


def without_titles(text: str, start: int, end: int) -> int:
    """Return where a person's name starts behind titles, roles and words of peoples ("Danish Prof. Ann Lake" → "Ann")."""
    titles = _titles()
    at = start
    while True:
        words = list(_WORD.finditer(text, at, end))
        for count in (2, 1):
            if len(words) > count:
                phrase = " ".join(w.group() for w in words[:count]).casefold()
                if phrase in titles or people_word(text[words[0].start() : words[count - 1].end()]):
                    at = words[count].start()
                    break
        else:
            return at


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return words_of("en_titles", "honorific") | words_of("en_titles", "rank") | words_of("en_titles", "role")


def is_title(words: str) -> bool:
    """Ask whether words are a title or role and no name ("Brig", "Vice Admiral")."""
    return words.casefold().strip(". ") in _titles()


def head_kind(name: str) -> str | None:
    """Return the kind that a name's head noun shows ("Harbour Committee", "Friends of the Canal"), None without one."""
    plain = _PREPOSITION.split(name, maxsplit=1)
    words = _WORD.findall(plain[0])
    if not words:
        return None
    head = words[-1].casefold()
    if len(plain) > 1 and len(words) == 1:
        return _opening().get(head)
    return _closing().get(head) if len(words) > 1 else None


def is_place_name(name: str) -> bool:
    """Ask whether a name is one of water, land or harbour by its first word ("Lake Onega", "River Trent")."""
    words = _WORD.findall(name)
    return 2 <= len(words) <= 3 and words[0].casefold() in words_of("en_name_heads", "place_first") and head_kind(name) is None


@lru_cache(maxsize=1)
def _closing() -> dict[str, str]:
    rows = [row for row in table_rows("en_name_heads.tsv") if "_" not in row[0] and row[0] not in {"regime", "surname"}]
    return {word: kind for kind, words in reversed(rows) for word in words.split(", ")}


@lru_cache(maxsize=1)
def _opening() -> dict[str, str]:
    rows = [row for row in table_rows("en_name_heads.tsv") if row[0].endswith("_of")]
    return {word: kind.removesuffix("_of") for kind, words in reversed(rows) for word in words.split(", ")}


def known_name(name: str) -> Known | None:
    """Return what everybody knows of a name, None for a name that is in no table."""
    plain = " ".join(name.split()).replace("’", "'")
    return _known().get(plain) or _small_places().get(plain)


def people_word(word: str) -> People | None:
    """Return the people, faith or world view that a word (or two) stands for."""
    found = next(_peoples().find(word), None)
    return found.value if found and (found.start, found.end) == (0, len(word)) else None


def find_known(text: str) -> Iterator[FoundPhrase[Known]]:
    """Yield the names of the tables that stand in a text."""
    yield from _known_phrases().find(text)
    for found in _small_phrases().find(text):
        if not _COMMON_BANK.match(text, found.end):
            yield found


def find_peoples(text: str) -> Iterator[FoundPhrase[People]]:
    """Yield the words for peoples in a text, a prefix such as "pro-" with them."""
    for found in _peoples().find(text):
        prefix = _PREFIX.search(text, max(0, found.start - 8), found.start)
        start = prefix.start() if prefix and not text[prefix.start() - 1 : prefix.start()].isalnum() else found.start
        if start == found.start and text[start - 1 : start] == "-":
            continue
        yield FoundPhrase(start, found.end, found.value)


def is_stop_name(name: str) -> bool:
    """Ask whether capitalised words are no name at all: days, months, parts of a book, function words."""
    return fold_name(name).strip(".") in _stops() or not any(c.isalpha() for c in name)


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    return frozenset(word for _, words in table_rows("en_not_names.tsv") for word in words.split(", "))
