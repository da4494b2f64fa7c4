"""Hedges in a stretch of a sentence, which of them belong to the clause that is claimed, and the modality they give.

A hedge belongs to the clause that holds it: one in a relative clause is no hedge of the claim around it, and one on a cause
("the wall fell, perhaps because of the rain") or in a side clause is a hedge, but leaves the main clause asserted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from whosays.extract.claims.by_tables.weighing import hedges_by_tables
from whosays.text.claim_language import LANGUAGES
from whosays.text.cues import HedgeCue, hedge_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.records import Act, HedgeKind, Modality
    from whosays.text.joined import Span
    from whosays.text.syntax import Token

Found = tuple["Span", "HedgeKind", str]

_NUMBER = re.compile(
    r"\s+(?:an?\s+|the\s+)?(?:(?:[£$€]\s?)?\d|(?:half|third|quarter|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|decade|century|year)s?\b)",
    re.IGNORECASE,
)
_NUMBER_END = re.compile(r"(?:\S*\w)?(?:\s+(?:hundred|thousand|million|billion|per\s+cent|percent)\b)?")
_PERIOD = re.compile(r"\s+(?:\d+|few|two|three|several)?\s*(?:day|week|month|year|decade|centur)", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|providing that|as long as|so long as|on condition that|assuming(?: that)?|in case"
    r"|in the event (?:of|that)|subject to)\s[^,.;:”\"]{3,60}",
    re.IGNORECASE,
)
# "as if it were", "asked if the firm …", "see if": no condition.
_NO_CONDITION = re.compile(
    r"\b(?:as|ask\w*|wonder\w*|know|knew|see|sure|clear|doubt\w*|question\w*|check\w*|tell|find out|decide\w*|whether)\s+$",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\b(?:the|his|her|its|their)\s+$", re.IGNORECASE)
_CAUSE = re.compile(
    r"\s+(?:because|due\s+to|owing\s+to|as\s+a\s+result|thanks\s+to|on\s+account|in\s+response)\b", re.IGNORECASE
)
_OWN_MODAL = re.compile(r"\b(would|could|might|may)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_DUTY = frozenset({"need", "have", "require", "ought", "oblige", "must"})
_BESIDE = 40  # characters between a verb and its content that an adverb or two may take
_BY_ACT: dict[str, Modality] = {
    "request": "requested", "demand": "requested", "advise": "requested", "recommend": "requested",
    "aim": "intended", "promise": "future", "ask": "questioned",
}  # fmt: skip
WISHES = frozenset({"request", "demand", "advise", "recommend", "promise"})
_ASIDE = frozenset({"relcl"})
_SIDE = frozenset({"relcl", "acl", "advcl", "appos", "csubj", "parataxis"})


@lru_cache(maxsize=4)
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, HedgeCue]]:
    cues = {cue.phrase: cue for cue in hedge_cues(language)}
    phrases = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in cues)
    return re.compile(r"\b(?:" + "|".join(phrases) + r")\b", re.IGNORECASE), cues


def find_hedges(text: str, scope: Span, *, language: str = "en") -> list[Found]:
    """Return the hedges inside `scope` of `text`: place, kind, and the modality they give ("" where none), in order."""
    if language in LANGUAGES:
        return hedges_by_tables(text, scope, language)
    pattern, cues = _pattern(language)
    found: list[Found] = []
    for match in pattern.finditer(text, *scope):
        cue = cues[" ".join(match.group().casefold().split())]
        kind, end = cue.kind, match.end()
        if kind == "approximator-number":
            number = _NUMBER.match(text, end)
            if number is None:
                continue
            word = _NUMBER_END.match(text, number.end())
            kind, end = "approximator", word.end() if word else number.end()
        elif kind == "time-alone":
            if _PERIOD.match(text, end):
                continue
            kind = "time"
        if match.group() == "May" or _is_noun(text, match):
            continue
        found.append(((match.start(), end), cast("HedgeKind", kind), cue.modality))
    for match in _CONDITION.finditer(text, *scope):
        if not _NO_CONDITION.search(text[max(0, match.start() - 20) : match.start()]):
            found.append(((match.start(), match.start() + len(match.group().rstrip())), "condition", "conditional"))
    return sorted(found)


def _is_noun(text: str, match: re.Match[str]) -> bool:
    """Ask whether a modal's letters are a noun ("the might of the river")."""
    return (
        match.group().casefold() in {"may", "might"}
        and _OWNED.search(text[max(0, match.start() - 8) : match.start()]) is not None
    )


