"""Read what an older Word file says of itself: its summary, which all Office files of its time have."""

from __future__ import annotations

import struct
from io import BytesIO

from whosays.read.meta import Meta
from whosays.read.properties import author_of, day_of

_DAMAGED = (OSError, struct.error, ValueError, IndexError, KeyError, TypeError, OverflowError, AttributeError, RecursionError)


def read_summary(raw: bytes) -> Meta:
    """Read the summary; one that is damaged says nothing, since the text does not hang on it."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(raw)) as ole:
            said = ole.get_metadata()
        codec = f"cp{said.codepage & 0xFFFF}" if said.codepage and said.codepage & 0xFFFF != 65001 else "utf-8"
        title, author = _words(said.title, codec), _words(said.author, codec)
        modified = said.last_saved_time
    # olefile has no error of its own: a damaged property surfaces as whichever of these it trips over.
    except _DAMAGED:
        return Meta()
    return Meta(title=title, author=author_of(author), modified=day_of(str(modified)) if modified else None)


def _words(raw: object, codec: str) -> str | None:
    if not isinstance(raw, bytes):
        return None
    try:
        words = raw.decode(codec, "replace")
    except LookupError:
        words = raw.decode("cp1252", "replace")
    return " ".join(words.replace("\x00", "").split())[:500] or None
