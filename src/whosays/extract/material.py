"""What extractors work on: a document, its passages, what earlier extractors found, and parsed sentences made once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from whosays.anchors import Cutter
from whosays.text.joined import Joined, Span, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.records import Anchor, Document, Passage, Record
    from whosays.text.syntax import Sentence

R = TypeVar("R", bound="Record")

# Zones that hold running text; the others hold rows, marks and page furniture.
PROSE = frozenset({"heading", "paragraph", "list_item", "quote_block", "footnote", "caption", "boilerplate"})


@dataclass(frozen=True, slots=True)
class ParsedPassage:
    """A passage's joined reading and its sentences (offsets in `joined.text`). Without a model there are no tokens."""

    passage: Passage
    joined: Joined
    sentences: tuple[Sentence, ...]


class Material:
    """One document on its way through the extractors.

    - `doc` and `passages`, in reading order, are what the reader made;
    - `cutter` cuts anchors out of the document;
    - `found` is what was found so far, and grows as the extractors run, in the order of `plugins.EXTRACTORS`;
    - `date` is the day of the document (EDTF), None where it gives none;
    - `columns` are what the user said of tables: field of an Entry → heading of the column that holds it.
    """

    def __init__(self, doc: Document, passages: Sequence[Passage], *, columns: Iterable[tuple[str, str]] = ()) -> None:
        self.doc = doc
        self.passages = tuple(passages)
        self.columns = dict(columns)
        self.cutter = Cutter(doc)
        self.found: list[Record] = []
        self.date: str | None = doc.date  # EDTF; found by the dates extractor where the reader has none
        self.parsed: tuple[ParsedPassage, ...] | None = None  # kept here by `parse.parsed`, which see

    @property
    def language(self) -> str:
        """The document's main language (ISO 639-1), "en" where it is not known."""
        return self.doc.languages[0] if self.doc.languages else "en"

    def all(self, kind: type[R]) -> list[R]:
        """Return what has been found of one kind of record, in the order found."""
        return [record for record in self.found if isinstance(record, kind)]

    def add(self, records: Iterable[Record]) -> None:
        """Take in the records that an extractor yielded."""
        self.found.extend(records)

    def joined(self, passage: Passage, *, blank: Iterable[Span] = ()) -> Joined:
        """Return the passage's pieces as one reading, without line breaks; stretches of the text to `blank` become spaces."""
        return join(self.doc.text, [(p.start, p.end) for p in passage.pieces], blank=blank)

    def cut(self, joined: Joined, start: int, end: int) -> tuple[Anchor, ...]:
        """Return the anchors of a joined reading from `start` to `end`, one a piece, without outer blanks."""
        return self.cutter.cut_all(joined.spans(start, end))
