"""What a page shows: notes tied to their marks, links, quotations, lists, tables, what it says of itself; saved as one file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from whosays.read.html import HtmlReader
from whosays.read.mhtml import MhtmlReader
from whosays.read.reading import Member, Reading
from whosays.records import Capture, Link, Source
from whosays.testing import read_all, read_one

Capturing = Callable[..., Capture]


@pytest.fixture
def page(capture: Capturing) -> Callable[[str], Reading]:
    def read(body: str) -> Reading:
        raw = body.encode()
        return read_one(HtmlReader(), capture(raw, "page.html", "text/html"), raw)

    return read


def zones(reading: Reading) -> list[tuple[str, str]]:
    return [(passage.zone, " … ".join(piece.text for piece in passage.pieces)) for passage in reading.passages]


NOTES = {
    "wikipedia": (
        '<p>The weir closed.<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> It leaks.</p>'
        '<ol><li id="cite_note-1"><span><b><a href="#cite_ref-1">^</a></b></span> <span>Aldwen Courier, p. 3.</span></li></ol>',
        ("1", "[1]", "Aldwen Courier, p. 3."),
    ),
    "markdown": (
        '<p>The weir closed.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup> It leaks.</p>'
        '<div class="footnotes"><ol><li id="fn:1"><p>Aldwen Courier, p. 3. <a href="#fnref:1">↩</a></p></li></ol></div>',
        ("1", "¹", "Aldwen Courier, p. 3."),
    ),
    "word": (
        '<p>The weir closed.<a href="#_ftn1" name="_ftnref1">[1]</a> It leaks.</p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Aldwen Courier, p. 3.</p></div>',
        ("1", "[1]", "Aldwen Courier, p. 3."),
    ),
    "star": (
        '<p>The weir closed.<a id="a" href="#n">*</a> It leaks.</p><p id="n"><a href="#a">*</a> Aldwen Courier, p. 3.</p>',
        ("*", "*", "Aldwen Courier, p. 3."),
    ),
    "arabic": (
        '<p>أغلق السد.<sup><a href="#h1" id="r1">١</a></sup> وهو يرشح.</p><p id="h1"><a href="#r1">١</a> بريد النهر، ص ٣.</p>',
        ("١", "١", "بريد النهر، ص ٣."),
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_a_note_is_tied_to_the_mark_that_calls_it(page: Callable[[str], Reading], name: str) -> None:
    body, (number, mark, words) = NOTES[name]
    reading = page(f"<html><body><article><h1>Weir</h1>{body}</article></body></html>")
    (note,) = (passage for passage in reading.passages if passage.zone == "footnote")
    assert note.called_at is not None
    assert (note.number, note.called_at.text, note.pieces[0].text) == (number, mark, words)
    assert reading.document.text[note.called_at.start - 1] == "."


def test_a_table_of_contents_has_no_notes(page: Callable[[str], Reading]) -> None:
    reading = page('<p><a href="#one">1</a> <a href="#two">2</a></p><h2 id="one">One</h2><p>Words.</p><h2 id="two">Two</h2>')
    assert "footnote" not in {passage.zone for passage in reading.passages}


def test_links_stand_where_their_words_are(page: Callable[[str], Reading]) -> None:
    reading = page(
        '<html><head><link rel="canonical" href="https://river.example/news/weir"></head><body><p>The <a href="/plan.pdf">plan'
        ' of the weir</a>, and <a href="mailto:a@river.example">mail</a>, <a href="#x">here</a>.</p></body></html>'
    )
    links = [one for one in reading.found if isinstance(one, Link)]
    urls = {one.id: one.url for one in reading.found if isinstance(one, Source)}
    assert [(link.evidence[0].text, urls[link.b]) for link in links] == [  # type: ignore[index]
        ("plan of the weir", "https://river.example/plan.pdf"),
    ]
    assert reading.document.url == "https://river.example/news/weir"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>She said <q>it <q>leaks</q></q>.</p>", [("paragraph", "She said “it ‘leaks’”.")]),
        ('<html lang="fr"><p>Elle dit <q>non</q>.</p></html>', [("paragraph", "Elle dit «non».")]),
        (
            "<blockquote><p>It leaks.</p><footer>Mira Tollund</footer></blockquote>",
            [("quote_block", "It leaks."), ("paragraph", "Mira Tollund")],
        ),
        (
            '<ol start="3"><li>a<li value="9">b<li>c</ol>',
            [("list_item", "a"), ("list_item", "b"), ("list_item", "c")],
        ),
        ("<p>12 m<sup>2</sup> and H<sub>2</sub>O</p>", [("paragraph", "12 m² and H2O")]),
        ("<ruby>川<rt>kawa</rt></ruby>の水", [("paragraph", "川の水")]),
        (
            "<table><tr><th>Town<th>Height<tr><td>Brack<td>4 m</table>",
            [("table_row", "Town\tHeight"), ("table_row", "Brack\t4 m")],
        ),
        (
            "<table><tr><td><h2>Weir</h2><p>It leaks.</p><p>It stays.</p></td><td>menu</td></tr></table>",
            [("heading", "Weir"), ("paragraph", "It leaks."), ("paragraph", "It stays."), ("paragraph", "menu")],
        ),
        (
            "<html><title>Weir</title><article><p>No head, no body.</p></article></html>",
            [("paragraph", "No head, no body.")],
        ),
    ],
)
def test_zones(page: Callable[[str], Reading], body: str, expected: list[tuple[str, str]]) -> None:
    assert zones(page(body)) == expected


def test_items_are_numbered_as_a_browser_numbers_them(page: Callable[[str], Reading]) -> None:
    body = '<ol start="3"><li>a<li value="9">b</ol><ol reversed><li>c<li>d</ol><ol type="i"><li>e<li>f</ol><ul><li>g</ul>'
    assert [p.number for p in page(body).passages] == ["3", "9", "2", "1", "i", "ii", "•"]


def test_a_page_says_of_itself(page: Callable[[str], Reading]) -> None:
    document = page(
        '<html lang="en-GB"><head><title>Weir | Courier</title>'
        '<meta property="og:site_name" content="Aldwen Courier">'
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Weir closed","datePublished":"2024-05-06T07:00Z"'
        ',"dateModified":"2024-05-08","author":[{"name":"Ann Example"},{"name":"Bo Example"}]}</script></head>'
        "<body><h1>Weir closed</h1><p>It leaks.</p></body></html>"
    ).document
    assert (document.title, document.author, document.publisher) == ("Weir closed", "Ann Example, Bo Example", "Aldwen Courier")
    assert (document.date, document.modified) == ("2024-05-06", "2024-05-08")


def test_a_page_that_scripts_put_together_is_told(page: Callable[[str], Reading]) -> None:
    reading = page("<html><body><div id=app></div><script>render()</script></body></html>")
    assert {"page-without-text"} <= {problem.code for problem in reading.problems}


MHTML = b"""From: <Saved by a browser>
Snapshot-Content-Location: https://river.example/weir/
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://river.example/weir/

