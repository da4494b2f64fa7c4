"""What people take out of the case: written by a process beside the desk into a file that is removed when its time is over.

One is made at a time; who asks meanwhile waits for the turn. Each person has one export, and sees no other's. It is given no
more once a document that may be in it was removed from the case, or something was hidden.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from whosays.case import Case, NoSuchFormat
from whosays.desk.aside import Aside
from whosays.desk.faults import NoAnswer, NothingToFetch
from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from whosays.store.held.hides import HeldHides
    from whosays.store.shelf import Reached

# Seconds that a file is kept: until it is fetched, and from then on for whoever presses twice, or lost the connection.
_KEPT, _FETCHED = 3600.0, 300.0

State = Literal["waiting", "making", "ready", "failed"]


class ExportRuns(WhosaysError):
    """An export of this person is being made already."""

    code = "export-runs"

    def __init__(self) -> None:
        super().__init__("an export of yours is being made; take the next one when it is ready")


class ExportOutdated(WhosaysError):
    """What was made must not leave any more."""

    code = "export-outdated"

    def __init__(self) -> None:
        super().__init__("a document was removed from the case meanwhile, or something was hidden; have it made again")


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What a person takes out, and how far it is.

    - `format` is the name of an exporter, `originals` whether the original files are wanted too;
    - `size` is how many bytes are written so far, of the file once it is ready; `name` is what the file is called then;
    - `fault` says why it failed, `fault_code` which error it was.
    """

    format: str
    originals: bool
    state: State = "waiting"
    size: int = 0
    name: str = ""
    fault: str | None = None
    fault_code: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.state in {"ready", "failed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the process beside the desk is asked to write: of which case, into which room."""

    case: Path
    room: Path
    format: str
    originals: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The one file that was written, and the end of its name; or what the user can put right."""

    path: Path | None = None
    suffix: str = ""
    fault: str | None = None
    fault_code: str | None = None


def write_export(wanted: Wanted) -> Written:
    """Write the record of a case: as the one file that the format has, else packed into one archive."""
    import zipfile

    folder, packed = wanted.room / "files", wanted.room / "packed.zip"
    folder.mkdir()
    alone: Path | None = None
    try:
        with Case.open(wanted.case) as case, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for path in case.export(folder, format=wanted.format, originals=wanted.originals):
                if alone is None and not archive.namelist():
                    alone = path  # packed when a second one comes: a workbook alone needs no archive
                    continue
                for one in (alone, path):
                    if one is not None:
                        archive.write(one, one.relative_to(folder))
                        one.unlink()
                alone = None
    except WhosaysError as error:
        return Written(fault=str(error), fault_code=error.code)
    return Written(path=alone, suffix=alone.suffix) if alone else Written(path=packed, suffix=".zip")


_Then = tuple["Reached", frozenset[str]]
"""How far the case had come when an export was begun, and what was hidden."""


@dataclass(slots=True)
class _Kept:
    """The export of a person: how far it is, the room that it is written in, the file, and until when all of it is kept."""

    export: Export
    room: Path
    then: _Then
    path: Path | None = None
    until: float = float("inf")


class Exports:
    """The exports of one desk."""

    def __init__(self, case: Case, hides: HeldHides) -> None:
        """Make ready to export a case; nothing is started until somebody asks."""
        self._case = case
        self._hides = hides
        self._aside = Aside(write_export)
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._all: dict[str, _Kept] = {}
        self._closed = False
        self._sweeper: threading.Timer | None = None

    def make(self, person: str, format: str, *, originals: bool = False) -> Export:
        """Begin to write an export for a person, in place of the last one. Raises NoSuchFormat, ExportRuns, NoAnswer."""
        from whosays.plugged_in import all_exporters

        names = [exporter.name for exporter in all_exporters()]
        if format not in names:
            raise NoSuchFormat(format, names)
        then = self._now()
        with self._lock:
            if self._closed:
                raise NoAnswer("the desk is closed")
            before = self._all.get(person)
            if before and not before.export.is_over:
                raise ExportRuns
            room = Path(tempfile.mkdtemp(prefix="whosays-export-"))
            made = self._all[person] = _Kept(Export(format=format, originals=originals), room, then)
        if before:
            shutil.rmtree(before.room, ignore_errors=True)
        threading.Thread(target=self._work, args=(made,), daemon=True, name="whosays export").start()
        return made.export

    def of(self, person: str) -> Export | None:
        """Return the export of a person as it is now; None where there is none."""
        self._let_go(person)
        with self._lock:
            kept = self._all.get(person)
            if kept is None:
                return None
            export, room = kept.export, kept.room
        return export if export.is_over else replace(export, size=_size(room))

    def fetch(self, person: str) -> tuple[Export, Iterator[bytes]]:
        """Return the export of a person that is ready, and its bytes, piece by piece. Raises NothingToFetch."""
        self._let_go(person)
        with self._lock:
            kept = self._all.get(person)
            if kept is None or kept.path is None:
                raise NothingToFetch
            opened = kept.path.open("rb")
            return kept.export, self._pieces(kept, opened)

    def close(self) -> None:
        """End what is being made, and remove every file."""
        with self._lock:
            self._closed = True
            rooms = [kept.room for kept in self._all.values()]
            self._all.clear()
            if self._sweeper:
                self._sweeper.cancel()
        self._aside.close()
        for room in rooms:
            shutil.rmtree(room, ignore_errors=True)

    def sweep(self) -> None:
        """Remove the files whose time is over, and come back when that of the next one is."""
        now = time.monotonic()
        with self._lock:
            over = [person for person, kept in self._all.items() if kept.until <= now]
            rooms = [self._all.pop(person).room for person in over]
            left = [kept.until for kept in self._all.values() if kept.until != float("inf")]
            if self._sweeper:
                self._sweeper.cancel()
            if left and not self._closed:
                self._sweeper = threading.Timer(max(min(left) - now, 0), self.sweep)
                self._sweeper.daemon = True
                self._sweeper.start()
        for room in rooms:
            shutil.rmtree(room, ignore_errors=True)

    def _work(self, kept: _Kept) -> None:
        with self._turn:
            self._change(kept, replace(kept.export, state="making"))
            export = kept.export
            wanted = Wanted(case=self._case.folder, room=kept.room, format=export.format, originals=export.originals)
            try:
                written = self._aside.ask(wanted)
            except NoAnswer as error:
                written = Written(fault=str(error), fault_code=error.code)
        if written.path is None:
            self._change(kept, replace(export, state="failed", fault=written.fault, fault_code=written.fault_code))
            shutil.rmtree(kept.room, ignore_errors=True)
        else:
            name = f"{self._case.folder.resolve().name}-{export.format}{written.suffix}"
            ready = replace(export, state="ready", size=written.path.stat().st_size, name=name)
            self._change(kept, ready, path=written.path)
        self._keep(kept, _KEPT)

    def _now(self) -> _Then:
        with self._case.view(kept=True) as view:
            lookup = view.stored.lookup
            return lookup.shelf.reached(), frozenset(one.id for one in self._hides.stand(lookup))

    def _let_go(self, person: str) -> None:
        """Remove what was made for a person before something was removed or hidden: it must not leave any more."""
        with self._lock:
            kept = self._all.get(person)
        if kept is None or kept.path is None:
            return
        with self._case.view(kept=True) as view:
            lookup = view.stored.lookup
            hidden = {one.id for one in self._hides.stand(lookup)}
            if lookup.shelf.has_all(kept.then[0]) and hidden <= kept.then[1]:
                return
        error = ExportOutdated()
        self._change(kept, replace(kept.export, state="failed", fault=str(error), fault_code=error.code))
        shutil.rmtree(kept.room, ignore_errors=True)

    def _change(self, kept: _Kept, export: Export, *, path: Path | None = None) -> None:
        with self._lock:
            kept.export, kept.path = export, path

    def _keep(self, kept: _Kept, seconds: float) -> None:
        with self._lock:
            kept.until = time.monotonic() + seconds
        self.sweep()

    def _pieces(self, kept: _Kept, opened: IO[bytes]) -> Iterator[bytes]:
        with opened:
            while piece := opened.read(1 << 16):
                yield piece
        self._keep(kept, _FETCHED)


def _size(room: Path) -> int:
    """Return how many bytes stand in a room by now; a file may go while it is looked at."""
    total = 0
    for folder in (room, room / "files"):
        try:
            total += sum(one.stat().st_size for one in os.scandir(folder) if one.is_file())
        except OSError:
            continue
    return total
