"""The hostile set through a whole case: nothing crashes, hangs or leaves the case folder; all is read, or said not to be."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.hostile.files import hostile_files

from whosays.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.case.intake.adding import Added

# Seconds for one document, on a machine that others may be using as well.
LIMIT = 15.0
# What met the limit is tried again with each `add`; that it ends is all that is asked then.
AGAIN = 3.0
# What is honest work for longer than that, or keeps a library busy that cannot be told to stop: a Problem says so.
MAY_BE_SLOW = ("many-pages.pdf", "shared-pages.pdf", "form-loop.pdf", "cues.srt")


def tree(*folders: Path) -> set[str]:
    """Return every path below some folders."""
    return {str(path) for folder in folders for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    for name in ("files", "case", "temporary"):
        (made / name).mkdir()
    return made


@pytest.fixture(scope="module")
def names(folder: Path) -> list[str]:
    """Write the set, and return the names of its files."""
    written = []
    for name, raw in hostile_files():
        (folder / "files" / name).write_bytes(raw)
        written.append(name)
    return written


@pytest.fixture(scope="module")
def temporary(folder: Path) -> Iterator[Path]:
    """Have every process, this one too, put its temporary files in a folder that is watched."""
    place = folder / "temporary"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(place))
        patch.setattr(tempfile, "tempdir", None)
        yield place


@pytest.fixture(scope="module")
def case(folder: Path) -> Iterator[Case]:
    with Case.new(folder / "case") as made:
        yield made


@pytest.fixture(scope="module")
def added(case: Case, folder: Path, names: list[str], temporary: Path) -> Added:
    before = tree(folder.parent)
    here = {path.name for path in Path().iterdir()}
    begun = time.monotonic()
    result = case.add([folder / "files"], jobs=2, timeout=LIMIT)
    print(f"{len(names)} files in {time.monotonic() - begun:.0f} s")
    outside = {path for path in tree(folder.parent) - before if not path.startswith(str(folder / "case"))}
    assert not outside
    assert {path.name for path in Path().iterdir()} == here
    return result


def test_the_set_is_large_enough(names: list[str]) -> None:
    assert len(set(names)) == len(names) >= 60


def test_nothing_in_whosays_fails(added: Added) -> None:
    assert not added.faults


def test_no_file_needs_all_its_time_or_kills_its_process(added: Added) -> None:
    lost = [problem.message for problem in added.problems if problem.code in ("reader-slow", "reader-died", "reader-too-large")]
    assert not [message for message in lost if not message.startswith(MAY_BE_SLOW)]


def test_every_file_is_read_or_said_not_to_be(added: Added, case: Case, names: list[str]) -> None:
    assert not sorted(set(names) - set(_told(case)) - {_first_line(text) for text in added.untold})


def _told(case: Case) -> Iterator[str]:
    with case.view() as view:
        read: set[str] = {document.capture for document in view.documents()}
        read |= {link.a for link in view.links() if link.kind == "contains"}
        captures = list(view.captures())
        read |= {capture.parent for capture in captures if capture.parent}
        messages = "\n".join(problem.message for problem in view.problems())
    for capture in captures:
        if capture.id in read or capture.name in messages:
            yield capture.name


def _first_line(untold: str) -> str:
    """Return the name of a file that is left out because its bytes came before under another name."""
    return Path(untold.partition(" has the same bytes as ")[0]).name


def test_what_is_kept_holds_its_words(added: Added, case: Case) -> None:
    with case.view() as view:
        for document in view.documents():
            for passage in view.passages(document.id):
                assert all(document.text[piece.start : piece.end] == piece.text for piece in passage.pieces)


def test_adding_again_changes_nothing(added: Added, case: Case, folder: Path) -> None:
    before = _counts(case)
    again = case.add([folder / "files"], jobs=2, timeout=AGAIN)
    assert not again.faults
    # What met a limit is tried again; what is near to it may be read this time.
    stopped = {problem.message.partition(":")[0] for problem in added.problems if problem.code == "extraction-stopped"}
    assert {document.name for document in case.documents() if document.id in set(again.new)} <= {*stopped, *MAY_BE_SLOW}
    assert _counts(case)["documents"] - before["documents"] in range(len(MAY_BE_SLOW) + 1)


def _counts(case: Case) -> dict[str, int]:
    with case.store.view() as view:
        return dict(view.counts())


def test_all_can_be_exported(added: Added, case: Case, folder: Path) -> None:
    for form in ("jsonl", "csv"):
        place = folder / "case" / form
        assert all(path.is_relative_to(place) for path in case.export(place, format=form))


def test_one_can_be_removed(added: Added, case: Case) -> None:
    document = case.documents()[0]
    case.remove(document.id)
    assert document.id not in {left.id for left in case.documents()}
