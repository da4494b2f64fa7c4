"""What speaks for and against two writings being of one name: a readable list, each with what it weighs.

The weights add up to the likeness of the two writings. It says nothing about those who bear the names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.resolve.alignment import Alignment, align
from whosays.text.name_parts import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.text.name_parts import Part, Parts, Sort
    from whosays.text.translations import Translations

_ONE_SIDE = 0.3  # weighs all that only one of the two has, in shares of the longer one
_BOTH_SIDES = 0.75  # weighs what each has and the other has not, in shares of the shorter one
_YEARS = range(1800, 2200)
_ORDER = 0.02
_NUMBERS = 0.3
_BRANCH = 0.3
_COUNTRY = 0.35
_COUNTRY_ONE = 0.05
_LEGAL = 0.04
_SHORT = 0.8  # a short form and a name that it can stand for: many names have the same first letters
_SHORT_TWO = 0.55  # of two letters
_MAY_BE_ANYBODY = 0.2  # all that answers is words that many names have, or a single word of a person


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for (weight over 0) or against (under 0), with a reason that a person can read."""

    name: str
    weight: float
    reason: str


def features_of(a: Parts, b: Parts, sort: Sort, translations: Translations) -> tuple[Feature, ...]:
    """Compare two writings; the first feature is what speaks for them, the others correct it."""
    if a.words == b.words:
        return (Feature("same words", 1.0, f"same words “{a.words}”"),)
    short = _short_form(a, b)
    if not a.parts or not b.parts:
        return (short,) if short else ()
    found = align(a, b, translations)
    features = tuple(_of_words(a, b, found, sort))
    if short and short.weight > sum(f.weight for f in features):
        return (short,)
    return features


def _short_form(a: Parts, b: Parts) -> Feature | None:
    for one, other in ((a, b), (b, a)):
        if one.short and not other.short and one.short in other.initials:
            weight = _SHORT if len(one.short) > 2 else _SHORT_TWO
            return Feature("acronym", weight, f"“{one.short.upper()}” are the first letters of “{other.words}”")
    return None


def _of_words(a: Parts, b: Parts, found: Alignment, sort: Sort) -> Iterator[Feature]:
    totals = [sum(part.weight for part in each.parts) for each in (a, b)]
    answered = sum(pair.likeness.value * pair.weight for pair in found.pairs)
    shorter, longer = min(totals), max(totals)
    share = min(1.0, answered / shorter)
    if found.together > answered / longer:
        told = "the same but for spaces" if found.together == 1 else "nearly the same but for spaces"
        yield Feature("spelling", found.together, told)
        if found.together < 1:
            yield from _against(a, b, sort)
        return
    if not found.pairs:
        return
    yield Feature(_name_of(found), share, _told(found))
    left_a, left_b = _weight(found.left_a), _weight(found.left_b)
    both = min(left_a, left_b)
    if both:
        words = f"“{_words(found.left_a)}” against “{_words(found.left_b)}”"
        yield Feature("other words", -_BOTH_SIDES * both / shorter, words)
    if abs(left_a - left_b) > SMALL:
        more = found.left_a if left_a > left_b else found.left_b
        words = f"one has more words, “{_words(more)}”" if both else f"only one has “{_words(more)}”"
        yield Feature("more words", -_ONE_SIDE * abs(left_a - left_b) / longer, words)
    if all(pair.a.generic or pair.b.generic or pair.a.weight <= SMALL for pair in found.pairs) and (
        found.left_a or found.left_b
    ):
        yield Feature("common words", -_MAY_BE_ANYBODY, "what they share, many names have")
    if sort == "person" and sum(pair.weight > SMALL for pair in found.pairs) == 1 and (found.left_a or found.left_b):
        yield Feature("one word", -_MAY_BE_ANYBODY, "only one word is shared")
    if sort == "person" and len(a.parts) == len(b.parts) == 1 and share < 1:
        yield Feature("one word", -_MAY_BE_ANYBODY / 2, "a single word, and not quite the same")
    if not found.in_order:
        yield Feature("order", -_ORDER, "words in another order")
    yield from _against(a, b, sort)


def _against(a: Parts, b: Parts, sort: Sort) -> Iterator[Feature]:
    if a.numbers != b.numbers:
        first, second = sorted((a.numbers - b.numbers, b.numbers - a.numbers), key=sorted)
        if first and second:
            yield Feature("number", -_NUMBERS, f"number {_listed(first)} against {_listed(second)}")
        elif sort != "person":
            years = [n for n in first | second if n in _YEARS]
            weight = _NUMBERS if years else _NUMBERS / 4
            yield Feature("number", -weight, f"only one has the {'year' if years else 'number'} {_listed(first or second)}")
    for kind in sorted({k for k, _ in a.branches} & {k for k, _ in b.branches}):
        ours, theirs = ({word for k, word in each.branches if k == kind} for each in (a, b))
        if not ours & theirs:
            yield Feature(
                "branch", -_BRANCH, f"{min(sorted(ours), sorted(theirs))[0]} against {max(sorted(ours), sorted(theirs))[0]}"
            )
    one_side = {k for k, _ in a.branches} ^ {k for k, _ in b.branches}
    if one_side:
        words = sorted(word for k, word in a.branches ^ b.branches if k in one_side)
        weight = _BRANCH if sort == "place" else _BRANCH / 3  # West Asia is no branch of Asia
        yield Feature("branch", -weight, f"only one says {', '.join(words)}")
    if a.countries != b.countries:
        one, other = sorted((a.countries - b.countries, b.countries - a.countries), key=sorted)
        if one and other:
            yield Feature("country", -_COUNTRY, f"one names {_listed(one)}, the other {_listed(other)}")
        elif sort == "place":
            yield Feature("country", -_COUNTRY, f"only one is the country {_listed(one or other)}")
        else:
            yield Feature("branch", -_COUNTRY_ONE, f"only one names {_listed(one or other)}")
    if a.legal and b.legal and not a.legal & b.legal:
        yield Feature("legal form", -_LEGAL, f"{_listed(a.legal)} against {_listed(b.legal)}")


def _name_of(found: Alignment) -> str:
    hows = {pair.likeness.how for pair in found.pairs if pair.likeness.value < 1}
    if "meaning" in hows:
        return "translation"
    if "script" in hows:
        return "transliteration"
    if "place" in hows:
        return "place"
    return "spelling" if hows else "shared words"


def _told(found: Alignment) -> str:
    unlike = [pair for pair in found.pairs if pair.a.word != pair.b.word]
    if not unlike:
        return f"share “{_words(pair.a for pair in found.pairs)}”"
    return ", ".join(f"“{pair.a.printed}” for “{pair.b.printed}” ({_HOW[pair.likeness.how]})" for pair in unlike)


_HOW = {
    "same": "the same",
    "number": "one number",
    "initial": "first letter",
    "short": "short form",
    "spelling": "spelt nearly so",
    "sound": "sounds alike",
    "script": "in another script",
    "meaning": "means it",
    "place": "the same place",
}


def _words(parts: Iterable[Part]) -> str:
    return " ".join(part.printed for part in parts)


def _weight(parts: Iterable[Part]) -> float:
    return sum(part.weight for part in parts)


def _listed(what: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, what)))
