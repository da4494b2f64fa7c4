"""The workbook of the sample case, opened by LibreOffice: every cell says what the CSV files say, in every script."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whosays.publish.tables import columns
from whosays.publish.view import KINDS

if TYPE_CHECKING:
    from tests.publish.linked_case import Judged

    from whosays.publish.view import Kind

OFFICE = shutil.which("soffice")
HAS_CALC = OFFICE is not None and Path(OFFICE).resolve().with_name("libsclo.so").is_file()
pytestmark = pytest.mark.skipif(not HAS_CALC, reason="LibreOffice Calc is not installed (libreoffice-calc-nogui)")
# Commas, double quotes, UTF-8, cells as they are shown, and every sheet as a file of its own.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
ARABIC_LETTERS = re.compile(r"[\u0620-\u06ff]{3}")

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def exported(judged: Judged, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the CSV files, and in `office` what LibreOffice makes of the sheets of the workbook."""
    folder = tmp_path_factory.mktemp("workbook")
    judged.export(folder, "csv")
    judged.export(folder, "xlsx")
    home = f"-env:UserInstallation=file://{folder}/home"
    told = [str(OFFICE), home, "--headless", "--convert-to", AS_CSV, "--outdir", f"{folder}/office", f"{folder}/case.xlsx"]
    subprocess.run(told, check=True, capture_output=True, timeout=180)
    return folder


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def as_csv_has_it(kind: Kind, row: dict[str, str]) -> dict[str, str]:
    """Write a row of a sheet as the CSV files do: white space folded, yes and no, a sign of formulas behind an apostrophe."""
    told = {"TRUE": "yes", "FALSE": "no"}
    yes_no = {column.name for column in columns(kind) if column.type is bool}
    out = {name: told.get(cell, cell) if name in yes_no else " ".join(cell.split()) for name, cell in row.items()}
    return {name: f"'{cell}" if re.match(r"\s*[=+\-@]", cell) else cell for name, cell in out.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_of_a_sheet_is_that_of_the_csv_file(exported: Path, kind: Kind) -> None:
    wanted = rows(exported / f"{kind}.csv")
    found = [as_csv_has_it(kind, row) for row in rows(exported / "office" / f"case-{kind}.csv")]
    assert found == wanted
    assert wanted or kind == "visits"


def test_words_in_arabic_and_persian_are_there_letter_by_letter(exported: Path) -> None:
    for kind, column in (("claims", "content"), ("mentions", "words"), ("passages", "words")):
        cells = [row[column] for row in rows(exported / "office" / f"case-{kind}.csv")]
        assert sum(bool(ARABIC_LETTERS.search(cell)) for cell in cells) > 5, kind
    documents = {row["name"]: row["languages"] for row in rows(exported / "office" / "case-documents.csv")}
    assert {"ar", "fa"} <= set(documents.values())


def test_the_first_sheet_tells_how_many_rows_each_has(exported: Path) -> None:
    with (exported / "office" / "case-about.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.reader(file))
    assert "sourced record" in told[0][0]
    at = told.index(["sheet", "rows"])
    assert dict(told[at + 1 :]) == {kind: str(len(rows(exported / f"{kind}.csv"))) for kind in KINDS}
