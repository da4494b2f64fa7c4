"""Lineage: what a claim rests on. A sentence first, then the drawing, the same as a table, when, and who is named with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.anchors import anchors_of
from whosays.derived import overlaps, published
from whosays.desk.cards import ClaimCard, make_card
from whosays.desk.drawing.calendar import span_around
from whosays.desk.drawing.lineage import Drawn, draw_lineage
from whosays.desk.drawing.network import Spot, Tie, Web, draw_around
from whosays.desk.drawing.times import Dated, Times, draw_times
from whosays.desk.page import Pages
from whosays.desk.verdict import Told, tell, walk
from whosays.records import Claim, Document, Link, Passage
from whosays.text.edtf import is_after, may_agree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whosays.case.asking.browsing import Browsing
    from whosays.case.whole import WholeView
    from whosays.desk.app import Desk
    from whosays.records import Anchor
    from whosays.store.known_claims import Known
    from whosays.trace.lineage import Lineage, Node
    from whosays.trace.origins import Edge

pages = Pages()
_ALONE, _BESIDE = 1120.0, 660.0  # how wide the drawing of times is, alone and beside another
_AROUND = 8  # names in the drawing of those named together: more cannot be read at its size


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A row of the table: what rests on what, how, and where the step stands.

    `standing`: the document says it, it is proposed, or a person confirmed it. `link` is what a person decides on, if there is
    one; `leads` is false for what ties two things and is no path.
    """

    a: Node
    b: Node
    how: str
    words: str
    standing: str
    link: str | None
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A link that a person rejected, which would otherwise be in the lineage."""

    link: str
    kind: str
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InTime:
    """When the claims were said and what they are about: the drawing, and what of it disagrees."""

    drawn: Times
    disagree: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedWith:
    """A name that stands in the same passages: in how many, and in how many documents."""

    entity: str
    name: str
    passages: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineagePage:
    """The lineage of a claim. `opens` is the address of the words of each thing, `cards` are the claims that state the same.

    `circles` are the claims of each circle in the order of their steps.
    """

    card: ClaimCard
    lineage: Lineage
    told: tuple[Told, ...]
    circles: tuple[tuple[str, ...], ...]
    drawn: Drawn
    nodes: dict[str, Node]
    cards: dict[str, ClaimCard]
    opens: dict[str, str]
    steps: tuple[Step, ...]
    taken_out: tuple[TakenOut, ...]
    in_time: InTime | None
    around: Web | None
    named: tuple[NamedWith, ...]
    subject: str


@pages.page("/lineage/{words}", "lineage.html")
def lineage(desk: Desk, words: str) -> LineagePage:
    """Show what a claim rests on, by its id, or how that begins."""
    with desk.browse() as browse:
        found = browse.trace(words)
        known = {one.claim.id: one for one in browse.known(found.versions)}
        claims = [one.claim for one in known.values()]
        cards = {str(one): make_card(claim) for one, claim in known.items()}
        nodes = {node.id: node for node in found.nodes}
        subject, named = _named_with(known[found.claim].claim, claims, browse)
        return LineagePage(
            card=cards[found.claim],
            lineage=found,
            told=tell(found),
            circles=tuple(walk(circle, found) for circle in found.circles),
            drawn=draw_lineage(found),
            nodes=nodes,
            cards=cards,
            opens={node: address for node in nodes if (address := opens_at(node, found, cards))},
            steps=tuple(_steps(found, nodes, browse.view)),
            taken_out=tuple(_taken_out(claims, browse.view)),
            in_time=_in_time(known.values(), cards, width=_BESIDE if subject and named else _ALONE),
            around=_around(subject, named),
            named=named,
            subject=subject.name if subject else "",
        )


def opens_at(node: str, found: Lineage, cards: Mapping[str, ClaimCard]) -> str | None:
    """Return the address at which the words of a thing stand: its own page, or the claim that leads to it, in its document."""
    if node in cards:
        return f"/claims/{node}"
    if node.startswith("ent-"):
        return f"/names/{node}"
    if node.startswith("doc-"):
        return f"/documents/{node}"
    if node.startswith("author:"):
        return f"/documents/{node.partition(':')[2]}"
    captured = next((step.b for step in found.steps if step.a == node and step.how == "captured"), None)
    if captured:
        return f"/documents/{captured}"
    card = next((cards[step.a] for step in found.steps if step.b == node and step.a in cards), None)
    return f"/documents/{card.doc}?claim={card.id}#{card.id}" if card else None


def _steps(found: Lineage, nodes: Mapping[str, Node], view: WholeView) -> Iterator[Step]:
    for edge in sorted(found.steps, key=lambda edge: (edge.a != found.claim, not edge.leads, edge.a, edge.b, edge.how)):
        yield Step(
            a=nodes[edge.a],
            b=nodes[edge.b],
            how=edge.how,
            words=edge.words,
            standing=_standing(edge, view),
            link=edge.link,
            leads=edge.leads,
        )


def _standing(edge: Edge, view: WholeView) -> str:
    if edge.link and view.status(edge.link) == "accepted":
        return "confirmed"
    return "said" if edge.firm else "proposed"


def _taken_out(claims: Sequence[Claim], view: WholeView) -> Iterator[TakenOut]:
    """Yield the links at these claims that a person rejected, so that this can be taken back here."""
    ids = {str(claim.id) for claim in claims}
    for one in view.stored.lookup.judged_links():
        if view.status(one) != "rejected" or not view.stored.is_shown(one):
            continue
        link = view.stored.record(one)
        if isinstance(link, Link) and ({link.a, link.b} & ids or _touches(link.evidence, claims)):
            yield TakenOut(link=link.id, kind=link.kind, a=_words_of(link.a, view), b=_words_of(link.b, view))


def _touches(places: Sequence[Anchor], claims: Iterable[Claim]) -> bool:
    return any(overlaps(at, piece) for claim in claims for piece in claim.content for at in places)


def _words_of(end: str, view: WholeView) -> str:
    """Return the words of what a link ties, its id where it has none."""
    record = view.stored.record(end) if end[:4] in {"clm-", "doc-", "psg-"} else None
    if isinstance(record, Claim):
        return " … ".join(" ".join(at.text.split()) for at in record.content)
    if isinstance(record, Passage):
        return " ".join(" ".join(at.text for at in record.pieces).split())[:120]
    return record.title or record.name if isinstance(record, Document) else end


def _in_time(claims: Iterable[Known], cards: Mapping[str, ClaimCard], *, width: float) -> InTime | None:
    """Draw when each claim was said, or its document published, and beneath what time it is about."""
    dated: list[Dated] = []
    late: list[tuple[str, str]] = []
    seen: set[str] = set()
    for known in claims:
        claim, doc = known.claim, known.doc
        card = cards[claim.id]
        day = published(doc)
        if day and doc.id not in seen:
            seen.add(doc.id)
            dated.append(
                Dated(id=doc.id, lane="told", when=day, words=card.document, look="paper", href=f"/documents/{doc.id}")
            )
        for lane, when in (("told", claim.said), ("about", claim.content_time)):
            if when:
                name = f"{lane}-{claim.id}"
                words = " … ".join(card.pieces)
                dated.append(Dated(id=name, lane=lane, when=when, words=words, look=card.voice, href=f"/claims/{claim.id}"))
                if lane == "told" and day and is_after(when, day):
                    late.append((name, doc.id))
    span = span_around(one.when for one in dated)
    if span is None:
        return None
    disagree = [*late, *_apart([one for one in dated if one.lane == "about"])]
    return InTime(drawn=draw_times(("told", "about"), dated, span, disagreeing=disagree, width=width), disagree=bool(disagree))


def _apart(dated: Sequence[Dated]) -> Iterator[tuple[str, str]]:
    """Yield pairs of dates, each with the one before it, that cannot mean the same time."""
    ordered = sorted(dated, key=lambda one: (one.when, one.id))
    for before, after in pairwise(ordered):
        if not may_agree(before.when, after.when):
            yield before.id, after.id


def _named_with(claim: Claim, claims: Sequence[Claim], browse: Browsing) -> tuple[Spot | None, tuple[NamedWith, ...]]:
    """Return whom a claim is about (else its holder), and who is named in the passages of the claims that state the same."""
    named_at = browse.named_near(at for one in (claim, *claims) for at in anchors_of(one))
    first = next(iter(named_at.about(claim)), None) or named_at.holder(claim.chain[-1].holder)
    if first is None:
        return None, ()
    passages: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    wanted: dict[str, list[Claim]] = {}
    for one in claims:
        wanted.setdefault(one.doc, []).append(one)
    for several in wanted.values():
        for passage in browse.view.passages(several[0].doc):
            if not _touches(passage.pieces, several):
                continue
            for entity in {e.id: e for piece in passage.pieces for e in named_at.within(piece)}.values():
                names[entity.id] = entity.name
                passages[entity.id] += 1
                documents.setdefault(entity.id, set()).add(passage.doc)
    others = sorted(passages.keys() - {first.id}, key=lambda one: (-len(documents[one]), -passages[one], names[one], one))
    return Spot(id=first.id, name=first.name, look="first", times=1), tuple(
        NamedWith(entity=one, name=names[one], passages=passages[one], documents=len(documents[one]))
        for one in others[:_AROUND]
    )


def _around(subject: Spot | None, named: Sequence[NamedWith]) -> Web | None:
    if subject is None or not named:
        return None
    return draw_around(
        subject,
        [Spot(id=one.entity, name=one.name, look="name", times=one.passages) for one in named],
        [Tie(a=subject.id, b=one.entity, look="firm" if one.documents > 1 else "loose", times=one.passages) for one in named],
    )
