"""Who holds a claim: the subject or agent of a reporting verb, and the nearest earlier name a pronoun may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.drafts import DraftStep
from whosays.text.cues import word_set

if TYPE_CHECKING:
    from whosays.extract.claims.clause import Tree
    from whosays.records import Act
    from whosays.text.joined import Span

_PERSONAL = frozenset(
    {
        "he",
        "she",
        "they",
        "we",
        "i",
        "it",
        "who",
        "him",
        "her",
        "them",
        "us",
        "me",
        "some",
        "many",
        "others",
        "all",
        "both",
        "everyone",
        "nobody",
        "one",
    }
)
_NOBODY = frozenset({"there", "this", "that", "what", "nobody", "none", "nothing"})
_AGENT_ENDINGS = ("er", "or", "ers", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "ents", "ese", "ees", "ee")


def is_speaker(tree: Tree, i: int | None) -> bool:
    """Ask whether token `i` can hold a claim: a name, a person, a body of people, something written, or a pronoun for one."""
    if i is None:
        return False
    token = tree.tokens[i]
    if token.pos == "PROPN" or token.text.casefold() in _PERSONAL:
        return True
    lemma = token.lemma.casefold()
    if any(lemma in word_set("en", name) for name in ("people", "bodies", "sources")):
        return True
    if token.pos == "NOUN" and token.text[:1].isupper() and i > 0:
        return True
    return token.pos == "NOUN" and token.text.casefold().endswith(_AGENT_ENDINGS) and len(token.text) > 4


def holder_words(tree: Tree, i: int) -> Span | None:
    """Return the words of a holder: its name where a name stands behind the role ("its secretary, Ida Wren, said")."""
    if tree.tokens[i].pos == "NOUN":
        for t in tree.subtree(i):
            token = tree.tokens[t]
            if token.dep == "appos" and token.pos == "PROPN" and t > i and tree.tokens[min(tree.subtree(t)) - 1].text == ",":
                return tree.span(tree.name(t))
    return tree.span(tree.name(i))


def holder_step(tree: Tree, i: int, act: str, *, passive: bool) -> DraftStep | None:
    """Return the step of reporting verb `i`: who says so, with the verb as cue. None for a command to the reader."""
    first = min([i, *tree.children(i, "aux", "auxpass")]) if passive else i
    cue = (tree.tokens[first].start, tree.tokens[i].end)
    typed: Act = act  # type: ignore[assignment]  # the table of verbs holds acts only; a test checks it
    if passive:
        if _is_note_to_reader(tree, i):
            return None
        agent = next((c for a in tree.children(i, "agent") for c in tree.children(a, "pobj")), None)
        at = holder_words(tree, agent) if agent is not None else None
        return DraftStep(kind="named" if at else "hidden", at=at, cue=cue, act=typed)
    subject = tree.subject(i)
    if subject is None:
        implied = tree.implied if tree.tokens[i].dep == "ROOT" else None
        return DraftStep(kind="named", at=implied, cue=cue, act=typed) if implied else None
    at = holder_words(tree, subject)
    if tree.tokens[subject].dep == "expl" or at is None or tree.words(subject) in _NOBODY:
        return None
    if _is_method(tree, subject):
        return DraftStep(kind="hidden", at=at, cue=cue, act=typed)
    return DraftStep(kind="named", at=at, cue=cue, act=typed)


def _is_note_to_reader(tree: Tree, i: int) -> bool:
    """Ask whether the passive is the author's own nod to the reader ("it should be noted that"), not a report."""
    subject = tree.subject(i)
    modal = any(tree.tokens[a].tag == "MD" for a in tree.children(i, "aux"))
    return modal and subject is not None and tree.words(subject) == "it"


def _is_method(tree: Tree, subject: int) -> bool:
    """Ask whether the subject is an unnamed method or paper ("an audit", "a survey"): whose it is stays hidden."""
    token = tree.tokens[subject]
    indefinite = any(tree.words(d) in {"a", "an"} for d in tree.children(subject, "det"))
    owned = tree.children(subject, "poss") or any(tree.words(p) in {"by", "from"} for p in tree.children(subject, "prep"))
    named = any(tree.tokens[t].pos == "PROPN" for t in tree.phrase(subject))
    return indefinite and not owned and not named and token.lemma.casefold() in word_set("en", "sources")
