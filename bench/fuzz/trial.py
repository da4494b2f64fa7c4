"""Give damaged files to readers, one by one within a limit of time, in a process that may be lost."""

from __future__ import annotations

import hashlib
import signal
import traceback
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from tests.making.seeds import Seed, make_seeds

from bench.fuzz.checks import faults_of
from bench.fuzz.damage import damaged
from whosays.capture.media_types import HEAD, guess_media_type
from whosays.line import reader_for
from whosays.plugins import READERS
from whosays.read.reading import Reading, ReadOptions, UnreadableDocument
from whosays.records import Capture, CaptureId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from whosays.plugins import Reader

# No words are recognised: each page would take seconds, and Tesseract is not what is tried here.
_OPTIONS = ReadOptions(all_accounts=True, ocr_pages=0)
_ACROSS = 0.03  # so often a file is given to a reader that is not for it


@dataclass(frozen=True, slots=True)
class Batch:
    """The inputs `first` to `last`, without the last; `only`: of the seeds of one reader."""

    seed: int
    first: int
    last: int
    only: str | None = None
    limit: float = 5.0


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong with one input. Its bytes are made anew by `make_input`."""

    number: int
    reader: str
    name: str
    said: str
    trace: str = ""


class TooSlow(BaseException):
    """One input took longer than the limit. No reader that catches every Exception may catch it."""


def try_batch(batch: Batch) -> list[Fault]:
    """Try every input of a batch."""
    warnings.simplefilter("ignore")
    return [fault for number in range(batch.first, batch.last) if (fault := try_input(batch, number)) is not None]


def try_input(batch: Batch, number: int) -> Fault | None:
    """Read one input, and say what was wrong."""
    name, raw, reader = make_input(batch.seed, number, batch.only)
    capture = capture_of(name, raw)
    try:
        with _limited(batch.limit):
            reader_for(capture, raw[:HEAD])
            said = next(faults_of(read_all(reader, capture, raw)), None)
    except TooSlow:
        return Fault(number, reader.name, name, f"not done after {batch.limit:g} seconds", traceback.format_exc())
    except Exception as error:
        return Fault(number, reader.name, name, f"{type(error).__name__}: {error}", traceback.format_exc())
    return Fault(number, reader.name, name, said) if said else None


def read_all(reader: Reader, capture: Capture, raw: bytes) -> list[object]:
    """Return all that a reader yields before it gives up, if it does."""
    try:
        found = reader(capture, raw, _OPTIONS)
        if isinstance(found, Reading):
            return [found]
        items: list[object] = []
        with suppress(UnreadableDocument):
            items.extend(found)
    except UnreadableDocument as error:
        str(error).encode()
        return []
    return items


def make_input(seed: int, number: int, only: str | None = None) -> tuple[str, bytes, Reader]:
    """Make an input by its number: its name, its bytes, the reader that is to try it."""
    random = Random(f"{seed}/{number}/{only}")
    seeds = _seeds(only)
    chosen = seeds[number % len(seeds)]
    raw = damaged(chosen, make_seeds(), random)
    other = only is None and random.random() < _ACROSS
    reader = random.choice(READERS) if other else _reader(chosen.reader)
    return chosen.name, raw, reader


def capture_of(name: str, raw: bytes) -> Capture:
    """Make the capture of a file."""
    return Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=name,
        size=len(raw),
        media_type=guess_media_type(name, raw[:HEAD]),
        method="file",
        fetched_at="2031-01-01T00:00:00Z",
    )


@cache
def _seeds(only: str | None) -> tuple[Seed, ...]:
    found = tuple(seed for seed in make_seeds() if only in (None, seed.reader))
    if not found:
        raise SystemExit(f"no seed is for a reader {only!r}; there are {', '.join(reader.name for reader in READERS)}")
    return found


def _reader(name: str) -> Reader:
    return next(reader for reader in READERS if reader.name == name)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise TooSlow when the block has had so many seconds of the processor (another program may be using it as well)."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
