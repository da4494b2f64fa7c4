"""Turn rows of tables of names into entries, whatever kind of file they stand in, and say which column was taken for what.

1. Rows that follow one another are one table; a second row of headings begins another. 2. The columns are told
(`table_columns`). 3. Every row is read. A row with words in its first cell alone stands over those that follow.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whosays.extract.list_checks import Group, compare, entry_problems, gap, with_headings
from whosays.extract.list_rows import Row, read_cell, read_row
from whosays.extract.table_columns import SYNONYMS, Cells, Columns, is_headings, read_columns
from whosays.problems import make_problem
from whosays.records import Entry, EntryId, make_id
from whosays.text.columns import is_total
from whosays.text.places import city_country, country_code, country_of, find_countries, is_region
from whosays.text.typos import repaired, suspect_typos

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import Anchor, CountryBasis, Passage, Problem
    from whosays.text.joined import Span

_BLANKS = re.compile(r"\s+")
_TAB, _BAR = re.compile(r"\t"), re.compile(r"\|")
_RULE = re.compile(r"[\s|:+=-]+")
_NUMBER = re.compile(r"\D*(\d{1,7})\D*")
# Words that lead into a table stand so near to it.
_OVER = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: its cells without outer blanks, and where each begins in the document."""

    passage: Passage
    cells: Cells
    starts: tuple[int, ...]

    def span(self, place: int | None) -> Span | None:
        """Return where the words of a cell stand in the document, None for an empty one."""
        if place is None or place >= len(self.cells) or not self.cells[place]:
            return None
        return self.starts[place], self.starts[place] + len(self.cells[place])

    def is_alone(self) -> bool:
        """Ask whether one cell alone has words."""
        return sum(map(bool, self.cells)) == 1


