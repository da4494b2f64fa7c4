"""Mend what a small parser often gets wrong in coordination, before any rule reads the tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.text.syntax import Token

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens with these heads put right:

    1. a past or present verb joined to an infinitive ("plans to close the pool and accused …") goes to the verb above
    2. a bare infinitive joined to a finite verb ("the aims are to build, keep and repair …") goes to the infinitive under it
    """
    out = list(tokens)
    for token in tokens:
        if token.dep != "conj" or token.pos not in {"VERB", "AUX"}:
            continue
        head = out[token.head]
        children = [t for t in out if t.head == token.i and t.i != token.i]
        bare = not any(t.dep in _SUBJECT or t.dep in {"aux", "auxpass"} for t in children)
        if not bare:
            continue
        if token.tag in {"VBD", "VBZ"} and token.text.casefold() != token.lemma and head.tag == "VB":
            above = _finite_above(out, head)
            if above is not None:
                out[token.i] = replace(token, head=above)
        elif token.tag == "VB" and head.tag in {"VBD", "VBZ", "VBP"}:
            below = [t.i for t in out if t.head == head.i and t.dep in {"xcomp", "advcl"} and t.tag == "VB" and t.i < token.i]
            if below:
                out[token.i] = replace(token, head=below[-1])
    return tuple(out)


def _finite_above(tokens: Sequence[Token], token: Token) -> int | None:
    seen: set[int] = set()
    while token.i not in seen:
        seen.add(token.i)
        token = tokens[token.head]
        if token.tag in {"VBD", "VBZ", "VBP"} and token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
            return token.i
    return None
