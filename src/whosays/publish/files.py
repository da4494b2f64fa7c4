"""Write a file whole or not at all; a value as one line of JSON."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

# Some programs take these for line ends too.
_LINE_ENDS = {sign.encode(): f"\\u{ord(sign):04x}".encode() for sign in "\x85\u2028\u2029"}


def write_whole(path: Path, chunks: Iterable[bytes]) -> Path:
    """Write `chunks` beside `path` and move them there at the end, so that nobody ever reads half a file."""
    with whole_file(path) as file:
        file.writelines(chunks)
    return path


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside `path` to write; it is moved there at the end, if nothing was raised."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def json_line(value: object) -> bytes:
    """Return a value as JSON with its line end; nothing else in it is taken for a line end by any reader."""
    import msgspec

    line = msgspec.json.encode(value)
    for sign, escape in _LINE_ENDS.items():
        line = line.replace(sign, escape)
    return line + b"\n"
