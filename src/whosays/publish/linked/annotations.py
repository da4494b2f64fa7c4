"""Export a case as W3C Web Annotations (JSON-LD): every claim and every mention, tied to its words in its document.

- `collection.jsonld` is an AnnotationCollection with up to two pages: `claims.jsonld` and `mentions.jsonld`. What a person
  rejected is left out; a page that would be empty is not written.
- A target is a document: its own address, else the address that it was fetched from, else its capture
  (`urn:whosays:capture:` and the SHA-256 of the file), or where one file holds several documents the document
  (`urn:whosays:record:`). Its `state` names the capture, and when that was fetched; `renderedVia` the reader.
- Every piece of a claim's content is a target of its own, with the page's words as they stand: a TextQuoteSelector (`exact`,
  with as much `prefix` and `suffix` as it takes to be found in one place alone) and a TextPositionSelector. Where 2,048
  characters on each side do not do that, as in tables of equal rows, the position is refined by the quote.
- `start` and `end` count Unicode code points, as the W3C recommendation asks, from 0, the end not included; JavaScript counts
  UTF-16 code units, and has to convert. The text that is counted is the one whosays read (`text` in `documents.jsonl`).
- A body tells in a line of English who holds the claim, hedges, polarity and status; a second one tells the same in fields
  of the vocabulary `urn:whosays:ns:` (`vocabulary.md`). `motivation` is `describing` for claims, `identifying` for mentions.
- `creator` is the person who marked the words, or the extractor and its version. `created` and `modified` are there where a
  person's decision gives the time; nothing of the clock enters the files, so the same case gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Literal, cast

from whosays.publish.files import write_whole
from whosays.publish.linked.makers import Makers
from whosays.publish.linked.names import NAMESPACE, address_iri, capture_iri, part_iri, record_iri, software_iri, utc, words_iri
from whosays.publish.linked.quoting import quote
from whosays.publish.view import CaseView, Leaving
from whosays.records import Claim, make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from whosays.records import Anchor, Capture, Document, Entity, Holder, Mention

Json = dict[str, object]
Page = Literal["claims", "mentions"]
_PAGES: tuple[Page, ...] = ("claims", "mentions")
# The recommendation's own context, and ours for what it has no words for. Nothing is fetched to write or read the files.
CONTEXT: list[object] = ["http://www.w3.org/ns/anno.jsonld", {"whosays": NAMESPACE}]
_KINDS: dict[str, str] = {"author": "the author", "hidden": "nobody who is named", "implied": "implied", "named": "named"}


class Annotations:
    """The exporter `anno`: see the head of this file."""

    name = "anno"

    def __call__(self, view: CaseView, folder: Path) -> Iterator[Path]:
        """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
        return export(view, folder)


def export(view: CaseView, folder: Path) -> Iterator[Path]:
    """Write the files and yield their paths. Raises BadAnchor when words are not the document's."""
    writing = _Writing(Makers(Leaving(view)))
    pages = [(page, first, rest) for page in _PAGES for rest in [writing.page(page)] for first in [next(rest, None)] if first]
    names = [page for page, _, _ in pages]
    total = 0
    for number, (page, first, rest) in enumerate(pages):
        around = {"prev": names[number - 1] if number else None, "next": names[number + 1] if number + 1 < len(names) else None}
        counting = _Counting(chain([first], rest))
        yield write_whole(folder / f"{page}.jsonld", _page(writing.iri, page, total, around, counting))
        total += counting.count
    yield write_whole(folder / "collection.jsonld", [_encode(_collection(writing.iri, total, names)), b"\n"])


class _Counting:
    """Passes annotations on and counts them."""

    def __init__(self, annotations: Iterable[Json]) -> None:
        self.annotations = annotations
        self.count = 0

    def __iter__(self) -> Iterator[Json]:
        for annotation in self.annotations:
            self.count += 1
            yield annotation


