"""Reports held against the case again: a report that is kept, or one that left the desk as a file.

Each footnote is opened: is the claim still there, does it stand as it did, does it say what the report says, is the document
still the one at its address? A file is read with our own readers; what ties it to the case is the mark at the end of each
footnote (`clm-1f3a…/5d20c1aa`: the claim, and a hash of what was told of it), which survives Word and other templates.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from whosays.capture.media_types import HEAD, guess_media_type
from whosays.case.writing.reporting import tell, tell_claims
from whosays.errors import WhosaysError
from whosays.line import reader_for
from whosays.publish.report.pdf import COPY
from whosays.read.reading import Reading
from whosays.records import Capture, CaptureId
from whosays.text.direction import without_isolates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from whosays.case.whole import WholeView
    from whosays.publish.report.as_read import Footnote
    from whosays.records import Visit
    from whosays.reports import Report

Finding = Literal["stands", "changed", "withdrawn"]
_MARK = re.compile(r"((?:clm|row)-[0-9a-f]{16})(?:\s?/\s?([0-9a-f]{8})(\?)?)?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~^+=.)-])")
_LARGEST = 200 << 20


class NothingToCheck(WhosaysError):
    """A file in which no footnotes of a report are found."""

    code = "nothing-to-check"

    def __init__(self, path: Path, why: str = "no footnote in it ends with the id of a claim") -> None:
        super().__init__(f"{path} is no report that can be checked ({why}); `whosays report` writes reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A footnote of a report held against the case: its number in the report, its claim, what was found, and why.

    `why` are the parts of a claim that changed (`reports.Part`), why it is withdrawn (`publish.report.Withdrawn`), or: "edited"
    (something that the footnote does not show), "undecided" (nobody decides for it any more), "capture" (another file),
    "address changed", "newer file" (what is there now has not these words), "not in the case".
    `remarks` are what is worth a look though the footnote stands: its address has another text by now that still has the words.
    `document` is the title of the document ("" where the claim is gone), `words` are the exact words as the case has them now.
    """

    number: int
    claim: str
    finding: Finding
    why: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    document: str = ""
    words: str = ""


def check_report(view: WholeView, report: Report) -> list[Checked]:
    """Hold every footnote of a kept report against the case; what was cited as proposed and still is stands."""
    cited = {str(one.claim): one.status for block in report.blocks for one in block.cites}
    later = _Later(view)
    return [_checked(note, note.number, _why_kept(note, cited.get(note.claim, "")), later) for note in tell(view, report).notes]


def check_file(view: WholeView, path: Path) -> list[Checked]:
    """Hold every footnote of a file against the case. Raises NothingToCheck."""
    notes = list(_notes_of(path))
    if not notes:
        raise NothingToCheck(path)
    told = {note.claim: note for note in tell_claims(view, dict.fromkeys(note.claim for note in notes))}
    later = _Later(view)
    return [
        _checked(told[note.claim], number, _why_left(note, told[note.claim]), later)
        for number, note in enumerate(notes, start=1)
    ]


def _checked(note: Footnote, number: int, why: tuple[str, ...], later: _Later) -> Checked:
    source = note.source
    if note.standing == "withdrawn":
        reason = (note.withdrawn or "removed",) if source or note.withdrawn != "removed" else ("not in the case",)
        document, words = (source.document, " … ".join(source.pieces)) if source else ("", "")
        return Checked(number=number, claim=note.claim, finding="withdrawn", why=reason, document=document, words=words)
    assert source
    found, remarks = later.of(source.doc, source.capture, source.pieces)
    every = (*why, *found)
    return Checked(
        number=number,
        claim=note.claim,
        finding="changed" if every else "stands",
        why=every,
        remarks=remarks,
        document=source.document,
        words=" … ".join(source.pieces),
    )


def _why_kept(note: Footnote, status: str) -> tuple[str, ...]:
    undone = note.standing == "proposed" and status not in {"", "proposed"}
    return (*note.changed, *(("undecided",) if undone else ()))


# What a file says


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """A footnote of a file: the claim and state that it ends with, and its words."""

    claim: str
    state: str
    proposed: bool
    text: str


def _why_left(left: _Left, now: Footnote) -> tuple[str, ...]:
    """Return what a footnote says otherwise than the case does; "edited" where that shows in its mark alone."""
    source = now.source
    if source is None:
        return ()
    voices = [one.words for one in source.voices if one.words and one.kind != "author"]
    told: dict[str, Iterable[str]] = {
        "words": source.pieces,
        "holder": voices[-1:],
        "hedges": source.hedges,
        "capture": (source.capture[:12],),
    }
    text = _bare(left.text)
    why = tuple(part for part, words in told.items() if not all(_bare(one) in text for one in words))
    if not why and left.state and left.state != now.state:
        why = ("edited",)
    undone = now.standing == "proposed" and left.state and not left.proposed
    return (*why, *(("undecided",) if undone else ()))


def _bare(text: str) -> str:
    """Return words without white space, breaks and signs of direction: how a form breaks its lines does not matter."""
    return "".join(without_isolates(text).replace("\N{SOFT HYPHEN}", "").split())


