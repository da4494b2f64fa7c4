"""Suspect misprints in names: a rare word that is one slip away from a common one. It suspects, it never corrects."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.fold import fold_text, words_only
from whosays.text.org_words import org_words, plain_words, rare_words, spelt_words
from whosays.text.places import is_place_word

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

# Shorter words have too many neighbours; one of four letters is suspected to have lost a fifth only. A document's own word
# counts as common from so many times and letters on.
_SHORTEST, _SHORTEST_COMMON = 4, 5
_OFTEN, _LONG = 4, 7

# Endings of those who do something; they go with any verb.
_MAKERS = ("er", "ers", "or", "ors", "ing", "ings", "ist", "ists", "man", "men")
# Endings that make another form of a word and no misprint, and spellings of the two sides of the Atlantic.
_FORMS = ("s", "e", "es", "n", "en", "a", "i", "al", "y", "r", "d")
_SPELLINGS = (("s", "z"), ("re", "er"), ("our", "or"), ("ce", "se"), ("aa", "a"), ("ee", "i"), ("oo", "u"))


@dataclass(frozen=True, slots=True)
class Suspected:
    """A word that may be a misprint: its place in the string, and the common word that may be meant."""

    start: int
    end: int
    repair: str


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count the folded words of a document, for `suspect_typos`."""
    return Counter(word for text in texts for word in words_only(fold_text(text)).split())


def suspect_typos(name: str, counts: Counter[str]) -> list[Suspected]:
    """Return the suspected misprints in a name of a document whose words were counted with `count_words`."""
    out: list[Suspected] = []
    for found in _WORD.finditer(name):
        repair = _repair(found[0], counts, first=found.start() == 0)
        if repair:
            out.append(Suspected(found.start(), found.end(), repair))
    return out


def repaired(name: str, suspected: Iterable[Suspected]) -> str:
    """Return the name with every suspected misprint replaced."""
    for typo in sorted(suspected, key=lambda typo: -typo.start):
        name = name[: typo.start] + typo.repair + name[typo.end :]
    return name


def _repair(word: str, counts: Counter[str], *, first: bool) -> str | None:
    folded = fold_text(word)
    # An unusual word that stands twice in the document is meant so.
    if len(folded) < _SHORTEST or counts[folded] > 1 or folded in org_words() or is_place_word(folded):
        return None
    # Without a list of plain words, as for Arabic and Persian, too many rare words would be suspected.
    if word.isupper() or _is_plain(folded) or not _LATIN.match(word):
        return None
    targets = _near_common(folded, counts)
    if word[0].islower():
        # A small letter where names have a capital: only the lost first letter is suspected.
        # It may be a word that the document has elsewhere, only once.
        targets = [
            target for target in {*targets, *(own for own in counts if own[1:] == folded)} if first and target[1:] == folded
        ]
    if len(folded) < _SHORTEST_COMMON:
        targets = [target for target in targets if len(target) > len(folded)]
    targets = [target for target in targets if not _is_form(folded, target) and not _is_word_of_its_own(folded, target)]
    if len(targets) != 1:
        return None
    spelt = spelt_words().get(targets[0], targets[0])
    return spelt[:1].upper() + spelt[1:] if word[0].isupper() or (first and word[0].islower()) else spelt.lower()


def _is_plain(folded: str) -> bool:
    """Ask whether a word is plain English, in one of its forms ("ringers" of "ring")."""
    forms = {folded, *(folded.removesuffix(ending) for ending in ("s", "er", "ers", "ing", "ings", "ed", "ly"))}
    return not forms.isdisjoint(plain_words())


def _is_word_of_its_own(word: str, target: str) -> bool:
    """Ask whether a word with one letter exchanged may be another English word ("Waders" and "Waters", "Larks" and "Parks").

    A letter left out, doubled or transposed is a slip; an exchanged one only in a long word, or where its letters never meet.
    """
    if len(word) != len(target) or sorted(word) == sorted(target):
        return False
    return word.endswith(_MAKERS) or (len(word) < _LONG - 1 and all(part in _letter_groups() for part in _groups(word)))


def _groups(word: str) -> list[str]:
    """Return a word's groups of three letters, its edges marked."""
    edged = f"^{word}$"
    return [edged[at : at + 3] for at in range(len(edged) - 2)]


@lru_cache(maxsize=1)
def _letter_groups() -> frozenset[str]:
    return frozenset(part for word in (*plain_words(), *org_words()) for part in _groups(word))


def _near_common(folded: str, counts: Counter[str]) -> list[str]:
    """Return the common words at distance 1; the table's words before the document's own."""
    from rapidfuzz.distance import OSA

    known = [
        word for word in org_words() if abs(len(word) - len(folded)) <= 1 and OSA.distance(word, folded, score_cutoff=1) == 1
    ]
    known = [word for word in known if word not in rare_words() or counts[word]]
    if len(known) > 1:
        often = max(counts[word] for word in known)
        known = [word for word in known if counts[word] == often]
    if known:
        return known
    own = (
        word for word, often in counts.items() if often >= _OFTEN and len(word) >= _LONG and abs(len(word) - len(folded)) <= 1
    )
    return [word for word in own if OSA.distance(word, folded, score_cutoff=1) == 1]


def _is_form(word: str, target: str) -> bool:
    """Ask whether the two are forms or spellings of one word rather than a slip."""
    short, long = sorted((word, target), key=len)
    if long.startswith(short) and long[len(short) :] in _FORMS:
        return True
    if len(word) == len(target) and word[:-1] == target[:-1] and {word[-1], target[-1]} <= set("aeioys"):
        return True
    if any(word.replace(a, b) == target.replace(a, b) for a, b in _SPELLINGS):
        return True
    return any(word.replace(a, b) == target or word.replace(b, a) == target for a, b in _SPELLINGS)
