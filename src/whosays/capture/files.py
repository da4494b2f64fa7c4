"""Files and folders of this machine → captures with their bytes."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from whosays.capture.media_types import HEAD, guess_media_type
from whosays.errors import WhosaysError
from whosays.problems import make_problem
from whosays.records import Capture, CaptureId, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# A larger file is hardly a document; the largest in the corpora tried is a scanned PDF of 60 MB.
SIZE_LIMIT = 200 << 20


class PathMissing(WhosaysError):
    """A path or pattern that the user gave leads to no file."""

    code = "path-missing"

    def __init__(self, path: str) -> None:
        what = "no file matches" if has_magic(path) else "there is no file or folder"
        super().__init__(f"{what} {path}; look at the spelling, or at what is in {Path(path).parent}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that was read: what is kept of it, and where it was."""

    capture: Capture
    raw: bytes
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file or folder that is left out on purpose, and why. It is told to the user and not recorded."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file that was sent with a name: where its bytes are, and what it is called. The name is shown and never opened.

    `name` may be a path below a folder that was sent ("reports/may.txt").
    """

    path: Path
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file to take, and how to call it in a Problem: its path below what the user gave, the same on every machine.

    `name` is what its capture is called (None: as the file is).
    """

    path: Path
    called: str
    name: str | None = None


def find_files(paths: Iterable[Path | str | Given], *, leave_out: Collection[Path] = ()) -> Iterator[Place | Skipped | Problem]:
    """Yield every file under `paths` without reading it, in the order given and by name within a folder.

    Args:
        paths: files, folders (with all below them) and patterns ("reports/**/*.txt"); files that were sent with a name.
        leave_out: files and folders to pass over in silence, such as those of the case itself.

    Raises PathMissing before the first file is yielded when one of the paths leads to nothing.
    """
    roots: list[Path | Given] = []
    for path in paths:
        roots += [path] if isinstance(path, Given) else _expand(str(path))
    outside = {os.path.realpath(path) for path in leave_out}
    seen: set[tuple[int, int]] = set()
    for root in roots:
        if isinstance(root, Given):
            parts = [part for part in re.split(r"[/\\]+", root.name) if part not in {"", ".", ".."}]
            yield Place(path=root.path, called="/".join(parts) or root.name, name=parts[-1] if parts else root.name)
        else:
            yield from _walk(root, root.name, outside, seen, given=True)


def take_file(place: Place, *, limit: int = SIZE_LIMIT) -> Taken | Problem:
    """Read a file. One that has more bytes than `limit`, or cannot be read, gives a Problem."""
    try:
        size = place.path.stat().st_size
        if size > limit:
            return make_problem("file-too-large", f"{place.called}: {size:,} bytes, the limit is {limit:,}")
        raw = place.path.read_bytes()
    except OSError as error:
        return make_problem("file-unreadable", f"{place.called}: {_reason(error)}")
    name = place.name or _printable(place.path.name)
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=name,
        size=len(raw),
        media_type=guess_media_type(name, raw[:HEAD]),
        method="file",
        fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    return Taken(capture=capture, raw=raw, path=place.path)


def _expand(path: str) -> list[Path]:
    home = Path(path).expanduser()
    if os.path.lexists(home):
        return [home]
    found = sorted(glob(str(home), recursive=True)) if has_magic(path) else []  # noqa: PTH207  # takes absolute patterns too
    if not found:
        raise PathMissing(path)
    return [Path(name) for name in found]


def _walk(
    path: Path, called: str, outside: set[str], seen: set[tuple[int, int]], *, given: bool = False
) -> Iterator[Place | Skipped | Problem]:
    if os.path.realpath(path) in outside:
        return
    if path.name.startswith(".") and not given:
        yield Skipped(path=path, why="hidden")
        return
    try:
        about = path.stat()
    except OSError as error:
        yield make_problem("file-unreadable", f"{_printable(called)}: {_reason(error)}")
        return
    if stat.S_ISDIR(about.st_mode):
        yield from _walk_folder(path, called, outside, seen, (about.st_dev, about.st_ino))
    elif stat.S_ISREG(about.st_mode):
        yield Place(path=path, called=_printable(called))
    else:
        yield Skipped(path=path, why="no ordinary file")  # a pipe or device could be read for ever


def _walk_folder(
    path: Path, called: str, outside: set[str], seen: set[tuple[int, int]], key: tuple[int, int]
) -> Iterator[Place | Skipped | Problem]:
    if key in seen:
        yield Skipped(path=path, why="already read under another name")  # a link to a folder, perhaps to one above it
        return
    seen.add(key)
    try:
        names = sorted(below.name for below in path.iterdir())
    except OSError as error:
        yield make_problem("file-unreadable", f"{_printable(called)}: {_reason(error)}")
        return
    for name in names:
        yield from _walk(path / name, f"{called}/{name}" if called else name, outside, seen)


def _printable(name: str) -> str:
    """Return the name without the half characters that stand for bytes which are no UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
