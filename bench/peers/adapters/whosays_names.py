"""Find names by the whole line of whosays: reading, all extractors, linking, export."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from bench.peers.adapters.protocol import serve_all

if __name__ == "__main__":
    from bench.quality.line import run_line

    def answer(docs: list[dict[str, Any]]) -> list[list[tuple[int, int, str]]]:
        """Return start, end and kind of the names of each document."""
        with tempfile.TemporaryDirectory() as folder:
            export = run_line({f"{doc['name']}.txt": doc["text"].encode() for doc in docs}, Path(folder))
        return [
            [
                (row["start"], row["end"], row["kind"])
                for row in export.of("mentions", f"{doc['name']}.txt")
                if row["layer"] == "name"
            ]
            for doc in docs
        ]

    serve_all("whosays", answer)
