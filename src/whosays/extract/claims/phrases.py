"""Find what attributes without a reporting verb: aims, nouns of speech, "according to X", "in X's view"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.clause import below_matrix, clause_tokens, clauses, denies_clause, has_that
from whosays.extract.claims.drafts import DraftStep, Report
from whosays.extract.claims.holders import holder_words, is_speaker
from whosays.text.cues import report_verbs, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.extract.claims.clause import Tree
    from whosays.text.cues import ReportVerb

_CLOSING = frozenset({"”", '"', "»"})
_LONGEST_HOLDER = 8  # words between "from" and "point of view"


def find_aim(tree: Tree, i: int) -> Report | None:
    """Match aims: "was meant to …" (hidden holder), "aims to …", "its goal is to …"."""
    token = tree.tokens[i]
    lemma = token.lemma.casefold()
    passive = token.tag == "VBN" and tree.is_passive(i)
    subject = tree.subject(i)
    goal = next(
        (c for c in tree.children(i, "xcomp", "advcl", "ccomp") if any(tree.words(a) == "to" for a in tree.children(c, "aux"))),
        None,
    )
    if (
        lemma == "be"
        and goal is not None
        and subject is not None
        and tree.tokens[subject].lemma.casefold() in word_set("en", "goals")
    ):
        owner = tree.child(subject, "poss")
        at = tree.span(tree.name(owner)) if owner is not None else None
        step = DraftStep(kind="named" if at else "hidden", at=at, cue=_cue(tree, i), act="aim")
        return Report(i, step, [tree.subtree(goal)], [], [at] if at else [], "indirect", "claims/goal")
    if goal is None or not (
        (lemma in word_set("en", "aiming_passive") and passive) or (lemma in word_set("en", "aiming_active") and not passive)
    ):
        return None
    kind = "named" if not passive and is_speaker(tree, subject) else "hidden"
    at = tree.span(tree.name(subject)) if kind == "named" and subject is not None else None
    step = DraftStep(kind="named" if at else "hidden", at=at, cue=_cue(tree, i), act="aim")
    return Report(i, step, [tree.subtree(goal)], [], [], "indirect", "claims/aim")


def _cue(tree: Tree, i: int) -> tuple[int, int]:
    """Return the verb with its passive auxiliary as cue."""
    first = min([i, *tree.children(i, "auxpass")])
    return (tree.tokens[first].start, tree.tokens[i].end)


def of_noun(tree: Tree, i: int) -> Iterator[Report]:
    """Match "the claim that …", "her statement that …"."""
    token = tree.tokens[i]
    verb = report_verbs("en").get(tree.tokens[token.head].lemma)
    judged = token.dep == "dobj" and verb is not None and "object" in verb.frames
    said, thought = (token.lemma.casefold() in word_set("en", words) for words in ("speech", "thoughts"))
    if judged or not (said or thought):
        return  # "rejects the claim that …": what is rejected is one content
    for c in tree.children(i, "acl", "ccomp", "relcl"):
        if not has_that(tree, c) or not tree.is_finite(c):
            continue
        parts, heads = clauses(tree, c)
        owner = tree.child(i, "poss")
        if owner is None:
            owner = next(
                (
                    o
                    for p in tree.children(i, "prep")
                    if tree.words(p) in {"of", "by", "from"}
                    for o in tree.children(p, "pobj")
                ),
                None,
            )
        top = i
        if owner is None and token.dep == "dobj" and tree.tokens[token.head].lemma.casefold() in word_set("en", "support"):
            owner, top = tree.subject(token.head), token.head  # "has the feeling that …", "made the claim that …"
        at = holder_words(tree, owner) if owner is not None else None
        if at is None and not said:
            continue  # "the idea that …" is nobody's
        step = DraftStep(kind="named" if at else "hidden", at=at, cue=(tree.tokens[top].start, token.end), act="assert")
        yield Report(top, step, parts, heads, [], "indirect", "claims/speech-noun")


def _clause_above(tree: Tree, i: int) -> int | None:
    """Return the nearest verb above `i` that heads a finite clause."""
    for a in tree.ancestors(i):
        of_a_name = tree.tokens[a].dep == "relcl" and any(tree.tokens[r].pos in {"NOUN", "PROPN"} for r in tree.roots)
        if tree.tokens[a].dep == "ROOT" or (tree.tokens[a].pos in {"VERB", "AUX"} and tree.is_finite(a) and not of_a_name):
            return a
    return None


def by_phrase(tree: Tree, i: int) -> Iterator[Report]:
    """Match "according to X", "per X", "in X's view", "as X says" around a clause: the whole clause is X's."""
    token = tree.tokens[i]
    yield from _headline(tree, i)
    found = _according(tree, i) or _in_the_view(tree, i) or _as_somebody_says(tree, i) or _they_say(tree, i)
    if found is None:
        return
    holder, members = found
    at, clause = holder_words(tree, holder), _clause_above(tree, i)
    if at is None or clause is None or clause in members:
        return
    cue = (token.start, tree.tokens[i + 1].end if tree.words(i) == "according" else token.end)
    clause = _whole_where_denied(tree, clause)
    heads = tree.coordinate(clause) if members[0] < clause else [clause]
    outside = set(members)
    parts = [[t for t in clause_tokens(tree, h) if t not in outside] for h in heads]
    step = DraftStep(kind="named", at=at, cue=cue, act="assert")
    yield Report(i, step, parts, heads, [], "indirect", "claims/according-to", interrupted=True)


