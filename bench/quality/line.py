"""Run the whole line on texts, in a case in a temporary folder, and read the record it exports."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whosays import Case

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]  # one exported record: its fields are of many types, as in the JSON it was read from


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The rows of one export, by file name without its suffix; `doc` of a row is the document's name."""

    folder: Path
    rows: Mapping[str, list[Row]]

    def of(self, part: str, doc: str) -> list[Row]:
        """Return the rows of a part that belong to a document."""
        return [row for row in self.rows[part] if row["doc"] == doc]


def run_line(texts: Mapping[str, bytes], folder: Path, *, jobs: int | None = 1) -> Export:
    """Add the texts (file name → bytes) to a new case in `folder`, and read its export."""
    source = folder / "texts"
    source.mkdir()
    for name, raw in texts.items():
        (source / name).write_bytes(raw)
    with Case.new(folder / "case") as case:
        case.add([source], jobs=jobs)
        for _ in case.export(folder / "export", format="jsonl"):
            pass
    return read_export(folder / "export")


def read_export(folder: Path) -> Export:
    """Read an export, and give each row the name of its document for the id."""
    rows = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted(folder.glob("*.jsonl"))
    }
    names = {row["id"]: row["name"] for row in rows["documents"]}
    for part, many in rows.items():
        if part != "documents":
            rows[part] = [{**row, "doc": names.get(row.get("doc", ""), row.get("doc"))} for row in many]
    return Export(folder=folder, rows=rows)
