"""Claims without a parser: quotations with a speaker beside them, "X said that …", "According to X, …"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.extract.claims.drafts import Draft, DraftStep
from whosays.text.cues import report_verbs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.text.joined import Span

_NAME = (
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts?|[Tt]heir|[Hh]is|[Hh]er)\s+)?"
    r"(?:[A-Z][\w.&'’-]*(?:\s+(?:of|for|the|and|al-|de|bin)\s+|\s+)?){1,6}"
)
_HOLDER = rf"(?P<holder>{_NAME}|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Tt]he(?:\s+[\w-]+){{1,4}}?)"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    forms = sorted(
        {form for verb in report_verbs("en").values() if verb.frames & {"clause"} for form in _forms(verb.lemma)}, key=len
    )
    verbs = "|".join(reversed(forms))
    clause = re.compile(rf"^{_HOLDER}\s*(?:\w+ly\s+)?(?P<cue>{verbs})\s+that\s+(?P<content>.+?)[.!?]?$", re.DOTALL)
    quote = re.compile(
        rf"[“\"](?P<content>[^“”\"]+)[”\"],?\s+(?:{_HOLDER}\s*(?P<cue>{verbs})\b|(?P<cue2>{verbs})\s+(?P<holder2>{_NAME}))"
    )
    source = re.compile(r"^(?P<cue>According to)\s+(?P<holder>[^,]{2,80}),\s+(?P<content>.+?)[.!?]?$", re.DOTALL)
    return clause, quote, source


def _forms(lemma: str) -> set[str]:
    stem = lemma.removesuffix("e")
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch")) else "s")
    forms = {lemma, third, stem + "ed"}
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    return forms | {"say": {"said"}, "tell": {"told"}, "write": {"wrote"}, "think": {"thought"}, "find": {"found"}}.get(
        lemma, set()
    )


def plain_drafts(text: str, sentence: Span) -> Iterator[Draft]:
    """Yield what can be attributed in one sentence of `text` by its words alone, else the sentence as its author's."""
    start, end = sentence
    words = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    found = False
    for pattern in _patterns():
        match = pattern.search(words)
        if match is None:
            continue
        parts = match.groupdict()
        holder, cue = ("holder", "cue") if parts.get("holder") else ("holder2", "cue2")
        at, said, content = match.span(holder), match.span(cue), match.span("content")
        step = DraftStep(kind="named", at=_shift(at, start, words), cue=_shift(said, start, words), act="assert")
        span = _shift(content, start, words)
        yield Draft(content=(span,), chain=(step,), cue=step.cue, form="indirect", scope=span, by="claims/words-alone")
        found = True
        break
    if not found and len(words.split()) > 3 and words[-1:] in ".!?":
        span = _shift((0, len(words) - 1), start, words)
        yield Draft(content=(span,), form="narrative", scope=span, question=words.endswith("?"), by="claims/words-alone")


def _shift(span: Span, by: int, words: str) -> Span:
    low, high = span
    while high > low and (words[high - 1].isspace() or words[high - 1] == ","):
        high -= 1
    return (low + by, high + by)