def _whole_where_denied(tree: Tree, clause: int) -> int:
    """Return the clause that is stated: the one under "it is likely that", but all of "it is not true that …"."""
    above, below = tree.tokens[clause].head, below_matrix(tree, clause)
    if below == clause and above != clause and below_matrix(tree, above) == clause and denies_clause(tree, above):
        return above
    return clause if below != clause and denies_clause(tree, clause) else below


def _headline(tree: Tree, i: int) -> Iterator[Report]:
    """Match a headline that ends in who says so ("Harbour vote delayed, mayor says"): its verb need not be a full one."""
    token, verb = tree.tokens[i], report_verbs("en").get(tree.tokens[i].lemma)
    subject = tree.child(i, "nsubj")
    if token.dep != "ROOT" or verb is None or not _says(verb) or subject is None or tree.children(i, "ccomp", "xcomp", "dobj"):
        return
    first, rest = tree.subtree(subject)[0], tree.tokens[i + 1 :]
    content = [t for t in range(first - 1) if tree.tokens[t].pos != "PUNCT"]
    where = bool(content) and tree.tokens[content[0]].pos in {"ADP", "SCONJ"}  # "By the lock, she noticed."
    ends = subject < i and tree.tokens[first - 1].text == "," and all(t.pos == "PUNCT" for t in rest)
    if ends and len(content) > 2 and not where:
        step = DraftStep(kind="named", at=holder_words(tree, subject), cue=(token.start, token.end), act="assert")
        yield Report(i, step, [content], [], [], "indirect", "claims/according-to")


def _according(tree: Tree, i: int) -> tuple[int, list[int]] | None:
    """Return holder and tokens of "according to X" and "per X"."""
    word = tree.words(i)
    if word != "according" and not (word == "per" and tree.tokens[i].pos == "ADP"):
        return None
    holder = next((c for p in [i, *tree.children(i, "prep")] for c in tree.children(p, "pobj")), None)
    if holder is None or (word == "per" and not _is_definite_speaker(tree, holder)):
        return None
    if tree.tokens[holder].lemma.casefold() in word_set("en", "manners"):
        return None  # "according to plan": in that way
    return holder, tree.subtree(i)


def _is_definite_speaker(tree: Tree, i: int) -> bool:
    """Ask whether "per X" names a source ("per the report", "per him"), not a rate ("per student")."""
    definite = tree.tokens[i].pos in {"PROPN", "PRON"} or bool(tree.children(i, "det", "poss"))
    return definite and is_speaker(tree, i)


