"""What a machine of the cluster does: documents in, Arrow out. Each is read in a process that may die, as at home."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from whosays.cluster.rows import write_answers
from whosays.line import line_versions, read_original
from whosays.workers import Standby

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.line import Original, Outcome
    from whosays.workers import Answer

_OWN = threading.local()  # a worker of Dask reads in as many threads as it has; each has a process of its own


@dataclass(frozen=True, slots=True)
class Other:
    """What a machine says whose whosays is another one: the versions that it has."""

    versions: str


def read_there(sent: Sequence[tuple[Original, bytes]], versions: str, timeout: float) -> bytes | Other:
    """Read and extract documents, and return the answers as Arrow.

    Args:
        sent: captures and their bytes; their paths are those of the machine that sent them.
        versions: what they are to be read with (`line.line_versions`); where this is another, nothing is read.
        timeout: seconds for one document.
    """
    if (own := line_versions()) != versions:
        return Other(own)
    with TemporaryDirectory(prefix="whosays-") as room:
        return write_answers([_read(Path(room) / str(at), one, raw, timeout) for at, (one, raw) in enumerate(sent)])


def _read(room: Path, original: Original, raw: bytes, timeout: float) -> Answer[Original, Outcome]:
    inner = room / "inner"
    inner.mkdir(parents=True)
    place = room / "original"
    place.write_bytes(raw)
    here = replace(original, path=str(place), waiting=str(inner) if original.waiting else None)
    return _standby(timeout).ask(here)


def _standby(timeout: float) -> Standby[Original, Outcome]:
    kept: tuple[float, Standby[Original, Outcome]] | None = getattr(_OWN, "standby", None)
    if kept is None or kept[0] != timeout:
        if kept:
            kept[1].close()
        kept = _OWN.standby = timeout, Standby(read_original, timeout=timeout)
    return kept[1]
