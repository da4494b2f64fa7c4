"""What the reader of pages makes of tags, one rule a test."""

from collections.abc import Callable

import pytest

from whosays.plugins import READERS
from whosays.read.html import HtmlReader
from whosays.read.mhtml import MhtmlReader
from whosays.read.reading import Member, Reading, UnreadableDocument
from whosays.records import Capture, Link, Passage, Source

Capturing = Callable[..., Capture]


@pytest.fixture
def read(capture: Capturing) -> Callable[[str], Reading]:
    def read_one(page: str) -> Reading:
        raw = page.encode()
        return HtmlReader()(capture(raw, "page.html", "text/html"), raw)

    return read_one


Read = Callable[[str], Reading]


def zones(reading: Reading) -> list[tuple[str, str | None, str]]:
    return [(each.zone, each.number, "|".join(piece.text for piece in each.pieces)) for each in reading.passages]


def notes(reading: Reading) -> list[Passage]:
    return [each for each in reading.passages if each.zone == "footnote"]


@pytest.mark.parametrize(
    ("page", "mark", "number", "words"),
    [
        ('<p>Closed.<sup><a href="#fn1">1</a></sup></p><ol><li id="fn1">The keeper. <a href="#r1">↩</a></li></ol>',
         "¹", "1", "The keeper."),
        ('<p>Closed.<a href="#_ftn12" id="_ftnref12">[12]</a></p>'
         '<p><a id="_ftn12" href="#_ftnref12">[12]</a> The keeper.</p>',
         "[12]", "12", "The keeper."),
        ('<p>Closed.<sup><a href="#cite_note-3">[3]</a></sup></p><ol><li>One</li><li>Two</li>'
         '<li id="cite_note-3"><a href="#cite_ref-3_a">a</a> <a href="#cite_ref-3_b">b</a> The keeper.</li></ol>',
         "[3]", "3", "The keeper."),
        ('<p>Closed.<a href="#footnote-1"><sup>1</sup></a></p><div id="footnote-1">1. The keeper.</div>',
         "¹", "1", "The keeper."),
        ('<p>Closed<a epub:type="noteref" href="#x1">1</a>.</p><aside epub:type="footnote" id="x1"><p>The keeper.</p></aside>',
         "¹", "1", "The keeper."),
        ('<p dir="rtl">السد مغلق.<sup><a href="#fn1">١</a></sup></p><p id="fn1">١. قال الحارس.</p>', "١", "١", "قال الحارس."),
    ],
)  # fmt: skip
def test_a_note_is_tied_to_its_mark_and_its_way_back_is_no_part_of_it(
    read: Read, page: str, mark: str, number: str, words: str
) -> None:
    found = notes(read(page))
    assert [(each.called_at.text if each.called_at else None, each.number, each.pieces[0].text) for each in found] == [
        (mark, number, words)
    ]


def test_other_raised_digits_are_raised_and_lower_ones_stay(read: Read) -> None:
    assert read("<p>12 m<sup>2</sup> of H<sub>2</sub>O on the 1<sup>st</sup></p>").document.text == "12 m² of H2O on the 1st\n"


def test_list_items_have_the_number_that_a_browser_prints(read: Read) -> None:
    page = (
        '<ol start="3"><li>a<li value="7">b<li>c</ol><ol reversed><li>d<li>e</ol><ol type="a"><li>f<li>g</ol>'
        '<ol type="I"><li>h<ul><li>i</ul></ol>'
    )
    assert [(number, words) for _, number, words in zones(read(page))] == [
        ("3", "a"), ("7", "b"), ("8", "c"), ("2", "d"), ("1", "e"), ("a", "f"), ("b", "g"), ("I", "h"), ("•", "i"),
    ]  # fmt: skip


def test_a_short_quotation_has_the_marks_of_the_language(read: Read) -> None:
    assert read("<p>She said <q>it is <q>shut</q></q>.</p>").document.text == "She said “it is ‘shut’”.\n"
    assert read('<html lang="fa"><p>گفت <q>بسته است</q></p>').document.text == "گفت «بسته است»\n"


def test_who_is_quoted_is_no_part_of_a_block_quotation(read: Read) -> None:
    page = "<blockquote><p>The gates are shut.</p><footer>Ana Ferreira</footer></blockquote>"
    page += "<blockquote><p>Not so.</p><cite>B</cite></blockquote>"
    assert zones(read(page)) == [
        ("quote_block", None, "The gates are shut."), ("paragraph", None, "Ana Ferreira"),
        ("quote_block", None, "Not so."), ("paragraph", None, "B"),
    ]  # fmt: skip


def test_links_of_the_main_text_are_kept_with_their_words_and_whole_addresses(read: Read) -> None:
    page = (
        '<base href="https://arne.example/a/"><nav><a href="/n">Home</a></nav><p>See <a href="b?c=1">the  survey</a>,'
        ' <a href="#x">here</a>, <a href="mailto:a@arne.example">mail</a> and <a href="https://weir.example/">it</a>.</p>'
    )
    found = read(page).found
    assert [each.url for each in found if isinstance(each, Source)] == ["https://arne.example/a/b?c=1", "https://weir.example/"]
    assert [each.evidence[0].text for each in found if isinstance(each, Link)] == ["the survey", "it"]


