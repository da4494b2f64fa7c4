"""Word files made by hand: what each part becomes."""

import zipfile
from io import BytesIO

import pytest
from tests.read.office_files import W, capture_of, make_docx, p, pack, r, read_all, read_one, shown

from whosays.read.docx import DocxReader
from whosays.read.reading import Member, UnreadableDocument
from whosays.records import Link, Source

_NOTE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{sort}Reference w:id="{id}"/></w:r>'
_HAND = 'w:author="Ilse Brandvold" w:date="2031-04-01T09:00:00Z"'


def note(number: int, words: str, sort: str = "footnote") -> str:
    return f'<w:{sort} w:id="{number}"><w:p><w:r><w:{sort}Ref/></w:r><w:r><w:t> {words}</w:t></w:r></w:p></w:{sort}>'


def call(number: int, sort: str = "footnote") -> str:
    return _NOTE.format(sort=sort, id=number)


def style(name: str, called: str, *, look: str = "", base: str = "", run: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{called}"/>{based}<w:pPr>{look}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def read(body: str, **parts: str) -> list[str]:
    return shown(read_one(DocxReader(), make_docx(body, parts), "report.docx"))


def test_notes_are_tied_to_their_marks_which_stand_raised_in_the_text() -> None:
    body = p("The weir was closed", call(2), " in May.", call(3, "endnote")) + p("It opened.", call(5))
    lines = read(
        body,
        footnotes='<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
        + note(2, "Log, p. 3.")
        + note(5, "Log, p. 9."),
        endnotes=note(3, "Letter.", "endnote"),
    )
    assert lines == [
        "paragraph The weir was closed¹ in May.ⁱ",
        "paragraph It opened.²",
        "footnote [1] Log, p. 3. <- ¹",
        "footnote [2] Log, p. 9. <- ²",
        "footnote [i] Letter. <- ⁱ",
    ]


def test_the_text_prints_the_number_of_a_note_before_it() -> None:
    raw = make_docx(p("Closed.", call(1)), {"footnotes": note(1, "Log.")})
    assert read_one(DocxReader(), raw).document.text == "Closed.¹\n1 Log.\n"


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        ("", ["1", "2", "3"]),
        ('<w:numFmt w:val="lowerLetter"/>', ["a", "b", "c"]),
        ('<w:numFmt w:val="upperRoman"/>', ["I", "II", "III"]),
        ('<w:numFmt w:val="chicago"/>', ["*", "†", "‡"]),
        ('<w:numStart w:val="7"/>', ["7", "8", "9"]),
        ('<w:numRestart w:val="eachSect"/>', ["1", "2", "1"]),
        ('<w:numRestart w:val="eachPage"/>', ["1", "1", "2"]),
    ],
)
def test_notes_are_numbered_as_the_settings_say(rule: str, numbers: list[str]) -> None:
    page = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = p("a", call(1)) + p(page, "b", call(2), look="<w:sectPr/>") + p("c", call(3)) + "<w:sectPr/>"
    raw = make_docx(
        body,
        {"footnotes": "".join(note(n, f"Note {n}.") for n in (1, 2, 3)), "settings": f"<w:footnotePr>{rule}</w:footnotePr>"},
    )
    assert [each.number for each in read_one(DocxReader(), raw).passages if each.zone == "footnote"] == numbers


def test_a_mark_of_the_writer_s_own_is_kept_and_not_counted() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    noted = '<w:footnote w:id="1"><w:p><w:r><w:t>* Draft.</w:t></w:r></w:p></w:footnote>'
    assert read(p("Closed", own, " now.", call(2)), footnotes=noted + note(2, "Log.")) == [
        "paragraph Closed* now.¹",
        "footnote [*] Draft. <- *",
        "footnote [1] Log. <- ¹",
    ]


