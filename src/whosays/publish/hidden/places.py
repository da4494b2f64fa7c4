"""What is to be hidden in a case: the places of records, the spellings of names, and what stands at hidden places alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.anchors import anchors_of
from whosays.publish.hidden.spellings import letters, merged
from whosays.records import Claim, Mention, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whosays.publish.hidden.judgements import Hide
    from whosays.publish.view import CaseView
    from whosays.records import Anchor, Citation, DocumentId, Entity, Entry, Event, Record
    from whosays.text.joined import Span

# A run of words that is hidden again elsewhere: so many words and letters.
_RUN_WORDS, _RUN_LETTERS = 3, 12
_MONTH = 7  # signs of an EDTF value from which on a date tells something: "2020-05"


@dataclass(slots=True)
class Places:
    """Where words are hidden for their place, by document; the words; names and dates that stand at such places alone."""

    spans: dict[str, list[Span]]
    words: list[str]
    by_document: dict[str, str]
    lost: list[str]
    only_there: list[str]


def of_document(view: CaseView, doc: DocumentId) -> Iterator[Passage | Mention | Claim | Citation | Entry | Event]:
    """Yield what a document holds that has words of its own."""
    for ask in (view.passages, view.mentions, view.claims, view.citations, view.entries, view.events):
        yield from ask(doc)


def _anchors(record: Record) -> list[Anchor]:
    """Return the places that are hidden with a record: all its words but those that stand for a holder elsewhere."""
    if isinstance(record, Claim):
        elsewhere = {step.holder.refers_to for step in record.chain}
        return [at for at in anchors_of(record) if at not in elsewhere]
    if isinstance(record, Passage):
        return list(record.pieces)
    return [at for at in anchors_of(record) if at.doc == anchors_of(record)[0].doc]


def places_of(record: Record) -> tuple[Anchor, ...]:
    """Return the places that a judgement on a record hides."""
    return tuple(dict.fromkeys(_anchors(record)))


def is_run(words: str) -> bool:
    """Ask whether words are so many that where they stand again, they are taken from there."""
    return len(words.split()) >= _RUN_WORDS and len(letters(words)) >= _RUN_LETTERS


def find_places(view: CaseView, hides: list[Hide]) -> Places:
    """Find the places that are hidden, as they were when it was decided and as they are now."""
    wanted = {one.record for one in hides if not one.names}
    spans: dict[str, list[Span]] = {}
    found: dict[str, list[str]] = {}
    told: dict[str, list[Anchor]] = {}
    lost: list[str] = []
    for one in hides:
        for at in one.at:
            told.setdefault(at.doc, []).append(at)
    for doc in view.documents():
        places = [at for record in of_document(view, doc.id) if record.id in wanted for at in places_of(record)]
        for at in told.pop(doc.id, ()):
            if doc.text[at.start : at.end] == at.text:
                places.append(at)
            elif at.text not in {one.text for one in places}:
                lost.append(at.text)  # the document was read anew, and has them elsewhere, or otherwise
        for at in places:
            spans.setdefault(at.doc, []).append((at.start, at.end))
            found.setdefault(at.doc, []).append(at.text)
    lost += [at.text for rest in told.values() for at in rest]
    spans = {doc: merged(some) for doc, some in spans.items()}
    words = [*(one for some in found.values() for one in some), *lost]
    by_document = {doc: " ".join(some) for doc, some in found.items()}
    return Places(spans, words, by_document, lost, _only_there(view, spans) if spans else [])


def _only_there(view: CaseView, spans: Mapping[str, list[Span]]) -> list[str]:
    """Return the names and whole dates that stand at hidden places alone."""
    there: dict[str, str] = {}
    elsewhere: set[str] = set()
    for doc in view.documents():
        hidden = spans.get(doc.id, ())
        for words, at in _readings(view, doc.id):
            if any(start <= at.start and at.end <= end for start, end in hidden):
                there.setdefault(letters(words), words)
            else:
                elsewhere.add(letters(words))
    left = "\n".join(sorted(elsewhere))
    return [words for told, words in sorted(there.items()) if told and told not in left]


def _readings(view: CaseView, doc: DocumentId) -> Iterator[tuple[str, Anchor]]:
    """Yield what is read out of the names, rows and dates of a document, with the place of each."""
    for mention in view.mentions(doc):
        if mention.kind == "date":
            if mention.value and len(mention.value) >= _MONTH:
                yield mention.value, mention.at
        elif mention.layer == "name":
            yield from ((words, mention.at) for words in (mention.at.text, mention.value) if words)
    for entry in view.entries(doc):
        yield from ((words, entry.name_at) for words in (entry.name, entry.repair, entry.acronym) if words)


def find_names(view: CaseView, hides: list[Hide]) -> set[str]:
    """Return all spellings of the hidden entities: those that were kept, and those of their places as they are now."""
    hidden = {one.record for one in hides if one.record.startswith("ent-") or one.names}
    names = {name for one in hides for name in one.names}
    entities = [entity for entity in view.entities() if hidden & {entity.id, *entity.joined}] if hidden else []
    members = {member for entity in entities for member in entity.members}
    found: dict[str, set[str]] = {}
    for doc in view.documents() if members else ():
        named: list[Mention | Entry] = [*view.mentions(doc.id), *view.entries(doc.id)]
        found |= {record.id: spellings_of(record) for record in named if record.id in members}
    for entity in entities:
        names |= all_spellings(entity, (words for one in entity.members for words in found.get(one, ())))
    return names


def all_spellings(entity: Entity, spelt: Iterable[str]) -> set[str]:
    """Return all words that lead to an entity: its name, how its places spell it and, of a person, the last word of each."""
    names = {entity.name, *spelt}
    if entity.kind == "person":
        names |= {name.split()[-1] for name in names if len(name.split()) > 1}
    return {name for name in names if letters(name)}


def spellings_of(record: Mention | Entry) -> set[str]:
    """Return how a mention or row spells what it names."""
    if isinstance(record, Mention):
        return {words for words in (record.at.text, record.value) if words}
    return {words for words in (record.name_at.text, record.name, record.repair, record.acronym) if words}
