"""Find the dates of a document as mentions with an EDTF value, and what is odd about them.

1. Read every passage without a base.
2. Settle the order of day and month and the document's date.
3. Read the passages that rest on it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.problems import make_problem
from whosays.records import Citation, Mention, MentionId, make_id
from whosays.text.dates import FoundDate, find_dates
from whosays.text.document_date import DatedText, DocumentDate, document_date
from whosays.text.edtf import is_edtf, make_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import Anchor, Passage, Problem, Record
    from whosays.text.joined import Joined, Span

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,64}@\S+")
_PATH_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?!\d)")
_SHORT = re.compile(r"(?<![\d/.-])\d{1,2}\s?([./-])\s?\d{1,2}\s?\1\s?\d\d(?!\d)")
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](?:19|20)?\d\d(?![\d/-])")
# Whose dates a zone has; rows and quotations are dated by their own sources, and no document is older than what it quotes.
_PARTS: dict[str, Literal["own", "quoted", "note"]] = {
    "heading": "own", "paragraph": "own", "caption": "own", "boilerplate": "own", "footnote": "note",
}  # fmt: skip
_MESSAGES = {
    "impossible-date": "{0!r} is printed as a date, but there is no such day",
    "ambiguous-date": "{0!r} may be day and month or month and day; nothing in the document tells which",
    "weekday-against-date": "the weekday in {0!r} is not that of the date",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """A passage, its reading with footnote anchors and addresses blanked, and the dates in it."""

    passage: Passage
    joined: Joined
    dates: tuple[FoundDate, ...]


class Dates:
    """Yields a Mention for every date, interval, relative date and rule date, and a Problem for every odd one."""

    name = "dates"
    version = "3"
    makes = ("Mention", "Problem")

    def __call__(self, material: Material) -> Iterator[Record]:
        """Yield mentions in document order, each followed by its problem."""
        passages, guess = dated(material)
        if guess.basis in {"label", "held", "line", "dateline"}:  # the latest date that is named is too weak a guess to be kept
            material.date = guess.value
        rests, lost = False, None
        for passage in passages:
            for found in passage.dates:
                at = _anchor(material, passage.joined, found)
                if at is not None and found.kind == "relative" and found.needs_base and found.value is None:
                    lost = lost or at
                if at is None or not _is_kept(found):
                    continue
                rests = rests or (found.needs_base and found.value is not None)
                yield _mention(material, at, found)
                if found.problem:
                    yield make_problem(found.problem, _MESSAGES[found.problem].format(_words(at)), at=at)
        if rests and material.date is None:
            yield _undated(material, passages, guess)
        elif lost and guess.base is None:
            message = f"the document has no date, and its words give none, so words such as {_words(lost)!r} cannot be placed"
            yield make_problem("undated-document", message, at=lost)


def dated(material: Material) -> tuple[tuple[Dated, ...], DocumentDate]:
    """Return every passage with its dates, and the document's date: its own, else a guess (see `document_date`)."""
    blanks = _blanks(material)
    day_first = day_order(material.doc.text)
    readings = [
        (passage, material.joined(passage, blank=_inside(blanks, passage)))
        for passage in material.passages
        if passage.pieces and passage.zone != "page_furniture"
    ]
    first = [Dated(passage, joined, _read(material, joined, None, day_first)) for passage, joined in readings]
    if material.doc.date and is_edtf(material.doc.date):
        guess = DocumentDate(value=material.doc.date, basis="none")
    else:
        parts = ((p, _PARTS.get(p.passage.zone, "quoted")) for p in first)
        guess = document_date([DatedText(text=_lines(material, p.joined), dates=p.dates, part=part) for p, part in parts])
    base = guess.base
    if base is None:
        return tuple(first), guess
    # Two-digit years rest on the base too: "3.4.20" in a letter of 1923.
    return tuple(_again(material, passage, base, day_first) if passage.dates else passage for passage in first), guess


def _read(material: Material, joined: Joined, base: str | None, day_first: bool | None) -> tuple[FoundDate, ...]:
    words = "".join(material.doc.text[o : o + n] + " " for o, n in zip(joined.origins, joined.lengths, strict=True))
    addresses = [found.span() for found in _ADDRESS.finditer(words)]
    return tuple(find_dates(joined.text, language=material.language, base=base, day_first=day_first, addresses=addresses))