def test_a_note_of_several_paragraphs_has_a_piece_for_each() -> None:
    noted = f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>", "First.")}{p("Second.")}</w:footnote>'
    assert read(p("Closed.", call(1)), footnotes=noted)[1:] == ["footnote [1] First. / Second. <- ¹"]


def test_a_note_that_nothing_calls_is_kept() -> None:
    assert read(p("Closed."), footnotes=note(4, "Log.")) == ["paragraph Closed.", "footnote Log."]


def test_comments_hang_on_the_words_that_they_are_about() -> None:
    begins, ends = (f'<w:commentRange{what} w:id="0"/>' for what in ("Start", "End"))
    marks = [f'<w:r><w:commentReference w:id="{number}"/></w:r>' for number in (0, 1)]
    body = p(begins, "The weir", ends, marks[0], " is shut.", marks[1])
    comments = (
        f'<w:comment w:id="0" {_HAND}>{p("Which?")}</w:comment><w:comment w:id="1" w:author="Ole">{p("Since May.")}</w:comment>'
    )
    assert read(body, comments=comments) == [
        "paragraph The weir is shut.",
        "comment Which? <- The weir (Ilse Brandvold, 2031-04-01T09:00:00Z)",
        "comment Since May. <- shut. (Ole, ?)",
    ]


def test_tracked_changes_are_zones_and_the_text_reads_as_accepted() -> None:
    body = p(
        "It will ",
        f"<w:del {_HAND}><w:r><w:delText>at once</w:delText></w:r></w:del>",
        f"<w:ins {_HAND}>{r('soon')}</w:ins>",
        " open.",
    )
    assert read(body) == [
        "paragraph It will soon open.",
        "insertion soon (Ilse Brandvold, 2031-04-01T09:00:00Z)",
        "deletion at once <- will (Ilse Brandvold, 2031-04-01T09:00:00Z)",
    ]


def test_moved_words_are_read_where_they_went() -> None:
    moved = f"<w:moveFrom {_HAND}>{r('Old place.')}</w:moveFrom>"
    assert read(p("A. ", moved) + p(f"<w:moveTo {_HAND}>{r('Old place.')}</w:moveTo>")) == [
        "paragraph A.",
        "paragraph Old place.",
        "insertion Old place. (Ilse Brandvold, 2031-04-01T09:00:00Z)",
        "deletion Old place. <- A. (Ilse Brandvold, 2031-04-01T09:00:00Z)",
    ]


def test_a_note_that_was_taken_out_with_its_mark_is_a_deletion() -> None:
    lines = read(p("Shut.", f"<w:del {_HAND}>{call(1)}</w:del>", call(2)), footnotes=note(1, "Old.") + note(2, "New."))
    assert lines == [
        "paragraph Shut.¹",
        "footnote [1] New. <- ¹",
        "deletion Old. <- Shut. (Ilse Brandvold, 2031-04-01T09:00:00Z)",
    ]


@pytest.mark.parametrize(
    ("styles", "zone"),
    [
        (style("a", "heading 2"), "heading2"),
        (style("a", "Überschrift 3"), "heading3"),
        (style("a", "عنوان 1"), "heading1"),
        (style("a", "Chapter", look='<w:outlineLvl w:val="1"/>'), "heading2"),
        (style("a", "Chapter", base="b") + style("b", "heading 4"), "heading4"),
        (style("a", "Chapter", base="a"), "paragraph"),
        (style("a", "Title"), "heading1"),
        (style("a", "Quote"), "quote_block"),
        (style("a", "caption"), "caption"),
        (style("a", "toc 1"), "boilerplate"),
        (style("a", "heading 2", look='<w:outlineLvl w:val="9"/>'), "paragraph"),
    ],
)
def test_styles_say_the_zone_of_a_paragraph(styles: str, zone: str) -> None:
    assert read(p("The weir", look='<w:pStyle w:val="a"/>'), styles=styles) == [f"{zone} The weir"]


