"""Mend parses that put one person's saying inside another's, or an accusation inside a gloss on the accused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.text.cues import report_verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.text.syntax import Token

_AGAINST = frozenset({"while", "whereas", "although", "though"})
_MARKS = frozenset('“”„«»"')


def part_sayings(tokens: list[Token]) -> None:
    """Put in place: "X said the bridge was safe but Y argues that it sways", "…, while Y argued …" are two sayings.

    The second has a speaker with a name or noun of its own, a clause of its own, and no "that" before it. A pronoun may be X.
    """
    verbs = report_verbs("en")
    for token in tokens.copy():
        content = tokens[token.head]
        above = tokens[content.head]
        if content.dep != "ccomp" or not above.i < content.i < token.i or above.lemma not in verbs:
            continue
        own = [t for t in tokens if t.head == token.i and t.i != token.i]
        marks = {t.text.casefold() for t in own if t.dep == "mark" and t.i < token.i}
        against = token.dep == "advcl" and marks & _AGAINST
        joined = token.dep == "conj" and not marks and any(
            t.head == content.i and t.dep == "cc" and t.text.casefold() == "but" and t.i < token.i for t in tokens
        )  # fmt: skip
        verb = verbs.get(token.lemma)
        says = verb is not None and "clause" in verb.frames and token.tag in {"VBD", "VBZ", "VBP"} and not _auxiliaries(own)
        speaks = any(t.dep == "nsubj" and t.pos in {"PROPN", "NOUN"} and t.i < token.i for t in own)
        quoted = sum(t.text in _MARKS for t in tokens[above.i : token.i]) % 2
        if (against or joined) and says and speaks and not quoted and any(t.dep == "ccomp" and t.i > token.i for t in own):
            tokens[token.i] = replace(token, head=above.i)


def _auxiliaries(own: Sequence[Token]) -> bool:
    return any(t.dep in {"aux", "auxpass"} for t in own)


def free_accusations(tokens: list[Token]) -> None:
    """Put in place: "accused X, who had warned that it leaks, of lying": "of" behind the gloss belongs to the accusing."""
    verbs = report_verbs("en")
    for gloss in tokens.copy():
        accused = tokens[gloss.head]
        above = tokens[accused.head]
        if gloss.dep != "relcl" or accused.dep != "dobj" or "of" not in getattr(verbs.get(above.lemma), "frames", ()):
            continue
        if any(t.text.casefold() == "of" and t.head == above.i and t.i > gloss.i for t in tokens):
            continue
        for t in tokens[gloss.i + 1 :]:
            closes = t.text.casefold() == "of" and t.dep == "prep" and tokens[t.i - 1].text == ","
            if closes and (t.head == accused.i or gloss.i in _above(tokens, t)):
                tokens[t.i] = replace(t, head=above.i)
                break


def _above(tokens: Sequence[Token], token: Token) -> set[int]:
    """Return the heads above a token."""
    seen: set[int] = set()
    while token.head not in seen:
        seen.add(token.head)
        token = tokens[token.head]
    return seen
