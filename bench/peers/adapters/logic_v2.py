"""Compare pairs of names by logic-v2 of nomenklatura; ids are fresh, since its cache is keyed by them."""

from __future__ import annotations

from itertools import count
from typing import Any

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    from followthemoney import EntityProxy
    from nomenklatura.matching import get_algorithm

    matcher = get_algorithm("logic-v2")
    assert matcher is not None
    wish = matcher.default_config()
    ids = count()

    def entity(schema: str, name: str) -> EntityProxy:
        """Return an entity of this one name."""
        return EntityProxy.from_dict({"id": f"e{next(ids)}", "schema": schema, "properties": {"name": [name]}})

    def answer(pair: dict[str, Any]) -> float:
        """Return how alike two names are."""
        one, two = (entity(pair["schema"], pair[name]) for name in ("name1", "name2"))
        return float(matcher.compare(one, two, wish).score)

    serve("nomenklatura", answer)
