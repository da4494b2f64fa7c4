"""What is added from the desk: taken in at once, read one after the other in the background, and told how far it is."""

from __future__ import annotations

import queue
import threading
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from whosays.case import Case
from whosays.desk.aside import Aside
from whosays.desk.whole_case import is_large
from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from whosays.capture.files import Given
    from whosays.case.intake.adding import Added, Progress
    from whosays.records import DocumentId

# So many may wait: each can hold as much as one upload may have, and the disk of the case is no dump.
_MOST_WAITING = 40
# So many are told; what the older ones brought is in the library.
_KEPT = 30
_TOLD = 200
# Seconds for the file at hand when the desk is closed.
_PATIENCE = 3.0

State = Literal["waiting", "reading", "done", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A problem that was met: its code, and what it says."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What was given in one go, and how far it is.

    - `files` and `addresses` count what was given; `done` of `total` are dealt with, those that were inside of others among
      them; `last` is the file or address that was at hand last;
    - `new` are ids of documents that were read; `known` counts files that needed nothing, `captured` pages of the web;
    - `met` counts the problems so far;
    - `problems` and `untold` (what was left out) are the first of them, `more_problems` counts the rest;
    - `fault` says why it failed as a whole, `fault_code` which error it was (`bug`: whosays itself failed).
    """

    number: int
    state: State = "waiting"
    files: int = 0
    addresses: int = 0
    done: int = 0
    total: int = 0
    last: str = ""
    new: tuple[str, ...] = ()
    known: int = 0
    captured: int = 0
    met: int = 0
    problems: tuple[Odd, ...] = ()
    more_problems: int = 0
    untold: tuple[str, ...] = ()
    fault: str | None = None
    fault_code: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.state in {"done", "failed"}


class TooManyWaiting(WhosaysError):
    """More was given than is read in a while."""

    code = "too-many-waiting"

    def __init__(self) -> None:
        super().__init__(f"{_MOST_WAITING} lots wait to be read already; add this one when some of them are done")


class _Stopped(Exception):
    """The desk is closed; what was read so far is kept."""


@dataclass(frozen=True, slots=True)
class _Work:
    number: int
    files: Sequence[Given]
    addresses: Sequence[str]
    room: AbstractContextManager[object]


def link(asked: tuple[Path, tuple[DocumentId, ...]]) -> None:
    """Bring up to date what rests on all documents of the case in a folder, after some were read."""
    folder, changed = asked
    with Case.open(folder) as case:
        case.link(changed)


class Additions:
    """The additions of one desk; a thread reads them in their order."""

    def __init__(self, case: Case) -> None:
        self.jobs: int | None = None
        self._case = case
        self._lock = threading.Lock()
        self._all: dict[int, Addition] = {}
        self._made = 0
        self._waiting: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._linking = Aside(link)  # a large case: within the desk's own process, every page would wait for it

    def put(self, files: Sequence[Given], addresses: Sequence[str], room: AbstractContextManager[object]) -> Addition:
        """Take in files and addresses, and return at once; `room` is closed when they are read.

        An address has to begin with its scheme, so that it is never taken for a path of this machine. Raises TooManyWaiting.
        """
        if not all("://" in one for one in addresses):
            raise ValueError("an address begins with its scheme")
        with self._lock:
            if sum(not one.is_over for one in self._all.values()) >= _MOST_WAITING:
                raise TooManyWaiting
            self._made += 1
            made = Addition(number=self._made, files=len(files), addresses=len(addresses), total=len(files) + len(addresses))
            self._all[made.number] = made
            for old in [one.number for one in self._all.values() if one.is_over][: max(len(self._all) - _KEPT, 0)]:
                del self._all[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="whosays additions")
                self._thread.start()
        self._waiting.put(_Work(made.number, tuple(files), tuple(addresses), room))
        return made

    def latest_first(self) -> tuple[Addition, ...]:
        """Return the additions as they are now."""
        with self._lock:
            return tuple(reversed(self._all.values()))

    @property
    def is_busy(self) -> bool:
        """Ask whether something is being read, or waits for it."""
        with self._lock:
            return any(not one.is_over for one in self._all.values())

    def close(self) -> None:
        """Stop reading: what is done is kept, and what waits is let go."""
        self._stopped.set()
        self._waiting.put(None)
        self._linking.close()
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _work(self) -> None:
        while (work := self._waiting.get()) is not None:
            with work.room:
                if not self._stopped.is_set():
                    self._add(work)

    def _add(self, work: _Work) -> None:
        def tell(progress: Progress) -> None:
            if self._stopped.is_set():
                raise _Stopped
            total = max(progress.total, len(work.files) + len(work.addresses))
            last = {"last": progress.name} if progress.name else {}
            self._change(work.number, done=progress.done, total=total, met=progress.problems, **last)

        self._change(work.number, state="reading")
        try:
            sent: list[Path | str | Given] = [*work.files, *work.addresses]
            added = self._case.add(sent, jobs=self.jobs, on_progress=tell, link=self._link)
        except WhosaysError as error:
            self._change(work.number, state="failed", fault=str(error), fault_code=error.code)
        except _Stopped:
            self._change(work.number, state="failed", fault="the desk was closed", fault_code="desk-closed")
        except Exception as error:  # a bug costs this addition; its trace is for whoever started the desk
            if not self._stopped.is_set():  # the case is closed then, while this was in the middle of a file
                traceback.print_exc()
            self._change(work.number, state="failed", fault=f"{type(error).__name__}: {error}", fault_code="bug")
        else:
            self._change(work.number, state="done", last="", **_result(added))

    def _link(self, changed: Sequence[DocumentId]) -> None:
        if is_large(self._case):
            self._linking.ask((self._case.folder, tuple(changed)))
        else:
            self._case.link(changed)

    def _change(self, number: int, **values: object) -> None:
        with self._lock:
            self._all[number] = replace(self._all[number], **values)  # type: ignore[arg-type]  # fields of an Addition


def _result(added: Added) -> dict[str, object]:
    return {
        "new": tuple(added.new),
        "known": added.known,
        "captured": added.captured,
        "met": len(added.problems),
        "problems": tuple(Odd(code=one.code, message=one.message) for one in added.problems[:_TOLD]),
        "more_problems": max(len(added.problems) - _TOLD, 0),
        "untold": added.untold[:_TOLD],
    }
