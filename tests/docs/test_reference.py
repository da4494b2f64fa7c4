"""The pages of the reference say what the program says, and leave nothing out."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from tools.reference import FOLDER, PAGES, stale_pages, write_pages
from tools.reference.example import EXAMPLES, exported
from tools.reference.plugins import rules
from tools.reference.records import DERIVED

from whosays import records
from whosays.cli import COMMANDS
from whosays.line import read_and_extract
from whosays.plugins import EXPORTERS, EXTRACTORS, READERS
from whosays.problems import CODES
from whosays.publish.view import KINDS, Kind
from whosays.records import Capture, CaptureId
from whosays.sample.lay_out import read_sample, sample_documents

ROOT = FOLDER.parents[1]


def page(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_no_page_is_stale() -> None:
    assert [path.name for path in stale_pages()] == [], "run python -m tools.reference"


def test_no_page_is_left_from_before() -> None:
    assert sorted(PAGES) == sorted(path.name for path in FOLDER.iterdir())


def test_pages_are_written_once_and_a_changed_one_is_stale(tmp_path: Path) -> None:
    assert len(write_pages(tmp_path)) == len(PAGES)
    assert write_pages(tmp_path) == []
    (tmp_path / "problems.md").write_text("old", encoding="utf-8")
    assert stale_pages(tmp_path) == [tmp_path / "problems.md"]


def test_the_check_is_a_command() -> None:
    done = subprocess.run([sys.executable, "-m", "tools.reference", "--check"], cwd=ROOT, check=False, capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")


def test_every_command_is_told() -> None:
    assert [name for name in COMMANDS if f"## whosays {name}\n" not in page("commands.md")] == []


def test_every_problem_code_is_told() -> None:
    assert [code for code in CODES if f"| `{code}` |" not in page("problems.md")] == []


def test_every_variable_that_the_program_asks_for_is_told() -> None:
    asked = {
        name for path in ROOT.glob("src/**/*.py") for name in re.findall(r"\bWHOSAYS_\w+", path.read_text(encoding="utf-8"))
    }
    assert asked == set(re.findall(r"WHOSAYS_\w+", page("settings.md")))


def test_every_kind_of_record_is_told_with_an_example() -> None:
    assert list(KINDS) == list(EXAMPLES)
    kinds = [name for name, kind in vars(records).items() if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")]
    assert [name for name in kinds if f"### {name}\n" not in page("records.md")] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_the_export_adds_is_told(kind: Kind) -> None:
    line, _ = exported()[kind]
    own = {field.name for field in fields(EXAMPLES[kind])}
    flat = {"doc", "start", "end", "text"} if "at" in own else set()
    assert set(line) - own - flat <= set(DERIVED)


def test_every_plug_in_is_told() -> None:
    names = [reader.name for reader in READERS] + [exporter.name for exporter in EXPORTERS]
    assert [name for name in names if f"| `{name}` |" not in page("plugins.md")] == []
    assert [one.name for one in EXTRACTORS if f"### {one.name}\n" not in page("plugins.md")] == []


def test_every_rule_that_signs_a_record_of_the_sample_is_told() -> None:
    told = {rule for named in rules().values() for rule in named}
    signed = set()
    for sample in sample_documents():
        raw = read_sample(sample.file)
        kind = "text/html" if sample.file.endswith(".html") else "text/plain"
        capture = Capture(
            id=CaptureId(hashlib.sha256(raw).hexdigest()), name=sample.file, size=len(raw), media_type=kind, method="file",
            fetched_at="2024-06-30T08:00:00Z",
        )  # fmt: skip
        for found in read_and_extract(capture, raw, strict=True).found:
            signed |= {record.by for record in found.records if hasattr(record, "by")}
    assert signed
    assert signed <= told


def test_the_manual_page_tells_every_command_and_is_roff() -> None:
    lines = page("whosays.1").splitlines()
    told = [line.removeprefix(".SS ").replace("\\-", "-") for line in lines if line.startswith(".SS ")]
    assert [name for name in COMMANDS if f"whosays {name}" not in told] == []
    macros = {line.split()[0] for line in lines if line.startswith((".", "'"))}
    assert macros <= {'.\\"', ".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi"}
    assert [line for line in lines if re.search(r"(?<!\\)-", line) and not line.startswith('.\\"')] == []
