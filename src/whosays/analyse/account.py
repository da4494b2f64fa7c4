"""A one-page account of a document: its claims by the footing they stand on, whose they are, and what is odd.

The footings are those of `unsourced`, told for every claim. It says what a document shows of its sources; it is no mark.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.analyse.unsourced import KINDS, Footing, footing
from whosays.derived import names_holder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.records import Citation, Claim, Document, Link, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The claims of one footing, in the order of the text."""

    footing: Footing
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAccount:
    """A document on one page.

    `holders` counts claims by who holds them ("" for the author), `notes` says how many notes there are and how many of them
    name a source, `shared` are passages that other documents have too, `problems` counts what is odd by its code.
    """

    document: Document
    standings: tuple[Standing, ...]
    holders: tuple[tuple[str, int], ...]
    notes: tuple[int, int]
    hedged: int
    shared: tuple[Link, ...]
    problems: tuple[tuple[str, int], ...]


def make_account(
    document: Document,
    *,
    claims: Sequence[Claim],
    named_at: frozenset[tuple[int, int]],
    citations: Iterable[Citation] = (),
    links: Iterable[Link] = (),
    problems: Iterable[Problem] = (),
) -> DocumentAccount:
    """Put a document on one page.

    Args:
        document: the document.
        claims: its claims in the order of the text, without the rejected ones.
        named_at: the places of names of somebody, as `unsourced.footing` takes them.
        citations: its notes.
        links: those that begin, end or have their evidence in it.
        problems: what is odd about it.
    """
    language = document.languages[0] if document.languages else None
    by_footing: dict[Footing, list[Claim]] = {kind: [] for kind in KINDS}
    for claim in claims:
        by_footing[footing(claim, language, named_at)[0]].append(claim)
    notes = list(citations)
    holders = Counter(names_holder(claim.chain[-1].holder) for claim in claims)
    return DocumentAccount(
        document=document,
        standings=tuple(Standing(footing=kind, claims=tuple(found)) for kind, found in by_footing.items() if found),
        holders=tuple(holders.most_common()),
        notes=(len(notes), sum(bool(note.urls) or note.kind in {"source", "mixed", "ibid"} for note in notes)),
        hedged=sum(bool(claim.hedges) for claim in claims),
        shared=tuple(link for link in links if link.kind in {"reuses", "quotes"}),
        problems=tuple(Counter(problem.code for problem in problems).most_common()),
    )
