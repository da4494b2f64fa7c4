"""Find who says what by the whole line of whosays."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from bench.peers.adapters.protocol import serve_all

if __name__ == "__main__":
    from bench.quality.line import run_line
    from bench.quality.spans import attributions

    def answer(docs: list[dict[str, Any]]) -> list[list[list[tuple[int, int]]]]:
        """Return the places of the words that each attribution gives to somebody."""
        with tempfile.TemporaryDirectory() as folder:
            export = run_line({f"{doc['name']}.txt": doc["text"].encode() for doc in docs}, Path(folder))
        return [
            [
                list(one.content)
                for one in attributions(export.of("claims", f"{doc['name']}.txt"), doc["text"])
                if one.clause and not one.carried
            ]
            for doc in docs
        ]

    serve_all("whosays", answer)
