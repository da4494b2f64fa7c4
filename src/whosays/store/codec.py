"""Records as packed JSON and back, and the columns that stand beside them.

A payload begins with the number of the preset words that it was packed with (`packing/`), one byte, and goes on in raw
deflate. Older cases have payloads that are JSON as it is; its first byte is a brace, which is no such number.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
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

PACKING = files("whosays.store").joinpath("packing")
NEWEST = 1
"""The preset words that payloads are packed with now (`tools/packing.py`); a set that was released stays as it is."""
# Most payloads are a few hundred bytes, so that the preset words matter more than the level: 1 leaves a tenth more.
_LEVEL, _WINDOW = 6, -15  # a window below zero: no head and no checksum, which would be a seventh of a mention
_NOT_PACKED = (zlib.error, IndexError, FileNotFoundError)  # nothing at all, preset words that there are none of
_LONG = 2**22  # characters, a long book: what is longer is not kept in memory, so that the few that are weigh little
_ENCODER = msgspec.json.Encoder()


def encode(record: Record) -> bytes:
    """Return a record as packed JSON. Raises UnicodeEncodeError for lone surrogates, which no reader may let through."""
    return _pack(_ENCODER.encode(record))


def encode_bare(made: object) -> bytes:
    """Return a judgement, a report or what is no record as JSON; `decode` reads it back.

    What people decided and wrote is never much, and can be read by eye whatever becomes of the rest.
    """
    return _ENCODER.encode(made)


def is_same(raw: bytes, record: Record) -> bool:
    """Ask whether a payload is what `encode` would write now; the bytes of packed ones may differ from one zlib to another."""
    return bare_json(raw) == _ENCODER.encode(record)


def bare_json(raw: bytes) -> bytes:
    """Return a payload as JSON. Raises DamagedCase where it cannot be unpacked."""
    try:
        return _unpack(raw)
    except _NOT_PACKED as error:
        raise DamagedCase("a record in the database of the case", str(error)) from error


def repack(raw: bytes) -> bytes:
    """Return a payload as it would be packed now."""
    return _pack(bare_json(raw))


def decode(raw: bytes, kind: type[R]) -> R:
    """Return the record that `encode` wrote. Raises DamagedCase for anything else."""
    decoder: msgspec.json.Decoder[R] = _decoder(cast("Hashable", kind))
    try:
        return decoder.decode(_unpack(raw))
    except (*_NOT_PACKED, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedCase(f"a {kind.__name__.lower()} in the database of the case", str(error)) from error


def encode_document(document: Document) -> bytes:
    """Return a document as JSON without its text, which has a column of its own."""
    return encode(replace(document, text=""))


def decode_document(raw: bytes, text: str) -> Document:
    """Return the document that `encode_document` wrote, with its text."""
    return replace(decode(raw, Document), text=text)


def encode_text(text: str) -> bytes:
    """Return the text of a document compressed. Raises UnicodeEncodeError for lone surrogates."""
    return zlib.compress(text.encode(), 6)


def decode_text(body: bytes) -> str:
    """Return the text that `encode_text` wrote."""
    text = _read_last(body)
    if len(text) > _LONG:
        _read_last.cache_clear()
    return text


def encode_placements(placements: Sequence[Placement]) -> bytes:
    """Return the placements of a document's words as compressed JSON."""
    return zlib.compress(_ENCODER.encode(placements), 6)


def decode_placements(raw: bytes) -> tuple[Placement, ...]:
    """Return the placements that `encode_placements` wrote."""
    try:
        return msgspec.json.decode(zlib.decompress(raw), type=tuple[Placement, ...])
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedCase("the placements of words in the database of the case", str(error)) from error


def encode_folded(words: Mapping[int, str]) -> bytes:
    """Return the folded words of the rows of the search index of a document, by number, as compressed JSON."""
    return zlib.compress(_ENCODER.encode(words), 6)


def decode_folded(raw: bytes) -> dict[int, str]:
    """Return the words that `encode_folded` wrote."""
    try:
        return msgspec.json.decode(zlib.decompress(raw), type=dict[int, str])
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedCase("the search index in the database of the case", str(error)) from error


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


def is_odd(record: Stored) -> bool:
    """Ask whether a reader left a remark on a record: on a row of a list, which is then shown early in the review."""
    return isinstance(record, Entry) and bool(record.flags)


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


def _text_in(body: bytes) -> str:
    try:
        return zlib.decompress(body).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise DamagedCase("the text of a document in the database of the case", str(error)) from error


# Whoever reviews a long document asks for its text many times a minute. Kept by the bytes: read anew, a document keeps its id.
_read_last = lru_cache(maxsize=8)(_text_in)


def _unpack(raw: bytes) -> bytes:
    if raw[:1] == b"{":
        return raw
    unpacking = _words(raw[0])[1].copy()
    told = unpacking.decompress(raw[1:])
    if not unpacking.eof or unpacking.unused_data:
        raise zlib.error("the end is not where it should be")
    return told


def _pack(told: bytes) -> bytes:
    packing = _words(NEWEST)[0].copy()
    return bytes((NEWEST,)) + packing.compress(told) + packing.flush()


@cache
def _words(number: int) -> tuple[zlib._Compress, zlib._Decompress]:
    """Return what packs with a set of preset words and what unpacks; to copy them is quicker than to tell the words again."""
    words = PACKING.joinpath(f"{number}.txt").read_bytes()
    packing = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, zdict=words)
    return packing, zlib.decompressobj(_WINDOW, zdict=words)


@cache
def _decoder(kind: Any) -> Any:  # Any: the cache cannot say that what comes out decodes what goes in
    return msgspec.json.Decoder(kind)
