"""Hedges in a stretch of a sentence, and the modality they and the verbs give."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from whosays.extract.claims.by_tables.weighing import hedges_by_tables
from whosays.text.claim_language import LANGUAGES
from whosays.text.cues import HedgeCue, hedge_cues

if TYPE_CHECKING:
    from whosays.records import Act, HedgeKind, Modality
    from whosays.text.joined import Span

_NUMBER = re.compile(
    r"\s+(?:an?\s+|the\s+)?(?:\d|half|third|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|dozen|decade|century|year)"
)
_PERIOD = re.compile(r"\s+(?:\d+|few|two|three|several)?\s*(?:day|week|month|year|decade|centur)", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless|provided that|as long as)\s[^,.;:]{3,60}", re.IGNORECASE)
_BY_ACT: dict[str, Modality] = {
    "request": "requested", "demand": "requested", "advise": "requested", "recommend": "requested",
    "aim": "intended", "promise": "future", "ask": "questioned",
}  # fmt: skip


@lru_cache(maxsize=4)
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, HedgeCue]]:
    cues = {cue.phrase: cue for cue in hedge_cues(language)}
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in cues) + r")\b", re.IGNORECASE), cues


def find_hedges(text: str, scope: Span, *, language: str = "en") -> list[tuple[Span, HedgeKind, str]]:
    """Return the hedges inside `scope` of `text`: place, kind, and the modality they give ("" where none), in order."""
    if language in LANGUAGES:
        return hedges_by_tables(text, scope, language)
    pattern, cues = _pattern(language)
    found: list[tuple[Span, HedgeKind, str]] = []
    for match in pattern.finditer(text, *scope):
        cue = cues[match.group().casefold()]
        kind, end = cue.kind, match.end()
        if kind == "approximator-number":
            number = _NUMBER.match(text, end)
            if number is None:
                continue
            word = re.compile(r"\S*").match(text, number.end())
            kind, end = "approximator", word.end() if word else number.end()
        elif kind == "time-alone":
            if _PERIOD.match(text, end):
                continue
            kind = "time"
        if match.group() == "May":  # the month
            continue
        found.append(((match.start(), end), cast("HedgeKind", kind), cue.modality))
    found += [(match.span(), "condition", "conditional") for match in _CONDITION.finditer(text, *scope)]
    return sorted(found)


def modality_of(act: Act, hedges: list[tuple[Span, HedgeKind, str]], *, modal: Modality | None, question: bool) -> Modality:
    """Return the net reading of a claim from its act, its hedges and its own modal verb, in that order."""
    if question:
        return "questioned"
    if act in _BY_ACT:
        return _BY_ACT[act]
    given = [modality for _, _, modality in hedges if modality and modality != "conditional"]
    if given:
        return cast("Modality", given[0])
    return modal or "asserted"
