"""The record as a workbook, opened by other libraries."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.small_case import SmallCase, empty

from whosays.publish import workbook
from whosays.publish.tables import columns, rows
from whosays.publish.view import KINDS, Leaving
from whosays.records import Judgement, JudgementId

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Noted(SmallCase):
    """The small case with remarks of people: any text."""

    notes: Sequence[str] = ()

    def judgements(self) -> list[Judgement]:
        return [
            Judgement(id=JudgementId(f"jdg-{at:03}"), record="x", decision="accept", who="Ida", when="2020-05-03", note=note)
            for at, note in enumerate(self.notes)
        ]


def noted(*notes: str) -> Noted:
    made = Noted()
    made.notes = notes
    return made


def opened(case: SmallCase, folder: Path, **limits: int) -> Any:
    (path,) = workbook.export(case, folder, **limits)
    return openpyxl.load_workbook(path)


def cells(sheet: Any, column: str) -> list[Any]:
    heading, *below = list(sheet.iter_rows())
    at = [cell.value for cell in heading].index(column)
    return [row[at] for row in below]


def test_every_kind_has_a_sheet_with_its_columns_and_rows(tmp_path: Path) -> None:
    book = opened(SmallCase(), tmp_path)
    assert book.sheetnames == ["about", *KINDS]
    leaving = Leaving(SmallCase())
    for kind in KINDS:
        sheet = book[kind]
        names = [column.name for column in columns(kind)]
        assert [cell.value for cell in sheet[1]] == names
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert [cell.value for cell in cells(sheet, "id")] == [row["id"] for row in rows(kind, leaving)]
    told = {row[0].value: row[1].value for row in book["about"].iter_rows()}
    assert told["claims"] == len(cells(book["claims"], "id")) > 0
    assert "sourced record" in book["about"]["A1"].value


def test_a_frame_can_be_made_of_it(tmp_path: Path) -> None:
    (path,) = workbook.export(SmallCase(), tmp_path)
    frame = pd.read_excel(path, sheet_name="claims")
    wanted = [str(row["content"]).replace("\x0b", "_x000B_") for row in rows("claims", Leaving(SmallCase()))]
    assert list(frame["content"]) == wanted


def test_what_begins_as_a_formula_stays_text(tmp_path: Path) -> None:
    signs = ['=HYPERLINK("https://example.org")', "+1", "-2", "@sum", "  =1", "plain"]
    found = cells(opened(noted(*signs), tmp_path)["judgements"], "note")
    assert [cell.value for cell in found] == signs
    assert {cell.data_type for cell in found} <= {"s", "inlineStr"}
    assert [cell.quotePrefix for cell in found] == [True] * 5 + [False]


def test_words_that_run_from_right_to_left_do(tmp_path: Path) -> None:
    found = cells(opened(noted("مكتبة الميناء", "کتابخانه", "library"), tmp_path)["judgements"], "note")
    assert [cell.alignment.readingOrder for cell in found] == [2, 2, 1]


@pytest.mark.parametrize(
    ("written", "read"),
    [("2020-05-03", datetime(2020, 5, 3)), ("2020-05", "2020-05"), ("1850-01-02", "1850-01-02"), ("2020-02-31", "2020-02-31")],
)
def test_a_day_is_a_date_and_nothing_else_is(written: str, read: object, tmp_path: Path) -> None:
    case = SmallCase()
    case.docs = tuple(replace(doc, date=written) for doc in case.documents())
    assert {cell.value for cell in cells(opened(case, tmp_path)["documents"], "date")} == {read}


def test_a_text_too_long_for_a_cell_is_whole_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    long = "river 𝔏 " * 9_000
    book = opened(noted("short", long), tmp_path)
    short, cut = (cell.value for cell in cells(book["judgements"], "note"))
    assert short == "short"
    assert cut.endswith("“long texts”)") and long.startswith(cut.split(" … (")[0])
    assert len(cut.encode("utf-16-le")) // 2 <= workbook.CHARACTERS
    assert "".join(cell.value for cell in cells(book["long texts"], "text")) == long
    assert {cell.value for cell in cells(book["long texts"], "id")} == {"jdg-001"}


def test_rows_beyond_the_last_one_go_on_in_a_second_sheet(tmp_path: Path) -> None:
    book = opened(noted(*map(str, range(7))), tmp_path, sheet_rows=4)
    names = ["judgements", "judgements 2", "judgements 3"]
    assert [len(cells(book[name], "note")) for name in names] == [3, 3, 1]
    assert [cell.value for name in names for cell in cells(book[name], "note")] == list(map(str, range(7)))
    told = {row[0].value: row[1].value for row in book["about"].iter_rows()}
    assert [told[name] for name in names] == [3, 3, 1]


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    (one,), (other,) = (
        list(workbook.export(case, tmp_path / at)) for at, case in (("a", SmallCase()), ("b", SmallCase().turned()))
    )
    assert one.read_bytes() == other.read_bytes()
    assert [path.name for path in one.parent.iterdir()] == ["case.xlsx"]


def test_an_empty_case_gives_a_workbook_too(tmp_path: Path) -> None:
    assert opened(empty(), tmp_path).sheetnames == ["about", *KINDS]


def test_signs_that_xml_does_not_take_are_escaped(tmp_path: Path) -> None:
    (path,) = workbook.export(noted("a\x0bb\ufffe\uffffc _x0041_"), tmp_path)
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
    assert openpyxl.load_workbook(path)["judgements"].max_row == 2


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(2, 9))
def test_pieces_joined_are_the_text(text: str, most: int) -> None:
    cut = list(workbook.pieces(text, most))
    assert "".join(cut) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= most for piece in cut)
