"""Score names in Arabic and Persian on the texts that the models were not trained on, and on news written for this project.

A name is right when words and kind are those of the answer; nothing is left out of the count. The corpora hold single sentences
and tweets, so some are put together to a document, as a paragraph each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.name_corpora import SPLITS
from bench.quality.line import run_line
from bench.quality.matching import prf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Name = tuple[int, int, str]
KINDS = {"ORG": "organisation", "PER": "person", "LOC": "place"}
A_FILE = 40  # texts put together
NEWS = Path(__file__).with_name("news")
_MARKED = re.compile(r"\[\[([^|\]]+)\|([a-z]+)\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallNames:
    """The texts kept out of training in one language, and our own news in it."""

    language: str

    def files(self) -> list[Path]:
        """Return the corpus and our own news."""
        return [SPLITS[self.language].path, NEWS / f"{self.language}.txt"]

    def score(self, folder: Path) -> tuple[dict[str, float], list[str]]:
        """Return precision, recall and F1 on both, and what was missed and too much."""
        held = dict(_documents(SPLITS[self.language].rows(held=True)))
        news = {"news": _unmarked(self.files()[1].read_text(encoding="utf-8"))}
        docs = {**held, **news}
        export = run_line({f"{name}.txt": text.encode() for name, (text, _) in docs.items()}, folder, jobs=2)
        found = {
            name: {
                (row["start"], row["end"], row["kind"])
                for row in export.of("mentions", f"{name}.txt")
                if row["layer"] == "name" and row["kind"] in KINDS.values()
            }
            for name in docs
        }
        figures: dict[str, float] = {}
        misses: list[str] = []
        for title, part in (("kept-out names exact", held), ("own news names exact", news)):
            right = mine = wanted = 0
            for name, (text, answers) in part.items():
                gold = set(answers)
                right, mine, wanted = right + len(gold & found[name]), mine + len(found[name]), wanted + len(gold)
                misses.append(f"# {name}")
                misses += [f"missed name   {kind} {text[start:end]}" for start, end, kind in sorted(gold - found[name])]
                misses += [f"extra name    {kind} {text[start:end]}" for start, end, kind in sorted(found[name] - gold)]
            figures |= prf(right, mine, wanted, title)
        return figures, misses


def _documents(rows: Iterable[tuple[str, list[Name]]]) -> Iterator[tuple[str, tuple[str, list[Name]]]]:
    listed = list(rows)
    for first in range(0, len(listed), A_FILE):
        text, names = "", list[Name]()
        for words, labelled in listed[first : first + A_FILE]:
            names += [(a + len(text), b + len(text), KINDS[label]) for a, b, label in labelled if label in KINDS]
            text += words + "\n\n"
        yield f"texts-{first:05}", (text, names)


def _unmarked(marked: str) -> tuple[str, list[Name]]:
    """Return a text without its marks [[words|kind]], and the names that they mark."""
    text, names, at = "", list[Name](), 0
    for found in _MARKED.finditer(marked):
        text += marked[at : found.start()]
        names.append((len(text), len(text) + len(found[1]), found[2]))
        text += found[1]
        at = found.end()
    return text + marked[at:], names


ARABIC, PERSIAN = SmallNames(language="ar"), SmallNames(language="fa")
