"""Tell how a delimited text is written: what parts its cells, what quotes and what escapes them. A sample decides."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

# So much text tells the dialect; more costs time and changes nothing.
SAMPLE = 64 << 10
# The usual marks, the likelier first; the others are tried only where none of these parts most rows.
_USUAL, _RARE = (",", ";", "\t", "|"), ("¦", "^", "~", ":", "؛", "،")
# No text holds it, so that every line is one cell.
NOTHING = "\x1f"
# A mark parts the cells where so many rows have the same number of cells.
_SHARE, _ALONE = 0.6, 0.9
_SEP = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_SINGLE = re.compile(r"(?:^|[,;\t|])'(?:[^'\n]|'')*'(?=$|[,;\t|\r])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What parts, quotes and escapes, and how many characters at the beginning only say so ("sep=;")."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None
    begin: int = 0


def find_dialect(text: str, *, tabs: bool = False) -> Dialect:
    """Tell the dialect of a text by its first rows.

    Args:
        text: the whole text; only `SAMPLE` characters are looked at.
        tabs: the file's name says that tabs part its cells.
    """
    begin = text.startswith("\ufeff")
    said = _SEP.match(text)
    sample = text[begin:SAMPLE]
    if len(text) > SAMPLE and "\n" in sample:
        sample = sample[: sample.rindex("\n")]
    quote = "'" if '"' not in sample and len(_SINGLE.findall(sample)) >= max(1, sample.count("\n")) else '"'
    escape = "\\" if re.search(rf"\\{quote}(?![,;\t|\r\n]|$)", sample) and quote * 2 not in sample else None
    if said:
        return Dialect(said[1], quote, escape, said.end())
    return Dialect(_delimiter(sample, quote, escape, tabs=tabs), quote, escape, int(begin))


def _delimiter(sample: str, quote: str, escape: str | None, *, tabs: bool) -> str:
    if tabs and "\t" in sample:
        return "\t"
    for marks in (_USUAL, _RARE):
        scored = [(_score(sample, mark, quote, escape), -place, mark) for place, mark in enumerate(marks) if mark in sample]
        if scored and max(scored)[0] > 0:
            return max(scored)[2]
    rows = _parse(sample, ",", quote, escape)
    alone = sum(len(row) == 1 for row in rows)
    return "," if rows and alone >= _ALONE * len(rows) else NOTHING


def _score(sample: str, mark: str, quote: str, escape: str | None) -> float:
    """Return how evenly a mark parts the rows, 0 where it does not part most of them alike."""
    rows = _parse(sample, mark, quote, escape)
    widths = Counter(map(len, rows))
    if not rows:
        return 0
    width, count = max(widths.items(), key=lambda item: (item[1] if item[0] > 1 else 0, item[0]))
    share = count / len(rows)
    if width < 2 or share < _SHARE:
        return 0
    beside_quotes = 0.2 if f"{quote}{mark}" in sample or f"{mark}{quote}" in sample else 0
    return share + beside_quotes + min(width, 20) / 100


def _parse(sample: str, mark: str, quote: str, escape: str | None) -> list[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=mark, quotechar=quote, escapechar=escape)
    try:
        return [row for row in reader if row]
    except csv.Error:
        return []
