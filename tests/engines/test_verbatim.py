from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.engines.verbatim import find_words, fold_passage

TEXT = "The weir\n  opens in May.  Page 3\nIn June, the boats come."
PIECES = [(0, TEXT.index("  Page")), (TEXT.index("In June"), len(TEXT))]


def test_white_space_is_folded_and_pieces_are_joined() -> None:
    folded = fold_passage(TEXT, PIECES)
    assert folded.text == "The weir opens in May. In June, the boats come."
    start, end = folded.origin((4, 14))
    assert TEXT[start:end] == "weir\n  opens"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("weir opens", ["weir opens"]),
        ("weir \t opens\n", ["weir opens"]),
        ("May. In June", ["May. In June"]),
        ("Weir opens", []),
        ("weir  open", []),
        ("eir opens", []),
        ("he", []),
        ("the", ["the"]),
        ("Page 3", []),
        (",", []),
        ("", []),
    ],
)
def test_words_are_found_as_they_stand_and_whole(words: str, found: list[str]) -> None:
    folded = fold_passage(TEXT, PIECES)
    assert [folded.text[a:b] for a, b in find_words(folded, words)] == found


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("أعلن مجلس المرفأ أن الرافعة متأخرة", "الرافعة متأخرة", 1),
        ("أعلن مجلس المرفأ أن الرافعة متأخرة", "رافعة", 0),  # within a word
        ("مُحَمَّد كتب رسالة", "مُحَمَّد", 1),
        ("مُحَمَّد كتب رسالة", "مُحَ", 0),
        ("مُحَمَّد كتب رسالة", "محمد", 0),  # other signs are other words
        ("کتاب‌ها در کتابخانه‌اند", "کتاب", 0),  # a joiner goes on
        ("港湾局は橋が古いと述べた", "橋が古い", 1),
    ],
)
def test_words_of_other_scripts_are_found_whole_too(text: str, words: str, count: int) -> None:
    assert len(find_words(fold_passage(text, [(0, len(text))]), words)) == count


@given(st.text(alphabet="ab é\n\t,.’\u00a0\u0301", max_size=40), st.data())
def test_whatever_is_found_is_the_documents_own_words(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    folded = fold_passage(text, [(0, cut), (cut, len(text))])
    words = data.draw(st.text(alphabet="ab é\n,", max_size=6))
    for start, end in find_words(folded, words):
        low, high = folded.origin((start, end))
        assert " ".join(
            text[low:cut].split() + text[max(low, cut) : high].split() if low < cut < high else text[low:high].split()
        ) == (" ".join(words.split()))
