"""Reports as Word files: what other readers, and our own, find in them."""

from __future__ import annotations

import hashlib
import io
import zipfile

import mammoth
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.publish.telling import WORDS, report_of

from whosays.desk.phrases import table
from whosays.publish.report.docx import to_docx
from whosays.read.docx import DocxReader
from whosays.read.reading import Reading
from whosays.records import Capture, CaptureId
from whosays.text.direction import without_isolates

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PERSIAN = table("en") | table("fa")


def read(raw: bytes) -> Reading:
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name="report.docx",
        size=len(raw),
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        method="file",
        fetched_at="",
    )
    (reading,) = (one for one in DocxReader()(capture, raw) if isinstance(one, Reading))
    return reading


def words_in(element: etree._Element) -> str:
    return "".join(str(words) for words in element.itertext())


def test_our_reader_finds_every_footnote_with_its_words_where_it_is_called() -> None:
    reading = read(to_docx(report_of(WORDS)))
    notes = [passage for passage in reading.passages if passage.zone == "footnote"]
    assert len(notes) == 2 * len(WORDS)
    for note, words in zip(notes, (*WORDS, *WORDS), strict=True):
        assert f"“{words}”" in without_isolates(note.pieces[0].text)
        assert note.called_at is not None
    assert [passage.zone for passage in reading.passages[:1]] == ["heading"]


def test_mammoth_finds_every_footnote_with_its_words() -> None:
    page = mammoth.convert_to_html(io.BytesIO(to_docx(report_of(WORDS)))).value
    tree = etree.HTML(page)
    notes = [without_isolates(words_in(one)) for one in tree.iter("li") if one.get("id", "").startswith("footnote-")]
    assert len(notes) == 2 * len(WORDS)
    assert [words for words, note in zip(WORDS, notes, strict=False) if f"“{words}”" not in note] == []
    assert page.count('id="footnote-ref-') == len(notes)


def test_a_report_in_persian_has_paragraphs_and_runs_from_right_to_left() -> None:
    raw = to_docx(report_of(WORDS), PERSIAN, language="fa", direction="rtl")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        assert etree.fromstring(archive.read("word/document.xml")).find(f".//{W}sectPr/{W}bidi") is not None
    (note,) = notes.iterfind(f"{W}footnote[@{W}id='3']")
    assert [one.get(f"{W}val") for one in note.iterfind(f"{W}p/{W}pPr/{W}bidi")] == ["1"]
    ways = {words_in(run).strip(): run.find(f"{W}rPr/{W}rtl") is not None for run in note.iter(f"{W}r")}
    assert [way for text, way in ways.items() if WORDS[2] in text] == [True]
    assert [way for text, way in ways.items() if "The River Choir" in text] == [False]


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4))
@settings(max_examples=40)
def test_whatever_the_words_hold_the_file_can_be_read_and_is_the_same_again(pieces: list[str]) -> None:
    raw = to_docx(report_of(pieces))
    assert raw == to_docx(report_of(pieces))
    assert sum(passage.zone == "footnote" for passage in read(raw).passages) == 2 * len(pieces)


@pytest.mark.parametrize("standing", ["proposed", "changed", "withdrawn"])
def test_what_does_not_stand_is_marked_in_the_text_and_in_the_note(standing: str) -> None:
    told = report_of(WORDS[:1], standing=standing)
    if standing == "withdrawn":
        from dataclasses import replace

        note = replace(told.notes[0], withdrawn="rejected")
        told = replace(told, notes=(note,), blocks=(replace(told.blocks[1], note=note),))
    mark = {"proposed": "proposed, nobody has decided on it", "changed": "changed since it was cited", "withdrawn": "withdrawn"}
    reading = read(to_docx(told))
    zones = {passage.zone for passage in reading.passages if mark[standing] in "".join(at.text for at in passage.pieces)}
    assert zones == {"paragraph", "footnote"}
