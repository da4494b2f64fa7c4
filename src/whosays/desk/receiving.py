"""Files that a browser sends: written as they come, under numbers, into a folder of this upload alone, within limits.

The name that a file was sent with is a label: it is shown, and never becomes a path. What goes past a limit ends the upload
before anything of it is kept.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from whosays.capture.files import SIZE_LIMIT, Given
from whosays.desk.faults import BadRequest, TooLarge
from whosays.read.archives.labels import is_junk, make_label

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from python_multipart.multipart import MultipartCallbacks

MOST_OF_A_FORM = 4 << 20
"""Bytes of any other form: a translation of a long report, pasted in, is a tenth of it."""
NO_OTHER_LIMIT = sys.maxsize
"""What the routes of uploads tell FastAPI: `receive` limits them itself, by what the desk was started with."""
# One upload, and one file of it, unless the desk is started with another limit.
USUAL = 500 << 20
_MOST_FILES = 5_000
# Addresses, a thousand of them.
_MOST_WORDS = 1 << 20
_MOST_FIELDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What was sent: the files, where they lie now, and the words of the other fields."""

    files: tuple[Given, ...]
    fields: dict[str, str]


async def receive(pieces: AsyncIterator[bytes], content_type: str, folder: Path, *, limit: int = USUAL) -> Received:
    """Take in a form with files.

    Args:
        pieces: the body, as it comes.
        content_type: what the request says of it; it holds the line that parts the fields.
        folder: an empty folder, where the files are put.
        limit: bytes of the whole; one file may have no more than a case takes.

    Raises TooLarge or BadRequest.
    """
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import MultipartParser, parse_options_header

    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise BadRequest("files are sent as multipart/form-data")
    parts = _Parts(folder, min(limit, SIZE_LIMIT))
    size = 0
    try:
        parser = MultipartParser(boundary, parts.callbacks())
        async for piece in pieces:
            size += len(piece)
            if size > limit:
                raise TooLarge(f"an upload may have {_told(limit)}")
            parser.write(piece)
        parser.finalize()
    except FormParserError as error:
        raise BadRequest("the form is damaged") from error
    finally:
        parts.close()
    if not parts.is_whole:
        raise BadRequest("the form ends too early")
    return Received(files=tuple(parts.files), fields={name: _text(raw) for name, raw in parts.fields.items()})


class _Parts:
    """Takes the parts of a form as the parser meets them, and writes those that are files."""

    def __init__(self, folder: Path, file_limit: int) -> None:
        self.folder = folder
        self.file_limit = file_limit
        self.files: list[Given] = []
        self.fields: dict[str, bytearray] = {}
        self.is_whole = False
        self._header = bytearray()
        self._value = bytearray()
        self._disposition = b""
        self._file: BinaryIO | None = None
        self._label = ""
        self._size = 0
        self._into = bytearray()
        self._words = 0

    def callbacks(self) -> MultipartCallbacks:
        """Return what the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._end_header,
            "on_headers_finished": self._open,
            "on_part_data": self._take,
            "on_part_end": self.close,
            "on_end": self._end,
        }

    def close(self) -> None:
        """Close the file at hand."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._disposition = b""

    def _end_header(self) -> None:
        if bytes(self._header).lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._header.clear()
        self._value.clear()

    def _open(self) -> None:
        from python_multipart.multipart import parse_options_header

        _, options = parse_options_header(self._disposition)
        self._size = 0
        self._into = bytearray()
        if b"filename" not in options:
            name = _text(options.get(b"name", b""))
            if name not in self.fields and len(self.fields) == _MOST_FIELDS:
                raise TooLarge(f"a form may have {_MOST_FIELDS} fields")
            self._into = self.fields.setdefault(name, self._into)
            return
        name = _text(options[b"filename"])
        if not name or _is_left_out(name):  # a field for files that was left empty has no name
            return
        if len(self.files) == _MOST_FILES:
            raise TooLarge(f"an upload may have {_MOST_FILES:,} files")
        self._label = make_label(name)
        path = self.folder / f"{len(self.files) + 1:05}"
        self._file = path.open("xb")
        self.files.append(Given(path=path, name=self._label))

    def _take(self, data: bytes, start: int, end: int) -> None:
        self._size += end - start
        if self._file is not None:
            if self._size > self.file_limit:
                raise TooLarge(f"{self._label} is too large: a file may have {_told(self.file_limit)}")
            self._file.write(data[start:end])
            return
        self._words += end - start
        if self._words > _MOST_WORDS:
            raise TooLarge(f"the words of a form may have {_told(_MOST_WORDS)}")
        self._into.extend(data[start:end])

    def _end(self) -> None:
        self.is_whole = True


def _is_left_out(name: str) -> bool:
    """Ask whether a file is one that `add` passes over too: hidden in a folder, or left there by the system."""
    below = name.replace("\\", "/").split("/")[1:]
    return is_junk(name) or any(part.startswith(".") and part not in {".", ".."} for part in below)


def _text(raw: bytes | bytearray) -> str:
    return raw.decode("utf-8", "replace")


def _told(size: int) -> str:
    return f"{size / (1 << 20):,.4g} MB at most"
