"""What claims of a case rest on: the records gathered for `trace`, the links it proposes, and the support check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.analyse.unsourced import footings_of
from whosays.case.together.ground import as_judged, gather_near
from whosays.case.together.keeping import keep_found
from whosays.case.together.put_together import PutTogether
from whosays.records import Run, RunId, make_id
from whosays.sources import same_address
from whosays.trace.lineage import trace_claim
from whosays.trace.propositions import BY as BY_PROPOSITIONS
from whosays.trace.propositions import find_propositions
from whosays.trace.rests import Rests
from whosays.trace.support import BY as BY_SUPPORT
from whosays.trace.support import find_support
from whosays.trace.wording import Names, most_named_first, read_wordings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.analyse.unsourced import Footings
    from whosays.case.whole import WholeView
    from whosays.records import Anchor, Citation, Claim, Document, DocumentId, Link, Mention
    from whosays.store.store import Store
    from whosays.trace.lineage import Lineage

_VERSION = "1"
# A phrase with a name of these kinds says who its source is.
SOMEBODY = frozenset(("organisation", "person", "group", "campaign", "work", "handle"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A claim beside what it cites. `passages` are the words of the cited document that may say it, none where it is not here.

    `link` is what a person judges: `whosays judge edit LINK support=says-it`.
    """

    link: Link
    note: Citation
    document: Document | None
    passages: tuple[Anchor, ...]


def link_claims(store: Store, together: PutTogether | None = None) -> int:
    """Propose which claims state the same thing and which notes they cite, and return how many links there are now."""
    with (together or PutTogether(store)).view() as view:
        claims = [claim for claim in view.claims() if view.status(claim.id) != "rejected"]
        names = Names(_standing_mentions(view), most_named_first(view.entities()))
        wordings = read_wordings(claims, view.documents(), names, view.events())
        alike = list(find_propositions(wordings, claims, names.called))
        citations = [citation for citation in view.citations() if view.status(citation.id) != "rejected"]
        cited = list(find_support(claims, citations))
    return keep_found(store, _run(BY_PROPOSITIONS), alike) + keep_found(store, _run(BY_SUPPORT), cited)


def trace(view: WholeView, claim: Claim) -> Lineage:
    """Return the lineage of a claim."""
    return trace_claim(claim.id, Rests(gather_near(view, claim)))


def check_support(view: WholeView, claim: Claim) -> Iterator[Check]:
    """Yield a claim's citations, each with the passages of the cited document that may say it."""
    ground = gather_near(view, claim)
    rests = Rests(ground)
    notes = {note.id: note for note in ground.citations}
    versions = rests.versions(claim.id)
    for link in view.stored.lookup.links_at([claim.id]):
        note = notes.get(link.b)  # type: ignore[call-overload]  # the end of a link may be a note's id
        if link.kind != "cites" or link.a != claim.id or note is None:
            continue
        docs = [doc for url in rests.first_note(note).urls for doc in ground.addresses.get(same_address(url.url), ())]
        if not docs:
            yield Check(link=as_judged(view, link), note=note, document=None, passages=())
        for doc in docs:
            said = [ground.claims[one] for one in versions if ground.claims[one].doc == doc]
            yield Check(
                link=as_judged(view, link),
                note=note,
                document=ground.documents[doc],
                passages=tuple(at for one in said for at in one.content),
            )


def footings(view: WholeView, doc: DocumentId | None = None) -> Iterator[Footings]:
    """Yield for each document, or for one, its claims counted by their footing, and those without a source."""
    for document in view.documents():
        if doc in (None, document.id):
            claims = [claim for claim in view.claims(document.id) if view.status(claim.id) != "rejected"]
            named = frozenset(
                (mention.at.start, mention.at.end) for mention in view.mentions(document.id) if mention.kind in SOMEBODY
            )
            yield footings_of(document, claims, named_at=named)


def _standing_mentions(view: WholeView) -> list[Mention]:
    return [mention for mention in view.mentions() if view.status(mention.id) != "rejected"]


def _run(name: str) -> Run:
    return Run(id=RunId(make_id("run", name, _VERSION)), name=name, version=_VERSION)
