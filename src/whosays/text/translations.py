"""What generic words of organisations' names mean in English: university, council, foundation, in Arabic, Persian and Russian.

`data/org_translations.tsv` was learnt from a public register by `tools/learn_translations.py`, and may be corrected by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE = "org_translations.tsv"


@dataclass(frozen=True, slots=True)
class Translations:
    """Folded word in another script → folded English words with how often it is said so (0 to 1)."""

    words: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def likeness(self, foreign: str, english: str) -> float:
        """Return how usual `english` is for `foreign`; 0 where the table has no such pair."""
        said = self.words.get(foreign)
        return said.get(english, 0.0) if said else 0.0

    def of(self, foreign: str) -> Mapping[str, float]:
        """Return the English words for a word, the most usual first."""
        return self.words.get(foreign, {})


@lru_cache(maxsize=1)
def usual_translations() -> Translations:
    """Read the table of the program."""
    path = files("whosays.text.data").joinpath(TABLE)
    return parse_translations(path.read_text(encoding="utf-8"))


def parse_translations(table: str) -> Translations:
    """Read a table: language, word, then "english share" with commas between; lines with # are remarks."""
    found: dict[str, dict[str, float]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            _language, word, said = line.split("\t")
            row = found.setdefault(word, {})
            for one in said.split(", "):
                english, share = one.rsplit(" ", 1)
                row[english] = max(row.get(english, 0.0), float(share))
    return Translations(found)
