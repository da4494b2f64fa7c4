"""Read how a note repeats an earlier one: "Ibid.", "op. cit.", "supra note 5" and their kin in other languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

RepeatKind = Literal["same", "author", "number"]

# What may stand before "Ibid." without changing what it says.
_LEAD = r"(?:(?:see(?:\s+also)?|cf\.?|compare|but see|voir|vgl\.?|siehe|انظر|ينظر|راجع|نک\.?|ر\.ک\.?)[\s:,]+)?"
_AFTER = r"(?=\s*(?:[.,;:،؛()\[\]–—-]|\d|$|\bat\b|\bp\b|\bpp\b|ص|\n))"
_NUMBER_BACK = re.compile(r"\b(?:note|n\.|nn\.|fn\.?|anm\.)\s*(\d{1,3})\s*,?\s*(?:above|supra|oben)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a note repeats: the place that says so, the words of the author before it, the note's number where given."""

    kind: RepeatKind
    start: int
    end: int
    author: str = ""
    number: int | None = None


def read_repeat(note: str) -> Repeat | None:
    """Read a note that repeats an earlier one; None where it does not say so."""
    if found := _pattern("same").match(note):
        return Repeat("same", found.start("words"), found.end("words"))
    if found := _pattern("number").search(note):
        return Repeat("number", found.start("words"), found.end(), number=int(found["number"]))
    if found := _NUMBER_BACK.search(note):
        return Repeat("number", found.start(), found.end(), number=int(found[1]))
    if found := _pattern("author").search(note):
        return Repeat("author", found.start("words"), found.end("words"), author=note[: found.start("words")].strip(" ,،:;\n"))
    return None


@lru_cache(maxsize=4)
def _pattern(kind: RepeatKind) -> re.Pattern[str]:
    rows = files("whosays.text.data").joinpath("ibid_words.tsv").read_text(encoding="utf-8").splitlines()
    words = sorted((row.split("\t")[2] for row in rows if row.startswith(f"{kind}\t")), key=len, reverse=True)
    choice = "|".join(_spelt(phrase) for phrase in words)
    if kind == "same":
        return re.compile(rf"\s*{_LEAD}(?P<words>{choice})\.?{_AFTER}", re.IGNORECASE)
    if kind == "number":
        return re.compile(rf"(?<!\w)(?P<words>{choice})\s*(?P<number>\d{{1,3}})(?!\d)", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?P<words>{choice})(?!\w)", re.IGNORECASE)


def _spelt(phrase: str) -> str:
    # Two letters are too little without their stop: "ID" and "IB" are other things.
    spelt = re.escape(phrase).replace(r"\ ", r"\s*")
    return rf"{spelt}\." if len(phrase) == 2 and phrase.isascii() else spelt
