"""Reports of a case: what they cite looked up, claims made ready to be cited, versions made and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.derived import published
from whosays.publish.hidden.view import HidingView
from whosays.publish.report.as_read import Footnote, Piece, ReportTold, Source, Told, Voice
from whosays.records import Claim, ClaimId, Entry, make_id
from whosays.reports import (
    MOST,
    REFERENCE,
    BadBlock,
    Block,
    CannotCite,
    Cited,
    NothingBefore,
    Report,
    ReportId,
    ReportMoved,
    again,
    changes_since,
    cite,
    reading_of,
    referred,
    state_of,
)
from whosays.store.faults import NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.case.judging.deciding import Signing
    from whosays.case.whole import WholeView
    from whosays.publish.report.as_read import Withdrawn
    from whosays.publish.view import CaseView
    from whosays.records import Anchor, CaptureId, Document, DocumentId, Step

_DECIDED = frozenset({"accepted", "edited"})
# A paragraph is typed by a person; a pasted book is none.
_LONGEST = 20_000
_WITHDRAWN: dict[str, Withdrawn] = {"not there": "removed", "words gone": "words gone", "replaced": "replaced"}


def cite_claim(view: WholeView, words: str, *, proposed: bool = False) -> Cited:
    """Return a claim, or row of a list, as a report cites it.

    Args:
        view: the case.
        words: its id, or how it begins.
        proposed: take one that nobody has decided on as well; it is marked as such wherever the report is read.

    Raises NoSuchRecord, CannotCite.
    """
    claim = find_cited(view, words)
    status = view.status(claim.id)
    if status == "rejected":
        raise CannotCite(claim.id, "it was rejected; take that back first, if it should stand")
    if status not in _DECIDED and not proposed:
        raise CannotCite(claim.id, "nobody has decided on it yet; accept it first, or cite it as proposed")
    return cite(claim, view.document(document_of(claim)), status)


def find_cited(view: WholeView, words: str) -> Claim | Entry:
    """Return the claim or row of a list that goes by an id, or its beginning, as people left it. Raises NoSuchRecord."""
    record = view.stored.record(words)
    if not isinstance(record, Claim | Entry):
        raise NoSuchRecord(words)
    return view.stored.current(record)


def document_of(cited: Claim | Entry) -> DocumentId:
    """Return the document that a claim or row stands in."""
    return cited.doc if isinstance(cited, Claim) else cited.at.doc


def make_block(view: WholeView, kind: str, text: str, *, proposed: bool = False, kept: Sequence[Cited] = ()) -> Block:
    """Return a block of what a person typed: a heading, a paragraph with its references made whole, or a claim by its id.

    Args:
        view: the case.
        kind: "heading", "paragraph" or "claim".
        text: its words, or the id of the claim.
        proposed: let it cite claims that nobody has decided on.
        kept: what it cited before; that stays as it was cited, whatever became of it since.

    Raises BadBlock, NoSuchRecord, CannotCite.
    """
    text = text.replace("\r\n", "\n").strip()
    if kind not in {"heading", "paragraph", "claim"}:
        raise BadBlock(f"a block is a heading, a paragraph or a claim, not {kind!r}")
    if not text:
        raise BadBlock("it has no words")
    if len(text) > _LONGEST:
        raise BadBlock(f"it has {len(text):,} characters, and a block takes {_LONGEST:,}")
    if kind == "claim":
        return Block(kind="claim", cites=(cite_claim(view, text, proposed=proposed),))
    if kind == "heading":
        return Block(kind="heading", text=" ".join(text.split()))
    held = {str(one.claim): one for one in kept}
    cites = {words: held.get(words) or cite_claim(view, words, proposed=proposed) for words in referred(text)}
    whole = REFERENCE.sub(lambda found: f"[^{cites[found[1]].claim}]", text)
    return Block(kind="paragraph", text=whole, cites=tuple({one.claim: one for one in cites.values()}.values()))


def next_version(
    view: WholeView, signing: Signing, *, report: str | None, version: int | None, title: str, blocks: Sequence[Block]
) -> Report:
    """Return the next version of a report, or the first of a new one.

    Args:
        view: the case.
        signing: who writes it, and when.
        report: its id, None for a new one.
        version: the one that this was made of; raises ReportMoved where it is not the last (None: whichever is).
        title: its title.
        blocks: all its blocks.
    """
    title = " ".join(title.split())
    if not title or len(title) > 300:
        raise BadBlock("a report has a title of 1 to 300 characters")
    if len(blocks) > MOST:
        raise BadBlock(f"a report has {MOST} blocks at most")
    if report is None:
        made = ReportId(make_id("rep", title, signing.who, signing.when))
        return Report(id=made, version=1, title=title, blocks=tuple(blocks), who=signing.who, when=signing.when)
    last = view.stored.report(report)[-1]
    if version is not None and version != last.version:
        raise ReportMoved(last.id)
    signed = {"who": signing.who, "when": signing.when}
    return Report(
        id=last.id, version=last.version + 1, title=title, blocks=tuple(blocks), before=last.version, dropped=False, **signed
    )


def dropped(view: WholeView, words: str, signing: Signing) -> Report:
    """Return the version of a report that takes it off the list; an undo brings it back."""
    last = view.stored.report(words)[-1]
    return replace(last, version=last.version + 1, before=last.version, dropped=True, who=signing.who, when=signing.when)


def undone(view: WholeView, words: str, signing: Signing) -> Report:
    """Return the version that brings back what a report was before. Raises NoSuchReport, NothingBefore."""
    versions = {report.version: report for report in view.stored.report(words)}
    last = versions[max(versions)]
    if last.before not in versions:  # None, or one that an import did not bring along
        raise NothingBefore(last.id)
    return again(last, versions[last.before], who=signing.who, when=signing.when)


def tell(view: WholeView, report: Report, *, leaving: CaseView | None = None) -> ReportTold:
    """Look up everything that a report rests on.

    Args:
        view: the case.
        report: the report.
        leaving: where it is to leave the case, the view without what people decided to hide (`publish.hiding.without_hidden`).
    """
    telling = _Telling(view, leaving if isinstance(leaving, HidingView) else None)
    blocks = tuple(telling.block(block) for block in report.blocks)
    told = telling.hiding.record(report) if telling.hiding else report
    return ReportTold(report=told, blocks=blocks, notes=tuple(telling.notes.values()))


def find_claims(view: WholeView, words: str, limit: int = 12) -> list[Footnote]:
    """Return claims that a report could cite: those with these words, or without any, those that were accepted last."""
    if words.strip():
        ids = view.stored.found_claims(words, limit * 2)
    else:
        ids = [one for one in view.stored.lately_decided(limit * 3) if one.startswith("clm-")]
    return [note for note in tell_claims(view, ids) if note.source and note.standing != "withdrawn"][:limit]


def tell_claims(view: WholeView, ids: Iterable[str]) -> list[Footnote]:
    """Return claims as a report would cite them now."""
    telling = _Telling(view)
    return [telling.look_up(Cited(claim=ClaimId(one), status="", parts=()), number) for number, one in enumerate(ids, start=1)]


class _Telling:
    """One report on its way to be read: its footnotes in the order in which they are called."""

    def __init__(self, view: WholeView, hiding: HidingView | None = None) -> None:
        self.view = view
        self.hiding = hiding
        self.notes: dict[str, Footnote] = {}
        self._documents: dict[str, Document] = {}
        self._readings: dict[str, str] = {}
        self._fetched: dict[str, str | None] = {}

    def block(self, block: Block) -> Told:
        """Return a block with its footnotes."""
        if self.hiding:
            block = replace(block, text=self.hiding.words(block.text))
        if block.kind == "claim":
            return Told(kind="claim", text="", note=self._note(block.cites[0]))
        if block.kind == "heading":
            return Told(kind="heading", text=block.text)
        return Told(kind="paragraph", text=block.text, pieces=tuple(self._pieces(block)))

    def _pieces(self, block: Block) -> list[Piece]:
        cited = {str(one.claim): one for one in block.cites}
        pieces, at = list[Piece](), 0
        for found in REFERENCE.finditer(block.text):
            if found[1] not in cited:
                continue
            if found.start() > at:
                pieces.append(Piece(text=block.text[at : found.start()]))
            pieces.append(Piece(note=self._note(cited[found[1]]).number))
            at = found.end()
        return [*pieces, Piece(text=block.text[at:])] if at < len(block.text) else pieces

    def _note(self, cited: Cited) -> Footnote:
        """Return the footnote of a claim; one that is cited twice has one."""
        if cited.claim not in self.notes:
            self.notes[cited.claim] = self.look_up(cited, len(self.notes) + 1)
        return self.notes[cited.claim]

    def look_up(self, cited: Cited, number: int) -> Footnote:
        """Return what a cited claim says now, and what became of it since."""
        note = self._looked_up(cited, number)
        return replace(note, claim=self.hiding.id(note.claim)) if self.hiding else note

    def _looked_up(self, cited: Cited, number: int) -> Footnote:
        at = self.view.stored.standing(cited.claim)
        if at != "shown":
            return Footnote(number=number, claim=cited.claim, standing="withdrawn", withdrawn=_WITHDRAWN[at])
        record = self.view.stored.record(cited.claim)
        assert isinstance(record, Claim | Entry)
        claim = self.view.stored.current(record)
        doc = self._document(claim)
        source = self._source(claim, doc)
        status = self.view.status(claim.id)
        state = state_of(cite(claim, doc, status, reading=self._reading(doc)))
        if self.hiding and self.hiding.id(claim.id) != claim.id:
            state = ""  # a hash of words that must not leave could be guessed
        if status == "rejected":
            return Footnote(
                number=number, claim=claim.id, standing="withdrawn", withdrawn="rejected", source=source, state=state
            )
        if cited.parts and (changed := changes_since(cited, claim, doc, reading=self._reading(doc))):
            return Footnote(number=number, claim=claim.id, standing="changed", changed=changed, source=source, state=state)
        standing = "stands" if status in _DECIDED else "proposed"
        return Footnote(number=number, claim=claim.id, standing=standing, source=source, state=state)  # type: ignore[arg-type]  # one of the two

    def _reading(self, doc: Document) -> str:
        """Return the hash of a document's text, made once for all claims of it."""
        if doc.id not in self._readings:
            self._readings[doc.id] = reading_of(doc)
        return self._readings[doc.id]

    def _document(self, claim: Claim | Entry) -> Document:
        doc = document_of(claim)
        if doc not in self._documents:
            self._documents[doc] = self.view.document(doc)
        return self._documents[doc]

    def _source(self, claim: Claim | Entry, doc: Document) -> Source:
        source = _source(self.hiding.record(claim), self.hiding.record(doc)) if self.hiding else _source(claim, doc)
        if doc.capture not in self._fetched:
            self._fetched[doc.capture] = _fetched(self.view, doc.capture)
        return replace(source, fetched=self._fetched[doc.capture])


