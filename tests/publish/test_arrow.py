"""Records as Arrow tables: the columns of the CSV files, typed, with the document's own words."""

from __future__ import annotations

import csv
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from whosays.case import Case
from whosays.errors import ExtraMissing
from whosays.publish.arrow import NoSuchTable, to_arrow
from whosays.publish.tables import columns
from whosays.publish.view import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A letter of two UTF-16 units stands before everything: offsets that count those, or bytes, would be others.
WORDS = "🛶 The harbour said that\nthe ferry is late.\n=1+1 is what the library calls its sum.\n"
PERSIAN = "🛶 کتابخانهٔ بندر گفت که سالن تازه باز است.\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    papers = tmp_path_factory.mktemp("papers")
    (papers / "ferry.txt").write_text(WORDS, encoding="utf-8")
    (papers / "hall.txt").write_text(PERSIAN, encoding="utf-8")
    (papers / "list.csv").write_text("name,country\nFerry Club,Fiji\nHall Trust,Malta\n", encoding="utf-8")
    with Case.new(papers / "case") as case:
        case.add([papers / name for name in ("ferry.txt", "hall.txt", "list.csv")], jobs=1)
        yield case


@pytest.fixture(scope="module")
def exported(case: Case) -> Path:
    list(case.export(case.folder.parent / "csv", format="csv"))
    return case.folder.parent / "csv"


@pytest.mark.parametrize("kind", KINDS)
def test_columns_are_those_of_the_csv_file_whatever_is_in_the_case(
    case: Case, exported: Path, kind: Kind, tmp_path: Path
) -> None:
    table = case.table(kind)
    with (exported / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    assert table.column_names == head
    assert table.num_rows == len(lines)
    with Case.new(tmp_path / "empty") as empty:
        assert empty.table(kind).schema == table.schema
        assert empty.table(kind).num_rows == 0


@pytest.mark.parametrize("kind", KINDS)
def test_each_cell_is_of_the_type_of_its_column(case: Case, kind: Kind) -> None:
    with case.view() as view:
        table = to_arrow(view, kind)
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    assert [field.type for field in table.schema] == [types[column.type] for column in columns(kind)]


def test_words_stand_at_their_offsets(case: Case) -> None:
    texts = {doc.name: doc.text for doc in case.documents()}
    rows = case.table("mentions").to_pylist()
    assert rows
    assert [texts[row["document"]][row["start"] : row["end"]] for row in rows] == [row["words"] for row in rows]
    entries = case.table("entries").to_pylist()
    assert [row["name"] for row in entries] == ["Ferry Club", "Hall Trust"]
    assert [texts[row["document"]][row["start"] : row["end"]] for row in entries] == [row["words"] for row in entries]


def test_words_are_not_folded_as_for_a_spreadsheet(case: Case) -> None:
    contents = case.table("claims").column("content").to_pylist()
    assert not any(words.startswith("'") for words in contents)
    assert {at.text for claim in case.claims() for at in claim.content} >= {words for words in contents if " … " not in words}


def test_the_same_case_gives_the_same_table(case: Case) -> None:
    assert case.table("claims").equals(case.table("claims"), check_metadata=True)
    assert b"code points" in case.table("claims").schema.metadata[b"offsets"]


def test_pandas_and_polars_take_it(case: Case) -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("pandas")
    table = case.table("documents")
    assert list(table.to_pandas()["name"]) == ["ferry.txt", "hall.txt", "list.csv"]
    assert polars.from_arrow(table)["characters"].to_list() == [len(doc.text) for doc in case.documents()]


def test_another_name_is_told_with_those_there_are(case: Case) -> None:
    with pytest.raises(NoSuchTable, match=r"'claim'; there are captures, .*claims"):
        case.table("claim")


def test_without_the_package_the_extra_is_named(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExtraMissing, match=r"whosays\[arrow\]"):
        case.table("claims")


def test_importing_whosays_imports_nothing_large() -> None:
    program = "import sys, whosays; print(sorted({'pyarrow', 'pandas', 'spacy', 'msgspec', 'click', 'mcp'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
