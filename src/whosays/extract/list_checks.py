"""Compare the rows of one list or table: what stands over them, repeated names, uneven countries, and their Problems."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.text.fold import fold_text, words_only
from whosays.text.places import country_of, find_countries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material
    from whosays.records import Anchor, Entry, Passage, Problem
    from whosays.text.joined import Joined

Over = tuple["Passage", ...]
"""The passages that stand over a row: a heading, a line that leads into the list."""


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one list or table with their problems, and where it begins in the document."""

    start: int
    records: tuple[Entry | Problem, ...]


_IN = re.compile(r"(?:^|\s)(?:in|across|throughout|en|dans|im|aus|في|در)\s+(?:the\s+|la\s+|le\s+|el\s+)?$", re.IGNORECASE)

# Where so large a share of the rows has a country, a row without one is worth a remark.
_PLACED = 0.5


def cover(material: Material, joined: Joined, start: int, end: int) -> Anchor:
    """Return the anchor of a stretch of a row; where a page break parts it, the part before."""
    spans = joined.spans(start, end)
    first, last = spans[0], spans[-1]
    whole = all(not material.doc.text[a[1] : b[0]].strip() for a, b in pairwise(spans))
    return material.cutter.cut(first[0], last[1] if whole else first[1])


def with_headings(material: Material, pairs: Sequence[tuple[Over, Entry]]) -> Iterator[Entry]:
    """Give the country of the heading over a row ("Members in Kenya") to rows that name neither country nor region."""
    known: dict[Over, tuple[str, Anchor] | None] = {}
    for over, entry in pairs:
        if over not in known:
            known[over] = _heading_country(material, over)
        place = known[over]
        if place and entry.country is None and not any(flag.startswith("region-in") for flag in entry.flags):
            yield replace(entry, country=place[0], country_basis="heading", country_at=place[1])
        else:
            yield entry


def _heading_country(material: Material, over: Over) -> tuple[str, Anchor] | None:
    for passage in over:
        joined = material.joined(passage)
        whole = country_of(joined.text.strip(" :"))
        places = [c for c in find_countries(joined.text) if c.how == "name" and (whole or _IN.search(joined.text[: c.start]))]
        if len({place.code for place in places}) == 1:
            return places[0].code, cover(material, joined, places[0].start, places[0].end)
    return None


def compare(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Flag rows by the other rows: repeated names, countries that the list spells in several ways, a column left out."""
    usual = _usual_spellings(entries)
    columns = sum(entry.country_basis == "column" for entry in entries)
    first: dict[str, dict[str | None, Entry]] = {}  # name → country → the first row of both
    for entry in entries:
        flags = list(entry.flags)
        if entry.country_at and _is_spelt(entry) and entry.country_at.text != usual[entry.country or ""]:
            flags.append(f"country-variant:{entry.country_at.text}")
        if entry.country_basis == "name" and columns * 2 > len(entries):
            flags.append("country-column-missing")
        keys = sorted({_key(entry.name), _key(entry.repair or entry.name)})  # a misprint does not make two names of one
        alike = [first[key] for key in keys if key in first]
        same = next((rows[entry.country] for rows in alike if entry.country in rows), None)
        if same:
            flags.append(f"duplicate-of:{same.row}")
        elif alike:
            flags.append(f"same-name-as:{next(iter(alike[0].values())).row}")
        for key in keys:
            first.setdefault(key, {}).setdefault(entry.country, entry)
        yield replace(entry, flags=tuple(flags)) if len(flags) > len(entry.flags) else entry


def _usual_spellings(entries: Sequence[Entry]) -> dict[str, str]:
    """Return how most rows spell each country; where none has most, the first spelling."""
    spellings: dict[str, Counter[str]] = {}
    for entry in entries:
        if entry.country and entry.country_at and _is_spelt(entry):
            spellings.setdefault(entry.country, Counter())[entry.country_at.text] += 1
    return {country: max(counted, key=lambda spelling: counted[spelling]) for country, counted in spellings.items()}


def _is_spelt(entry: Entry) -> bool:
    """Ask whether a row spells out its country, in a column or brackets."""
    return entry.country_basis in {"column", "parenthesis"} and "country-from-place" not in entry.flags


def _key(name: str) -> str:
    """Return the form in which two names are one: letters folded, no punctuation, British and American spelling alike."""
    folded = words_only(fold_text(name).replace("&", " and ").replace("'", "").replace("’", ""))
    return " ".join(folded.replace("isation", "ization").replace("centre", "center").split()).removeprefix("the ")


def gap(last: int, number: int, material: Material, at: Anchor | None) -> Problem | None:
    """Return the Problem of a numbered list that goes from one number to one further on."""
    if number <= last + 1:
        return None
    missing = f"{last + 1}" if number == last + 2 else f"{last + 1} to {number - 1}"
    message = f"the list goes from {last} to {number}: {missing} is missing"
    return make_problem("number-gap", message, doc=material.doc.id, at=at)


def entry_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield what the rows of a list show beside one another: repeated ones, ones without a country."""
    placed = sum(entry.country is not None for entry in entries)
    first = {str(entry.row): entry.at for entry in reversed(entries)}
    for entry in entries:
        copied = next((flag.removeprefix("duplicate-of:") for flag in entry.flags if flag.startswith("duplicate-of:")), None)
        if copied:
            message = f"row {entry.row} repeats row {copied}: {entry.name}"
            yield make_problem("duplicate-row", message, at=entry.at, against=first.get(copied))
        if entry.country is None and placed >= _PLACED * len(entries):
            yield make_problem("country-unknown", f"row {entry.row} names no country: {entry.name}", at=entry.at)
