"""Rich Text files: what control words do."""

import pytest
from tests.read.office_files import capture_of, read_one, shown

from whosays.read.reading import UnreadableDocument
from whosays.read.rtf import RtfReader
from whosays.records import Link

_FONTS = (
    r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset178 Arial;}{\f2\fcharset2 Symbol;}"
    r"{\f3\fcharset128 Mincho;}{\f4\fcharset204 Arial;}}"
)


def read(body: str, head: str = "") -> list[str]:
    raw = rf"{{\rtf1\ansi\ansicpg1252\deff0{_FONTS}{head}{body}}}".encode("latin-1")
    return shown(read_one(RtfReader(), raw, "report.rtf"))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"\'e9t\'e9", "été"),
        (r"\f1\'d3\'e1\'c7\'e3", "سلام"),
        (r"\f3\'93\'fa\'96\'7b", "日本"),
        (r"\f4\'cc\'ee\'f1\'f2", "Мост"),
        (r"{\f1\'d3}x", "سx"),
        (r"\u1587?\u1604?", "سل"),
        (r"\u-3913?x".replace("-3913", "26085"), "日x"),
        (r"\uc2\u1587\'e9\'e9x", "سx"),
        (r"\uc0\u1587 x", "سx"),
        (r"\u1587\'e9x", "سx"),
        (r"\u55357?\u56832?", "😀"),
        (r"\u55357?x", "�x"),
        (r"{\upr{old}{\*\ud{new}}}", "new"),
        (r"\f2\'61 {\f0 x}", "α x"),
        (r"a\~b\_c\-d", "a\xa0b\u2011c\u00add"),
        (r"\{\\\}", "{\\}"),
        (r"\ldblquote a\rdblquote\emdash b", "“a”—b"),
        ("a\r\nb", "ab"),
        (r"a{\*\unknown b}c{\pict ff00}d", "acd"),
        (r"a{\pict\bin5 }}}}}b}c", "ac"),
        (r"a\line b", "a\nb"),
        (r"x{\super 2}", "x²"),
    ],
)
def test_words_are_decoded_by_font_and_control_word(body: str, words: str) -> None:
    assert read(body) == [f"paragraph {words}"]


def test_notes_are_numbered_and_tied() -> None:
    body = (
        r"Closed.{\super\chftn{\footnote\pard\plain{\super\chftn} Log, p. 3.\par Second.}} It opened.{\super\chftn"
        r"{\*\footnote\ftnalt{\super\chftn} Letter.}} So{\super *{\footnote{\super *} Draft.}}"
        r"{\super\chftn{\footnote\chftn\tab Log.}}\par"
    )
    assert read(body, r"\aftnnrlc ") == [
        "paragraph Closed.¹ It opened.ⁱ So*²",
        "footnote [1] Log, p. 3. / Second. <- ¹",
        "footnote [*] Draft. <- *",
        "footnote [2] Log. <- ²",
        "footnote [i] Letter. <- ⁱ",
    ]


def test_notes_begin_anew_in_a_section_where_the_file_says_so() -> None:
    note = r"a{\super\chftn{\footnote Log.}}"
    assert [line for line in read(rf"{note}\sect {note}", r"\ftnrestart\ftnstart4") if line.startswith("foot")] == [
        "footnote [4] Log. <- ⁴",
        "footnote [4] Log. <- ⁴",
    ]


def test_comments_have_their_words_their_author_and_time() -> None:
    stamp = 131 << 20 | 4 << 16 | 1 << 11 | 9 << 6 | 30
    body = (
        r"The {\*\atrfstart 3}weir{\*\atrfend 3}{\*\atnid IB}{\*\atnauthor Ilse Brandvold}\chatn{\*\annotation{\*\atnref 3}"
        rf"{{\*\atndate {stamp}}}\pard\plain Which?}} is shut.\par"
    )
    assert read(body) == ["paragraph The weir is shut.", "comment Which? <- weir (Ilse Brandvold, 2031-04-01T09:30)"]


