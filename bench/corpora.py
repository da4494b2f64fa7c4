"""Where evaluation data stands beside the project, and texts made from it. Nothing of it is ever copied into the project."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

SHARED = Path(os.environ.get("WHOSAYS_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def press_texts(count: int, words: int) -> list[str]:
    """Return `count` texts of about `words` words each, made of whole press releases (US Senate, 2006) set one after another.

    Raises FileNotFoundError where the corpus is not beside the project.
    """
    path = SHARED / "corpora" / "senate_press_reuse_en" / "dev" / "docs.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        releases = [json.loads(line)["text"].split() for line in lines]
    texts: list[str] = []
    at = 0
    while len(texts) < count:
        paragraphs: list[list[str]] = []
        while sum(map(len, paragraphs)) < words:
            left = words - sum(map(len, paragraphs))
            paragraphs.append(releases[at % len(releases)][:left])
            at += 1
        texts.append("\n\n".join(" ".join(paragraph) for paragraph in paragraphs) + f"\n\nRelease {len(texts) + 1}.\n")
    return texts
