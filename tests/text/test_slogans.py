"""Slogans behind the words that lead into them, and words of reach without a figure."""

from __future__ import annotations

import pytest

from whosays.text.reach import find_reach
from whosays.text.slogans import find_slogans


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They marched under the motto “Books for every quay” and sang.", ["Books for every quay"]),
        ("en", "with slogans such as “Open the lock” and “Mind the mill”.", ["Open the lock", "Mind the mill"]),
        ("en", "The director said “we will open on Monday”.", []),
        ("en", "The slogan was old. Much later a reader wrote to us and said “it is fine”.", []),
        ("fr", "sous la devise « Un port pour tous »", ["Un port pour tous"]),
        ("fr", "une banderole «Un port pour tous»", ["Un port pour tous"]),
        ("ar", "رفعوا شعار «النهر للجميع» في الساحة", ["النهر للجميع"]),
        ("fa", "با شعار «رود برای همه» گرد آمدند", ["رود برای همه"]),
        ("xx", "slogan “Open the lock”", []),
    ],
)
def test_slogans(language: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_slogans(text, language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The appeal went viral within days", "viral"),
        ("en", "The appeal was shared 300 times and created a massive echo", None),
        ("en", "The library lent out books", None),
        ("fr", "une foule s'est rassemblée", "foule"),
        ("ar", "انتشر النداء على نطاق واسع", "على نطاق واسع"),
        ("fa", "استقبال گسترده از کتابخانه", "استقبال گسترده"),
    ],
)
def test_reach(language: str, text: str, expected: str | None) -> None:
    assert find_reach(text, language) == expected
