"""Who holds a claim: the subject or agent of a reporting verb, and the nearest earlier name a pronoun may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.drafts import DraftStep
from whosays.text.cues import word_set

if TYPE_CHECKING:
    from whosays.extract.claims.clause import Tree
    from whosays.records import Act, HolderKind
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
_WHERE = frozenset({"in", "on", "at", "via", "through"})
_AGENT_ENDINGS = ("er", "or", "ers", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "ents", "ese", "ees", "ee")


def is_speaker(tree: Tree, i: int | None) -> bool:
    """Ask whether token `i` can hold a claim: a name, a person, a body of people, something written, or a pronoun for one."""
    if i is None:
        return False
    token = tree.tokens[i]
    if token.pos == "PROPN" or token.text.casefold() in _PERSONAL:
        return True
    lemma = token.lemma.casefold()
    if any(lemma in word_set("en", name) for name in ("people", "roles", "bodies", "sources")):
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
    """Return the step of reporting verb `i`: who says so, with the verb as cue. None for a command to the reader.

    A paper that somebody issues ("published a release calling on …") and a site ("said on its web site that …") are outlets,
    no holders.
    """
    first = min([i, *tree.children(i, "aux", "auxpass")]) if passive else i
    cue = (tree.tokens[first].start, tree.tokens[i].end)
    outlet = _outlet(tree, i)
    typed: Act = act  # type: ignore[assignment]  # the table of verbs holds acts only; a test checks it
    if passive:
        if _is_note_to_reader(tree, i):
            return None
        agent = next((c for a in tree.children(i, "agent") for c in tree.children(a, "pobj")), None)
        at = holder_words(tree, agent) if agent is not None else None
        return DraftStep(kind="named" if at else "hidden", at=at, cue=cue, act=typed, outlet=outlet)
    subject = tree.subject(i)
    if subject is None:
        implied = tree.implied if tree.tokens[i].dep == "ROOT" else None
        return DraftStep(kind="named", at=implied, cue=cue, act=typed, outlet=outlet) if implied else None
    issuer = _issuer(tree, i, subject)
    if issuer is not None:
        outlet, subject = tree.span(tree.name(subject)), issuer
    elif not is_speaker(tree, subject):
        agent = _agent_above(tree, i)
        subject = subject if agent is None else agent
    at = holder_words(tree, subject)
    if tree.tokens[subject].dep == "expl" or at is None or tree.words(subject) in _NOBODY:
        return None
    kind: HolderKind = "hidden" if _is_method(tree, subject) else "named"
    return DraftStep(kind=kind, at=at, cue=cue, act=typed, outlet=outlet)


def _outlet(tree: Tree, i: int) -> Span | None:
    """Return where something is said: "on its web site", "in a letter to the ministry"."""
    for prep in tree.children(i, "prep"):
        if tree.words(prep) in _WHERE:
            for noun in tree.children(prep, "pobj"):
                if tree.tokens[noun].lemma.casefold() in word_set("en", "outlets"):
                    return tree.span(tree.name(noun))
    return None


def _issuer(tree: Tree, i: int, subject: int) -> int | None:
    """Return who issues the paper that says something ("The trust has published a release calling on people to …")."""
    paper, above = tree.tokens[subject], tree.tokens[tree.tokens[subject].head]
    on_the_paper = tree.tokens[i].dep in {"acl", "relcl"} and tree.tokens[i].head == subject
    if not on_the_paper or paper.dep != "dobj" or not _is_paper(paper.lemma.casefold()):
        return None
    issuer = tree.subject(above.i) if above.lemma.casefold() in word_set("en", "issuing") else None
    return issuer if is_speaker(tree, issuer) and not tree.is_passive(above.i) else None


def _is_paper(lemma: str) -> bool:
    return any(lemma in word_set("en", name) for name in ("sources", "works", "methods"))


def _agent_above(tree: Tree, i: int) -> int | None:
    """Return by whom the passive above is done, where verb `i` has no subject ("welcomed by Ann, calling it …")."""
    token = tree.tokens[i]
    if token.dep not in {"advcl", "conj"} or tree.child(i, "nsubj", "nsubjpass") is not None:
        return None
    agents = [c for a in tree.children(token.head, "agent") for c in tree.children(a, "pobj")]
    return next((agent for agent in agents if is_speaker(tree, agent)), None)


def _is_note_to_reader(tree: Tree, i: int) -> bool:
    """Ask whether the passive is the author's own nod to the reader ("it should be noted that"), not a report."""
    subject = tree.subject(i)
    modal = any(tree.tokens[a].tag == "MD" for a in tree.children(i, "aux"))
    return modal and subject is not None and tree.words(subject) == "it"


def _is_method(tree: Tree, subject: int) -> bool:
    """Ask whether the subject is an unnamed method or paper ("an audit", "recent studies"): whose it is stays hidden."""
    token = tree.tokens[subject]
    articles = {tree.words(d) for d in tree.children(subject, "det")}
    lemma = token.lemma.casefold()
    bare = not articles and token.tag == "NNS" and lemma in word_set("en", "methods")
    owned = tree.children(subject, "poss") or any(tree.words(p) in {"by", "from"} for p in tree.children(subject, "prep"))
    named = any(tree.tokens[t].pos == "PROPN" for t in tree.phrase(subject))
    indefinite = bool(articles & {"a", "an", "some", "another"})
    known = lemma in word_set("en", "sources") or lemma in word_set("en", "methods")
    return (bare or (indefinite and known)) and not owned and not named
