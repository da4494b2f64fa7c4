"""Score the PDF reader: on documents of other projects, and on PDFs of our own whose words and notes are known.

Of the others, one has a truth beside it (a book, *.GROUND-TRUTH.txt): how like it our text is, white space folded, beside that
of bare pypdfium2 in the same run. For all of them: read or told why not, and how many of the letters that the engine sees
stand in our text.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein
from tests.making import pdfs

from bench.corpora import SHARED
from bench.quality.matching import share
from whosays.read.ocr import ocr_languages
from whosays.read.pdf import PdfReader
from whosays.read.reading import Reading, ReadOptions, UnreadableDocument
from whosays.records import Capture, CaptureId
from whosays.text.joined import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.making.pdfs import Story

HOME = SHARED / "corpora" / "pdf_text" / "dev"
MADE = Path(pdfs.__file__)
_TRUTH = ".GROUND-TRUTH.txt"
_BODY = ("heading", "paragraph", "list_item", "quote_block", "caption", "table_row")
# Joiners and raised digits: no letters of their own in a PDF, or written another way.
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "\u200c\u200d")


def files() -> list[Path]:
    """Return the documents of other projects, and their truths."""
    return sorted(path for path in HOME.rglob("*") if path.suffix == ".pdf" or path.name.endswith(_TRUTH))


def score(folder: Path) -> tuple[dict[str, float], list[str]]:  # noqa: ARG001
    """Read every document, and return the figures, and lines on what was missed."""
    told = kept = seen = 0
    figures: dict[str, float] = {}
    misses: list[str] = []
    paths = [path for path in files() if path.suffix == ".pdf"]
    for path in paths:
        raw = path.read_bytes()
        try:
            reading = read(raw, ReadOptions(ocr_pages=0))
        except UnreadableDocument as error:
            told += bool(str(error))
            misses.append(str(error))
            continue
        told += 1
        text, bare = reading.document.text, bare_text(raw)
        got, wanted = _letters(text), _letters(bare)
        here = sum((got & wanted).values())
        kept, seen = kept + here, seen + sum(wanted.values())
        if here < sum(wanted.values()):
            misses.append(f"{path.name}: {sum(wanted.values()) - here} letters of {sum(wanted.values())} lost")
        truth = path.with_name(path.stem + _TRUTH)
        if truth.exists():
            words = truth.read_text(encoding="utf-8")
            figures["book likeness"] = likeness(text, words)
            figures["shown: bare pypdfium2, book likeness"] = likeness(bare, words)
    return {"files read or told": share(told, len(paths)), "letters kept": share(kept, seen), **figures}, misses


def score_made(folder: Path) -> tuple[dict[str, float], list[str]]:  # noqa: ARG001
    """Make the PDFs of our own, read them, and return the figures, and lines on what was missed."""
    born: list[float] = []
    bare: list[float] = []
    count: Counter[str] = Counter()
    misses: list[str] = []
    for name, story, raw in pdfs.born_digital():
        reading = read(raw)
        wanted = f"{story.words()} {' '.join(story.notes.values())}"
        born.append(likeness(words_of(reading), wanted))
        bare.append(likeness(bare_text(raw), wanted))
        misses += [f"{name}: {line}" for line in _count_notes(story, reading, count)]
    figures = {
        "born digital likeness": min(born),
        "shown: bare pypdfium2, born digital likeness": min(bare),
        "notes found": share(count["found"], count["notes"]),
        "notes tied": share(count["tied"], count["notes"]),
    }
    if {"eng", "ara", "fas"} <= set(ocr_languages()) and shutil.which("tesseract"):
        figures |= _score_scans(misses)
    return figures, misses


def _score_scans(misses: list[str]) -> dict[str, float]:
    figures: dict[str, float] = {}
    count: Counter[str] = Counter()
    for name, story in pdfs.STORIES.items():
        reading = read(pdfs.scan(pdfs.set_by_weasyprint(story)))
        wanted = f"{story.words()} {' '.join(story.notes.values())}"
        figures[f"scan likeness {name}"] = likeness(words_of(reading), wanted)
        misses += [f"{name} scanned: {line}" for line in _count_notes(story, reading, count)]
    return {**figures, "scans notes tied": share(count["tied"], count["notes"])}


def _count_notes(story: Story, reading: Reading, count: Counter[str]) -> Iterator[str]:
    """Count the notes of a story that were found with their words, and those tied to their marks; yield what was missed."""
    found = {p.number: p for p in reading.passages if p.zone == "footnote"}
    before = {int(mark): words for words, mark in re.findall(r"(\S+)\{(\d+)\}", " ".join(story.paragraphs))}
    for number, words in story.notes.items():
        passage = found.get(str(number))
        said = "".join(piece.text for piece in passage.pieces) if passage else ""
        count["notes"] += 1
        right = Levenshtein.normalized_similarity(_solid(said), _solid(words)) >= 0.9
        count["found"] += right
        at = passage.called_at if passage else None
        place = _solid(reading.document.text[max(at.start - 12, 0) : at.start]) if at else ""
        tied = right and place.endswith(_solid(before[number])[-3:])
        count["tied"] += tied
        if not tied:
            yield f"note {number} came as {said!r}, called after {place!r}"


def read(raw: bytes, options: ReadOptions | None = None) -> Reading:
    """Read a PDF with the reader alone."""
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()), name="document.pdf", size=len(raw), media_type="application/pdf",
        method="file", fetched_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    return PdfReader()(capture, raw, options or ReadOptions())


def bare_text(raw: bytes) -> str:
    """Return the text of a PDF as bare pypdfium2 gives it."""
    from pypdfium2 import PdfDocument

    with PdfDocument(raw) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def words_of(reading: Reading) -> str:
    """Return the running text without marks of notes, and the notes behind it."""
    text = reading.document.text
    marks = [(at.start, at.end) for passage in reading.passages if (at := passage.called_at)]
    parts = [
        join(text, [(piece.start, piece.end) for piece in passage.pieces], blank=marks).text
        for zones in (_BODY, ("footnote",))
        for passage in reading.passages
        if passage.zone in zones
    ]
    return re.sub(r" (?=[.,;:!?،؛؟”])", "", " ".join(" ".join(parts).split()))


def likeness(got: str, wanted: str) -> float:
    """Return how like two texts are (Levenshtein), white space folded."""
    one, other = (" ".join(words.translate(_PLAIN).split()) for words in (got, wanted))
    return Levenshtein.normalized_similarity(one, other)


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in text.translate(_PLAIN) if char.isalnum())


def _solid(words: str) -> str:
    return "".join(words.translate(_PLAIN).split())
