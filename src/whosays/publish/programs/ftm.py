"""Export a case as FollowTheMoney entities, one a line. The form for Aleph and other tools of investigations.

- A claim is a `Note`: its exact words in `description`, all holders in `summary`, what else the record says of it in `notes`,
  the document in `proof`, the address in `sourceUrl`, whom it is about and the innermost holder in `entity`.
- Where a claim also states a relation between two names, an edge stands beside the Note, with the same words, the holder in
  `publisher`, the status in `status` and the id of the claim in `recordId`. A relation that is denied, probable, asked or asked
  for has no edge: FollowTheMoney cannot say so, and an edge would be read as a fact.
- An organisation that a claim says is owned is a `Company`, since FollowTheMoney lets no other be owned.
- A row of a list is a `Documentation` of the name by the document: that a name stands in a list does not say what it means.
- Values are written as they are. White space is folded to one space in names only.
- left-out.jsonl says what FollowTheMoney cannot carry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.derived import published
from whosays.publish.files import json_line, write_whole
from whosays.publish.programs import ftm_schema
from whosays.publish.programs.told import Kept, chain_words, one_line, words_of
from whosays.publish.view import Leaving
from whosays.records import Claim, Document, Event, make_id
from whosays.text.edtf import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from whosays.publish.view import CaseView, Kind
    from whosays.records import DocumentId, Entity

Json = dict[str, object]
# FollowTheMoney takes so many characters in one value of text.
_LONGEST = 65_000
_NOT_CARRIED: tuple[Kind, ...] = ("passages", "citations", "sources", "links", "judgements", "problems", "visits")
_DOUBTS = frozenset({"probability", "evidential", "attribution-shield", "condition", "modal", "inference"})
_NOT_STATING = frozenset({"deny", "ask", "request", "demand", "advise", "recommend", "promise", "aim", "infer"})


class FollowTheMoney:
    """The exporter `ftm`: see the head of this file."""

    name = "ftm"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
        return export(view, folder)


def export(view: CaseView, folder: Path) -> Iterator[Path]:
    """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
    making = _Making(Kept(Leaving(view)))
    yield write_whole(folder / "entities.ftm.json", (json_line(entity) for entity in making.entities()))
    yield making.kept.write_left_out(folder)


