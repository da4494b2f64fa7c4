"""What happened when, by what documents say: the times of claims, events, documents and posts in one order.

The times stay apart: when something was said, when what is said held, when a document says it was published, when an event was;
and, where that is asked for, when a document was captured. A time is a stretch of days (EDTF); the order is that of the first
day, then of the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from whosays.derived import published
from whosays.text.edtf import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Anchor, Capture, Claim, Document, DocumentId, Event

Time = Literal["said", "content", "published", "event", "captured"]
_ORDER: tuple[Time, ...] = ("published", "said", "content", "event", "captured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time that a record gives: `when` in EDTF, which of the times it is, and the words (a document has its name)."""

    when: str
    time: Time
    record: str
    doc: DocumentId
    words: str
    at: Anchor | None = None


def make_timeline(
    *,
    claims: Iterable[Claim] = (),
    events: Iterable[Event] = (),
    documents: Iterable[Document] = (),
    captured: Iterable[tuple[Document, Capture]] = (),
) -> tuple[Moment, ...]:
    """Put all times that records give in order; a value that is no EDTF has no place in it and is left out."""
    placed = []
    for moment in [*_of_claims(claims), *_of_events(events), *_of_documents(documents), *_of_captures(captured)]:
        if span := bounds(moment.when):
            first, last = span
            key = (
                first or date.min,
                last or date.max,
                _ORDER.index(moment.time),
                moment.doc,
                moment.at.start if moment.at else -1,
            )
            placed.append((key, moment.record, moment))
    return tuple(moment for _, _, moment in sorted(placed, key=lambda one: one[:2]))


def _of_claims(claims: Iterable[Claim]) -> Iterator[Moment]:
    for claim in claims:
        words = " … ".join(" ".join(at.text.split()) for at in claim.content)
        times: tuple[tuple[Time, str | None], ...] = (("said", claim.said), ("content", claim.content_time))
        for time, when in times:
            if when:
                yield Moment(when=when, time=time, record=claim.id, doc=claim.doc, words=words, at=claim.content[0])


def _of_events(events: Iterable[Event]) -> Iterator[Moment]:
    for event in events:
        if event.when:
            yield Moment(when=event.when, time="event", record=event.id, doc=event.at.doc, words=event.name, at=event.at)


def _of_documents(documents: Iterable[Document]) -> Iterator[Moment]:
    for doc in documents:
        if when := published(doc):
            yield Moment(when=when, time="published", record=doc.id, doc=doc.id, words=doc.title or doc.name)


def _of_captures(captured: Iterable[tuple[Document, Capture]]) -> Iterator[Moment]:
    for doc, capture in captured:
        yield Moment(when=capture.fetched_at[:10], time="captured", record=doc.id, doc=doc.id, words=doc.title or doc.name)