def _collection(iri: str, total: int, pages: list[Page]) -> Json:
    ends: Json = {"first": f"{iri}:{pages[0]}", "last": f"{iri}:{pages[-1]}"} if pages else {}
    return {"@context": CONTEXT, "id": iri, "type": "AnnotationCollection", "label": "Claims and mentions",
            "total": total} | ends  # fmt: skip


def _page(iri: str, page: Page, start: int, around: dict[str, Page | None], annotations: Iterable[Json]) -> Iterator[bytes]:
    head: Json = {"@context": CONTEXT, "id": f"{iri}:{page}", "type": "AnnotationPage", "partOf": iri}
    head |= {name: f"{iri}:{other}" for name, other in around.items() if other} | {"startIndex": start}
    yield _encode(head)[:-1] + b',"items":['
    between = b"\n"
    for annotation in annotations:
        yield between + _encode(annotation)
        between = b",\n"
    yield b"\n]}\n"


def _encode(value: object) -> bytes:
    import msgspec

    return msgspec.json.encode(value)


class _Writing:
    """Makes annotations of records, with what they need to know of the rest of the case."""

    def __init__(self, makers: Makers) -> None:
        self.makers = makers
        self.leaving = makers.leaving
        self.captures = {one.id: one for one in cast("Iterator[Capture]", self.leaving.of("captures"))}
        docs = cast("Iterator[Document]", self.leaving.of("documents"))
        self.in_capture = Counter(doc.capture for doc in docs)
        self.iri = f"urn:whosays:annotations:{make_id('case', *sorted(self.captures))}"
        self.entities: dict[str, Entity] = {one.id: one for one in cast("Iterator[Entity]", self.leaving.of("entities"))}

    def page(self, page: Page) -> Iterator[Json]:
        """Yield the annotations of a page."""
        for doc, record in self.makers.beside(page):
            is_claim = isinstance(record, Claim)
            maker = self.makers.maker(record.id, record.by)
            out: Json = {"id": f"urn:whosays:annotation:{record.id}", "type": "Annotation"}
            out["motivation"] = "describing" if is_claim else "identifying"
            out["creator"] = {"id": maker.iri, "type": maker.kind.title(), "name": maker.name}
            out |= {name: when for name, when in (("created", maker.created), ("modified", maker.modified)) if when}
            out["body"] = self._of_claim(record) if isinstance(record, Claim) else self._of_mention(record)
            out["target"] = [self._target(doc, at) for at in (record.content if isinstance(record, Claim) else (record.at,))]
            yield out

    def _target(self, doc: Document, at: Anchor) -> Json:
        capture = self.captures.get(doc.capture)
        state: Json = {"type": "TimeState", "cached": capture_iri(doc.capture)}
        if capture and (when := utc(self.leaving.fetched_at(capture))):
            state["sourceDate"] = when
        reader: Json = {"id": software_iri("reading", doc.made_by), "type": "Software", "name": f"whosays {doc.made_by}"}
        source = self._source(doc, capture)
        return {"source": source, "selector": selectors(doc.text, at), "state": state, "renderedVia": reader}

    def _source(self, doc: Document, capture: Capture | None) -> str:
        is_alone = self.in_capture[doc.capture] == 1
        fetched = capture.url if capture and is_alone else None
        named = capture_iri(doc.capture) if is_alone else record_iri(doc.id)
        return address_iri(doc.url) or address_iri(fetched) or named

    def _of_claim(self, claim: Claim) -> list[Json]:
        status = self.leaving.view.status(claim.id)
        fields: Json = {
            "id": record_iri(claim.id),
            "type": ["Dataset", "whosays:Claim"],
            "whosays:step": [self._step(claim, number) for number in range(len(claim.chain))],
            "whosays:content": [_words(at) for at in claim.content],
            "whosays:about": [_words(at) for at in claim.about],
            "whosays:relation": claim.relation,
            "whosays:hedge": [_hedge(claim, number) for number in range(len(claim.hedges))],
            "whosays:modality": claim.modality,
            "whosays:polarity": claim.polarity,
            "whosays:said": claim.said,
            "whosays:contentTime": claim.content_time,
            "whosays:form": claim.form,
            "whosays:cites": list(claim.cites),
            "whosays:citesPossible": list(claim.cites_possible),
            "whosays:status": status,
            "whosays:by": claim.by,
        }
        told = {
            "held by": " > ".join(_holder(step.holder) for step in claim.chain),
            "act": claim.chain[-1].act if claim.chain else "",
            "about": ", ".join(_flat(at.text) for at in claim.about),
            "hedges": ", ".join(f"{_flat(hedge.at.text)} ({hedge.kind})" for hedge in claim.hedges) or "none",
            "modality": claim.modality,
            "polarity": claim.polarity,
            "status": status,
        }
        line = "; ".join(f"{name}: {value}" for name, value in told.items() if value)
        return [_told(line, "describing"), _given(fields)]

    def _of_mention(self, mention: Mention) -> list[Json]:
        entity = self.entities.get(self.leaving.entity_of(mention.id) or "")
        status = self.leaving.view.status(mention.id)
        fields: Json = {
            "id": record_iri(mention.id),
            "type": ["Dataset", "whosays:Mention"],
            "whosays:kind": mention.kind,
            "whosays:layer": mention.layer,
            "whosays:value": mention.value,
            "whosays:entity": {"id": record_iri(entity.id), "type": "whosays:Entity", "label": entity.name} if entity else None,
            "whosays:status": status,
            "whosays:by": mention.by,
        }
        told = {"kind": mention.kind, "name": entity.name if entity else mention.value, "status": status}
        line = "; ".join(f"{name}: {_flat(value)}" for name, value in told.items() if value)
        return [_told(line, "identifying"), _given(fields)]

    def _step(self, claim: Claim, number: int) -> Json:
        step = claim.chain[number]
        holder = step.holder
        spots = (holder.at, holder.refers_to)
        entity = next((found for at in spots if at and (found := self.leaving.entity_at(at))), None)
        return _given(
            {
                "id": part_iri("step", claim.id, number),
                "type": "whosays:Step",
                "whosays:order": number,
                "whosays:holderKind": holder.kind,
                "whosays:holder": _words(holder.at) if holder.at else None,
                "whosays:refersTo": _words(holder.refers_to) if holder.refers_to else None,
                "whosays:entity": {"id": record_iri(entity)} if entity else None,
                "whosays:act": step.act,
                "whosays:cue": _words(step.cue) if step.cue else None,
                "whosays:outlet": _words(step.outlet) if step.outlet else None,
            }
        )


