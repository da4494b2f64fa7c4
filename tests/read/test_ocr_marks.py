"""Raised numbers on scans: what is seen, what is read, and what is left alone."""

import pytest
from tests.making.scans import Printed, Scanner, make_scan, missing_language

from whosays.read.ocr import OcrLine, OcrWord, recognise
from whosays.read.ocr_marks import Raised, find_marks, read_sheet, write_marks
from whosays.read.pages.reading import read_pages
from whosays.read.pages.recognised import recognised_page, sheet_size

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def line(*texts: str, top: float = 0.0) -> OcrLine:
    words = tuple(
        OcrWord(text=text, left=at / 10, top=top, right=at / 10 + 0.05, bottom=top + 0.01, confidence=0.9)
        for at, text in enumerate(texts)
    )
    return OcrLine(words=words, block=1, paragraph=1, language="eng", size=0.02, base=top + 0.01)


def sheet(*rows: str) -> list[OcrLine]:
    """Rows as they stand on a sheet of marks."""
    tall = 68 * len(rows) + 48
    return [line(text, top=(24 + 68 * row + 20) / tall) for row, text in enumerate(rows) if text]


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        (["1", "2", "3"], ["1", "2", "3"]),
        (["42", "3", "44"], ["42", "43", "44"]),
        (["7", "", "9"], ["7", "8", "9"]),
        (["1", "", ""], ["1", "", ""]),
        (["*", "°", "0"], ["", "", ""]),
        (["12", "7", "13"], ["12", "7", "13"]),
    ],
)
def test_numbers_count_up(rows: list[str], labels: list[str]) -> None:
    assert read_sheet(sheet(*rows), len(rows)) == labels


@pytest.mark.parametrize(
    ("text", "pieces", "quoted", "label", "written"),
    [
        ("barges.*", 1, False, "3", "barges.³"),
        ("quay.", 1, False, "1", "quay.¹"),
        ("back.’°", 2, False, "10", "back.¹⁰"),
        ("week®", 1, False, "99", "week⁹⁹"),
        ("left.”*", 1, True, "4", "left.”⁴"),
        ("left.”", 1, True, "4", "left.”⁴"),
        ("left", 1, False, "", "left"),
    ],
)
def test_a_mark_takes_the_place_of_what_it_was_taken_for(
    text: str, pieces: int, quoted: bool, label: str, written: str
) -> None:
    mark = Raised(line=0, word=0, box=(0, 0, 5, 5), pieces=pieces, leads=False, quoted=quoted)
    (found,) = write_marks([line(text)], [mark], [label])
    assert found.words[0].text == written
    assert (found.words[0].raised is not None) is bool(label)


def test_a_mark_may_lead_a_line() -> None:
    mark = Raised(line=0, word=0, box=(0, 0, 5, 5), pieces=1, leads=True, quoted=False)
    (found,) = write_marks([line("’Harbour")], [mark], ["7"])
    assert (found.words[0].text, found.words[0].raised) == ("⁷Harbour", (0, 1))


@pytest.mark.parametrize("scanner", [Scanner(), Scanner(dpi=300), Scanner(noise=15, blur=0.9)])
def test_raised_numbers_of_a_page_are_read(scanner: Scanner) -> None:
    if why := missing_language("eng"):
        pytest.skip(why)
    printed = [f"The barge{stop}{str(number).translate(_RAISED)} left" for number, stop in enumerate(".,; .,; .,;", 1)]
    page = make_scan([" ".join(printed)], scanner=scanner)
    marks = [word.text[slice(*word.raised)] for one in recognise(page, ("eng",)) for word in one.words if word.raised]
    assert marks == [str(number).translate(_RAISED) for number in range(1, 12)]


def test_quotation_marks_and_degrees_are_no_marks() -> None:
    if why := missing_language("eng"):
        pytest.skip(why)
    page = make_scan(['He said “no” and "yes" and it’s the boys\' fault, at 20° in the old harbour * of ‘all’ the quays.'])
    lines = recognise(page, ("eng",))
    assert not any(word.raised for one in lines for word in one.words)


def test_pages_in_arabic_are_left_alone() -> None:
    page = make_scan(["الميناء مغلق منذ الأمس"])
    assert find_marks(page, [line("الميناء", "مغلق")]) == []


def test_footnotes_of_a_scan_are_tied_to_their_marks() -> None:
    if why := missing_language("eng"):
        pytest.skip(why)
    body = (
        "The board closed the quay.¹ It opened the weir² and sold three barges.³ Nobody had been told of the plan, it says. "
        * 1
    )
    more = "The ice came in November and stayed until the ferry could be moved to the other bank of the river. " * 5
    notes = [
        Printed(words=f"{number} Harbour Board, Minutes of the meeting of {number} March, p. {number}.", size=8.5, after=2)
        for number in (1, 2, 3)
    ]
    page = make_scan([body + more], foot=notes)
    setting = read_pages([recognised_page(0, sheet_size(page.size), recognise(page, ("eng",)))])
    tied = [
        (draft.number, setting.text[slice(*draft.called_at)] if draft.called_at else None)
        for draft in setting.drafts
        if draft.zone == "footnote"
    ]
    assert tied == [("1", "¹"), ("2", "²"), ("3", "³")]
