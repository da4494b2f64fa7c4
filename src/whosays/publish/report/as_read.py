"""A report as it is read: sentences with footnotes, told of what became of each claim since.

Footnotes carry the exact words, document, page, capture and date. What was withdrawn or changed since it was cited says so in
the text as well as in its note, so that no print or export passes it on in silence. `report_files` makes files of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.publish.report.words import ENGLISH
from whosays.text.direction import isolate, runs_right_to_left, without_isolates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.reports import BlockKind, Part, Report

Standing = Literal["stands", "proposed", "changed", "withdrawn"]
Withdrawn = Literal["rejected", "removed", "words gone", "replaced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One holder of a claim, and their act.

    `words` stand for them (None: the author, or nobody who is named); `stands_for` is whom those words probably refer to.
    """

    kind: str
    words: str | None
    stands_for: str | None
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a cited claim stands: its exact words, its holders, its document, page, capture and date.

    `hedges` are the words that hedge it and stand outside of its own; `fetched` is the day on which an address was captured;
    `row` the number of a row of a list.
    """

    pieces: tuple[str, ...]
    voices: tuple[Voice, ...]
    doc: str
    document: str
    language: str | None
    page: int | None
    capture: str
    date: str | None
    url: str | None
    start: int
    end: int
    hedges: tuple[str, ...] = ()
    fetched: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A cited claim, and what became of it since: which parts `changed`, or why it is withdrawn. No source: it is gone.

    `claim` is its id, or that of a row of a list. `state` is a short hash of all that is told of it (words, holder, hedges …),
    by which `whosays check` sees whether a report that left the desk still tells it as the case does.
    """

    number: int
    claim: str
    standing: Standing
    changed: tuple[Part, ...] = ()
    withdrawn: Withdrawn | None = None
    source: Source | None = None
    state: str = ""

    @property
    def mark(self) -> str:
        """The id and state as a footnote ends with them: `clm-1f3a…/5d20c1aa`, with "?" where the claim is proposed only."""
        return f"{self.claim}/{self.state}{'?' if self.standing == 'proposed' else ''}" if self.state else self.claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a paragraph, or the number of the footnote that stands in their place."""

    text: str = ""
    note: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One block with its footnotes: the claim of a claim's block, the pieces of a paragraph."""

    kind: BlockKind
    text: str
    pieces: tuple[Piece, ...] = ()
    note: Footnote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTold:
    """A report with everything that it rests on looked up."""

    report: Report
    blocks: tuple[Told, ...]
    notes: tuple[Footnote, ...]

    @property
    def documents(self) -> tuple[Source, ...]:
        """The documents that it rests on, each once, in the order in which they are cited: the source that cites one first."""
        found: dict[str, Source] = {}
        for note in self.notes:
            if note.source:
                found.setdefault(note.source.doc, note.source)
        return tuple(found.values())

    def counted(self, standing: Standing) -> int:
        """Return how many of the claims that it cites have a standing: unchanged, changed, withdrawn …"""
        return sum(note.standing == standing for note in self.notes)