def _lines(material: Material, joined: Joined) -> str:
    """Return a reading with the line ends of the document, of the same length: a label may open a line in a passage."""
    out = list(joined.text)
    for start, origin, length in zip(joined.starts, joined.origins, joined.lengths, strict=True):
        for n in range(length):
            if material.doc.text[origin + n] == "\n":
                out[start + n] = "\n"
    return "".join(out)


def _again(material: Material, passage: Dated, base: str, day_first: bool | None) -> Dated:
    if not any(found.needs_base or found.by == "numeric" for found in passage.dates):
        return passage
    return Dated(passage.passage, passage.joined, _read(material, passage.joined, base, day_first))


def _blanks(material: Material) -> list[Span]:
    """Return the places that hold no date whatever is printed there: footnote anchors, addresses."""
    places = [found.span() for found in _ADDRESS.finditer(material.doc.text)]
    for cite in material.all(Citation):
        places.extend((url.at.start, url.at.end) for url in cite.urls)
        if cite.anchor:
            places.append((cite.anchor.start, cite.anchor.end))
    return sorted(places)


def _inside(blanks: Sequence[Span], passage: Passage) -> list[Span]:
    found: list[Span] = []
    for piece in passage.pieces:
        first = bisect_left(blanks, (piece.start, 0))
        found.extend(blanks[max(0, first - 1) : bisect_left(blanks, (piece.end, 0))])  # one may begin in the piece before
    return found


def day_order(text: str) -> bool | None:
    """Return the order of day and month that the numeric dates of a document settle, None where none or both do."""
    orders = set()
    for first, second in _SLASHED.findall(text):
        if int(first) > 12 >= int(second):
            orders.add(True)
        elif int(second) > 12 >= int(first):
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def note_base(material: Material, notes: Sequence[str]) -> str | None:
    """Return what the dates of notes rest on: the document's date, and where they have years of two digits a guess at it.

    The notes are read before the other dates are, and their years are to be those of the mentions.
    """
    if material.doc.date or not any(_SHORT.search(note) for note in notes):
        return material.doc.date
    return dated(material)[1].base


def _is_kept(found: FoundDate) -> bool:
    """Ask whether an expression is a date of the document's world.

    A duration or a time of the clock is none, nor is "today" in a document without a date.
    """
    if found.kind in ("duration", "frequency", "vague", "time"):
        return False
    if found.kind in ("relative", "rule"):
        return found.value is not None
    return found.value is None or is_edtf(found.value)


def _anchor(material: Material, joined: Joined, found: FoundDate) -> Anchor | None:
    """Return the words of a date; of one that a page break cuts in two the longer part."""
    anchors = material.cut(joined, found.start, found.end)
    return max(anchors, key=lambda at: at.end - at.start) if anchors else None


def _mention(material: Material, at: Anchor, found: FoundDate) -> Mention:
    identity = (material.doc.id, "date", _words(at), material.cutter.occurrence(at))
    return Mention(id=MentionId(make_id("men", *identity)), at=at, kind="date", value=found.value, by=f"dates/{found.by}")


def _words(at: Anchor) -> str:
    return " ".join(at.text.split())


def _undated(material: Material, passages: Sequence[Dated], guess: DocumentDate) -> Problem:
    """Say from which words the document's date was taken."""
    at = None
    if guess.paragraph is not None and guess.date is not None:
        at = _anchor(material, passages[guess.paragraph].joined, guess.date)
    reason = {
        "label": "the words before it say so",
        "held": "the meeting was held then",
        "line": "it stands alone on its line",
        "dateline": "it stands as a dateline",
    }.get(guess.basis, "it is the latest day that the text names")
    message = f"the document has no date of its own; {guess.base} was taken from {guess.value}, since {reason}"
    if guess.base == guess.value:
        message = f"the document has no date of its own; {guess.value} was taken, since {reason}"
    return make_problem("undated-document", message, doc=material.doc.id, at=at)


def dates_in_url(url: str) -> str | None:
    """Return the date in the path of an address ("/2019/10/10/") as EDTF, None where there is none or more than one."""
    path = re.split(r"[?#]", url, maxsplit=1)[0].partition("://")[2].partition("/")[2]
    values = {
        value
        for year, month, day in _PATH_DATE.findall(f"/{path}")
        if (value := make_date(int(year), int(month), int(day) if day else None))
    }
    return values.pop() if len(values) == 1 else None
