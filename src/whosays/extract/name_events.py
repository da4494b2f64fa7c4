"""Names of elections and votes, which small letters end: "1997 Lakeland general election", "2004 Harbour Board election"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.extract.name_candidates import Candidate
from whosays.text.date_words import either, words
from whosays.text.names import find_known

if TYPE_CHECKING:
    from collections.abc import Iterator

_UP = r"[A-ZÀ-ÖØ-Þ](?:[\w'’-]|(?<=\b[A-Z])\.(?=[A-Z\s]))*"
_KIND = (
    r"(?:general|federal|presidential|vice-presidential|parliamentary|legislative|congressional|state|local|municipal|mayoral"
    r"|gubernatorial|provincial|regional|territorial|council|assembly|senate|leadership|judicial|primary|special|snap|runoff"
    r"|run-off|early|direct|indirect|constitutional|independence|membership|party)"
)
_VOTE = r"(?:by-elections?|elections?|primar(?:y|ies)|caucus(?:es)?|referend(?:um|ums|a)|plebiscite)"


@lru_cache(maxsize=1)
def _election() -> re.Pattern[str]:
    month = either(*(w.title() for w in words("gregorian", "en")))
    owner = rf"{_UP}(?:\s+(?:(?:of|for|and|the)\s+){{0,2}}{_UP}){{0,6}}"
    return re.compile(
        rf"\b(?:(?P<month>{month})\s+)?(?P<year>(?:1[6-9]|20)\d\d)\s+(?P<owner>{owner})?\s*(?P<kind>(?:{_KIND}\s+)*)(?P<vote>{_VOTE}|"
        rf"(?:General\s+)?Election|Referendum)\b(?P<where>\s+in\s+(?:the\s+)?{_UP}(?:\s+{_UP}){{0,3}})?"
    )


def election_names(text: str) -> Iterator[Candidate]:
    """Yield a year, a place or people, and the noun of a vote as one event.

    Without a year, or with nothing between year and noun ("the 1997 election"), words are not taken for a name.
    """
    if "lection" not in text and not re.search(_VOTE, text):
        return
    for found in _election().finditer(text):
        if not found["owner"] and not found["kind"]:
            continue
        end = found.end("vote") + _placed(found["where"] or "")
        yield Candidate(start=found.start(), end=end, kind="event", rule="edition")


def _placed(where: str) -> int:
    """Return how many characters of "in Norway" belong to the vote's name: a place that everybody knows, none else."""
    known = next(find_known(where), None)
    return known.end if known and len(where[: known.start].split()) == 1 + where.count(" the ") else 0
