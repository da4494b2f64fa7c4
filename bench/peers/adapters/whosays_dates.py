"""Read dates by whosays: the value of an expression, or the places of dates in a sentence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    from bench.quality.dates import Wanted, our_places, our_value

    def answer(item: dict[str, Any]) -> object:
        """Return the stretch of days of an expression, or the places in a sentence."""
        if item["on"] is None:
            return sorted(our_places(item["words"], item["language"]))
        on = datetime.fromisoformat(item["on"])
        value, days = our_value(Wanted(part="", language=item["language"], words=item["words"], on=on, right=()))
        return {"days": [day.isoformat() for day in days] if days else None, "none": value == "impossible"}

    serve("whosays", answer)