def test_a_table_gives_rows_and_a_table_for_layout_does_not(read: Read) -> None:
    assert zones(read("<table><tr><td><p>Weir</p><td>4<br>5<tr><td>Ford<td>6</table>")) == [
        ("table_row", None, "Weir\t4 5"), ("table_row", None, "Ford\t6"),
    ]  # fmt: skip
    assert zones(read("<table role=presentation><tr><td>Left<td>Right</table>")) == [
        ("paragraph", None, "Left"), ("paragraph", None, "Right"),
    ]  # fmt: skip


def test_what_is_not_shown_is_not_read(read: Read) -> None:
    page = "<p hidden>a</p><p style='display : none'>b</p><template>c</template><p>d<img alt=e><ruby>f<rt>g</rt></ruby></p>"
    assert read(page).document.text == "df\n"


def test_white_space_stays_in_preformatted_words(read: Read) -> None:
    assert read("<pre>\na  b\n c</pre>").document.text == "a  b\n c\n"


def test_a_page_that_leaves_out_head_and_body_is_read(read: Read) -> None:
    reading = read("<html><title>Weirs</title><article><h1>Shut weirs</h1><p>Eleven are shut.</p></article></html>")
    assert [words for _, _, words in zones(reading)] == ["Shut weirs", "Eleven are shut."]


def test_what_a_page_says_of_itself(read: Read) -> None:
    document = read(
        '<html lang="en-GB"><head><link rel="canonical" href="https://arne.example/weirs"><script type="application/ld+json">'
        '{"@graph": [{"@type": "NewsArticle", "headline": "Shut weirs",'
        '"author": [{"name": "Ana Ferreira"}, {"name": "Li Wen"}],'
        '"publisher": {"name": "The Arne Post"}, "datePublished": "2031-03", "dateModified": "2031-04-02T10:00Z"}]}</script>'
        "</head>"
        "<body><p>Shut.</p></body></html>"
    ).document
    assert (document.title, document.author, document.publisher) == ("Shut weirs", "Ana Ferreira, Li Wen", "The Arne Post")
    assert (document.date, document.modified, document.url) == ("2031-03", "2031-04-02", "https://arne.example/weirs")


@pytest.mark.parametrize(
    "page", ['<frameset><frame src="a.html"></frameset>', '<div id="app"></div><script src="app.js"></script>']
)
def test_a_page_that_fetches_its_words_says_so(read: Read, page: str) -> None:
    assert "page-without-text" in [problem.code for problem in read(page).problems]


@pytest.mark.parametrize(
    "raw",
    [
        "<meta charset=utf-8><p>Гавань".encode(),
        "<meta charset=iso-8859-1><p>Гавань".encode(),
        "<p>Гавань".encode("utf-16"),
        b"\xef\xbb\xbf" + "<p>Гавань".encode(),
        '<?xml version="1.0" encoding="windows-1251"?><html><p>Гавань</p></html>'.encode("cp1251"),
    ],
)
def test_the_encoding_is_found_even_where_the_page_errs(capture: Capturing, raw: bytes) -> None:
    assert HtmlReader()(capture(raw, "p.html"), raw).document.text == "Гавань\n"


def test_pictures_that_a_page_carries_do_not_keep_it_from_being_read(read: Read) -> None:
    assert read(f'<p>a<img src="data:image/png;base64,{"A" * 11_000_000}"></p><p>b</p>').document.text == "a\nb\n"


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://arne.example/weirs/
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="xx"

--xx
Content-Type: text/css
Content-Location: https://arne.example/a.css

p {}
--xx
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://arne.example/weirs/

<meta charset=3Dutf-8><p>Schlie=C3=9Ft <a href=3D"b">all</a></p>
--xx
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://arne.example/w.png?x

aGVsbG8=
--xx--
""".replace(b"\n", b"\r\n")


def test_a_page_saved_as_one_file_is_read_with_its_address_and_pictures(capture: Capturing) -> None:
    saved = capture(MHTML, "weirs.mhtml", "multipart/related")
    assert next(reader for reader in READERS if reader.reads(saved, MHTML[:4096])).name == "mhtml"
    page, picture = MhtmlReader()(saved, MHTML)
    assert isinstance(page, Reading)
    assert (page.document.text, page.document.url) == ("Schließt all\n", "https://arne.example/weirs/")
    assert [each.url for each in page.found if isinstance(each, Source)] == ["https://arne.example/weirs/b"]
    assert picture == Member(name="w.png", raw=b"hello", media_type="image/png", url="https://arne.example/w.png?x")


def test_a_saved_file_without_a_page_cannot_be_read(capture: Capturing) -> None:
    with pytest.raises(UnreadableDocument):
        list(MhtmlReader()(capture(b"x", "x.mht"), b"x"))
