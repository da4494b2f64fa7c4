"""Records as JSON bytes and back, and the columns that stand beside them."""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from whosays.records import (
    Anchor,
    Citation,
    Claim,
    Document,
    Entry,
    Event,
    Link,
    Mention,
    Placement,
    Problem,
    Source,
)
from whosays.store.faults import DamagedCase

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from whosays.records import Record

R = TypeVar("R")

Stored = Mention | Claim | Citation | Entry | Event | Link | Problem | Source

# What extractors propose and people mark: kind, as it stands in the column, and its class. Entities are derived, so not stored.
PROPOSALS: Mapping[str, type[Stored]] = {
    "mention": Mention,
    "claim": Claim,
    "citation": Citation,
    "entry": Entry,
    "event": Event,
    "link": Link,
    "problem": Problem,
    "source": Source,
}
KINDS: Mapping[type[Stored], str] = {made: kind for kind, made in PROPOSALS.items()}

_ENCODER = msgspec.json.Encoder()


def encode(record: Record) -> bytes:
    """Return a record as JSON. Raises UnicodeEncodeError for lone surrogates, which no reader may let through."""
    return _ENCODER.encode(record)


def encode_any(made: object) -> bytes:
    """Return a frozen dataclass that is no record as JSON; `decode` reads it back."""
    return _ENCODER.encode(made)


def decode(raw: bytes, kind: type[R]) -> R:
    """Return the record that `encode` wrote. Raises DamagedCase for anything else."""
    decoder: msgspec.json.Decoder[R] = _decoder(cast("Hashable", kind))
    try:
        return decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedCase(f"a {kind.__name__.lower()} in the database of the case", str(error)) from error


def encode_document(document: Document) -> bytes:
    """Return a document as JSON without its text, which has a column of its own."""
    return encode(replace(document, text=""))


def decode_document(raw: bytes, text: str) -> Document:
    """Return the document that `encode_document` wrote, with its text."""
    return replace(decode(raw, Document), text=text)


def encode_placements(placements: Sequence[Placement]) -> bytes:
    """Return the placements of a document's words as compressed JSON."""
    return zlib.compress(_ENCODER.encode(placements), 6)


def decode_placements(raw: bytes) -> tuple[Placement, ...]:
    """Return the placements that `encode_placements` wrote."""
    try:
        return msgspec.json.decode(zlib.decompress(raw), type=tuple[Placement, ...])
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedCase("the placements of words in the database of the case", str(error)) from error


def start_of(record: Stored) -> int:
    """Return where a record stands in its document, for sorting (0 for one that stands nowhere)."""
    match record:
        case Claim():
            first: Anchor | None = record.content[0] if record.content else None
        case Citation():
            first = record.anchor or record.note or record.marker
        case Link():
            first = record.evidence[0] if record.evidence else None
        case Source():
            first = None
        case _:
            first = record.at
    return first.start if first else 0


def sort_of(record: Stored) -> str | None:
    """Return what a record is filtered by beside its kind: a mention's or link's kind, a problem's code, a row's list."""
    match record:
        case Link():
            return record.kind
        case Entry():
            return record.list
        case Mention():
            return record.kind
        case Problem():
            return record.code
        case _:
            return None


def home_of(record: Stored) -> str | None:
    """Return the id of the document that a record belongs to, None for one of the whole case."""
    match record:
        case Claim() | Citation() | Problem():
            return record.doc
        case Link():
            docs = {anchor.doc for anchor in record.evidence}
            return docs.pop() if len(docs) == 1 else None
        case Source():
            return None
        case _:
            return record.at.doc


def targets_of(record: Stored) -> set[str]:
    """Return the ids that a record rests on, besides the documents of its anchors."""
    targets: set[str] = set()
    match record:
        case Link():
            targets |= {record.a, record.b}
        case Event(series=str(series)):
            targets.add(series)
        case Problem(doc=str(doc)):
            targets.add(doc)
    return targets


@cache
def _decoder(kind: Any) -> Any:  # Any: the cache cannot say that what comes out decodes what goes in
    return msgspec.json.Decoder(kind)
