"""What a person asks who goes through a large case: claims by facets, the next one to decide on, names, the claims of a name.

All of it is answered from the index (`store.lookup`, `store.held`), so that it stays quick while a case grows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from whosays.case.asking.analysing import NoSuchName
from whosays.case.asking.near import MOST_CLAIMS, look_near, named_in
from whosays.resolve.identity import Joined
from whosays.store.facts import STATUSES, VOICES
from whosays.store.faults import NoSuchRecord
from whosays.store.held.columns import Named, Wanted
from whosays.store.held.moments import HeldMoments
from whosays.store.held.places import HeldPlaces
from whosays.store.held.ties import HeldTies

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whosays.case.asking.near import Near
    from whosays.case.whole import WholeView
    from whosays.named_at import NamedAt
    from whosays.records import Anchor, Entity
    from whosays.store.directory import Line
    from whosays.store.held.columns import Columns
    from whosays.store.held.moments import Moments
    from whosays.store.held.places import Places
    from whosays.store.held.ties import Ties
    from whosays.store.known_claims import Known
    from whosays.store.lookup import Lookup
    from whosays.trace.lineage import Lineage

_VALUES = 10  # values that a facet shows
_LOOKED_AT = 60  # atoms that are looked at for these: several may be one entity
_ROOM = 5_000  # characters around a place: more than the passage that it stands in takes
_CITED = {0: "no", 1: "perhaps", 2: "yes"}
FACETS = ("holder", "about", "voice", "hedged", "cited", "status", "year", "doc")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsWanted:
    """Which claims are asked for: those that fit every field that is not empty. Words fit by part, letter forms do not matter.

    `holder` and `about` may be ids of entities too; `text` are words of the content; `doc` is a document's id or name.
    """

    holder: str = ""
    about: str = ""
    text: str = ""
    doc: str = ""
    voice: str = ""
    hedged: Literal["", "yes", "no"] = ""
    cited: Literal["", "yes", "perhaps", "no"] = ""
    status: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a facet: what an address takes, how it is told (a name, a title), how many claims have it."""

    value: str
    told: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A field by which claims can be narrowed, with its most frequent values among those that fit the other fields."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsFound:
    """How many claims fit, some of them in document order, and the facets of all."""

    total: int
    claims: tuple[Known, ...]
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The next claim to decide on: which it is of how many that wait; none where nothing waits."""

    at: int
    waiting: int
    claim: Known | None


class Browsing:
    """Answers over a view that takes names as they were put together last (`Case.view(kept=True)`)."""

    def __init__(
        self,
        view: WholeView,
        columns: Columns,
        moments: HeldMoments | None = None,
        ties: HeldTies | None = None,
        places: HeldPlaces | None = None,
    ) -> None:
        """Look at a case.

        Args:
            view: the case.
            columns: the facts of its claims, which are brought up to what the view sees.
            moments: the times of the case, which are too when they are asked for.
            ties: who is tied to whom, made of these columns; the same.
            places: where records lie; the same.
        """
        self.view = view
        self.columns = columns
        self.who = Joined(view.stored.lookup.names.atoms(members=False), view.decisions)
        self._moments = moments or HeldMoments()
        self._ties = ties or HeldTies(columns)
        self._places = places or HeldPlaces()
        view.stored.lookup.refresh(columns)

    @property
    def lookup(self) -> Lookup:
        """What answers questions about a few records."""
        return self.view.stored.lookup

    @cached_property
    def moments(self) -> Moments:
        """The times of the case."""
        return self.lookup.of(self._moments)

    @cached_property
    def ties(self) -> Ties:
        """Who is tied to whom."""
        return self.lookup.of(self._ties)

    @cached_property
    def places(self) -> Places:
        """Where records lie."""
        return self.lookup.of(self._places)

    def read_in(self) -> None:
        """Read in what is held in memory of the case, so that no question has to wait for it."""
        self.lookup.of(self._moments)
        self.lookup.of(self._ties)
        self.lookup.of(self._places)

    # Claims

    def claims(self, wanted: ClaimsWanted, *, start: int = 0, limit: int, facets: Sequence[str] = FACETS) -> ClaimsFound:
        """Return the claims that fit."""
        found = self.columns.find(self._wanted(wanted), count=facets)
        chosen = found.claims[start : start + limit].tolist()
        return ClaimsFound(
            total=len(found.claims),
            claims=tuple(self.lookup.claims.known(chosen)),
            facets=tuple(Facet(name=name, values=self._values(name, found.counts[name])) for name in facets),
        )

    def claim(self, words: str) -> Known:
        """Return one claim by its id, or how that begins."""
        found = self.known([self.view.stored.claim(words).id])
        if not found:
            raise NoSuchRecord(words)
        return found[0]

    def known(self, claims: Sequence[str]) -> list[Known]:
        """Return claims by their whole ids, in the order given."""
        numbers = [number for one in claims if (number := self.lookup.claims.number_of(one)) is not None]
        return self.lookup.claims.known(numbers)

    def claims_between(self, doc: str, start: int, end: int) -> list[Known]:
        """Return the claims that begin in a stretch of a document (by its id) and that nobody rejected, in its order."""
        return self.lookup.claims.known(self.lookup.claims.between(doc, start, end))

    def next_claim(self, *, after: str = "", wanted: ClaimsWanted | None = None) -> Next:
        """Return the first claim in document order that nobody has decided on; with `after`, the first behind that claim.

        Behind the last one it begins anew.
        """
        waiting = self.columns.find(self._wanted(wanted or ClaimsWanted(status="proposed"))).claims
        if not len(waiting):
            return Next(at=0, waiting=0, claim=None)
        at = self.columns.behind(waiting, self.lookup.claims.number_of(after)) if after else 0
        chosen = self.lookup.claims.known([int(waiting[at])])
        return Next(at=at + 1, waiting=len(waiting), claim=chosen[0] if chosen else None)

    def waiting(self) -> tuple[int, int]:
        """Return how many claims nobody has decided on, and how many somebody has, rejected ones included."""
        counts = self.columns.find(Wanted(status="all"), count=("status",)).counts["status"]
        open_ones = counts.get(STATUSES.index("proposed"), 0)
        return open_ones, sum(counts.values()) - open_ones

    # Names

    def find_entity(self, words: str) -> Entity:
        """Return the one entity of an id, as it is or was, or of these words, without its members; raise NoSuchName."""
        if known := self.who.find(words):
            return known
        found = [entity for one in self.lookup.names.find_named(words) if (entity := self.who.find(one))]
        if len(found) == 1:
            return found[0]
        raise NoSuchName(words, (f"{entity.name} ({entity.kind}, {entity.id})" for entity in found))

    def claims_of(
        self, entity: Entity, which: Literal["own", "of it", "by it"], *, start: int = 0, limit: int
    ) -> tuple[int, tuple[Known, ...]]:
        """Return how many claims a name holds about itself, others hold about it, or it holds of others; and some of them."""
        named = Named(atoms=frozenset(self.lookup.names.atoms_of(entity.id)))
        own = self.columns.find(Wanted(holder=named, about=named, voice="self"))
        if which == "own":
            found = own.claims
        else:
            side = Wanted(about=named) if which == "of it" else Wanted(holder=named)
            other = own.claims if which == "of it" else self.columns.find(Wanted(holder=named, about=named)).claims
            found = self.columns.without(self.columns.find(side).claims, other)
        return len(found), tuple(self.lookup.claims.known(found[start : start + limit].tolist()))

    def near(self, entity: Entity) -> Near:
        """Return what stands around a name, its first claims looked at (see `case.asking.near`)."""
        named = Named(atoms=frozenset(self.lookup.names.atoms_of(entity.id)))
        about = self.columns.find(Wanted(about=named)).claims[:MOST_CLAIMS].tolist()
        held = self.columns.find(Wanted(holder=named)).claims[:MOST_CLAIMS].tolist()
        known = self.lookup.claims.known(list(dict.fromkeys((*about, *held)))[:MOST_CLAIMS])
        return look_near(self.view, entity, [one.claim for one in known])

    def trace(self, words: str) -> Lineage:
        """Return what a claim rests on, by its id, or how that begins."""
        from whosays.case.together.tracing import trace

        return trace(self.view, self.view.stored.claim(words))

    def named_near(self, places: Iterable[Anchor]) -> NamedAt:
        """Return who is named where in documents, at some places and a little around them."""
        return named_in(self.view, [(at.doc, at.start - _ROOM, at.end + _ROOM) for at in places])

    def _wanted(self, wanted: ClaimsWanted) -> Wanted:
        doc = self.view.stored.find_document_id(wanted.doc) if wanted.doc else None
        cited = next((number for number, told in _CITED.items() if told == wanted.cited), None)
        return Wanted(
            holder=self._named("holder", wanted.holder),
            about=self._named("about", wanted.about),
            voice=wanted.voice if wanted.voice in VOICES else "",
            hedged={"yes": True, "no": False}.get(wanted.hedged),
            cited=cited,
            doc=self.lookup.shelf.number_of(doc) if doc else None,
            status=wanted.status if wanted.status in {*STATUSES, "all"} else "",
            year=wanted.year,
            claims=self.lookup.claims.found(wanted.text) if wanted.text.strip() else None,
        )

    def _named(self, field: Literal["holder", "about"], words: str) -> Named | None:
        if not words.strip():
            return None
        if words.startswith("ent-") and (entity := self.who.find(words)):
            return Named(atoms=frozenset(self.lookup.names.atoms_of(entity.id)))
        found = self.lookup.names.find_named(words, limit=200)
        atoms = frozenset(atom for one in found for atom in self.lookup.names.atoms_of(one))
        return Named(atoms=atoms, claims=self.lookup.claims.worded(field, words))

    def _values(self, name: str, counts: dict[int, int]) -> tuple[Value, ...]:
        """Return the values of a facet, the most frequent first."""
        if name in {"holder", "about"}:
            return self._names(Counter(counts))
        if name == "doc":
            chosen = Counter(counts).most_common(_VALUES)
            heads = self.lookup.shelf.by_number(number for number, _ in chosen)
            return tuple(
                Value(value=heads[number].id, told=heads[number].title or heads[number].name, times=times)
                for number, times in chosen
            )
        fields: Mapping[str, Mapping[int, str]] = {
            "voice": dict(enumerate(VOICES)),
            "status": dict(enumerate(STATUSES)),
            "hedged": {0: "no", 1: "yes"},
            "cited": _CITED,
            "year": {year: str(year) for year in counts if year},
        }
        told = fields[name]
        order = sorted(counts, reverse=True) if name == "year" else sorted(counts, key=lambda one: (-counts[one], one))
        return tuple(Value(value=told[one], told=told[one], times=counts[one]) for one in order if one in told)

    def _names(self, counts: Counter[int]) -> tuple[Value, ...]:
        lines = self.lookup.names.lines_of([atom for atom, _ in counts.most_common(_LOOKED_AT)])
        times: Counter[str] = Counter()
        by_id: dict[str, Line] = {}
        for atom, line in lines.items():
            by_id[line.id] = line
            times[line.id] += counts[atom]
        chosen = sorted(times, key=lambda one: (-times[one], by_id[one].name, one))[:_VALUES]
        return tuple(Value(value=one, told=by_id[one].name, times=times[one]) for one in chosen)