@dataclass(slots=True)
class _Table:
    """A table while it is gathered: the words over it and its rows."""

    over: tuple[Passage, ...]
    rows: list[_Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """The country of a row and how the row says it."""

    country: str | None = None
    basis: CountryBasis = "none"
    at: Span | None = None
    flags: tuple[str, ...] = ()


def read_tables(material: Material, counts: Counter[str], *, by: str) -> Iterator[Group]:
    """Yield the entries and problems of each table of names.

    Args:
        material: the document.
        counts: its words, counted with `count_words`.
        by: what the entries say that they were found by.
    """
    seen: Counter[str] = Counter()
    tables = _gather(material)
    found = [(table, columns) for table in tables if (columns := read_columns([r.cells for r in table.rows], material.columns))]
    for table, columns in found:
        words = _words(material, table)
        seen[words] += 1
        stable = make_id("lst", material.doc.id, words, seen[words])
        entries, problems = _read(material, table, columns, _Naming(stable, counts, by))
        if entries:
            told = _guessed(material, table, columns)
            yield Group(table.rows[0].starts[0], (*told, *entries, *problems, *entry_problems(entries)))
    if tables and material.columns and (missing := _not_found(material, tables, [columns for _, columns in found])):
        yield Group(tables[0].rows[0].starts[0], (missing,))


@dataclass(frozen=True, slots=True)
class _Naming:
    """What the entries of one table share: the id of their list, the document's words, who found them."""

    stable: str
    counts: Counter[str]
    by: str


def _gather(material: Material) -> list[_Table]:
    out: list[_Table] = []
    over: list[Passage] = []
    table: _Table | None = None
    for passage in material.passages:
        if passage.zone == "page_furniture" or not passage.pieces:
            continue
        if passage.zone != "table_row":
            table = None
            over = [passage] if passage.zone == "heading" else [*over, passage][-_OVER:]
            continue
        row = _split(material.doc.text, passage)
        if table and len(table.rows) > 1 and is_headings(row.cells) and row.cells != _headings_of(table):
            over = _titles(table)
            table = None
        if table is None:
            table = _Table(tuple(over))
            out.append(table)
            over = []
        if not all(_RULE.fullmatch(cell) for cell in row.cells if cell):
            table.rows.append(row)
    return [table for table in out if table.rows]


def _headings_of(table: _Table) -> Cells | None:
    return next((row.cells for row in table.rows if is_headings(row.cells)), None)


def _titles(table: _Table) -> list[Passage]:
    """Take from the end of a table the rows of one cell, which are the title of the one that follows."""
    titles: list[Passage] = []
    while len(table.rows) > 1 and table.rows[-1].is_alone() and len(titles) < _OVER:
        titles.insert(0, table.rows.pop().passage)
    return titles


def _split(text: str, passage: Passage) -> _Row:
    """Part a row at its tabs; one that has none at the bars that a plain text draws."""
    first, last = passage.pieces[0], passage.pieces[-1]
    end = last.end if len(passage.pieces) > 1 and not text[first.end : last.start].strip() else first.end
    words = text[first.start : end]
    mark = _TAB if "\t" in words or words.count("|") == 0 else _BAR
    cells: list[str] = []
    starts: list[int] = []
    at = 0
    for stop in [*(found.start() for found in mark.finditer(words)), len(words)]:
        cell = words[at:stop]
        bare = cell.strip()
        cells.append(bare)
        starts.append(first.start + at + (len(cell) - len(cell.lstrip()) if bare else 0))
        at = stop + 1
    if mark is _BAR and not cells[0]:  # a bar in front of the first cell
        cells, starts = cells[1:], starts[1:]
    return _Row(passage, tuple(cells), tuple(starts))


def _words(material: Material, table: _Table) -> str:
    over = " ".join(material.joined(passage).text for passage in table.over)
    return _BLANKS.sub(" ", over or " ".join(table.rows[0].cells))


def _read(material: Material, table: _Table, columns: Columns, naming: _Naming) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a table, compared with one another, and what is odd about its rows."""
    begin = 0 if columns.headings is None else columns.headings + 1
    headings = None if columns.headings is None else table.rows[columns.headings].cells
    over = table.over
    pairs: list[tuple[tuple[Passage, ...], Entry]] = []
    problems: list[Problem] = []
    last: int | None = None
    place = 0
    for row in table.rows[begin:]:
        if row.cells == headings or is_total(next(filter(None, row.cells), "")):
            continue
        if _stands_over(row, columns):
            over = (row.passage,)
            continue
        place += 1
        number = _number(row, columns)
        if number is not None and last is not None and (jump := gap(last, number, material, row.passage.pieces[0])):
            problems.append(jump)
        last = number if number is not None else last
        entry = _entry(material, row, columns, number if number is not None else place, naming)
        if entry is None:
            message = f"row {number if number is not None else place} has no name"
            problems.append(make_problem("empty-row", message, doc=material.doc.id, at=row.passage.pieces[0]))
        else:
            pairs.append((over, entry))
    return [*compare([*with_headings(material, pairs)])], problems


def _stands_over(row: _Row, columns: Columns) -> bool:
    """Ask whether a row is no entry but words over those that follow: one cell of several, and no name, or a country's."""
    if columns.width < 2 or not row.is_alone():
        return False
    place, cell = next((place, cell) for place, cell in enumerate(row.cells) if cell)
    return place != columns.place("name") or country_of(cell.rstrip(" :")) is not None


def _number(row: _Row, columns: Columns) -> int | None:
    place = columns.place("row")
    cell = row.cells[place] if place is not None and place < len(row.cells) else ""
    found = _NUMBER.fullmatch(cell)
    return int(found[1]) if found else None


def _entry(material: Material, row: _Row, columns: Columns, number: int, naming: _Naming) -> Entry | None:
    text = material.doc.text
    named = row.span(columns.place("name"))
    if named is None:
        return None
    span = row.span(columns.place("country"))
    placed = _in_column(text[slice(*span)], span) if span else _Place()
    # The only column of a table is read as a row of a list is: it may hold the country and a description too.
    words = text[slice(*named)]
    cell = read_row(words) if len(columns.known) == 1 else read_cell(words, placed=placed.country is not None)
    if cell is None:
        return None
    start = named[0]
    at = (start + cell.name[0], start + cell.name[1])
    name = _BLANKS.sub(" ", text[slice(*at)])
    typos = suspect_typos(name, naming.counts)
    country = _country(text, row, columns, cell, placed)
    described = row.span(columns.place("description"))
    if described is None and cell.description:
        described = (start + cell.description[0], start + cell.description[1])
    short = row.span(columns.place("acronym"))
    cut = material.cutter.cut
    return Entry(
        id=EntryId(make_id("row", material.doc.id, naming.stable, number, _BLANKS.sub(" ", " ".join(row.cells)))),
        at=_whole(material, row),
        list=naming.stable,
        row=number,
        name=name,
        name_at=cut(*at),
        repair=repaired(name, typos) if typos else None,
        acronym=text[slice(*short)] if short else cell.acronym,
        country=country.country,
        country_basis=country.basis,
        country_at=cut(*country.at) if country.at else None,
        description=cut(*described) if described else None,
        flags=(*country.flags, *(f"typo?:{name[typo.start : typo.end]}→{typo.repair}" for typo in typos)),
        by=naming.by,
    )


def _whole(material: Material, row: _Row) -> Anchor:
    filled = [place for place, cell in enumerate(row.cells) if cell]
    return material.cutter.cut(row.starts[filled[0]], row.starts[filled[-1]] + len(row.cells[filled[-1]]))


def _country(text: str, row: _Row, columns: Columns, cell: Row, found: _Place) -> _Place:
    """Return the country of a row: by its column (`found`), then brackets or words of the name, then the column of cities."""
    named = row.span(columns.place("name"))
    start = named[0] if named else 0
    flags = tuple(flag for flag in cell.flags if flag != "country-from-place")
    if found.country is None and cell.country and cell.country_at and not found.flags:
        from_place = ("country-from-place",) if "country-from-place" in cell.flags else ()
        inside = (start + cell.country_at[0], start + cell.country_at[1])
        found = _Place(cell.country, cell.basis, inside, from_place)
    town = row.span(columns.place("city"))
    if (found.country is None or found.basis == "name") and town and (code := city_country(text[slice(*town)])):
        found = _Place(code, "column", town, ("country-from-place",))
    return replace(found, flags=(*flags, *found.flags))


def _in_column(words: str, span: Span) -> _Place:
    """Read the cell of a column of countries."""
    if code := country_of(words) or country_code(words):
        return _Place(code, "column", span)
    if is_region(words):
        return _Place(flags=(f"region-in-country-column:{words}",))
    if code := city_country(words):
        return _Place(code, "column", span, ("country-from-place",))
    named = [country for country in find_countries(words) if country.how == "name"]
    if not named:
        return _Place(flags=(f"country-unread:{_BLANKS.sub(' ', words)}",))
    first = named[0]
    codes = list(dict.fromkeys(country.code for country in named))
    several = (f"several-countries:{','.join(codes)}",) if len(codes) > 1 else ()
    return _Place(first.code, "column", (span[0] + first.start, span[0] + first.end), several)


def _guessed(material: Material, table: _Table, columns: Columns) -> Iterator[Problem]:
    """Say how the columns were read, unless the user said all of it."""
    if all(column.how == "told" for column in columns.known):
        return
    row = table.rows[columns.headings or 0]
    message = f"{columns.spelt_out()}; name other columns to read it differently"
    yield make_problem("columns-guessed", message, at=_whole(material, row))


def _not_found(material: Material, tables: Sequence[_Table], found: Sequence[Columns]) -> Problem | None:
    """Return the Problem of columns that the user named and no table has."""
    had = {column.field for columns in found for column in columns.known if column.how == "told"}
    wanted = [heading for field, heading in material.columns.items() if SYNONYMS.get(field, field) not in had]
    if not wanted:
        return None
    row = next((row for table in tables for row in table.rows if is_headings(row.cells)), tables[0].rows[0])
    message = (
        f"no table has a column {', '.join(map(repr, wanted))}; the first has {', '.join(map(repr, filter(None, row.cells)))}"
    )
    return make_problem("column-not-found", message, at=_whole(material, row))
