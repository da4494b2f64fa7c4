"""Guess the date of a document from its own words, and say on what the guess rests."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.text.edtf import bounds, is_day, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.text.date_reading import FoundDate

Basis = Literal["label", "held", "line", "dateline", "latest", "none"]

# The head and foot of a document, in paragraphs: where a date line, a dateline or "Published: …" stands.
HEAD, FOOT = 6, 3
# The title of minutes is one of the first paragraphs.
_TITLE = 3
# A dateline's place comes before its date in few words.
_PLACE = re.compile(r"\(?(?:[A-Z][\w.'’-]*(?:\s+(?:of|de|la|al|on|upon|the)\b)?[\s,/]*){0,6}[-–—(,:]?\s*")
_AFTER_DATELINE = re.compile(r"\s*\)?\s*(?:[-–—]{1,3}|:)\s|\s*\([A-Z][^()]{1,40}\)\s*(?:[-–—]{1,3}|:)?|\s+[“\"‘]?[A-Z]")
# A label opens its line or what a mark parts off ("By Ada Quill | Updated 3 May 2020"): in mid-sentence it is about something
# else ("that study, published in May 2020"). A line may be broken anywhere, so there it has its capital too.
_OPENS = r"(?:^\W*|[|•·(;]\s*|\n\s*(?-i:(?=[^\sa-z])))"
_LEAD = (
    r"(?:(?:this\s+)?(?:page|article|story|report|post|document)\s+(?:(?:was|is)\s+)?|"
    r"(?:press\s+)?(?:for\s+)?(?:immediate\s+)?)"
)
_PUBLISHED = re.compile(
    rf"{_OPENS}{_LEAD}(?:(?:first|originally)\s+)?(?:published|posted|released|release|issued|submitted|filed|date|dated"
    r"|publication|veröffentlicht|stand|publiée?|(?:ال)?تاریخ|(?:ال)?نشر)\b(?:\s+(?:date|of\s+(?:publication|issue|release)|(?:ال)?نشر))?"
    r"\s*(?:on|in|at|am|le)?\s*[:،]?\s*(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
# Minutes are dated by their meeting: "Held in the Old Hall, Fenby, on Monday 4 November 2030".
_MINUTES = re.compile(r"^\W*(?:draft\s+|approved\s+)?(?:minutes|notes|record|proceedings)\b", re.IGNORECASE)
_HELD = re.compile(
    r"(?:^\W*|\b)(?:held|met|meeting|minutes)\b[^.!?;]{0,90}?(?:\bon\s+|,\s*|:\s*|\bof\s+)(?:the\s+)?(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    rf"{_OPENS}{_LEAD}(?:last\s+)?(?:updated?|modified|revised|changed?|edited)\b\s*(?:on|in|at)?\s*:?\s*(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
# … and what follows its date is no sentence ("Published in May 2020, the study found").
_TELLS_ON = re.compile(r"\s*,?[ \t]+(?!(?:by|at|in|on|and|um|à|last|updated|first|modified)\b)[a-z]")
_LINE_EXTRAS = re.compile(
    r"[\s|,.;·•/–—-]*(?:[Bb][Yy]\s+[\w.'’ -]{2,60}|\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?[\s|,.;·•–—-]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedText:
    """A paragraph with its dates, read without a base. `part`: the document's own text, what it quotes, or a note."""

    text: str
    dates: tuple[FoundDate, ...]
    part: Literal["own", "quoted", "note"] = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDate:
    """A guess: the value (None where there is none), its basis, and which date of which paragraph it is."""

    value: str | None
    basis: Basis
    paragraph: int | None = None
    date: FoundDate | None = None

    @property
    def base(self) -> str | None:
        """What may rest on it: on the latest day mentioned only its year, since the document may be younger."""
        return self.value[:4] if self.value and self.basis == "latest" else self.value


def document_date(paragraphs: Sequence[DatedText]) -> DocumentDate:
    """Return the likeliest date of a document.

    1. "Published: …" at its head or foot ("Updated: …" where there is no other).
    2. In minutes, the day on which the meeting was held, at the head.
    3. A line that holds nothing but a date, there, or a name and a date ("The Courier, 20 May 2024") below the first line.
    4. A dateline: "CITY, April 26, 2021 –" at the beginning of a paragraph near the head.
    5. The latest day that the text names (its notes only where it names none), in the year that most dates support:
       a weak guess, good for "this year" and the year of "May 7th".
    """
    edges = [n for n in range(len(paragraphs)) if n < HEAD or n >= len(paragraphs) - FOOT]
    minutes = any(_MINUTES.match(paragraph.text) for paragraph in paragraphs[:_TITLE])
    held: tuple[tuple[str, re.Pattern[str] | None], ...] = (("held", _HELD),) if minutes else ()
    for basis, test in (("label", _PUBLISHED), *held, ("line", None), ("dateline", None), ("label", _CHANGED)):
        for number in edges:
            paragraph = paragraphs[number]
            for found in _certain(paragraph) if paragraph.part == "own" else ():
                if _fits(basis, test, paragraph, found) or (basis == "line" and number and _is_byline(paragraph, found)):
                    return DocumentDate(value=found.value, basis=basis, paragraph=number, date=found)  # type: ignore[arg-type]
    return _latest(paragraphs)


def _certain(paragraph: DatedText) -> Iterator[FoundDate]:
    """Yield the dates of a paragraph that are printed with their year, to the month at least."""
    for found in paragraph.dates:
        if found.value and found.kind == "date" and not found.needs_base and not found.problem:
            span = bounds(found.value)
            if span and span[0] and span[1] and (span[1] - span[0]).days < 31:
                yield found


def _fits(basis: str, test: re.Pattern[str] | None, paragraph: DatedText, found: FoundDate) -> bool:
    before, after = paragraph.text[: found.start], paragraph.text[found.end :]
    if test is not None:
        if basis == "held":
            return test.search(before[-120:]) is not None
        return test.search(before) is not None and _TELLS_ON.match(after) is None
    if basis == "line":
        return _LINE_EXTRAS.fullmatch(before) is not None and _LINE_EXTRAS.fullmatch(after) is not None
    day = found.value is not None and is_day(found.value)
    return day and len(before) < 80 and _PLACE.fullmatch(before) is not None and _AFTER_DATELINE.match(after) is not None


def _is_byline(paragraph: DatedText, found: FoundDate) -> bool:
    """Ask whether a paragraph is a name and a date; a first line like that may as well be the title of an event."""
    before, after = paragraph.text[: found.start], paragraph.text[found.end :]
    return len(before) < 60 and _PLACE.fullmatch(before) is not None and _LINE_EXTRAS.fullmatch(after) is not None


def _latest(paragraphs: Sequence[DatedText]) -> DocumentDate:
    """Return the latest day of the body in the year that most printed dates of the document lie in."""
    years = Counter(
        year for paragraph in paragraphs for found in paragraph.dates
        if not found.needs_base and found.value and (year := year_of(found.value))
    )  # fmt: skip
    days = [
        (found.value, number, found, paragraph.part == "note")
        for number, paragraph in enumerate(paragraphs)
        for found in _certain(paragraph) if found.value and is_day(found.value)
    ]  # fmt: skip
    days = [day for day in days if not day[3]] or days
    if not days:
        return DocumentDate(value=None, basis="none")
    best = max(days, key=lambda day: (years[int(day[0][:4])], day[0], -day[1], -day[2].start))
    return DocumentDate(value=best[0], basis="latest", paragraph=best[1], date=best[2])
