import contextlib
import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from whosays.anchors import Cutter
from whosays.read.delimited import DelimitedReader, read_rows
from whosays.read.dialect import NOTHING, Dialect, find_dialect
from whosays.read.reading import Reading, UnreadableDocument
from whosays.records import Capture, CaptureId

Capturing = Callable[..., Capture]
CAPTURE = Capture(id=CaptureId("0"), name="t.csv", size=0, media_type="text/csv", method="file", fetched_at="")


def read(capture: Capturing, raw: bytes, name: str = "t.csv") -> Reading:
    return DelimitedReader()(capture(raw, name, "text/csv"), raw)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n3,4\n", ","),
        ("a;b\n1,5;2,5\n3,1;4,2\n", ";"),
        ("a\tb, c\n1\t2\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("a^b\n1^2\n", "^"),
        ('"a;x";"b"\n"c,d";"e"\n', ";"),
        ("sep=;\na,b;c\n", ";"),
        ("River Watch\nWeir Trust\n", ","),
        ('"Friends, Arne"\n"Weir Trust"\n', ","),
        ("One, two\nthree\nfour\nfive, six, seven\neight, nine, ten, eleven\n", NOTHING),
        ("", NOTHING),
    ],
)
def test_the_delimiter_is_the_mark_that_parts_the_rows_alike(text: str, delimiter: str) -> None:
    assert find_dialect(text).delimiter == delimiter


def test_quotes_and_escapes_are_told() -> None:
    assert find_dialect("'a,b',2\n'c,d',3\n").quote == "'"
    assert find_dialect('"a \\" b",2\n"c",3\n').escape == "\\"
    assert find_dialect('"a "" b",2\n"c",3\n').escape is None


@pytest.mark.parametrize(
    "raw",
    [
        "Name,Stadt\nChor,Köln\n".encode("utf-8-sig"),
        "Name\tStadt\nChor\tKöln\n".encode("utf-16"),
        "Name;Stadt\r\nChor;Köln\r\n".encode("cp1252"),
        "Name|Stadt\rChor|Köln\r".encode(),
        "sep=;\r\nName;Stadt\r\nChor;Köln".encode(),
    ],
)
def test_any_encoding_and_dialect_gives_one_row_a_line(capture: Capturing, raw: bytes) -> None:
    reading = read(capture, raw)
    assert reading.document.text == "Name\tStadt\nChor\tKöln\n"
    assert [(p.zone, p.number) for p in reading.passages] == [("table_row", "1"), ("table_row", "2")]


def test_a_cell_holds_no_line_end_and_no_tab(capture: Capturing) -> None:
    reading = read(capture, b'a,b\n"one\r\ntwo","three\tfour"\n')
    assert reading.document.text == "a\tb\none two\tthree four\n"


def test_blank_rows_part_and_rows_of_one_cell_above_and_below_are_remarks(capture: Capturing) -> None:
    reading = read(capture, b"Members of the choir,,\n,,\n,,\nName,City,\nAna,Oldbridge,\n,,\nSource: the choir itself,,\n")
    assert reading.document.text == "Members of the choir\n\nName\tCity\nAna\tOldbridge\n\nSource: the choir itself\n"
    assert [(p.zone, p.number) for p in reading.passages] == [
        ("paragraph", None),
        ("table_row", "4"),
        ("table_row", "5"),
        ("paragraph", None),
    ]


def test_empty_cells_in_front_keep_their_place(capture: Capturing) -> None:
    assert read(capture, b"a,b,c\n,,3\n1,,\n").document.text == "a\tb\tc\n\t\t3\n1\n"


def test_a_quotation_mark_that_nothing_closes_costs_its_line_alone(capture: Capturing) -> None:
    reading = read(capture, b'a,b\n1,"two\n3,4\n5,6\n')
    assert reading.document.text == 'a\tb\n1\t"two\n3\t4\n5\t6\n'
    assert [(p.code, p.message) for p in reading.problems] == [
        ("quote-unclosed", "a cell in line 2 opens a quotation mark that nothing closes")
    ]


def test_rows_beyond_the_limit_are_told(capture: Capturing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whosays.read.delimited.MOST_ROWS", 2)
    reading = read(capture, b"a,b\n1,2\n3,4\n5,6\n")
    assert reading.document.text == "a\tb\n1\t2\n"
    assert [(p.code, p.message) for p in reading.problems] == [("table-cut", "reading stopped at row 3 of 4")]


def test_the_language_of_a_table_is_told_from_its_rows(capture: Capturing) -> None:
    raw = "نام سازمان,شرح\nانجمن رودخانه,این انجمن برای پایش آب رودخانه است و گزارش می‌دهد\n".encode()
    assert read(capture, raw).document.languages == ("fa",)


def test_a_file_without_words_is_told(capture: Capturing) -> None:
    assert [p.code for p in read(capture, b",,\n,,\n").problems] == ["empty-document"]


def test_the_largest_cell_is_read(capture: Capturing) -> None:
    before = csv.field_size_limit(131_072)  # that of Python; other libraries set one for everybody
    try:
        reading = read(capture, b'a,b\n1,"' + b"x" * 300_000 + b'"\n')
        assert len(reading.document.text) > 300_000
        assert csv.field_size_limit() == 131_072
    finally:
        csv.field_size_limit(before)


_ROWS = st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=6)


@given(_ROWS, st.sampled_from([",", ";", "\t", "|"]))
def test_rows_written_by_the_csv_module_are_read_as_written(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    read_again, unclosed = read_rows(out.getvalue(), Dialect(delimiter))
    assert [row for row in read_again if row] == [row for row in rows if row]
    assert unclosed == []


@settings(max_examples=300)
@given(st.binary(max_size=200))
@example(b'"' * 101)
@example(b'a"b,"c\n' * 40)
def test_any_bytes_are_read_or_told_to_be_unreadable(raw: bytes) -> None:
    with contextlib.suppress(UnreadableDocument):
        reading = DelimitedReader()(CAPTURE, raw)
        cutter = Cutter(reading.document)
        assert all(cutter.check(piece) for passage in reading.passages for piece in passage.pieces)


@settings(max_examples=200)
@given(st.text(alphabet="a,;\"\n\r\t\\|' ", max_size=80))
def test_no_mix_of_quotes_and_line_ends_loses_a_letter(text: str) -> None:
    reading = DelimitedReader()(CAPTURE, text.encode())
    assert reading.document.text.count("a") == text.count("a")
