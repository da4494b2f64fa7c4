"""Reports composed of what a case holds: on a name, an event, a document, or lists. Each block is a claim or a row, cited.

The rule for all of them: what people accepted, and only where it is asked for what nobody has decided on as well, which is then
marked in the text. Nothing is said that no footnote stands behind; the headings are the same for everybody.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.case.asking.analysing import Analysing
from whosays.derived import overlaps, published
from whosays.publish.report.words import ENGLISH
from whosays.records import Claim, Entry, make_id
from whosays.reports import MOST, BadBlock, Block, NothingToTell, Report, ReportId, cite, reading_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whosays.case.judging.deciding import Signing
    from whosays.case.whole import WholeView
    from whosays.records import Document, DocumentId, Entity, Event

Subject = Literal["profile", "event", "document", "register"]
_DECIDED = frozenset({"accepted", "edited"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a report is to be composed of.

    `of` is a name, an event, a document or a list by name or id, as the person typed it; with `proposed`, what nobody has
    decided on is taken as well. `title` is the person's own; `words` are those of the language that headings are told in.
    What is to be kept in the case is `kept`: its title then holds what the person typed, and no words of documents.
    """

    subject: Subject
    of: str
    proposed: bool = False
    title: str | None = None
    words: Mapping[str, str] | None = None
    kept: bool = False


# One heading's key, or the words themselves where the key is "", and what stands under it.
_Section = tuple[str, str, list["Claim | Entry"]]
# What the case calls it, and what is told of it.
_Found = tuple[str, list[_Section]]


def compose(view: WholeView, wanted: Wanted, signing: Signing) -> Report:
    """Return the first version of a report composed of a case. It is not kept.

    Raises NothingToTell; BadBlock where it has more blocks than a report that is kept may have; NoSuchName and
    NoSuchDocument where nothing goes by `wanted.of`.
    """
    ask = Analysing(view)
    find = {"profile": _profile, "event": _event, "document": _document, "register": _register}[wanted.subject]
    name, sections = find(ask, wanted.of)
    chosen, left_out = list[Block](), 0
    words = wanted.words or ENGLISH
    cited = _Citing(view, ask.documents)
    for key, own, records in sections:
        kept = [one for one in records if view.status(one.id) in _DECIDED or wanted.proposed]
        left_out += len(records) - len(kept)
        if kept:
            chosen.append(Block(kind="heading", text=words[key].format(n=own) if key else own))
            chosen += [cited.block(one) for one in kept]
    if not chosen:
        raise NothingToTell(wanted.of, left_out)
    if wanted.kept and len(chosen) > MOST:
        raise BadBlock(f"it has {len(chosen):,} blocks, and a report that is kept has {MOST} at most; write it to a file")
    shown = " ".join((wanted.of if wanted.kept else name).split())
    title = wanted.title or words[f"report.of.{wanted.subject}"].format(name=shown)
    made = ReportId(make_id("rep", title, signing.who, signing.when))
    return Report(id=made, version=1, title=title, blocks=tuple(chosen), who=signing.who, when=signing.when)


class _Citing:
    """Cites records as they are now; what it needs of a document is made once."""

    def __init__(self, view: WholeView, documents: Mapping[DocumentId, Document]) -> None:
        self.view = view
        self.documents = documents
        self._readings: dict[str, str] = {}

    def block(self, record: Claim | Entry) -> Block:
        doc = self.documents[record.doc if isinstance(record, Claim) else record.at.doc]
        reading = self._readings.setdefault(doc.id, "") or reading_of(doc)
        self._readings[doc.id] = reading
        return Block(kind="claim", cites=(cite(record, doc, self.view.status(record.id), reading=reading),))


def _profile(ask: Analysing, of: str) -> _Found:
    """A name: in its own words, in those of others, what it says of others, its rows; earliest document first."""
    found = ask.dossier(of)
    return found.entity.name, [
        ("report.in.own", "", _by_date(ask, (said.claim for said in found.own_words))),
        ("report.in.others", "", _by_date(ask, (said.claim for said in found.words_of_others))),
        ("report.in.held", "", _by_date(ask, (said.claim for said in found.of_others))),
        ("report.in.lists", "", list(found.rows)),
    ]


def _event(ask: Analysing, of: str) -> _Found:
    """An event: the claims that are about it or name it, by the year that they speak of."""
    entity, events = _event_of(ask, of)
    claims = _claims_on(ask, entity, events)
    years: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        years[(claim.content_time or "")[:4]].append(claim)
    timed = sorted(year for year in years if year)
    told: list[_Section] = [("", year, _by_date(ask, years[year])) for year in timed]
    name = entity.name if entity else events[0].name
    return name, [*told, ("report.in.untimed", "", _by_date(ask, years.get("", [])))]


def _event_of(ask: Analysing, of: str) -> tuple[Entity | None, list[Event]]:
    """Return the name that stands for an event, and the event records: by the id of one, or by a name."""
    if of.startswith("evt-"):
        found = [event for event in ask.events if event.id.startswith(of)]
        named = ask.named.at(found[0].at) if found else None
        if found:
            return named, found
    entity = ask.find_entity(of)
    return entity, [event for event in ask.events if (one := ask.named.at(event.at)) and one.id == entity.id]


def _claims_on(ask: Analysing, entity: Entity | None, events: Sequence[Event]) -> list[Claim]:
    """Return the claims about an event, or within whose words it is named."""
    places = [event.at for event in events]
    if entity is not None:
        members = set(entity.members)
        places += [mention.at for mention in ask.mentions if mention.id in members]
    by_doc = defaultdict(list)
    for at in places:
        by_doc[at.doc].append(at)
    return [
        claim
        for claim in ask.claims
        if any(overlaps(at, piece) for piece in (*claim.content, *claim.about) for at in by_doc.get(claim.doc, ()))
    ]


def _document(ask: Analysing, of: str) -> _Found:
    """A document: its claims by what they rest on, as `account` has them, in the order of the text."""
    found = ask.account(of)
    name = found.document.title or found.document.name
    return name, [(f"report.in.{one.footing}", "", list(one.claims)) for one in found.standings]


def _register(ask: Analysing, of: str) -> _Found:
    """Lists: their rows in order; the lists of one document, or the one of an id."""
    editions = ask.editions(of)
    name = editions[0].document if editions else of
    return name, [("report.in.list", str(number), list(one.rows)) for number, one in enumerate(editions, start=1)]


def _by_date(ask: Analysing, claims: Iterable[Claim]) -> list[Claim | Entry]:
    """Return claims by the day of their document, those of documents without one last, in the order of the text."""

    def order(claim: Claim) -> tuple[bool, str, str, int]:
        doc = ask.documents[claim.doc]
        day = published(doc)
        return day is None, day or "", doc.name, claim.content[0].start

    return [*sorted(claims, key=order)]
