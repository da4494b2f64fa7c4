"""What the readers of word processors' files gather: paragraphs with signs in them, notes beside them.

`typeset` makes a text with zones of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from whosays.read.numerals import raise_mark

if TYPE_CHECKING:
    from whosays.records import Zone

# What is printed between the number of a note and its words.
_AFTER = re.compile(r"^\s*[.:)\]]?\s*")


@dataclass(frozen=True, slots=True)
class Call:
    """The place that calls a note, and the mark that is printed there ("" prints nothing)."""

    key: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where words that a comment is about, a link or an insertion begin (`opens`) and end.

    `key` is the comment's key, the address, or the insertion's `author` and `date` in one; the parts may stand in different
    paragraphs.
    """

    kind: Literal["comment", "link", "insertion"]
    key: str
    opens: bool
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words that a tracked change took out of the running text, at this place."""

    words: str
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words that are set as hidden: the file holds them, and no reader of it sees them."""

    words: str


Part = str | Call | Edge | Dropped | Hidden


@dataclass(slots=True)
class Para:
    """A block of words: its zone, its printed number or bullet, and its words with signs between them."""

    zone: Zone = "paragraph"
    level: int | None = None
    label: str | None = None
    parts: list[Part] = field(default_factory=list)

    def has_words(self) -> bool:
        """Say whether something is printed."""
        return any(isinstance(part, str) and part.strip() for part in self.parts)

    def words(self) -> str:
        """Return what is printed, without the label."""
        return "".join(part if isinstance(part, str) else part.mark if isinstance(part, Call) else "" for part in self.parts)


NoteKind = Literal["footnote", "endnote", "comment"]


@dataclass(slots=True)
class Note:
    """A footnote, endnote or comment: its number as printed, its words, and who wrote it when."""

    kind: NoteKind
    paras: list[Para] = field(default_factory=list)
    number: str | None = None
    author: str | None = None
    date: str | None = None

    def take_mark(self, mark: str) -> None:
        """Take the mark that calls the note as its number; where its own text begins with it, it is left out there."""
        self.number = self.number or mark or None
        parts = self.paras[0].parts if self.paras else []
        at = next((at for at, part in enumerate(parts) if isinstance(part, str) and part.strip()), None)
        if at is None or not mark:
            return
        for printed in (mark, raise_mark(mark), f"[{mark}]", f"({mark})"):
            rest = str(parts[at]).lstrip().removeprefix(printed)
            if len(rest) < len(str(parts[at]).lstrip()) and not rest[:1].isalnum():
                parts[at] = _AFTER.sub("", rest, count=1)
                return


@dataclass(slots=True)
class Manuscript:
    """All words of a document: its body in order, its notes by key, heads and feet of its pages."""

    body: list[Para] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    furniture: list[Para] = field(default_factory=list)
