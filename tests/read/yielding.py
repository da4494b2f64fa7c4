"""What a reader yields, sorted by kind, for tests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.anchors import Cutter
from whosays.read.reading import Member, Reading
from whosays.records import Capture, CaptureId, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.plugins import Reader


@dataclass(frozen=True)
class Yielded:
    """The readings, members and problems of one capture; problems of readings stand among the others."""

    readings: tuple[Reading, ...]
    members: tuple[Member, ...]
    problems: tuple[Problem, ...]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    @property
    def files(self) -> dict[str, bytes]:
        return {member.name: member.raw for member in self.members}

    @property
    def one(self) -> Reading:
        (reading,) = self.readings
        return reading

    @property
    def zones(self) -> list[tuple[str, str]]:
        """Zone and words of each passage, pieces parted by ‖."""
        return [(p.zone, " ‖ ".join(piece.text for piece in p.pieces)) for p in self.one.passages]


def make_capture(raw: bytes, name: str, media_type: str = "") -> Capture:
    return Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=name,
        size=len(raw),
        media_type=media_type,
        method="file",
        fetched_at="2031-01-01T00:00:00Z",
    )


def list_yielded(found: Reading | Iterable[Reading | Member | Problem]) -> list[Reading | Member | Problem]:
    """Return what a reader yields, its one reading or the things that it yields one after the other."""
    return [found] if isinstance(found, Reading) else list(found)


def read_all(reader: Reader, raw: bytes, name: str, media_type: str = "") -> Yielded:
    """Run a reader to its end, and check that every passage's words are the document's."""
    found = reader(make_capture(raw, name, media_type), raw)
    records = list_yielded(found)
    readings = tuple(record for record in records if isinstance(record, Reading))
    for reading in readings:
        cutter = Cutter(reading.document)
        assert all(cutter.check(piece) for passage in reading.passages for piece in passage.pieces)
    own = [record for record in records if isinstance(record, Problem)]
    return Yielded(
        readings=readings,
        members=tuple(record for record in records if isinstance(record, Member)),
        problems=tuple([problem for reading in readings for problem in reading.problems] + own),
    )
