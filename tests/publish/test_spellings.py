from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.publish.hidden.spellings import BLOCK, Spellings, covered, letters, merged


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("Ane Kverndal", "Ane Kverndal, mayor", "████████████, mayor"),
        ("Ane Kverndal", "ANE KVERNDAL's boat", "████████████'s boat"),
        ("Ane Kverndal", "Ane\n  Kverndal and ane-kverndal", "██████████████ and ████████████"),
        ("Ane Kverndal", "AneKverndal2021 rows", "███████████████ rows"),
        ("Ane Kverndal", "a plane, Kverndalen", "a █████████████████"),  # rather too much than too little
        ("Kverndal", "by Kvern-\ndal", "by ██████████"),
        ("Ane", "Ane and the plane of Anes", "███ and the plane of Anes"),
        ("Halden", "the Haldener of halden", "the ████████ of ██████"),
        ("سامي الحداد", "قال سامي الحداد إن", "قال ███████████ إن"),
        ("سامي الحداد", "وسامي الحدّاد قال", "█████████████ قال"),
        ("علي", "وعلي قال لعليا", "████ قال لعليا"),
        ("کتابخانه", "كتابخانه‌ها باز", "███████████ باز"),
        ("王伟", "记者王伟说", "记者██说"),
        ("Strauß", "STRAUSS rows", "███████ rows"),
        ("Øystein", "Oystein and Øystein", "███████ and ███████"),
        ("Marsh Lane", "see https://example.org/marsh-lane/2021?id=4.", f"see {BLOCK * 41}"),
        ("Marsh", "write to ferry.marsh@example.org now", f"write to {BLOCK * 23} now"),
        ("سامي", "https://example.org/%D8%B3%D8%A7%D9%85%D9%8A rest", f"{BLOCK * 44} rest"),
        ("bücher", "at xn--bcher-kva.example today", f"at {BLOCK * 21} today"),
    ],
)
def test_a_spelling_is_found_however_it_is_typed(words: str, text: str, expected: str) -> None:
    assert Spellings([words]).hide(text) == expected


def test_names_that_overlap_are_both_hidden_whole() -> None:
    assert Spellings(["Quay Lock", "Lock Choir"]).hide("the Quay Lock Choir") == "the ███████████████"


def test_no_words_hide_nothing() -> None:
    assert not Spellings(["", " - "])
    assert Spellings([]).hide("River Watch") == "River Watch"


def test_spans_that_touch_are_one() -> None:
    assert merged([(4, 6), (0, 2), (2, 3), (5, 9), (7, 7)]) == [(0, 3), (4, 9)]


def test_blocks_lie_over_the_part_of_a_text_that_a_span_covers() -> None:
    assert covered("boats", [(0, 12), (14, 90)], at=10) == "██at█"


_WORDS = st.text(st.sampled_from("abcdeéßÄøسامي12کك \n-_.'’🎶\u200c\u0301"), min_size=1, max_size=12)


@given(_WORDS, st.lists(_WORDS, max_size=5))
def test_a_hidden_text_keeps_its_length_and_holds_none_of_the_words(words: str, around: list[str]) -> None:
    text = f" {words} ".join(["", *around, ""])
    hidden = Spellings([words]).hide(text)
    assert len(hidden) == len(text)
    assert all(a in (b, BLOCK) for a, b in zip(hidden, text, strict=True))
    assert Spellings([words]).spans(hidden) == []
    if len(letters(words)) >= 4:
        assert words.strip() not in hidden
