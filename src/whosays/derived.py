"""What follows from records: ids of claims and names, and what is never stored, as which claim is a self-description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.records import ClaimId, MentionId, make_id
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from whosays.anchors import Cutter
    from whosays.records import Anchor, Claim, Document, Holder, Judgement, MentionKind, Step

_BLANK = re.compile(r"\s+")


def claim_id(cutter: Cutter, content: Sequence[Anchor], chain: Sequence[Step]) -> ClaimId:
    """Return the id of a claim: its document, its words and which occurrence of them, its innermost holder and act.

    Nothing else enters it, so correcting a hedge or who a name is never orphans what people decided on the claim.
    """
    holder = chain[-1].holder
    held = _BLANK.sub(" ", holder.at.text if holder.at else holder.kind)
    words = (_BLANK.sub(" ", anchor.text) for anchor in content)
    return ClaimId(make_id("clm", cutter.doc.id, *words, cutter.occurrence(content[0]), held, chain[-1].act))


def name_id(cutter: Cutter, kind: MentionKind, at: Anchor) -> MentionId:
    """Return the id of a place where something is named: its document, its kind, its words and which occurrence of them."""
    return MentionId(make_id("men", cutter.doc.id, kind, at.text, cutter.occurrence(at)))


def is_self_description(claim: Claim, *, entity_of: Callable[[Anchor], str | None] | None = None) -> bool:
    """Ask whether the innermost holder is among those the claim is about.

    He is when an anchor of his (his words, or whom they refer to) overlaps an `about` anchor, has the same words, or
    belongs to the same entity.

    Args:
        claim: the claim.
        entity_of: the id of the entity whose mention stands at an anchor, if any.
    """
    if not claim.chain:
        return False
    holder = claim.chain[-1].holder
    own = [anchor for anchor in (holder.at, holder.refers_to) if anchor]
    return any(_is_same(mine, theirs, entity_of) for mine in own for theirs in claim.about)


# The rule of the small models of names, and the rule that looks for a name again where something else found it first.
_SMALL_MODEL, _AGAIN = "names/small-model", "names/consistency"


def is_weak(found_by: Iterable[str]) -> bool:
    """Ask whether a name rests on a small model of names alone; `found_by` is the field `by` of each of its mentions."""
    rules = set(found_by)
    return _SMALL_MODEL in rules and rules <= {_SMALL_MODEL, _AGAIN}


def published(doc: Document) -> str | None:
    """Return when a document says it came out (EDTF): a post by the day of its time, UTC."""
    posted = (doc.post.posted or doc.post.posted_by_id) if doc.post else None
    return posted[:10] if posted else doc.date


def names_holder(holder: Holder) -> str:
    """Return the words that stand for a holder, on one line; "" for an author and a hidden holder without any."""
    at = holder.refers_to or holder.at
    return " ".join(at.text.split()) if at else ""


def standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Leave out what was undone of the judgements on one record, oldest first; undos that stand are kept.

    An undo takes away the judgement that it `supersedes` (where it names none: the latest one before it that stands and is
    no undo). Which undo stands is known from the latest backwards, as only later ones can undo it.
    """
    named = [judgement.supersedes for judgement in judgements]
    for at, judgement in enumerate(judgements):
        if judgement.decision == "undo" and judgement.supersedes is None:
            before = _left(judgements[:at], named[:at])
            named[at] = next((j.id for j in reversed(before) if j.decision != "undo"), None)
    return _left(judgements, named)


def _left(judgements: Sequence[Judgement], named: Sequence[str | None]) -> list[Judgement]:
    undone: set[str] = set()
    left: list[Judgement] = []
    for judgement, target in zip(reversed(judgements), reversed(named), strict=True):
        if judgement.id not in undone:
            left.append(judgement)
            if judgement.decision == "undo" and target is not None:
                undone.add(target)
    return left[::-1]


# How the names of the rules of claims begin that read the tables of a language without a parser.
_BY_TABLES = "table-"


def is_weak_claim(claim: Claim) -> bool:
    """Ask whether a claim rests on the tables of its language alone: no parser has told where its clauses begin and end."""
    return claim.by.removeprefix("claims/").startswith(_BY_TABLES)


def overlaps(a: Anchor, b: Anchor) -> bool:
    """Ask whether two anchors share a character."""
    return a.doc == b.doc and a.start < b.end and b.start < a.end


def _is_same(a: Anchor, b: Anchor, entity_of: Callable[[Anchor], str | None] | None) -> bool:
    if overlaps(a, b) or _folded(a.text) == _folded(b.text):
        return True
    if entity_of is None:
        return False
    entity = entity_of(a)
    return entity is not None and entity == entity_of(b)


def _folded(words: str) -> str:
    """Fold case, letter forms, white space, an article in front and a possessive behind: "The Trust's" is "trust"."""
    folded = " ".join(fold_text(words).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    return folded.removeprefix("the ").removesuffix("'s").removesuffix("'")
