"""Claims: all that fit, with facets; and one claim with its chain, its words in place, its sources and its history."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from whosays.case.claim_filter import ClaimFilter, Fits
from whosays.desk.cards import ClaimCard, make_card, voice_of
from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.case.analysing import Analysing
    from whosays.case.claim_filter import Status
    from whosays.case.why import Why
    from whosays.desk.app import Desk
    from whosays.records import Judgement

pages = Pages()
AT_ONCE = 50
_AROUND = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A field by which claims can be narrowed, with how many have each value."""

    name: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """A page of the claims that fit, and the facets of all of them."""

    total: int
    start: int
    cards: tuple[ClaimCard, ...]
    facets: tuple[Facet, ...]
    more: int | None


@pages.page("/claims", "claims.html")
def claims(  # noqa: PLR0917  # the fields of an address
    desk: Desk,
    holder: str = "",
    about: str = "",
    text: str = "",
    doc: str = "",
    voice: str = "",
    hedged: str = "",
    status: str = "",
    start: int = 0,
) -> Claims:
    """Show the claims that fit every field given."""
    with desk.ask() as ask:
        wanted = ClaimFilter(
            holder=holder or None,
            about=about or None,
            text=text or None,
            hedged={"yes": True, "no": False}.get(hedged),
            status=cast("Status | None", status if status in {"proposed", "accepted", "edited", "rejected"} else None),
        )
        where = ask.view.stored.find_document(doc).id if doc else None
        fits = Fits(ask.view, wanted)
        found = [claim for claim in ask.view.claims(where) if fits(claim)]
        if voice:
            found = [claim for claim in found if voice_of(claim, ask) == voice]
        start = max(start, 0)
        voices = Counter(voice_of(claim, ask) for claim in found)
        facets = (
            Facet(name="voice", values=tuple(voices.most_common())),
            Facet(name="status", values=tuple(Counter(ask.view.status(claim.id) for claim in found).most_common())),
            Facet(name="hedged", values=tuple(Counter("yes" if claim.hedges else "no" for claim in found).most_common())),
        )
        return Claims(
            total=len(found),
            start=start,
            cards=tuple(make_card(claim, ask) for claim in found[start : start + AT_ONCE]),
            facets=facets,
            more=start + AT_ONCE if start + AT_ONCE < len(found) else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote that a claim cites: its number, its text, the addresses in it; `possible`: perhaps meant for another."""

    number: int
    text: str
    urls: tuple[str, ...]
    possible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClaim:
    """A claim with the words around it, the notes it cites, why it is in the record, and what was decided on it."""

    card: ClaimCard
    before: str
    after: str
    notes: tuple[Note, ...]
    rule: str | None
    by: str
    fired: tuple[tuple[str, str, str], ...]
    judgements: tuple[Judgement, ...]


@pages.page("/claims/{words}", "claim.html")
def claim(desk: Desk, words: str) -> OneClaim:
    """Show one claim by its id, or how that begins."""
    from whosays.case.why import why_claim

    with desk.ask() as ask:
        found = ask.view.stored.current(ask.view.stored.claim(words))
        why: Why = why_claim(ask.view, found)
        text = ask.documents[found.doc].text
        first, last = found.content[0].start, found.content[-1].end
        return OneClaim(
            card=make_card(found, ask),
            before=text[max(first - _AROUND, 0) : first],
            after=text[last : last + _AROUND],
            notes=_notes(found.doc, found.cites, found.cites_possible, ask),
            rule=why.rule,
            by=why.by,
            fired=tuple((one.sign, " ".join(one.at.text.split()), one.taken_for) for one in why.words),
            judgements=why.judgements,
        )


def _notes(doc: str, cites: tuple[int, ...], possible: tuple[int, ...], ask: Analysing) -> tuple[Note, ...]:
    wanted = dict.fromkeys(cites, False) | {number: True for number in possible if number not in cites}
    return tuple(
        Note(
            number=cite.number,
            text=cite.note.text if cite.note else "",
            urls=tuple(url.url for url in cite.urls),
            possible=wanted[cite.number],
        )
        for cite in ask.view.citations(doc)  # type: ignore[arg-type]  # the id of a document
        if cite.number in wanted
    )
