"""Whether a proposition is negated: by its verb, by "no" or "nobody" at its side, or by a verb that says it was not done."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.text.cues import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.records import Polarity
    from whosays.text.joined import Span
    from whosays.text.syntax import Token

_NEGATIVE = re.compile(r"\b(?:not|never|no longer|nobody|none|nor|n't|without)\b", re.IGNORECASE)
_NOT_ONLY = re.compile(
    r"\b(?:not|n't|n’t|isn|wasn)\W+(?:only|just|merely|simply|solely|limited|confined|restricted)\b", re.IGNORECASE
)
_BUT = re.compile(r"\bbut\b(?!\s+also\b)", re.IGNORECASE)
_NO_LONGER = re.compile(r"\bno\s+longer\b", re.IGNORECASE)
_BY_NO_MEANS = re.compile(
    r"\b(?:by no means|in no way|under no circumstances|at no time|on no account|far from)\b", re.IGNORECASE
)
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no-one", "noone", "nowhere"})
_NO_DOUBT = frozenset({"doubt", "question", "secret", "coincidence", "accident", "wonder", "exception", "mistake"})
_SIDES = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "expl", "acomp"})
_VERBAL = frozenset({"VERB", "AUX"})


def polarity_of(words: str, tokens: Sequence[Token], content: Span, *, negative: bool) -> Polarity:
    """Return the polarity of what is claimed.

    Args:
        words: the content.
        tokens: the sentence, empty where there is no parser.
        content: where the content stands.
        negative: what the rule that found the claim knows of negations at its verb.
    """
    first = next(iter(re.findall(r"[a-z]+", words.casefold())), "")
    opening = first in {"no", "not", "never", "neither", "nobody", "none"}
    inside = [t for t in tokens if content[0] <= t.start and t.end <= content[1]]
    negated = (
        negative
        or opening
        or _BY_NO_MEANS.search(words) is not None
        or _denied(tokens, inside)
        or _not_done(inside)
        or _of_no_avail(inside)
    )
    if _NOT_ONLY.search(words):
        return "positive"
    found = _NEGATIVE.search(words)
    if found and _BUT.search(words[found.end() :]) and (negated or found.group().casefold() in {"not", "without"}):
        return "mixed"
    return "negative" if negated else "positive"


def _top(inside: Sequence[Token]) -> Token | None:
    """Return the highest token of a content."""
    numbers = {t.i for t in inside}
    tops = [t for t in inside if t.head == t.i or t.head not in numbers]
    return next((t for t in tops if t.pos in _VERBAL), None) or next((t for t in tops if t.pos != "PUNCT"), None)


def _denied(tokens: Sequence[Token], inside: Sequence[Token]) -> bool:
    """Ask whether the content's verb has a "not" ("his aim was not to …"), or its subject or object a "no"."""
    top = _top(inside)
    if top is None or top.pos not in _VERBAL:
        return False
    sides = [t for t in inside if t.head == top.i]
    for token in (t for t in sides if t.lemma.casefold() not in _NO_DOUBT):
        if token.dep == "neg" or (token.dep in _SIDES and token.text.casefold() in _NOBODY):
            return True
        of_none = token.dep in _SIDES and any(
            t.head == token.i and (t.text.casefold() == "no" and t.dep in {"det", "neg"}) for t in inside
        )
        if of_none:
            return True
    behind = next((t for t in inside if t.i == top.i + 1), None)
    return (behind is not None and behind.text.casefold() == "not") or any(
        _NO_LONGER.fullmatch(f"{a.text} {b.text}") and tokens[b.head].i in {top.i, *(t.i for t in sides)}
        for a, b in pairwise(inside)
    )


def _not_done(inside: Sequence[Token]) -> bool:
    """Ask whether the content's verb says that something was not done ("failed to answer", "to refrain from rowing")."""
    top = _top(inside)
    if top is None:
        return False
    goes_on = any(t.head == top.i and (t.dep == "xcomp" or t.text.casefold() == "from") for t in inside)
    return goes_on and top.lemma.casefold() in word_set("en", "not_done")


def _of_no_avail(inside: Sequence[Token]) -> bool:
    """Ask whether there is nothing of what is told ("there is no evidence that …")."""
    words = [t.text.casefold() for t in inside[:4]]
    denied = len(words) > 2 and words[0] == "there" and words[2] in {"no", "not", "nothing"}
    return denied and not _NO_DOUBT & set(words)
