"""Hand on the files that lie inside of an office file: embedded ones, and pictures where there are no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.passages import document_id
from whosays.read.reading import Member, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.read.zip_parts import Parts
    from whosays.records import Capture, Problem

# Beyond these a file is a store of files, not a text with a sheet in it.
_MEMBERS, _BYTES = 100, 100 << 20
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp")
"""The endings of pictures that text recognition reads."""


def take_members(capture: Capture, parts: Parts, names: Iterable[str]) -> Iterator[Member | Problem]:
    """Yield the parts of these names as members; one that cannot be unpacked, or too many, are a Problem."""
    total = 0
    for at, name in enumerate(dict.fromkeys(names)):
        if at >= _MEMBERS or total > _BYTES:
            more = f"{capture.name} holds more files than are taken out of it"
            yield make_problem("read-in-part", more, doc=document_id(capture))
            return
        try:
            raw = parts.read(name)
        except UnreadableDocument as error:
            yield make_problem("read-in-part", str(error), doc=document_id(capture))
            continue
        total += len(raw)
        yield Member(name=name, raw=raw)
