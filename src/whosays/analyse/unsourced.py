"""On what footing a document puts its claims: which cite a note, name who said it, or give no source.

One rule for every document. It finds what a document does not say; it is no judgement on whether a claim is true.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from whosays.text.vague import is_vague

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.records import Claim, ClaimId, Document, DocumentId

# In this order: the first that fits a claim is its kind.
Footing = Literal["cited", "perhaps", "named", "vague", "hidden", "none"]
KINDS: tuple[Footing, ...] = get_args(Footing)
UNSOURCED: frozenset[Footing] = frozenset(("vague", "hidden", "none"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsourced:
    """A claim without a source: of which kind, its words, the words that stand for its source (where there are any)."""

    claim: ClaimId
    kind: Footing
    words: str
    source: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Footings:
    """The claims of a document counted by their footing, and those without a source."""

    doc: DocumentId
    counts: dict[str, int]
    unsourced: tuple[Unsourced, ...]


def footings_of(doc: Document, claims: Iterable[Claim], *, named_at: frozenset[tuple[int, int]] = frozenset()) -> Footings:
    """Return on what footing each claim of a document stands, counted, and those without a source.

    Args:
        doc: the document.
        claims: its claims, in document order.
        named_at: the places of its names; a phrase that holds one is no vague source.
    """
    language = doc.languages[0] if doc.languages else None
    counts: Counter[str] = Counter()
    found: list[Unsourced] = []
    for claim in claims:
        kind, source = footing(claim, language, named_at)
        counts[kind] += 1
        if kind in UNSOURCED:
            words = " … ".join(" ".join(at.text.split()) for at in claim.content)
            start, end = claim.content[0].start, claim.content[-1].end
            found.append(Unsourced(claim=claim.id, kind=kind, words=words, source=source, start=start, end=end))
    return Footings(doc=doc.id, counts={kind: counts[kind] for kind in KINDS}, unsourced=tuple(found))


def footing(
    claim: Claim, language: str | None, named_at: frozenset[tuple[int, int]] = frozenset()
) -> tuple[Footing, str | None]:
    """Return on what footing a claim stands, and the words that stand for its source."""
    holder = claim.chain[-1].holder
    at = holder.refers_to or holder.at
    if claim.cites:
        return "cited", None
    if claim.cites_possible:
        return "perhaps", None
    if holder.kind == "hidden":
        vague = at is not None and is_vague(at.text, language)
        return ("vague" if vague else "hidden"), at.text if at else None
    if holder.kind == "author":
        # The author's own words on what a vague source did: "the press has often reported on the bridge".
        subject = claim.about[0] if claim.about and claim.chain[-1].cue else None
        vague = (
            subject is not None and not _holds_name(subject.start, subject.end, named_at) and is_vague(subject.text, language)
        )
        return ("vague", subject.text) if vague and subject and _tells(claim) else ("none", None)
    if at and not _holds_name(at.start, at.end, named_at) and is_vague(at.text, language):
        return "vague", at.text
    return "named", at.text if at else None


def _tells(claim: Claim) -> bool:
    """Ask whether the claim begins with the one it is about, who is then the one that tells."""
    return bool(claim.about) and claim.about[0].start == claim.content[0].start


def _holds_name(start: int, end: int, named_at: frozenset[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in named_at)