class Spoken:
    """Tells the parts of a report in one language.

    With `isolates`, words that run the other way than the language have the signs around them that keep the line in order.
    """

    def __init__(self, words: Mapping[str, str] = ENGLISH, *, isolates: bool = False) -> None:
        self.words = words
        self.right_to_left = bool(runs_right_to_left(words["report.notes"]))
        self._isolates = isolates

    def signed(self, report: Report) -> str:
        """Return who wrote a report, when, and which version it is."""
        return self.words["report.signed"].format(
            who=self._alone(report.who), when=self._alone(report.when[:10]), n=report.version
        )

    def sentence(self, source: Source) -> str:
        """Return a claim as a sentence: who says it, and its exact words."""
        return f"{self.who(source)}: {self.quoted(source)}"

    def who(self, source: Source) -> str:
        """Return who says a claim, the outermost holder first, with the words that hedge it outside of its own.

        The author of the document is told only where nobody else says it.
        """
        inner = source.voices[1:] if len(source.voices) > 1 and source.voices[0].kind == "author" else source.voices
        told = ": ".join(f"{self._holder(one, source)} {self.words.get(f'act.{one.act}', one.act)}" for one in inner)
        if not source.hedges:
            return told
        hedges = self._listed(self._quote(one) for one in source.hedges)
        return f"{told} ({self.words['report.hedged'].format(hedges=hedges)})"

    def quoted(self, source: Source) -> str:
        """Return the exact words between quotation marks."""
        return self._quote(" … ".join(source.pieces))

    def where(self, note: Footnote) -> str:
        """Return where the words of a footnote stand: document, row, page, date, address, capture, place."""
        source, words = note.source, self.words
        if source is None:
            return ""
        told = [self._alone(source.document)]
        told += [words["report.row"].format(n=source.row)] if source.row is not None else []
        told += [f"{words['page']} {source.page}"] if source.page else []
        told.append(self._alone(source.date) if source.date else words["undated"])
        told += [self._alone(source.url)] if source.url else []
        told.append(f"{words['capture']} {self._alone(source.capture[:12])}")
        told += [words["report.fetched"].format(when=self._alone(source.fetched))] if source.fetched else []
        told.append(self._place(source))
        return self._listed(told)

    def warning(self, note: Footnote) -> str:
        """Return what a reader has to know of a claim that does not stand as it did, "" for one that does."""
        words = self.words
        if note.standing == "withdrawn":
            return f"{words['report.withdrawn']}: {words[f'report.why.{note.withdrawn}']}"
        if note.standing == "changed":
            return f"{words['report.changed']}: {self._listed(words[f'report.part.{part}'] for part in note.changed)}"
        return words["report.proposed"] if note.standing == "proposed" else ""

    def mark(self, note: Footnote) -> str:
        """Return the word that stands in the text behind a claim that does not stand as it did."""
        return "" if note.standing == "stands" else self.words[f"report.{note.standing}"]

    def note(self, note: Footnote) -> str:
        """Return a whole footnote: what to know of it, the exact words, who says them, where they stand, the id."""
        source = note.source
        told = [self.warning(note)] if self.warning(note) else []
        told += [f"{self.quoted(source)} {self.who(source)}", self.where(note)] if source else []
        return ". ".join([*told, self._alone(note.mark)])

    def document(self, source: Source) -> str:
        """Return a document as the list at the end has it: title, date, address, when it was captured, the whole hash."""
        told = [self._alone(source.document), self._alone(source.date) if source.date else self.words["undated"]]
        told += [self._alone(source.url)] if source.url else []
        told += [self.words["report.fetched"].format(when=self._alone(source.fetched))] if source.fetched else []
        return self._listed([*told, f"SHA-256 {self._alone(source.capture)}"])

    def _holder(self, voice: Voice, source: Source) -> str:
        if voice.words:
            name = self._alone(voice.words)
            return f"{name} ({self._alone(voice.stands_for)})" if voice.stands_for else name
        if voice.kind == "author":
            return self.words["report.author"].format(document=self._alone(source.document))
        return self.words["report.unstated"]

    def _listed(self, told: Iterable[str]) -> str:
        return f"{self.words['report.comma']} ".join(told)

    def _quote(self, text: str) -> str:
        return f"{self.words['quote.open']}{self._alone(text)}{self.words['quote.close']}"

    def _place(self, source: Source) -> str:
        told = self.words["at"].format(start="\0", end="\1")
        span = told[told.index("\0") : told.index("\1") + 1]
        figures = span.replace("\0", str(source.start)).replace("\1", str(source.end))
        return told.replace(span, self._alone(figures))

    def _alone(self, text: str) -> str:
        # Signs of direction in a document would end ours.
        text = without_isolates(text) if self._isolates else text
        return isolate(text, within_right_to_left=self.right_to_left) if self._isolates else text


def sentence(source: Source, words: Mapping[str, str] = ENGLISH) -> str:
    """Return a claim as a sentence: who says it, and its exact words."""
    return Spoken(words).sentence(source)
