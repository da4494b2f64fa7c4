"""The author's own statements: every clause that can stand alone and is not somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.clause import below_matrix, clause_tokens, denies_clause, is_negated, modal_of, set_apart, stated_in
from whosays.extract.claims.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.claims.clause import Tree
    from whosays.extract.claims.drafts import Report
    from whosays.records import Act
    from whosays.text.joined import Span

_COPULA = frozenset({"be", "have", "remain", "become"})
_QUESTIONING = frozenset({"whether", "if", "who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
_CLOSED = frozenset({"DET", "PRON", "ADP", "PART", "PUNCT", "CCONJ", "SCONJ", "SPACE"})


def own_clauses(tree: Tree, reports: list[Report]) -> Iterator[Draft]:
    """Yield a draft for each clause of the sentence that its speaker states himself, coordinate clauses apart."""
    spoken = {r.at for r in reports}
    said = {t for r in reports for part in r.contents for t in part}
    for root in tree.roots:
        for head in _statement_heads(tree, root):
            if head in said or _reports(tree, head, spoken):
                continue
            opening = _opening_participle(tree, head)
            if opening is not None:
                yield _participle(tree, opening, head)
            elsewhere = [opening] if opening is not None else []
            elsewhere += tree.children(head, "ccomp", "xcomp") if head in spoken else []  # what is said is a claim of its own
            elsewhere += [c for c in tree.children(head, "ccomp", "parataxis") if set_apart(tree, c, head)]
            out = {t for c in elsewhere for t in tree.subtree(c)}
            tokens = _without_tail(tree, head, [t for t in clause_tokens(tree, head, cut=spoken) if t not in out])
            span = tree.span(tokens)
            if span is None or not _says_something(tree, head, tokens):
                continue
            yield Draft(
                content=(span,),
                act=_act(tree, head),
                cue=(tree.tokens[head].start, tree.tokens[head].end),
                about=_about(tree, head),
                scope=_scope(tree, head, span),
                negative=_is_denied(tree, head),
                modal=modal_of(tree, head),
                is_aside=head in spoken,
                by="claims/own-clause",
            )


def _reports(tree: Tree, head: int, spoken: set[int]) -> bool:
    """Ask whether the clause only reports: its verb does, or the verb it serves ("went on to say")."""
    if head in spoken:
        return head not in _hedged_reports(tree, head)
    return any(c in spoken for c in tree.children(head, "xcomp"))


def _opening_participle(tree: Tree, head: int) -> int | None:
    """Return the participle a sentence opens with ("Founded in 1904, the museum …"): a statement of its own."""
    subject = tree.child(head, "nsubj", "nsubjpass")
    for c in [*tree.children(head, "advcl"), *(tree.children(subject, "acl") if subject is not None else [])]:
        own = tree.subtree(c)
        if tree.tokens[c].tag == "VBN" and own[0] == c and subject is not None and own[-1] < subject and len(own) > 1:
            return c
    return None


def _participle(tree: Tree, i: int, head: int) -> Draft:
    span = tree.span(tree.subtree(i)) or (tree.tokens[i].start, tree.tokens[i].end)
    return Draft(
        content=(span,), form="participle", cue=(tree.tokens[i].start, tree.tokens[i].end), about=_about(tree, head),
        scope=span, by="claims/participle",
    )  # fmt: skip


def _without_tail(tree: Tree, head: int, tokens: list[int]) -> list[int]:
    """Leave out a description of the last name of a clause (", a former minister"): it is a statement of its own."""
    if not tokens:
        return tokens
    last = max(tokens)
    for t in tokens:
        token = tree.tokens[t]
        if token.dep != "appos" or t < head or token.pos != "NOUN" or tree.tokens[token.head].pos != "PROPN":
            continue
        tail = tree.subtree(t)
        goes_on = any(tree.tokens[x].pos == "VERB" for x in range(tail[-1] + 1, last + 1))
        if len(tail) > 3 and not goes_on:
            return [x for x in tokens if x < tail[0]]
    return tokens


def _statement_heads(tree: Tree, root: int) -> list[int]:
    heads = [h for top in tree.coordinate(root) for h in _under(tree, top)]
    for head in list(heads):
        for c in tree.children(head, "ccomp", "parataxis"):
            loose = not any(tree.words(m) in {"that", "if", "whether"} for m in tree.children(c, "mark"))
            if loose and tree.tokens[c].pos in {"VERB", "AUX"} and tree.is_finite(c) and set_apart(tree, c, head):
                heads.extend(tree.coordinate(c))
    return heads


def _under(tree: Tree, head: int) -> list[int]:
    """Return the clauses under a matrix such as "it is likely that", or the clause itself."""
    below = below_matrix(tree, head)
    return [head] if below == head or _opens_a_question(tree, below) else tree.coordinate(below)


def _opens_a_question(tree: Tree, clause: int) -> bool:
    """Ask whether a clause only names a question ("it is unclear whether the dam leaks", "it is not known who paid")."""
    return tree.words(min(tree.subtree(clause))) in _QUESTIONING


def _matrix(tree: Tree, head: int) -> int | None:
    """Return the verb of "it is likely that", "it should be noted that" above a clause."""
    above = tree.tokens[head].head
    if tree.tokens[above].pos == "ADJ":
        above = tree.tokens[above].head
    return above if above != head and below_matrix(tree, above) == head else None


def _scope(tree: Tree, head: int, span: Span) -> Span:
    """Return where the hedges of a clause stand: in it and in its matrix."""
    above = _matrix(tree, head)
    return stated_in(tree, head, span) if above is None else (min(tree.tokens[t].start for t in tree.subtree(above)), span[1])


def _is_denied(tree: Tree, head: int) -> bool:
    """Ask whether a clause is negated by its own verb or by its matrix ("it is not likely that", "it is unlikely that")."""
    own, above = is_negated(tree, head), _matrix(tree, head)
    return own if above is None else own != denies_clause(tree, above)


def _hedged_reports(tree: Tree, head: int) -> set[int]:
    """Return reporting clauses that the author infers ("it is likely that he said …"): they are a statement of his too."""
    above = tree.tokens[head].head
    return {head} if above != head and below_matrix(tree, above) == head else set()


def _says_something(tree: Tree, head: int, tokens: list[int]) -> bool:
    """Ask whether a clause is a statement: a verb with a subject, and at least three words besides closed ones' company."""
    token = tree.tokens[head]
    if token.pos not in {"VERB", "AUX"} or not (
        tree.is_finite(head) or (token.dep == "ROOT" and tree.subject(head) is not None)
    ):
        return False
    if token.dep == "ROOT" and tree.child(head, "nsubj", "nsubjpass", "csubj", "expl", "attr") is None:
        return False
    return len(tokens) >= 3 and sum(tree.tokens[t].pos not in _CLOSED for t in tokens) >= 2


def _act(tree: Tree, head: int) -> Act:
    return "describe" if tree.tokens[head].lemma.casefold() in _COPULA else "assert"


def _about(tree: Tree, head: int) -> tuple[tuple[int, int], ...]:
    subject = tree.subject(head)
    span = tree.span(tree.name(subject)) if subject is not None else None
    return (span,) if span else ()
