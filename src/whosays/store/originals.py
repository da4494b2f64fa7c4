"""The original bytes of a case: one file a capture, named by its SHA-256, whole or not there."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from whosays.store.faults import CannotWrite, DamagedCase, NoOriginal

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

FOLDER = "originals"
_NEW = ".new"


class Originals:
    """Files under `CASE/originals`. Writing has two halves, so that a batch of files shares its waits for the disk.

    1. `write` writes the bytes under a temporary name;
    2. `settle`, before the database commits, forces them to the disk, gives them their names and forces those too.
    """

    def __init__(self, case: Path) -> None:
        self.folder = case / FOLDER
        self._written: list[Path] = []
        self._settled: list[Path] = []

    def path(self, capture: str) -> Path:
        """Return where the bytes of a capture are."""
        return self.folder / capture[:2] / capture

    def write(self, capture: str, raw: bytes) -> None:
        """Write the bytes of a capture under a temporary name. Raises ValueError where `capture` is not their SHA-256."""
        if hashlib.sha256(raw).hexdigest() != capture:
            raise ValueError(f"{capture} is not the SHA-256 of these {len(raw)} bytes")
        place = self.path(capture)
        if place in self._written:
            return
        new = place.with_name(capture + _NEW)
        with self._faults():
            try:
                try:
                    new.write_bytes(raw)
                except FileNotFoundError:  # the first one that begins with these two digits
                    place.parent.mkdir(parents=True, exist_ok=True)
                    new.write_bytes(raw)
            except OSError:
                new.unlink(missing_ok=True)  # on a full disk, what there was room for
                raise
        self._written.append(place)

    def settle(self) -> None:
        """Make what was written lasting, under its names."""
        if not self._written:
            return
        with self._faults():
            for place in self._written:
                _force(place.with_name(place.name + _NEW))
            for place in self._written:
                if not place.exists():
                    self._settled.append(place)
                place.with_name(place.name + _NEW).replace(place)
            for folder in {place.parent for place in self._written} | {self.folder, self.folder.parent}:
                _force(folder)
        self._written.clear()

    def undo(self) -> None:
        """Take away what was written since the last commit."""
        for place in self._written:
            place.with_name(place.name + _NEW).unlink(missing_ok=True)
        for place in self._settled:
            place.unlink(missing_ok=True)
        self._written.clear()
        self._settled.clear()

    def read(self, capture: str) -> bytes:
        """Return the bytes of a capture, checked."""
        try:
            raw = self.path(capture).read_bytes()
        except FileNotFoundError as error:
            raise NoOriginal(capture) from error
        if hashlib.sha256(raw).hexdigest() != capture:
            raise DamagedCase(self.path(capture), "its SHA-256 is another")
        return raw

    def has(self, capture: str) -> bool:
        """Ask whether the bytes of a capture are there."""
        return self.path(capture).is_file()

    def sweep(self, known: Container[str]) -> int:
        """Delete every file that is not of a known capture (removed ones, leavings of a killed process); return how many."""
        gone = 0
        for place in self.files():
            if place.name not in known:
                place.unlink()
                gone += 1
        for folder in sorted(self.folder.glob("*/")):
            if next(folder.iterdir(), None) is None:
                folder.rmdir()
        if gone:
            _force(self.folder)
        return gone

    def files(self) -> Iterator[Path]:
        """Yield every file that is there, known or not."""
        return (place for folder in sorted(self.folder.glob("*/")) for place in sorted(folder.iterdir()))

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CannotWrite(self.folder.parent, error.strerror or str(error)) from error


def _force(place: Path) -> None:
    """Force a file's bytes, or a folder's names, to the disk."""
    if place.is_dir() and os.name == "nt":
        return  # Windows writes folders through and lets nobody open them
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