<html><head><meta charset=3Dutf-8></head><body><p>Das Wehr ist gro=C3=9F, sagt <a href=3D"a.html">sie</a>.</p></body></html>
--b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://river.example/weir/gauge.png

iVBORw0KGgo=
--b
Content-Type: text/css

p { color: red }
--b--
"""


def test_a_page_saved_as_one_file_is_a_document_with_its_pictures(capture: Capturing) -> None:
    saved = capture(MHTML, "weir.mhtml", "multipart/related")
    reading, picture = read_all(MhtmlReader(), saved, MHTML)
    assert isinstance(reading, Reading)
    assert reading.document.text == "Das Wehr ist groß, sagt sie.\n"
    assert [one.url for one in reading.found if isinstance(one, Source)] == ["https://river.example/weir/a.html"]
    assert isinstance(picture, Member)
    assert (picture.name, picture.raw[:4], picture.url) == ("gauge.png", b"\x89PNG", "https://river.example/weir/gauge.png")


def test_a_page_is_read_in_the_encoding_that_its_server_named(capture: Capturing) -> None:
    raw = "<html><body><p>أغلق السد</p></body></html>".encode("windows-1256")
    named = replace(capture(raw, "weir.html", "text/html"), charset="windows-1256")
    assert read_one(HtmlReader(), named, raw).document.text == "أغلق السد\n"
