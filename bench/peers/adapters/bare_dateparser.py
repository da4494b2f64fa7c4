"""Read dates by dateparser, told language and reference time, and to look ahead, as the corpora mostly do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    import dateparser
    from dateparser.search import search_dates

    def answer(item: dict[str, Any]) -> object:
        """Return the day of an expression, or the places in a sentence."""
        words, languages = item["words"], [item["language"]]
        if item["on"] is None:
            found = search_dates(words, languages=languages) or []
            return [(words.find(each), words.find(each) + len(each)) for each, _ in found]
        wish = {"RELATIVE_BASE": datetime.fromisoformat(item["on"]), "PREFER_DATES_FROM": "future"}
        day = dateparser.parse(words, languages=languages, settings=wish)
        return {"day": day.date().isoformat() if day else None}

    serve("dateparser", answer)
