"""Unpack members one at a time within limits, and gather what has to be told about an archive.

Only bytes that were really unpacked count; what an archive says of its sizes is not believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from whosays.problems import make_problem
from whosays.read.archives.labels import is_junk, is_odd, make_label
from whosays.read.reading import Member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Capture, Problem

_CHUNK = 1 << 20
_OF_ALL = 4  # what one small member may unpack to, all of a small archive may so many times
_NAMED = 3  # so many names stand in a Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may be unpacked: members, bytes of one, bytes of all, and how often the bytes of the archive itself.

    Text packs 5 to 20 times, a spreadsheet 50 times; the ratio counts only from `ratio_from` bytes on.
    """

    members: int = 20_000
    one: int = 200 << 20
    total: int = 2 << 30
    ratio: int = 200
    ratio_from: int = 50 << 20


LIMITS = Limits()


class LimitReached(Exception):
    """More would be unpacked than the limits allow. `final`: of the whole archive, so that unpacking ends."""

    def __init__(self, why: str, *, final: bool) -> None:
        super().__init__(why)
        self.final = final


class Stream(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; nothing at the end."""


class Unpacking:
    """One archive while its members are unpacked."""

    def __init__(self, capture: Capture, packed: int, limits: Limits = LIMITS) -> None:
        self.capture = capture
        self.limits = limits
        self.members = 0
        self._kept = self._wasted = 0  # bytes of members, and of those that were given up
        self._most = min(limits.total, max(_OF_ALL * limits.ratio_from, limits.ratio * packed))
        self._told: dict[tuple[str, str], list[str]] = {}

    def note(self, code: str, what: str, name: str = "") -> None:
        """Remember something to tell; the same `what` of several members is told once."""
        self._told.setdefault((code, what), []).append(make_label(name) if name else "")

    def wants(self, name: str, *, before: int = 0) -> bool:
        """Ask whether a member is to be unpacked: no leftover of an operating system. Raises LimitReached after the last.

        `before` members are to be unpacked before it and are not counted yet.
        """
        if is_junk(name):
            self.note("archive-left-out", "what operating systems leave in folders", name)
            return False
        if self.members + before >= self.limits.members:
            raise LimitReached(f"it has more than {self.limits.members:,} members; those behind are not read", final=True)
        return True

    def unpack(self, stream: Stream, packed: int | None = None) -> bytes:
        """Return all bytes of a stream; `packed` is how many it takes in the archive. Raises LimitReached."""
        own = self.limits.one
        if packed is not None:
            own = min(own, max(self.limits.ratio_from, self.limits.ratio * packed))
        room = min(own, self._most - self._kept)
        pieces: list[bytes] = []
        got = 0
        while got <= room and (piece := stream.read(min(_CHUNK, room + 1 - got))):
            pieces.append(piece)
            got += len(piece)
        if got <= room:
            self._kept += got
            return b"".join(pieces)
        self._wasted += got
        if room < own or self._wasted > self._most:
            raise self._too_much()
        raise LimitReached(f"larger than {self.limits.one:,} bytes, or packed as tightly as no document is", final=False)

    def count(self, size: int) -> None:
        """Count bytes that were unpacked elsewhere. Raises LimitReached."""
        self._kept += size
        if self._kept > self._most:
            raise self._too_much()

    def _too_much(self) -> LimitReached:
        why = f"it unpacks to more than {self._most:,} bytes, far more than documents of its size do; the rest is not read"
        return LimitReached(why, final=True)

    def member(
        self, name: str, raw: bytes, *, media_type: str | None = None, charset: str | None = None, url: str | None = None,
        fetched_at: str | None = None,
    ) -> Member:  # fmt: skip
        """Make a member, and note a name that could do harm."""
        self.members += 1
        if is_odd(name):
            self.note("member-name-odd", "names that would lead out of a folder, or cannot be shown", name)
        label = make_label(name)
        return Member(name=label, raw=raw, media_type=media_type, charset=charset, url=url, fetched_at=fetched_at)

    def stopped(self, error: LimitReached, name: str = "") -> None:
        """Note that a limit was reached."""
        self.note("archive-limit", str(error), "" if error.final else name)

    def problems(self) -> Iterator[Problem]:
        """Yield what was noted, one Problem a kind."""
        for (code, what), names in self._told.items():
            shown = ", ".join(name for name in names[:_NAMED] if name)
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            which = f": {shown}{more}" if shown else ""
            yield make_problem(code, f"{self.capture.name}: {what}{which}.")
        if not self.members and not self._told:
            yield make_problem("empty-document", f"{self.capture.name}: the archive is empty.")