def test_tracked_changes_and_hidden_words_stand_apart() -> None:
    head = r"{\*\revtbl{Unknown;}{Ilse Brandvold;}}"
    body = r"It will {\deleted\revauthdel1 at once}{\revised\revauth1 soon} {\v or never }open.\par"
    assert read(body, head) == [
        "paragraph It will soon open.",
        "insertion soon (Ilse Brandvold, ?)",
        "deletion at once <- will (Ilse Brandvold, ?)",
        "page_furniture or never",
    ]


def test_lists_print_their_numbers() -> None:
    body = (
        r"{\listtext\pard\plain\f2 \'b7\tab}\pard\ls1\ilvl0 one\par{\pntext 2.\tab}\pard two\par"
        r"{\listtext a)\tab}\pard\ilvl1 three\par\pard four\par"
    )
    assert read(body) == ["list_item1 [•] one", "list_item1 [2.] two", "list_item2 [a)] three", "paragraph four"]


def test_rows_of_tables_and_of_tables_in_cells() -> None:
    body = (
        r"\trowd\cellx1\cellx2\pard\intbl a\cell b\par c\cell\row\pard\intbl d\cell\pard\intbl\itap2 e\nestcell f\nestcell"
        r"{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\itap1 g\cell\row\pard after\par"
    )
    assert read(body) == ["table_row a\tb c", "table_row d\tg", "table_row e\tf", "paragraph after"]


def test_styles_and_ranks_make_headings() -> None:
    head = r"{\stylesheet{\s1\outlinelevel0 Kapitel;}{\ql Normal;}{\s2 heading 2;}{\s3 Quote;}{\*\cs9 Emphasis;}{\s4 Title;}}"
    body = r"\pard\s4 Diary\par\pard\s1 One\par\pard\s2 Two\par\pard\s3 Three\par\pard\outlinelevel2 Four\par\pard Five\par"
    assert read(body, head) == [
        "heading1 Diary",
        "heading1 One",
        "heading2 Two",
        "quote_block Three",
        "heading3 Four",
        "paragraph Five",
    ]


def test_links_heads_boxes_and_properties_are_read() -> None:
    head = (
        r"{\info{\title Bell diary}{\author Ilse Brandvold}{\creatim\yr2001\mo1\dy1}"
        r"{\revtim\yr2031\mo4\dy2}}{\header Harbour office\par}"
    )
    body = (
        r'See {\field{\*\fldinst{HYPERLINK "https://a.example/"}}{\fldrslt{\ul the log}}}.{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}'
        r"{\shptxt In the box\par}}{\shprslt{\*\do{\dptxbxtext In the box\par}}}}\par"
    )
    raw = rf"{{\rtf1\ansi{head}{body}}}".encode()
    reading = read_one(RtfReader(), raw)
    assert shown(reading) == ["paragraph See the log.", "paragraph In the box", "page_furniture Harbour office"]
    assert [each.evidence[0].text for each in reading.found if isinstance(each, Link)] == ["the log"]
    doc = reading.document
    assert (doc.title, doc.author, doc.date, doc.modified) == ("Bell diary", "Ilse Brandvold", None, "2031-04-02")


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    reading = read_one(RtfReader(), rb"{\rtf1\ansi The weir{\super\chftn{\footnote Log")
    assert shown(reading) == ["paragraph The weir¹", "footnote [1] Log <- ¹"]
    assert [each.code for each in reading.problems] == ["broken-markup"]


@pytest.mark.parametrize("raw", [b"{\\rtf1 " + b"{" * 100_000 + b"x", b"{\\rtf1 a" + b"}" * 100_000 + b"b", b"{\\rtf1 a\\"])
def test_braces_that_do_not_match_cost_no_stack(raw: bytes) -> None:
    assert read_one(RtfReader(), raw).passages


@pytest.mark.parametrize("raw", [b"", b"plain words", b"\x00" * 100])
def test_bytes_that_are_no_rich_text_cannot_be_read(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="no Rich Text"):
        read_one(RtfReader(), raw)


@pytest.mark.parametrize(
    ("name", "head", "wanted"),
    [("a.rtf", b"{\\rtf1", True), ("a.doc", b"{\\rtf1", True), ("a.rtf", b"PK\x03\x04", False), ("a.txt", b"words", False)],
)
def test_rich_text_is_known_by_its_first_bytes(name: str, head: bytes, wanted: bool) -> None:
    assert RtfReader().reads(capture_of(head, name), head) is wanted
