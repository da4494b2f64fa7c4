import contextlib
import datetime
import io
import random
import zipfile
from collections.abc import Callable

import pytest
import xlwt
from tests.read.yielding import list_yielded

from whosays.anchors import Cutter
from whosays.plugins import Reader
from whosays.read.delimited import DelimitedReader
from whosays.read.ods import OdsReader
from whosays.read.reading import Reading, UnreadableDocument
from whosays.read.xls import XlsReader
from whosays.records import Capture, Link

Capturing = Callable[..., Capture]

SPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style", "meta")
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Members")
    day, share = xlwt.easyxf(num_format_str="DD.MM.YYYY"), xlwt.easyxf(num_format_str="0%")
    for place, words in enumerate(["No", "Organisation", "Country", "Joined", "Share"]):
        sheet.write(0, place, words)
    for at, name in enumerate(["River Watch", "Weir Trust", "جمعية النهر"], start=1):
        sheet.write(at, 0, at)
        sheet.write(at, 1, name)
        sheet.write(at, 3, datetime.date(2031, 3, at), day)
        sheet.write(at, 4, at / 4, share)
    sheet.write_merge(1, 2, 2, 2, "Kenya")
    sheet.write(3, 2, True)
    sheet.row(2).hidden = True
    old = book.add_sheet("Old")
    old.visibility = 1
    old.write(1, 1, "x")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: str = "", styles: str = "") -> bytes:
    rows = rows or (
        '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>'
        "<table:table-row><table:table-cell><text:p>Organisation</text:p></table:table-cell>"
        "<table:table-cell><text:p>Country</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>Note</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="9"/>'
        "</table:table-row>"
        '<table:table-row><table:table-cell><text:p><text:a xlink:href="https://river.example/">River</text:a> Watch</text:p>'
        "<office:annotation><dc:creator>Ana</dc:creator><text:p>Check</text:p></office:annotation></table:table-cell>"
        '<table:table-cell table:number-rows-spanned="2"><text:p>Kenya</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2031-03-04"><text:p>4.3.31</text:p></table:table-cell>'
        "</table:table-row>"
        '<table:table-row table:visibility="collapse"><table:table-cell><text:p>Weir<text:s text:c="2"/>Trust</text:p>'
        "</table:table-cell>"
        '<table:covered-table-cell/><table:table-cell table:formula="of:=A1"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {SPACES}>{styles}<office:body><office:spreadsheet>'
        f'<table:table table:name="Members">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    meta = f"<office:document-meta {SPACES}><office:meta><dc:title>The forum</dc:title></office:meta></office:document-meta>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", meta)
    return out.getvalue()


def read(capture: Capturing, raw: bytes, reader: Reader, name: str) -> Reading:
    made = capture(raw, name)
    assert reader.reads(made, raw[:4096])
    (reading,) = list_yielded(reader(made, raw))
    assert isinstance(reading, Reading)
    cutter = Cutter(reading.document)
    assert all(cutter.check(piece) for passage in reading.passages for piece in passage.pieces)
    return reading


def test_an_older_workbook_is_read_as_it_is_shown(capture: Capturing) -> None:
    reading = read(capture, xls(), XlsReader(), "m.xls")
    assert reading.document.text == (
        "Members\nNo\tOrganisation\tCountry\tJoined\tShare\n1\tRiver Watch\tKenya\t2031-03-01\t25%\n"
        "2\tWeir Trust\tKenya\t2031-03-02\t50%\n3\tجمعية النهر\tTRUE\t2031-03-03\t75%\n\nOld\n\tx\n"
    )
    assert [(p.code, p.message) for p in reading.problems] == [
        ("hidden-cells", "the file hides sheet “Members”: rows 3; all was read"),
        ("merged-cells", "sheet “Members”: words of merged cells were repeated in 1 rows that they span"),
        ("hidden-cells", "the file hides sheet “Old” as a whole; all was read"),
    ]


def test_a_workbook_of_opendocument_is_read_as_it_is_shown(capture: Capturing) -> None:
    reading = read(capture, ods(), OdsReader(), "m.ods")
    assert reading.document.text == (
        "Members\nOrganisation\tCountry\tNote\tNote\n\nRiver Watch\tKenya\t2031-03-04\nWeir  Trust\tKenya\nCheck\n"
    )
    assert [(p.zone, p.number, p.author) for p in reading.passages] == [
        ("heading", None, None),
        ("table_row", "1", None),
        ("table_row", "4", None),
        ("table_row", "5", None),
        ("comment", None, "Ana"),
    ]
    assert reading.document.title == "The forum"
    assert [link.evidence[0].text for link in reading.found if isinstance(link, Link)] == ["River Watch"]
    assert [p.message for p in reading.problems] == [
        "the file hides sheet “Members”: rows 5; all was read",
        "the file hides sheet “Members”: columns D; all was read",
        "sheet “Members”: words of merged cells were repeated in 1 rows that they span",
        "sheet “Members”: 1 formulas have no value stored (C5)",
    ]


def test_rows_and_cells_repeated_without_end_stay_small(capture: Capturing) -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    assert len(read(capture, ods(row * 50), OdsReader(), "m.ods").document.text) < 10_000_000


@pytest.mark.parametrize(("made", "reader", "name"), [(xls, XlsReader(), "m.xls"), (ods, OdsReader(), "m.ods")])
def test_damaged_workbooks_are_read_or_told_to_be_unreadable(
    capture: Capturing, made: Callable[[], bytes], reader: Reader, name: str
) -> None:
    raw, chance = made(), random.Random(5)
    for turn in range(300):
        broken = bytearray(raw)
        if turn % 4 == 0:
            del broken[chance.randrange(200, len(broken)) :]
        for _ in range(chance.randrange(1, 10)):
            broken[chance.randrange(100, len(broken))] = chance.choice((0, 255, 60, chance.randrange(256)))
        with contextlib.suppress(UnreadableDocument):
            list_yielded(reader(capture(bytes(broken), name), bytes(broken)))


def test_files_of_other_kinds_under_the_old_name_are_no_workbooks(capture: Capturing) -> None:
    assert not XlsReader().reads(capture(b"a\tb\n", "t.xls"), b"a\tb\n")
    assert DelimitedReader().reads(capture(b"a\tb\n", "t.xls"), b"a\tb\n")
    assert not DelimitedReader().reads(capture(xls(), "t.xls"), xls()[:4096])
