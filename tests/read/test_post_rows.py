"""Tables of posts: how they are told from others, and that a workbook keeps no more of private persons than an export does."""

import io

import pytest
import xlwt
from openpyxl import Workbook
from tests.read.exports import PRIVATE
from tests.read.yielding import list_yielded, make_capture

from whosays.line import reader_for
from whosays.read.post_rows import PostRow, find_headings, to_sightings
from whosays.read.reading import Reading, ReadOptions
from whosays.records import Problem

NAMED, ALL = ReadOptions(accounts=frozenset({"riverwatch"})), ReadOptions(all_accounts=True)
HEADINGS = ["Username", "Posted", "Text", "Link"]
ROWS = [
    ["RiverWatch", "2031-03-04T09:30:00Z", "Open the weirs", "https://x.com/RiverWatch/status/1797000000000000001"],
    [PRIVATE, "2031-03-04T09:31:00Z", "I only swim", f"https://x.com/{PRIVATE}/status/1797000000000000002"],
]


@pytest.mark.parametrize(
    "headings",
    [
        HEADINGS,
        ["Handle", "Tweet"],
        ["id", "author", "text"],
        ["Author", "Post", "URL"],
        ["User", "Posted On", "Content"],
        ["Nutzername", "Beitrag"],
        ["Benutzer", "Gepostet am", "Inhalt"],
        ["اسم المستخدم", "نص التغريدة"],
        ["نام کاربری", "متن"],
        ["Auteur", "Publié le", "Texte"],
        ["user_screen_name", "full_text"],
        ["id", "url", "created_at", "text"],
    ],
)
def test_headings_of_posts(headings: list[str]) -> None:
    assert find_headings([headings]) is not None
    assert find_headings([["Export of 4 March"], [], headings]) is not None


@pytest.mark.parametrize(
    "headings",
    [
        ["Author", "Text"],
        ["Author", "Title", "Year"],
        ["Page", "URL", "Text"],
        ["Username", "Country"],
        ["Organisation", "Country", "Message"],
        ["Date", "Text"],
        ["id", "text"],
        [],
    ],
)
def test_headings_of_other_tables(headings: list[str]) -> None:
    assert find_headings([headings]) is None


def test_the_handle_is_the_account_and_other_names_of_it_name_it_too() -> None:
    (_, columns) = find_headings([["user id", "author", "handle", "text"]]) or (0, {})
    (seen,) = to_sightings([PostRow(name="row 2", cells=["77", "River Watch", "@riverwatch", "Open"])], columns)
    assert seen.names == ("@riverwatch", "77", "River Watch")
    assert seen.number == "row 2"


@pytest.mark.parametrize("number", ["1.79E+18", "1,797E+18", ""])
def test_a_number_that_a_spreadsheet_rounded_is_none(number: str) -> None:
    (_, columns) = find_headings([["id", "user", "text", "url"]]) or (0, {})
    rows = [
        PostRow(name="row 2", cells=[number, "a", "b"], url="https://x.com/a/status/5"),
        PostRow(name="row 3", cells=["", "", ""]),
    ]
    assert [seen.number for seen in to_sightings(rows, columns)] == ["5"]


def xlsx(*, others: bool = True, title: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = PRIVATE
    for row in [["Export of 4 March"]] * title + [HEADINGS, *ROWS]:
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    again = book.create_sheet("More")
    again.append(["Handle", "Message"])
    again.append(["@riverwatch", "Count the fish"])
    again["B3"] = "Whose?"
    if others:
        names = book.create_sheet("Members")
        names.append(["Organisation", "Country"])
        names.append(["Weir Trust", "Kenya"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("posts")
    for at, row in enumerate([HEADINGS, *ROWS]):
        for place, words in enumerate(row):
            sheet.write(at, place, words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(raw: bytes, name: str, options: ReadOptions) -> tuple[list[Reading], list[Problem]]:
    capture = make_capture(raw, name)
    reader = reader_for(capture, raw[:4096])
    assert reader is not None
    assert {"accounts", "all_accounts"} <= set(getattr(reader, "heeds", ()))
    found = list_yielded(reader(capture, raw, options))
    return [one for one in found if isinstance(one, Reading)], [one for one in found if isinstance(one, Problem)]


def test_a_sheet_of_posts_is_kept_as_an_export_is() -> None:
    raw = xlsx()
    (members, post, more), problems = read(raw, "Export.xlsx", NAMED)
    assert members.document.text == "Members\nOrganisation\tCountry\nWeir Trust\tKenya\n"
    assert [one.document.text for one in (post, more)] == ["Open the weirs\n", "Count the fish\n"]
    assert post.document.post
    assert (post.document.post.network, post.document.post.number) == ("x", "1797000000000000001")
    assert [problem.code for problem in problems] == ["posts-not-kept", "hidden-cells"]
    assert "1 post of 1 account not named as a source, 1 post whose account the export does not say" in problems[0].message
    assert PRIVATE not in repr((members, post, more, problems))
    assert len(read(raw, "Export.xlsx", ALL)[0]) == 5


def test_a_workbook_of_posts_alone_makes_no_document_of_its_own() -> None:
    for raw in (xlsx(others=False), xlsx(others=False, title=True)):
        readings, problems = read(raw, "Export.xlsx", ReadOptions())
        assert readings == []
        assert PRIVATE not in repr(problems)


def test_older_workbooks_too() -> None:
    assert len(read(xls(), "e.xls", NAMED)[0]) == 1
    assert PRIVATE not in repr(read(xls(), "e.xls", NAMED))
