"""Lists of Word files: each item has the number that Word prints."""

import pytest
from tests.read.office_files import make_docx, p, read_one

from whosays.read.docx import DocxReader


def level(depth: int, pattern: str, form: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, pattern: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{pattern}"/>{override}</w:num>'


def item(numbering: int, depth: int = 0, words: str = "x") -> str:
    return p(words, look=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{numbering}"/></w:numPr>')


def numbers(body: str, numbering: str, **parts: str) -> list[str | None]:
    return [each.number for each in read_one(DocxReader(), make_docx(body, {"numbering": numbering, **parts})).passages]


PLAIN = abstract(0, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerRoman"))


def test_levels_count_inside_of_one_another() -> None:
    body = item(1) + item(1, 1) + item(1, 1) + item(1, 2) + item(1) + item(1, 1)
    assert numbers(body, PLAIN + num(1, 0)) == ["1.", "1.1", "1.2", "(i)", "2.", "2.1"]


def test_the_number_is_printed_in_the_text_and_is_no_part_of_the_passage() -> None:
    reading = read_one(DocxReader(), make_docx(item(1, words="Open the sluice."), {"numbering": PLAIN + num(1, 0)}))
    assert reading.document.text == "1. Open the sluice.\n"
    assert [piece.text for piece in reading.passages[0].pieces] == ["Open the sluice."]
    assert (reading.passages[0].zone, reading.passages[0].level) == ("list_item", 1)


def test_a_list_goes_on_after_other_paragraphs_and_another_list() -> None:
    bullets = abstract(1, level(0, "\uf0b7", "bullet"))
    body = item(1) + p("Between.") + item(2) + item(1)
    assert numbers(body, PLAIN + bullets + num(1, 0) + num(2, 1)) == ["1.", None, "•", "2."]


def test_lists_that_share_a_pattern_count_on_unless_one_sets_its_start() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = item(1) + item(2) + item(3) + item(3) + item(2)
    assert numbers(body, PLAIN + num(1, 0) + num(2, 0) + num(3, 0, start)) == ["1.", "2.", "5.", "6.", "7."]


def test_a_level_may_go_on_where_the_one_above_counts() -> None:
    pattern = abstract(0, level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>'))
    assert numbers(item(1) + item(1, 1) + item(1) + item(1, 1), pattern + num(1, 0)) == ["1.", "1)", "2.", "2)"]


def test_a_legal_number_is_written_in_digits() -> None:
    pattern = abstract(0, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert numbers(item(1) + item(1, 1), pattern + num(1, 0)) == ["I.", "1.1"]


def test_a_style_may_bring_its_list_and_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    pattern = abstract(0, level(0, "%1."), level(1, "%1.%2", more='<w:pStyle w:val="h"/>'))
    headed = p("The weir", look='<w:pStyle w:val="h"/>')
    plain = p("The weir", look='<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert numbers(headed + headed + plain, pattern + num(1, 0), styles=styles) == ["1.1", "1.2", None]


def test_a_list_may_be_a_style_of_lists() -> None:
    link = abstract(0, more='<w:numStyleLink w:val="s"/>') + abstract(1, level(0, "%1)"), more='<w:styleLink w:val="s"/>')
    assert numbers(item(1) + item(1), link + num(1, 0)) == ["1)", "2)"]


def test_what_was_taken_out_is_not_counted() -> None:
    gone = (
        item(1)
        .replace("<w:r><w:t", '<w:del w:author="A"><w:r><w:delText')
        .replace("</w:t></w:r>", "</w:delText></w:r></w:del>")
    )
    assert numbers(item(1) + gone + item(1), PLAIN + num(1, 0)) == ["1.", "2.", None]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("upperLetter", "A."),
        ("decimalZero", "01."),
        ("arabicAlpha", "أ."),
        ("hebrew1", "א."),
        ("ordinal", "1st."),
        ("none", None),
    ],
)
def test_numbers_are_written_in_the_form_of_their_level(form: str, wanted: str | None) -> None:
    assert numbers(item(1), abstract(0, level(0, "%1." if form != "none" else "", form)) + num(1, 0)) == [wanted]


def test_a_list_that_is_nowhere_described_has_no_numbers() -> None:
    assert numbers(item(7), "") == [None]
