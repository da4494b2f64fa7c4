"""Works of a bibliography found in notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.anchors import Cutter
from whosays.records import CaptureId, Citation, CitationId, CitedUrl, Document, DocumentId, Source
from whosays.sources import source_id
from whosays.trace.works import Works

WEIR = Source(id=source_id("https://doi.org/10.5555/weir.1"), kind="work", name="The weir and its keepers",
              url="https://doi.org/10.5555/weir.1")  # fmt: skip
PAGE = Source(
    id=source_id("https://weir.example/a"), kind="page", name="The weir and its keepers", url="https://weir.example/a"
)
LIBRARY = Source(id=source_id("https://library.example"), kind="work", name="تاريخ مكتبة الميناء القديم",
                 url="https://library.example")  # fmt: skip
SHORT = Source(id=source_id("https://report.example"), kind="work", name="Annual report", url="https://report.example")


def doc_of(text: str) -> Document:
    return Document(id=DocumentId("doc-0"), capture=CaptureId("0" * 64), name="notes.txt", text=text, made_by="test")


def cited(text: str, start: int = 0, end: int | None = None, url: str | None = None) -> list[tuple[str, str, str]]:
    doc = doc_of(text)
    cutter = Cutter(doc)
    note = cutter.cut(start, len(text) if end is None else end)
    urls = (CitedUrl(at=note, url=url),) if url else ()
    citation = Citation(id=CitationId("cit-0"), doc=doc.id, number=1, note=note, urls=urls, kind="source", by="citations")
    links = list(Works([WEIR, PAGE, LIBRARY, SHORT]).cited_in(doc, [citation]))
    for link in links:
        for at in link.evidence:
            cutter.check(at)
            assert note.start <= at.start < at.end <= note.end
    return [(link.b, link.evidence[0].text, link.reason or "") for link in links]


@pytest.mark.parametrize(
    ("text", "work", "words"),
    [
        ("Quill, 2020, doi:10.5555/WEIR.1.", WEIR, "10.5555/WEIR.1"),
        ("See (10.5555/weir.1).", WEIR, "10.5555/weir.1"),
        ("Quill, THE WEIR\n  and its Keepers, p. 4.", WEIR, "THE WEIR\n  and its Keepers"),
        ("انظر «تاريخ مكتبه المیناء القدیم»، ص ٤", LIBRARY, "تاريخ مكتبه المیناء القدیم"),
    ],
)
def test_a_doi_or_a_title_leads_to_the_work(text: str, work: Source, words: str) -> None:
    assert [(one, found) for one, found, _ in cited(text)] == [(work.id, words)]


@pytest.mark.parametrize(
    "text",
    ["Annual report, p. 3.", "The weir and its keepers' dogs"[:-6] + "x", "See 10.5555/weir.12.", "The weir", "nothing at all"],
)
def test_what_is_near_a_work_leads_nowhere(text: str) -> None:
    assert cited(text) == []


def test_a_note_that_prints_the_address_is_not_linked_twice() -> None:
    assert cited("https://doi.org/10.5555/weir.1, The weir and its keepers", url="https://doi.org/10.5555/weir.1") == []


def test_no_works_are_none() -> None:
    assert not Works([])


@given(st.text("ab 10./5555weir.1TkéِÉ\n", max_size=30), st.text("ab\u0301 \nي", max_size=30))
def test_the_words_of_a_link_are_those_of_the_note(before: str, behind: str) -> None:
    text = f"{before} The weir\nand its keepers {behind} doi:10.5555/weir.1"
    assert [one for one, _, _ in cited(text, start=len(before))] == [WEIR.id]
