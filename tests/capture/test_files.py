"""Files and folders become captures: order, kinds, and all that can lie in a folder."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from whosays.capture.files import SIZE_LIMIT, Given, PathMissing, Place, Skipped, Taken, find_files, take_file
from whosays.records import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path


def take(
    paths: Iterable[Path | str], *, leave_out: Collection[Path] = (), limit: int = SIZE_LIMIT
) -> Iterator[Taken | Skipped | Problem]:
    for one in find_files(paths, leave_out=leave_out):
        yield take_file(one, limit=limit) if isinstance(one, Place) else one


def told(found: Iterable[Taken | Skipped | Problem]) -> list[str]:
    lines = []
    for one in found:
        if isinstance(one, Taken):
            lines.append(one.capture.name)
        elif isinstance(one, Skipped):
            lines.append(f"{one.path.name} skipped: {one.why}")
        else:
            lines.append(f"{one.code}: {one.message}")
    return lines


def test_a_capture_is_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_bytes(b"The harbour opened.\n")
    (taken,) = take([tmp_path / "harbour.txt"])
    assert isinstance(taken, Taken)
    assert taken.raw == b"The harbour opened.\n"
    assert taken.capture.id == hashlib.sha256(taken.raw).hexdigest()
    assert (taken.capture.name, taken.capture.size, taken.capture.media_type) == ("harbour.txt", 20, "text/plain")
    assert (taken.capture.method, taken.capture.url, taken.capture.parent) == ("file", None, None)
    assert taken.capture.fetched_at.endswith("Z")


def test_folders_are_read_all_the_way_down_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/z.txt", "c/d/e.txt", "c/.note", ".git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    expected = [".git skipped: hidden", "a.txt", "b.txt", ".note skipped: hidden", "e.txt", "z.txt"]
    assert told(take([tmp_path])) == expected


def test_a_hidden_file_that_is_asked_for_is_read(tmp_path: Path) -> None:
    (tmp_path / ".minutes").write_text("x", encoding="utf-8")
    assert told(take([tmp_path / ".minutes"])) == [".minutes"]


def test_patterns_are_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "a.txt", "a.md", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert told(take(["*.txt"])) == ["a.txt", "b.txt"]
    assert told(take(["**/*.txt"])) == ["a.txt", "b.txt", "c.txt"]


def test_a_name_with_pattern_letters_is_first_a_name(tmp_path: Path) -> None:
    (tmp_path / "minutes [draft].txt").write_text("x", encoding="utf-8")
    assert told(take([tmp_path / "minutes [draft].txt"])) == ["minutes [draft].txt"]


@pytest.mark.parametrize("name", ["absent.txt", "*.nothing"])
def test_a_path_to_nothing_stops_before_anything_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(PathMissing, match="look at the spelling"):
        next(take([tmp_path / "a.txt", tmp_path / name]))


def test_a_file_over_the_limit_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "long.txt").write_bytes(b"x" * 2000)
    assert told(take([tmp_path / "reports"], limit=1999)) == [
        "file-too-large: reports/long.txt: 2,000 bytes, the limit is 1,999"
    ]


def test_links_that_lead_round_in_a_circle_are_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    name = tmp_path.name
    assert told(take([tmp_path])) == [
        "one.txt",
        "up skipped: already read under another name",
        f"file-unreadable: {name}/gone.txt: no such file or directory",
        f"file-unreadable: {name}/self.txt: too many levels of symbolic links",
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert told(take([tmp_path])) == ["pipe skipped: no ordinary file"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read everything")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o000)
    (tmp_path / "shut.txt").touch(mode=0o000)
    name = tmp_path.name
    assert told(take([tmp_path])) == [
        f"file-unreadable: {name}/shut: permission denied",
        f"file-unreadable: {name}/shut.txt: permission denied",
    ]


def test_what_is_left_out_is_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", "case.db", "originals/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert told(take([tmp_path], leave_out=[tmp_path / "case.db", tmp_path / "originals"])) == ["a.txt"]


def test_a_name_that_is_no_utf8_stays_printable(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x", encoding="utf-8")
    assert told(take([tmp_path])) == ["caf�.txt"]


def test_a_file_that_was_sent_is_called_as_it_was_sent(tmp_path: Path) -> None:
    (tmp_path / "00001").write_bytes(b"The harbour opened.\n")
    (place,) = find_files([Given(path=tmp_path / "00001", name="papers/../may/harbour.txt")])
    assert isinstance(place, Place)
    assert (place.path, place.called, place.name) == (tmp_path / "00001", "papers/may/harbour.txt", "harbour.txt")
    taken = take_file(place)
    assert isinstance(taken, Taken)
    assert (taken.capture.name, taken.capture.media_type) == ("harbour.txt", "text/plain")


def test_a_file_that_was_sent_and_is_gone_is_told_by_its_name(tmp_path: Path) -> None:
    (place,) = find_files([Given(path=tmp_path / "00001", name="harbour.txt")])
    assert isinstance(place, Place)
    gone = take_file(place)
    assert isinstance(gone, Problem)
    assert gone.message.startswith("harbour.txt: ")
