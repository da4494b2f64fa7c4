"""Anchors are the document's own words: what can be cut, what passes the check, and which occurrence words are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whosays.anchors import BadAnchor, Cutter
from whosays.records import Anchor, CaptureId, Document, DocumentId


def document(text: str) -> Document:
    return Document(id=DocumentId("d"), capture=CaptureId("c"), name="n", text=text, made_by="x")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 3), (0, 9), (8, 9)])
def test_there_are_no_words_in_an_empty_turned_or_outside_range(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        Cutter(document("the weir")).cut(start, end)


def test_a_whole_document_can_be_cut() -> None:
    assert Cutter(document("السد")).cut(0, 4).text == "السد"


@pytest.mark.parametrize("words", ["aaaa", "zzzz"])
def test_words_that_come_before_or_after_in_the_alphabet_are_not_the_documents(words: str) -> None:
    cutter = Cutter(document("the lock is shut"))
    with pytest.raises(BadAnchor):
        cutter.check(replace(cutter.cut(4, 8), text=words))


@pytest.mark.parametrize(("start", "end", "text"), [(8, 4, ""), (4, 4, ""), (-4, 16, "shut")])
def test_an_anchor_with_its_ends_turned_or_outside_fails_though_a_slice_gives_its_words(
    start: int, end: int, text: str
) -> None:
    with pytest.raises(BadAnchor):
        Cutter(document("the lock is shut")).check(Anchor(doc=DocumentId("d"), start=start, end=end, text=text))


@pytest.mark.parametrize("doc", ["a", "z"])
def test_an_anchor_of_another_document_fails_though_the_words_are_the_same(doc: str) -> None:
    cutter = Cutter(document("the lock"))
    with pytest.raises(BadAnchor):
        cutter.check(replace(cutter.cut(4, 8), doc=DocumentId(doc)))
