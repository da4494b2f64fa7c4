"""The example, as an installed package: found by whosays, reading a table, proposing claims, writing a digest."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from whosays_example.levels import WaterLevels
from whosays_example.tables import TideReader

import whosays
from whosays.plugged_in import all_extractors, plugged_in
from whosays.testing import LiterateCase, find, read_cases

HERE = Path(__file__).parent
PACKAGE = "whosays-example 0.1"


def run(*args: str | Path) -> str:
    """Run whosays in a process of its own, as a user does, and return what it prints."""
    command = [sys.executable, "-m", "whosays.cli", *map(str, args)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one tide table, read by worker processes."""
    folder = tmp_path_factory.mktemp("cases") / "harbour"
    run("new", folder)
    run("add", "--case", folder, "--jobs", "2", HERE / "port-merrow.tide")
    return folder


@pytest.mark.parametrize("case", read_cases(HERE / "levels.md"), ids=lambda case: case.title)
def test_a_case_finds_what_it_says(case: LiterateCase) -> None:
    assert find(case, [WaterLevels()], reader=TideReader()) == list(case.expected)


def test_the_three_are_found_by_their_entry_points() -> None:
    told = [(one.kind, one.name, one.fault) for one in plugged_in().listed if one.package == PACKAGE]
    assert told == [("reader", "tide", None), ("extractor", "tide-levels", None), ("exporter", "digest", None)]
    assert all_extractors()[-1].name == "tide-levels"
    assert {one["name"] for one in json.loads(run("plugins", "--json"))} >= {"tide", "tide-levels", "digest"}


def test_a_table_is_read_in_a_worker_process_and_its_rows_are_claims(harbour: Path) -> None:
    with whosays.open(harbour) as case:
        (doc,) = case.documents()
        claims = [claim for claim in case.claims() if claim.by == "tide-levels/row"]
        runs = {(run.name, run.version) for run in case.view().stored.runs()}
    assert (doc.made_by, doc.date, doc.title) == ("tide 1", "2031-04-02", "Tide table of Port Merrow")
    assert doc.text == (HERE / "port-merrow.tide").read_text(encoding="utf-8")
    assert [claim.content[0].text for claim in claims] == ["04:12  high  5.31 m", "10:40  low   0.84 m", "16:55  high  5.02 m"]
    assert all(doc.text[at.start : at.end] == at.text for claim in claims for at in claim.content)
    assert {("reading", "tide 1"), ("tide-levels", "1")} <= runs


def test_reading_it_once_more_finds_nothing_new(harbour: Path) -> None:
    assert json.loads(run("add", "--case", harbour, HERE / "port-merrow.tide", "--json"))["known"] == 1


def test_the_digest_is_a_format_of_export(harbour: Path, tmp_path: Path) -> None:
    run("export", "--case", harbour, tmp_path / "out", "--format", "digest")
    lines = (tmp_path / "out" / "digest.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "port-merrow.tide"
    assert any(line.endswith(": 04:12 high 5.31 m  @118-137") for line in lines), lines
