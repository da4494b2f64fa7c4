"""Score the comparing of names two by two on labelled pairs, at the threshold of proposals, beside another matcher.

Figures of `logic-v2` (OpenSanctions nomenklatura) are counted from its own verdicts in the file beside the pairs, which has
fewer pairs; ours on those are shown too.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from bench.quality.matching import prf
from whosays.resolve.alike import THRESHOLD, compare
from whosays.resolve.names import Name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from whosays.records import MentionKind

FOLDER = SHARED / "corpora" / "name_bench" / "dev"
PAIRS, OTHERS = FOLDER / "cases.csv", FOLDER / "logicv2-frozen.csv"
KINDS: dict[str, MentionKind] = {"Person": "person", "Vessel": "work"}


def files() -> list[Path]:
    return [PAIRS, OTHERS]


def score(_: Path) -> tuple[dict[str, float], list[str]]:
    """Return precision, recall and F1 of all pairs, those of persons and others apart, and the pairs judged otherwise."""
    theirs = {_key(row): row["predicted_match"] == "true" for row in _rows(OTHERS)}
    verdicts: list[tuple[str, bool, bool]] = []
    both: list[tuple[bool, bool, bool]] = []
    misses: list[str] = []
    for row in _rows(PAIRS):
        kind = KINDS.get(row["schema"], "organisation")
        found = compare(Name("a", kind, row["name1"]), Name("b", kind, row["name2"]))
        mine, wanted = found.score >= THRESHOLD, row["is_match"] == "true"
        verdicts.append((kind, mine, wanted))
        if _key(row) in theirs:
            both.append((mine, theirs[_key(row)], wanted))
        if mine != wanted:
            misses.append(
                f"{'missed' if wanted else 'too much'} {found.score:.2f} {row['name1']} | {row['name2']}: {found.reason()}"
            )
    figures = _figures([(mine, wanted) for _, mine, wanted in verdicts], "pairs")
    figures |= _figures([(mine, wanted) for kind, mine, wanted in verdicts if kind == "person"], "shown pairs of persons")
    figures |= _figures([(mine, wanted) for kind, mine, wanted in verdicts if kind != "person"], "shown pairs of others")
    figures |= _figures([(mine, wanted) for mine, _, wanted in both], "shown pairs that logic-v2 judged")
    return figures | _figures([(other, wanted) for _, other, wanted in both], "shown logic-v2 pairs"), misses


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return row["case_group"], row["schema"], row["name1"], row["name2"]


def _figures(verdicts: Iterable[tuple[bool, bool]], title: str) -> dict[str, float]:
    listed = list(verdicts)
    right = sum(mine and wanted for mine, wanted in listed)
    return prf(right, sum(mine for mine, _ in listed), sum(wanted for _, wanted in listed), title)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
