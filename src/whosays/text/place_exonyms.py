"""Words that name one place in several languages (Vienna, Wien; Kyiv, Kiev), and countries, whatever the script.

A table has places that go by several names. Beside it stands CLDR, which names the cities of the world's time zones in each
language; a Latin word that neither has is heard: where it sounds like a name in Arabic letters, it is that place ("Bayrut",
بيروت).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from whosays.text.data import table_lines
from whosays.text.fold import fold_text
from whosays.text.places import LANGUAGES, country_of, find_countries
from whosays.text.sounds import bare_arabic, bones, script_of, sounds_alike

# So well a word has to sound like a name in Arabic letters, and so many consonants tell one name from another.
_HEARD, _BONES = 0.975, 3
# Two names that sound less alike are two names, and no two spellings of one.
_APART = 0.6


@lru_cache(maxsize=100_000)
def place_of(word: str) -> str | None:
    """Return one name for the place that a folded word names; None where it is none that goes by several names.

    >>> place_of("kiev"), place_of("harbour")
    ('kyiv', None)
    """
    if place := _places().get(word):
        return place
    city = _city_of(word)
    return city if city in _cities().several else None


def is_one_place(a: str, b: str) -> bool:
    """Ask whether two folded words name one place."""
    one = place_of(a)
    if one is not None and one == place_of(b):
        return True
    # Words of two scripts are compared by their sound anyway.
    return a.isascii() and b.isascii() and (city := _city_of(a)) is not None and city == _city_of(b)


@lru_cache(maxsize=100_000)
def country_in(word: str) -> str | None:
    """Return the code of the country that a folded word of another script names, as a name or an adjective."""
    for form in (word, f"ال{word}"):
        found = [country.code for country in find_countries(form) if country.how != "city"]
        if found:
            return found[0]
    return None


@dataclass(frozen=True, slots=True)
class _Cities:
    """The cities of time zones: folded word → zone, consonants → names in Arabic letters with their zones.

    `several` are those that Arabic writers call by another name than Latin ones, so that the ear does not tell them.
    """

    by_name: dict[str, str]
    by_sound: dict[str, list[tuple[str, str]]]
    several: frozenset[str]


@lru_cache(maxsize=100_000)
def _city_of(word: str) -> str | None:
    """Return the one city that a folded word names, or whose name in Arabic letters a Latin word spells."""
    cities = _cities()
    if word in cities.by_name:
        return cities.by_name[word]
    consonants = bones(word) if word.isascii() else ""
    if len(consonants) < _BONES:
        return None
    found = {city for name, city in cities.by_sound.get(consonants, ()) if sounds_alike(word, name) >= _HEARD}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in table_lines("place_exonyms.tsv"):
        names = [bare_arabic(fold_text(name)) for name in line.split(", ")]
        for name in names:
            if " " not in name:
                found.setdefault(name, names[0])
    return found


@lru_cache(maxsize=1)
def _cities() -> _Cities:
    from babel import Locale
    from babel.core import get_global

    # "America/North_Dakota/Center" is a part of a state; stations in Antarctica have the names of people.
    zones = [
        str(zone) for zone in get_global("zone_territories") if re.fullmatch(r"(?!Etc/|Antarctica/)[^/]+/[^/]+", str(zone))
    ]
    cities = [(zone, zone.rpartition("/")[2].replace("_", " ")) for zone in zones]
    cities = [(zone, name) for zone, name in cities if country_of(name) is None]  # countries are told by `country_in`
    zones = [zone for zone, _ in cities]
    latin = {zone: fold_text(name) for zone, name in cities}
    several: set[str] = set()
    for language in LANGUAGES:
        told = Locale.parse(language).time_zones
        cities += [(zone, str(told[zone]["city"])) for zone in zones if told.get(zone, {}).get("city")]
    by_name: dict[str, str] = {}
    by_sound: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for zone, name in cities:
        word = bare_arabic(fold_text(name))
        if " " in word or "-" in word:
            continue
        by_name.setdefault(word, zone)
        if script_of(word) == "arabic":
            by_sound[bones(word)].append((word, zone))
            if sounds_alike(latin[zone], word) < _APART:
                several.add(zone)
    return _Cities(by_name, by_sound, frozenset(several))
