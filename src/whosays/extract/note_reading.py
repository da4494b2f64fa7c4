"""Read the words of a note: its addresses and dates, whether it gives a source or comments, how it repeats an earlier note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.text.dates import find_dates
from whosays.text.repeats import Repeat, read_repeat
from whosays.text.urls import FoundUrl, find_urls

if TYPE_CHECKING:
    from whosays.records import CitationKind
    from whosays.text.date_reading import FoundDate

_REFERENCE = re.compile(
    r"\(\s*(?:[^()]{0,80},\s*)?(?:1[5-9]|20)\d\d[a-z]?\s*\)|\bpp?\.\s?\d|\bvol\.|\bno\.\s?\d|\bISBN\b|\beds?\.|\bPress\b|\bJournal\b"
    r"|\bet al\b|\s\d{1,4}[–-]\d{1,4}\s*[;.,]?\s*$|[^\W\d_] v\. [^\W\d_]|\bProceedings\b"
    r"|\bArchives?\b|\baccessed\b|\bconsulté\b|\binterview (?:with|by)\b|\bletter (?:to|from)\b|\bconversation with\b"
    r"|\bA/(?:RES|HRC)/|\b[Rr]esolution \d|(?<!\w)ص\s?\.?\s?[\d٠-٩۰-۹]|(?<!\w)(?:دار|انتشارات|تاريخ الزيارة|بازدید)(?!\w)"
)
_QUOTED_TITLE = re.compile(r"[“\"«‘][^”\"»’]{4,120}[,.]?[”\"»’]")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[^\W\d][.!?؟])\s+(?=[^\W\d_a-z])|;\s+|[()]")
_LATIN = re.compile(r"[A-Za-z]")

# A sentence of a comment has at least so many words, of which so many are small (titles and names of publishers have capitals).
_SENTENCE_WORDS, _SMALL = 6, 0.5
# A note with a date and hardly more words than these names a dated paper; a longer one tells something that has a date.
_DATED_WORDS = 14


@dataclass(frozen=True, slots=True)
class NoteReading:
    """What the words of a note say. `sources` counts the different sources that it names."""

    kind: CitationKind
    urls: tuple[FoundUrl, ...]
    dates: tuple[FoundDate, ...]
    repeat: Repeat | None
    sources: int
    dated: bool


def read_note(words: str, *, language: str = "en", base: str | None = None, day_first: bool | None = None) -> NoteReading:
    """Read the words of one note; places in the result are offsets in `words`."""
    urls = find_urls(words)
    rest = words
    for url in urls:
        rest = rest[: url.start] + " " * (url.end - url.start) + rest[url.end :]
    addresses = [(url.start, url.end) for url in urls]
    found = find_dates(rest, language=language, base=base, day_first=day_first, addresses=addresses)
    dates = tuple(date for date in found if date.value and date.kind in {"date", "interval", "relative"})
    repeat = read_repeat(words)
    prose = rest
    for date in dates:
        prose = prose[: date.start] + " " * (date.end - date.start) + prose[date.end :]
    if repeat:
        prose = prose[: repeat.start] + " " * (repeat.end - repeat.start) + prose[repeat.end :]
    # "Ibid., p. 4": the page belongs to the note that is repeated; another source may follow a semicolon.
    own = rest if repeat is None else rest[repeat.end :].partition(";")[2]
    references = _references(prose, own, has_date=bool(dates))
    comments = _comments(prose)
    sources = max(len({url.url.rstrip("/") for url in urls}), references)
    dated = bool(dates) or _YEAR.search(rest) is not None
    return NoteReading(_kind(sources, comments, repeat), urls, dates, repeat, sources, dated)


def _kind(sources: int, comments: bool, repeat: Repeat | None) -> CitationKind:
    if repeat:
        return "mixed" if sources or comments else "ibid"
    if sources:
        return "mixed" if comments else "source"
    return "comment" if comments else "note"


def _references(prose: str, rest: str, *, has_date: bool) -> int:
    """Count the references that are no addresses: parts, divided by semicolons, with the marks of a printed source."""
    parts = [part for part in re.split(r";\s|؛\s", rest) if part.strip()]
    marked = sum(bool(_REFERENCE.search(part) or (_QUOTED_TITLE.search(part) and has_date)) for part in parts)
    words = _WORD.findall(prose)
    return marked or int(has_date and 1 <= len(words) <= _DATED_WORDS and not _is_sentence(words))


def _comments(prose: str) -> bool:
    return any(_is_sentence(_WORD.findall(part)) for part in _SENTENCE.split(prose) if not _REFERENCE.search(part))


def _is_sentence(words: list[str]) -> bool:
    if len(words) < _SENTENCE_WORDS:
        return False
    cased = [word for word in words if _LATIN.match(word)]
    if len(cased) * 2 < len(words):
        return len(words) >= 2 * _SENTENCE_WORDS
    return sum(word[0].islower() for word in cased) >= _SMALL * len(cased)
