"""What a person decides on a record: the judgement that says so, signed and dated."""

from __future__ import annotations

import getpass
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, cast

from whosays.case.judging.identity import find_entity
from whosays.derived import standing
from whosays.errors import WhosaysError
from whosays.records import Entry, Judgement, JudgementId, Link, Mention, Passage, make_id
from whosays.resolve.identity import is_of_names
from whosays.store.faults import BadEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whosays.case.whole import WholeView
    from whosays.records import Decision, Document, Entity, Record
    from whosays.store.codec import Stored
    from whosays.store.writer import Writer


class NotDecided(WhosaysError):
    """There is no judgement to undo."""

    code = "not-decided"

    def __init__(self, record: str) -> None:
        super().__init__(
            f"nobody has decided on {record}, so there is nothing to undo; `whosays judge accept {record}` decides"
        )


class WhoIsIt(WhosaysError):
    """A decision needs a name, and the account has none."""

    code = "who-is-it"

    def __init__(self) -> None:
        super().__init__("a decision is signed, and this account has no name; give one with --who NAME, or set WHOSAYS_WHO")


class WhyHide(WhosaysError):
    """Something is to be hidden without a reason."""

    code = "why-hide"

    def __init__(self) -> None:
        super().__init__("what is hidden is hidden for a reason; give it (--note REASON), it stays in the case")


class NothingToHide(WhosaysError):
    """A record has no words that could be hidden."""

    code = "nothing-to-hide"

    def __init__(self, record: str, why: str) -> None:
        super().__init__(f"nothing of {record} can be hidden: {why}")


class Signing:
    """Who decides, when, and with which remark."""

    def __init__(self, who: str | None, note: str | None) -> None:
        self.who = who or _login_name()
        self.note = note
        self.when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def sign(
        self,
        record: str,
        decision: Decision,
        *,
        other: str | None = None,
        changes: str | None = None,
        supersedes: JudgementId | None = None,
    ) -> Judgement:
        """Make a judgement on a record, or on two."""
        parts = (record, decision, self.who, self.when, changes, self.note, supersedes)
        return Judgement(
            id=JudgementId(make_id("jdg", *parts, *([other] if other else []))),
            record=record,
            other=other,
            decision=decision,
            who=self.who,
            when=self.when,
            changes=changes,
            note=self.note,
            supersedes=supersedes,
        )


def decided(
    view: WholeView, words: str, decision: Decision, changes: Mapping[str, object] | None, signing: Signing
) -> Judgement:
    """Return the judgement that decides on one record. Raises NoSuchRecord or BadEdit."""
    from whosays.case.judging.edits import check_decision, read_changes

    if words.startswith("ent-"):
        raise BadEdit(words, "an entity is made of its mentions; decide on those (`whosays names --mentions`)")
    record = view.stored.record(words)
    if isinstance(record, Link) and is_of_names(record):
        raise BadEdit(
            record.id, "two names are judged by `whosays judge same`, `different`, `part-of` or `not-sure`, with this id"
        )
    check_decision(record, decision, changes)
    if not changes:
        return signing.sign(record.id, decision)
    shown = view.stored.current(cast("Stored", record))
    return signing.sign(record.id, decision, changes=read_changes(shown, changes, _document_of(view, record)))


def hidden(view: WholeView, words: str, signing: Signing, *, span: tuple[int, int] | None = None) -> Judgement:
    """Return the judgement that keeps something out of all that leaves the case: a name, a record's words, or a stretch.

    Args:
        view: the case.
        words: the id of an entity or record, or how it begins; with `span`, a document by its id or name.
        signing: who decides, and the reason.
        span: the offsets of a stretch of the document.

    Raises WhyHide, NothingToHide, NoSuchRecord, NoSuchDocument.
    """
    from whosays.anchors import Cutter
    from whosays.publish.hidden.judgements import to_changes
    from whosays.publish.hidden.places import all_spellings, places_of, spellings_of

    if not (signing.note or "").strip():
        raise WhyHide
    if span is not None:
        doc = view.stored.find_document(words)
        try:
            at = Cutter(doc).cut(*span)
        except ValueError:
            raise NothingToHide(doc.name, f"it has no words at {span[0]}-{span[1]} ({len(doc.text)} characters)") from None
        return signing.sign(doc.id, "hide", changes=to_changes(at=[at]))
    if words.startswith("ent-"):
        entity = find_entity(view, words)
        spelt = {words for one in _members(view, entity) for words in spellings_of(one)}
        if not (names := all_spellings(entity, [*spelt, *view.who.names(entity)])):
            raise NothingToHide(entity.id, "its name has no letters; hide its places")
        return signing.sign(view.who.lead(entity), "hide", changes=to_changes(names=names))
    found = view.stored.record(words)
    places = places_of(found if isinstance(found, Passage) else view.stored.current(cast("Stored", found)))
    if not places:
        raise NothingToHide(str(found.id), "it has no words of a document; of a document, a stretch can be (--at START-END)")
    return signing.sign(str(found.id), "hide", changes=to_changes(at=places))


def _members(view: WholeView, entity: Entity) -> Iterator[Mention | Entry]:
    """Yield the places of an entity: all at once from the directory, as there may be tens of thousands."""
    names = view.stored.lookup.names
    kinds: tuple[Literal["mention", "entry"], ...] = ("mention", "entry")
    for kind in kinds:
        yield from names.members(names.atoms_of(entity.id), kind=kind, limit=len(entity.members))


def undone(view: WholeView, words: str, signing: Signing) -> Judgement:
    """Return the judgement that takes back another one, or the latest that stands on a record or an entity, by id.

    Raises NoSuchRecord or NotDecided.
    """
    entity = find_entity(view, words) if words.startswith("ent-") else None
    found = None if entity else view.stored.record(words)
    if isinstance(found, Judgement):
        return signing.sign(found.record, "undo", supersedes=found.id)
    record = str(entity.id if entity else getattr(found, "id", words))
    on_it = view.who.decisions_on(entity) if entity else [j for j in view.decisions if record in {j.record, j.other}]
    last = None if entity else view.stored.verdict(record).last
    hides = _hides_on(view, {record, *(entity.joined if entity else ())})
    by_id = {judgement.id: judgement for judgement in [*on_it, *hides, *([last] if last else [])]}
    latest = view.stored.lookup.latest(by_id)
    if latest is None:
        raise NotDecided(record)
    target = by_id[JudgementId(latest)]
    return signing.sign(target.record, "undo", supersedes=target.id)


def _hides_on(view: WholeView, records: set[str]) -> list[Judgement]:
    """Return the judgements that stand and hide something of these records."""
    made = (judgement for record in records for judgement in standing(list(view.stored.judgements(record))))
    return [judgement for judgement in made if judgement.decision == "hide"]


def appended(writer: Writer, made: Iterable[Judgement]) -> list[Judgement]:
    """Append new judgements to the case, and return them as they are kept.

    The time is in the id. A clock that stands still, or is set back to the same moment, gives an id that is there already: then
    the judgement gets one that is made of it, so that no decision is lost.
    """
    kept: list[Judgement] = []
    for judgement in dict.fromkeys(made):
        one = judgement
        while not writer.add_judgement(one):
            one = replace(one, id=JudgementId(make_id("jdg", one.id, "again")))
        kept.append(one)
    return kept


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:  # an account without a name, as in containers
        raise WhoIsIt from error


def _document_of(view: WholeView, record: Record) -> Document | None:
    from whosays.anchors import anchors_of

    doc = getattr(record, "doc", None) or next((anchor.doc for anchor in anchors_of(record)), None)
    return view.stored.document(doc) if doc else None
