"""Compare dates that a document gives for what it cites: with the time in a post's number, the address, the running text.

1. A post of X, Mastodon or Bluesky has its time in its number. The day that a note prints is compared with it, in every zone:
   one day is printed here and the next there. That all days of a document fit one zone and not UTC is told once, for it says
   whose clock the writer read; a day that fits no zone is told for each.
2. A news site's address often holds the day. A note that says another one (and not when somebody looked) is told.
3. What a note is cited for stands in front of its mark. Where the text names the same month of another year, one of the two is
   probably a slip; where the source is older than what it is cited for, it can hardly be its source. What is promised, asked
   for or planned has not happened yet, and its source may well be older.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.records import Citation, Claim, Mention
from whosays.text.cited_posts import time_of_post
from whosays.text.edtf import bounds, is_day
from whosays.text.url_dates import day_in_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import Anchor, Problem

# Offsets of time zones in use, in minutes: every whole and half hour, and the three quarters that Nepal and its like have.
_ZONES = sorted({*range(-12 * 60, 14 * 60 + 1, 30), 345, 525, 765})
_LOOKED_AT = re.compile(
    r"accessed|retrieved|consulted|visited|viewed|last seen|abgerufen|aufgerufen|consulté|consultado"
    r"|اطلاع|زيارة|بازیابی|بازدید|دسترسی",
    re.IGNORECASE,
)
# What is told so lies ahead of whoever told it.
_AHEAD = frozenset({"future", "intended", "requested", "normative", "conditional"})
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A cited address with the day that its note prints for it, and the moment in its number, where it has one."""

    number: int
    url: Anchor
    address: str
    at: Anchor
    day: str
    note: str

    @property
    def posted(self) -> datetime | None:
        """The moment that the number of a post holds (UTC)."""
        moment = time_of_post(self.address)
        return datetime.fromisoformat(moment).replace(tzinfo=None) if moment else None


class DateChecks:
    """Yields a Problem, with both places, where dates for one cited thing do not agree. Needs citations, dates and claims."""

    name = "date-checks"
    version = "1"
    makes = ("Problem",)

    def __call__(self, material: Material) -> Iterator[Problem]:
        """Yield the problems in the order of the notes."""
        citations = material.all(Citation)
        dated = [one for citation in citations for one in _dated(citation)]
        yield from _posts(dated)
        yield from _addresses(dated)
        yield from _cited_for(material, citations)


def _dated(citation: Citation) -> Iterator[_Dated]:
    """Yield each address of a note with its day: where it prints as many days as addresses, each its own."""
    days = [one for one in citation.dates if is_day(one.iso)]
    if citation.note is None or len(days) != len(citation.urls):
        return
    for url, day in zip(citation.urls, days, strict=True):
        yield _Dated(citation.number, url.at, url.url, day.at, day.iso, citation.note.text)


def _posts(dated: Sequence[_Dated]) -> Iterator[Problem]:
    posts = [(one, posted) for one in dated if (posted := one.posted)]
    fits = {zone: [one for one, posted in posts if _day(posted, zone) == one.day] for zone in _ZONES}
    anywhere = {id(one) for found in fits.values() for one in found}
    for one, posted in posts:
        if id(one) not in anywhere:
            said = f"its number says {posted:%Y-%m-%d %H:%M} UTC, which is that day nowhere"
            message = f"note {one.number} dates the post to {one.day}; {said}"
            yield make_problem("post-dated-otherwise", message, at=one.at, against=one.url)
    could = [pair for pair in posts if id(pair[0]) in anywhere]
    right = [zone for zone in _ZONES if len(fits[zone]) >= len(could) and could]
    if not could or 0 in right:
        return
    at_home = {id(one) for one in fits[0]}
    first = next(one for one, _ in could if id(one) not in at_home)
    best = (
        f"all {len(could)} fit {_span(right)}" if right else f"most, {max(map(len, fits.values()))}, fit {_span(_most(fits))}"
    )
    message = f"the days printed for {len(could)} cited posts fit {len(fits[0])} in UTC; {best}: whose clock was it?"
    yield make_problem("posts-of-another-zone", message, at=first.at, against=first.url)


def _most(fits: dict[int, list[_Dated]]) -> list[int]:
    most = max(map(len, fits.values()))
    return [zone for zone, found in fits.items() if len(found) == most]


def _day(posted: datetime, zone: int) -> str:
    return (posted + timedelta(minutes=zone)).date().isoformat()


def _span(zones: Sequence[int]) -> str:
    """Return zones as words: "UTC+3", "UTC+2 to UTC+4"."""
    told = [f"UTC{'+' if zone >= 0 else '-'}{abs(zone) // 60}{f':{abs(zone) % 60:02}' if zone % 60 else ''}" for zone in zones]
    return told[0] if len(told) == 1 else f"{told[0]} to {told[-1]}"


def _addresses(dated: Iterable[_Dated]) -> Iterator[Problem]:
    for one in dated:
        day = day_in_url(one.address)
        if day is None or _LOOKED_AT.search(one.note):
            continue
        if abs(date.fromisoformat(day) - date.fromisoformat(one.day)) > timedelta(days=1):
            message = f"note {one.number} says {one.day}; the address that it prints says {day}"
            yield make_problem("url-dated-otherwise", message, at=one.at, against=one.url)


def _cited_for(material: Material, citations: Sequence[Citation]) -> Iterator[Problem]:
    """Compare the one day of each note with the date in front of its mark, not beyond the mark before or the paragraph."""
    called = sorted((c for c in citations if c.anchor), key=lambda c: c.anchor.start if c.anchor else 0)
    ahead = [at for claim in material.all(Claim) if claim.modality in _AHEAD for at in claim.content]
    texts = [
        (m.at, m.value)
        for m in material.all(Mention)
        if m.kind == "date" and m.value and not any(at.start <= m.at.start < at.end for at in ahead)
    ]
    starts = sorted(piece.start for passage in material.passages for piece in passage.pieces)
    before = 0
    for citation in called:
        assert citation.anchor
        paragraph = max((start for start in starts if start <= citation.anchor.start), default=0)
        low, before = max(before, paragraph), citation.anchor.end
        days = [one for one in citation.dates if is_day(one.iso)]
        if len(days) != 1 or citation.note is None or _LOOKED_AT.search(citation.note.text):
            continue
        near = [(at, value) for at, value in texts if low <= at.start and at.end <= citation.anchor.start]
        for at, value in near[-1:]:
            if why := _unlike(value, date.fromisoformat(days[0].iso)):
                message = f"the text in front of note {citation.number} says {value}, the note {days[0].iso}: {why}"
                yield make_problem("note-dated-otherwise", message, at=at, against=days[0].at)


def _unlike(value: str, cited: date) -> str | None:
    """Return why a time in the text and the day of its source do not go together, None where they may."""
    span = bounds(value)
    if span is None or span[0] is None or span[1] is None or (span[1] - span[0]) > _MONTH:
        return None
    first = span[0]
    if first.month == cited.month and first.year != cited.year and abs(first.year - cited.year) <= 2:
        return "the same month of another year"
    if cited < first - _MONTH:
        return "the source is older than what it is cited for"
    return None