def _fetched(view: WholeView, capture: CaptureId) -> str | None:
    """Return the day on which an address was captured that bytes came from; None for files of this machine.

    When somebody took a file in is of the clock, not of the record: the same files give the same report.
    """
    at = view.stored.capture(capture)
    while at.method == "member" and at.parent:
        at = view.stored.capture(at.parent)
    return at.fetched_at[:10] if at.method == "fetch" else None


def _source(claim: Claim | Entry, doc: Document) -> Source:
    content = claim.content if isinstance(claim, Claim) else (claim.at,)
    first = content[0].start
    return Source(
        pieces=tuple(" ".join(at.text.split()) for at in content),
        voices=tuple(_voice(step) for step in claim.chain) if isinstance(claim, Claim) else (_LISTS,),
        doc=doc.id,
        document=doc.title or doc.name,
        language=doc.languages[0] if doc.languages else None,
        page=sum(start <= first for start in doc.pages) or None if doc.pages else None,
        capture=doc.capture,
        date=published(doc),
        url=doc.url,
        start=first,
        end=content[-1].end,
        hedges=tuple(_hedges_outside(claim)) if isinstance(claim, Claim) else (),
        row=None if isinstance(claim, Claim) else claim.row,
    )


# A row of a list is told like a claim of the document's author: who lists it.
_LISTS = Voice(kind="author", words=None, stands_for=None, act="list")


def _hedges_outside(claim: Claim) -> Iterator[str]:
    """Yield the words that hedge a claim and stand neither in its own words nor in those of its holders."""
    told: list[Anchor] = [*claim.content, *(step.holder.at for step in claim.chain if step.holder.at)]
    for hedge in claim.hedges:
        if not any(at.start <= hedge.at.start and hedge.at.end <= at.end for at in told):
            yield " ".join(hedge.at.text.split())


def _voice(step: Step) -> Voice:
    at, refers_to = (" ".join(one.text.split()) if one else None for one in (step.holder.at, step.holder.refers_to))
    return Voice(kind=step.holder.kind, words=at, stands_for=refers_to if at and refers_to != at else None, act=step.act)
