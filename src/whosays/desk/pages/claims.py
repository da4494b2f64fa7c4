"""Claims: all that fit, with facets; and one claim with its chain, its words in place, its sources and its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from whosays.case.asking.browsing import ClaimsWanted
from whosays.desk.cards import ClaimCard, make_card
from whosays.desk.page import Pages
from whosays.publish.hidden.judgements import without_key

if TYPE_CHECKING:
    from typing import Literal

    from whosays.case.asking.browsing import Browsing, Facet
    from whosays.case.judging.hiding import Hidden, Hiding
    from whosays.desk.app import Desk
    from whosays.records import Judgement
    from whosays.store.known_claims import Known

pages = Pages()
AT_ONCE = 50
_AROUND = 240


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
    cited: str = "",
    status: str = "",
    year: str = "",
    start: int = 0,
) -> Claims:
    """Show the claims that fit every field given."""
    start = max(start, 0)
    wanted = ClaimsWanted(
        holder=holder,
        about=about,
        text=text,
        doc=doc,
        voice=voice,
        hedged=cast("Literal['', 'yes', 'no']", hedged),
        cited=cast("Literal['', 'yes', 'perhaps', 'no']", cited),
        status=status,
        year=int(year) if year.isdecimal() else None,
    )
    with desk.browse() as browse:
        found = browse.claims(wanted, start=start, limit=AT_ONCE)
    return Claims(
        total=found.total,
        start=start,
        cards=tuple(make_card(one) for one in found.claims),
        facets=found.facets,
        more=start + AT_ONCE if start + AT_ONCE < found.total else None,
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
    """A claim with the words around it, the notes it cites, why it is in the record, and what was decided on it.

    `hidden` is the decision that hides it; `covered`: some of its words are hidden, by this decision or another.
    """

    card: ClaimCard
    before: str
    after: str
    notes: tuple[Note, ...]
    rule: str | None
    by: str
    fired: tuple[tuple[str, str, str], ...]
    judgements: tuple[Judgement, ...]
    hidden: Hidden | None
    covered: bool


@pages.page("/claims/{words}", "claim.html")
def claim(desk: Desk, words: str) -> OneClaim:
    """Show one claim by its id, or how that begins."""
    with desk.browse() as browse:
        return show_claim(browse, browse.claim(words), desk.hiding(browse))


def show_claim(browse: Browsing, known: Known, hiding: Hiding) -> OneClaim:
    """Show one claim: of why it is in the record, what a page shows of it."""
    from whosays.case.asking.why import fired_words
    from whosays.rules import tell_rule

    found = known.claim
    document = browse.view.document(found.doc)
    text = document.text
    first, last = found.content[0].start, found.content[-1].end
    return OneClaim(
        card=make_card(known),
        before=text[max(first - _AROUND, 0) : first],
        after=text[last : last + _AROUND],
        notes=_notes(known, browse),
        rule=tell_rule(found.by),
        by=found.by,
        fired=tuple((one.sign, " ".join(one.at.text.split()), one.taken_for) for one in fired_words(found, document)),
        judgements=tuple(map(without_key, browse.view.judgements(found.id))),
        hidden=hiding.on(found.id),
        covered=any(hiding.spans(document, at.start, at.end) for at in found.content),
    )


def _notes(known: Known, browse: Browsing) -> tuple[Note, ...]:
    cites, possible = known.claim.cites, known.claim.cites_possible
    if not cites and not possible:
        return ()
    wanted = dict.fromkeys(cites, False) | {number: True for number in possible if number not in cites}
    stored = browse.view.stored  # judgements are asked for on the few that are shown, not on all notes of a long document
    return tuple(
        Note(
            number=cite.number,
            text=cite.note.text if cite.note else "",
            urls=tuple(url.url for url in cite.urls),
            possible=wanted[cite.number],
        )
        for cite in map(stored.current, (one for one in stored.citations(known.claim.doc) if one.number in wanted))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A claim as it stands in the margin of the reader."""

    card: ClaimCard


@pages.part("/claims/{words}/beside", "beside.html")
def beside(desk: Desk, words: str) -> Beside:
    """Show the card of one claim, for the reader to put in place."""
    with desk.browse() as browse:
        return Beside(card=make_card(browse.claim(words)))
