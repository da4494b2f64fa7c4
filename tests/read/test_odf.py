"""OpenDocument files made by hand: texts, sheets and slides."""

import pytest
from tests.read.office_files import capture_of, make_flat, make_odf, pack, read_one, shown

from whosays.read.odf import OdfReader
from whosays.read.reading import UnreadableDocument
from whosays.records import Link


def h(words: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{words}</text:h>'


def p(words: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{words}</text:p>"


def note(mark: str, words: str, sort: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{sort}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body>{words}</text:note-body></text:note>"
    )


def hand(author: str = "Ilse Brandvold") -> str:
    return f"<dc:creator>{author}</dc:creator><dc:date>2031-04-01T09:00:00</dc:date>"


def read(body: str, styles: str = "", *, kind: str = "text", common: str = "") -> list[str]:
    return shown(read_one(OdfReader(), make_odf(body, kind=kind, styles=styles, common=common), "report.odt"))


def test_notes_are_tied_to_their_marks() -> None:
    body = p(f"Closed.{note('1', p('Log, ') + p('p. 3.'))} Open.{note('ii', p('Letter.'), 'endnote')}{note('*', p('Draft.'))}")
    assert read(body) == [
        "paragraph Closed.¹ Open.ⁱⁱ*",
        "footnote [1] Log, / p. 3. <- ¹",
        "footnote [*] Draft. <- *",
        "footnote [ii] Letter. <- ⁱⁱ",
    ]


def test_a_flat_file_is_read_like_a_packed_one() -> None:
    body = h("The weir") + p(f"Closed.{note('1', p('Log.'))}")
    flat = shown(read_one(OdfReader(), make_flat(body), "report.fodt"))
    assert flat == read(body) == ["heading1 The weir", "paragraph Closed.¹", "footnote [1] Log. <- ¹"]


def test_comments_hang_on_words_or_on_a_place() -> None:
    said = f"<office:annotation office:name='a'>{hand()}{p('Which?')}</office:annotation>"
    place = f"<office:annotation>{hand('Ole')}{p('Since May.')}</office:annotation>"
    alone = f"<office:annotation office:name='b'>{hand('Ole')}{p('Until?')}</office:annotation>"
    body = p(f"{said}The weir<office:annotation-end office:name='a'/> is shut.{place}") + p(f"It opened {alone}")
    assert read(body) == [
        "paragraph The weir is shut.",
        "paragraph It opened",
        "comment Which? <- The weir (Ilse Brandvold, 2031-04-01T09:00:00)",
        "comment Since May. <- shut. (Ole, 2031-04-01T09:00:00)",
        "comment Until? <- opened (Ole, 2031-04-01T09:00:00)",
    ]


def test_tracked_changes_are_zones_also_over_paragraphs() -> None:
    def region(name: str, kind: str, words: str = "") -> str:
        info = f"<office:change-info>{hand()}</office:change-info>"
        return f'<text:changed-region text:id="{name}"><text:{kind}>{info}{words}</text:{kind}></text:changed-region>'

    body = (
        f"<text:tracked-changes>{region('a', 'deletion', p('at once'))}{region('b', 'insertion')}</text:tracked-changes>"
        + p('It will <text:change text:change-id="a"/><text:change-start text:change-id="b"/>soon open.')
        + p('Surely.<text:change-end text:change-id="b"/> Wait.')
    )
    who = "(Ilse Brandvold, 2031-04-01T09:00:00)"
    assert read(body) == [
        "paragraph It will soon open.",
        f"insertion soon open. {who}",
        "paragraph Surely. Wait.",
        f"insertion Surely. {who}",
        f"deletion at once <- will {who}",
    ]


LISTS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" text:display-levels="2" style:num-suffix=")"/>'
    "</text:list-style>"
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>'
)


def item(*inside: str, more: str = "") -> str:
    return f"<text:list-item{more}>{''.join(inside)}</text:list-item>"


def listed(*items: str, style: str = "L", more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}{more}>{''.join(items)}</text:list>"


def test_lists_are_counted_and_go_on_where_the_file_says_so() -> None:
    body = (
        listed(item(p("one"), p("still one"), listed(item(p("deeper")), style="")), item(p("two")), more=' xml:id="x"')
        + listed(item(p("dash")), style="B")
        + listed(item(p("three")), more=' text:continue-list="x"')
        + listed(item(p("anew")), item(p("nine"), more=' text:start-value="9"'))
        + listed(item(p("ten")), more=' text:continue-numbering="true"')
    )
    assert read(body, LISTS) == [
        "list_item1 [1.] one",
        "paragraph still one",
        "list_item2 [1.a)] deeper",
        "list_item1 [2.] two",
        "list_item1 [–] dash",
        "list_item1 [3.] three",
        "list_item1 [1.] anew",
        "list_item1 [9.] nine",
        "list_item1 [10.] ten",
    ]


def test_numbered_headings_bear_their_numbers() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    body = h("A") + h("B", 2) + '<text:h text:outline-level="1" text:is-list-header="true">C</text:h>' + h("D")
    assert read(body, common=outline) == ["heading1 [I] A", "heading2 [I.1] B", "heading1 C", "heading1 [II] D"]


@pytest.mark.parametrize(
    ("style", "zone"),
    [("Title", "heading1"), ("Quotations", "quote_block"), ("Illustration", "caption"), ("Contents_20_1", "boilerplate")],
)
def test_styles_say_the_zone_also_of_those_based_on_them(style: str, zone: str) -> None:
    common = f'<style:style style:name="{style}" style:family="paragraph"/>'
    own = f'<style:style style:name="P1" style:family="paragraph" style:parent-style-name="{style}"/>'
    assert read(p("The weir", "P1"), own, common=common) == [f"{zone} The weir"]


