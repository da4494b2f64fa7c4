"""Compare pairs of names as whosays does for proposals."""

from __future__ import annotations

from typing import Any

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    from bench.quality.name_pairs import KINDS
    from whosays.resolve.alike import compare
    from whosays.resolve.names import Name

    def answer(pair: dict[str, Any]) -> float:
        """Return how alike two names are."""
        kind = KINDS.get(pair["schema"], "organisation")
        return compare(Name("a", kind, pair["name1"]), Name("b", kind, pair["name2"])).score

    serve("whosays", answer)
