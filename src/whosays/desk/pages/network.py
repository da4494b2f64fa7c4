"""Network: who is tied to whom, by whose words. Every line opens the words behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.cards import ClaimCard, make_card
from whosays.desk.drawing.network import Spot, Tie, Web, draw_network
from whosays.desk.page import Pages
from whosays.store.held.ties import KINDS, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whosays.case.asking.browsing import Browsing
    from whosays.desk.app import Desk
    from whosays.records import Entry
    from whosays.store.held.ties import Found
    from whosays.store.held.ties import Tie as Tied

pages = Pages()
MOST = 300  # names in a drawing of ours: more is too much for SVG, and for the eye
MOST_BY_SCRIPT = 5000  # names that a browser draws by WebGL and lets a person move about in
AT_ONCE = 100
LINES = 600  # ties in it: those with most records
MOST_LINES = 20_000
_LABELS = 2  # claims of a tie whose act or relation the table tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for: the ties of one name, with words in a name, of one kind, with at least so many records."""

    of: str
    text: str
    kind: str
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """A row of the table: two names, how they are tied, and by how many records in how many documents.

    `labels` are relations or acts of some of the claims behind it; `denied` counts the claims that deny the relation.
    """

    a: str
    b: str
    kind: str
    labels: tuple[str, ...]
    times: int
    documents: int
    denied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The network: the drawing, and its ties as rows. `names` are those of nodes; a list goes by its document.

    Where more names are asked for than we draw, `spots` and `ties` are what a script draws of, and the drawing is empty.
    """

    asked: Asked
    of: str
    web: Web
    spots: tuple[Spot, ...]
    ties: tuple[Tie, ...]
    names: dict[str, str]
    nodes: int
    all_nodes: int
    all_ties: int
    lines: int
    shown: int
    rows: tuple[TieRow, ...]
    start: int
    more: int | None


@pages.page("/network", "network.html")
def network(  # noqa: PLR0917  # as an address has them
    desk: Desk, of: str = "", text: str = "", kind: str = "", least: int = 1, start: int = 0, most: int = MOST
) -> Ties:
    """Show who is tied to whom, by whose words."""
    with desk.browse() as browse:
        around = browse.find_entity(of) if of else None
        wanted = Wanted(
            of=browse.lookup.names.number_of(around.id) if around else None,
            either=frozenset(browse.lookup.names.numbers_named(text)) if text.strip() else None,
            kind=kind,
            least=max(least, 1),
        )
        found = browse.ties.find(wanted, min(max(most, 1), MOST_BY_SCRIPT))
        called = _called(found.times, browse)
        start, by_script = max(start, 0), len(found.times) > MOST
        spots, ties = _shapes(found, called, around.id if around else "", MOST_LINES if by_script else LINES)
        return Ties(
            asked=Asked(of=of, text=text, kind=kind if kind in KINDS else "", least=wanted.least),
            of=around.name if around else "",
            web=draw_network(*(((), ()) if by_script else (spots, ties))),
            spots=spots if by_script else (),
            ties=ties if by_script else (),
            names=dict(called.values()),
            nodes=len(found.times),
            all_nodes=found.all_names,
            all_ties=found.all_ties,
            lines=min(found.shown, LINES),
            shown=found.shown,
            rows=tuple(_rows(found.some(start, AT_ONCE), called, browse)),
            start=start,
            more=start + AT_ONCE if start + AT_ONCE < found.shown else None,
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
        ends = [_number(one, browse) for one in (a, b)]
        ties = browse.ties.between(*ends) if None not in ends else []  # type: ignore[arg-type]  # looked at just before
        called = _called({end for tie in ties for end in (tie.a, tie.b)}, browse)
        behind = {kind: _records([tie for tie in ties if (tie.kind == "stands in") == kind]) for kind in (False, True)}
        rows = list(browse.lookup.rows(behind[True][:AT_ONCE]).values())
        heads = browse.lookup.shelf.heads({one.at.doc for one in rows})
        return Between(
            a=a,
            b=b,
            names=dict(called.values()),
            ties=tuple(_rows(ties, called, browse)),
            claims=tuple(make_card(one) for one in browse.lookup.claims.known(behind[False][:AT_ONCE])),
            rows=tuple((one, heads[one.at.doc].title or heads[one.at.doc].name) for one in rows),
            total=len(behind[False]) + len(behind[True]),
        )


def _number(one: str, browse: Browsing) -> int | None:
    """Return the number of an entity, as it is or was, or of a list."""
    if one.startswith("ent-"):
        return browse.lookup.names.number_of(browse.find_entity(one).id)
    return browse.ties.number_of(one)


def _records(ties: Iterable[Tied]) -> list[int]:
    return sorted({record for tie in ties for record in tie.records})


def _called(numbers: Iterable[int], browse: Browsing) -> dict[int, tuple[str, str]]:
    """Return id and name of entities and lists; a list, which has no name of its own, goes by the document it stands in."""
    wanted = list(numbers)
    lines = browse.lookup.names.lines_of({one for one in wanted if one >= 0})
    called = {number: (str(line.id), line.name) for number, line in lines.items()}
    ties = browse.ties
    homes = {one: home for one in wanted if (home := ties.document_of(one)) is not None}
    documents = browse.lookup.shelf.by_number(set(homes.values()))
    for one, home in homes.items():
        called[one] = ties.list_of(one) or "", documents[home].title or documents[home].name
    return dict(sorted(called.items(), key=lambda one: (one[1][1].casefold(), one[1][0])))


def _shapes(
    found: Found, called: Mapping[int, tuple[str, str]], of: str, most: int
) -> tuple[tuple[Spot, ...], tuple[Tie, ...]]:
    spots = tuple(
        Spot(id=one, name=name, look="list" if number < 0 else "first" if one == of else "name", times=found.times[number])
        for number, (one, name) in called.items()
    )
    lines = found.lines(most)
    made = (
        Tie(a=called[a][0], b=called[b][0], look=kind.replace(" ", ""), times=many)
        for a, b, kind, many in lines
        if a in called and b in called
    )
    return spots, tuple(sorted(made, key=lambda one: (one.a, one.b, one.look)))


def _rows(ties: Sequence[Tied], called: Mapping[int, tuple[str, str]], browse: Browsing) -> Iterator[TieRow]:
    wanted = [record for tie in ties if tie.kind != "stands in" for record in tie.records[:_LABELS]]
    claims = {one.number: one.claim for one in browse.lookup.claims.known(list(dict.fromkeys(wanted)))}
    for tie in ties:
        told = [claims[one] for one in tie.records[:_LABELS] if tie.kind != "stands in" and one in claims]
        labels = (one.relation or "" if tie.kind == "relation" else one.chain[-1].act for one in told)
        yield TieRow(
            a=called[tie.a][0],
            b=called[tie.b][0],
            kind=tie.kind,
            labels=tuple(dict.fromkeys(labels)),
            times=len(tie.records),
            documents=tie.documents,
            denied=tie.denied,
        )
