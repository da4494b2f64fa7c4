"""Network: who is tied to whom, by whose words. Every line opens the words behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.case.analysing import Analysing
from whosays.case.claim_filter import holds
from whosays.desk.cards import ClaimCard, make_card
from whosays.desk.drawing.network import Spot, Tie, Web, draw_network
from whosays.desk.page import Pages
from whosays.records import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.analyse.network import Edge, Network, Node
    from whosays.case.browsing import Browsing
    from whosays.desk.app import Desk

pages = Pages()
MOST = 300  # names in a drawing of ours: more is too much for SVG, and for the eye
MOST_BY_SCRIPT = 5000  # names that a browser draws by WebGL and lets a person move about in
AT_ONCE = 200
KINDS = ("relation", "says of", "stands in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which ties are asked for: of one name, with words in a name, of one kind, with at least so many words."""

    of: str = ""
    text: str = ""
    kind: str = ""
    least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """The names with most ties and the ties between them, and how many names and ties fit in all."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    all_nodes: int
    all_edges: int


def tied(browse: Browsing, wanted: Wanted, most: int = MOST) -> Tied:
    """Return the ties that are wanted, between at most so many names."""
    found = Analysing(browse.view).network(wanted.of or None)
    names = {node.id: node.name for node in found.nodes}
    edges = [
        edge
        for edge in found.edges
        if wanted.kind in ("", edge.kind)
        and len(edge.records) >= wanted.least
        and (not wanted.text or any(holds(wanted.text, names[end]) for end in (edge.a, edge.b)))
    ]
    times = Counter[str]()
    for edge in edges:
        times.update({edge.a: len(edge.records), edge.b: len(edge.records)})
    first = sorted(times, key=lambda one: (-times[one], names[one].casefold(), one))[:most]
    kept = set(first)
    shown = sorted((e for e in edges if {e.a, e.b} <= kept), key=lambda e: (-len(e.records), names[e.a].casefold(), e.a, e.b))
    return Tied(
        nodes=tuple(node for node in found.nodes if node.id in kept),
        edges=tuple(shown),
        all_nodes=len(times),
        all_edges=len(edges),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """A row of the table: two names, how they are tied, and by how many words in how many documents."""

    a: str
    b: str
    kind: str
    label: str
    times: int
    documents: int
    negative: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The network: the drawing, and its ties as rows. `names` are those of nodes; a list goes by its document.

    Where more names are asked for than we draw, `spots` and `ties` are what a script draws of, and the drawing is empty.
    """

    wanted: Wanted
    of: str
    web: Web
    spots: tuple[Spot, ...]
    ties: tuple[Tie, ...]
    names: dict[str, str]
    nodes: int
    all_nodes: int
    all_edges: int
    rows: tuple[TieRow, ...]
    start: int
    more: int | None


@pages.page("/network", "network.html")
def network(  # noqa: PLR0917  # as an address has them
    desk: Desk, of: str = "", text: str = "", kind: str = "", least: int = 1, start: int = 0, most: int = MOST
) -> Ties:
    """Show who is tied to whom, by whose words."""
    with desk.browse() as browse:
        wanted = Wanted(of=of, text=text, kind=kind if kind in KINDS else "", least=max(least, 1))
        around = browse.find_entity(of) if of else None
        found = tied(browse, wanted, min(max(most, 1), MOST_BY_SCRIPT))
        names = _names(found.nodes, found.edges, browse)
        start = max(start, 0)
        shapes = _shapes(found, names, around.id if around else "")
        rows = found.edges[start : start + AT_ONCE]
        return Ties(
            wanted=wanted,
            of=around.name if around else "",
            web=draw_network(*(shapes if len(found.nodes) <= MOST else ((), ()))),
            spots=shapes[0] if len(found.nodes) > MOST else (),
            ties=shapes[1] if len(found.nodes) > MOST else (),
            names=names,
            nodes=len(found.nodes),
            all_nodes=found.all_nodes,
            all_edges=found.all_edges,
            rows=tuple(_row(edge) for edge in rows),
            start=start,
            more=start + AT_ONCE if start + AT_ONCE < len(found.edges) else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The words that tie two names: claims and rows of lists, and how many there are in all."""

    a: str
    b: str
    names: dict[str, str]
    ties: tuple[TieRow, ...]
    claims: tuple[ClaimCard, ...]
    rows: tuple[tuple[Entry, str], ...]
    total: int


@pages.page("/network/edge", "edge.html")
def edge(desk: Desk, a: str = "", b: str = "") -> Between:
    """Show the words that tie two names, in either direction."""
    with desk.browse() as browse:
        found = _between(a, b, browse)
        edges = [one for one in found.edges if {one.a, one.b} == {a, b}]
        names = _names([node for node in found.nodes if node.id in {a, b}], edges, browse)
        records = list(dict.fromkeys(record for one in edges for record in one.records))
        some = records[:AT_ONCE]
        told = (browse.view.stored.record(one) for one in some if not one.startswith("clm-"))
        rows = [one for one in told if isinstance(one, Entry)]
        documents = browse.lookup.heads({one.at.doc for one in rows})
        return Between(
            a=a,
            b=b,
            names=names,
            ties=tuple(_row(one) for one in edges),
            claims=tuple(make_card(one) for one in browse.known([one for one in some if one.startswith("clm-")])),
            rows=tuple((one, documents[one.at.doc].title or documents[one.at.doc].name) for one in rows),
            total=len(records),
        )


def _between(a: str, b: str, browse: Browsing) -> Network:
    from whosays.analyse.network import Network

    of = next((end for end in (a, b) if end.startswith("ent-")), None)
    return Analysing(browse.view).network(of) if of else Network(nodes=(), edges=())


def _names(nodes: Iterable[Node], edges: Sequence[Edge], browse: Browsing) -> dict[str, str]:
    """Return the names of nodes; a list, which has none of its own, goes by the document that it stands in."""
    names = {node.id: node.name for node in nodes}
    for one in edges:
        if one.kind == "stands in" and names.get(one.b) == one.b:
            entry = browse.view.stored.record(one.records[0])
            if isinstance(entry, Entry):
                doc = browse.lookup.head(entry.at.doc)
                names[one.b] = doc.title or doc.name
    return names


def _shapes(found: Tied, names: dict[str, str], of: str) -> tuple[tuple[Spot, ...], tuple[Tie, ...]]:
    spots = tuple(
        Spot(
            id=node.id,
            name=names[node.id],
            look="list" if node.kind == "list" else "first" if node.id == of else "name",
            times=node.times,
        )
        for node in found.nodes
    )
    times = Counter[tuple[str, str, str]]()
    for one in found.edges:
        times[one.a, one.b, one.kind.replace(" ", "")] += len(one.records)
    ties = tuple(Tie(a=a, b=b, look=look, times=many) for (a, b, look), many in sorted(times.items()))
    return spots, ties


def _row(one: Edge) -> TieRow:
    return TieRow(
        a=one.a,
        b=one.b,
        kind=one.kind,
        label=one.label,
        times=len(one.records),
        documents=one.documents,
        negative=one.negative,
    )
