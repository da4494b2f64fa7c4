"""Every command says in a line what is wrong with the disk, and reads where it may only read. The documents are fiction."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.store.test_faults import needs_mounts, read_only

from whosays.case import Case
from whosays.cli import COMMANDS
from whosays.store.checkup import check_case

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


def run(commands: Sequence[Sequence[object]], *, limit: int = -1, mounts: Sequence[str] = ()) -> list[Said]:
    """Run commands in a process of its own, where files may not grow past a limit, or with mounts of its own."""
    told = json.dumps([[str(word) for word in command] for command in commands])
    program = [sys.executable, "-m", "tests.cli.on_a_disk", str(limit), told]
    if mounts:
        program = ["unshare", "-m", "sh", "-c", " && ".join([*mounts, 'exec "$@"']), "sh", *program]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    done = subprocess.run(program, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [Said(*json.loads(line)) for line in done.stdout.splitlines()]


def decided(here: Path) -> tuple[str, str]:
    """Decide on a claim and write a report; return the claim and the report."""
    with Case.open(here) as case:
        claim = case.claims()[0].id
        case.judge(claim, "accept", who="Tester")
        report = case.save_report(title="Lifts", blocks=[case.make_block("claim", claim)], who="Tester")
        return str(claim), str(report.id)


def bibliography(folder: Path) -> Path:
    """Write a bibliography of one work."""
    works = folder / "works.bib"
    works.write_text(
        "@book{weir, title={The Weir}, author={Example, Ann}, year={2019}, doi={10.1000/weir}}\n", encoding="utf-8"
    )
    return works


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
@pytest.mark.parametrize("limit", [0, 8_000])
def test_on_a_full_disk_every_command_that_writes_says_so_and_the_case_is_whole(here: Path, tmp_path: Path, limit: int) -> None:
    claim, report = decided(here)
    with Case.open(here) as case:
        other = str(case.claims()[1].id)
        before = case.export(tmp_path / "before")
        kept = {path.name: path.read_bytes() for path in before}
    paper = tmp_path / "long.txt"
    paper.write_text("Fiction.\n\n" + "The ferry board said that the pier is short. " * 200, encoding="utf-8")
    outside = tmp_path / "outside"
    works = bibliography(tmp_path)
    commands = [
        ["add", "--case", here, "--jobs", "1", paper],
        ["judge", "reject", "--case", here, "--who", "Tester", other],
        ["export", "--case", here, outside / "jsonl"],
        ["export", "--case", here, "--format", "csv", outside / "csv"],
        ["publish", "--case", here, outside / "site"],
        ["report", "--case", here, "--format", "html", "--output", outside / "report.html", "composed", report],
        ["new", outside / "another"],
        ["copy", here, outside / "copied"],
        ["import", "sources", "--case", here, works],
    ]
    outside.mkdir()
    said = run(commands, limit=limit)
    for command, (code, _, err) in zip(commands, said, strict=True):
        assert "Traceback" not in err, (command, err)
        if code:
            assert err.strip().splitlines()[-1].startswith(("whosays: ", "Error: ")), (command, err)
            assert "File too large" in err or "file too large" in err or "cannot" in err or "disk" in err, (command, err)
    refused = [command[0] for command, one in zip(commands, said, strict=True) if one.code]
    assert {"add", "publish", "new", "copy"} <= set(refused)
    if limit == 0:
        assert len(refused) == len(commands)
    assert not [path for path in outside.rglob("*") if path.name.endswith((".part", ".new"))]
    # All that was acknowledged is there, nothing by halves, and the same commands work where there is room.
    assert [finding for finding in check_case(here) if finding.state == "wrong"] == []
    with Case.open(here) as case:
        again = {path.name: path.read_bytes() for path in case.export(tmp_path / "after")}
        with case.view() as view:
            assert view.status(claim) == "accepted"
            assert view.status(other) == ("rejected" if said[1].code == 0 else "proposed")
    if said[1].code:
        assert again == kept
    again_elsewhere = [["new", tmp_path / "another"], *commands[-2:]]  # what is cut short can be copied anew
    assert [one.code for one in run([*commands[:5], *again_elsewhere])] == [0] * 8


# What reads a case, with what it needs; {…} is filled in. Those that write, talk or wait are named below.
READS = {
    "documents": (), "passages": ("library.txt",), "claims": (), "names": (), "lists": (), "notes": (), "events": (),
    "links": (), "problems": (), "search": ("lift",), "account": ("library.txt",), "dossier": ("Larkhill Library",),
    "timeline": (), "network": (), "places": (), "campaigns": (), "trends": (), "trace": ("{claim}",), "unsourced": (),
    "compare": ("library.txt", "harbour.txt"), "report": ("composed", "{report}"), "reports": (), "settings": (),
    "export": ("{out}/export",), "publish": ("{out}/site",), "people": (),
}  # fmt: skip
OTHERS = {
    "new", "add", "watch", "judge", "propose", "remove", "import", "copy",  # write
    "desk", "mcp",  # serve
    "plugins", "completion", "models",  # look at no case
    "doctor", "check",  # below
}  # fmt: skip


def test_every_command_is_looked_at() -> None:
    assert set(COMMANDS) == {*READS, *OTHERS}


@needs_mounts
def test_on_a_read_only_disk_every_command_that_reads_works_and_every_other_says_why_not(here: Path, tmp_path: Path) -> None:
    claim, report = decided(here)
    paper = tmp_path / "paper.txt"
    paper.write_text("Fiction.\n\nThe ferry board said that the pier is short.\n", encoding="utf-8")
    filled = {"claim": claim, "report": report, "out": str(tmp_path)}
    reads = [[name, "--case", here, *(word.format_map(filled) for word in words)] for name, words in READS.items()]
    writes = [
        ["add", "--case", here, "--jobs", "1", paper],
        ["judge", "reject", "--case", here, "--who", "Tester", claim],
        ["settings", "--case", here, "web-delay", "4"],
        ["remove", "--case", here, "--yes", "library.txt"],
        ["import", "sources", "--case", here, bibliography(tmp_path)],
    ]
    expected = run(reads)
    for path in (tmp_path / "export", tmp_path / "site"):
        assert path.is_dir()
    others = [["doctor", here], ["check", "--case", here, report], ["copy", here, tmp_path / "copied"]]
    said = run([*reads, *others, *writes], mounts=read_only(here))
    for command, one, other in zip(reads, said, expected, strict=False):
        assert (one.code, one.out) == (other.code, other.out), (command, one.err)
        assert other.code == 0, (command, other)
    assert [one.code for one in said[len(reads) : -len(writes)]] == [0, 0, 0], said[len(reads) : -len(writes)]
    assert [finding for finding in check_case(tmp_path / "copied") if finding.state == "wrong"] == []
    for command, one in zip(writes, said[-len(writes) :], strict=True):
        assert one.code == 1, (command, one)
        assert "cannot write to the case" in one.err, (command, one)
        assert "permissions" in one.err
        assert "Traceback" not in one.err
