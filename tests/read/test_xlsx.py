import contextlib
import datetime
import io
import random
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from whosays.anchors import Cutter
from whosays.line import read_and_extract
from whosays.read.reading import Reading, UnreadableDocument
from whosays.read.xlsx import XlsxReader
from whosays.records import Capture, Entry, Link, Source

Capturing = Callable[..., Capture]

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(sheet: str, **parts: str) -> bytes:
    """Return a workbook of one sheet in raw markup."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files = {
        "xl/workbook.xml": f'<workbook {NAMESPACE} xmlns:r="{relations}"><sheet name="S" r:id="1"/></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet if sheet.startswith("<?") else f"<worksheet {NAMESPACE}>{sheet}</worksheet>",
        **parts,
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return out.getvalue()


def members() -> bytes:
    """Return a workbook with all that a person puts in one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Members"
    sheet["A1"] = "Members of the Arne Forum"
    sheet.merge_cells("A1:D2")
    rows: list[list[str | float | datetime.date | datetime.time | None]] = [
        ["No.", "Organisation", "Country", "Joined", "Share", "Fee", "Zip", "Seen"],
        [1, "River Watch (RW)", "Kenya", datetime.date(2031, 3, 4), 0.25, 1234.5, 512, datetime.datetime(2031, 3, 4, 14, 30)],
        [2, "Weir Trust", None, datetime.date(2031, 3, 5), 0.5, -3, 77, datetime.time(9, 5)],
        [3, "Lock\nSociety", "France", datetime.date(2031, 3, 5), 0.125, "=1+1", 8, True],
    ]
    for at, row in enumerate(rows, start=4):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(at, place, value)
            formats = {5: "0%", 6: '"€"#,##0.00;(#,##0.00)', 7: "00000"}
            if at > 4 and place in formats:
                cell.number_format = formats[place]
    sheet.merge_cells("C5:C6")
    sheet["B7"].hyperlink = "https://lock.example/"
    sheet["B7"].comment = Comment("Check the name", "Ana")
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["G"].hidden = True
    old = book.create_sheet("Old")
    old.sheet_state = "hidden"
    old["B2"] = "An older list"
    book.properties.title = "The forum"
    book.properties.creator = "Ana Ferreira"
    return saved(book)


def read(capture: Capturing, raw: bytes, name: str = "members.xlsx") -> Reading:
    (reading,) = XlsxReader()(capture(raw, name), raw)
    assert isinstance(reading, Reading)
    cutter = Cutter(reading.document)
    assert all(cutter.check(piece) for passage in reading.passages for piece in passage.pieces)
    return reading


def test_a_workbook_is_read_as_it_is_shown(capture: Capturing) -> None:
    reading = read(capture, members())
    assert reading.document.text == (
        "Members\nMembers of the Arne Forum\n\nNo.\tOrganisation\tCountry\tJoined\tShare\tFee\tZip\tSeen\n"
        "1\tRiver Watch (RW)\tKenya\t2031-03-04\t25%\t€1,234.50\t00512\t2031-03-04 14:30:00\n"
        "2\tWeir Trust\tKenya\t2031-03-05\t50%\t(3.00)\t00077\t09:05:00\n"
        "3\tLock Society\tFrance\t2031-03-05\t13%\t\t00008\tTRUE\n"
        "Check the name\n\nOld\n\tAn older list\n"
    )
    assert [(p.zone, p.number) for p in reading.passages] == [
        ("heading", None),
        ("paragraph", None),
        ("table_row", "4"),
        ("table_row", "5"),
        ("table_row", "6"),
        ("table_row", "7"),
        ("comment", None),
        ("heading", None),
        ("table_row", "2"),
    ]
    document = reading.document
    assert (document.title, document.author, document.languages) == ("The forum", "Ana Ferreira", ("en",))


def test_what_is_hidden_merged_or_without_a_value_is_told(capture: Capturing) -> None:
    assert [(p.code, p.message) for p in read(capture, members()).problems] == [
        ("hidden-cells", "the file hides sheet “Members”: rows 6; all was read"),
        ("hidden-cells", "the file hides sheet “Members”: columns G; all was read"),
        ("merged-cells", "sheet “Members”: words of merged cells were repeated in 1 rows that they span"),
        ("formula-without-value", "sheet “Members”: 1 formulas have no value stored (F7)"),
        ("hidden-cells", "the file hides sheet “Old” as a whole; all was read"),
    ]


def test_remarks_and_links_are_tied_to_the_words_of_their_cells(capture: Capturing) -> None:
    reading = read(capture, members())
    remark = next(p for p in reading.passages if p.zone == "comment")
    assert remark.called_at
    assert (remark.author, remark.called_at.text, remark.pieces[0].text) == ("Ana", "Lock Society", "Check the name")
    links = [record for record in reading.found if isinstance(record, Link)]
    sources = [record.url for record in reading.found if isinstance(record, Source)]
    assert [link.evidence[0].text for link in links] == ["Lock Society"]
    assert sources == ["https://lock.example/"]