def test_a_style_that_is_based_on_itself_does_no_harm() -> None:
    own = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="P1"/>'
    assert read(p("The weir", "P1"), own) == ["paragraph The weir"]


def test_raised_and_hidden_runs_and_blanks() -> None:
    styles = (
        '<style:style style:name="up" style:family="text">'
        '<style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="no" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = p(
        'x<text:span text:style-name="up">2</text:span> <text:span text:style-name="no">secret</text:span>'
        'a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d\n  e'
    )
    assert read(body, styles) == ["paragraph x² a  b\tc\nd e", "page_furniture secret"]


def test_links_frames_and_indexes() -> None:
    body = (
        p(
            'See <text:a xlink:href="https://a.example/">the log</text:a>.<draw:frame><draw:text-box>'
            + p("In the box")
            + "</draw:text-box></draw:frame>"
        )
        + f"<text:table-of-content><text:index-body>{p('The weir 3')}</text:index-body></text:table-of-content>"
        + f"<text:section>{p('In a section')}</text:section>"
    )
    reading = read_one(OdfReader(), make_odf(body))
    assert shown(reading) == [
        "paragraph See the log.",
        "paragraph In the box",
        "boilerplate The weir 3",
        "paragraph In a section",
    ]
    assert [each.evidence[0].text for each in reading.found if isinstance(each, Link)] == ["the log"]


def test_heads_are_furniture_and_properties_are_read() -> None:
    head, foot = f"<style:header>{p('Harbour office')}</style:header>", f"<style:footer>{p('Page 3')}</style:footer>"
    common = f"<style:master-page>{head}{foot}</style:master-page>"
    meta = f"<dc:title>Bell diary</dc:title><meta:initial-creator>Ilse Brandvold</meta:initial-creator>{hand('Ole')}"
    reading = read_one(OdfReader(), make_odf(p("Text."), meta=meta, common=common))
    assert shown(reading) == ["paragraph Text.", "page_furniture Harbour office"]
    doc = reading.document
    assert (doc.title, doc.author, doc.modified) == ("Bell diary", "Ilse Brandvold", "2031-04-01")


def cells(*words: str) -> str:
    return "".join(f"<table:table-cell>{p(each) if each else ''}</table:table-cell>" for each in words)


def test_sheets_are_rows_and_have_their_names_where_there_are_several() -> None:
    many = '<table:table-cell table:number-columns-repeated="16000"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{many}</table:table-row>'
    twice = f'<table:table-row table:number-rows-repeated="2">{cells("", "2 m")}{many}</table:table-row>'
    head = f"<table:table-row>{cells('Month', 'Level')}</table:table-row>"
    first = f'<table:table table:name="Levels">{head}{twice}{empty}</table:table>'
    second = f'<table:table table:name="Crew"><table:table-row>{cells("Ole")}</table:table-row></table:table>'
    rows = ["table_row Month\tLevel", "table_row \t2 m", "table_row \t2 m"]
    assert read(first, kind="spreadsheet") == rows
    assert read(first + second, kind="spreadsheet") == ["heading1 Levels", *rows, "heading1 Crew", "table_row Ole"]


def test_slides_have_headings_and_the_speaker_s_notes() -> None:
    def frame(role: str, words: str) -> str:
        return f'<draw:frame presentation:class="{role}"><draw:text-box>{p(words)}</draw:text-box></draw:frame>'

    notes = f"<presentation:notes>{frame('notes', 'Say it slowly.')}{frame('page-number', '1')}</presentation:notes>"
    body = f"<draw:page>{frame('title', 'The weir')}{frame('outline', 'It is shut.')}{frame('footer', 'x')}{notes}</draw:page>"
    assert read(body, kind="presentation") == ["heading1 The weir", "paragraph It is shut.", "paragraph Say it slowly."]


def test_a_formula_is_read_where_it_stands() -> None:
    math = "<math:math><math:mi>x</math:mi><math:mo>=</math:mo><math:mn>2</math:mn></math:math>"
    body = p(f"So <draw:frame><draw:object>{math}</draw:object></draw:frame>.")
    assert read(body) == ["paragraph So x = 2."]


def test_deep_nesting_costs_no_stack_and_no_words() -> None:
    body = "<text:section>" * 150 + p("<text:span>" * 80 + "deep words" + "</text:span>" * 80) + "</text:section>" * 150
    assert "deep words" in read(body)[0]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no OpenDocument"),
        (b"<a/>", "no OpenDocument"),
        (make_flat(p("x"))[:-40], "damaged"),
        (make_odf(p("x"))[:-40], "cut off"),
        (pack({"mimetype": "application/vnd.oasis.opendocument.text"}), "no part with the text"),
        (pack({"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": b"\x00\x01"}), "locked with a password"),
        (pack({"content.xml": "<a/>"}), "no text"),
    ],
)
def test_a_damaged_or_locked_file_cannot_be_read(raw: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        read_one(OdfReader(), raw)


@pytest.mark.parametrize(
    ("name", "raw", "wanted"),
    [
        ("a.odt", make_odf(p("x")), True),
        ("a.bin", make_odf(p("x")), True),
        ("a.xml", make_flat(p("x")), True),
        ("a.ods", b"PK\x03\x04", True),
        ("a.odt", b"%PDF-1.7", False),
    ],
)
def test_opendocument_files_are_known_by_their_beginning(name: str, raw: bytes, wanted: bool) -> None:
    capture = capture_of(raw, name)
    assert OdfReader().reads(capture, raw[:4096]) is wanted
