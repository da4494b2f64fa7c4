"""A case that is copied is the same case, whichever way it goes, and a copy that is cut short is none (invented texts)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.making.bases import rows_of

from whosays.case import Case
from whosays.store import copying
from whosays.store.checkup import check_case
from whosays.store.copying import STATES, TABLES, copy_case
from whosays.store.faults import CaseExists, DamagedCase, NoCase, NotEmptyFolder
from whosays.store.originals import Originals
from whosays.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.in_a_file  # it makes a case of each kind by itself
ODD = "U+0000: \0, U+0001: \x01\x02\x01."
PAPERS = {
    "quay.txt": (
        "Fiction.\n\nOn 3 March 2021 the Halden Reading Society (HRS) opened a branch in Norway. HRS describes itself as a home"
        " for every reader. The mayor, Ane Kverndal, criticised the society.¹\n\n"
        "1. Pier Book Fund, Ghana\n2. Marsh Library, Kenya\n"
        "\n¹ https://example.org/minutes\n"
    ),
    "ar.txt": "خيال.\n\nقال سامي الحداد إن المكتبة ستفتح أبوابها في الربيع.\n",
    "fa.txt": "داستان.\n\nسخنگوی کتابخانه اسکله گفت که ساختمان تازه در بهار باز می‌شود.\n",
}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("read")
    (folder / "papers").mkdir()
    for name, words in PAPERS.items():
        (folder / "papers" / name).write_text(words, encoding="utf-8")
    with Case.new(folder / "case") as case:
        case.add([folder / "papers"], jobs=1)
        (first, second, *_) = case.claims()
        case.judge(first.id, "accept", who="Tester")
        case.judge(second.id, "reject", who="Tester")
        with case.store.write() as writer:
            writer.put_setting("odd", ODD, who="Tester", at="2026-01-02T03:04:05Z")
        case.people.add("Ann Owner", "owner", "four words in a row")
        case.save_report(title="Boats", blocks=[case.make_block("heading", "Quays")], who="Tester")
        case.keep_names()
    return folder / "case"


def rows(folder: Path) -> dict[str, list[str]]:
    with rows_of(folder) as db:
        names = {table: {*copying._columns(db, table)} - {"rowid"} for table in (*TABLES, *STATES)}
        found = {table: db.execute(f"SELECT {', '.join(sorted(names[table]))} FROM {table}").fetchall() for table in names}
    return {
        table: sorted(
            repr(
                [copying._plain(value.encode() if table == "directory" and isinstance(value, str) else value) for value in row]
            )
            for row in some
        )
        for table, some in found.items()
    }


def exported(folder: Path, to: Path) -> dict[str, list[object]]:
    with Case.open(folder) as case:
        list(case.export(to))
    return {place.name: [json.loads(line) for line in place.read_text().splitlines()] for place in sorted(to.rglob("*.jsonl"))}


def test_a_case_goes_to_a_server_and_back(read_once: Path, postgres: str, tmp_path: Path) -> None:
    told: list[str] = []
    there = copy_case(read_once, tmp_path / "there", on=postgres, on_progress=told.append)
    back = copy_case(tmp_path / "there", tmp_path / "back")
    assert there == back
    assert there.originals == 3
    assert told[:2] == ["originals", "captures"]
    assert rows(tmp_path / "there") == rows(read_once) == rows(tmp_path / "back")
    assert (
        exported(tmp_path / "there", tmp_path / "a")
        == exported(read_once, tmp_path / "b")
        == exported(tmp_path / "back", tmp_path / "c")
    )
    for folder in (tmp_path / "there", tmp_path / "back"):
        assert {finding.state for finding in check_case(folder)} == {"fine"}
        with Case.open(folder) as case:
            assert [one.name for one in case.people.all()] == ["Ann Owner"]
            assert len(case.search("society")) > 2
            with case.store.view() as view:
                assert view.settings()["odd"] == ODD
    assert (tmp_path / "there" / "people.sqlite").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", ["file", "server"])
def test_a_copy_that_is_cut_short_is_no_case_and_can_be_made_again(
    read_once: Path, postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    on = postgres if kind == "server" else None

    def stop(table: str) -> None:
        if table == "facts":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_case(read_once, tmp_path / "copy", on=on, on_progress=stop)
    with pytest.raises(NoCase):
        Store.open(tmp_path / "copy")
    copy_case(read_once, tmp_path / "copy", on=on)
    assert rows(tmp_path / "copy") == rows(read_once)


def test_a_copy_that_differs_is_told_and_not_kept(
    read_once: Path, postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitting = copying._fitting
    monkeypatch.setattr(
        copying, "_fitting", lambda table, names, row: fitting(table, names, [*row[:-1], 7] if table == "places" else row)
    )
    with pytest.raises(DamagedCase, match="the copy of the table places"):
        copy_case(read_once, tmp_path / "copy", on=postgres)
    with pytest.raises(NoCase):
        Store.open(tmp_path / "copy")


def test_an_original_that_is_damaged_is_not_copied(read_once: Path, tmp_path: Path) -> None:
    copy_case(read_once, tmp_path / "one")
    with Store.open(tmp_path / "one") as store, store.view() as view:
        first = next(view.held())
    Originals(tmp_path / "one").path(first).write_bytes(b"other bytes")
    with pytest.raises(DamagedCase, match="SHA-256"):
        copy_case(tmp_path / "one", tmp_path / "two")
    with pytest.raises(NoCase):
        Store.open(tmp_path / "two")


def test_nothing_is_copied_into_a_folder_that_has_something(read_once: Path, postgres: str, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").touch()
    Store.create(tmp_path / "case").close()
    Store.create(tmp_path / "there", on=postgres).close()
    for on in (None, postgres):
        with pytest.raises(NotEmptyFolder):
            copy_case(read_once, tmp_path / "full", on=on)
        for name in ("case", "there"):
            with pytest.raises(CaseExists):
                copy_case(read_once, tmp_path / name, on=on)
    with pytest.raises(NoCase):
        copy_case(tmp_path / "nothing", tmp_path / "new")


def test_every_table_of_a_case_is_copied(tmp_path: Path) -> None:
    Store.create(tmp_path / "case").close()
    with rows_of(tmp_path / "case") as db:
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    made_by_itself = {"changed", "shown", "removing"}
    assert {*TABLES, *STATES} == {name for name in names - made_by_itself if name.split("_")[0] != "search"} | {
        "search_rows",
        "search_claims",
    }