def test_the_title_that_is_printed_counts_before_that_of_the_properties() -> None:
    raw = make_docx(p("Bell diary", look='<w:pStyle w:val="t"/>'), {"styles": style("t", "Title")})
    assert read_one(DocxReader(), raw).document.title == "Bell diary"


def test_rows_keep_empty_cells_and_the_columns_of_merged_ones() -> None:
    def cell(words: str, look: str = "") -> str:
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{p(words) if words else '<w:p/>'}</w:tc>"

    wide = '<w:gridSpan w:val="2"/>'
    body = f"<w:tbl><w:tr>{cell('')}{cell('May')}{cell('June')}</w:tr><w:tr>{cell('Level', wide)}{cell('2 m')}</w:tr></w:tbl>"
    assert read(body) == ["table_row \tMay\tJune", "table_row Level\t\t2 m"]


def test_a_table_inside_of_a_cell_follows_its_row_and_a_frame_is_no_table() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{p('Left')}</w:tc><w:tc>{p('Right')}{inner}{p('end')}</w:tc></w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr><w:tc>{p('One.')}{p('Two.')}</w:tc></w:tr></w:tbl>"
    assert read(outer + frame) == ["table_row Left\tRight end", "table_row a\tb", "paragraph One.", "paragraph Two."]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(p("Before ", drawn, "and after.")) == ["paragraph Before and after.", "paragraph In the box"]


def test_links_of_relations_and_of_fields_are_found() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.example/" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("there")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    raw = make_docx(
        p(f'<w:hyperlink r:id="l">{r("Here")}</w:hyperlink>', " and ", field, "."), links={"l": "https://a.example/"}
    )
    reading = read_one(DocxReader(), raw)
    assert shown(reading) == ["paragraph Here and there."]
    sources = {each.id: each.url for each in reading.found if isinstance(each, Source)}
    links = [(each.evidence[0].text, sources[each.b]) for each in reading.found if isinstance(each, Link)]  # type: ignore[index]
    assert links == [("Here", "https://a.example/"), ("there", "https://b.example/")]


def test_the_code_of_a_field_is_not_printed_and_an_open_one_swallows_nothing() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "weir"</w:instrText></w:r>'
    assert read(p("The weir", begun) + p("is shut.")) == ["paragraph The weir", "paragraph is shut."]


def test_signs_stand_for_what_they_print() -> None:
    runs = (
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>'
        '<w:sym w:font="Symbol" w:char="F061"/></w:r>' + r("12", '<w:vertAlign w:val="superscript"/>')
    )  # fmt: skip
    assert read(p(runs)) == ["paragraph a\tb\nc\u2011dα¹²"]


def test_hidden_words_stand_apart_and_are_told() -> None:
    reading = read_one(DocxReader(), make_docx(p("The weir ", r("or not", "<w:vanish/>"), "is shut.")))
    assert shown(reading) == ["paragraph The weir is shut.", "page_furniture or not"]
    assert [(each.code, each.at and each.at.text) for each in reading.problems] == [("hidden-words", "or not")]


def test_heads_and_feet_are_read_once_without_page_numbers() -> None:
    refs = "".join(f'<w:{sort}Reference r:id="{sort}"/>' for sort in ("header", "header", "footer"))
    lines = read(p("Text.") + f"<w:sectPr>{refs}</w:sectPr>", header=p("Harbour office"), footer=p("Page 3 of 9"))
    assert lines == ["paragraph Text.", "page_furniture Harbour office"]


def test_content_controls_and_right_to_left_runs_are_read_as_stored() -> None:
    words = "قال المكتب"
    body = f"<w:sdt><w:sdtContent>{p(r(words, '<w:rtl/>'))}</w:sdtContent></w:sdt>"
    assert read(body) == [f"paragraph {words}"]


