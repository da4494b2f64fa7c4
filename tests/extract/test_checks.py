"""Counts against lists and dates against dates, on texts of our own and, where they are here, on the two real documents."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from whosays.line import read_and_extract
from whosays.records import Capture, CaptureId, Problem
from whosays.text.cited_posts import time_of_post
from whosays.text.counted import Counted, find_counts, leads_into_excerpt
from whosays.text.url_dates import day_in_url

SHARED = Path(__file__).resolve().parents[2] / "../shared"
CHECKS = {"count-against-list", "note-dated-otherwise", "post-dated-otherwise", "posts-of-another-zone", "url-dated-otherwise"}


def checked(raw: bytes) -> list[Problem]:
    capture = Capture(
        id=CaptureId(sha256(raw).hexdigest()),
        name="paper.txt",
        size=len(raw),
        media_type="text/plain",
        method="file",
        fetched_at="2026-01-01T00:00:00Z",
    )
    (made,) = read_and_extract(capture, raw, strict=True).documents
    return [one for one in made.records() if isinstance(one, Problem) and one.code in CHECKS]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the support of over 100 river organisations", [("over", 100)]),
        ("en", "The 1,204 signatories met; some 20 groups left.", [("exact", 1204), ("about", 20)]),
        ("en", "In 2019 groups met, and 60% of members left on the 12th.", [("exact", 2019)]),
        ("fr", "plus de 40 associations", [("over", 40)]),
        ("ar", "أكثر من ٤٠ جمعية", [("over", 40)]),
        ("fa", "بیش از ۴۰ نهاد", [("over", 40)]),
        ("xx", "over 100 organisations", []),
    ],
)
def test_counts(language: str, text: str, expected: list[tuple[str, int]]) -> None:
    assert [(one.bound, one.number) for one in find_counts(text, language)] == expected


@pytest.mark.parametrize(
    ("bound", "number", "found", "expected"),
    [
        ("exact", 6, 6, True),
        ("exact", 6, 5, False),
        ("over", 6, 9, True),
        ("under", 6, 7, False),
        ("about", 50, 46, True),
        ("about", 50, 40, False),
    ],
)  # fmt: skip
def test_what_a_count_allows(bound: str, number: int, found: int, expected: bool) -> None:
    assert Counted(0, 1, number, bound).allows(found) is expected  # type: ignore[arg-type]  # one of the four


def test_an_excerpt_is_led_in_by_its_words() -> None:
    assert leads_into_excerpt("It was signed by nine groups, including the following:", "en")
    assert not leads_into_excerpt("It was signed by the following groups:", "en")
    assert leads_into_excerpt("نهادهای امضاکننده، از جمله:", "fa")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/2021/07/14/orchestra", "2021-07-14"),
        ("https://news.example/a-2021-7-4.html", "2021-07-04"),
        ("https://news.example/2021/07/14/of-2020-01-02", None),
        ("https://news.example/2021/13/14/x", None),
        ("https://2021-07-14.example/x", None),
        ("https://news.example/12021/07/141/x", None),
    ],
)
def test_the_day_of_an_address(url: str, expected: str | None) -> None:
    assert day_in_url(url) == expected


def test_the_time_in_the_number_of_a_cited_post() -> None:
    assert time_of_post("https://mobile.twitter.com/quay/status/1262711000000000000?s=20") == "2020-05-19T11:45:37Z"
    assert time_of_post("https://x.com/quay") is None
    assert time_of_post("https://news.example/status/1262711000000000000") is None


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_the_disagreements_of_the_long_document_are_reported_with_both_places() -> None:
    path = next((SHARED / "seeds").glob("001*.txt"))
    found = {problem.code: problem for problem in checked(path.read_bytes())}
    assert all(problem.at and problem.against for problem in found.values())
    assert "at least 100; the list has 111 different entries (row 41 repeats" in found["count-against-list"].message
    assert "2019-03, the note 2020-03-01" in found["note-dated-otherwise"].message
    zones = found["posts-of-another-zone"].message
    assert "9 cited posts fit 7 in UTC" in zones
    assert "UTC+3" in zones
    assert "post-dated-otherwise" not in found
    assert "url-dated-otherwise" not in found
