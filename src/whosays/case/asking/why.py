"""Why a record is in the case: the rule and run that proposed it, the words that fired, what people decided on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from whosays.anchors import Cutter
from whosays.case.judging.identity import find_entity
from whosays.case.judging.matching import candidates
from whosays.records import Entry, Mention
from whosays.rules import tell_rule
from whosays.store.faults import NoSuchRecord
from whosays.text.negations import negations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.case.judging.matching import Candidate
    from whosays.case.whole import WholeView
    from whosays.records import Anchor, Claim, Document, Entity, Judgement, Run
    from whosays.store.shelf import Outline

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BEFORE = 3  # words in front of a cue, of which one may negate it ("does not support")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """Words that made a rule see something: as what (`sign`), and what they were taken for (an act, a kind of hedge …)."""

    sign: Literal["cue", "outlet", "hedge", "relation", "subject", "object", "negation"]
    taken_for: str
    at: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a claim is in the record: the passage it stands in, the rule that proposed it, what people decided on it.

    `rule` says what the rule does (None for one of a plug-in, or what a person marked), `words` are those that it and the
    rules for hedges and relations saw, `run` is the extractor with its version and model. `is_proposed`: the rules find it
    still; a record that a person decided on stays when they no longer do.
    """

    claim: Claim
    document: Document
    passage: str
    by: str
    rule: str | None
    words: tuple[Fired, ...]
    run: Run | None
    is_proposed: bool
    status: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPlace:
    """Why a name is taken for one at one place: the rule and run that proposed it, what people decided on it."""

    record: Mention | Entry
    document: str
    rule: str | None
    run: Run | None
    is_proposed: bool
    status: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyName:
    """Why a name is in the record: the entity it belongs to, if any, and the places that were asked for.

    `joined` are the names that people judged to be this one, as the documents have them, `decisions` what they decided on who
    it is (oldest first, taken back ones left out), `others` the names that these are about, by the ids that they have in them.
    `proposals` wait for a decision.
    """

    entity: Entity | None
    places: tuple[WhyPlace, ...]
    joined: tuple[Entity, ...] = ()
    decisions: tuple[Judgement, ...] = ()
    others: dict[str, str] = field(default_factory=dict)
    proposals: tuple[Candidate, ...] = ()


def why_claim(view: WholeView, claim: Claim) -> Why:
    """Return why a claim is in the record, as it stands after judgements."""
    document = view.stored.document(claim.doc)
    around = [at for at, one in enumerate(view.stored.lookup.shelf.outline(claim.doc)) if _holds(one, claim)]
    passages = [one for at in around for one in view.stored.lookup.shelf.passages(claim.doc, start=at, limit=1)]
    return Why(
        claim=claim,
        document=document,
        passage=" … ".join(piece.text for passage in passages for piece in passage.pieces),
        by=claim.by,
        rule=tell_rule(claim.by),
        words=tuple(fired_words(claim, document)),
        run=view.stored.run_of(claim.id),
        is_proposed=not view.stored.is_orphaned(claim.id),
        status=view.status(claim.id),
        judgements=tuple(view.judgements(claim.id)),
    )


def why_name(view: WholeView, words: str) -> WhyName:
    """Return why a name is in the record, by the id of an entity, a mention or a row of a list, or how that begins.

    Raises NoSuchRecord for another record, none, or more than one.
    """
    if words.startswith("ent-"):
        entity = find_entity(view, words)
        return _why_entity(view, entity, tuple(_place(view, member) for member in entity.members))
    place = _place(view, words)
    found = view.who.find(place.record.id)
    return _why_entity(view, found, (place,)) if found else WhyName(entity=None, places=(place,))


def _why_entity(view: WholeView, entity: Entity, places: tuple[WhyPlace, ...]) -> WhyName:
    who = view.who
    decisions = who.decisions_on(entity)
    ends = {one for judgement in decisions for one in (judgement.record, judgement.other or "")}
    return WhyName(
        entity=entity,
        places=places,
        joined=tuple(who.atoms[one] for one in entity.joined),
        decisions=tuple(decisions),
        others={one: who.called(one) for one in sorted({*ends, *entity.part_of, *entity.parts} - {""})},
        proposals=tuple(candidates(view, of=[entity.id])),
    )


def _place(view: WholeView, words: str) -> WhyPlace:
    record = view.stored.record(words)
    if not isinstance(record, Mention | Entry):
        raise NoSuchRecord(words)
    record = view.stored.current(record)
    return WhyPlace(
        record=record,
        document=view.stored.document(record.at.doc).name,
        rule=tell_rule(record.by),
        run=view.stored.run_of(record.id),
        is_proposed=not view.stored.is_orphaned(record.id),
        status=view.status(record.id),
        judgements=tuple(view.judgements(record.id)),
    )


def _holds(passage: Outline, claim: Claim) -> bool:
    start, end = claim.content[0].start, claim.content[-1].end
    return any(piece.start < end and start < piece.end for piece in passage.pieces)


def fired_words(claim: Claim, document: Document) -> Iterator[Fired]:
    """Yield the words that were seen: of the attribution from the outermost holder on, hedges, the relation, negations."""
    for step in claim.chain:
        if step.cue:
            yield Fired(sign="cue", taken_for=step.act, at=step.cue)
        if step.outlet:
            yield Fired(sign="outlet", taken_for="where it was said", at=step.outlet)
    for hedge in claim.hedges:
        yield Fired(sign="hedge", taken_for=hedge.kind, at=hedge.at)
    found = claim.relation_from
    if found:
        yield Fired(sign="relation", taken_for=f"{found.kind} ({found.entry})", at=found.cue)
        for end in found.subject:
            yield Fired(sign="subject", taken_for=found.kind, at=end)
        for end in found.object:
            yield Fired(sign="object", taken_for=found.kind, at=end)
    if claim.polarity != "positive":
        yield from _negated(claim, document)


def _negated(claim: Claim, document: Document) -> Iterator[Fired]:
    """Yield the negating words of the content and right in front of the innermost cue. They are not stored: looked up anew."""
    places = [word for piece in claim.content for word in _WORD.finditer(document.text, piece.start, piece.end)]
    cue = claim.chain[-1].cue if claim.chain else None
    if cue:
        places += list(_WORD.finditer(document.text, max(0, cue.start - 60), cue.start))[-_BEFORE:]
    negating = set(negations([word.group() for word in places], (), document.languages[:1]))
    cutter = Cutter(document)
    for start, end in sorted({word.span() for word in places if word.group() in negating}):
        yield Fired(sign="negation", taken_for=claim.polarity, at=cutter.cut(start, end))
