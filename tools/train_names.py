"""Train the models of names that come with the package, and write what they can do.

    python -m tools.train_names [ar] [fa] [--card-only]

Reads the corpora beside the project (see `bench/corpora.py`), which are never copied into it, and sentences of our own
(`invented_names.py`), and writes the model, the table of models and `docs/explanation/models.md`. The same corpora, sentences and
library give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import sys
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from bench.name_corpora import SPLITS
from tools.invented_names import grammar, invented

from whosays.text.name_features import VERSION as FEATURES
from whosays.text.name_features import features, tokens
from whosays.text.name_model import KINDS, NameModel, label_spans, name_models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "whosays" / "text" / "data"
CARD = ROOT / "docs" / "explanation" / "models.md"
FIGURES = Path(__file__).with_name("name_models.json")

Entity = tuple[int, int, str]

# L-BFGS with a little of both penalties; passive-aggressive training was as good in Persian and 2 points worse in Arabic, with
# larger files. Chosen with one of the trained parts kept out in turn (part 0; 5 as well for Arabic), never with the parts that
# the figures are measured on.
PARAMETERS: dict[str, dict[str, float]] = {
    "ar": {"c1": 0.05, "c2": 0.3, "max_iterations": 80, "feature.minfreq": 1},
    "fa": {"c1": 0.1, "c2": 0.9, "max_iterations": 70, "feature.minfreq": 1},
}
# How often a text of the corpus is read, and how often each invented sentence is filled with names. Chosen on kept-out parts of
# what is trained on and on those of our own documents that have floors: more fills find more there and make up more in
# encyclopedia articles; reading the small Arabic corpus several times makes up for it.
TAKEN: dict[str, tuple[int, int]] = {"ar": (4, 4), "fa": (3, 3)}
VERSIONS = {"ar": "2", "fa": "2"}


@dataclass(slots=True)
class Score:
    """Spans found, wanted and right, where right is the same words with the same label."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, gold: set[Entity], got: set[Entity]) -> None:
        """Count one text."""
        self.right, self.found, self.wanted = self.right + len(gold & got), self.found + len(got), self.wanted + len(gold)

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1, and how many were wanted."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.wanted, 1)
        f1 = 2 * self.right / max(self.found + self.wanted, 1)
        return {"precision": round(precision, 3), "recall": round(recall, 3), "F1": round(f1, 3), "names": self.wanted}


@dataclass(slots=True)
class Trained:
    """A model's file and what was measured on the texts kept out."""

    raw: bytes
    figures: dict[str, dict[str, float]] = field(default_factory=dict)


def labels_of(text: str, entities: Iterable[Entity]) -> tuple[list[str], list[str]]:
    """Return the words of a text and their labels: B- where a name begins, I- where it goes on, O elsewhere."""
    spans = tokens(text)
    labels = ["O"] * len(spans)
    for start, end, label in entities:
        inside = [n for n, (a, b) in enumerate(spans) if a < end and start < b]
        for n in inside:
            labels[n] = f"{'B' if n == inside[0] else 'I'}-{label}"
    return [text[a:b] for a, b in spans], labels


def train(language: str) -> Trained:
    """Train on what is not kept out and on invented sentences; returns the file of the model."""
    from pycrfsuite import Trainer

    trainer = Trainer(algorithm="lbfgs", verbose=False)
    again, fills = TAKEN[language]
    for text, entities in [*SPLITS[language].rows(held=False) * again, *invented(language, fills)]:
        words, labels = labels_of(text, entities)
        if words:
            trainer.append(features(words, language), labels)
    trainer.set_params(PARAMETERS[language])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return Trained(path.read_bytes())


