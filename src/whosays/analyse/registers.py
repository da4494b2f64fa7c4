"""Lists as editions of something: what each is, how two differ, and one register of all that ever stood in them.

Whether two rows are one body is for people: rows under one entity are. Names that are only proposed as one are told as
uncertain, with every proposal, and never as one that left and one that joined. A body's second row in one list is told apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.text.counted import leads_into_excerpt
from whosays.text.fold import fold_text, words_only
from whosays.text.places import country_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whosays.records import Document, DocumentId, Entity, Entry, Passage

Change = Literal["kept", "renamed", "joined", "left", "not named", "uncertain", "repeated"]
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Proposed = tuple[str, str, str]
"""Two entities that may be one, by id, and why."""

_CLOSE = 12  # characters between a line and the list that it leads into


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A list: its heading and the line that leads into it, its date, its rows.

    The date is that of the document, or the year that heading or line name where this is another one.

    `is_excerpt` where the line says that it names some of many: who is missing in it has not left.
    """

    list: str
    doc: DocumentId
    document: str
    heading: str | None
    lead: str | None
    date: str | None
    is_excerpt: bool
    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What became of a row from one edition to the other: the rows on both sides, and why that is thought."""

    change: Change
    before: Entry | None
    after: Entry | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsCompared:
    """Two editions and every difference, in the order of the later one, then what only the earlier one has."""

    before: Edition
    after: Edition
    changes: tuple[RowChange, ...]

    def of(self, change: Change) -> tuple[RowChange, ...]:
        """Return the changes of one kind."""
        return tuple(one for one in self.changes if one.change == change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """One body of a register: its entity, its writings, and its row in each edition that it stands in."""

    entity: str
    name: str
    country: str | None
    writings: tuple[str, ...]
    rows: tuple[Entry, ...]


def find_editions(
    entries: Iterable[Entry], documents: Mapping[DocumentId, Document], passages: Iterable[Passage]
) -> tuple[Edition, ...]:
    """Put rows together as lists, earliest document first; those of documents without a date come last."""
    rows: dict[str, list[Entry]] = {}
    for entry in entries:
        rows.setdefault(entry.list, []).append(entry)
    over: dict[DocumentId, list[Passage]] = {}
    for passage in passages:
        if passage.zone in {"heading", "paragraph"} and passage.pieces:
            over.setdefault(passage.doc, []).append(passage)
    editions = [_edition(name, found, documents[found[0].at.doc], over) for name, found in rows.items()]
    return tuple(sorted(editions, key=lambda one: (one.date is None, one.date or "", one.document, one.rows[0].at.start)))


def compare_editions(
    before: Edition, after: Edition, *, entity_of: Mapping[str, Entity], proposed: Iterable[Proposed] = ()
) -> EditionsCompared:
    """Tell what became of each row.

    Args:
        before: the earlier edition.
        after: the later one.
        entity_of: the entity of each row, by its id.
        proposed: entities that may be one, on which nobody has decided, with the reason.
    """
    old, new = _by_entity(before.rows, entity_of), _by_entity(after.rows, entity_of)
    maybe = {pair: reason for a, b, reason in proposed for pair in ((a, b), (b, a))}
    changes: list[RowChange] = []
    doubted: set[str] = set()
    for entity, row in new.items():
        if entity in old:
            same = _folded(old[entity].name) == _folded(row.name)
            reason = "the same name" if same else f"one body under two names: {old[entity].name}"
            changes.append(RowChange(change="kept" if same else "renamed", before=old[entity], after=row, reason=reason))
            continue
        others = [one for one in old if one not in new and (one, entity) in maybe]
        if others:
            doubted |= set(others)
            reason = "; or ".join(f"{old[one].name} (row {old[one].row}): {maybe[one, entity]}" for one in others)
            changes.append(RowChange(change="uncertain", before=old[others[0]], after=row, reason=reason))
        else:
            missing = "the earlier list is an excerpt" if before.is_excerpt else "not in the earlier list"
            change: Change = "not named" if before.is_excerpt else "joined"
            changes.append(RowChange(change=change, before=None, after=row, reason=missing))
    for entity, row in old.items():
        if entity not in new and entity not in doubted:
            missing = "the later list is an excerpt" if after.is_excerpt else "not in the later list"
            changes.append(
                RowChange(change="not named" if after.is_excerpt else "left", before=row, after=None, reason=missing)
            )
    changes += [_repeated(None, row, first) for row, first in _repeats(after.rows, entity_of)]
    changes += [_repeated(row, None, first) for row, first in _repeats(before.rows, entity_of)]
    return EditionsCompared(before=before, after=after, changes=tuple(changes))


def make_register(editions: Iterable[Edition], entity_of: Mapping[str, Entity]) -> tuple[Registered, ...]:
    """Return every body that stands in any edition, once, by name."""
    rows: dict[str, list[Entry]] = {}
    entities: dict[str, Entity] = {}
    for edition in editions:
        for row in edition.rows:
            if entity := entity_of.get(row.id):
                entities[entity.id] = entity
                rows.setdefault(entity.id, []).append(row)
    found = [
        Registered(
            entity=one,
            name=entities[one].name,
            country=entities[one].country,
            writings=tuple(dict.fromkeys(" ".join(row.name.split()) for row in own)),
            rows=tuple(own),
        )
        for one, own in rows.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.country or "", one.entity)))


def _by_entity(rows: Sequence[Entry], entity_of: Mapping[str, Entity]) -> dict[str, Entry]:
    """Return the first row of each entity; a row without one stands for itself."""
    found: dict[str, Entry] = {}
    for row in rows:
        found.setdefault(entity_of[row.id].id if row.id in entity_of else row.id, row)
    return found


def _repeats(rows: Sequence[Entry], entity_of: Mapping[str, Entity]) -> list[tuple[Entry, Entry]]:
    """Return the rows whose body stands in the same list before, each with its first row."""
    first = _by_entity(rows, entity_of)
    heads = [(row, first[entity_of[row.id].id if row.id in entity_of else row.id]) for row in rows]
    return [(row, head) for row, head in heads if head is not row]


def _repeated(before: Entry | None, after: Entry | None, first: Entry) -> RowChange:
    return RowChange(change="repeated", before=before, after=after, reason=f"repeats row {first.row} of the same list")


def _edition(name: str, rows: list[Entry], doc: Document, over: Mapping[DocumentId, Sequence[Passage]]) -> Edition:
    start = rows[0].at.start
    before = [passage for passage in over.get(doc.id, ()) if passage.pieces[-1].end <= start]
    headings = [passage for passage in reversed(before) if passage.zone == "heading"]
    # A country over some of the rows is no name of the list.
    heading = next((one for one in headings if not country_of(_words(one).strip(" :"))), None)
    lead = before[-1] if before and before[-1].zone == "paragraph" and start - before[-1].pieces[-1].end < _CLOSE else None
    language = doc.languages[0] if doc.languages else "en"
    words = _words(lead) if lead else None
    return Edition(
        list=name,
        doc=doc.id,
        document=doc.title or doc.name,
        heading=_words(heading) if heading else None,
        lead=words,
        date=_date_of(doc, _year_in(heading, lead)),
        is_excerpt=bool(words and leads_into_excerpt(words, language)),
        rows=tuple(rows),
    )


def _date_of(doc: Document, year: str | None) -> str | None:
    """Return the date of the document, but for a list that names another year."""
    return doc.date if doc.date and (year is None or doc.date.startswith(year)) else year


def _year_in(heading: Passage | None, lead: Passage | None) -> str | None:
    years = {year for passage in (heading, lead) if passage for year in _YEAR.findall(fold_text(_words(passage)))}
    return years.pop() if len(years) == 1 else None


def _words(passage: Passage) -> str:
    return " ".join(" ".join(at.text for at in passage.pieces).split())


def _folded(name: str) -> str:
    return " ".join(words_only(fold_text(name)).split())
