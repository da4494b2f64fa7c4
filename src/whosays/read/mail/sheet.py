"""Put a mail on one sheet: the lines of its head, an empty line, its words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.drafts import Draft
from whosays.read.mail.heads import read_date
from whosays.read.meta import Meta
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.reading import Reading

if TYPE_CHECKING:
    from whosays.read.mail.bodies import Body
    from whosays.records import Capture
    from whosays.text.joined import Span


@dataclass(slots=True)
class Sheet:
    """A mail while it is read.

    `head` are its lines (name, value), `odd` is oddness as (problem code, message), `has_inner` says that files are in it.
    """

    head: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    odd: list[tuple[str, str]] = field(default_factory=list)
    language: str | None = None
    has_inner: bool = False

    def first(self, name: str) -> str | None:
        """Return the first value under a name."""
        return next((value for label, value in self.head if label.lower() == name), None)


def to_reading(sheet: Sheet, capture: Capture, *, made_by: str, part: str | None = None) -> Reading:
    """Make the reading of a mail."""
    doc = document_id(capture, part)
    text, drafts, begin = _write(sheet)
    date = _date(sheet)
    said = Meta(title=sheet.first("subject"), author=sheet.first("from"), date=date, language=sheet.language)
    # The language is that of the words: names and addresses of the head have none.
    words = [draft for draft in drafts if draft.start >= begin]
    document = make_document(capture, text, words, made_by=made_by, said=said, part=part)
    if not words and not sheet.has_inner and not any(code == "encrypted-member" for code, _ in sheet.odd):
        sheet.odd.append(("empty-document", "The mail has a head and no words."))
    problems = {(code, message): make_problem(code, message, doc=doc) for code, message in sheet.odd}
    return Reading(document=document, passages=make_passages(document, drafts), problems=tuple(problems.values()))


def _write(sheet: Sheet) -> tuple[str, list[Draft], int]:
    """Return the text, its zones, and where the words begin.

    Each line of the head is a paragraph, as it is in a mail kept as plain text.
    """
    text = ""
    drafts = []
    for name, value in sheet.head:
        line = f"{name}: {value}"
        drafts.append(Draft(zone="paragraph", spans=((len(text), len(text) + len(line)),)))
        text += line + "\n"
    parts = [text]
    at = len(text)
    for body in sheet.bodies:
        words = body.text.rstrip()
        if not words:
            continue
        if at:
            parts.append("\n")
            at += 1
        drafts += [_moved(draft, at) for draft in body.drafts]
        parts.append(words + "\n")
        at += len(words) + 1
    return "".join(parts), drafts, len(text)


def _moved(draft: Draft, by: int) -> Draft:
    def move(span: Span) -> Span:
        return (span[0] + by, span[1] + by)

    return replace(
        draft,
        spans=tuple(move(span) for span in draft.spans),
        marker=move(draft.marker) if draft.marker else None,
        called_at=move(draft.called_at) if draft.called_at else None,
    )


def _date(sheet: Sheet) -> str | None:
    """Return the day of the mail; a head without author or date, or with one that cannot be read, is odd."""
    stored = sheet.first("date")
    missing = [name for name in ("From", "Date") if not sheet.first(name.lower())]
    if missing:
        sheet.odd.append(("mail-head-odd", f"The mail has no line {' and no line '.join(missing)}."))
    twice = [name for name in ("from", "date", "subject") if sum(label.lower() == name for label, _ in sheet.head) > 1]
    if twice:
        sheet.odd.append(("mail-head-odd", f"The mail has several lines {' and '.join(twice)}; the first counts."))
    date = read_date(stored) if stored else None
    if stored and date is None:
        sheet.odd.append(("mail-head-odd", f"The date of the mail cannot be read: {stored[:80]}."))
    return date
