"""Are two names one."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from bench.peers.figures import best_f1, f1_of
from bench.peers.peer import Program
from bench.peers.questions.question import Asked, Question
from bench.quality import name_pairs

if TYPE_CHECKING:
    from bench.peers.figures import Verdict

_THRESHOLD = 0.7  # of our proposals, and of the verdicts that the makers of logic-v2 publish beside the pairs


def _load() -> Asked:
    with name_pairs.PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    wanted = [row["is_match"] == "true" for row in rows]
    return Asked(items=rows, wanted=wanted, sample=f"{len(rows)} pairs, {sum(wanted)} of them one")


def judge(score: float, wanted: bool) -> list[Verdict]:
    """Return the score, whether the names are one, then right, found and wanted at the threshold."""
    found = score >= _THRESHOLD
    return [(score, wanted, found and wanted, found, wanted)]


_AT = f"F1, threshold {_THRESHOLD}"
_LETTERS = Program(name="rapidfuzz, letters alone", adapter="plain_rapidfuzz")
QUESTION = Question(
    name="name-pairs",
    title="Are two names one",
    about="name_bench (MIT), development part, made by those who make logic-v2: persons and bodies, misspelt, "
    "reordered, shortened, in other scripts. The best threshold is that for these very pairs, which "
    "favours everybody. Our rules and our threshold were measured on these pairs while they were written, "
    "which favours us; rapidfuzz (WRatio of lower-case letters) has no threshold of its own and is the "
    "floor.",
    programs=(
        Program(name="whosays", adapter="whosays_pairs"),
        Program(name="logic-v2 (nomenklatura)", adapter="logic_v2", requirements="logic_v2"),
        _LETTERS,
    ),
    load=_load,
    judge=judge,
    figures={_AT: f1_of(2), "F1, best threshold": best_f1},
    main="F1, best threshold",
    without={_LETTERS.name: _AT},
)
