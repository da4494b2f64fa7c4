import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.number_formats import BUILT_IN, read_format, show_number


@pytest.mark.parametrize(
    ("printed", "code", "shown"),
    [
        ("12", "General", "12"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E-05", "General", "1E-05"),
        ("123456789012345", "General", "123456789012345"),
        ("1234.5", "0", "1235"),
        ("2.5", "0", "3"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234567", "#,##0,", "1,235"),
        ("0.126", "0%", "13%"),
        ("0.126", "0.0%", "12.6%"),
        ("512", "00000", "00512"),
        ("1.5", "0.##", "1.5"),
        ("2", "0.##", "2"),
        ("-3", '"€"#,##0.00;(#,##0.00)', "(3.00)"),
        ("-3", '#,##0.00 "m"', "-3.00 m"),
        ("3", "[$€-407] #,##0.00", "€ 3.00"),
        ("0", '0;-0;"none"', "none"),
        ("-0.001", "0", "0"),
        ("0.5", "# ?/?", "0.5"),
        ("12345", "0.00E+00", "12345"),
        ("44927", "yyyy-mm-dd", "2023-01-01"),
        ("44927.75", "d.m.yy h:mm", "2023-01-01 18:00"),
        ("44927.75", "d/m/yyyy", "2023-01-01"),
        ("44927.75001", "dd/mm/yyyy hh:mm:ss", "2023-01-01 18:00:01"),
        ("44927", "mmm-yy", "2023-01"),
        ("44927", "yyyy", "2023"),
        ("44927", "[$-409]mmmm d, yyyy;@", "2023-01-01"),
        ("0.5", "h:mm AM/PM", "12:00"),
        ("1.25", "[h]:mm", "30:00"),
        ("0.0007", "mm:ss", "00:01:00"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("99999999", "yyyy-mm-dd", "99999999"),
        ("n/a", "0.00", "n/a"),
        ("1E400", "0.00", "1E400"),
    ],
)
def test_a_number_is_shown_as_its_format_says(printed: str, code: str, shown: str) -> None:
    assert show_number(printed, read_format(code)) == shown


def test_days_may_count_from_1904() -> None:
    assert show_number("43465", read_format("yyyy-mm-dd"), from_1904=True) == "2023-01-01"


@given(
    st.text(alphabet='0#?.,%;"\\_*[]hmsyd-/ E+@$€A/P:x', max_size=40), st.one_of(st.floats().map(repr), st.text(max_size=12))
)
def test_no_format_and_no_number_fail(code: str, printed: str) -> None:
    assert isinstance(show_number(printed, read_format(code)), str)


@given(st.sampled_from(sorted(BUILT_IN)), st.integers(0, 2_900_000))
def test_the_formats_of_the_standard_show_something(number: int, value: int) -> None:
    assert show_number(str(value), read_format(BUILT_IN[number]))