def _notes_of(path: Path) -> Iterator[_Left]:
    """Yield the footnotes of a file, in its order: from its notes where its form has them, else whatever ends with a mark."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise NothingToCheck(path, (error.strerror or type(error).__name__).lower()) from error
    if path.suffix.lower() in {".md", ".markdown", ".txt"}:
        yield from _of_markdown(raw.decode("utf-8", "replace"))
        return
    if raw.startswith(b"%PDF-") and (copy := _copy_in(raw)):
        yield from _of_markdown(copy)
        return
    passages = list(_passages(path, raw))
    notes = [text for zone, text in passages if zone == "footnote" and _MARK.search(text)]
    yield from _marked(notes or [" ".join(text for _, text in passages)])


def _of_markdown(text: str) -> Iterator[_Left]:
    lines = [_ESCAPED.sub(r"\1", line) for line in text.splitlines()]
    yield from _marked([line for line in lines if line.startswith("[^")] or [" ".join(lines)])


def _copy_in(raw: bytes) -> str | None:
    """Return the Markdown that a PDF of ours carries: words out of its pages come in another order from right to left."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(raw)
    except PdfiumError:
        return None  # the reader says what is wrong with it
    try:
        held = [pdf.get_attachment(number) for number in range(pdf.count_attachments())]
        found = next((one for one in held if one.get_name() == COPY), None)
        return bytes(found.get_data()).decode("utf-8", "replace") if found else None
    finally:
        pdf.close()


def _passages(path: Path, raw: bytes) -> Iterator[tuple[str, str]]:
    head = raw[:HEAD]
    capture = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name=path.name,
        size=len(raw),
        media_type=guess_media_type(path.name, head),
        method="file",
        fetched_at="",
    )
    reader = reader_for(capture, head)
    if reader is None:
        return
    yielded = reader(capture, raw)
    for reading in (yielded,) if isinstance(yielded, Reading) else yielded:
        if isinstance(reading, Reading):
            for passage in reading.passages:
                yield passage.zone, " ".join(at.text for at in passage.pieces)


def _marked(texts: Iterable[str]) -> Iterator[_Left]:
    """Yield what stands before each mark, from the mark before it."""
    for text in texts:
        at = 0
        for found in _MARK.finditer(text):
            yield _Left(claim=found[1], state=found[2] or "", proposed=bool(found[3]), text=text[at : found.start()])
            at = found.end()


# What became of the document


class _Later:
    """What came to the address or under the name of a document after the capture that a report cites."""

    def __init__(self, view: WholeView) -> None:
        self.view = view
        self._found: dict[str, tuple[str, list[str]]] = {}

    def of(self, doc: str, capture: str, pieces: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what takes the words away (the address is gone, or has another text without them), and what only is so."""
        if capture not in self._found:
            self._found[capture] = self._look(doc, capture)
        became, texts = self._found[capture]
        if not became:
            return (), ()
        if became == "address gone":
            return (), (became,)
        wanted = [_bare(one) for one in pieces]
        has_words = any(all(one in text for one in wanted) for text in texts)
        return ((), (became,)) if has_words else ((became,), ())

    def _look(self, doc: str, capture: str) -> tuple[str, list[str]]:
        own = [visits for visits in self._visits.values() if any(one.capture == capture for one in visits)]
        for visits in own:
            last = next((one for one in reversed(visits) if one.outcome != "failed"), visits[-1])
            if last.outcome == "gone":
                return "address gone", []
            if last.capture and last.capture != capture and (texts := self._of_capture(last.capture)):
                return "address changed", texts
        return ("", []) if own else self._newer_file(doc, capture)

    def _newer_file(self, doc: str, capture: str) -> tuple[str, list[str]]:
        """Look for a file of the same name that was added later, with a document of the same title."""
        mine, at = self.view.stored.capture(CaptureId(capture)), self.view.document(doc)  # type: ignore[arg-type]
        if mine.method != "file":
            return "", []
        newer = [one for one in self._files.get(mine.name, ()) if one.id != mine.id and one.fetched_at > mine.fetched_at]
        for one in sorted(newer, key=lambda each: each.fetched_at, reverse=True):
            texts = [
                _bare(other.text) for other in self.view.documents() if other.capture == one.id and other.title == at.title
            ]
            if texts:
                return "newer file", texts
        return "", []

    @cached_property
    def _files(self) -> Mapping[str, list[Capture]]:
        found: dict[str, list[Capture]] = {}
        for one in self.view.captures():
            if one.method == "file":
                found.setdefault(one.name, []).append(one)
        return found

    def _of_capture(self, capture: str) -> list[str]:
        return [_bare(doc.text) for doc in self.view.documents() if doc.capture == capture]

    @cached_property
    def _visits(self) -> Mapping[str, list[Visit]]:
        found: dict[str, list[Visit]] = {}
        for visit in self.view.visits():
            found.setdefault(visit.source, []).append(visit)
        return found
