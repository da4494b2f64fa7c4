import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.anchors import Cutter, anchors_of
from whosays.extract.lists import Lists
from whosays.extract.material import Material
from whosays.extract.table_columns import read_columns
from whosays.read.delimited import DelimitedReader
from whosays.records import Capture, CaptureId, Entry, Problem


def read(table: str, columns: Sequence[tuple[str, str]] = ()) -> tuple[list[Entry], list[Problem]]:
    """Return the entries and problems of a table as CSV."""
    raw = table.encode()
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()), name="t.csv", size=len(raw), media_type="text/csv", method="file",
        fetched_at="2031-01-01T00:00:00Z",
    )  # fmt: skip
    reading = DelimitedReader()(capture, raw)
    found = list(Lists()(Material(reading.document, reading.passages, columns=columns)))
    cutter = Cutter(reading.document)
    assert all(cutter.check(anchor) for record in found for anchor in anchors_of(record))
    return [r for r in found if isinstance(r, Entry)], [r for r in found if isinstance(r, Problem)]


def rows(table: str, columns: Sequence[tuple[str, str]] = ()) -> list[tuple[int, str, str | None, str | None]]:
    return [(entry.row, entry.name, entry.acronym, entry.country) for entry in read(table, columns)[0]]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("name,country\nRiver Watch,Kenya\nWeir Trust,FRA\n", [(1, "River Watch", None, "KE"), (2, "Weir Trust", None, "FR")]),
        ("Nr.;Organisation;Land;Kürzel\n7;Freunde der Flüsse;Deutschland;FdF\n", [(7, "Freunde der Flüsse", "FdF", "DE")]),
        ("Pays,Nom,Sigle\nPérou,Amis de la Rivière,AR\n", [(1, "Amis de la Rivière", "AR", "PE")]),
        ("الاسم,البلد\nجمعية النهر,مصر\n", [(1, "جمعية النهر", None, "EG")]),
        ("نام سازمان,کشور\nانجمن رودخانه,ایران\n", [(1, "انجمن رودخانه", None, "IR")]),
        ("Name,Contact name,Country\nRiver Watch,Ana Ferreira,Peru\n", [(1, "River Watch", None, "PE")]),
        ("Name,Organisation\nAna Ferreira,River Watch\n", [(1, "River Watch", None, None)]),
        ("Organisation\nRiver Watch (Kenya)\nWeir Trust\n", [(1, "River Watch", None, "KE"), (2, "Weir Trust", None, None)]),
    ],
)  # fmt: skip
def test_headings_tell_the_columns(table: str, expected: list[tuple[int, str, str | None, str | None]]) -> None:
    assert rows(table) == expected


def test_values_tell_the_columns_where_no_heading_does() -> None:
    table = "River Watch,Kenya\nWeir Trust,France\nArne Society,France\n"
    entries, problems = read(table)
    assert [(entry.name, entry.country, entry.country_basis) for entry in entries] == [
        ("River Watch", "KE", "column"),
        ("Weir Trust", "FR", "column"),
        ("Arne Society", "FR", "column"),
    ]
    assert [p.message for p in problems if p.code == "columns-guessed"] == [
        "name ← column 1 by its values, country ← column 2 by its values; name other columns to read it differently"
    ]


def test_a_first_row_in_unknown_words_is_one_of_headings_where_no_country_stands_over_the_countries() -> None:
    assert [name for _, name, _, _ in rows("Xyz,Abc\nRiver Watch,Kenya\nWeir Trust,France\nArne Society,Peru\n")] == [
        "River Watch",
        "Weir Trust",
        "Arne Society",
    ]


def test_the_guess_is_spelt_out_and_not_repeated_where_the_user_has_said_all() -> None:
    table = "Body,Where,Who\nRiver Watch,Kenya,Ana\nWeir Trust,France,Jo\n"
    _, problems = read(table)
    assert [p.message for p in problems] == [
        "name ← 'Body' by its values, country ← 'Where' by its values; name other columns to read it differently"
    ]
    entries, problems = read(table, [("name", "body"), ("country", "WHERE"), ("description", "Who")])
    assert [(e.name, e.country, e.description.text if e.description else "") for e in entries] == [
        ("River Watch", "KE", "Ana"),
        ("Weir Trust", "FR", "Jo"),
    ]
    assert problems == []


def test_the_user_may_name_a_column_by_its_place() -> None:
    assert rows("a,b\nKenya,River Watch\n", [("name", "2"), ("country", "1")]) == [
        (1, "b", None, None),
        (2, "River Watch", None, "KE"),
    ]


