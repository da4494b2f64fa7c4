"""The pages of a published site: for each its address as the desk has it, its template, and the answer that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from whosays.analyse.dossier import Dossier, make_dossier
from whosays.analyse.registers import Edition, find_editions
from whosays.analyse.timeline import Moment, make_timeline
from whosays.desk.drawing.calendar import span_around
from whosays.desk.drawing.lineage import Drawn, draw_lineage
from whosays.desk.drawing.times import Dated, Times, draw_times
from whosays.desk.marks import Mark, Segment, lay_out
from whosays.desk.pages.lineage import opens_at
from whosays.desk.verdict import Told, tell
from whosays.trace.lineage import Lineage, Node, trace_claim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whosays.desk.cards import ClaimCard
    from whosays.desk.site.gathered import Gathered
    from whosays.publish.report.as_read import ReportTold
    from whosays.records import Citation, Claim, Document, DocumentId, Entity, Passage
    from whosays.trace.origins import Edge

T = TypeVar("T")
AT_ONCE = 200  # claims or names on one page
_ONE_BY_ONE = 60  # dates that are drawn each for itself: a screen of them
_AROUND = 240  # characters of the text before and after a claim
_FOLDED = frozenset({"boilerplate", "page_furniture"})
_LANES = ("published", "said", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its address as the desk has it ("/claims/clm-1"), the template that shows it, and what gives its answer."""

    address: str
    template: str
    answer: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of several pages of a long list."""

    address: str
    number: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """How much there is of each kind, and how much is hidden."""

    counts: dict[str, int]
    decided: int
    proposed: int
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Some of the claims that people decided on, or of those that are proposed."""

    decided: bool
    total: int
    other: int
    cards: tuple[ClaimCard, ...]
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Some of the names."""

    total: int
    entities: tuple[Entity, ...]
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A place in the text that calls a note: the note's number and text, and the passage where that stands."""

    id: str
    number: int
    end: int
    text: str
    passage: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage with its text in segments, the claims that begin in it, and the notes that are called in it."""

    passage: Passage
    folded: bool
    pieces: tuple[tuple[Segment, ...], ...]
    cards: tuple[ClaimCard, ...]
    calls: dict[str, Call]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document with its claims marked; `firsts` says where each claim begins."""

    document: Document
    passages: tuple[Shown, ...]
    claims: int
    firsts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A row of what a claim rests on; `standing` as on the desk."""

    edge: Edge
    a: Node
    b: Node
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClaim:
    """A claim with the words around it, the notes that it cites, and its lineage."""

    card: ClaimCard
    before: str
    after: str
    notes: tuple[tuple[int, str, bool], ...]
    lineage: Lineage
    told: tuple[Told, ...]
    drawn: Drawn
    nodes: dict[str, Node]
    cards: dict[str, ClaimCard]
    opens: dict[str, str]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What there is on a name."""

    dossier: Dossier
    cards: dict[str, ClaimCard]
    documents: dict[str, str]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The lists in the documents, with the entity of each row."""

    editions: tuple[Edition, ...]
    entities: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened when, by what documents say: a list, and a drawing where there are few dates."""

    moments: tuple[Moment, ...]
    documents: dict[str, str]
    drawn: Times | None


