"""Find which country words name: names in many languages, short forms, nationality adjectives, large cities; regions apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from whosays.text.data import table_rows
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

How = Literal["name", "adjective", "city"]

# Languages whose CLDR names of countries are read, the first wins where two languages use one name for two countries.
LANGUAGES = (
    "en",
    "fr",
    "de",
    "es",
    "pt",
    "it",
    "nl",
    "ar",
    "fa",
    "tr",
    "ru",
    "id",
    "ms",
    "ur",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "he",
)

# Territory codes of CLDR that are no country of ISO 3166-1: groups of states and places without a code of their own.
_GROUPS = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})

# In other languages a name of two or three letters is too likely a word of the language at hand ("Fas", "Man", "Ira").
_SHORTEST = 3

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:[^\W_]|['’.](?=[^\W_])|[\u0300-\u036f\u064b-\u065f\u200c])*")
_CAPITALS = re.compile(r"[A-Z]{2,4}$|(?:[A-Z]\.){2,}[A-Z]?$")
_STATE_OF = re.compile(
    r"^(?:the |(?:(?:islamic|federal|democratic|people's|socialist|arab|united|co-operative) )*(?:republic|kingdom"
    r"|state|commonwealth|sultanate|principality|federation|grand duchy) of (?:the )?|république (?:\w+ )?(?:du|de la|de|d')\s?"
    r"|republik |república (?:\w+ )?(?:de |del )?|جمهوريه |جمهوري )"
)
_IN = frozenset(
    {"in", "en", "au", "aux", "dans", "im", "nella", "nel", "em", "no", "na", "di", "i", "في", "في ال", "در", "across"}
)
_FOR = frozenset(
    {"for", "pour", "für", "fur", "para", "per", "against", "with", "on", "about", "untuk", "gegen", "contra", "from"}
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country that words name: ISO 3166-1 alpha-2 code, the words' place in the string, how they name it."""

    code: str
    start: int
    end: int
    how: How


def country_of(words: str) -> str | None:
    """Return the code of the country that `words` as a whole name ("UK", "the Netherlands", "Republic of Kenya"), else None."""
    return _names().get(_exact(words)) or _names().get(_STATE_OF.sub("", _exact(words), count=1))


def country_code(words: str) -> str | None:
    """Return the country whose code of two or three capitals (ISO 3166-1) `words` are; only for columns of countries.

    In running text they are far too often words of another kind ("IN", "PER").
    """
    return _codes().get(words.strip())


def is_region(words: str) -> bool:
    """Ask whether `words` as a whole name a region of the world that is no country ("Europe", "West Africa")."""
    return _exact(words).removeprefix("the ") in _regions()


def city_country(words: str) -> str | None:
    """Return the code of the country of a capital, large city or well-known province that `words` name as a whole."""
    return _cities().get(_exact(words))


def is_place_word(folded: str) -> bool:
    """Ask whether a folded word stands in the name of a country, region or city, or is a nationality."""
    return folded in _place_words()


