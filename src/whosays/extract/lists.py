"""Turn numbered and bulleted lists of names into entries, one a row, and keep what is odd about a list as Problems.

1. List items that follow one another are one list. 2. Every row is read (`list_rows`). 3. A list whose rows read as names gives
entries; a list of aims, steps or sentences gives none. 4. Rows are compared: repeated names, uneven country names, misprints.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.extract.list_checks import Group, compare, cover, entry_problems, gap, with_headings
from whosays.extract.list_rows import Row, is_name, read_row
from whosays.extract.tables import read_tables
from whosays.problems import make_problem
from whosays.records import Citation, Entry, EntryId, Problem, make_id
from whosays.text.org_words import is_page_line
from whosays.text.places import country_of
from whosays.text.typos import count_words, repaired, suspect_typos

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import Passage
    from whosays.text.joined import Joined

_ALONE = re.compile(r"[\d٠-٩۰-۹][.)\]]?[ \t]*\r?\n\s*$")
_EMPTY = re.compile(r"[(\[]?(?P<number>\d{1,5})[.)\]]?")
_BLANKS = re.compile(r"\s+")

# A list of names has at least so many of them, and so large a share; above `_ALL`, rows that do not look it are names too.
_FEWEST, _SHARE, _ALL = 3, 0.6, 0.8
# A number that is missing is a gap; a larger jump begins another list.
_WIDEST_GAP = 10
# A numbered list goes on over so many passages of another kind.
_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A list item with its reading."""

    passage: Passage
    joined: Joined
    number: int
    row: Row | None
    over: tuple[Passage, ...] = ()


@dataclass(slots=True)
class _List:
    """A list while its rows are gathered: the words over it, its rows, whether they are numbered."""

    over: tuple[Passage, ...]
    numbered: bool
    lines: list[_Line] = field(default_factory=list)


class Lists:
    """Rows of lists and tables of names: name, acronym, country and how it is known, description, misprints, repetitions."""

    name = "lists"
    version = "3"
    makes = ("Entry", "Problem")

    def __call__(self, material: Material) -> Iterator[Entry | Problem]:
        """Yield the entries of each list or table of names in order, each followed by its problems."""
        counts = count_words(material.joined(passage).text for passage in material.passages if passage.pieces)
        groups = [*self._lists(material, counts), *read_tables(material, counts, by=self.name)]
        for group in sorted(groups, key=lambda group: group.start):
            yield from group.records

    def _lists(self, material: Material, counts: Counter[str]) -> Iterator[Group]:
        seen: Counter[str] = Counter()
        for found in _gather(material):
            if not _is_register(found):
                continue
            words = _BLANKS.sub(" ", " ".join(material.joined(p).text for p in found.over)) or _words(found.lines[0])
            seen[words] += 1
            stable = make_id("lst", material.doc.id, words, seen[words])
            lines = [(line, entry) for line in _names(found) if (entry := self._read(material, line, stable, counts))]
            entries = [*compare([*with_headings(material, [(line.over, entry) for line, entry in lines])])]
            pieces = found.lines[0].passage.pieces
            yield Group(pieces[0].start if pieces else 0, (*entries, *_problems(material, found, entries)))

    def _read(self, material: Material, line: _Line, stable: str, counts: Counter[str]) -> Entry | None:
        row, joined = line.row, line.joined
        if row is None:
            return None
        name = _BLANKS.sub(" ", " ".join(material.doc.text[start:end] for start, end in joined.spans(*row.name)))
        typos = suspect_typos(name, counts)
        at = cover(material, joined, 0, len(joined.text))
        flags = [*row.flags, *(f"typo?:{name[typo.start : typo.end]}→{typo.repair}" for typo in typos)]
        if _ALONE.search(material.doc.text[max(0, at.start - 12) : at.start]):
            flags.append("number-on-own-line")
        return Entry(
            id=EntryId(make_id("row", material.doc.id, stable, line.number, _BLANKS.sub(" ", joined.text))),
            at=at,
            list=stable,
            row=line.number,
            name=name,
            name_at=cover(material, joined, *row.name),
            repair=repaired(name, typos) if typos else None,
            acronym=row.acronym,
            country=row.country,
            country_basis=row.basis,
            country_at=cover(material, joined, *row.country_at) if row.country_at else None,
            description=cover(material, joined, *row.description) if row.description else None,
            flags=tuple(flags),
            by=self.name,
        )