def selectors(text: str, at: Anchor) -> list[Json]:
    """Return the selectors of words in a text: a quote and a position, or a position refined by the quote."""
    quoted = quote(text, at.start, at.end)
    by_words: Json = {"type": "TextQuoteSelector", "exact": quoted.exact}
    by_place: Json = {"type": "TextPositionSelector", "start": at.start, "end": at.end}
    if not quoted.is_alone:
        return [by_place | {"refinedBy": by_words}]
    return [by_words | {"prefix": quoted.prefix, "suffix": quoted.suffix}, by_place]


def _told(line: str, purpose: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": line, "format": "text/plain", "language": "en"}


def _given(fields: Json) -> Json:
    """Leave out what has no value."""
    return {name: value for name, value in fields.items() if value is not None and value != []}


def _words(at: Anchor) -> Json:
    return {"id": words_iri(at), "type": "whosays:Words", "value": at.text, "start": at.start, "end": at.end}


def _hedge(claim: Claim, number: int) -> Json:
    hedge = claim.hedges[number]
    iri = part_iri("hedge", claim.id, number)
    return {"id": iri, "type": "whosays:Hedge", "whosays:words": _words(hedge.at), "whosays:kind": hedge.kind}


def _holder(holder: Holder) -> str:
    words = _flat(holder.at.text) if holder.at else _KINDS[holder.kind]
    return f"{words} (for {_flat(holder.refers_to.text)})" if holder.refers_to else words


def _flat(words: str) -> str:
    return " ".join(words.split())
