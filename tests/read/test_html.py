import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.anchors import Cutter
from whosays.read.html import HtmlReader, parse_page
from whosays.read.html_blocks import read_blocks
from whosays.read.html_meta import to_date
from whosays.read.reading import UnreadableDocument
from whosays.records import Capture, CaptureId

Capturing = Callable[..., Capture]

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Weirs | The Arne Post</title>
<meta property="article:published_time" content="2031-03-04T09:00:00+01:00"><meta name="author" content="Ana Ferreira"></head>
<body><nav><ul><li><a href="/">Home</a></li><li>Sport</li></ul></nav>
<article><h1>Eleven weirs let no salmon pass</h1>
<p>River Watch has counted the <b>weirs</b> of the lower Arne since 2008.<br>It found
 eleven closed ones, more than in any year before it.</p>
<blockquote><p>A river with a closed weir is a row of ponds, and nobody asked for ponds.</p></blockquote>
<ol><li>Open the gates in spring, when the salmon climb the river</li><li>Count the fish at every weir and tell the town
<ul><li>by day, when the keeper is there to see them</li></ul></li></ol>
<table><tr><th>Weir</th><th>Gates</th></tr><tr><td>Oldbridge</td><td>4</td></tr></table>
<figure><img src="x.jpg"><figcaption>The weir at Oldbridge</figcaption></figure>
<h2>What the council says</h2><p>The council has promised an answer before the autumn floods, when the gates are opened.</p>
</article><script>var x = "<p>no</p>";</script><p style="display: none">hidden</p>
<footer><p>Copyright The Arne Post</p></footer></body></html>"""


def test_zones_come_from_tags(capture: Capturing) -> None:
    raw = PAGE.encode()
    reading = HtmlReader()(capture(raw, "weirs.html", "text/html"), raw)
    assert [(p.zone, p.level, p.number, p.pieces[0].text) for p in reading.passages] == [
        ("boilerplate", None, None, "Home"),
        ("boilerplate", None, None, "Sport"),
        ("heading", 1, None, "Eleven weirs let no salmon pass"),
        ("paragraph", None, None, "River Watch has counted the weirs of the lower Arne since 2008.\n"
         "It found eleven closed ones, more than in any year before it."),
        ("quote_block", None, None, "A river with a closed weir is a row of ponds, and nobody asked for ponds."),
        ("list_item", 1, "1", "Open the gates in spring, when the salmon climb the river"),
        ("list_item", 1, "2", "Count the fish at every weir and tell the town"),
        ("list_item", 2, "•", "by day, when the keeper is there to see them"),
        ("table_row", None, None, "Weir\tGates"),
        ("table_row", None, None, "Oldbridge\t4"),
        ("caption", None, None, "The weir at Oldbridge"),
        ("heading", 2, None, "What the council says"),
        ("paragraph", None, None, "The council has promised an answer before the autumn floods, when the gates are opened."),
        ("boilerplate", None, None, "Copyright The Arne Post"),
    ]  # fmt: skip
    document = reading.document
    assert (document.title, document.author, document.date) == ("Eleven weirs let no salmon pass", "Ana Ferreira", "2031-03-04")
    assert (document.languages, reading.problems) == (("en",), ())
    cutter = Cutter(document)
    assert all(cutter.check(piece) for passage in reading.passages for piece in passage.pieces)


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        (b"", ["empty-document"]),
        (b"<html></html>", ["empty-document"]),
        (b"<p>The weir", []),
        (b"<div>" * 5_000 + b"deep", ["empty-document"]),
        (b"<p " + b"a='b' " * 20_000 + b">many attributes</p>", []),
        (b"<table><tr><td><li></table></p></p><h1>Harbour", []),
        ("<meta charset='windows-1251'><p>Гавань</p>".encode("cp1251"), []),
    ],
)
def test_damaged_pages_are_read_as_far_as_they_go(capture: Capturing, raw: bytes, codes: list[str]) -> None:
    reading = HtmlReader()(capture(raw, "page.html"), raw)
    assert [problem.code for problem in reading.problems if problem.code != "broken-markup"] == codes or reading.passages


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2031-03-04T09:00", "2031-03-04"),
        ("2031-03", "2031-03"),
        ("2031/03/04", "2031-03-04"),
        ("2031-13-04", None),
        ("4 March", None),
        ("", None),
    ],
)
def test_only_plain_dates_of_the_head_are_taken(words: str, expected: str | None) -> None:
    assert to_date(words) == expected


TAGS = st.sampled_from(
    [
        "div",
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "h1",
        "h3",
        "blockquote",
        "b",
        "a",
        "nav",
        "br",
        "pre",
        "script",
        "figcaption",
        "span",
    ]
)
markup = st.lists(
    st.one_of(
        TAGS.map(lambda t: f"<{t}>"), TAGS.map(lambda t: f"</{t}>"), st.sampled_from(["river", " ", "\n", "&amp;", "a  b"])
    ),
    max_size=60,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(markup)
def test_any_markup_can_be_read_and_no_visible_word_is_lost(page: str) -> None:
    tree, _ = parse_page(f"<html><body>{page}</body></html>")
    assert tree is not None
    found = sum(block.words.count("river") for block in read_blocks(tree))
    for script in list(tree.iter("script")):
        script.drop_tree()
    assert found == "".join(tree.itertext()).count("river")


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_behind_a_tag_give_a_reading(raw: bytes) -> None:
    capture = Capture(id=CaptureId("0"), name="p.html", size=0, media_type="", method="file", fetched_at="")
    page = b"<html><body><p>" + raw.replace(b"\0", b"")
    with contextlib.suppress(UnreadableDocument):
        assert HtmlReader()(capture, page).document.name == "p.html"
