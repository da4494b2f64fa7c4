"""A zone before it becomes a Passage: offsets only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.records import Box, Zone
    from whosays.text.joined import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A zone of a text. `spans` are its words in reading order; `marker` is the printed number or bullet, outside of them.

    The other fields are those of a `Passage`, which see; `called_at` is the place of the mark that calls a note or comment.
    """

    zone: Zone
    spans: tuple[Span, ...]
    page: int | None = None
    level: int | None = None
    number: str | None = None
    marker: Span | None = None
    called_at: Span | None = None
    boxes: tuple[Box, ...] = ()
    author: str | None = None
    date: str | None = None
    begins: float | None = None
    ends: float | None = None

    @property
    def start(self) -> int:
        """Where its first words stand."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where its last words end."""
        return self.spans[-1][1]


def merge_spans(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Make one span of neighbours that only white space parts."""
    out: list[Span] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