def pages_of(site: Gathered, reports: Sequence[ReportTold], *, hidden: int = 0) -> Iterator[Page]:
    """Yield every page of a site; its answer is worked out when it is asked for."""
    yield Page(address="/", template="home.html", answer=partial(_home, site, len(reports), hidden))
    yield Page(address="/library", template="library.html", answer=lambda: tuple(site.documents.values()))
    decided = [one for one in site.claims if site.is_decided(one)]
    proposed = [one for one in site.claims if not site.is_decided(one)]
    for of, other, is_decided, address in ((decided, proposed, True, "/claims"), (proposed, decided, False, "/proposed")):
        for part, some in _parts(of, address):
            yield Page(
                address=_address(part),
                template="claims.html",
                answer=partial(_claims, site, some, part, decided=is_decided, total=len(of), other=len(other)),
            )
    for part, entities in _parts(site.entities, "/names"):
        names = Names(total=len(site.entities), entities=tuple(entities), part=part)
        yield Page(address=_address(part), template="names.html", answer=partial(lambda told: told, names))
    yield Page(address="/lists", template="lists.html", answer=partial(_lists, site))
    yield Page(address="/timeline", template="timeline.html", answer=partial(_timeline, site))
    yield Page(address="/reports", template="reports.html", answer=lambda: tuple(reports))
    yield Page(address="/search", template="search.html", answer=lambda: None)
    for doc in site.documents.values():
        yield Page(address=f"/documents/{doc.id}", template="document.html", answer=partial(_text, site, doc))
    for claim in site.claims.values():
        yield Page(address=f"/claims/{claim.id}", template="claim.html", answer=partial(_claim, site, claim))
    for entity in site.entities:
        yield Page(address=f"/names/{entity.id}", template="name.html", answer=partial(_name, site, entity))
    for report in reports:
        yield Page(address=f"/reports/{report.report.id}", template="report.html", answer=partial(lambda told: told, report))


def _home(site: Gathered, reports: int, hidden: int) -> Home:
    decided = sum(map(site.is_decided, site.claims))
    counts = {
        "documents": len(site.documents),
        "claims": len(site.claims),
        "names": len(site.entities),
        "reports": reports,
    }
    return Home(counts=counts, decided=decided, proposed=len(site.claims) - decided, hidden=hidden)


def _claims(site: Gathered, some: Sequence[str], part: Part, *, decided: bool, total: int, other: int) -> Claims:
    return Claims(decided=decided, total=total, other=other, cards=tuple(site.cards[one] for one in some), part=part)