def find_countries(words: str) -> tuple[Country, ...]:
    """Return every country named in `words`, in order; longest names first, none inside another."""
    tokens = [(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(words)]
    found: list[Country] = []
    at = 0
    while at < len(tokens):
        hit = next(_readings(tokens, at), None)
        if hit is None:
            at += 1
            continue
        last, code, how = hit
        if code:
            found.append(Country(code, tokens[at][0], tokens[last - 1][1], how))
        at = last
    return tuple(found)


def find_country(words: str) -> Country | None:
    """Return the country where the holder of a name most likely is, by the words of the name; None where they do not say.

    "in PLACE" is the strongest sign, then a name at the end, a nationality in front, a name elsewhere, a city. What stands
    after "for" or "against" is a subject, not a seat.
    """
    best: tuple[float, int, Country] | None = None
    for country in find_countries(words):
        weight = _weight(words, country)
        if weight > 0 and (best is None or (weight, country.start) >= best[:2]):
            best = (weight, country.start, country)
    return best[2] if best else None


def _weight(words: str, country: Country) -> float:
    before = _TOKEN.findall(words[: country.start])
    last = fold_text(before[-1]) if before else ""
    if last in _FOR or (last == "the" and len(before) > 1 and fold_text(before[-2]) in _FOR):
        return 0
    if last == "the" and len(before) > 1:
        last = fold_text(before[-2])
    ends = not _TOKEN.search(words, country.end)
    if country.how == "name":
        return 5 if last in _IN else 4 if ends else 2
    if country.how == "adjective":
        return 3 if not before else 1.5
    return 2.5 if last in _IN else 1


def _readings(tokens: list[tuple[int, int, str]], at: int) -> Iterator[tuple[int, str, How]]:
    """Yield (position after the last token, code, how) of the longest name that begins at token `at`; a region has no code."""
    first = tokens[at][2]
    if first[0].islower():
        return
    longest = min(len(tokens), at + _longest())
    for last in range(longest, at, -1):
        words = " ".join(token for _, _, token in tokens[at:last])
        key = _exact(words)
        for table, how in _TABLES:
            if code := table().get(key):
                yield last, code, how
        if last > at + 1 and key in _regions():
            yield last, "", "name"


def _exact(words: str) -> str:
    """Return the form in which names are looked up; short capitals keep their case, so that "us" is no country."""
    bare = " ".join(words.replace("’", "'").replace("-", " ").split()).strip(" ,;()[]")
    if _CAPITALS.match(bare):
        return bare.rstrip(".") if "." not in bare.rstrip(".") else bare
    bare = bare.rstrip(".")
    return re.sub(r"\bst\.? ", "saint ", fold_text(bare).replace("&", "and"))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Look-up form → code: the table of short forms first, then CLDR language by language."""
    from babel import Locale

    names: dict[str, str] = {}
    for code, name in table_rows("country_names.tsv"):
        names.setdefault(_exact(name), code)
        if "." in name:
            names.setdefault(name.rstrip("."), code)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            key = _exact(name)
            if code.isalpha() and code not in _GROUPS and (language == "en" or len(key) > _SHORTEST or not key.isascii()):
                names.setdefault(key, code)
    return names


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    from babel import Locale
    from babel.core import get_global

    two = (str(code) for code in Locale.parse("en").territories)
    codes = {code: code for code in two if code.isalpha() and code not in _GROUPS}
    for old, new in get_global("territory_aliases").items():
        if len(str(old)) == 3 and str(old).isalpha():
            codes[str(old)] = str(new[0])
    return codes


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    from babel import Locale

    regions = {_exact(name) for _, name in table_rows("region_names.tsv")}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code.isdigit() or code in {"EU", "EZ"}:
                regions.add(_exact(name))
    return frozenset(regions - _names().keys())


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    return {_exact(word): code for code, words in table_rows("demonyms.tsv") for word in words.split(" ")}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Look-up form → code: our table, then the cities that name the time zones of the world (IANA, through CLDR)."""
    from babel.core import get_global

    cities = {_exact(name): row[0] for row in table_rows("cities.tsv") for name in row[1:]}
    for zone, code in get_global("zone_territories").items():
        if "/" in zone and code.isalpha() and not zone.startswith(("Etc/", "Antarctica/")):
            cities.setdefault(_exact(zone.rsplit("/", 1)[1].replace("_", " ")), code)
    return {name: code for name, code in cities.items() if name not in _names() and name not in _adjectives() and len(name) > 2}


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(name.split()) for name in (*_names(), *_cities()))


@lru_cache(maxsize=1)
def _place_words() -> frozenset[str]:
    return frozenset(word for name in (*_names(), *_adjectives(), *_cities(), *_regions()) for word in name.split())


_TABLES: tuple[tuple[Callable[[], dict[str, str]], How], ...] = (
    (_names, "name"),
    (_adjectives, "adjective"),
    (_cities, "city"),
)
