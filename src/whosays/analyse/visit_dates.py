"""Dates that a page gives itself and that cannot be true beside when it was visited and what its server says.

Days are compared, and a day's difference is none: a page's day is that of its own time zone, the visit's is UTC.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from whosays.problems import make_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.analyse.compare import Comparison, Version
    from whosays.analyse.visits import Seen
    from whosays.records import Anchor, Problem

_DAY = timedelta(days=1)
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")


def date_problems(before: Seen | None, after: Seen, comparison: Comparison | None) -> tuple[Problem, ...]:
    """Return what is wrong with the dates of the page that a visit found.

    Args:
        before: the visit that it is compared with, if there is one.
        after: the visit.
        comparison: what differs between the two.
    """
    if after.version is None:
        return ()
    found = [*_of_itself(after, after.version)]
    if before and before.version and before.capture != after.capture:
        found += _moved(before, before.version, after, after.version)
        if comparison and not comparison.has_same_words:
            found += _silent(before, after, after.version)
    return tuple(found)


def _of_itself(after: Seen, version: Version) -> Iterator[Problem]:
    doc = version.document
    told = [(doc.date, "it was published"), (doc.modified, "it was last changed")]
    for words, what in told:
        day = _first_day(words)
        if words and day and day > _day_of(after.at) + _DAY:
            said = f"{after.final_url} was visited on {after.at[:10]}, and says that {what} on {words}"
            yield make_problem("date-after-visit", said, doc=doc.id, at=_place(version, words))
    published, changed = _first_day(doc.date), _last_day(doc.modified)
    if published and changed and changed < published - _DAY:
        said = f"{after.final_url} says that it was published on {doc.date} and last changed on {doc.modified}"
        yield make_problem("changed-before-published", said, doc=doc.id, at=_place(version, doc.date))
    server = _server_day(after)
    if doc.date and published and server and published > server + _DAY and published <= _day_of(after.at) + _DAY:
        said = (
            f"{after.final_url} says that it was published on {doc.date}; its server says that it was last changed on {server}"
        )
        yield make_problem("date-against-server", said, doc=doc.id, at=_place(version, doc.date))


def _moved(before: Seen, old: Version, after: Seen, new: Version) -> Iterator[Problem]:
    was, now = old.document.date, new.document.date
    if was and now and not was.startswith(now) and not now.startswith(was):
        visits = f"it was {was} on the visit of {before.at[:10]} and is {now} on that of {after.at[:10]}"
        said = f"the day on which {after.final_url} says it was published has moved: {visits}"
        yield make_problem("date-moved", said, doc=new.document.id, at=_place(new, now))


def _silent(before: Seen, after: Seen, version: Version) -> Iterator[Problem]:
    """Tell of words that changed after the visit before, on a page that says it was changed earlier, or a server that does."""
    doc = version.document
    visited = _day_of(before.at)
    told, who = (doc.modified, "the page says") if doc.modified else (str(_server_day(after) or ""), "its server says")
    day = _last_day(told)
    if day and day < visited - _DAY:
        when = f"the words of {after.final_url} changed after the visit of {before.at[:10]}"
        said = f"{when}; {who} that it was last changed on {told}"
        yield make_problem("changed-without-date", said, doc=doc.id, at=_place(version, told))


def _place(version: Version, edtf: str | None) -> Anchor | None:
    """Return where a date is printed in the document."""
    return next((m.at for m in version.mentions if m.kind == "date" and m.value == edtf), None)


def _first_day(edtf: str | None) -> date | None:
    parts = _parts(edtf)
    return _day(parts[0], parts[1] or 1, parts[2] or 1) if parts else None


def _last_day(edtf: str | None) -> date | None:
    parts = _parts(edtf)
    if parts is None:
        return None
    year, month = parts[0], parts[1] or 12
    if not 1 <= month <= 12 or year < 1:
        return None
    return _day(year, month, parts[2] or monthrange(year, month)[1])


def _parts(edtf: str | None) -> tuple[int, int | None, int | None] | None:
    found = _EDTF.fullmatch(edtf or "")
    if found is None:
        return None
    return int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_of(at: str) -> date:
    return datetime.fromisoformat(at).date()


def _server_day(seen: Seen) -> date | None:
    """Return the day of the Last-Modified header, UTC."""
    try:
        return parsedate_to_datetime(seen.last_modified or "").astimezone(UTC).date()
    except (ValueError, TypeError, OverflowError):
        return None
