"""The sets of labelled documents: where each stands, a hash of its texts and answers, and how the line does on it."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from bench.quality import (
    attribution,
    calendar_tables,
    dates,
    dates_persian,
    mail,
    name_lookups,
    name_pairs,
    name_scripts,
    names,
    office,
    pdf,
    reuse,
    small_names,
    web,
)
from bench.quality.line import Export, run_line
from bench.quality.own_answers import answer_files, read_all
from bench.quality.own_score import score_own

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

Result = tuple[dict[str, float], list[str]]
"""The figures, and lines that say what was missed and what was too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """A set under its name; `files` are all its texts and answers.

    A set that is `only_scored` has no floors, and nobody is shown what was missed in it: its figures say how the line does
    on texts that nobody had in mind when a rule was written.
    """

    name: str
    files: Callable[[], list[Path]]
    score: Callable[[Path], Result]
    only_scored: bool = False

    def is_here(self) -> bool:
        """Say whether the set stands beside the project."""
        files = self.files()
        return bool(files) and all(path.exists() for path in files)

    def pin(self) -> str:
        """Return a hash of all texts and answers."""
        digest = hashlib.sha256()
        for path in self.files():
            raw = path.read_bytes()
            digest.update(f"{path.name}:{len(raw)};".encode() + raw)
        return digest.hexdigest()[:32]

    def run(self) -> Result:
        """Run the line on the set in a temporary folder, and score it."""
        with tempfile.TemporaryDirectory(prefix="whosays-quality-") as folder:
            figures, misses = self.score(Path(folder))
        return figures, [] if self.only_scored else misses


LANGUAGES = ("english", "arabic", "persian", "french")


def own_set(language: str, *, only_scored: bool = False) -> LabelledSet:
    """Return the set of our own documents in a language: those with floors ("own-arabic"), or those that are only scored."""
    folder = f"{language}-unseen" if only_scored else language

    def score(work: Path) -> Result:
        docs = read_all(folder)
        return score_own(docs, run_line({f"{doc.name}.txt": doc.text.encode() for doc in docs}, work))

    name = "own" if folder == "english" else f"own-{folder}"
    return LabelledSet(name=name, files=lambda: answer_files(folder), score=score, only_scored=only_scored)


def _seed_files() -> list[Path]:
    return [
        *sorted((SHARED / "seeds").glob("*.txt")),
        *sorted((SHARED / "gold").glob("*.jsonl")),
        SHARED / "score" / "score.py",
    ]


def _seeds(folder: Path) -> Result:
    export = run_line({path.name: path.read_bytes() for path in (SHARED / "seeds").glob("*.txt")}, folder)
    scorer = _load(SHARED / "score" / "score.py")
    parts = json.loads(_said(scorer, export, "--json"))
    figures: dict[str, float] = {"spans verbatim": float(parts.pop("BROKEN spans (target 0)") == 0)}
    for part, found in parts.items():
        for name, value in found.items():
            if (ratio := _ratio(name, value, found["gold"])) is not None:
                figures[f"{part} {name}"] = ratio
    return figures, [line for line in _said(scorer, export, "--show").splitlines() if line.startswith("  ")]


def _ratio(name: str, value: object, wanted: int) -> float | None:
    """Return a figure of the shared scorer as a share; None for what is no share, or a share of nothing."""
    if isinstance(value, float):
        return value
    if isinstance(value, int):
        return None if name in ("gold", "found", "found in scope", "rows that are none") else value / max(wanted, 1)
    part, slash, whole = str(value).partition("/")
    return int(part) / int(whole) if slash and int(whole) else None


def _said(scorer: ModuleType, export: Export, *options: str) -> str:
    """Return what the scorer prints when it is called with the options."""
    before = sys.argv
    sys.argv = ["score.py", str(export.folder), *options]
    try:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            scorer.main()
    finally:
        sys.argv = before
    return said.getvalue()


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SETS: tuple[LabelledSet, ...] = (
    *(own_set(language, only_scored=unseen) for language in LANGUAGES for unseen in (False, True)),
    LabelledSet(name="seeds", files=_seed_files, score=_seeds),
    LabelledSet(name="attribution", files=lambda: [attribution.PATH], score=attribution.score),
    LabelledSet(name="names-reports", files=lambda: [names.REPORTS.path], score=names.REPORTS.score),
    LabelledSet(name="web-articles", files=web.article_files, score=web.score_articles),
    LabelledSet(name="web-boilerplate", files=web.segment_files, score=web.score_segments),
    LabelledSet(name="names-politics", files=lambda: [names.POLITICS.path], score=names.POLITICS.score),
    LabelledSet(name="names-arabic", files=small_names.ARABIC.files, score=small_names.ARABIC.score),
    LabelledSet(name="names-persian", files=small_names.PERSIAN.files, score=small_names.PERSIAN.score),
    LabelledSet(name="name-pairs", files=name_pairs.files, score=name_pairs.score),
    LabelledSet(name="names-translated", files=name_scripts.organisation_files, score=name_scripts.score_organisations),
    LabelledSet(name="names-heard", files=name_scripts.word_files, score=name_scripts.score_words),
    LabelledSet(name="names-in-lines", files=name_lookups.line_files, score=name_lookups.score_lines),
    LabelledSet(name="names-listed", files=name_lookups.person_files, score=name_lookups.score_persons),
    LabelledSet(name="mail", files=mail.files, score=mail.score),
    LabelledSet(name="pdf-text", files=pdf.files, score=pdf.score),
    LabelledSet(name="pdf-made", files=lambda: [pdf.MADE], score=pdf.score_made),
    LabelledSet(name="office", files=office.files, score=office.score),
    LabelledSet(name="dates-recognizers", files=dates.recognizer_files, score=dates.score_recognizers),
    LabelledSet(name="dates-duckling", files=dates.duckling_files, score=dates.score_duckling),
    LabelledSet(name="dates-persian-hijri", files=dates_persian.files, score=dates_persian.score),
    LabelledSet(name="reuse", files=reuse.files, score=reuse.score),
    LabelledSet(name="calendar-tables", files=calendar_tables.files, score=calendar_tables.score),
)
