"""Review of dates: one disagreement at a time, with both passages, and every date that a record takes from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.derived import published
from whosays.desk.page import Pages
from whosays.problems import CODES
from whosays.records import Citation, Claim, Event, Mention, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.case.whole import WholeView
    from whosays.desk.app import Desk
    from whosays.records import Anchor, Judgement, Record

pages = Pages()
# Dates that can be read in two ways, or that do not agree with other ones.
DATE_CODES = (
    "ambiguous-date",
    "changed-before-published",
    "changed-without-date",
    "date-after-visit",
    "date-against-rule",
    "date-against-server",
    "date-moved",
    "event-dates-differ",
    "impossible-date",
    "note-dated-otherwise",
    "post-dated-otherwise",
    "post-time-against-id",
    "posts-of-another-zone",
    "undated-document",
    "url-dated-otherwise",
    "weekday-against-date",
    "years-do-not-add-up",
)
_AROUND = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPassage:
    """Words of a document that give a date, with what is around them, and the date of the document."""

    doc: str
    document: str
    date: str | None
    start: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedField:
    """A date that a record takes from these words: the record, its field, the value (EDTF), the words it stands for."""

    record: str
    kind: Literal["mention", "event", "claim", "citation"]
    field: str
    value: str
    words: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateItem:
    """A disagreement of dates: what it is, the passages it is about, the dates that records take from them."""

    id: str
    code: str
    meaning: str
    message: str
    passages: tuple[DatedPassage, ...]
    fields: tuple[DatedField, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesReview:
    """The disagreement to decide on, how many wait."""

    waiting: int
    at: int
    following: str | None
    item: DateItem | None


@pages.page("/review/dates", "review_dates.html")
def review_dates(desk: Desk, after: str = "") -> DatesReview:
    """Show the next dates that do not agree; with `after`, those behind that problem (which was skipped)."""
    with desk.case.view() as view:
        waiting = view.stored.open_problems(DATE_CODES)
        at = waiting.index(after) + 1 if after in waiting else 0
        at = 0 if at >= len(waiting) else at
        chosen = waiting[at] if waiting else None
        return DatesReview(
            waiting=len(waiting),
            at=at + 1 if waiting else 0,
            following=chosen,
            item=_item(view, chosen) if chosen else None,
        )


def _item(view: WholeView, chosen: str) -> DateItem:
    problem = view.stored.record(chosen)
    assert isinstance(problem, Problem)
    places = [at for at in (problem.at, problem.against) if at]
    passages = [_passage(view, at) for at in places]
    if not passages and problem.doc:
        doc = view.document(problem.doc)
        name = doc.title or doc.name
        start = doc.text[: 2 * _AROUND]
        passages = [DatedPassage(doc=doc.id, document=name, date=published(doc), start=0, before="", words="", after=start)]
    fields = {(one.record, one.field, one.start): one for at in places for one in _fields(view, at)}
    return DateItem(
        id=problem.id,
        code=problem.code,
        meaning=CODES.get(problem.code, problem.code),
        message=problem.message,
        passages=tuple(passages),
        fields=tuple(fields.values()),
        judgements=tuple(view.judgements(problem.id)),
    )


def _passage(view: WholeView, at: Anchor) -> DatedPassage:
    doc = view.document(at.doc)
    return DatedPassage(
        doc=doc.id,
        document=doc.title or doc.name,
        date=published(doc),
        start=at.start,
        before=doc.text[max(at.start - _AROUND, 0) : at.start],
        words=at.text,
        after=doc.text[at.end : at.end + _AROUND],
    )


def _fields(view: WholeView, at: Anchor) -> Iterator[DatedField]:
    for one in view.stored.near(at.doc, at.start, at.end):
        record = view.stored.record(one)
        if isinstance(record, Mention | Event | Claim | Citation) and view.status(record.id) != "rejected":
            yield from fields_at(view.stored.current(record), at)


def fields_at(record: Record, at: Anchor) -> Iterator[DatedField]:
    """Yield the dates that a record takes from words at a place."""
    match record:
        case Mention(kind="date") if _touch(record.at, at):
            yield _field(record.id, "mention", "value", record.value, record.at)
        case Event() if _touch(record.at, at):
            yield _field(record.id, "event", "when", record.when, record.at)
        case Claim() if any(_touch(piece, at) for piece in record.content):
            for name, value in (("said", record.said), ("content_time", record.content_time)):
                if value:
                    yield _field(record.id, "claim", name, value, record.content[0])
        case Citation():
            for date in record.dates:
                if _touch(date.at, at):
                    yield _field(record.id, "citation", "dates", date.iso, date.at)


def _field(
    record: str, kind: Literal["mention", "event", "claim", "citation"], name: str, value: str | None, at: Anchor
) -> DatedField:
    words = " ".join(at.text.split())
    return DatedField(record=record, kind=kind, field=name, value=value or "", words=words, start=at.start)


def _touch(one: Anchor, other: Anchor) -> bool:
    return one.doc == other.doc and one.start < other.end and other.start < one.end
