"""The line for one document: what comes out of bytes, and what is said of what cannot be read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from whosays.line import read_and_extract, versions_for
from whosays.plugins import EXTRACTORS
from whosays.records import Capture, CaptureId, Mention, MentionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.material import Material
    from whosays.records import Record


def capture(raw: bytes, name: str = "orchestra.txt", media_type: str = "text/plain") -> Capture:
    return Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=name,
        size=len(raw),
        media_type=media_type,
        method="file",
        fetched_at="2024-01-01T00:00:00Z",
    )


class FirstWord:
    name = "first-word"
    version = "1"
    makes = ("Mention",)

    def __call__(self, material: Material) -> Iterator[Record]:
        at = material.cutter.cut(0, 3)
        yield Mention(id=MentionId(f"men-{len(material.found)}"), at=at, kind="work", by="test")


class Broken:
    name = "broken"
    version = "1"
    makes = ("Mention",)

    def __call__(self, material: Material) -> Iterator[Record]:
        yield from FirstWord()(material)
        raise ZeroDivisionError("no bars to the beat")


RAW = b"The orchestra played in the harbour hall, and the choir of the library sang along.\n"


def test_text_goes_through_reader_and_extractors() -> None:
    outcome = read_and_extract(capture(RAW), RAW, strict=True)
    assert outcome.document is not None
    assert outcome.document.text == RAW.decode()
    assert outcome.document.languages == ("en",)
    assert [run.run.name for run in outcome.found] == [*(extractor.name for extractor in EXTRACTORS), "line"]
    assert outcome.faults == ()


def test_each_extractor_sees_what_those_before_it_found() -> None:
    outcome = read_and_extract(capture(RAW), RAW, extractors=[FirstWord(), FirstWord()], strict=True)
    assert [[record.id for record in found.records] for found in outcome.found] == [["men-0"], ["men-1"], []]


def test_a_fault_costs_what_that_extractor_would_have_found() -> None:
    outcome = read_and_extract(capture(RAW), RAW, extractors=[Broken(), FirstWord()])
    assert [found.run.name for found in outcome.found] == ["first-word", "line"]
    (problem,) = outcome.all_problems()
    assert (problem.code, problem.message) == ("reader-crashed", "the extractor broken stopped with ZeroDivisionError")
    assert "no bars to the beat" in outcome.faults[0]


def test_a_strict_line_raises_the_fault() -> None:
    with pytest.raises(ZeroDivisionError):
        read_and_extract(capture(RAW), RAW, extractors=[Broken()], strict=True)


def test_a_language_without_a_model_is_told() -> None:
    raw = "قالت إدارة الميناء إن الرافعة جاهزة، وإن العمل يبدأ يوم الأحد.\n".encode()
    outcome = read_and_extract(capture(raw), raw, strict=True)
    assert "no-language-model" in [problem.code for problem in outcome.all_problems()]


def test_a_kind_that_no_reader_knows_is_told() -> None:
    raw = b"\x00\x01"
    outcome = read_and_extract(capture(raw, "tune.bin", "application/octet-stream"), raw)
    assert (outcome.document, [problem.code for problem in outcome.problems]) == (None, ["unknown-kind"])


def test_bytes_that_cannot_be_read_are_told() -> None:
    raw = bytes(range(256)) * 8
    outcome = read_and_extract(capture(raw), raw)
    assert (outcome.document, [problem.code for problem in outcome.problems]) == (None, ["unreadable-document"])


@pytest.mark.parametrize("name", ["tune.txt", "tune.html", "tune.pdf", "tune.docx", "tune.bin", "tune"])
def test_an_empty_file_is_told_as_such_whatever_its_kind(name: str) -> None:
    media_type = {"tune.txt": "text/plain", "tune.html": "text/html"}.get(name, "application/octet-stream")
    outcome = read_and_extract(capture(b"", name, media_type), b"")
    assert [problem.code for problem in outcome.all_problems()] == ["empty-document"]


def test_versions_name_reader_extractors_and_models() -> None:
    versions = versions_for(capture(RAW), RAW)
    assert versions.startswith("plain/")
    assert "claims/" in versions
    assert "en:" in versions
    assert versions_for(capture(RAW, "tune.bin", "application/octet-stream"), b"\x00").startswith("no-reader ")
