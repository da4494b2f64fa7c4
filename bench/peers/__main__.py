"""Ask whosays and its peers the same: `python -m bench.peers [--only QUESTION …] [--environments FOLDER] [--write]`.

What was measured is printed; with `--write` it is kept in `measured.json` as well, and docs/comparison.md is made of all that
is kept. The first run makes an environment for each peer, for which it needs the network.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.peers.measured import Table, measure, read_measured, write_measured
from bench.peers.page import PATH, make_page
from bench.peers.peer import ROOT, Answers, NotHere, Program, ask, python_of
from bench.peers.questions import ALL


def main(arguments: list[str] | None = None) -> int:
    """Ask the questions whose corpora are here, and tell of the others."""
    wishes = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    wishes.add_argument("--only", nargs="+", choices=[each.name for each in ALL], default=[each.name for each in ALL])
    wishes.add_argument("--environments", type=Path, default=ROOT / "build" / "peers")
    wishes.add_argument("--write", action="store_true", help="keep what was measured, and make docs/comparison.md")
    wish = wishes.parse_args(arguments)
    tables = read_measured()
    known: dict[tuple[str, str], Answers | NotHere] = {}
    for question in ALL:
        if question.name not in wish.only:
            continue
        try:
            asked = question.load()
        except FileNotFoundError:
            print(f"{question.name}: the corpus is not here")
            continue
        found = {
            program.name: _answers(program, asked.items, wish.environments.resolve(), known) for program in question.programs
        }
        tables[question.name] = measure(question, asked, found, f"{datetime.now(UTC):%Y-%m-%d}")
        _tell(question.name, tables[question.name])
        if wish.write:  # after each, so that what took long is not lost
            write_measured({each.name: tables[each.name] for each in ALL if each.name in tables})
            PATH.write_text(make_page(read_measured()), encoding="utf-8")
    return 0


def _answers(
    program: Program, items: Sequence[object], folder: Path, known: dict[tuple[str, str], Answers | NotHere]
) -> Answers | NotHere:
    """Ask a program once for the same items, though two questions judge its answers."""
    key = program.adapter, json.dumps(items)
    if key not in known:
        python = python_of(program, folder)
        known[key] = (
            python if isinstance(python, NotHere) else ask(python, ["-m", f"bench.peers.adapters.{program.adapter}"], items)
        )
    return known[key]


def _tell(name: str, table: Table) -> None:
    print(f"{name}: {table.sample}")
    for row in table.rows:
        figures = "  ".join(f"{title} {value:.3f}" for title, value in row.figures.items())
        print(f"  {row.program:26} {row.reason or f'{figures}  {row.seconds:.2f} s  ahead {row.ahead}'}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
