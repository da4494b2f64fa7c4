"""Tests of `trace.citations`: links between notes and to the addresses they print."""

from __future__ import annotations

import pytest

from whosays.anchors import Cutter
from whosays.records import CaptureId, Citation, CitationId, CitedUrl, Document, DocumentId
from whosays.sources import same_address, source_id
from whosays.trace.citations import cite_links, sources

TEXT = "https://river.example/a Ibid. http://www.river.example/a/ https://museum.example/b https://x.com/choir/status/12"
CUT = Cutter(Document(id=DocumentId("doc-1"), capture=CaptureId("0" * 64), name="report.txt", text=TEXT, made_by="test"))


def _note(number: int, *urls: str, ibid_of: int | None = None) -> Citation:
    places = [(TEXT.index(url), url) for url in urls]
    cited = tuple(CitedUrl(at=CUT.cut(start, start + len(url)), url=url) for start, url in places)
    note = cited[0].at if cited else CUT.cut(24, 29)
    return Citation(
        id=CitationId(f"cit-{number}"), doc=DocumentId("doc-1"), number=number, note=note, kind="source", urls=cited,
        ibid_of=ibid_of, by="test",
    )  # fmt: skip


NOTES = [
    _note(1, "https://river.example/a"),
    _note(2, ibid_of=1),
    _note(3, "https://museum.example/b"),
    _note(4, "http://www.river.example/a/", "https://x.com/choir/status/12"),
]


def test_links_follow_repeats_and_addresses() -> None:
    assert [
        ("ibid", "cit-2", "cit-1"),
        ("links_to", "cit-1", source_id("https://river.example/a")),
        ("links_to", "cit-3", source_id("https://museum.example/b")),
        ("links_to", "cit-4", source_id("https://river.example/a")),
        ("links_to", "cit-4", source_id("https://x.com/choir/status/12")),
        ("same", "cit-1", "cit-4"),
    ] == [(link.kind, link.a, link.b) for link in cite_links(NOTES)]


def test_a_link_shows_the_words_it_rests_on() -> None:
    assert [[at.text for at in link.evidence] for link in list(cite_links(NOTES))[:2]] == [
        ["Ibid."],
        ["https://river.example/a"],
    ]


def test_each_address_is_one_source() -> None:
    assert [(source.kind, source.url) for source in sources(NOTES)] == [
        ("page", "https://river.example/a"),
        ("page", "https://museum.example/b"),
        ("post", "https://x.com/choir/status/12"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("http://www.lake.example/a/", "https://lake.example/a", True),
        ("https://lake.example/a?utm_source=x", "https://lake.example/a#top", True),
        ("https://LAKE.example/A", "https://lake.example/A", True),
        ("https://lake.example/A", "https://lake.example/a", False),
        ("https://lake.example/q?id=1", "https://lake.example/q?id=2", False),
        ("https://[lake", "https://[lake/", True),
        ("https://mobile.twitter.com/choir/status/12?s=20&t=ab", "https://x.com/i/web/status/12", True),
        ("https://x.com/choir/status/12", "https://x.com/choir/status/13", False),
        ("https://m.facebook.com/choir/posts/7?mibextid=q", "https://www.facebook.com/choir/posts/7", True),
        ("https://youtu.be/abc-DEF_123?si=x", "https://m.youtube.com/watch?list=q&v=abc-DEF_123", True),
        ("https://www.youtube.com/shorts/abc-DEF_123", "https://youtube.com/watch?v=abc-DEF_123&t=9s", True),
        ("https://youtube.com/watch?v=abc-DEF_123", "https://youtube.com/watch?v=abc-DEF_124", False),
        ("https://youtube.com/watch", "https://youtube.com/@choir", False),
        ("https://t.me/s/Choir/12", "https://telegram.me/choir/12", True),
        ("https://t.me/choir/12", "https://t.me/choir/123", False),
        ("https://www.instagram.com/choir/reel/Ab1/", "https://instagram.com/p/Ab1?igsh=x", True),
        ("https://doi.org/10.5555/Weir.1", "http://dx.doi.org/10.5555/WEIR.1", True),
        ("https://doi.org/10.5555/weir.1", "https://doi.org/10.5555/weir.2", False),
    ],
)
def test_spellings_of_an_address(one: str, other: str, expected: bool) -> None:
    assert expected == (same_address(one) == same_address(other))
