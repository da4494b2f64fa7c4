"""A claim as the desk shows it: its words, whose it is, in which voice, how sure, when, and where it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.derived import names_holder

if TYPE_CHECKING:
    from whosays.records import Anchor, Step
    from whosays.store.directory import Line
    from whosays.store.facts import Voice
    from whosays.store.known_claims import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name with its entity, where it has one."""

    words: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCard:
    """One holder of a chain: who (words and entity), the act, the words that attribute, where it was said."""

    kind: str
    holder: Named
    stands_for: str | None
    act: str
    cue: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim, ready to be shown. `voice` is whose words it gives; `hedges` are the words that soften it."""

    id: str
    doc: str
    document: str
    page: int | None
    start: int
    end: int
    pieces: tuple[str, ...]
    chain: tuple[StepCard, ...]
    voice: Voice
    about: tuple[Named, ...]
    relation: str | None
    hedges: tuple[str, ...]
    modality: str
    polarity: str
    said: str | None
    content_time: str | None
    cites: tuple[int, ...]
    cites_possible: tuple[int, ...]
    form: str
    by: str
    status: str


def make_card(known: Known) -> ClaimCard:
    """Make the card of a claim."""
    claim, doc = known.claim, known.doc
    first = claim.content[0]
    return ClaimCard(
        id=claim.id,
        doc=claim.doc,
        document=doc.title or doc.name,
        page=page_of(doc.pages, first.start),
        start=first.start,
        end=claim.content[-1].end,
        pieces=tuple(" ".join(at.text.split()) for at in claim.content),
        chain=tuple(_step(step, line) for step, line in zip(claim.chain, known.holders, strict=True)),
        voice=known.voice,
        about=tuple(_named(at, line) for at, line in zip(claim.about, known.about, strict=True)),
        relation=claim.relation,
        hedges=tuple(" ".join(hedge.at.text.split()) for hedge in claim.hedges),
        modality=claim.modality,
        polarity=claim.polarity,
        said=claim.said,
        content_time=claim.content_time,
        cites=claim.cites,
        cites_possible=claim.cites_possible,
        form=claim.form,
        by=claim.by,
        status=known.status,
    )


def page_of(pages: tuple[int, ...], offset: int) -> int | None:
    """Return the page, counted from 1, that an offset lies on; None for a document without pages."""
    return bisect_right(pages, offset) or None


def _step(step: Step, line: Line | None) -> StepCard:
    holder = step.holder
    return StepCard(
        kind=holder.kind,
        holder=Named(words=" ".join(holder.at.text.split()) if holder.at else "", entity=line.id if line else None),
        stands_for=names_holder(holder) if holder.at and holder.refers_to else None,
        act=step.act,
        cue=" ".join(step.cue.text.split()) if step.cue else None,
        outlet=" ".join(step.outlet.text.split()) if step.outlet else None,
    )


def _named(at: Anchor, line: Line | None) -> Named:
    return Named(words=" ".join(at.text.split()), entity=line.id if line else None)
