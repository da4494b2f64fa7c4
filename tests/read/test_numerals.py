"""Numbers as word processors print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.read.numerals import format_number, raise_digits, raise_mark


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (4, "decimal", "4"), (0, "decimal", "0"), (1994, "lowerRoman", "mcmxciv"), (14, "upperRoman", "XIV"),
        (5000, "lowerRoman", "5000"), (1, "lowerLetter", "a"), (26, "upperLetter", "Z"), (28, "lowerLetter", "bb"),
        (3, "arabicAlpha", "ت"), (3, "arabicAbjad", "ج"), (12, "hindiArabic", "١٢"), (12, "persianDigits", "۱۲"),
        (12, "hindiNumbers", "१२"), (3, "chicago", "‡"), (5, "chicago", "**"), (21, "ordinal", "21st"),
        (12, "ordinal", "12th"), (113, "ordinal", "113th"), (7, "decimalZero", "07"), (7, "numberInDash", "- 7 -"),
        (15, "hebrew1", "טו"), (28, "hebrew1", "כח"), (3, "decimalEnclosedCircle", "③"),
        (25, "decimalEnclosedCircle", "25"), (11, "chineseCounting", "十一"), (42, "chineseCounting", "四十二"),
        (255, "hex", "FF"), (7, "none", ""), (7, "bullet", "•"), (7, "bahtText", "7"), (2, "russianLower", "б"),
        (-3, "lowerRoman", "-3"),
    ],
)  # fmt: skip
def test_a_number_is_printed_in_its_form(value: int, form: str, printed: str) -> None:
    assert format_number(value, form) == printed


@pytest.mark.parametrize(
    ("mark", "written"),
    [("12", "¹²"), ("iv", "ⁱᵛ"), ("b", "ᵇ"), ("*", "*"), ("††", "††"), ("[3]", "[3]"), ("(3)", "(3)"),
     ("IV", "[IV]"), ("١٢", "¹²"), ("7a", "⁷ᵃ")],
)  # fmt: skip
def test_a_mark_never_reads_as_part_of_the_word_before(mark: str, written: str) -> None:
    assert raise_mark(mark) == written


def test_raised_words_keep_their_letters() -> None:
    assert raise_digits("2nd, 10") == "²nd, ¹⁰"


@given(
    st.integers(-10, 10**9),
    st.sampled_from(["lowerRoman", "lowerLetter", "hebrew1", "chicago", "aiueo", "chineseCounting", "x"]),
)
def test_any_number_has_a_short_form(value: int, form: str) -> None:
    assert 0 < len(format_number(value, form)) <= 40
