"""One link from each claim to each note that it cites, so that a person can say of each whether the cited passage says it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from whosays.records import Link, LinkId, make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Citation, Claim

BY = "trace/support"


def find_support(claims: Iterable[Claim], citations: Iterable[Citation]) -> Iterator[Link]:
    """Yield a `cites` link for each note of a claim. Of notes with one number, the one whose mark is nearest is meant."""
    notes: dict[tuple[str, int], list[Citation]] = defaultdict(list)
    for citation in citations:
        notes[citation.doc, citation.number].append(citation)
    for claim in claims:
        for numbers, reason in ((claim.cites, "its mark stands by the claim"), (claim.cites_possible, "perhaps meant for it")):
            for number in numbers:
                if (note := nearest_note(notes.get((claim.doc, number), ()), claim)) is not None:
                    yield _link(claim, note, f"note {number}: {reason}")


def nearest_note(notes: Iterable[Citation], claim: Claim) -> Citation | None:
    """Return the note whose mark stands nearest to the end of a claim, None of none."""
    end = claim.content[-1].end
    return min(notes, key=lambda note: (abs((note.anchor.start if note.anchor else 0) - end), note.id), default=None)


def _link(claim: Claim, note: Citation, reason: str) -> Link:
    evidence = tuple(at for at in (claim.content[0], note.note) if at)
    return Link(
        id=LinkId(make_id("lnk", "cites", claim.id, note.id)), kind="cites", a=claim.id, b=note.id, evidence=evidence,
        reason=reason, by=BY,
    )  # fmt: skip
