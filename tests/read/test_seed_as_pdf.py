"""The long document beside the project, set as a PDF with footnotes over pages, gives the record of its plain text."""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING, TypeVar

import pytest
from bench.corpora import SHARED
from tests.making.pdfs import set_by_libreoffice, set_by_weasyprint
from tests.making.seed_pdf import to_story

from whosays.line import Outcome, read_and_extract
from whosays.records import Capture, CaptureId, Citation, Entry, Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.making.pdfs import Story

R = TypeVar("R", bound=Record)
LONG = SHARED / "seeds" / "001_78bdbcb34170d288.txt"
pytestmark = pytest.mark.skipif(not LONG.exists(), reason="shared seeds are not here")


def take(raw: bytes, name: str) -> Outcome:
    kind = "application/pdf" if name.endswith(".pdf") else "text/plain"
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()), name=name, size=len(raw), media_type=kind, method="file",
        fetched_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    return read_and_extract(capture, raw, strict=True)


def found(outcome: Outcome, kind: type[R]) -> list[R]:
    return [record for run in outcome.found for record in run.records if isinstance(record, kind)]


def notes(outcome: Outcome) -> list[tuple[object, ...]]:
    def bare(cite: Citation) -> str:
        return re.sub(r"\s+", "", cite.note.text) if cite.note else ""

    cites = sorted(found(outcome, Citation), key=lambda cite: cite.number)
    return [
        (c.number, bare(c), [url.url for url in c.urls], [date.iso for date in c.dates], c.ibid_of, c.anchor is not None)
        for c in cites
    ]


def register(outcome: Outcome) -> list[tuple[object, ...]]:
    return [(entry.row, entry.name, entry.country) for entry in found(outcome, Entry)]


@pytest.mark.parametrize("setter", [set_by_weasyprint, set_by_libreoffice])
def test_notes_and_register_are_those_of_the_plain_text(setter: Callable[[Story], bytes]) -> None:
    if setter is set_by_libreoffice and shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    plain = take(LONG.read_bytes(), "long.txt")
    (read,) = plain.documents
    paged = take(setter(to_story(read.document, read.passages, found(plain, Citation))), "long.pdf")
    assert notes(plain) == notes(paged)
    assert register(plain) == register(paged)
