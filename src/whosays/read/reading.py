"""What reading a capture yields, what the user may wish of it, and the error for bytes that cannot be read at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Document, Passage, Placement, Problem, Record

    # What a reader of several documents and members yields.
    Yielded = Iterator["Reading | Member | Problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a user may wish of reading; the same options and bytes give the same reading.

    - `accounts`: handles of social networks that the user named as sources, in small letters and without "@"; posts of
      others are counted and not kept, unless `all_accounts`;
    - `columns`: field of an `Entry` → heading of the column that holds it, for tables; empty: guessed from the headings;
    - `ocr_languages`: what to recognise text in, by Tesseract's names (`eng`); empty: all that are installed;
    - `ocr_pages`: how many pages without a text layer are recognised in one document at most.
    """

    accounts: frozenset[str] = frozenset()
    all_accounts: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    ocr_languages: tuple[str, ...] = ()
    ocr_pages: int = 100


USUAL = ReadOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document that a Reader found in a capture, its passages in reading order, and what was odd.

    `found` are records that the file itself holds as such (links, rows of a table), `placements` where its words stand on page
    images, in the order of the text.
    """

    document: Document
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = ()
    found: tuple[Record, ...] = ()
    placements: tuple[Placement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file inside of a capture (of an archive, a mail), which becomes a capture of its own.

    `name` is its path as the container prints it; it is a label and never opened. `media_type`, `charset`,
    `url` and `fetched_at` (ISO 8601) are what the container says of it.
    """

    name: str
    raw: bytes
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    fetched_at: str | None = None


class UnreadableDocument(WhosaysError):
    """The bytes cannot be read at all; the capture is kept and a Problem says why."""

    code = "unreadable-document"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} cannot be read: {why}")