def measure(language: str, trained: Trained) -> None:
    """Score a model on what was kept out: each label, all labels, and our three kinds together."""
    from pycrfsuite import Tagger

    tagger = Tagger()
    tagger.open_inmemory(trained.raw)
    scores = {name: Score() for name in sorted({label.partition("-")[2] for label in tagger.labels()} - {""})}
    every, ours = Score(), Score()
    for text, entities in SPLITS[language].rows(held=True):
        spans = tokens(text)
        found = tagger.tag(features([text[a:b] for a, b in spans], language)) if spans else []
        got = {(spans[a][0], spans[b - 1][1], label) for a, b, label in label_spans(found)}
        gold = set(entities)
        every.add(gold, got)
        ours.add({e for e in gold if e[2] in KINDS}, {e for e in got if e[2] in KINDS})
        for name, score in scores.items():
            score.add({e for e in gold if e[2] == name}, {e for e in got if e[2] == name})
    trained.figures = {name: score.figures() for name, score in scores.items()}
    trained.figures["all labels"] = every.figures()
    trained.figures["person, place and organisation"] = ours.figures()


def write_model(language: str, trained: Trained) -> None:
    """Write the packed model, its row in the table of models, and its figures."""
    packed = lzma.compress(trained.raw, preset=9 | lzma.PRESET_EXTREME)
    name = f"names_{language}.crf.xz"
    (DATA / name).write_bytes(packed)
    row = NameModel(language, name, VERSIONS[language], FEATURES, hashlib.sha256(packed).hexdigest())
    table = DATA / "name_models.tsv"
    head = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    models = {**name_models(), language: row}
    rows = [f"{m.language}\t{m.file}\t{m.version}\t{m.features}\t{m.sha256}" for _, m in sorted(models.items())]
    table.write_text("\n".join([*head, *rows, ""]), encoding="utf-8")
    name_models.cache_clear()
    known = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    texts = {"trained on": len(SPLITS[language].rows(held=False)), "kept out": len(SPLITS[language].rows(held=True))}
    sentences = {"written": len(grammar(language).sentences), "fills": TAKEN[language][1]}
    known[language] = {
        "file": name, "sha256": row.sha256, "bytes": len(packed), "unpacked": len(trained.raw), "texts": texts, "invented": sentences,
        "library": f"python-crfsuite {version('python-crfsuite')}", "figures": trained.figures,
    }  # fmt: skip
    FIGURES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def fill_card(card: str, known: Mapping[str, Mapping[str, object]]) -> str:
    """Return the card with the parts between `<!-- LANGUAGE -->` and `<!-- end -->` made anew from what was measured."""
    for language, facts in known.items():
        before, mark, rest = card.partition(f"<!-- {language} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        card = "".join([before, mark, *(f"{line}\n" for line in _facts(facts)), end, after])
    return card


def _facts(facts: Mapping[str, object]) -> Iterator[str]:
    figures, texts, own = facts["figures"], facts["texts"], facts.get("invented", {"written": 0, "fills": 0})
    assert isinstance(figures, dict) and isinstance(texts, dict) and isinstance(own, dict)
    yield f"- File: `src/whosays/text/data/{facts['file']}`, {int(str(facts['bytes'])) / 1e6:.1f} MB"
    yield f"- SHA-256: `{facts['sha256']}`"
    yield f"- Texts: {texts['trained on']} trained on, {texts['kept out']} kept out; {facts['library']}"
    yield f"- Invented sentences: {own['written']}, each filled with names {own['fills']} times"
    yield ""
    yield "| label | precision | recall | F1 | names |"
    yield "|---|---|---|---|---|"
    for label, row in figures.items():
        yield f"| {label} | {row['precision']:.3f} | {row['recall']:.3f} | {row['F1']:.3f} | {row['names']} |"


def main(arguments: list[str] | None = None) -> int:
    """Train the models asked for, and write the card."""
    ask = argparse.ArgumentParser(prog="python -m tools.train_names", description="Train the models of names.")
    ask.add_argument("languages", nargs="*", metavar="LANGUAGE", help=f"of {', '.join(VERSIONS)}; all when none is named")
    ask.add_argument("--card-only", action="store_true", help="write the card from the figures last measured, train nothing")
    wish = ask.parse_args(arguments)
    for language in [] if wish.card_only else wish.languages or VERSIONS:
        trained = train(language)
        measure(language, trained)
        write_model(language, trained)
        print(language, json.dumps(trained.figures, indent=1))
    CARD.write_text(
        fill_card(CARD.read_text(encoding="utf-8"), json.loads(FIGURES.read_text(encoding="utf-8"))), encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
