"""How often something is told over time: which records are counted, and among which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.case.asking.claim_filter import holds
from whosays.derived import published
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.analyse.trends import Dated, Trend, Unit
    from whosays.case.asking.analysing import Analysing
    from whosays.records import Entity

Counted = Literal["claims", "names", "rows", "posts", "documents"]
TimeOf = Literal["published", "said", "content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendFilter:
    """What is counted over time: records of a kind, with these words, about a name, in a place.

    A place may be a country, region or continent too. `time` says which time of a claim counts.
    """

    of: Counted = "claims"
    text: str | None = None
    about: str | None = None
    place: str | None = None
    time: TimeOf = "published"


def count_over_time(ask: Analysing, wanted: TrendFilter, unit: Unit | None = None) -> Trend:
    """Count the records that are wanted by time, beside all of their kind."""
    from whosays.analyse.trends import make_trend

    everything = list(_dated(ask, wanted))
    looked_at = {one.record for one in everything}
    if wanted.text is not None:
        looked_at &= set(_with_words(ask, wanted.of, wanted.text))
    if wanted.about is not None:
        looked_at &= set(_of_entity(ask, wanted.of, ask.find_entity(wanted.about)))
    if wanted.place is not None:
        looked_at &= set(_in_place(ask, wanted.of, wanted.place))
    return make_trend(looked_at, everything, unit)


def _dated(ask: Analysing, wanted: TrendFilter) -> Iterator[Dated]:
    """Yield all records of a kind with their times."""
    from whosays.analyse.trends import Dated

    days = {doc.id: published(doc) for doc in ask.documents.values()}
    match wanted.of:
        case "claims":
            for claim in ask.claims:
                times = {"published": days[claim.doc], "said": claim.said, "content": claim.content_time}
                yield Dated(record=claim.id, when=times[wanted.time])
        case "names":
            yield from (Dated(record=m.id, when=days[m.at.doc]) for m in ask.mentions if m.kind != "date")
        case "rows":
            yield from (Dated(record=entry.id, when=days[entry.at.doc]) for entry in ask.entries)
        case "posts" | "documents":
            for doc in ask.documents.values():
                if wanted.of == "documents" or doc.post:
                    yield Dated(record=doc.id, when=days[doc.id])


def _with_words(ask: Analysing, of: Counted, words: str) -> Iterator[str]:
    match of:
        case "claims":
            yield from (c.id for c in ask.claims if holds(words, " ".join(at.text for at in c.content)))
        case "names":
            yield from (m.id for m in ask.mentions if holds(words, m.at.text))
        case "rows":
            yield from (entry.id for entry in ask.entries if holds(words, entry.at.text))
        case _:
            yield from (doc.id for doc in ask.documents.values() if holds(words, doc.text))


def _of_entity(ask: Analysing, of: Counted, entity: Entity) -> Iterator[str]:
    members = set(entity.members)
    match of:
        case "claims":
            yield from (claim.id for claim in ask.claims if ask.concerns(claim, entity))
        case "names" | "rows":
            yield from members
        case _:
            yield from {mention.at.doc for mention in ask.mentions if mention.id in members}


def _in_place(ask: Analysing, of: Counted, place: str) -> Iterator[str]:
    """Yield the records that lie in a place, a country, a region or a continent."""
    from whosays.analyse.places import levels
    from whosays.places_at import WhereAt

    wanted = fold_text(place)
    where = WhereAt(ask.mentions)
    found: Iterator[tuple[str, set[tuple[str | None, str | None]]]]
    match of:
        case "claims":
            found = ((claim.id, where.of_claim(claim)) for claim in ask.claims)
        case "names":
            found = ((mention.id, where.of_mention(mention)) for mention in ask.mentions)
        case "rows":
            found = ((entry.id, where.of_entry(entry)) for entry in ask.entries)
        case _:
            found = ((mention.at.doc, where.of_mention(mention)) for mention in ask.mentions)
    for record, wheres in found:
        if any(wanted in (fold_text(name), (country or "").casefold()) for w in wheres for _, name, _, country in levels(w)):
            yield record