def _gather(material: Material) -> list[_List]:
    """Return the lists of a document: items in a row on one level, over page furniture and notes between them.

    A numbered list goes on after a few other passages (a running title, a picture's caption) where its next number follows.
    """
    notes = [(c.note.start, c.note.end) for c in material.all(Citation) if c.note]
    out: list[_List] = []
    open_lists: dict[int, _List] = {}
    over: list[Passage] = []
    title: tuple[Passage, ...] = ()
    between = 0
    for passage in material.passages:
        if passage.zone in {"page_furniture", "footnote"} or _is_note(passage, notes):
            continue
        joined = material.joined(passage)
        if open_lists and passage.zone == "paragraph" and (empty := _EMPTY.fullmatch(joined.text.strip())):
            number, last = _digits(empty["number"]), open_lists[max(open_lists)]
            if number is not None and _goes_on(last, number):
                last.lines.append(_Line(passage, joined, number, None))
                continue
        if passage.zone != "list_item":
            between += 1
            over = [*over, passage][-2:] if passage.zone != "heading" else [passage]
            continue
        level, number = passage.level or 1, _number(passage)
        parted = between == 1 and level in open_lists and _is_country(material, title[-1:]) and _is_country(material, over[-1:])
        if between and not parted:
            next_ones = {depth: found for depth, found in open_lists.items() if number == found.lines[-1].number + 1}
            open_lists = next_ones if between <= _BETWEEN and number != 1 else {}
        if between:
            title = _title(over, material) or (title if open_lists else ())
        between = 0
        open_lists = {depth: found for depth, found in open_lists.items() if depth <= level}
        found = open_lists.get(level)
        if found is None or not (parted or _goes_on(found, number)):
            found = _List(over=title if not open_lists else (), numbered=number is not None)
            out.append(found)
            open_lists[level] = found
        place = number if number is not None else len(found.lines) + 1
        found.lines.append(_Line(passage, joined, place, read_row(joined.text), title))
    return out


def _is_country(material: Material, over: Sequence[Passage]) -> bool:
    """Ask whether the words over some rows are a country and nothing more: they part a list, they do not end it."""
    return bool(over) and country_of(material.joined(over[0]).text.strip(" :")) is not None


def _is_note(passage: Passage, notes: Sequence[tuple[int, int]]) -> bool:
    return any(start < piece.end and piece.start < end for piece in passage.pieces for start, end in notes)


def _number(passage: Passage) -> int | None:
    return _digits(re.sub(r"\D", "", passage.number or ""))


def _digits(digits: str) -> int | None:
    return int(digits) if 0 < len(digits) <= 5 else None


def _goes_on(found: _List, number: int | None) -> bool:
    if found.numbered != (number is not None):
        return False
    return number is None or found.lines[-1].number <= number <= found.lines[-1].number + _WIDEST_GAP


def _title(over: Sequence[Passage], material: Material) -> tuple[Passage, ...]:
    """Return the passages that stand over a list: its heading, and the paragraph that leads into it."""
    return tuple(
        passage
        for place, passage in enumerate(over)
        if passage.zone == "heading"
        or (place == len(over) - 1 and material.joined(passage).text.rstrip().endswith((":", "：", "؛")))
    )


def _words(line: _Line) -> str:
    return _BLANKS.sub(" ", line.joined.text)


def _is_register(found: _List) -> bool:
    """Ask whether a list is one of names."""
    rows = [(line.joined.text, line.row) for line in found.lines if line.row and not is_page_line(line.joined.text)]
    names = [(text, row) for text, row in rows if is_name(text, row)]
    # Two rows are a list where a line with a colon leads into them and each says what its name is.
    told = any(passage.zone != "heading" for passage in found.over) and all(row.description for _, row in rows)
    if len(names) < (_FEWEST - 1 if told else _FEWEST) or len(names) < _SHARE * len(rows):
        return False
    # Single words alone ("Gloves", "Boots") are as often things as names.
    return any(
        row.has_place or row.acronym or row.description or " " in text.strip() or (text.isupper() and len(text) > 1)
        for text, row in names
    )


def _names(found: _List) -> list[_Line]:
    """Return the rows that are names; in a list of hardly anything else, all of them."""
    rows = [line for line in found.lines if line.row and not is_page_line(line.joined.text)]
    names = [line for line in rows if line.row and is_name(line.joined.text, line.row)]
    return rows if len(names) >= _ALL * len(rows) else names


def _problems(material: Material, found: _List, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield what is odd about a list of names."""
    doc = material.doc.id
    last = found.lines[0].number
    for line in found.lines:
        at = line.passage.pieces[0] if line.passage.pieces else None
        if found.numbered and (jump := gap(last, line.number, material, at)):
            yield jump
        if line.row is None:
            yield make_problem("empty-row", f"row {line.number} has no words", doc=doc, at=at)
        elif is_page_line(line.joined.text):
            yield make_problem("page-metadata-row", f"row {line.number} is a line of the page, not of the list", doc=doc, at=at)
        last = line.number
    yield from entry_problems(entries)
