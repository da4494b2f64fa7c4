"""Tests of `text.urls`: addresses as printed, and as one can follow them."""

from __future__ import annotations

import pytest

from whosays.text.urls import find_urls


@pytest.mark.parametrize(
    ("words", "urls"),
    [
        ("See https://river.example/a/b. Then", ["https://river.example/a/b"]),
        ("(22.5.20.\nhttps://harbour.example/s/123)", ["https://harbour.example/s/123"]),
        ("https://museum.example/wiki/Foo_(bar), and", ["https://museum.example/wiki/Foo_(bar)"]),
        ("https://river.example/very/long-\npath/of/page.html.", ["https://river.example/very/long-path/of/page.html"]),
        ("https://river.example/about/\nAnglers met there", ["https://river.example/about/"]),
        ("https://a.example/x\n19.5.20. https://b.example/y", ["https://a.example/x", "https://b.example/y"]),
        ("www.library.example, 3 May", ["http://www.library.example"]),
        ("doi:10.1000/182", ["https://doi.org/10.1000/182"]),
        ("https://choir.example/report.\npdf (accessed", ["https://choir.example/report.pdf"]),
        ("https://choir.example/about-us/\n3", ["https://choir.example/about-us/"]),
        ("https://choir.example/q?id=3&\nfoo=bar rest of the words", ["https://choir.example/q?id=3&foo=bar"]),
        ("and/or, e.g. this", []),
        ("write to ada@river.example", []),
    ],
)
def test_addresses_are_rejoined_and_freed_of_what_follows(words: str, urls: list[str]) -> None:
    assert urls == [found.url for found in find_urls(words)]


def test_the_place_of_an_address_holds_its_line_breaks() -> None:
    words = "In https://river.example/long-\npath/x."
    assert [words[found.start : found.end] for found in find_urls(words)] == ["https://river.example/long-\npath/x"]
