from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.text.dates import find_dates
from whosays.text.edtf import is_edtf

_WORDS = (
    *(
        "و یک",
        "سه دو",
        "سال ۹۸ و",
        "ساعت ۱۲ و",
        "قبل شهر و",
        "يوم الأحد",
        "twenty",
        "two thousand and",
        "1 year",
        "12 /",
        "12 :",
    ),
    *("lundi", "le premier", "mars", "the", "of", "Monday", "   "),
)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "fa"])
@pytest.mark.parametrize("word", _WORDS)
def test_long_rows_of_date_words_take_no_longer_than_their_length(word: str, language: str) -> None:
    find_dates(word, language=language)  # the rules are made once
    started = time.process_time()
    find_dates(f"{word} " * 3000, language=language, base="2020-05-22")
    assert time.process_time() - started < 15


_SAID = """
    سال ماه روز ۱۳۹۸ ۱۲ سوم تیر پیش گذشته از تا دهه قرن نوزدهم شنبه هفته آینده سه و نیم ساعت امسال تابستان نیمه اول
    عام يوم الأحد الماضي قبل يومين الربع الثالث من مارس رمضان هـ صيف 2016 هذا الأسبوع آخر أواخر القرن شهر
    lundi mars le du au siècle XIX dernier deux ans premier jour années 1990 en huit fin prochain il y a
    the first Monday of next month three days after Easter AD Q3 week last day May 15th weekend ago two thousand , / -
"""
_PIECES = st.sampled_from([*_SAID.split(), "\u200c", "\u0654"])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_PIECES, max_size=12),
    st.sampled_from(["en", "fr", "ar", "fa"]),
    st.sampled_from([None, "2020-05-22", "2020-05", "2020"]),
)
def test_any_row_of_date_words_is_read_to_places_in_order_and_edtf(pieces: list[str], language: str, base: str | None) -> None:
    text = " ".join(pieces)
    reached = 0
    for found in find_dates(text, language=language, base=base):
        assert reached <= found.start < found.end <= len(text)
        reached = found.end
        if found.value and found.kind not in ("duration", "frequency"):
            assert is_edtf(found.value)
