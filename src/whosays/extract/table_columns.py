"""Tell which column of a table holds what: by what the user said, by its heading, else by its values.

1. The row of headings is found. 2. The user's own mapping counts first. 3. Headings that the table of words knows. 4. Columns
of countries and of names are known by their values where no heading tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from whosays.extract.list_rows import is_name, read_cell
from whosays.text.columns import read_heading, same_heading
from whosays.text.fold import fold_text, words_only
from whosays.text.org_words import org_words
from whosays.text.places import country_of, is_region

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cells = tuple[str, ...]
How = Literal["told", "heading", "values"]

FIELDS = ("row", "name", "acronym", "country", "city", "description")
# What a user may call the fields.
SYNONYMS = {"number": "row", "no": "row"}

# The headings stand in one of the first rows, after a title and remarks.
_HEADING_WITHIN = 12
# So many rows tell what a column holds.
_SAMPLE = 300
# A column is one of countries, of names, of numbers when so large a share of its cells is.
_COUNTRIES, _NAMES, _NUMBERS, _BODIES = 0.6, 0.6, 0.8, 0.4
# Fewer rows tell nothing by their values.
_FEWEST = 3
_LETTERS = re.compile(r"[^\W\d_]{2}")
_VALUE = re.compile(r"[\d\W]*\d[\d\W]*")
_NUMBER = re.compile(r"\s*[(\[]?(\d{1,7})[.)\]]?\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place from 0, the field that it holds, its heading ("" without one), and how that is known."""

    place: int
    field: str
    heading: str
    how: How


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that are known, how many it has, and which row is the one of headings (None: it has none)."""

    known: tuple[Column, ...]
    headings: int | None
    width: int

    def place(self, field: str) -> int | None:
        """Return where the column of a field is."""
        return next((column.place for column in self.known if column.field == field), None)

    def spelt_out(self) -> str:
        """Return the mapping in words: "name ← 'Organisation', country ← column 3 by its values"."""
        return ", ".join(f"{column.field} ← {_called(column)}" for column in self.known)


def _called(column: Column) -> str:
    named = f"'{column.heading}'" if column.heading else f"column {column.place + 1}"
    return f"{named} by its values" if column.how == "values" else named


def find_headings(rows: Sequence[Cells], told: Mapping[str, str]) -> int | None:
    """Return the place of the row of headings among `rows`: the one with the user's headings, else with two that are known."""
    first = rows[:_HEADING_WITHIN]
    wanted = [heading for heading in told.values() if not heading.isdecimal()]
    for place, cells in enumerate(first):
        if wanted and all(any(same_heading(cell, heading) for cell in cells) for heading in wanted):
            return place
    for place, cells in enumerate(first):
        if is_headings(cells):
            return place
    alone = first and len([cell for cell in first[0] if cell]) == 1 and len(rows[0]) == 1
    if alone and len(rows) > 1 and (found := read_heading(rows[0][0])) and found.field == "name":
        return 0
    return None


