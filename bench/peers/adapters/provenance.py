"""Find assertions by tnc-provenance; it looks at the first sentence of a paragraph, so each is given as one."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    from sentencex import segment
    from tnc.ingestion.parser import parse_article
    from tnc.spans.pipeline import process_assertion_spans

    def answer(doc: dict[str, Any]) -> list[list[tuple[int, int]]]:
        """Return the places of the proposition of each assertion, found again in the sentence it was taken from."""
        found: list[list[tuple[int, int]]] = []
        at = 0
        for sentence in segment("en", doc["text"]):
            if not (words := sentence.strip()):
                continue
            at = doc["text"].find(words, at)
            page = f"<html><body><article><p>{html.escape(words)}</p></article></body></html>"
            try:
                spans = parse_article(html=page, document_version_id="local:text", available_from=datetime.now(UTC))
            except ValueError:  # no article in it
                continue
            for each in process_assertion_spans(spans).admitted:
                pattern = r"\s+".join(map(re.escape, each.object.split()))
                if place := re.search(pattern, words):
                    found.append([(at + place.start(), at + place.end())])
        return found

    serve("tnc-provenance", answer)
