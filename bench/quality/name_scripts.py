"""Score the finding of names over scripts: organisations by translated words, and single words of persons by their sound.

- Organisations: each name in another script is looked up among the Latin names of all organisations of the file. The table of
  words is learnt anew without the fifth of the organisations that is asked for, so none is found by its own name; the table
  made by hand stays.
- Words of persons: an English word is looked up among all Arabic forms of the file (`ASKED` words, chosen by hash).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from tools.learn_translations import CORPUS, LANGUAGES, learn, read

from bench.corpora import SHARED
from whosays.resolve.alike import Search
from whosays.resolve.names import Name
from whosays.text.translations import by_hand, translations, usual_translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tools.learn_translations import Row

WORDS = SHARED / "corpora" / "translit_ar_en" / "dev" / "wd_arabic_16"
FOLDS = 5
ASKED = 1000
LOOKED_AT = 10
_TITLES = {"ar": "Arabic", "fa": "Persian", "ur": "shown Urdu", "Cyrl": "Cyrillic", "he": "shown Hebrew"}
Result = tuple[dict[str, float], list[str]]


def organisation_files() -> list[Path]:
    return [CORPUS]


def word_files() -> list[Path]:
    return [WORDS]


def score_organisations(_: Path) -> Result:
    """Return hits at the first place and mean reciprocal rank by script or language, and what was not first."""
    rows = read(CORPUS)
    latin = [
        Name(f"{row['id']} {at}", "organisation", str(name)) for row in rows for at, name in enumerate(_list(row["latin"]))
    ]
    ranks: dict[str, list[int]] = defaultdict(list)
    misses: list[str] = []
    for fold in range(FOLDS):
        seen = [row for row in rows if _hash(row["id"]) % FOLDS != fold]
        learnt = [pair for language in LANGUAGES for pair in learn(seen, language).items()]
        search = Search(latin, translations([*by_hand(), *learnt]))
        for row in rows:
            if _hash(row["id"]) % FOLDS == fold:
                for language, words in _asked(row):
                    rank = _rank(search, words, str(row["id"]))
                    ranks[language].append(rank)
                    if rank != 1:
                        misses.append(f"{language} {words}: at {rank or 'no'} place")
    figures: dict[str, float] = {}
    for language, title in _TITLES.items():
        figures[f"{title} hits@1"] = sum(rank == 1 for rank in ranks[language]) / max(len(ranks[language]), 1)
        figures[f"{title} MRR"] = sum(1 / rank for rank in ranks[language] if rank) / max(len(ranks[language]), 1)
    return figures, misses


def score_words(_: Path) -> Result:
    """Return hits at the first place and mean reciprocal rank, and the words that were not first."""
    pairs = [line.split("\t")[:2] for line in WORDS.read_text(encoding="utf-8").splitlines()]
    forms: dict[str, set[str]] = defaultdict(set)
    for english, arabic in pairs:
        forms[english].add(arabic.replace(" ", ""))
    search = Search([Name(form, "person", form) for form in sorted(set().union(*forms.values()))], usual_translations())
    asked = sorted(forms, key=_hash)[:ASKED]
    ranks: list[int] = []
    misses: list[str] = []
    for english in asked:
        found = [name.text for name, _ in search.one(Name("", "person", english), LOOKED_AT)]
        rank = next((at for at, form in enumerate(found, 1) if form in forms[english]), 0)
        ranks.append(rank)
        if rank != 1:
            misses.append(f"{english}: at {rank or 'no'} place; first is {found[:1]}")
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return {"words hits@1": sum(rank == 1 for rank in ranks) / len(ranks), "words MRR": mean}, misses


def _rank(search: Search, words: str, wanted: str) -> int:
    """Return at which place the organisation stands, each counted once; 0 where it is not found."""
    found = dict.fromkeys(name.id.split()[0] for name, _ in search.one(Name("", "organisation", words), LOOKED_AT))
    return next((at for at, each in enumerate(found, 1) if each == wanted), 0)


def _asked(row: Row) -> Iterable[tuple[str, str]]:
    for other in _list(row["other"]):
        assert isinstance(other, dict)
        key = other["script"] if other["script"] == "Cyrl" else other["lang"]
        if other["script"] in {"Arab", "Cyrl", "Hebr"} and key in _TITLES:
            yield key, other["name"]


def _list(value: object) -> Sequence[object]:
    assert isinstance(value, list)
    return value


def _hash(value: object) -> int:
    return int(hashlib.sha256(str(value).encode()).hexdigest(), 16)
