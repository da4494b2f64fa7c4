"""Reports as PDFs: what another reader finds on each page."""

from __future__ import annotations

import builtins
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.publish.telling import WORDS, report_of

from whosays.desk.phrases import table
from whosays.publish.report.forms import IN_ENGLISH, Language, make_file
from whosays.publish.report.pdf import COPY, NoPdf, can_pdf, set_pdf
from whosays.publish.report.templating import fill

if TYPE_CHECKING:
    from whosays.publish.report.as_read import ReportTold

ARABIC = Language(code="ar", words=table("en") | table("ar"), direction="rtl")
needs_pdf = pytest.mark.skipif(not can_pdf(), reason="WeasyPrint, or what it draws with, is not installed")


def pages_of(raw: bytes) -> list[str]:
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(raw)
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    return pages


def letters(text: str) -> Counter[str]:
    """Return the letters of a text: from right to left, a reader of PDFs gives them in the order of the page."""
    return Counter(sign for sign in text if sign.isalnum())


def check_pages(told: ReportTold, language: Language) -> int:
    """Assert that each call and its footnote stand on one page, and return how many pages there are."""
    pages = pages_of(make_file(told, "pdf", language))
    calls = [note for block in told.blocks for note in ([block.note] if block.note else [])]
    for note in calls:
        assert note.source
        (page,) = [at for at, text in enumerate(pages) if note.mark in "".join(text.split()) and at < len(pages)][:1]
        words = letters(note.source.pieces[0])
        twice = Counter({sign: 2 * times for sign, times in words.items()})
        assert not twice - letters(pages[page]), f"the words of {note.mark} do not stand twice on page {page + 1}"
    return len(pages)


@needs_pdf
@pytest.mark.parametrize("language", [IN_ENGLISH, ARABIC], ids=["en", "ar"])
def test_each_footnote_stands_on_the_page_of_its_call(language: Language) -> None:
    pieces = [f"{words} zq{number:03}x" for number, words in enumerate(WORDS * 12)]
    told = report_of(pieces)
    pages = check_pages(replace(told, blocks=told.blocks[:-1]), language)
    assert 3 < pages < 12


@needs_pdf
def test_long_footnotes_stay_on_the_page_of_their_call() -> None:
    told = report_of([f"zq{number:03}x " + "the weir leaks and whistles at night " * 20 for number in range(12)])
    assert check_pages(replace(told, blocks=told.blocks[:-1]), IN_ENGLISH) < 15


@needs_pdf
def test_a_footnote_that_no_page_has_room_for_is_told_whole_under_its_sentence() -> None:
    told = report_of(["the weir whistles at night " * 500, "zqshort"])
    pages = pages_of(make_file(replace(told, blocks=told.blocks[:-1]), "pdf", IN_ENGLISH))
    assert sum(page.count("whistles") for page in pages) == 2 * 500
    assert len(pages) < 15


@needs_pdf
def test_the_same_report_gives_the_same_pages_with_our_fonts_and_the_words_beside() -> None:
    from pypdfium2 import PdfDocument

    told = report_of(WORDS)
    raw = make_file(told, "pdf", ARABIC)
    assert pages_of(raw) == pages_of(make_file(told, "pdf", ARABIC))
    pdf = PdfDocument(raw)
    names = {
        font for page in pdf for font in (each.get_font().get_base_name() for each in page.get_objects() if each.type == 1)
    }
    assert {name.partition("+")[2].rstrip(",").partition("-Bold")[0].partition("-Semi")[0] for name in names} == {
        "Source-Serif-4",
        "Vazirmatn",
    }
    held = pdf.get_attachment(0)
    assert (held.get_name(), bytes(held.get_data()).decode()) == (COPY, fill(told, "md", ARABIC.words))
    pdf.close()


@needs_pdf
def test_nothing_from_outside_is_read_while_a_page_is_set(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret.txt"
    with open(secret, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("zqsecretx")
    page = f'<p>zqshownx</p><img src="file://{secret}"><a rel="attachment" href="file://{secret}">x</a>'
    raw = set_pdf(page, "", "2026-01-02T03:04:05Z")
    assert "zqshownx" in pages_of(raw)[0]
    assert b"zqsecretx" not in raw


def test_without_weasyprint_the_extra_and_the_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name.startswith("weasyprint"):
            raise ImportError(name)
        return whole(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NoPdf, match=r"whosays\[pdf\].*libpango.*--format html or docx"):
        set_pdf("<p>x</p>", "", "2026-01-02T03:04:05Z")
