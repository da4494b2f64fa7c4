"""Learn what generic words of organisations' names mean, from a register that names each in several languages.

    python -m tools.learn_translations

Reads the development part of `org_multiscript` (Research Organization Registry, CC0 1.0) beside the project and writes
`src/whosays/text/data/org_translations.tsv`. Words that stand in the names of one organisation together in both languages are
counted as each other's with the expectation maximisation of IBM's first model of translation, which needs no dictionary. Kept
is what several organisations have (`SEVERAL`), and what the word means often enough (`OFTEN`), so that the table has generic
words and places, and neither whole names nor the words of one body.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpora import SHARED

from whosays.text.fold import fold_text
from whosays.text.name_parts import split_words
from whosays.text.sounds import bare_arabic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CORPUS = SHARED / "corpora" / "org_multiscript" / "dev" / "org_multiscript.jsonl"
TABLE = Path(__file__).parents[1] / "src" / "whosays" / "text" / "data" / "org_translations.tsv"
SEVERAL = 3  # organisations that have to show a pair of words
OFTEN = 0.15  # share of a word's meanings that one needs to be kept
ROUNDS = 12
LANGUAGES = {"ar": "Arab", "fa": "Arab", "ru": "Cyrl", "uk": "Cyrl"}
_SMALL = frozenset({"of", "the", "and", "for", "in", "de", "a", "at", "on", "et", "la", "du", "des", "en", "al", "el"})
_SMALL_FOREIGN = frozenset(fold_text("و في من علي در به از براي هاي ل и в на по та і").split())

HEAD = (
    "# Generic words in names of organisations and their English, as learnt by tools/learn_translations.py from the names that",
    "# the Research Organization Registry (CC0 1.0) gives of one organisation in several languages: language, word (folded,",
    "# without article), English words with their share. Each pair stands in three organisations at least. May be corrected by",
    "# hand.",
)

Row = Mapping[str, object]
Pair = tuple[str, frozenset[str], frozenset[str]]
"""An organisation, and the words of one of its names in one language and of its English names."""


def main() -> None:
    """Learn and write."""
    rows = read(CORPUS)
    lines = list(HEAD)
    for language in LANGUAGES:
        for word, said in sorted(learn(rows, language).items()):
            lines.append(f"{language}\t{word}\t" + ", ".join(f"{english} {share:.2f}" for english, share in said.items()))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - len(HEAD)} words in {TABLE}")


def read(path: Path) -> list[dict[str, object]]:
    """Read the rows of the register."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def learn(rows: Iterable[Row], language: str) -> dict[str, dict[str, float]]:
    """Return word → English words with their share, the most usual first, of what several organisations show."""
    pairs = list(_pairs(rows, language))
    shares = _expectation(pairs)
    shown: dict[tuple[str, str], set[str]] = defaultdict(set)
    for org, foreign, english in pairs:
        for f in foreign:
            for e in english:
                shown[f, e].add(org)
    found: dict[str, dict[str, float]] = {}
    for f, said in shares.items():
        kept = {e: p for e, p in said.items() if p >= OFTEN and len(shown[f, e]) >= SEVERAL}
        if kept:
            found[f] = dict(sorted(kept.items(), key=lambda item: (-item[1], item[0])))
    return found


def _pairs(rows: Iterable[Row], language: str) -> Iterator[Pair]:
    for row in rows:
        latin = row["latin"]
        others = row["other"]
        assert isinstance(latin, list) and isinstance(others, list)
        english = [frozenset(split_words(name)) - _SMALL for name in latin]
        for other in others:
            if other["lang"] == language and other["script"] == LANGUAGES[language]:
                foreign = frozenset(bare_arabic(word) for word in split_words(other["name"])) - _SMALL_FOREIGN
                for words in english:
                    if len(words) > 1 or len(foreign) == len(words) == 1:
                        yield str(row["id"]), foreign, words


def _expectation(pairs: list[Pair]) -> dict[str, dict[str, float]]:
    """Return P(English | word), by expectation maximisation over all pairs, each organisation counting once."""
    names: dict[str, int] = defaultdict(int)
    for org, _, _ in pairs:
        names[org] += 1
    chance: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for _ in range(ROUNDS):
        count: dict[tuple[str, str], float] = defaultdict(float)
        total: dict[str, float] = defaultdict(float)
        for org, foreign, english in pairs:
            for e in english:
                whole = sum(chance[f, e] for f in foreign)
                if not whole:
                    continue
                for f in foreign:
                    part = chance[f, e] / whole / names[org]
                    count[f, e] += part
                    total[f] += part
        chance = defaultdict(float, {(f, e): part / total[f] for (f, e), part in count.items() if part / total[f] > 0.001})
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for (f, e), p in chance.items():
        shares[f][e] = p
    return shares


if __name__ == "__main__":
    main()
