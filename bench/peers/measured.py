"""What was measured last of each question, kept so that the page can be made where corpora and peers are not."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench.peers.figures import difference, interval
from bench.peers.peer import Answers, NotHere

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.peers.questions.question import Asked, Question

PATH = Path(__file__).with_name("measured.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured of one program, or why nothing was."""

    program: str
    reason: str = ""
    version: str = ""
    seconds: float = 0
    figures: Mapping[str, float] = field(default_factory=dict)
    interval: tuple[float, float] = (0, 0)
    ahead: tuple[float, float, float] | None = None
    """By how much ours is higher, and the bounds of that; none for ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What was measured of a question, on which day, on how many items."""

    date: str
    sample: str
    rows: tuple[Row, ...]


def measure(question: Question, asked: Asked, found: Mapping[str, Answers | NotHere], date: str) -> Table:
    """Judge the answers of all programs."""
    rows: list[Row] = []
    ours = None
    for name, answers in found.items():
        if isinstance(answers, NotHere):
            rows.append(Row(program=name, reason=answers.reason))
            continue
        judged = [question.judge(answer, wanted) for answer, wanted in zip(answers.values, asked.wanted, strict=True)]
        verdicts = [verdict for some in judged for verdict in some]
        main = question.figures[question.main]
        rows.append(
            Row(
                program=name,
                version=answers.version,
                seconds=answers.seconds,
                figures={
                    title: figure(verdicts) for title, figure in question.figures.items() if title != question.without.get(name)
                },
                interval=interval(verdicts, main),
                ahead=difference(ours, verdicts, main) if ours else None,
            )
        )
        ours = ours or verdicts
    return Table(date=date, sample=asked.sample, rows=tuple(rows))


def read_measured(path: Path = PATH) -> dict[str, Table]:
    """Read what was measured, by question."""
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Table(date=each["date"], sample=each["sample"], rows=tuple(_row(row) for row in each["rows"]))
        for name, each in found.items()
    }


def _row(row: dict[str, object]) -> Row:
    return Row(**{**row, "interval": tuple(row["interval"]), "ahead": tuple(row["ahead"]) if row["ahead"] else None})  # type: ignore[arg-type]


def write_measured(tables: Mapping[str, Table], path: Path = PATH) -> None:
    """Write what was measured, with four digits, so that a change reads well as a difference."""
    told = {name: _rounded(asdict(table)) for name, table in tables.items()}
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