class _Making:
    """Makes the entities of one case."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._owned: set[str] = set()

    def entities(self) -> Iterator[Json]:
        """Yield documents, claims with their edges, rows, events, and last the names, as claims say which are owned."""
        for doc in self.kept.of("documents", Document):
            yield self._document(doc)
        for claim in self.kept.of("claims", Claim):
            yield self._note(claim)
            yield from self._edges(claim)
        yield from self._rows()
        for event in self.kept.of("events", Event):
            yield self._event(event)
        yield from self._names()
        self._leave_out_the_rest()

    def _document(self, doc: Document) -> Json:
        capture = self.kept.captures.get(doc.capture)
        whole = capture is not None and not doc.post
        return _entity(
            ftm_schema.document_schema(capture.media_type if capture else ""), doc.id,
            fileName=[doc.name], title=[doc.title], author=[doc.author or (doc.post.account if doc.post else None)],
            publisher=[doc.publisher], publishedAt=[_date(published(doc))], modifiedAt=[_date(doc.modified)],
            language=[ftm_schema.LANGUAGES.get(code) for code in doc.languages],
            mimeType=[capture.media_type if capture else None], fileSize=[str(capture.size) if capture and whole else None],
            sourceUrl=[self.kept.address(doc.id)],
            retrievedAt=[self.kept.leaving.fetched_at(capture) if capture else None],
            processingAgent=[doc.made_by], bodyText=_pieces(doc.text),
            notes=[f"SHA-256 of the file: {doc.capture}", *_told_date("dated", doc.date)],
        )  # fmt: skip

    def _note(self, claim: Claim) -> Json:
        holder = self.kept.named.holder(claim.chain[-1].holder) if claim.chain else None
        concerned = [*self.kept.named.about(claim), *([holder] if holder else [])]
        known = [one.id for one in concerned if one.kind in ftm_schema.NAMES]
        return _entity(
            "Note", claim.id,
            description=[words_of(claim.content)], summary=[chain_words(claim)], publisher=[self.kept.held_by(claim)],
            notes=self.kept.traits(claim), entity=known or [claim.doc], proof=[claim.doc],
            sourceUrl=[self.kept.address(claim.doc)],
        )  # fmt: skip

    def _edges(self, claim: Claim) -> Iterator[Json]:
        relation = claim.relation_from
        if claim.relation is None:
            return
        if not _is_stated(claim):
            self.kept.leave_out("relations", "denied, probable, asked or asked for: told in the Note of their claim only")
            return
        if relation is None or relation.kind != claim.relation:
            self.kept.leave_out("relations", "set by a person, without its two ends: told in the Note of their claim only")
            return
        pairs = [(self.kept.named.at(a), self.kept.named.at(b)) for a in relation.subject for b in relation.object]
        found = {(a.id, b.id): (a, b) for a, b in pairs if a and b and a.id != b.id and {a.kind, b.kind} <= {*ftm_schema.NAMES}}
        if not found:
            self.kept.leave_out("relations", "an end is no name that FollowTheMoney has: told in the Note of their claim only")
        for a, b in found.values():
            yield self._edge(claim, a, b)

    def _edge(self, claim: Claim, subject: Entity, thing: Entity) -> Json:
        relation = str(claim.relation)
        schema, ends = ftm_schema.edge(relation, subject, thing)
        if schema == "Ownership":
            self._owned.add(ends["asset"])
        cue = one_line(claim.relation_from.cue.text) if claim.relation_from else None
        role = "relationship" if schema == "Family" else "role"
        status = {} if schema == "Family" else {"status": [self.kept.status(claim)]}
        return _entity(
            schema, make_id("edg", claim.id, relation, subject.id, thing.id),
            **{end: [one] for end, one in ends.items()}, **{role: [relation, cue]}, **status,
            description=[words_of(claim.content)], summary=[chain_words(claim)], publisher=[self.kept.held_by(claim)],
            recordId=[claim.id], proof=[claim.doc], sourceUrl=[self.kept.address(claim.doc)],
        )  # fmt: skip

    def _rows(self) -> Iterator[Json]:
        for row in self.kept.entries:
            entity = self.kept.named.entity_of.get(row.id)
            if entity is None or entity.kind not in ftm_schema.NAMES:
                self.kept.leave_out("entries", "their name is no name that FollowTheMoney has")
                continue
            yield _entity(
                "Documentation", row.id,
                document=[row.at.doc], entity=[entity.id], role=[f"row {row.row} of the list {row.list}"],
                description=[row.at.text], status=[self.kept.status(row)], summary=[self.kept.place(row.at)],
                recordId=[row.id], proof=[row.at.doc], sourceUrl=[self.kept.address(row.at.doc)],
            )  # fmt: skip

    def _event(self, event: Event) -> Json:
        roles = [(role.role, found) for role in event.roles if (found := self.kept.named.at(role.at))]
        parties = [(role, one.id) for role, one in roles if one.kind in ftm_schema.PARTIES]
        first, slash, last = (event.when or "").partition("/")
        told = [f"{role.role}: {one_line(role.at.text)}" for role in event.roles]
        return _entity(
            "Event", event.id,
            name=[one_line(event.name)], description=[event.at.text], summary=[self.kept.place(event.at)],
            date=[None if slash else _date(first)], startDate=[_date(first) if slash else None], endDate=[_date(last)],
            location=[one_line(event.place.text) if event.place else None],
            organizer=[one for role, one in parties if role == "organiser"],
            involved=[one for role, one in parties if role != "organiser"],
            notes=[f"status: {self.kept.status(event)}", *_told_date("when", event.when), *_told("rule", event.rule),
                   *_told("edition of", event.series), *told],
            recordId=[event.id], proof=[event.at.doc], sourceUrl=[self.kept.address(event.at.doc)],
        )  # fmt: skip

    def _names(self) -> Iterator[Json]:
        written: dict[str, set[str]] = {}
        acronyms: dict[str, set[str]] = {}
        named_in: dict[str, set[DocumentId]] = {}
        entity_of = self.kept.named.entity_of
        for mention in self.kept.mentions:
            if entity := entity_of.get(mention.id):
                named_in.setdefault(entity.id, set()).add(mention.at.doc)
                if mention.layer == "name":
                    written.setdefault(entity.id, set()).add(one_line(mention.at.text))
        for row in self.kept.entries:
            if entity := entity_of.get(row.id):
                named_in.setdefault(entity.id, set()).add(row.at.doc)
                written.setdefault(entity.id, set()).add(one_line(row.name))
                acronyms.setdefault(entity.id, set()).update([row.acronym] if row.acronym else [])
        for entity in self.kept.entities.values():
            if entity.kind not in ftm_schema.NAMES:
                self.kept.leave_out("entities", f"FollowTheMoney has nothing for a {entity.kind}")
                continue
            name = one_line(entity.name)
            yield self._name(
                entity, name, aliases=sorted(written.get(entity.id, set()) - {name}),
                acronyms=sorted(acronyms.get(entity.id, ())), documents=sorted(named_in.get(entity.id, ())),
            )  # fmt: skip
            yield from self._parts(entity)

    def _name(self, entity: Entity, name: str, *, aliases: list[str], acronyms: list[str], documents: list[DocumentId]) -> Json:
        schema = "Company" if entity.id in self._owned else ftm_schema.NAMES[entity.kind]
        own: dict[str, list[str | None]] = {"full": [name]} if schema == "Address" else {}
        if schema == "UserAccount":
            own = {"username": [name]}
        elif entity.kind in ftm_schema.PARTIES:
            own = {"abbreviation": [*acronyms]}
        status = self.kept.status(entity)
        return _entity(
            schema, entity.id,
            name=[name], alias=aliases, country=[_country(entity.country)], **own, proof=documents,
            notes=[f"kind: {entity.kind}", f"status: {status}", *(f"put together because: {why}" for why in entity.reasons)],
        )  # fmt: skip

    def _parts(self, entity: Entity) -> Iterator[Json]:
        for whole in entity.part_of:
            if (one := self.kept.entities.get(whole)) and one.kind in ftm_schema.NAMES:
                yield _entity(
                    "UnknownLink", make_id("edg", "part of", entity.id, whole),
                    subject=[entity.id], object=[whole], role=["part of"], status=["accepted"],
                    summary=["judged by the people who work on the case"],
                )  # fmt: skip

    def _leave_out_the_rest(self) -> None:
        why = "FollowTheMoney has nothing for them; `--format jsonl` has them"
        for kind in _NOT_CARRIED:
            self.kept.leave_out(kind, why, sum(1 for _ in self.kept.leaving.of(kind)))
        no_name = sum(1 for one in self.kept.mentions if one.id not in self.kept.named.entity_of)
        self.kept.leave_out("mentions", "they belong to no name; all others are told by `alias` and `proof` of theirs", no_name)


def _entity(schema: str, record: str, /, **properties: Iterable[str | None]) -> Json:
    """Return an entity; a property without a value is not there, and no value is there twice."""
    kept = {name: list(dict.fromkeys(one for one in values if one)) for name, values in properties.items()}
    return {"id": record, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _is_stated(claim: Claim) -> bool:
    """Ask whether a claim states its relation outright: an edge has no place for a denial or a doubt."""
    doubted = any(hedge.kind in _DOUBTS for hedge in claim.hedges) or any(step.act in _NOT_STATING for step in claim.chain)
    return claim.polarity == "positive" and claim.modality == "asserted" and not doubted


def _pieces(text: str, longest: int = _LONGEST) -> Iterator[str]:
    """Yield a text in pieces that FollowTheMoney takes, cut at a line end or space where there is one. Joined they are it."""
    at = 0
    while at < len(text):
        end = min(at + longest, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", at, end), text.rfind(" ", at, end))
            end = cut + 1 if cut > at else end
        yield text[at:end]
        at = end


def _date(value: str | None) -> str | None:
    """Return a date that FollowTheMoney can write: a year, month, day or time, with nothing open or uncertain about it."""
    if not value or any(sign in value for sign in "X~?%/"):
        return None
    span = bounds(value[:10])
    is_season = len(value) == 7 and value[5] == "2"
    return value if span and not is_season else None


def _country(code: str | None) -> str | None:
    return code.lower() if code and code not in ftm_schema.NO_COUNTRY else None


def _told_date(name: str, value: str | None) -> Iterator[str]:
    """Tell a date in words where no date of FollowTheMoney can."""
    if value and any(part and _date(part) is None for part in value.split("/")):
        yield f"{name}: {value}"


def _told(name: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{name}: {value}"
