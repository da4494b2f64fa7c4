"""The three ways to extend whosays, on one screen, and the built-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.extract.material import Material
    from whosays.read.reading import Reading
    from whosays.records import Capture, Record


class Reader(Protocol):
    """Bytes of one kind of file → text with zones. Pure: no clock, network, store or settings."""

    name: str
    version: str

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether this reader is for the capture, by media type, name and its first 4,096 bytes."""

    def __call__(self, capture: Capture, raw: bytes) -> Reading:
        """Read the bytes. An odd document gives Problems; one that cannot be read at all raises UnreadableDocument."""


class Extractor(Protocol):
    """A document and what was found so far → more records and problems. Pure."""

    name: str
    version: str
    makes: tuple[str, ...]

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield records in document order."""


class Exporter(Protocol):
    """A read-only view of a case → files in a folder."""

    name: str

    def __call__(self, view: object, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths."""
