"""Open OLE files (older Office files, messages of Outlook) without believing the sizes that they give.

A stream that says it has two thousand million bytes, and whose sectors lead in a circle, would be read for minutes.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olefile import OleFileIO


def open_ole(raw: bytes) -> OleFileIO:
    """Open the file. Raises OSError, or whatever the library trips over, where it is damaged."""
    from olefile import OleFileIO

    ole = OleFileIO(BytesIO(raw))
    if ole.num_mini_fat_sectors * ole.sector_size > len(raw) or ole.root.size > len(raw):
        raise OSError("its tables are said to be larger than the file")
    return ole


def read_stream(ole: OleFileIO, path: str | Sequence[str]) -> bytes:
    """Return the bytes of a stream. Raises OSError for one that is said to be larger than the file."""
    if ole.get_size(path) > ole._filesize:
        raise OSError("a stream is said to be larger than the file")
    return bytes(ole.openstream(path).read())
