"""What reading a capture yields, and the error for bytes that cannot be read at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from whosays.records import Document, Passage, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a Reader makes of a capture: a document, its passages in reading order, and what was odd."""

    document: Document
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = ()


class UnreadableDocument(WhosaysError):
    """The bytes cannot be read at all; the capture is kept and a Problem says why."""

    code = "unreadable-document"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} cannot be read: {why}")