def is_headings(cells: Cells) -> bool:
    """Ask whether a row reads as headings: more than a third of its cells are known words, or one is that is never a value."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or len({cell.casefold() for cell in filled}) < len(filled):
        return False
    if any(_VALUE.fullmatch(cell) or country_of(cell) for cell in filled):
        return False
    known = [found for cell in filled if (found := read_heading(cell))]
    fields = {heading.field for heading in known}
    return (len(fields) >= 2 and len(known) * 3 > len(filled)) or any(heading.alone for heading in known)


def read_columns(rows: Sequence[Cells], told: Mapping[str, str]) -> Columns | None:
    """Return the columns of a table, None for one that has none of names."""
    headings = find_headings(rows, told)
    above = rows[headings] if headings is not None else ()
    body = [cells for cells in rows[(headings + 1) if headings is not None else 0 :][:_SAMPLE] if any(cells)]
    known: dict[str, Column] = {}
    _by_user(known, above, told)
    _by_heading(known, above, body)
    _countries_by_value(known, above, body)
    if "name" not in known:
        _names_by_value(known, above, body)
    if "name" not in known:
        return None
    if headings is None and _is_unlike(rows, known):
        headings = 0
        known = {field: Column(c.place, field, _at(rows[0], c.place), c.how) for field, c in known.items()}
    return Columns(tuple(known[field] for field in FIELDS if field in known), headings, max(map(len, [above, *body])))


def _by_user(known: dict[str, Column], above: Cells, told: Mapping[str, str]) -> None:
    """Take the columns that the user named by their headings, or by their places from 1."""
    for called, heading in told.items():
        field = SYNONYMS.get(called, called)
        place = next((place for place, cell in enumerate(above) if same_heading(cell, heading)), None)
        if place is None and heading.isdecimal() and int(heading[:6]) > 0:
            place = int(heading[:6]) - 1
        if place is not None and field in FIELDS:
            known[field] = Column(place, field, _at(above, place), "told")


def _by_heading(known: dict[str, Column], above: Cells, body: Sequence[Cells]) -> None:
    taken = {column.place for column in known.values()}
    found = [(heading.rank, place, heading.field) for place, cell in enumerate(above) if (heading := read_heading(cell))]
    for _, place, field in sorted(found):
        if field in FIELDS and field not in known and place not in taken and _fits(field, _column(body, place)):
            known[field] = Column(place, field, above[place], "heading")
            taken.add(place)


def _fits(field: str, cells: Sequence[str]) -> bool:
    """Ask whether the cells of a column may be what its heading says."""
    if not cells:
        return False
    if field == "row":
        return sum(_NUMBER.fullmatch(cell) is not None for cell in cells) >= _NUMBERS * len(cells)
    return sum(_LETTERS.search(cell) is not None for cell in cells) * 2 >= len(cells)


def _countries_by_value(known: dict[str, Column], above: Cells, body: Sequence[Cells]) -> None:
    if "country" in known or len(body) < _FEWEST:
        return
    for place in _free(known, above, body):
        cells = _column(body, place)
        named = sum(country_of(cell) is not None or is_region(cell) for cell in cells)
        if len(cells) * 2 >= len(body) and named >= _COUNTRIES * len(cells):
            known["country"] = Column(place, "country", _at(above, place), "values")
            return


def _names_by_value(known: dict[str, Column], above: Cells, body: Sequence[Cells]) -> None:
    """Take for names the column with most of them; without countries beside it, it has to hold words of bodies too."""
    if len(body) < _FEWEST:
        return
    best: tuple[float, int] | None = None
    for place in _free(known, above, body):
        cells = _column(body, place)
        if len(cells) * 2 < len(body):
            continue
        names = sum(_is_name(cell) for cell in cells) / len(cells)
        bodies = sum(_has_body(cell) for cell in cells) / len(cells)
        if names >= _NAMES and (bodies >= _BODIES or "country" in known) and (best is None or bodies > best[0]):
            best = (bodies, place)
    if best:
        known["name"] = Column(best[1], "name", _at(above, best[1]), "values")


def _free(known: Mapping[str, Column], above: Cells, body: Sequence[Cells]) -> list[int]:
    """Return the columns of which nothing is known yet, neither from their headings."""
    taken = {column.place for column in known.values()}
    width = max(map(len, body), default=0)
    return [place for place in range(width) if place not in taken and read_heading(_at(above, place)) is None]


def _is_unlike(rows: Sequence[Cells], known: Mapping[str, Column]) -> bool:
    """Ask whether the first row is one of headings in words that nobody knows: over the countries stands no country."""
    country = known.get("country")
    cell = _at(rows[0], country.place) if country and country.how == "values" else ""
    return bool(cell) and country_of(cell) is None and not is_region(cell)


@lru_cache(maxsize=4096)
def _is_name(cell: str) -> bool:
    row = read_cell(cell)
    return row is not None and is_name(cell, row)


def _has_body(cell: str) -> bool:
    return not set(words_only(fold_text(cell)).split()).isdisjoint(org_words())


def _column(body: Sequence[Cells], place: int) -> list[str]:
    return [cells[place] for cells in body if place < len(cells) and cells[place]]


def _at(cells: Cells, place: int) -> str:
    return cells[place] if place < len(cells) else ""