def test_a_column_that_is_not_there_is_told() -> None:
    entries, problems = read("Name,Country\nRiver Watch,Kenya\n", [("name", "Verein")])
    assert [entry.name for entry in entries] == ["River Watch"]
    assert [(p.code, p.message) for p in problems if p.code == "column-not-found"] == [
        ("column-not-found", "no table has a column 'Verein'; the first has 'Name', 'Country'")
    ]


def test_title_rows_stand_over_the_headings_and_sums_are_no_entries() -> None:
    table = "Members of the Arne Forum,,\nAs of 3 May 2031,,\n,,\nNo,Name,Country\n1,River Watch,Kenya\n2,Weir Trust,Peru\n"
    table += "Total,2,\n"
    assert rows(table) == [(1, "River Watch", None, "KE"), (2, "Weir Trust", None, "PE")]


def test_a_row_of_one_country_stands_over_the_rows_that_follow() -> None:
    table = "Name,City\nKenya,\nRiver Watch,\nWeir Trust,\nPeru,\nArne Society,\n"
    assert [(e.name, e.country, e.country_basis) for e in read(table)[0]] == [
        ("River Watch", "KE", "heading"),
        ("Weir Trust", "KE", "heading"),
        ("Arne Society", "PE", "heading"),
    ]


def test_a_second_row_of_headings_begins_another_table() -> None:
    table = "Name,Country\nRiver Watch,Kenya\n\nSupporters,\nLand,Verein,Nr.\nPeru,Weir Trust,9\n"
    entries, _ = read(table)
    assert [(e.row, e.name, e.country) for e in entries] == [(1, "River Watch", "KE"), (9, "Weir Trust", "PE")]
    assert entries[0].list != entries[1].list


def test_headings_repeated_inside_of_a_table_are_no_entry() -> None:
    table = "Name,Country\nRiver Watch,Kenya\nName,Country\nWeir Trust,Peru\n"
    assert [name for _, name, _, _ in rows(table)] == ["River Watch", "Weir Trust"]


def test_what_is_odd_about_rows_is_told() -> None:
    table = (
        "No,Name,Country\n1,River Watch,Kenya\n2,Weir Trust,West Africa\n5,River Watch,Kenya\n6,,Peru\n"
        "7,Arne Society,Atlantis\n8,Lock Choir,Kenya and Peru\n9,Harbour Choir,Nairobi\n"
    )
    entries, problems = read(table)
    assert [(e.row, e.country, e.flags) for e in entries] == [
        (1, "KE", ()),
        (2, None, ("region-in-country-column:West Africa",)),
        (5, "KE", ("duplicate-of:1",)),
        (7, None, ("country-unread:Atlantis",)),
        (8, "KE", ("several-countries:KE,PE",)),
        (9, "KE", ("country-from-place",)),
    ]
    assert [(p.code, p.message) for p in problems if p.code != "columns-guessed"] == [
        ("number-gap", "the list goes from 2 to 5: 3 to 4 is missing"),
        ("empty-row", "row 6 has no name"),
        ("country-unknown", "row 2 names no country: Weir Trust"),
        ("duplicate-row", "row 5 repeats row 1: River Watch"),
        ("country-unknown", "row 7 names no country: Arne Society"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Weir,Gates\nOldbridge,4\nMillford,3\nUpper Lock,2\n",
        "Date,Height\n2031-03-04,4\n2031-03-05,5\n",
        "Members,Year\n12,2030\n14,2031\n",
        "1,2\n3,4\n",
        "x\n",
    ],
)
def test_tables_that_are_no_lists_of_names_give_no_entries(table: str) -> None:
    assert read(table) == ([], [])


def test_rows_of_a_plain_table_are_parted_at_their_bars() -> None:
    columns = read_columns([("Name", "Country"), ("River Watch", "Kenya")], {})
    assert columns is not None
    assert columns.spelt_out() == "name ← 'Name', country ← 'Country'"


_CELL = st.text(alphabet=st.sampled_from("abc AZ,;\"'\t\n|é ن12()–.Kenya"), max_size=14)


@given(st.lists(st.lists(_CELL, min_size=1, max_size=4), max_size=8))
def test_every_entry_of_any_table_is_verbatim(cells: list[list[str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    entries, _ = read("\n".join(["No,Name,Country,Note", *quoted]))
    assert all(entry.name == " ".join(entry.name_at.text.split()) for entry in entries)