def test_a_formula_is_on_one_line() -> None:
    def part(name: str, words: str) -> str:
        return f"<m:{name}><m:r><m:t>{words}</m:t></m:r></m:{name}>"

    power = f"<m:sSup>{part('e', 'x')}{part('sup', '2')}</m:sSup>"
    share = f"<m:f>{part('num', 'a+b')}{part('den', 'c')}</m:f>"
    assert read(p("Here ", f"<m:oMath>{power}{share}</m:oMath>")) == ["paragraph Here x²(a+b)/c"]


def test_a_strict_file_is_read_like_another() -> None:
    raw = make_docx(p("The weir"))
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        name: words.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main") for name, words in parts.items()
    }
    assert shown(read_one(DocxReader(), pack(dict(strict)))) == ["paragraph The weir"]


def test_embedded_files_become_members() -> None:
    rel = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
    raw = pack(
        {
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{p("See the sheet.")}</w:body></w:document>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{rel}"><Relationship Id="a" Type="{kind}"'
            ' Target="embeddings/levels.xlsx"/></Relationships>',
            "word/embeddings/levels.xlsx": b"PK levels",
        }
    )
    members = [each for each in read_all(DocxReader(), raw) if isinstance(each, Member)]
    assert [(each.name, each.raw) for each in members] == [("word/embeddings/levels.xlsx", b"PK levels")]


def test_properties_give_author_and_day_of_change_and_no_tool_is_an_author() -> None:
    def core(author: str) -> bytes:
        return pack(
            {
                "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{p("x")}</w:body></w:document>',
                "docProps/core.xml": '<c:coreProperties xmlns:c="c" xmlns:dc="dc" xmlns:t="t"><dc:title>Bell diary</dc:title>'
                f"<dc:creator>{author}</dc:creator><t:created>2001-01-01T00:00:00Z</t:created>"
                "<t:modified>2031-04-02T10:00:00Z</t:modified></c:coreProperties>",
            }
        )

    doc = read_one(DocxReader(), core("Ilse Brandvold")).document
    assert (doc.title, doc.author, doc.date, doc.modified) == ("Bell diary", "Ilse Brandvold", None, "2031-04-02")
    assert read_one(DocxReader(), core("python-docx")).document.author is None


def test_deep_nesting_costs_no_stack_and_no_words() -> None:
    deep = "<w:smartTag>" * 120 + r("deep words") + "</w:smartTag>" * 120
    tables = "<w:tbl><w:tr><w:tc>" * 60 + p("in a table") + "</w:tc></w:tr></w:tbl>" * 60
    assert "deep words" in read(p(deep))[0]
    assert any("in a table" in line for line in read(tables))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no bytes"),
        (b"PK\x03\x04 torn", "cut off"),
        (make_docx("<w:p>"), "damaged"),
        (make_docx(p("x"))[:-30], "cut off"),
        (pack({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "entities"),
        (pack({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16")}), "entities"),
        (pack({"word/document.xml": b"a" * 50_000_000}), "a bomb"),
        (pack({"other.xml": "<a/>"}), "no part with the text"),
        (b"<html>", "no file of this kind"),
    ],
)
def test_a_damaged_or_hostile_file_cannot_be_read(raw: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        read_all(DocxReader(), raw, "x.docx")


@pytest.mark.parametrize(
    ("name", "media_type", "head", "wanted"),
    [
        ("a.docx", "", b"PK\x03\x04", True),
        ("a.DOCM", "", b"PK\x03\x04", True),
        ("a.docx", "", b"{\\rtf1", False),
        ("a.doc", "", b"PK\x03\x04 [Content_Types].xml word/", True),
        ("a.docx", "", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", False),
        ("a.zip", "application/zip", b"PK\x03\x04", False),
        ("a", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04", True),
    ],
)
def test_word_files_are_known_by_type_name_and_first_bytes(name: str, media_type: str, head: bytes, wanted: bool) -> None:
    assert DocxReader().reads(capture_of(head, name, media_type), head) is wanted
