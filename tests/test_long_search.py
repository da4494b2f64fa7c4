import pytest
from hypothesis import given
from hypothesis import strategies as st

import whosays.anchors
from whosays.anchors import Cutter
from whosays.long_search import WIDTH, LongSearch
from whosays.records import CaptureId, Document, DocumentId


def by_find(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


@given(st.text(alphabet="abن\U0001f41f ", min_size=WIDTH, max_size=300), st.integers(0, 290), st.integers(WIDTH, 40))
def test_every_place_is_found_overlapping_ones_too(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    if len(words) >= WIDTH:
        assert LongSearch(text).places(words) == by_find(text, words)


def test_words_that_are_not_there_have_no_place() -> None:
    assert LongSearch("the weir at Oldbridge").places("the weir of Oldbridge") == []


def test_a_long_document_counts_occurrences_as_a_short_one_does() -> None:
    text = "".join(f"River Watch {n % 700}\tKenya\n" for n in range(12_000))
    doc = Document(id=DocumentId("d"), capture=CaptureId("c"), name="n", text=text, made_by="x")
    cutter = Cutter(doc)
    at = 0
    for n in range(3_000):
        words = f"River Watch {n % 700}\t"
        assert cutter.occurrence(cutter.cut(at, at + len(words))) == n // 700
        at = text.index("\n", at) + 1


@pytest.mark.parametrize(
    ("rows", "different", "words", "sorted_once"),
    [
        (12_000, 600, "River Watch {}\t", True),
        (12_000, 400, "River Watch {}\t", False),  # few words are found as quickly as the text is sorted
        (600, 600, "River Watch {}\t", False),  # in a short text all are
        (12_000, 600, "{:05}", False),  # too short to be looked up
        (12_000, 600, "{:06}..", True),  # the shortest that are
    ],
)
def test_a_text_is_sorted_once_where_it_is_long_and_asked_for_many_words(
    monkeypatch: pytest.MonkeyPatch, rows: int, different: int, words: str, sorted_once: bool
) -> None:
    made: list[str] = []

    class Counted(LongSearch):
        def __init__(self, text: str) -> None:
            made.append(text)
            super().__init__(text)

    monkeypatch.setattr(whosays.anchors, "LongSearch", Counted)
    told = [words.format(n) for n in range(different)]
    text = "".join(f"{told[n % different]} Kenya, Ghana, Peru\n" for n in range(rows))
    cutter = Cutter(Document(id=DocumentId("d"), capture=CaptureId("c"), name="n", text=text, made_by="x"))
    for one in told:
        at = text.rindex(one)
        assert cutter.occurrence(cutter.cut(at, at + len(one))) == text.count(one) - 1
    assert made == [text] * sorted_once
