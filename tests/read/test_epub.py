"""E-books made by hand: chapters in order, notes tied from file to file."""

import pytest
from tests.read.office_files import capture_of, make_epub, pack, read_one, shown

from whosays.read.epub import EpubReader
from whosays.read.epub_package import resolve
from whosays.read.reading import UnreadableDocument
from whosays.records import Link


def read(chapters: dict[str, str]) -> list[str]:
    return shown(read_one(EpubReader(), make_epub(chapters), "book.epub"))


def test_chapters_are_read_in_the_order_of_the_spine() -> None:
    assert read({"b.xhtml": "<h1>First</h1><p>The weir.</p>", "a.xhtml": "<h2>Second</h2><ol><li>one</li></ol>"}) == [
        "heading1 First",
        "paragraph The weir.",
        "heading2 Second",
        "list_item1 [1] one",
    ]


@pytest.mark.parametrize(
    ("mark", "note", "words"),
    [
        ('<a epub:type="noteref" href="#n">1</a>', '<aside epub:type="footnote" id="n"><p>Log.</p></aside>', "¹"),
        (
            '<sup><a role="doc-noteref" href="#n">1</a></sup>',
            '<li id="n" role="doc-endnote"><p>Log. <a href="#m">↩</a></p></li>',
            "¹",
        ),
        ('<a href="#n"><sup>1</sup></a>', '<p id="n"><a href="#m">1</a>. Log.</p>', "¹"),
        ('<sup><a id="m" href="#n">1</a></sup>', '<p><a id="n" href="#m">1</a> Log.</p>', "¹"),
        ('<a href="#n">[1]</a>', '<p id="n">[1] Log.</p>', "[1]"),
        ('<a href="#n">*</a>', '<div id="n"><p>* Log.</p></div>', "*"),
        ('<a epub:type="noteref" href="#n">iv</a>', '<aside id="n"><sup><a href="#m">iv</a></sup>Log.</aside>', "ⁱᵛ"),
    ],
)
def test_notes_are_tied_however_the_book_writes_them(mark: str, note: str, words: str) -> None:
    number = words.strip("[]").translate(str.maketrans("¹ⁱᵛ", "1iv"))
    expected = [f"paragraph Closed.{words} It opened.", f"footnote [{number}] Log. <- {words}"]
    body = f'<p id="m">Closed.{mark} It opened.</p>'
    assert read({"a.xhtml": body + note}) == expected
    away = mark.replace('href="#n"', 'href="notes.xhtml#n"')
    assert read({"a.xhtml": body.replace(mark, away), "notes.xhtml": note.replace('href="#m"', 'href="a.xhtml#m"')}) == expected


@pytest.mark.parametrize(
    "body",
    [
        '<p>See <a href="#n">chapter 2</a>.</p><p id="n">2 boats.</p>',
        '<p>In <a href="#n">1</a> year.</p><p id="n">Another.</p>',
        '<p id="n">It is <a epub:type="noteref" href="#n">1</a> here.</p>',
    ],
)
def test_other_links_inside_of_the_book_are_no_marks(body: str) -> None:
    assert not [line for line in read({"a.xhtml": body}) if line.startswith("footnote")]


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("b.xhtml#n", ("OPS/b.xhtml", "n")),
        ("../x%20y.xhtml", ("x y.xhtml", "")),
        ("#n%C3%A9", ("", "né")),
        ("../../../etc/passwd", ("etc/passwd", "")),
        ("https://a.example/b#c", ("", "")),
        ("//a.example/b", ("", "")),
        ("mailto:ole@a.example", ("", "")),
        ("b.xhtml?x=1#%zz", ("OPS/b.xhtml", "%zz")),
    ],
)
def test_addresses_lead_to_parts_of_the_book(address: str, place: tuple[str, str]) -> None:
    assert resolve("OPS", address) == place


def test_links_out_of_the_book_are_found() -> None:
    reading = read_one(EpubReader(), make_epub({"a.xhtml": '<p>See <a href="https://a.example/"><i>the</i> log</a>.</p>'}))
    assert shown(reading) == ["paragraph See the log."]
    assert [each.evidence[0].text for each in reading.found if isinstance(each, Link)] == ["the log"]


def test_the_book_says_who_wrote_it_when() -> None:
    meta = (
        "<dc:title>Bell diary</dc:title><dc:creator>Ilse Brandvold</dc:creator><dc:creator>Ole Strand</dc:creator>"
        "<dc:publisher>Quay Press</dc:publisher><dc:date>2031-04-01T00:00:00Z</dc:date><dc:language>en-GB</dc:language>"
        '<meta property="dcterms:modified">2032-01-05T00:00:00Z</meta>'
    )
    doc = read_one(EpubReader(), make_epub({"a.xhtml": "<p>x</p>"}, meta=meta)).document
    assert (doc.title, doc.author, doc.publisher) == ("Bell diary", "Ilse Brandvold; Ole Strand", "Quay Press")
    assert (doc.date, doc.modified, doc.languages) == ("2031-04-01", "2032-01-05", ("en",))


def _locked(method: str) -> str:
    return (
        f'<encryption xmlns="c"><EncryptedData><EncryptionMethod Algorithm="{method}"/>'
        '<CipherData><CipherReference URI="OPS/a.xhtml"/></CipherData></EncryptedData></encryption>'
    )


def test_a_locked_book_is_named_and_scrambled_fonts_are_no_lock() -> None:
    with pytest.raises(UnreadableDocument, match=r"locked by Adobe's copy protection"):
        read_one(EpubReader(), make_epub({"a.xhtml": "<p>x</p>"}, encryption=_locked("aes"), rights="<r/>"))
    fonts = make_epub({"a.xhtml": "<p>x</p>"}, encryption=_locked("http://www.idpf.org/2008/embedding"))
    assert shown(read_one(EpubReader(), fonts)) == ["paragraph x"]


def test_private_characters_of_a_book_are_not_taken_for_signs() -> None:
    body = '<p>\U000f0000x <a href="https://a.example/">y</a></p>'
    assert read({"a.xhtml": body}) == ["paragraph x y"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"PK torn", "cut off"),
        (pack({"mimetype": "application/epub+zip"}), "no list of chapters"),
        (make_epub({}), "no chapters"),
        (make_epub({"a.xhtml": "<p>x</p>"})[:-30], "cut off"),
    ],
)
def test_a_damaged_book_cannot_be_read(raw: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        read_one(EpubReader(), raw)


def test_books_are_known_by_their_beginning() -> None:
    raw = make_epub({"a.xhtml": "<p>x</p>"})
    assert EpubReader().reads(capture_of(raw, "a.zip"), raw[:4096])
    assert not EpubReader().reads(capture_of(raw, "a.epub"), b"%PDF-1.7")


def test_a_page_with_control_characters_is_read() -> None:
    page = '<p>Shut.<a epub:type="noteref" href="#n">1</a></p><aside id="n">Log.</aside>\x02 More\x01.'
    assert any("More" in line for line in read({"a.xhtml": page}))
