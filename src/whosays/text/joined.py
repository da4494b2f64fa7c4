"""A cleaned reading of a text beside the text itself: pieces joined, words blanked, and a map back to the exact offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]
"""Half-open offsets in code points."""

# Same length in and out, so that offsets hold inside a run. Line ends become spaces, typographic forms their plain twins.
_PLAIN = {0x0A: " ", 0x0D: " ", 0x09: " ", 0x0B: " ", 0x0C: " ", 0x85: " ", 0xA0: " ", 0x2028: " ", 0x2029: " ", 0x202F: " ",
          0x2019: "'", 0x2018: "'"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A reading made of runs copied from a text.

    `text` is the reading; `starts[i]` is where run i begins in the reading, `origins[i]` where it begins in the text.
    A run is as long in the reading as in the text; between runs the reading has one space that stands for nothing.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    lengths: tuple[int, ...]

    def to_origin(self, at: int) -> int:
        """Return the offset in the text of the reading's character `at` (for a joining space: the end of the run before)."""
        run = max(bisect_right(self.starts, at) - 1, 0)
        return self.origins[run] + min(at - self.starts[run], self.lengths[run])

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the places in the text that the reading's `start:end` was copied from, in order, without outer blanks."""
        out: list[Span] = []
        for at, origin, length in zip(self.starts, self.origins, self.lengths, strict=True):
            low, high = max(start, at), min(end, at + length)
            while low < high and self.text[low].isspace():
                low += 1
            while high > low and self.text[high - 1].isspace():
                high -= 1
            if low < high:
                out.append((origin + low - at, origin + high - at))
        return tuple(out)


def join(text: str, pieces: Iterable[Span], *, blank: Iterable[Span] = ()) -> Joined:
    """Join `pieces` of `text` into one reading.

    Args:
        text: the whole text.
        pieces: the places to read, in reading order.
        blank: places whose characters are read as spaces (footnote anchors, addresses), so that offsets hold.
    """
    blanks = sorted(blank)
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    lengths: list[int] = []
    at = 0
    for start, end in pieces:
        if parts:
            parts.append(" ")
            at += 1
        run = text[start:end].translate(_PLAIN)
        for low, high in blanks:
            if low < end and high > start:
                first, last = max(low, start) - start, min(high, end) - start
                run = run[:first] + " " * (last - first) + run[last:]
        parts.append(run)
        starts.append(at)
        origins.append(start)
        lengths.append(len(run))
        at += len(run)
    return Joined(text="".join(parts), starts=tuple(starts), origins=tuple(origins), lengths=tuple(lengths))
