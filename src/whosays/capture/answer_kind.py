"""What the bytes of an answer are, and what they would be called as a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from whosays.capture.media_types import HEAD, ending_for, guess_media_type, media_type_by_ending

if TYPE_CHECKING:
    import httpx

_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
# What servers say when they do not know.
_UNSURE = {
    "application/octet-stream", "binary/octet-stream", "application/x-download", "application/download",
    "application/force-download", "application/x-unknown", "unknown/unknown", "text/plain",
}  # fmt: skip
# What the first bytes alone do not tell for sure.
_DOUBTFUL = (
    "text/", "message/", "multipart/", "application/octet-stream", "application/zip", "application/gzip", "application/mbox",
    "application/x-subrip", "application/x-ole-storage",
)  # fmt: skip
_LONGEST = 200


def tell_media_type(declared: str | None, path: str, head: bytes) -> str:
    """Tell what the bytes are: by what they begin with where that is sure, else as the server says, else by the ending.

    A server that says "text/plain" may mean it, or may not know.
    """
    said = (declared or "").partition(";")[0].strip().lower()
    sniffed = guess_media_type("", head[:HEAD])
    if not sniffed.startswith(_DOUBTFUL):
        return sniffed
    if _TYPE.fullmatch(said) and said not in _UNSURE:
        return said
    guessed = guess_media_type(_last(path), head[:HEAD])
    return sniffed if said == "text/plain" and not guessed.startswith("text/") else guessed


def name_for(url: httpx.URL, media_type: str) -> str:
    """Return what the answer would be called: host and path, with an ending that does not belie its kind."""
    path = unquote(url.raw_path.decode("ascii"), errors="replace").strip("/")
    name = "".join(char if char.isprintable() else "�" for char in f"{url.host}/{path}".rstrip("/"))
    if len(name) > _LONGEST:
        name = f"{name[: _LONGEST - 20]}…{name[-19:]}"
    if media_type_by_ending(name) in (None, media_type):
        return name
    return f"{name}{ending_for(media_type) or '.bin'}"


def _last(path: str) -> str:
    return unquote(path, errors="replace").rpartition("/")[2]
