"""Reports: what a person composes from claims, block by block; and what became of a claim since it was cited.

A report holds the person's own words, and of each cited claim its id and hashes, never words of a document: those are looked up
when the report is read, so that a document that is removed takes them along. Versions only grow; the last one holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NewType

from whosays.errors import WhosaysError
from whosays.records import Claim, ClaimId, EntryId, make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.records import Anchor, Document, Entry

ReportId = NewType("ReportId", str)
BlockKind = Literal["heading", "paragraph", "claim"]
Part = Literal["words", "holder", "about", "hedges", "modality", "polarity", "said", "time", "notes", "reading"]
MOST = 500
"""How many blocks a report that is kept has at most: a person reads it; a pasted book is none."""
REFERENCE = re.compile(r"\[\^((?:clm|row)-[0-9a-f]{4,16})\]")
"""A claim, or row of a list, that a paragraph cites: `[^clm-1f3a…]`, the id or how it begins."""


class NoSuchReport(WhosaysError):
    """No report, or more than one, has an id that starts like this."""

    code = "no-such-report"

    def __init__(self, words: str) -> None:
        super().__init__(f"no single report has the id {words!r}; `whosays reports` prints ids")


class ReportMoved(WhosaysError):
    """Somebody changed the report after the page was opened that a change comes from."""

    code = "report-moved"

    def __init__(self, report: str) -> None:
        super().__init__(f"{report} was changed meanwhile, so nothing of this was kept; look at it again, then change it")


class NothingBefore(WhosaysError):
    """A report has no version to go back to."""

    code = "nothing-before"

    def __init__(self, report: str) -> None:
        super().__init__(f"{report} has no version before this one, so there is nothing to undo")


class CannotCite(WhosaysError):
    """A claim that a report may not rest on."""

    code = "cannot-cite"

    def __init__(self, claim: str, why: str) -> None:
        super().__init__(f"{claim} cannot be cited: {why}")


class NothingToTell(WhosaysError):
    """There is nothing that a report could be composed of."""

    code = "nothing-to-tell"

    def __init__(self, of: str, proposed: int) -> None:
        more = (
            f"; {proposed:,} proposed: accept some (`whosays judge accept`), or take them with --proposed" if proposed else ""
        )
        super().__init__(f"nobody has accepted anything that a report on {of!r} could rest on{more}")


class BadBlock(WhosaysError):
    """A block of a report that cannot be."""

    code = "bad-block"

    def __init__(self, why: str) -> None:
        super().__init__(f"this cannot stand in a report: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A claim, or row of a list, as it was when it was cited: what had been decided on it, and a hash of each part of it."""

    claim: ClaimId | EntryId
    status: str
    parts: tuple[tuple[Part, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading or paragraph in the person's own words, or a claim. A paragraph may cite claims too (`REFERENCE`)."""

    kind: BlockKind
    text: str = ""
    cites: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One version of a report. `before` is the version that an undo leads back to; `dropped`: it is listed no more."""

    id: ReportId
    version: int
    title: str
    blocks: tuple[Block, ...] = ()
    who: str
    when: str
    before: int | None = None
    dropped: bool = False


def reading_of(doc: Document) -> str:
    """Return a hash of the text that a document was read to have."""
    return make_id("h", doc.text)


def cite(claim: Claim | Entry, doc: Document, status: str, *, reading: str | None = None) -> Cited:
    """Return a claim, or row of a list, as a report cites it.

    Args:
        claim: as people left it.
        doc: its document.
        status: what was decided on it.
        reading: what `reading_of` the document gives, where that is known already.
    """
    # The id goes into each hash: without it, the same short word would have the same hash in every report.
    parts = tuple((part, make_id("h", claim.id, part, told)[2:]) for part, told in _parts(claim, reading or reading_of(doc)))
    return Cited(claim=claim.id, status=status, parts=parts)


def changes_since(cited: Cited, claim: Claim | Entry, doc: Document, *, reading: str | None = None) -> tuple[Part, ...]:
    """Return which parts of a claim or row are not what they were when it was cited (arguments as for `cite`)."""
    now = dict(cite(claim, doc, cited.status, reading=reading).parts)
    return tuple(part for part, told in cited.parts if now.get(part) != told)


def state_of(cited: Cited) -> str:
    """Return a short hash of all that is told of a claim: its parts but the reading of the whole document around it."""
    return make_id("h", *(told for part, told in cited.parts if part != "reading"))[2:10]


def _parts(claim: Claim | Entry, reading: str) -> tuple[tuple[Part, str], ...]:
    if not isinstance(claim, Claim):
        told = " ".join(filter(None, (claim.name, claim.acronym, claim.country)))
        return (("words", claim.at.text), ("about", told), ("reading", reading))
    return (
        ("words", _words(claim.content)),
        ("holder", " > ".join(f"{_holder(step.holder.at, step.holder.kind)} {step.act}" for step in claim.chain)),
        ("about", _words(claim.about)),
        ("hedges", _words(hedge.at for hedge in claim.hedges)),
        ("modality", claim.modality),
        ("polarity", claim.polarity),
        ("said", claim.said or ""),
        ("time", claim.content_time or ""),
        ("notes", " ".join(map(str, claim.cites))),
        ("reading", reading),
    )


def _words(anchors: Iterable[Anchor]) -> str:
    return " … ".join(anchor.text for anchor in anchors)


def _holder(at: Anchor | None, kind: str) -> str:
    return at.text if at else f"({kind})"


def referred(text: str) -> list[str]:
    """Return the ids, or beginnings of ids, of the claims or rows that a paragraph cites, each once, in order."""
    return list(dict.fromkeys(REFERENCE.findall(text)))


def put(blocks: Sequence[Block], block: Block, at: int | None = None) -> tuple[Block, ...]:
    """Return the blocks with one more: at the end, or before the one at `at`."""
    where = len(blocks) if at is None else _place(blocks, at, beyond=1)
    return (*blocks[:where], block, *blocks[where:])


def moved(blocks: Sequence[Block], at: int, step: int) -> tuple[Block, ...]:
    """Return the blocks with one of them moved up (-1) or down (1); the first stays first, the last last."""
    to = min(max(_place(blocks, at) + step, 0), len(blocks) - 1)
    rest = without(blocks, at)
    return (*rest[:to], blocks[at], *rest[to:])


def without(blocks: Sequence[Block], at: int) -> tuple[Block, ...]:
    """Return the blocks without one of them."""
    where = _place(blocks, at)
    return (*blocks[:where], *blocks[where + 1 :])


def exchanged(blocks: Sequence[Block], at: int, block: Block) -> tuple[Block, ...]:
    """Return the blocks with another one in the place of one."""
    where = _place(blocks, at)
    return (*blocks[:where], block, *blocks[where + 1 :])


def again(report: Report, earlier: Report, *, who: str, when: str) -> Report:
    """Return the version that brings an earlier one back; undoing once more leads to what was before that one."""
    return replace(earlier, version=report.version + 1, who=who, when=when)


def _place(blocks: Sequence[Block], at: int, *, beyond: int = 0) -> int:
    if not 0 <= at < len(blocks) + beyond:
        raise BadBlock(f"there is no block {at + 1} of {len(blocks)}")
    return at
