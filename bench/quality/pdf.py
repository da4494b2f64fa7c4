"""Score the reader of PDFs on files of other projects: every file read or told why not, text alike, lines in order.

- similarity is measured on the files that have a text by a human beside them (`NAME.GROUND-TRUTH.txt`); the one of the corpus
  is a book that is not in every copy of it, and without it there is no such figure;
- how like the text is to what another tool (docling) makes of it is shown only: its text is no human's, and leaves out
  heads and feet;
- lines that run from right to left were compared with the printed page by eye, and are told here by a hash of their words:
  one of Arabic with Latin words in it, one of Persian, and a Persian heading with a number before it.
"""

from __future__ import annotations

import hashlib
import re
from statistics import mean
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from whosays.capture.media_types import guess_media_type
from whosays.line import Outcome, read_and_extract
from whosays.read.reading import ReadOptions
from whosays.records import Capture, CaptureId

if TYPE_CHECKING:
    from pathlib import Path

HOME = SHARED / "corpora" / "pdf_text" / "dev"
_MARKUP = re.compile(r"[#*|`>_\\-]+|<!--.*?-->|&\w+;")
# Pictures of pages are for other sets: what is scored here is the text layer.
_NO_PICTURES = ReadOptions(ocr_pages=0)
# Name of a file, figure, and SHA-256 of a line with its white space folded.
_LINES = (
    (
        "right_to_left_01.pdf",
        "right-to-left lines in order",
        "d2abc6c90a52ce2eb18592a380e3fceb6320b1453b9ad0b82b902610b47c8bbf",
    ),
    (
        "right_to_left_03.pdf",
        "right-to-left lines in order",
        "dedf91cf88c47f517c9eb2e8eb2f043538c8327ddf1b1b92ce644f1dc75d5089",
    ),
    (
        "right_to_left_03.pdf",
        "right-to-left numbered headings in order",
        "d65b484576cc7d26e9be1b2467a8b2a0f66e612098e11e89951daea4993e483b",
    ),
)


def set_files() -> list[Path]:
    """Return the files of the set, and the texts that stand beside them."""
    return sorted(path for path in HOME.rglob("*") if path.suffix in (".pdf", ".md", ".txt"))


def score(folder: Path) -> tuple[dict[str, float], list[str]]:  # noqa: ARG001
    """Read every file, and return the figures, and lines on what was missed."""
    texts: dict[Path, str] = {}
    told, misses = 0, []
    for path in (path for path in set_files() if path.suffix == ".pdf"):
        outcome = _read(path)
        texts[path] = "\n".join(document.document.text for document in outcome.documents)
        is_told = any(problem.message for problem in outcome.all_problems())
        told += bool(texts[path].strip()) or is_told
        misses += [f"{path.name}: {problem.code}: {problem.message}" for problem in outcome.all_problems()]
    figures = {"files read or told": told / max(len(texts), 1)}
    for figure, ending, folded in (
        ("similarity", ".GROUND-TRUTH.txt", _fold),
        ("shown: like docling's text", ".docling-output.md", _fold_markup),
    ):
        others = {path: path.with_suffix(ending) for path in texts}
        alike = {
            path: _similarity(folded(texts[path]), folded(other.read_text(encoding="utf-8")))
            for path, other in others.items()
            if other.exists()
        }
        figures |= {figure: mean(alike.values())} if alike else {}
        misses += [f"{path.name}: {figure} {value:.3f}" for path, value in alike.items()]
    return figures | _orders(texts, misses), misses


def _read(path: Path) -> Outcome:
    raw = path.read_bytes()
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=path.name,
        size=len(raw),
        media_type=guess_media_type(path.name, raw[:4096]),
        method="file",
        fetched_at="2031-01-01T00:00:00Z",
    )
    return read_and_extract(capture, raw, options=_NO_PICTURES, extractors=())


def _orders(texts: dict[Path, str], misses: list[str]) -> dict[str, float]:
    """Return the share of the hashed lines that stand in the text of their file, by figure."""
    found: dict[str, list[bool]] = {}
    for name, figure, wanted in _LINES:
        lines = next((text.splitlines() for path, text in texts.items() if path.name == name), [])
        found.setdefault(figure, []).append(any(_hash(line) == wanted for line in lines))
        if not found[figure][-1]:
            misses.append(f"{name}: {figure}: the line {wanted[:8]} is not there")
    return {figure: mean(map(float, lines)) for figure, lines in found.items()}


def _hash(line: str) -> str:
    return hashlib.sha256(_fold(line).encode()).hexdigest()


def _similarity(ours: str, other: str) -> float:
    """Return the Levenshtein ratio, 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(ours, other)


def _fold(text: str) -> str:
    return " ".join(text.split())


def _fold_markup(text: str) -> str:
    return _fold(_MARKUP.sub(" ", text))
