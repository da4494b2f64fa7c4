"""Make captures of the files inside a capture (of an archive, a mail): each laid in a file of its own, none outside one folder.

A member's name is a label. Where its bytes wait is named by their hash alone, so that no name of an archive is ever a path.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.capture.files import SIZE_LIMIT
from whosays.capture.media_types import HEAD, guess_media_type
from whosays.problems import make_problem
from whosays.records import Capture, CaptureId

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.read.reading import Member
    from whosays.records import Problem

# Mail in an archive in a mail in an archive is real; more is a trap, or a loop.
MOST_DEPTH = 6
# Of one container: more bytes than the largest case folder tried, more files than one reads.
MOST_BYTES, MOST_FILES = 4 << 30, 50_000
_NAME_LENGTH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A capture that came out of another one, and the file that its bytes wait in."""

    capture: Capture
    path: str


class MemberKeeper:
    """Lays the members of one container in a folder, as long as they are not too deep, too large or too many."""

    def __init__(self, parent: Capture, folder: Path, depth: int) -> None:
        self.parent = parent
        self.folder = folder
        self.depth = depth
        self.bytes = self.files = 0

    def __call__(self, member: Member) -> Inner | Problem:
        """Make a capture of a member, or say why there is none."""
        name = _printable(member.name)
        if why := self._too_much(member.raw):
            return make_problem("archive-limit", f"{self.parent.name} ({self.parent.id[:12]}): {name} was left out: {why}")
        self.bytes += len(member.raw)
        self.files += 1
        capture = self._capture(member, name)
        place = self.folder / capture.id
        if not place.exists():
            place.write_bytes(member.raw)
        return Inner(capture=capture, path=str(place))

    def _too_much(self, raw: bytes) -> str | None:
        if self.depth >= MOST_DEPTH:
            return f"it lies more than {MOST_DEPTH} archives deep"
        if len(raw) > SIZE_LIMIT:
            return f"it has {len(raw):,} bytes, the limit is {SIZE_LIMIT:,}"
        if self.files >= MOST_FILES:
            return f"the archive holds more than {MOST_FILES:,} files"
        if self.bytes + len(raw) > MOST_BYTES:
            return f"the archive unpacks to more than {MOST_BYTES:,} bytes"
        return None

    def _capture(self, member: Member, name: str) -> Capture:
        raw = member.raw
        guessed = guess_media_type(name, raw[:HEAD])
        vague = guessed in ("text/plain", "application/octet-stream") and not name.lower().endswith(".txt")
        return Capture(
            id=CaptureId(hashlib.sha256(raw).hexdigest()),
            name=name,
            size=len(raw),
            media_type=member.media_type if vague and member.media_type else guessed,
            method="member",
            fetched_at=member.fetched_at or self.parent.fetched_at,
            url=member.url,
            charset=member.charset,
            parent=self.parent.id,
        )


def _printable(name: str) -> str:
    """Return a name without signs that cannot be shown or kept (halves of characters, controls), and not without end."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return shown[-_NAME_LENGTH:] or "(no name)"
