"""The corpora that the models of names are trained on, and which of their texts are kept out of training."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.corpora import SHARED

if TYPE_CHECKING:
    from pathlib import Path

Entity = tuple[int, int, str]
Row = tuple[str, list[Entity]]
"""A text of a corpus and its names: start, end, label of the corpus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCorpusSplit:
    """A corpus cut in ten parts by the hash of its texts; the parts in `held` are kept out of training."""

    folder: str
    held: frozenset[int]

    @property
    def path(self) -> Path:
        """Where the corpus stands."""
        return SHARED / "corpora" / self.folder / "dev" / "ner.jsonl"

    def is_held(self, text: str) -> bool:
        """Say whether a text is kept out: by the hash of its words, so that copies of a text go together."""
        return int(hashlib.sha256(" ".join(text.split()).encode()).hexdigest(), 16) % 10 in self.held

    def rows(self, *, held: bool) -> list[Row]:
        """Return the texts of the corpus that are kept out, or those trained on, in the order of the corpus."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        rows = [(row["text"], [(a, b, label) for a, b, label in row["entities"]]) for row in map(json.loads, lines)]
        return [row for row in rows if self.is_held(row[0]) == held]


# Neither corpus says which article or account a text is from, so texts are the smallest unit that can be parted. The Arabic one
# is small: a fifth is kept out, so that its figures rest on several hundred names.
SPLITS = {
    "ar": NameCorpusSplit(folder="ner_ar_aqmar", held=frozenset({3, 8})),
    "fa": NameCorpusSplit(folder="ner_fa_parstwiner", held=frozenset({3})),
}
