"""What generic words of organisations' names mean in English: university, council, foundation, in Arabic, Persian and Russian.

Two tables, and both may be corrected by hand. `data/org_meanings.tsv` was written by hand; `data/org_translations.tsv` was
learnt from a public register by `tools/learn_translations.py` and says how often a word is given so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.data import table_rows
from whosays.text.fold import fold_text
from whosays.text.sounds import bare_arabic, script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FIRST, _LATER = 1.0, 0.8  # how usual the first and the later meanings of the hand-made table are
_AKIN = 0.9  # a word of the same stem in place of the one in the table (cultural, culture)
_WRITTEN_ON = re.compile(r"^[وبلك](?=\w{3})")  # small words that Arabic writes together with the next
_ENDING = re.compile(r"(?<=\w{3})(?:یه|یین|ات|ین|ون|های|ها|ه|ی)$")  # endings of Arabic and Persian nouns and adjectives, folded
_ENDING_RU = re.compile(r"(?<=\w{4})(?:ого|его|ому|ыми|ая|ое|ыи|ии|ои|ые|ых|их|ым|ов|а|ы|и|у|е|я)$")


@dataclass(frozen=True, eq=False)
class Translations:
    """Folded word in another script → folded English words with how often it is said so (0 to 1)."""

    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    stems: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def likeness(self, foreign: str, other: str) -> float:
        """Return how usual `other` is for `foreign`, or that both are said so; 0 where the tables know no meaning of one."""
        meant = self.of(foreign)
        if not meant:
            return 0.0
        if not other.isascii():
            theirs = self.of(other)
            return max((min(share, theirs[word]) for word, share in meant.items() if word in theirs), default=0.0)
        if other in meant:
            return meant[other]
        return max((_AKIN * share for word, share in meant.items() if _akin(word, other)), default=0.0)

    def of(self, foreign: str) -> Mapping[str, float]:
        """Return the English words for a word, or for the word without what is written on to it."""
        if foreign.isascii():
            return {}
        found = self.words.get(foreign)
        if found is None and script_of(foreign) == "arabic":
            found = self.words.get(bare_arabic(_WRITTEN_ON.sub("", foreign)))
        return found if found is not None else self.stems.get(_stem(foreign), {})


def translations(rows: Iterable[tuple[str, Mapping[str, float]]]) -> Translations:
    """Put rows of folded words and their meanings together; of two rows for a word the higher shares count."""
    words: dict[str, dict[str, float]] = {}
    stems: dict[str, dict[str, float]] = {}
    for word, said in rows:
        for table, key in ((words, word), (stems, _stem(word))):
            row = table.setdefault(key, {})
            for english, share in said.items():
                row[english] = max(row.get(english, 0.0), share)
    return Translations(words, stems)


@lru_cache(maxsize=1)
def usual_translations() -> Translations:
    """Read both tables of the program."""
    return translations([*by_hand(), *learnt()])


def by_hand() -> list[tuple[str, dict[str, float]]]:
    """Read the table made by hand."""
    rows: list[tuple[str, dict[str, float]]] = []
    for _language, entries in _lines("org_meanings.tsv"):
        for entry in entries.split("; "):
            foreign, english = entry.split(" = ")
            first, *later = english.split(", ")
            said = {first: _FIRST, **dict.fromkeys(later, _LATER)}
            rows += [(bare_arabic(folded), said) for word in foreign.split(", ") if " " not in (folded := fold_text(word))]
    return rows


def learnt() -> list[tuple[str, dict[str, float]]]:
    """Read the table learnt: language, word, "english share" with commas between."""
    rows: list[tuple[str, dict[str, float]]] = []
    for _language, word, said in _lines("org_translations.tsv"):
        pairs = (one.rsplit(" ", 1) for one in said.split(", "))
        rows.append((word, {english: float(share) for english, share in pairs}))
    return rows


def _lines(name: str) -> list[list[str]]:
    return table_rows(name)


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if script_of(word) == "arabic" else _ENDING_RU.sub("", word)


def _akin(a: str, b: str) -> bool:
    """Ask whether two English words share all but the last two letters of the shorter one, five letters at least."""
    same = next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))
    return same >= max(5, min(len(a), len(b)) - 2)
