"""What must hold of all that a reader gives, whatever the bytes: a list of what does not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import msgspec

from whosays.anchors import BadAnchor, Cutter, anchors_of
from whosays.problems import CODES
from whosays.read.reading import Member, Reading
from whosays.records import Problem, Source, Zone
from whosays.store.codec import encode_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Passage, Placement, Record

_ZONES = frozenset(get_args(Zone))


def faults_of(yielded: Iterable[object]) -> Iterator[str]:
    """Yield what is wrong with what a reader yielded, one sentence each."""
    documents: set[str] = set()
    for item in yielded:
        if isinstance(item, Reading):
            if item.document.id in documents:
                yield f"two documents have the id {item.document.id}"
            documents.add(item.document.id)
            yield from _of_reading(item)
        elif isinstance(item, Problem):
            yield from _of_record(item)
        elif isinstance(item, Member):
            yield from _of_member(item)
        else:
            yield f"a {type(item).__name__} was yielded"


def _of_reading(reading: Reading) -> Iterator[str]:
    doc = reading.document
    try:
        doc.text.encode()
        encode_document(doc)
    except UnicodeEncodeError as error:
        yield f"the document holds half a character: {error}"
        return
    yield from _of_places(reading)
    records: tuple[Record | Placement, ...] = (*reading.passages, *reading.found, *reading.problems, *reading.placements)
    cutter = Cutter(doc)
    for record in records:
        yield from _of_record(record)
        try:
            for anchor in anchors_of(record):
                cutter.check(anchor)
        except BadAnchor as error:
            yield str(error)
    yield from _same_ids((*reading.passages, *reading.found))
    yield from _of_passages(reading.passages)


def _of_places(reading: Reading) -> Iterator[str]:
    length = len(reading.document.text)
    pages = reading.document.pages
    if list(pages) != sorted(pages) or any(not 0 <= page <= length for page in pages):
        yield f"pages begin at {pages[:20]}"
    for place in reading.placements:
        if not 0 <= place.start < place.end <= length:
            yield f"words are placed at {place.start}-{place.end} of {length}"
            return


def _of_record(record: Record | Placement) -> Iterator[str]:
    try:
        if msgspec.json.decode(msgspec.json.encode(record), type=type(record)) != record:
            yield f"not the same after it was kept: {record!r:.500}"
    except Exception as error:
        yield f"cannot be kept ({error}): {record!r:.500}"
    if isinstance(record, Problem) and record.code not in CODES:
        yield f"unknown problem {record.code}"


def _of_member(member: Member) -> Iterator[str]:
    try:
        for words in (member.name, member.media_type or "", member.url or "", member.fetched_at or ""):
            words.encode()
    except UnicodeEncodeError as error:
        yield f"a member's name holds half a character: {error}"


def _same_ids(records: Iterable[Record]) -> Iterator[str]:
    seen: dict[str, Record] = {}
    for record in records:
        number = str(getattr(record, "id", ""))
        # A page or post may be known by more in one place than in another: the address may be told, or its name.
        if number and seen.setdefault(number, record) != record and not isinstance(record, Source):
            yield f"two records have the id {number}: {record!r:.300} and {seen[number]!r:.300}"


def _of_passages(passages: tuple[Passage, ...]) -> Iterator[str]:
    if len({passage.id for passage in passages}) < len(passages):
        yield "two passages have the same id"
    if [passage.order for passage in passages] != sorted(passage.order for passage in passages):
        yield "passages are not in order"
    for passage in passages:
        if passage.zone not in _ZONES or not passage.pieces:
            yield f"a passage with zone {passage.zone} and {len(passage.pieces)} pieces"
    # An insertion lies inside of the passage that it is part of; no other two overlap.
    spans = sorted((piece.start, piece.end) for passage in passages if passage.zone != "insertion" for piece in passage.pieces)
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            yield f"two passages overlap at {start}"
            return
