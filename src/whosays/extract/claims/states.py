"""Find what attributes without a speaker at a verb: states of mind ("is sure that"), evidence, and words to the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.clause import clauses, has_that
from whosays.extract.claims.drafts import DraftStep, Report
from whosays.extract.claims.holders import holder_words
from whosays.text.cues import report_adjectives, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.claims.clause import Tree
    from whosays.records import Act

_IMPERSONAL = frozenset({"it", "there", "this", "that", "which", "what"})
_LINKING = frozenset({"be", "become", "remain", "seem", "feel", "look", "sound", "grow", "appear"})
_TO_READER = frozenset({"note", "remember", "recall", "observe", "mind", "understand", "know", "realise", "realize"})


def of_state(tree: Tree, i: int) -> Iterator[Report]:
    """Match "is sure that …", "are aware that …", "convinced that …": the content is what somebody's state of mind is about."""
    token = tree.tokens[i]
    act = report_adjectives("en").get(token.text.casefold())
    if act is None or tree.children(i, "dobj", "agent"):
        return
    verb = _linking_verb(tree, i)
    subject = tree.subject(i if tree.children(i, "nsubj", "nsubjpass") or verb is None else verb)
    if subject is None or tree.words(subject) in _IMPERSONAL or tree.tokens[subject].dep == "expl":
        return
    at = holder_words(tree, subject)
    below = [c for top in {i, i if verb is None else verb} for c in tree.children(top, "ccomp", "advcl")]
    content = next((c for c in below if c > i and _is_content(tree, c)), None)
    if at is None or content is None:
        return
    parts, heads = clauses(tree, content)
    first = min([i, *([] if verb is None else [verb])])
    step = DraftStep(kind="named", at=at, cue=(tree.tokens[first].start, token.end), act=act)  # type: ignore[arg-type]
    yield Report(i if verb is None else verb, step, parts, heads, [], "indirect", "claims/clause")


def _linking_verb(tree: Tree, i: int) -> int | None:
    """Return the verb that joins a state to whose it is ("is" of "is sure"); None where the state is itself the verb."""
    token = tree.tokens[i]
    auxiliary = tree.child(i, "auxpass", "aux")
    if token.dep in {"acomp", "oprd", "attr"} and tree.tokens[token.head].lemma.casefold() in _LINKING:
        return token.head
    return auxiliary if auxiliary is not None and tree.tokens[auxiliary].lemma.casefold() in _LINKING else None


def _is_content(tree: Tree, c: int) -> bool:
    """Ask whether clause `c` is what a state is about: it opens with "that", or with nothing at all and its subject."""
    marks = tree.children(c, "mark")
    opens_bare = not marks and not tree.children(c, "advmod") and tree.child(c, "nsubj", "nsubjpass", "expl") is not None
    return has_that(tree, c) or (opens_bare and tree.is_finite(c) and tree.tokens[c].dep == "ccomp")


def evidence_step(tree: Tree, i: int, act: Act) -> DraftStep | None:
    """Return the step of "the figures show", "our results suggest": whose evidence it is, is hidden behind its words."""
    subject = tree.subject(i)
    if subject is None or tree.tokens[subject].lemma.casefold() not in word_set("en", "evidence"):
        return None
    at = holder_words(tree, subject)
    return DraftStep(kind="hidden", at=at, cue=(tree.tokens[i].start, tree.tokens[i].end), act=act) if at else None


def author_step(tree: Tree, i: int, act: Act) -> DraftStep:
    """Return the step of what the author holds by verb `i` himself: chains leave it out."""
    return DraftStep(kind="author", cue=(tree.tokens[i].start, tree.tokens[i].end), act=act)


def is_to_reader(tree: Tree, i: int) -> bool:
    """Ask whether verb `i` speaks to the reader: "note that …", "it is fair to say that …"."""
    token = tree.tokens[i]
    if token.tag not in {"VB", "VBP"} or tree.child(i, "nsubj", "nsubjpass") is not None:
        return False
    told = any(tree.words(a) == "to" for a in tree.children(i, "aux"))
    if not told:
        addressed = token.dep in {"ROOT", "ccomp", "parataxis", "advcl", "conj", "dep"} and token.lemma.casefold() in _TO_READER
        return addressed and not tree.children(i, "aux", "mark") and any(has_that(tree, c) for c in tree.children(i, "ccomp"))
    above = list(tree.ancestors(i))[:2]
    matrix = next((a for a in above if tree.tokens[a].lemma.casefold() == "be"), None)
    subject = tree.child(matrix, "nsubj", "expl") if matrix is not None else None
    return subject is not None and tree.words(subject) == "it" and any(tree.is_finite(c) for c in tree.children(i, "ccomp"))
