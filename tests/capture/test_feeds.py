from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.capture.feeds import FeedItem, is_feed, read_feed

HOME = "https://oxlip.example/news/feed.xml"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Oxlip Courier</title>
<link>https://oxlip.example/</link>
<item><title>The <![CDATA[<b>weir</b>]]> opens</title><link>https://oxlip.example/news/weir#top</link>
<pubDate>Mon, 03 Jun 2024 10:00:00 +0200</pubDate></item>
<item><title>نهر أكسليب</title><link>/ar/river</link><dc:date>2024-06-02</dc:date></item>
<item><guid>https://oxlip.example/news/mill</guid></item>
<item><guid isPermaLink="false">mill-7</guid><title>No address</title></item>
<item><link>javascript:alert(1)</link></item>
<item><link>https://oxlip.example/news/weir</link></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://oxlip.example/"><title>Courier</title></channel>
<item rdf:about="https://oxlip.example/a"><title>A</title><link>https://oxlip.example/a</link></item>
<item rdf:about="https://oxlip.example/b"><title>B</title></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://oxlip.example/blog/"><title>Blog</title>
<entry><title type="html">Gates &amp;amp; weirs</title><link rel="edit" href="edit/1"/>
<link rel="alternate" type="text/html" href="gates"/><updated>2024-06-03T08:00:00Z</updated></entry>
<entry><title>No link</title></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> https://oxlip.example/a </loc><lastmod>2024-06-03</lastmod></url><url><loc>https://oxlip.example/b</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://oxlip.example/sitemap-1.xml.gz</loc><lastmod>2024-06-03T10:00:00+02:00</lastmod></sitemap></sitemapindex>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "items": [{"url": "weir", "title": "The weir", "date_published": "2024-06-03T10:00:00Z"}, {"id": "x"}, 7],
    }
)


def items(raw: str | bytes) -> list[tuple[str, str | None, str | None]]:
    feed = read_feed(raw if isinstance(raw, bytes) else raw.encode(), HOME)
    assert feed is not None
    return [(item.url, item.title, item.date) for item in feed.items]


def test_rss_gives_addresses_with_title_and_time() -> None:
    assert items(RSS) == [
        ("https://oxlip.example/news/weir", "The <b>weir</b> opens", "2024-06-03T08:00:00Z"),
        ("https://oxlip.example/ar/river", "نهر أكسليب", "2024-06-02"),
        ("https://oxlip.example/news/mill", None, None),
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (RDF, [("https://oxlip.example/a", "A", None), ("https://oxlip.example/b", "B", None)]),
        (ATOM, [("https://oxlip.example/blog/gates", "Gates &amp; weirs", "2024-06-03T08:00:00Z")]),
        (SITEMAP, [("https://oxlip.example/a", None, "2024-06-03"), ("https://oxlip.example/b", None, None)]),
        (INDEX, [("https://oxlip.example/sitemap-1.xml.gz", None, "2024-06-03T08:00:00Z")]),
        (JSON, [("https://oxlip.example/news/weir", "The weir", "2024-06-03T10:00:00Z")]),
    ],
    ids=["rdf", "atom", "sitemap", "index", "json"],
)
def test_every_kind_of_feed_is_read(raw: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert expected == items(raw)
    assert expected == items(gzip.compress(raw.encode(), mtime=0))
    assert is_feed(raw.encode())
    assert is_feed(gzip.compress(raw.encode(), mtime=0))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(RSS, "rss"), (RDF, "rss"), (ATOM, "atom"), (SITEMAP, "sitemap"), (INDEX, "sitemap-index"), (JSON, "json")],
)
def test_a_feed_says_of_which_kind_it_is(raw: str, kind: str) -> None:
    feed = read_feed(raw.encode(), HOME)
    assert feed is not None
    assert (feed.kind, feed.is_whole) == (kind, True)


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16"])
def test_a_feed_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    raw = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><item><link>https://a.example/</link><title>نهر</title></item></channel></rss>'
    assert items(raw.encode(encoding)) == [("https://a.example/", "نهر", None)]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html><body><rss></body></html>",
        b"The weir",
        b'{"version": 1}',
        b"\x1f\x8bno",
        b"<!doctype html><html><feed >",
        b"<svg></svg>",
    ],
)
def test_what_is_no_feed_is_told(raw: bytes) -> None:
    assert not is_feed(raw)
    assert read_feed(raw, HOME) is None


def test_a_damaged_feed_is_read_as_far_as_it_goes_and_says_so() -> None:
    feed = read_feed(RSS[: RSS.index("<guid>")].encode(), HOME)
    assert feed is not None
    assert (len(feed.items), feed.is_whole) == (2, False)


def test_entities_are_neither_expanded_nor_loaded() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    raw = f"{bomb}<rss><channel><item><link>https://a.example/</link><title>&b;&f;</title></item></channel></rss>"
    assert items(raw) == [("https://a.example/", "&b;&f;", None)]


def test_a_bomb_is_unpacked_up_to_the_limit() -> None:
    feed = read_feed(gzip.compress(SITEMAP.encode() + b" " * (60 << 20), mtime=0), HOME)
    assert feed is not None
    assert (len(feed.items), feed.is_whole) == (2, False)


def test_more_addresses_than_the_limit_are_left_out() -> None:
    many = "".join(f"<url><loc>https://a.example/{number}</loc></url>" for number in range(50_100))
    feed = read_feed(f"<urlset>{many}</urlset>".encode(), HOME)
    assert feed is not None
    assert (len(feed.items), feed.is_whole) == (50_000, False)
    assert feed.items[0] == FeedItem(url="https://a.example/0")


@given(st.binary(max_size=200), st.sampled_from([RSS, ATOM, SITEMAP, JSON, ""]), st.integers(0, 400))
def test_no_bytes_make_it_fail(noise: bytes, feed: str, at: int) -> None:
    raw = feed.encode()
    read_feed(raw[:at] + noise + raw[at:], HOME)
    read_feed(gzip.compress(raw[:at] + noise, mtime=0), HOME)
