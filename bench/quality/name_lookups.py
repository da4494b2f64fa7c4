"""Score the looking-up of names in a register: organisations in lines of addresses, and persons on a list, misspelt.

- Lines: of those whose organisations all stand in the register beside them, `ASKED` chosen by hash.
- Persons: each misspelt name is looked up among the true ones and thousands of others.
"""

from __future__ import annotations

import ast
import csv
import gzip
import hashlib
import json
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from whosays.resolve.alike import Search
from whosays.resolve.names import Name
from whosays.text.translations import usual_translations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINES = SHARED / "corpora" / "affiliation_matching" / "dev"
REGISTER = SHARED / "corpora" / "org_registry" / "dev" / "org_registry.jsonl.gz"
PERSONS = SHARED / "corpora" / "person_screening" / "dev"
ASKED = 1000
Result = tuple[dict[str, float], list[str]]


def line_files() -> list[Path]:
    return [*sorted(LINES.glob("*.json")), *sorted(LINES.glob("*.csv")), REGISTER]


def person_files() -> list[Path]:
    return [PERSONS / f"{name}.csv" for name in ("positives_un_treated", "positives_un_untreated", "negatives_global_sample")]


def score_lines(_: Path) -> Result:
    """Return how often the first organisation is a right one, and one of the first ten; and the lines where it is not."""
    with gzip.open(REGISTER, "rt", encoding="utf-8") as lines:
        names = [_name(json.loads(line)) for line in lines]
    known = {name.id for name in names}
    covered = {line: ids for line, ids in _lines() if ids and ids <= known}
    asked = sorted(covered, key=lambda line: hashlib.sha256(line.encode()).hexdigest())[:ASKED]
    search = Search(names, usual_translations())
    first = among = 0
    misses: list[str] = []
    for line in asked:
        found = [name for name, _ in search.one(line, 10)]
        first += bool(found) and found[0].id in covered[line]
        among += any(name.id in covered[line] for name in found)
        if not found or found[0].id not in covered[line]:
            misses.append(f"{line}: {found[0].text if found else 'nothing'}")
    return {"lines precision@1": first / len(asked), "lines among ten": among / len(asked)}, misses


def score_persons(_: Path) -> Result:
    """Return how often the true name is the first, and among the first twenty; and the names where it is not."""
    treated, untreated, others = (_full_names(path) for path in person_files())
    names = [Name(f"listed {at}", "person", name) for at, name in enumerate(untreated)]
    names += [Name(f"other {at}", "person", name) for at, name in enumerate(others)]
    search = Search(names, usual_translations())
    first = among = 0
    misses: list[str] = []
    for written, true in zip(treated, untreated, strict=True):
        found = [name.text for name, _ in search.one(Name("", "person", written), 20)]
        first += found[:1] == [true]
        among += true in found
        if true not in found:
            misses.append(f"{written}: not {true}")
    return {"persons recall@20": among / len(treated), "persons recall@1": first / len(treated)}, misses


def _name(row: dict[str, object]) -> Name:
    """Make a name of a row of the register; the name that it displays is the first."""
    listed = row["names"]
    assert isinstance(listed, list)
    shown = next((each["v"] for each in listed if "ror_display" in each["t"]), listed[0]["v"])
    others = tuple(each["v"] for each in listed if each["v"] != shown)
    return Name(str(row["id"]), "organisation", shown, others, str(row["country"]) if row["country"] else None)


def _lines() -> Iterator[tuple[str, frozenset[str]]]:
    for path in sorted(LINES.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            yield row["affiliation"], frozenset(row["ror_ids"])
    for path in sorted(LINES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["labels"].startswith("{"):
                    yield row["original_affiliation"], frozenset(ast.literal_eval(row["labels"]))


def _full_names(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["full_name"] for row in csv.DictReader(lines)]