def condition_behind(text: str, end: int) -> list[Found]:
    """Return the condition that stands right behind a content that ends at `end` ("recommended canoes if it is dry")."""
    blank = re.compile(r",?\s+").match(text, end)
    match = _CONDITION.match(text, blank.end()) if blank else None
    return [(match.span(), "condition", "conditional")] if match else []


def own_modal(text: str, cue: Span) -> list[Found]:
    """Return the modal with which somebody softens what he himself does in saying it ("we would recommend")."""
    match = _OWN_MODAL.search(text[max(0, cue[0] - 30) : cue[0]])
    if match is None:
        return []
    start = max(0, cue[0] - 30) + match.start(1)
    return [((start, start + len(match.group(1))), "modal", "")]


def beside_cue(text: str, tokens: Sequence[Token], cue: Span, content: Span) -> list[Found]:
    """Return the hedges that stand with a verb that reports and outside of what it reports ("reportedly said that …",
    "is aimed above all to …"). They say nothing of how sure the content is.
    """
    verb = next((t for t in tokens if t.start < cue[1] <= t.end), None)
    if verb is None:
        return []
    beside = [t for t in tokens if t.head == verb.i and t.dep in {"advmod", "npadvmod"}]
    beside = [t for t in beside if not content[0] <= t.start < content[1]]
    start = min([cue[0], *(t.start for t in beside if t.i < verb.i)])
    between = content[0] if cue[1] <= content[0] <= cue[1] + _BESIDE else cue[1]
    found = [*find_hedges(text, (start, cue[0])), *find_hedges(text, (cue[1], between))]
    return [(span, kind, "") for span, kind, _ in found if text[slice(*span)].casefold() not in {"would", "could"}]


def in_clause(found: Sequence[Found], tokens: Sequence[Token], content: Span, text: str) -> list[Found]:
    """Return the hedges of the clause that is claimed; those of a side clause or of a cause give no modality."""
    inside = {t.i for t in tokens if content[0] <= t.start and t.end <= content[1]}
    out: list[Found] = []
    for span, kind, modality in found:
        token = next((t for t in tokens if t.start <= span[0] < t.end), None)
        crossed = _crossed(tokens, token, inside) if token is not None and token.i in inside else set()
        if crossed & _ASIDE and kind != "condition":
            continue
        of_cause = _CAUSE.match(text, span[1]) is not None
        out.append((span, kind, "" if modality and (of_cause or crossed & _SIDE) and kind != "condition" else modality))
    return out


def _crossed(tokens: Sequence[Token], token: Token, inside: set[int]) -> set[str]:
    """Return the dependencies that lead up from a token to the top of the content."""
    deps: set[str] = set()
    while token.head != token.i and token.head in inside:
        deps.add(token.dep)
        token = tokens[token.head]
    return deps


def modal_of_content(modal: Modality | None, tokens: Sequence[Token], content: Span) -> Modality | None:
    """Return the modality of a content's verb group, where a rule found one (`modal`) or not (words on display).

    "Is important to note", "plans are afoot to sell" have an infinitive and no duty.
    """
    inside = [t for t in tokens if content[0] <= t.start and t.end <= content[1]]
    numbers = {t.i for t in inside}
    top = next((t for t in inside if t.pos in {"VERB", "AUX"} and (t.head == t.i or t.head not in numbers)), None)
    if top is None or (modal is not None and modal != "normative"):
        return modal
    beside = [t for t in inside if t.head == top.i]
    if modal is None:
        return "future" if any(t.dep == "aux" and t.lemma.casefold() in {"will", "shall"} for t in beside) else None
    said_of = any(t.dep in {"acomp", "attr", "oprd", "advmod"} for t in beside)
    duty = any(t.tag == "MD" or t.lemma in _DUTY for t in inside)
    return None if said_of and not duty else modal


def modality_of(act: Act, hedges: Sequence[Found], *, modal: Modality | None, question: bool) -> Modality:
    """Return the net reading of a claim from its act, its hedges and its own modal verb, in that order."""
    if question:
        return "questioned"
    if act in _BY_ACT:
        return _BY_ACT[act]
    given = [modality for _, _, modality in hedges if modality]
    certain = [modality for modality in given if modality != "conditional"]
    if certain:
        return cast("Modality", certain[0])
    return modal or ("conditional" if given else "asserted")