def test_rows_become_entries(capture: Capturing) -> None:
    raw = members()
    outcome = read_and_extract(capture(raw, "members.xlsx"), raw, strict=True)
    entries = [record for found in outcome.found for record in found.records if isinstance(record, Entry)]
    assert [(e.row, e.name, e.acronym, e.country, e.country_at.text if e.country_at else "") for e in entries] == [
        (1, "River Watch", "RW", "KE", "Kenya"),
        (2, "Weir Trust", None, "KE", "Kenya"),
        (3, "Lock Society", None, "FR", "France"),
    ]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ('<c r="A1" t="inlineStr"><is><r><t>River </t></r><r><t>Watch</t></r></is></c>', "River Watch"),
        ('<c r="A1" t="str"><f>A2</f><v>a_x000D_b</v></c>', "a b"),
        ('<c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="b"><v>0</v></c>', "#N/A\tFALSE"),
        ('<c r="A1" t="d"><v>2031-03-04T00:00:00</v></c>', "2031-03-04"),
        ('<c r="C1"><v>1</v></c>', "\t\t1"),
        ("<c><v>1</v></c><c><v>2</v></c>", "1\t2"),
        ('<c r="B1"><v>2</v></c><c r="A1"><v>1</v></c>', "1\t2"),
        ('<c r="A1" t="s"><v>99</v></c><c r="B1" t="s"><v>x</v></c><c r="C1" s="77"><v>1.50</v></c>', "\t\t1.5"),
        ('<c r="ZZZ9"><v>1</v></c>', "1"),
        ('<c r="A1"><v>1</v></c><c r="B1"><v></v></c>', "1"),
    ],
)
def test_cells_of_every_kind(capture: Capturing, cells: str, line: str) -> None:
    reading = read(capture, packed(f'<sheetData><row r="1">{cells}</row></sheetData>'))
    assert reading.document.text == f"S\n{line}\n"


def test_rows_may_leave_out_their_numbers_and_go_back(capture: Capturing) -> None:
    rows = "".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in (1, 5, 3)) + "<row><c><v>9</v></c></row>"
    reading = read(capture, packed(f"<sheetData>{rows}</sheetData>"))
    assert [(p.number, p.pieces[0].text) for p in reading.passages[1:]] == [("1", "1"), ("5", "5"), ("6", "3"), ("7", "9")]


def test_a_sheet_is_read_as_far_as_its_markup_goes(capture: Capturing) -> None:
    reading = read(
        capture, packed(f'<?xml version="1.0"?><worksheet {NAMESPACE}><sheetData><row r="1"><c><v>1</v></c></row><row')
    )
    assert reading.document.text == "S\n1\n"
    assert [p.code for p in reading.problems] == ["broken-markup"]


def test_a_wide_sheet_of_hardly_a_cell_stays_small(capture: Capturing) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 2000))
    reading = read(capture, packed(f"<sheetData>{rows}</sheetData>"))
    assert len(reading.document.text) < 5_000_000
    assert [p.code for p in reading.problems] == ["table-cut"]


def test_entities_stand_for_nothing(capture: Capturing) -> None:
    bomb = f"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;">]>
<worksheet {NAMESPACE}><sheetData><row><c t="str"><v>&c;</v></c><c><v>1</v></c></row></sheetData></worksheet>"""
    with contextlib.suppress(UnreadableDocument):
        assert "lol" not in read(capture, packed(bomb)).document.text


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04 and no more",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked",
        packed("", **{"xl/workbook.xml": "<workbook"}),
        packed("<?xml broken"),
    ],
)
def test_what_is_no_workbook_is_told(capture: Capturing, raw: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read(capture, raw)


def test_damaged_workbooks_are_read_or_told_to_be_unreadable(capture: Capturing) -> None:
    raw, chance = members(), random.Random(7)
    for turn in range(400):
        broken = bytearray(raw)
        if turn % 4 == 0:
            del broken[chance.randrange(len(broken)) :]
        for _ in range(chance.randrange(1, 12)):
            if broken:
                broken[chance.randrange(len(broken))] = chance.randrange(256)
        with contextlib.suppress(UnreadableDocument):
            read(capture, bytes(broken))


def test_damaged_markup_of_sheets_is_read_or_told(capture: Capturing) -> None:
    with zipfile.ZipFile(io.BytesIO(members())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(11)
    for turn in range(400):
        name = sorted(parts)[turn % len(parts)]
        words = bytearray(parts[name])
        for _ in range(chance.randrange(1, 6)):
            words[chance.randrange(len(words))] = chance.choice(b'<>"/=&1Az\x00\xff -')
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for part, content in {**parts, name: bytes(words)}.items():
                archive.writestr(part, content)
        with contextlib.suppress(UnreadableDocument):
            read(capture, out.getvalue())


def test_one_long_string_in_very_many_cells_is_cut(capture: Capturing) -> None:
    shared = f"<sst {NAMESPACE}><si><t>{'weir ' * 1_000_000}</t></si></sst>"
    rels = '<Relationships><Relationship Id="1" Target="worksheets/sheet1.xml"/><Relationship Id="2" Type="x/sharedStrings"'
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 1001))
    parts = {
        "xl/sharedStrings.xml": shared,
        "xl/_rels/workbook.xml.rels": f'{rels} Target="sharedStrings.xml"/></Relationships>',
    }
    reading = read(capture, packed(f"<sheetData>{rows}</sheetData>", **parts))
    assert [problem.code for problem in reading.problems] == ["table-cut"]
