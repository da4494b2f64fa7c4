"""Timeline: what happened when, by what documents say: a drawing that opens nearer views, and a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from whosays.case.asking.timing import find_times, tell_times
from whosays.derived import published
from whosays.desk.drawing.calendar import unit_for, with_room
from whosays.desk.drawing.times import Dated, Times, draw_counts, draw_times
from whosays.desk.page import Pages
from whosays.text.edtf import bounds, is_after
from whosays.text.stretches import around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.analyse.timeline import Moment, Time
    from whosays.case.asking.browsing import Browsing
    from whosays.desk.app import Desk
    from whosays.desk.drawing.calendar import Span
    from whosays.store.facts import Voice
    from whosays.text.stretches import Unit

pages = Pages()
AT_ONCE = 100
_ONE_BY_ONE = 60  # dates that are drawn each for itself: a screen of them
_STRETCHES = 80  # of counted stretches in the drawing, at most
_EVER: Span = (date.min, date.max)
LANES = ("published", "said", "content", "captured")
# An event is drawn among the times of what is told.
_LANE: Mapping[Time, str] = {one: one for one in ("published", "said", "content", "captured")} | {"event": "content"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """The moments of a span: some of them in order, how many there are, and how many in each stretch of each lane.

    `unit` is what the counts are of; a date that is less precise is counted in the month, year … that it lies in whole. `wider`
    are those for which a century is too small.
    """

    some: tuple[Moment, ...]
    total: int
    span: Span | None
    unit: Unit
    counts: dict[str, dict[str, int]]
    wider: int


def moments(
    browse: Browsing, *, of: str = "", since: str = "", until: str = "", start: int = 0, limit: int = AT_ONCE
) -> Moments:
    """Return the moments of a name (`of`) or of all that lie in a span, from the one with the number `start` on."""
    asked = _asked(since, until)
    found = find_times(browse, since=asked[0], until=asked[1], of=browse.find_entity(of) if of else None)
    named = found.span()
    around_all = with_room(named) if named else None
    span = asked if _EVER[0] < asked[0] and asked[1] < _EVER[1] else around_all
    unit = unit_for(span, _STRETCHES) if span else "year"
    counts, wider = found.count(unit)
    lanes: dict[str, dict[str, int]] = {lane: {} for lane in LANES}
    for time, stretches in counts.items():
        lane = lanes[_LANE[time]]
        for stretch, times in stretches.items():
            lane[stretch] = lane.get(stretch, 0) + times
    some = tell_times(browse, found.some(start, limit))
    return Moments(some=some, total=found.total, span=span, unit=unit, counts=lanes, wider=wider)


def _asked(since: str, until: str) -> Span:
    """Return the span that an address asks for; what is no date bounds nothing."""
    first, last = bounds(since) if since else None, bounds(until) if until else None
    return (first[0] if first and first[0] else date.min), (last[1] if last and last[1] else date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the list: a moment, its document, and a time of the same document that it disagrees with."""

    moment: Moment
    document: str
    against: str | None
    against_time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A span of time: its drawing, one by one or counted, and the list. `within` are the stretches that it lies in."""

    of: str
    name: str
    since: str
    until: str
    total: int
    start: int
    more: int | None
    rows: tuple[Row, ...]
    drawn: Times | None
    counted: bool
    wider: int
    disagree: bool
    within: tuple[str, ...]


@pages.page("/timeline", "timeline.html")
def timeline(desk: Desk, of: str = "", since: str = "", until: str = "", start: int = 0) -> Timeline:
    """Show what happened when, by what documents say."""
    with desk.browse() as browse:
        start = max(start, 0)
        found = moments(browse, of=of, since=since, until=until, start=start)
        rows = _rows(found.some, browse)
        counted = found.total > _ONE_BY_ONE
        drawn = None
        if found.span:
            drawn = (
                draw_counts(LANES, found.counts, found.unit, found.span) if counted else _one_by_one(rows, found.span, browse)
            )
        return Timeline(
            of=of,
            name=browse.find_entity(of).name if of else "",
            since=since,
            until=until,
            total=found.total,
            start=start,
            more=start + AT_ONCE if start + AT_ONCE < found.total else None,
            rows=rows,
            drawn=drawn,
            counted=counted,
            wider=found.wider if counted else 0,
            disagree=bool(drawn and drawn.disagreements),
            within=tuple(around(since)) if since and since == until else (),
        )


def _rows(found: Sequence[Moment], browse: Browsing) -> tuple[Row, ...]:
    """Return the lines of the list; what is said after its document came out, or came out after it was captured, is odd."""
    documents = browse.lookup.shelf.heads({one.doc for one in found})
    rows = []
    for one in found:
        doc = documents[one.doc]
        against: tuple[str, str] | None = None
        if one.time == "said" and (day := published(doc)) and is_after(one.when, day):
            against = day, "published"
        elif one.time == "published" and is_after(one.when, got := browse.view.stored.capture(doc.capture).fetched_at[:10]):
            against = got, "captured"
        rows.append(
            Row(
                moment=one,
                document=doc.title or doc.name,
                against=against[0] if against else None,
                against_time=against[1] if against else "",
            )
        )
    return tuple(rows)


def _one_by_one(rows: Sequence[Row], span: Span, browse: Browsing) -> Times:
    claims = [row.moment.record for row in rows if row.moment.record.startswith("clm-")]
    voices = {str(one.claim.id): one.voice for one in browse.known(claims)}
    dated = [_dated(row.moment, voices) for row in rows]
    of_doc: dict[tuple[str, str], str] = {(one.moment.time, one.moment.doc): _name(one.moment) for one in rows}
    pairs = [
        (_name(row.moment), other) for row in rows if row.against and (other := of_doc.get((row.against_time, row.moment.doc)))
    ]
    return draw_times(LANES, dated, span, disagreeing=pairs)


def _dated(one: Moment, voices: Mapping[str, Voice]) -> Dated:
    look, href = "paper", f"/documents/{one.doc}"
    if one.record.startswith("clm-"):
        look, href = voices.get(one.record, "paper"), f"/claims/{one.record}"
    elif one.time == "event":
        look = "event"
    return Dated(id=_name(one), lane=_LANE[one.time], when=one.when, words=one.words, look=look, href=href)


def _name(one: Moment) -> str:
    return f"{one.time}-{one.record}"
