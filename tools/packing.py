"""`python -m tools.packing CASE…` writes the preset words that payloads are packed with (`store/packing`), made of cases.

A set that was released is never written over: payloads that were packed with it need it. For another one, raise `NEWEST` in
`store.codec` first. Use cases that we wrote (the sample, those of `bench.load`): of a payload, only the names of its fields
and values out of our own vocabularies are taken, no words of a document.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import click

from whosays.store.codec import NEWEST, PACKING, bare_json
from whosays.store.schema import DATABASE

_TABLES = ("captures", "documents", "passages", "runs", "visits", "judgements", "entities")
_OURS = {
    "act", "by", "code", "country_basis", "decision", "form", "kind", "layer",
    "made_by", "media_type", "method", "modality", "outcome", "polarity", "reason", "reasons", "status", "version", "zone",
}  # fmt: skip
"""Fields whose values are ours; a `reason` that holds a figure or a quotation is left out."""
_USUAL = 80  # shapes of a kind; more of them made payloads smaller by less than a hundredth
_MOST = 9_000  # bytes; with 16,000, payloads were smaller by three thousandths


def shape_of(told: object, field: str = "") -> object:
    """Return a payload without what documents say: ids as they begin, numbers as 1."""
    match told:
        case dict():
            return {name: shape_of(part, name) for name, part in told.items()}
        case list():
            return [shape_of(part, field) for part in told]
        case bool() | None:
            return told
        case int() | float():
            return 1
        case str() if field in _OURS and not any(sign.isdigit() or sign in "“”\"'«»" for sign in told):
            return told
        case str() if told[3:4] == "-" and len(told) == 20:
            return told[:4]
        case _:
            return ""


def shapes(case: Path) -> Counter[tuple[str, str]]:
    """Count the shapes of the payloads of a case, each with its table or kind."""
    found: Counter[tuple[str, str]] = Counter()
    with closing(sqlite3.connect(case / DATABASE)) as db:
        rows = [row for table in _TABLES for row in db.execute(f"SELECT '{table}', payload FROM {table}")]
        rows += db.execute("SELECT kind, payload FROM records")
    for kind, raw in rows:
        shape = shape_of(json.loads(bare_json(raw)))
        found[kind, json.dumps(shape, ensure_ascii=False, separators=(",", ":"))] += 1
    return found


def preset(counted: Counter[tuple[str, str]]) -> str:
    """Return the usual shapes, a line each, the most usual last: what is near costs the fewest bits."""
    ranked: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for (kind, shape), times in counted.most_common():
        if seen[kind] < _USUAL:
            seen[kind] += 1
            ranked[shape] = max(ranked[shape], times)
    lines: list[str] = []
    for shape, _ in ranked.most_common():
        if len("\n".join([shape, *lines]).encode()) <= _MOST:
            lines.insert(0, shape)
    return "\n".join(lines)


@click.command(help=__doc__)
@click.argument("cases", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(cases: tuple[Path, ...]) -> None:
    """Write the file."""
    path = Path(str(PACKING)) / f"{NEWEST}.txt"
    if path.exists():
        raise click.ClickException(f"{path.name} is there")
    counted: Counter[tuple[str, str]] = Counter()
    for case in cases:
        counted += shapes(case)
    path.parent.mkdir(exist_ok=True)
    path.write_text(preset(counted), encoding="utf-8", newline="\n")
    click.echo(f"{path.name} written: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
