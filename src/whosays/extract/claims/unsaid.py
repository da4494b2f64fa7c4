"""Sayings that have not happened, as far as their sentence tells: refused, ahead, supposed, or only asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.text.cues import word_set
from whosays.text.reference import FIRST_PERSON

if TYPE_CHECKING:
    from whosays.extract.claims.clause import Tree

_FRONTED = frozenset({"had", "should", "were"})
_PRESUPPOSING = frozenset({"who", "whom", "why", "when", "where", "how", "what", "which", "whose"})


def is_unsaid(tree: Tree, i: int) -> bool:
    """Ask whether a saying has not happened, as far as the sentence tells: it was refused, lies ahead, or is supposed."""
    token = tree.tokens[i]
    above = tree.tokens[token.head]
    if token.dep in {"xcomp", "pcomp"} and (above.lemma in word_set("en", "not_done") or _stops_short(tree, above.i)):
        return True
    modals = {tree.words(c) for c in tree.children(i, "aux")}
    if modals & {"will", "shall", "should", "'ll", "’ll", "wo", "must", "may", "might"}:
        subject = tree.subject(i)
        return subject is not None and tree.words(subject) not in FIRST_PERSON
    opens = [m for m in tree.children(i, "mark") if m < i and tree.words(m) in {"if", "unless", "whether"}]
    return any("," not in {t.text for t in tree.tokens[m:i]} for m in opens)  # not "if it fails, she said, …"


def _stops_short(tree: Tree, i: int) -> bool:
    """Ask whether a preposition belongs to "stop short of"."""
    return i > 0 and tree.words(i) == "of" and tree.words(i - 1) == "short"


def is_asked(tree: Tree, i: int) -> bool:
    """Ask whether it is open that somebody does what verb `i` says: "Did she say that …?", "Had she said that …, we would …".

    The finite verb stands before the subject. A question with a question word ("Why did she say that …?") takes it as done.
    """
    subject = tree.child(i, "nsubj", "nsubjpass")
    if subject is None:
        return False
    first = min(tree.subtree(subject))
    fronted = [a for a in tree.children(i, "aux", "auxpass") if a < first]
    if not fronted:
        return False
    before = tree.tokens[fronted[0] - 1] if fronted[0] else None
    opens = before is None or before.pos in {"PUNCT", "CCONJ"}
    if opens and tree.words(fronted[0]) in _FRONTED:
        return True
    asked = any(t.text == "?" for t in tree.tokens[i:])
    return asked and not any(tree.words(c) in _PRESUPPOSING for c in [*tree.children(i), *_below(tree, i)] if c < fronted[0])


def _below(tree: Tree, i: int) -> list[int]:
    """Return what stands under the prepositions of verb `i` ("On what day did she say …?")."""
    return [d for c in tree.children(i, "prep", "npadvmod", "dobj") for d in tree.subtree(c)]
