"""Invented words for files to measure on."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_WORDS = ("the river weir gate keeper oil boat harbour council says that it comes on Thursday with no salmon above").split()  # noqa: SIM905


def make_text(chance: random.Random, words: int) -> str:
    """Return paragraphs of some sixty words, wrapped as mail programs do."""
    paragraphs = []
    while words > 0:
        count = min(words, chance.randint(30, 90))
        sentences = " ".join(chance.choices(_WORDS, k=count)).replace("salmon", "salmon. The")
        paragraphs.append(textwrap.fill(f"The {sentences}.", 72))
        words -= count
    return "\n\n".join(paragraphs)
