"""Twelve PDFs of our own: how much of their words and notes is read."""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from rapidfuzz.distance import Levenshtein
from tests.making.pdfs import STORIES, Story, scan, set_by_libreoffice, set_by_weasyprint

from whosays.anchors import Cutter, anchors_of
from whosays.read.ocr import ocr_languages
from whosays.read.pdf import PdfReader
from whosays.records import Capture, CaptureId
from whosays.text.joined import join

if TYPE_CHECKING:
    from whosays.read.reading import Reading

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
needs_ocr = pytest.mark.skipif(
    not {"eng", "ara", "fas"} <= set(ocr_languages()), reason="tesseract with eng, ara and fas is not installed"
)


def read(raw: bytes) -> Reading:
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()), name="story.pdf", size=len(raw), media_type="application/pdf",
        method="file", fetched_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    return PdfReader()(capture, raw)


def fold(words: str) -> str:
    """Fold white space, and leave out the joiners that no PDF of these programs holds."""
    return " ".join(words.replace("\u200c", "").split())


def words_of(reading: Reading, *, notes: bool = False) -> str:
    """Return the words of the running text without the marks of notes; with `notes`, of the notes too, behind it."""
    text = reading.document.text
    marks = [(at.start, at.end) for passage in reading.passages if (at := passage.called_at)]
    kinds = [("footnote",)] if notes else []
    out = []
    for zones in [("heading", "paragraph", "list_item", "quote_block", "caption", "table_row"), *kinds]:
        for passage in reading.passages:
            if passage.zone in zones:
                out.append(join(text, [(piece.start, piece.end) for piece in passage.pieces], blank=marks).text)
    return re.sub(r" (?=[.,;:!?،؛؟”])", "", fold(" ".join(out)))


def likeness(got: str, wanted: str) -> float:
    return Levenshtein.normalized_similarity(got, wanted)


def notes_of(reading: Reading) -> dict[str, str]:
    """Return the words of each note by number, without white space: an address is broken where the line ends."""
    found = [passage for passage in reading.passages if passage.zone == "footnote"]
    return {passage.number or "": solid(" ".join(piece.text for piece in passage.pieces)) for passage in found}


def solid(words: str) -> str:
    return fold(words).replace(" ", "")


def check_born_digital(story: Story, reading: Reading) -> None:
    wanted = f"{story.words()} Notes" if "Notes" in {p.pieces[0].text for p in reading.passages} else story.words()
    assert likeness(words_of(reading), fold(wanted)) >= 0.99
    assert notes_of(reading) == {str(number): solid(note) for number, note in story.notes.items()}
    tied = {passage.number: passage.called_at for passage in reading.passages if passage.zone == "footnote"}
    assert all(tied.values())
    text = reading.document.text
    for number, note_mark in re.findall(r"(\S{4})\{(\d+)\}", " ".join(story.paragraphs)):
        at = tied[note_mark]
        assert at is not None
        assert text[: at.start].rstrip()[-4:].translate(str.maketrans("", "", "\u200c")) == number.replace("\u200c", "")[-4:]
    cutter = Cutter(reading.document)
    for passage in reading.passages:
        assert passage.boxes
        for anchor in anchors_of(passage):
            cutter.check(anchor)
    assert reading.problems == ()


@pytest.mark.parametrize("name", STORIES)
def test_what_weasyprint_sets_is_read_word_for_word_and_note_for_note(name: str) -> None:
    pytest.importorskip("weasyprint", reason="weasyprint is not installed", exc_type=ImportError)
    check_born_digital(STORIES[name], read(set_by_weasyprint(STORIES[name])))


@needs_office
@pytest.mark.parametrize("name", STORIES)
def test_what_libreoffice_sets_is_read_word_for_word_and_note_for_note(name: str) -> None:
    check_born_digital(STORIES[name], read(set_by_libreoffice(STORIES[name])))


@needs_ocr
@pytest.mark.parametrize(("name", "least"), [("english", 0.97), ("english-columns", 0.97), ("arabic", 0.90), ("persian", 0.90)])
def test_scans_are_recognised(name: str, least: float) -> None:
    pytest.importorskip("weasyprint", reason="weasyprint is not installed", exc_type=ImportError)
    story = STORIES[name]
    reading = read(scan(set_by_weasyprint(story)))
    wanted = f"{story.words()} {'Notes ' if story.columns > 1 else ''}{' '.join(story.notes.values())}"
    assert likeness(words_of(reading, notes=True), fold(wanted)) >= least
    assert reading.placements
    assert all(placed.confidence is not None for placed in reading.placements)


@needs_office
def test_a_note_that_runs_on_to_the_next_page_is_one_note() -> None:
    long = " ".join(f"The mason of lane {number} kept a ledger of the stones that he set." for number in range(1, 60))
    years = [
        " ".join(f"In {year + n} the stones were cut in hill {n} behind the town." for n in range(9))
        for year in range(1500, 1900, 9)
    ]
    story = Story(
        language="en",
        title="Stones",
        paragraphs=(*years[:3], "The quay is old.{1} It was mended twice.{2}", *years[3:]),
        notes={1: long, 2: "See above."},
    )
    reading = read(set_by_libreoffice(story))
    assert notes_of(reading) == {"1": solid(long), "2": "Seeabove."}
    (first, *_) = (passage for passage in reading.passages if passage.zone == "footnote")
    assert len({box.page for box in first.boxes}) > 1
