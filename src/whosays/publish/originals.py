"""Write the original bytes of a case beside its record, each under its SHA-256, so that they can be brought back with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.publish.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from whosays.records import CaptureId

FOLDER = "originals"


def write_originals(captures: Iterable[CaptureId], read: Callable[[CaptureId], bytes], folder: Path) -> Iterator[Path]:
    """Write the bytes of captures to `originals/AB/ABCD…`, and yield the paths.

    Args:
        captures: their ids, which are the SHA-256 of the bytes in hex.
        read: returns the bytes of one, checked.
        folder: that of the export.
    """
    for capture in captures:
        yield write_whole(folder / FOLDER / capture[:2] / capture, (read(capture),))
