"""Tests of `trace.reporting`: whom a claim names, and which documents are theirs."""

from __future__ import annotations

import pytest

from whosays.anchors import Cutter
from whosays.records import CaptureId, Document, DocumentId
from whosays.trace.reporting import Called, Told, fold_holder, report_links
from whosays.trace.reuse_words import Corpus, Text

REPORT = "According to the River Watch, the weir is open."


def found(name: str, *others: tuple[str, str, str, str | None], date: str | None = "2031-05") -> list[tuple[str, str]]:
    doc = Document(id=DocumentId("report"), capture=CaptureId("0" * 64), name="report", text=REPORT, made_by="test")
    texts = [Text(id=DocumentId("report"), text=REPORT, date=date)]
    texts += [Text(id=DocumentId(each), text="The weir is open.", date=when) for each, _, _, when in others]
    called = [Called(doc=DocumentId(each), names=((goes_by, what),)) for each, goes_by, what, _ in others]
    told = Told(claim="claim", at=Cutter(doc).cut(17, 28), name=name)
    links = report_links(Corpus(texts).texts, [told], [*called, Called(doc=DocumentId("report"), names=((name, "author"),))])
    return [(link.b, str(link.reason).split(";")[0]) for link in links]


def test_a_holder_leads_to_the_document_that_goes_by_the_name() -> None:
    assert found(
        "the River  Watch", ("a", "RIVER WATCH", "publisher", "2031-04"), ("b", "Weir Watch", "publisher", "2031-04")
    ) == [("a", "the holder's name is the publisher of the document")]


def test_a_later_document_is_not_what_was_reported() -> None:
    assert found("River Watch", ("a", "River Watch", "author", "2031-06")) == []
    assert [doc for doc, _ in found("River Watch", ("a", "River Watch", "author", None))] == ["a"]


def test_of_many_documents_the_nearest_before_are_candidates() -> None:
    # 2031 may be before May 2031, 2032 is not.
    others = [(f"doc-{year}", "River Watch", "account", f"20{year}") for year in range(10, 40)]
    assert [doc for doc, _ in found("River Watch", *others)] == ["doc-29", "doc-30", "doc-31"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("@river_watch", "river_watch"),
        ("جمعيّة النهر", "جمعیة النهر"),
        ("The Harbour’s", "harbour"),
        ("River Watch,", "river watch"),
    ],
)
def test_writings_of_one_name_are_one(name: str, other: str) -> None:
    assert fold_holder(name) == fold_holder(other)
