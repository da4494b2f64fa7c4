"""How alike two words of names are, and why: the same, a short form, misspelt, heard alike, in another script, translated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import OSA

from whosays.text.name_numbers import number_of
from whosays.text.name_parts import short_forms
from whosays.text.place_exonyms import country_in, is_one_place
from whosays.text.sounds import bones, latin, script_of, sounds_alike

if TYPE_CHECKING:
    from whosays.text.translations import Translations

How = Literal["same", "number", "initial", "short", "spelling", "sound", "script", "meaning", "place"]

# Under this share of shared letters two words are two words; found on name_bench, where 0.6 to 0.7 do alike.
LEAST_SPELLING = 0.66
LEAST_SCRIPT = 0.6  # the same for words in two scripts, whose letters never fit all
_COUNTRY = 0.9  # a country, as a name here and an adjective there
_KNOWN = 0.15  # a word that has a meaning in the tables is less likely a name that sounds so
_ADJECTIVE = re.compile(r"(?<=\w{3})(?:[iy]?[sz]?k(?:iy|yy|yi|ii|i|aya|a|oe|oye|ogo|oi|oho)|nyy|naya|noe)$")
_ADJECTIVAL = 0.05
SURE = 0.97  # as sure as a likeness gets that is not the same word


@dataclass(frozen=True, slots=True)
class WordLikeness:
    """From 0 (two words) to 1 (one word), and how it came about."""

    value: float
    how: How


NONE = WordLikeness(0.0, "spelling")
SAME = WordLikeness(1.0, "same")


def word_likeness(a: str, b: str, translations: Translations) -> WordLikeness:
    """Compare two folded words of any script; the order of the two does not matter."""
    if a == b:
        return SAME
    if is_one_place(a, b):
        return WordLikeness(SURE, "place")
    if a > b:
        a, b = b, a
    if a.isascii() and b.isascii():
        return _latin_likeness(a, b)
    return _across(a, b, translations)


def forget_words() -> None:
    """Forget what words were compared before: a large case leaves half a million pairs."""
    for compared in (_latin_likeness, _across, _heard):
        compared.cache_clear()


@lru_cache(maxsize=500_000)
def _latin_likeness(a: str, b: str) -> WordLikeness:
    one, other = number_of(a), number_of(b)
    if one is not None or other is not None:
        return WordLikeness(1.0, "number") if one == other else NONE
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if long in short_forms().get(short, ()):
        return WordLikeness(SURE, "short")
    if len(short) == 1:
        return WordLikeness(0.85, "initial") if long.startswith(short) else NONE
    return _spelling(a, b)


def _spelling(a: str, b: str) -> WordLikeness:
    longest = max(len(a), len(b))
    value = 1 - OSA.distance(a, b) / longest
    if value < 0.45:
        return NONE
    if a[0] != b[0]:
        value -= 0.05  # people seldom miss the first letter
    heard = bones(a)
    if heard and heard == bones(b) and value >= 0.5:
        likeness = 0.5 * value + 0.5 * min(SURE, 0.8 + 0.03 * len(heard))
        return WordLikeness(max(value, likeness), "sound")
    return WordLikeness(value, "spelling") if value >= LEAST_SPELLING else NONE


@lru_cache(maxsize=500_000)
def _across(a: str, b: str, translations: Translations) -> WordLikeness:
    """Compare words of which at least one is not in Latin letters."""
    meant = max(translations.likeness(a, b), translations.likeness(b, a))
    heard = _heard(a, b)
    if not meant and not (a.isascii() and b.isascii()) and (country := country_in(a)) and country == country_in(b):
        return WordLikeness(max(_COUNTRY, heard.value), "meaning")
    if not meant and (translations.of(a) or translations.of(b)):
        heard = WordLikeness(max(0.0, heard.value - _KNOWN), heard.how) if heard.value - _KNOWN >= LEAST_SCRIPT else NONE
    if meant >= 0.1 and 0.7 + 0.3 * meant > heard.value:
        return WordLikeness(min(SURE, 0.7 + 0.3 * meant), "meaning")
    return heard


@lru_cache(maxsize=300_000)
def _heard(a: str, b: str) -> WordLikeness:
    scripts = script_of(a), script_of(b)
    if scripts[0] == scripts[1]:
        return _spelling(a, b)
    if "arabic" in scripts:
        roman, arabic = (b, a) if scripts[0] == "arabic" else (a, b)
        value = min(SURE, _sounded(latin(roman), arabic))
        return WordLikeness(value, "script") if value >= LEAST_SCRIPT else NONE
    one, other = sorted((latin(a), latin(b)))
    if not one or not other:
        return NONE
    value = SURE if one == other else _latin_likeness(one, other).value
    bare = [_ADJECTIVE.sub("", word) for word in (one, other)]
    if bare != [one, other]:  # the adjective of a place, which English has as the name of the place
        value = max(value, (SURE if bare[0] == bare[1] else _latin_likeness(min(bare), max(bare)).value) - _ADJECTIVAL)
    return WordLikeness(min(SURE, value), "script") if value > 0 else NONE


def _sounded(roman: str, arabic: str) -> float:
    """Compare with and without an article that is written on to the Latin word (Alzahra)."""
    value = sounds_alike(roman, arabic)
    if len(roman) > 5 and roman.startswith(("al", "el")):
        value = max(value, sounds_alike(roman[2:], arabic))
    return value