def _in_the_view(tree: Tree, i: int) -> tuple[int, list[int]] | None:
    """Return holder and tokens of "in X's view", "in the words of X", "from X's point of view"."""
    token, above = tree.tokens[i], tree.tokens[tree.tokens[i].head]
    if tree.words(i) not in {"view", "opinion", "words", "eyes"} or token.dep != "pobj":
        return None
    if tree.words(above.i) == "of" and tree.words(above.head) == "point":
        return _from_the_point_of_view(tree, i)
    if tree.words(above.i) not in {"in", "from"}:
        return None
    holder = tree.child(i, "poss")
    if holder is None:
        holder = next((c for p in tree.children(i, "prep") if tree.words(p) == "of" for c in tree.children(p, "pobj")), None)
    return (holder, tree.subtree(above.i)) if holder is not None else None


def _from_the_point_of_view(tree: Tree, view: int) -> tuple[int, list[int]] | None:
    """Return holder and tokens of "from X's point of view", the apostrophe there or not: parsers take X for many things."""
    noun = view - 3
    if noun > 0 and tree.words(noun) in {"'s", "’s", "'", "’"}:
        noun -= 1
    first = next((t for t in range(noun, max(-1, noun - _LONGEST_HOLDER), -1) if tree.words(t) in {"from", "in"}), None)
    if first is None or tree.tokens[noun].pos not in {"NOUN", "PROPN", "PRON"}:
        return None
    return noun, list(range(first, view + 1))


def _as_somebody_says(tree: Tree, i: int) -> tuple[int, list[int]] | None:
    """Return holder and tokens of "as X says", "as posted on X's site" without a complement of its own."""
    token = tree.tokens[i]
    verb = report_verbs("en").get(token.lemma)
    if token.pos != "VERB" or not ((verb is not None and _says(verb)) or token.lemma in word_set("en", "publishing")):
        return None
    if not any(tree.words(m) == "as" and m < i for m in tree.children(i, "mark", "advmod", "prep")) or tree.children(
        i, "ccomp", "xcomp"
    ):
        return None
    holder = tree.child(i, "nsubj")
    if holder is None:
        below = [
            c
            for p in tree.children(i, "prep", "agent")
            if tree.words(p) in {"on", "in", "by", "at"}
            for c in tree.children(p, "pobj")
        ]
        holder = below[0] if below else None
    return (holder, tree.subtree(i)) if holder is not None and tree.words(holder) != "you" else None  # "as you know"


def _says(verb: ReportVerb) -> bool:
    """Ask whether a verb in passing ("as she says", ", he thinks,") attributes: perception and mere signs do not."""
    return "clause" in verb.frames and not verb.frames & {"sign", "person"}


def _they_say(tree: Tree, i: int) -> tuple[int, list[int]] | None:
    """Return holder and tokens of ", he said," set into or behind a clause."""
    token, verb = tree.tokens[i], report_verbs("en").get(tree.tokens[i].lemma)
    if verb is None or not _says(verb) or token.dep == "ROOT" or tree.children(i, "ccomp", "xcomp", "dobj", "mark", "neg"):
        return None
    holder, own = tree.child(i, "nsubj"), tree.subtree(i)
    if holder is None or tree.words(holder) in {"who", "which", "that", "you"}:
        return None
    closing = max((t for t in own if tree.tokens[t].text in _CLOSING and t < min(holder, i)), default=-1)
    own = [t for t in own if t >= closing]  # "“If it rains,” she said, “…”": what is in the marks is hers
    members = [t for t in own if tree.tokens[t].pos != "PUNCT"]
    before, behind = members[0] - 1, members[-1] + 1
    if before < 0:  # "The ferry, the mate reported, …" turned round: "The mate reported, the ferry …"
        leads = token.dep in {"ccomp", "parataxis"} and token.head > i and behind < len(tree.tokens)
        return (holder, own) if leads and tree.tokens[behind].text in {",", ":"} else None
    if tree.tokens[before].text in _CLOSING and before and tree.tokens[before - 1].text in {",", "—", "–"}:
        before -= 1
    ends = behind >= len(tree.tokens) or tree.tokens[behind].text in {",", ".", "”", ":", ")", "–", "—", "-"}
    return (holder, own) if ends and tree.tokens[before].text in {",", "(", "–", "—", "-"} else None
