"""What is measured by format: files, the bare libraries beside our reader, and how long each takes with them."""

from __future__ import annotations

import resource
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from whosays.capture.media_types import HEAD, guess_media_type
from whosays.line import reader_for
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.records import Capture, CaptureId

Files = list[tuple[str, bytes]]
"""Names and bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Files of one format, and what the bare libraries do with the bytes of each, by a name that says it."""

    format: str
    files: Files
    bare: Mapping[str, Callable[[bytes], object]]
    options: ReadOptions = USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Seconds of the processor for all files, the middle ones of the rounds; `ratio` is that of bare by ours of each round."""

    bare: float
    ours: float
    ratio: float


def readable(case: Case) -> Case:
    """Return the case without the files that one side cannot read. Both sides are warm after it."""
    kept = [(name, raw) for name, raw in case.files if _is_readable(name, raw, case)]
    return replace(case, files=kept)


def _is_readable(name: str, raw: bytes, case: Case) -> bool:
    try:
        _read(name, raw, case.options)
    except UnreadableDocument:
        return False
    try:
        for run in case.bare.values():
            run(raw)
    except Exception:  # each library raises what it likes
        return False
    return True


def measure(case: Case, rounds: int) -> dict[str, Timed]:
    """Time the libraries and our reader in turn, in each round on the same files."""
    taken: dict[str, list[float]] = {name: [] for name in case.bare}
    ours = []
    for _ in range(rounds):
        for name, run in case.bare.items():
            start = _processor()
            for _, raw in case.files:
                run(raw)
            taken[name].append(_processor() - start)
        start = _processor()
        for name, raw in case.files:
            _read(name, raw, case.options)
        ours.append(_processor() - start)
    middle = statistics.median
    return {
        name: Timed(
            bare=middle(bare), ours=middle(ours), ratio=middle(one / other for one, other in zip(bare, ours, strict=True))
        )
        for name, bare in taken.items()
    }


def library(name: str) -> Any:  # a module, or None
    """Return a library that is not needed otherwise, where it is installed."""
    try:
        return import_module(name)
    except ImportError:
        print(f"{name} is not installed: not measured")
        return None


def _processor() -> float:
    """Return the seconds of the processor so far, of this process and of programs that it ran."""
    parts = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in parts)


def _read(name: str, raw: bytes, options: ReadOptions) -> None:
    """Read the bytes as the line does, to the last document and member."""
    kind = guess_media_type(name, raw[:HEAD])
    capture = Capture(id=CaptureId(name), name=name, size=len(raw), media_type=kind, method="file", fetched_at="")
    reader = reader_for(capture, raw[:HEAD])
    assert reader is not None
    found = reader(capture, raw, options)
    for _ in [found] if isinstance(found, Reading) else found:
        pass
