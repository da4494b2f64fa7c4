"""The encoding that a header names."""

import pytest

from whosays.text.charsets import charset_of


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("text/html; charset=windows-1256", "windows-1256"),
        ('text/html;charset="UTF-8"', "utf-8"),
        ("text/html", None),
        ("", None),
    ],
)
def test_charsets(header: str, expected: str | None) -> None:
    assert charset_of(header) == expected