def _parts(all_of_it: Sequence[T], address: str) -> Iterator[tuple[Part, Sequence[T]]]:
    of = max(-(-len(all_of_it) // AT_ONCE), 1)
    for number in range(1, of + 1):
        yield Part(address=address, number=number, of=of), all_of_it[(number - 1) * AT_ONCE : number * AT_ONCE]


def _address(part: Part) -> str:
    return part.address if part.number == 1 else f"{part.address}-{part.number}"


def _text(site: Gathered, doc: Document) -> Text:
    claims = site.claims_of.get(doc.id, [])
    cards = [site.cards[claim.id] for claim in claims]
    passages = site.passages[doc.id]
    calls = [call for cite in site.citations[doc.id] if (call := _call(cite, passages))]
    at_call = {call.id: cite.anchor for cite in site.citations[doc.id] for call in calls if call.id == cite.id and cite.anchor}
    marks = [
        *(Mark(at.start, at.end, card.id, f"{card.voice} {'hedged' if card.hedges else 'stated'} {_standing(site, card)}")
          for claim, card in zip(claims, cards, strict=True) for at in claim.content),
        *(Mark(at.start, at.end, one, "call") for one, at in at_call.items()),
    ]  # fmt: skip
    return Text(
        document=doc,
        passages=tuple(
            Shown(
                passage=passage,
                folded=passage.zone in _FOLDED,
                pieces=tuple(lay_out(piece.text, piece.start, marks) for piece in passage.pieces if piece.end > piece.start),
                cards=tuple(card for card in cards if any(at.start <= card.start < at.end for at in passage.pieces)),
                calls={
                    call.id: call for call in calls if any(p.start <= at_call[call.id].start < p.end for p in passage.pieces)
                },
            )
            for passage in passages
        ),
        claims=len(claims),
        firsts={card.id: card.start for card in cards},
    )


def _standing(site: Gathered, card: ClaimCard) -> str:
    return "decided" if site.is_decided(card.id) else "proposed"


def _call(cite: Citation, passages: Sequence[Passage]) -> Call | None:
    if cite.anchor is None or cite.note is None:
        return None
    at = cite.note.start
    home = next((one.id for one in passages if any(piece.start <= at < piece.end for piece in one.pieces)), None)
    return Call(id=cite.id, number=cite.number, end=cite.anchor.end, text=" ".join(cite.note.text.split()), passage=home)


def _claim(site: Gathered, claim: Claim) -> OneClaim:
    text = site.documents[claim.doc].text
    first, last = claim.content[0].start, claim.content[-1].end
    found = trace_claim(claim.id, site.rests)
    nodes = {node.id: node for node in found.nodes}
    cards = {one: site.cards[one] for one in found.versions}
    ordered = sorted(found.steps, key=lambda edge: (edge.a != found.claim, not edge.leads, edge.a, edge.b, edge.how))
    return OneClaim(
        card=site.cards[claim.id],
        before=text[max(first - _AROUND, 0) : first],
        after=text[last : last + _AROUND],
        notes=tuple(_notes(site, claim)),
        lineage=found,
        told=tell(found),
        drawn=draw_lineage(found),
        nodes=nodes,
        cards={str(one): card for one, card in cards.items()},
        opens={node: address for node in nodes if (address := opens_at(node, found, cards))},  # type: ignore[arg-type]  # ids
        steps=tuple(Step(edge=one, a=nodes[one.a], b=nodes[one.b], standing=_of_step(site, one)) for one in ordered),
    )


def _of_step(site: Gathered, edge: Edge) -> str:
    if edge.link and site.view.status(edge.link) == "accepted":
        return "confirmed"
    return "said" if edge.firm else "proposed"


def _notes(site: Gathered, claim: Claim) -> Iterator[tuple[int, str, bool]]:
    texts = {cite.number: " ".join(cite.note.text.split()) for cite in site.citations[claim.doc] if cite.note}
    for number in (*claim.cites, *claim.cites_possible):
        yield number, texts.get(number, ""), number not in claim.cites


def _name(site: Gathered, entity: Entity) -> Name:
    claims = site.of_entity.get(entity.id, [])
    events = site.events_of.get(entity.id, [])
    dossier = make_dossier(
        entity,
        named=site.named,
        claims=claims,
        mentions=site.mentions_of.get(entity.id, []),
        entries=site.entries_of.get(entity.id, []),
        events=events,
    )
    docs = {*(claim.doc for claim in claims), *(row.at.doc for row in dossier.rows)}
    return Name(
        dossier=dossier,
        cards={claim.id: site.cards[claim.id] for claim in claims},
        documents={str(doc): _title(site, doc) for doc in sorted(docs)},
        moments=make_timeline(claims=claims, events=events),
    )


def _title(site: Gathered, doc: DocumentId) -> str:
    return site.documents[doc].title or site.documents[doc].name


def _lists(site: Gathered) -> Lists:
    passages = (passage for several in site.passages.values() for passage in several)
    entities = {str(row.id): str(site.entity_of[row.id].id) for row in site.entries if row.id in site.entity_of}
    return Lists(editions=find_editions(site.entries, site.documents, passages), entities=entities)


def _timeline(site: Gathered) -> Timeline:
    moments = make_timeline(claims=site.claims.values(), events=site.events, documents=site.documents.values())
    span = span_around(one.when for one in moments) if len(moments) <= _ONE_BY_ONE else None
    dated = [_dated(site, one) for one in moments]
    return Timeline(
        moments=moments,
        documents={str(doc): _title(site, doc) for doc in site.documents},
        drawn=draw_times(_LANES, dated, span) if span else None,
    )


def _dated(site: Gathered, one: Moment) -> Dated:
    lane = "content" if one.time == "event" else one.time
    look, href = ("event" if one.time == "event" else "paper"), f"/documents/{one.doc}"
    if one.record in site.cards:
        look, href = site.cards[one.record].voice, f"/claims/{one.record}"
    return Dated(id=f"{one.time}-{one.record}", lane=lane, when=one.when, words=one.words, look=look, href=href)
