"""What is said of a name in passing: appositions, relative clauses, participles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.clause import clause_tokens
from whosays.extract.claims.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.claims.clause import Tree
    from whosays.extract.claims.drafts import Report

_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our"})


def modifier_claims(tree: Tree, reports: list[Report]) -> Iterator[Draft]:
    """Yield drafts for appositions, relative clauses and participles that say something of a name."""
    spoken = {r.at for r in reports}
    for token in tree.tokens:
        if token.i in spoken or token.head == token.i:
            continue
        if token.dep == "appos":
            yield from _apposition(tree, token.i)
        elif (token.dep == "relcl" and tree.is_finite(token.i)) or (token.dep == "acl" and token.tag == "VBN"):
            yield from _aside(tree, token.i, spoken)


def _apposition(tree: Tree, i: int) -> Iterator[Draft]:
    """Yield the description of a pair of name and description: "Ann Moor, the mayor" or "the mayor of Fenby, Ann Moor"."""
    token, head = tree.tokens[i], tree.tokens[tree.tokens[i].head]
    described, named = (i, head.i) if token.pos == "NOUN" else (_description(tree, head.i), i)
    if described is None or tree.tokens[named].pos != "PROPN":
        return
    if token.pos == "PROPN" and tree.tokens[min(tree.subtree(i)) - 1].text != ",":
        return
    tokens = tree.phrase(described)
    span, about = tree.span(tokens), tree.span(tree.name(named))
    if len(tokens) < 4 and any(c.isdigit() for t in tokens for c in tree.tokens[t].text):
        return  # "Sunday, 19 May": the one date is no description of the other
    if span and len(tokens) > 1:
        yield Draft(
            content=(span,),
            act="describe",
            form="apposition",
            about=(about,) if about else (),
            scope=span,
            is_aside=True,
            by="claims/apposition",
        )


def _description(tree: Tree, i: int) -> int | None:
    """Return the noun with an article that token `i` heads or ends ("the mayor", "the mayor of Fenby")."""
    token = tree.tokens[i]
    if token.pos == "PROPN" and token.dep == "pobj" and tree.words(token.head) == "of":
        i = tree.tokens[token.head].head
    definite = any(tree.words(d) in _DEFINITE or tree.children(d, "case") for d in tree.children(i, "det", "poss"))
    return i if tree.tokens[i].pos == "NOUN" and definite else None


def _aside(tree: Tree, i: int, spoken: set[int]) -> Iterator[Draft]:
    """Yield a relative clause or participle that is set off, or hangs on a name."""
    token = tree.tokens[i]
    tokens = clause_tokens(tree, i, cut=spoken)
    span, about = tree.span(tokens), tree.span(tree.name(token.head))
    if span and len(tokens) > 1 and _is_aside(tree, i):
        relative = token.dep == "relcl"
        yield Draft(
            content=(span,), form="relative-clause" if relative else "participle", about=(about,) if about else (),
            cue=(token.start, token.end), scope=span, negative=bool(tree.children(i, "neg")),
            by="claims/relative-clause" if relative else "claims/participle",
        )  # fmt: skip


def _is_aside(tree: Tree, i: int) -> bool:
    """Ask whether a clause on a noun is set off by a comma, or hangs on a proper name."""
    head = tree.tokens[tree.tokens[i].head]
    first = min(tree.subtree(i))
    after_comma = first > 0 and tree.tokens[first - 1].text in {",", "–", "—", "("}
    return after_comma or head.pos == "PROPN"
