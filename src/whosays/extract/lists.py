"""Turn numbered and bulleted lists of names into entries, one a row, and keep what is odd about a list as Problems.

1. List items that follow one another are one list. 2. Every row is read (`list_rows`). 3. A list whose rows read as names gives
entries; a list of aims, steps or sentences gives none. 4. Rows are compared: repeated names, uneven country names, misprints.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.extract.list_rows import Row, is_name, read_row
from whosays.problems import make_problem
from whosays.records import Citation, Entry, EntryId, Problem, make_id
from whosays.text.fold import fold_text, words_only
from whosays.text.org_words import is_page_line
from whosays.text.places import country_of, find_countries
from whosays.text.typos import count_words, repaired, suspect_typos

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import Anchor, Passage
    from whosays.text.joined import Joined

_ALONE = re.compile(r"[\d٠-٩۰-۹][.)\]]?[ \t]*\r?\n\s*$")
_EMPTY = re.compile(r"[(\[]?(?P<number>\d{1,5})[.)\]]?")
_IN = re.compile(r"(?:^|\s)(?:in|across|throughout|en|dans|im|aus|في|در)\s+(?:the\s+|la\s+|le\s+|el\s+)?$", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")

# A list of names has at least so many of them, and so large a share; above `_ALL`, rows that do not look it are names too.
_FEWEST, _SHARE, _ALL = 3, 0.6, 0.8
# Where so large a share of the rows has a country, a row without one is worth a remark.
_PLACED = 0.5
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
    """Rows of lists of names: name, acronym, country and how it is known, description, suspected misprints, repeated rows."""

    name = "lists"
    version = "1"
    makes = ("Entry", "Problem")

    def __call__(self, material: Material) -> Iterator[Entry | Problem]:
        """Yield the entries of each list of names in order, each list followed by its problems."""
        counts = count_words(material.joined(passage).text for passage in material.passages if passage.pieces)
        seen: Counter[str] = Counter()
        for found in _gather(material):
            if not _is_register(found):
                continue
            words = _BLANKS.sub(" ", " ".join(material.joined(p).text for p in found.over)) or _words(found.lines[0])
            seen[words] += 1
            stable = make_id("lst", material.doc.id, words, seen[words])
            pairs = [(line, entry) for line in _names(found) if (entry := self._read(material, line, stable, counts))]
            entries = _compare(list(_with_headings(material, pairs)))
            yield from entries
            yield from _problems(material, found, entries)

    def _read(self, material: Material, line: _Line, stable: str, counts: Counter[str]) -> Entry | None:
        row, joined = line.row, line.joined
        if row is None:
            return None
        name = _BLANKS.sub(" ", " ".join(material.doc.text[start:end] for start, end in joined.spans(*row.name)))
        typos = suspect_typos(name, counts)
        at = _cover(material, joined, 0, len(joined.text))
        flags = [*row.flags, *(f"typo?:{name[typo.start : typo.end]}→{typo.repair}" for typo in typos)]
        if _ALONE.search(material.doc.text[max(0, at.start - 12) : at.start]):
            flags.append("number-on-own-line")
        return Entry(
            id=EntryId(make_id("row", material.doc.id, stable, line.number, _BLANKS.sub(" ", joined.text))),
            at=at,
            list=stable,
            row=line.number,
            name=name,
            name_at=_cover(material, joined, *row.name),
            repair=repaired(name, typos) if typos else None,
            acronym=row.acronym,
            country=row.country,
            country_basis=row.basis,
            country_at=_cover(material, joined, *row.country_at) if row.country_at else None,
            description=_cover(material, joined, *row.description) if row.description else None,
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


def _cover(material: Material, joined: Joined, start: int, end: int) -> Anchor:
    """Return the anchor of a stretch of a row; where a page break parts it, the part before."""
    spans = joined.spans(start, end)
    first, last = spans[0], spans[-1]
    whole = all(not material.doc.text[a[1] : b[0]].strip() for a, b in pairwise(spans))
    return material.cutter.cut(first[0], last[1] if whole else first[1])


def _with_headings(material: Material, pairs: Sequence[tuple[_Line, Entry]]) -> Iterator[Entry]:
    """Give the country of the heading over a row ("Members in Kenya") to rows that name neither country nor region."""
    known: dict[tuple[Passage, ...], tuple[str, Anchor] | None] = {}
    for line, entry in pairs:
        if line.over not in known:
            known[line.over] = _heading_country(material, line.over)
        place = known[line.over]
        if place and entry.country is None and not any(flag.startswith("region-in") for flag in entry.flags):
            yield replace(entry, country=place[0], country_basis="heading", country_at=place[1])
        else:
            yield entry


def _heading_country(material: Material, over: Sequence[Passage]) -> tuple[str, Anchor] | None:
    for passage in over:
        joined = material.joined(passage)
        whole = country_of(joined.text.strip(" :"))
        places = [c for c in find_countries(joined.text) if c.how == "name" and (whole or _IN.search(joined.text[: c.start]))]
        if len({place.code for place in places}) == 1:
            return places[0].code, _cover(material, joined, places[0].start, places[0].end)
    return None


def _compare(entries: list[Entry]) -> list[Entry]:
    """Flag rows by the other rows: repeated names, countries that the list spells in several ways, a column left out."""
    spellings: dict[str, Counter[str]] = {}
    for entry in entries:
        if entry.country and entry.country_at and _is_spelt(entry):
            spellings.setdefault(entry.country, Counter())[entry.country_at.text] += 1
    columns = sum(entry.country_basis == "column" for entry in entries)
    first: dict[str, list[Entry]] = {}
    out: list[Entry] = []
    for entry in entries:
        flags = list(entry.flags)
        if entry.country_at and _is_spelt(entry) and _is_variant(entry.country_at.text, spellings[entry.country or ""]):
            flags.append(f"country-variant:{entry.country_at.text}")
        if entry.country_basis == "name" and columns * 2 > len(entries):
            flags.append("country-column-missing")
        keys = {_key(entry.name), _key(entry.repair or entry.name)}  # a misprint does not make two names of one
        alike = [other for key in sorted(keys) for other in first.get(key, [])]
        same = next((other for other in alike if other.country == entry.country), None)
        if same:
            flags.append(f"duplicate-of:{same.row}")
        elif alike:
            flags.append(f"same-name-as:{alike[0].row}")
        for key in keys:
            first.setdefault(key, []).append(entry)
        out.append(replace(entry, flags=tuple(flags)))
    return out


def _is_variant(words: str, spellings: Counter[str]) -> bool:
    """Ask whether a country is spelt as most rows do not; where none has most, all but the first spelling are variants."""
    return len(spellings) > 1 and words != max(spellings, key=lambda spelling: spellings[spelling])


def _is_spelt(entry: Entry) -> bool:
    """Ask whether a row spells out its country, in a column or brackets."""
    return entry.country_basis in {"column", "parenthesis"} and "country-from-place" not in entry.flags


def _key(name: str) -> str:
    """Return the form in which two names are one: letters folded, no punctuation, British and American spelling alike."""
    folded = words_only(fold_text(name).replace("&", " and ").replace("'", "").replace("’", ""))
    return " ".join(folded.replace("isation", "ization").replace("centre", "center").split()).removeprefix("the ")


def _problems(material: Material, found: _List, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield what is odd about a list of names."""
    doc = material.doc.id
    last = found.lines[0].number
    for line in found.lines:
        at = line.passage.pieces[0] if line.passage.pieces else None
        if found.numbered and line.number > last + 1:
            missing = f"{last + 1}" if line.number == last + 2 else f"{last + 1} to {line.number - 1}"
            yield make_problem(
                "number-gap", f"the list goes from {last} to {line.number}: {missing} is missing", doc=doc, at=at
            )
        if line.row is None:
            yield make_problem("empty-row", f"row {line.number} has no words", doc=doc, at=at)
        elif is_page_line(line.joined.text):
            yield make_problem("page-metadata-row", f"row {line.number} is a line of the page, not of the list", doc=doc, at=at)
        last = line.number
    placed = sum(entry.country is not None for entry in entries)
    for entry in entries:
        copied = next((flag.removeprefix("duplicate-of:") for flag in entry.flags if flag.startswith("duplicate-of:")), None)
        if copied:
            yield make_problem("duplicate-row", f"row {entry.row} repeats row {copied}: {entry.name}", at=entry.at)
        if entry.country is None and placed >= _PLACED * len(entries):
            yield make_problem("country-unknown", f"row {entry.row} names no country: {entry.name}", at=entry.at)
