"""The commands of the README, the tutorial and the how-tos are run as they are printed, each page in a fresh folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from whosays.plugins import EXTRACTORS
from whosays.read.plain import PlainReader
from whosays.testing import find, read_cases
from whosays.text.syntax import has_model

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs" / "tutorial").glob("*.md")),
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
]
pytestmark = pytest.mark.skipif(not has_model("en"), reason="the pages show what is found with the English model")


@dataclass(frozen=True)
class Command:
    """A line that begins with `$`, and the lines printed under it."""

    words: list[str]
    printed: list[str] = field(default_factory=list)


def commands(page: Path) -> list[Command]:
    """Return the commands of a page in order; a block is indented by four, or fenced as ```console."""
    found: list[Command] = []
    fence, within = None, False
    for line in page.read_text(encoding="utf-8").splitlines():
        if mark := re.match(r"(`{3,})(\w*)", line):
            fence = None if fence is not None else mark[2]
            continue
        shown = line if fence == "console" else line[4:] if line.startswith("    ") and fence is None else ""
        if shown.startswith("$ "):
            found.append(Command(shlex.split(shown[2:], comments=True)))
            within = True
        elif not shown:
            within = False
        elif within:
            found[-1].printed.append(shown)
    return found


def lay_out_files(page: Path, folder: Path) -> None:
    """Write the files that a page shows: blocks fenced as ```text NAME."""
    for name, words in re.findall(r"^```text (\S+)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        (folder / name).write_text(words, encoding="utf-8")


def python_of(page: Path) -> str:
    """Return the Python of a page as one program, which is run after its commands: the blocks fenced as ```python.

    A line that ends in `# → VALUE` shows what the expression before it is; it is made into an assertion of that. A block fenced
    as ```python no-run is for reading alone.
    """
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    shown = re.compile(r"^(\S.*?) +# → (.+)$", re.MULTILINE)
    return shown.sub(lambda match: f"assert repr({match[1]}) == {match[2]!r}, repr({match[1]})", "\n".join(blocks))


_IDS = (("CLAIM", "clm"), ("ROW", "row"), ("NAME", "ent"), ("PROPOSAL", "lnk"), ("PLACE", "men"))


class Terminal:
    """Where the commands of a page are run: a folder, and the ids that stand for CLAIM, OTHER-CLAIM, ROW, NAME and so on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ids: dict[str, str] = {}

    def run(self, words: list[str]) -> str:
        """Run a command as a reader would who says yes, and return what it prints."""
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve(strict=True)
            return ""
        if "ROW" in words and "ROW" not in self.ids:
            self.run(["whosays", "lists"])
        done = subprocess.run(
            [sys.executable, "-m", "whosays.cli", *(self.ids.get(word, word) for word in words[1:])],
            cwd=self.folder,
            env=os.environ | {"WHOSAYS_WHO": "Ann Example"},
            input="four words in a row\n" if words[1:2] == ["people"] else "y\n",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{shlex.join(words)}: {done.stderr}"
        for name, pattern in _IDS:
            ids = re.findall(rf"^ *({pattern}-\w+)  ", done.stdout, re.MULTILINE)
            if (
                name not in self.ids or name == "PLACE"
            ):  # nearly every command prints places: one of those printed last is meant
                self.ids |= dict(zip((name, f"OTHER-{name}"), ids, strict=False))
        return done.stdout + done.stderr


def test_the_pages_are_found() -> None:
    assert len(PAGES) >= 6
    assert [page.name for page in PAGES if not commands(page)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_it_says(page: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    lay_out_files(page, tmp_path)
    for command in commands(page):
        if command.words[0] not in ("whosays", "cd"):
            continue  # for somebody who works on the source
        out = terminal.run(command.words)
        assert [line for line in command.printed if line != "…" and line not in out] == []
    if program := python_of(page):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", program], cwd=terminal.folder, check=False, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_the_tutorial_has_the_same_commands_in_every_language(language: str) -> None:
    here, there = (commands(ROOT / "docs" / "tutorial" / name) for name in (f"first-case.{language}.md", "first-case.md"))
    assert [one.printed for one in here] == [one.printed for one in there]
    # What is told in the words of a person (a remark, what is searched for) may differ; the command and its options may not.
    said = {"search", "accept"}
    assert [one.words[:-1] if said & {*one.words} else one.words for one in here] == [
        one.words[:-1] if said & {*one.words} else one.words for one in there
    ]


def test_what_the_page_on_cases_shows_is_what_is_found(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "write-a-case.md").read_text(encoding="utf-8")
    case, filled = re.findall(r"^`{4}markdown\n(.*?)^`{4}$", page, re.MULTILINE | re.DOTALL)
    path = tmp_path / "bridges.md"
    path.write_text(case, encoding="utf-8")
    last = [extractor.name for extractor in EXTRACTORS].index("names") + 1
    found = find(read_cases(path)[0], EXTRACTORS[:last], reader=PlainReader())
    assert filled.splitlines()[1:-1] == found
