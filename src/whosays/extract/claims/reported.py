"""Find what attributes in a sentence: reporting verbs in their frames, with what they attribute.

The frames follow the usual account of attribution (source, cue, content; Pareti 2015), the verbs are a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.clause import SUBJECTS, clauses, has_that, is_negated, opens_with_it, set_apart
from whosays.extract.claims.drafts import DraftStep, Report
from whosays.extract.claims.frames import Use, infinitive, named, object_of, of, onto, reflexive, whole_infinitive, with_act
from whosays.extract.claims.holders import holder_step, is_speaker
from whosays.extract.claims.phrases import by_phrase, find_aim, of_noun
from whosays.extract.claims.quoted import QUOTE_MARKS, filled, of_like, quotation_beside
from whosays.extract.claims.second_hand import quoted_by, quoted_step, quoting_verb, told_by
from whosays.extract.claims.states import author_step, evidence_step, is_to_reader, of_state
from whosays.extract.claims.unsaid import is_asked, is_unsaid
from whosays.text.cues import report_verbs

if TYPE_CHECKING:
    from whosays.extract.claims.clause import Tree
    from whosays.records import Act
    from whosays.text.cues import ReportVerb

_CLAUSE = ("ccomp", "xcomp")
_SAID = frozenset({"assert", "deny"})  # acts of saying: what is refused, lies ahead or is only asked has not been said
_SEMICOLON = frozenset({";"})
_SAYS_SOMETHING = 2  # words of an indirect question


def find_reports(tree: Tree) -> list[Report]:
    """Return every attribution in the sentence, in order of its cue."""
    found: list[Report] = []
    verbs = report_verbs("en")
    for token in tree.tokens:
        phrases = list(by_phrase(tree, token.i))
        if token.pos in {"VERB", "AUX"}:
            verb = verbs.get(token.lemma.casefold())
            report = _of_verb(tree, token.i, verb) if verb else None
            report = report or find_aim(tree, token.i)
            if report and not (phrases and report.by == "claims/quotation"):
                found.extend(quoted_by(tree, report))
        elif token.pos == "NOUN":
            found.extend(of_noun(tree, token.i))
        if token.pos in {"ADJ", "VERB"}:
            found.extend(of_state(tree, token.i))
        found.extend(phrases)
        found.extend(of_like(tree, token.i))
    return found


def _of_verb(tree: Tree, i: int, verb: ReportVerb) -> Report | None:
    """Return what reporting verb `i` attributes, by the first of its frames that fits."""
    if any(tree.words(c) == "yet" for c in tree.children(tree.tokens[i].head, "advmod")) and tree.tokens[i].dep == "xcomp":
        return None  # "has yet to explain"
    naming = tree.tokens[i].dep == "acl" and tree.tokens[i].tag == "VBN" and "name" in verb.frames
    if naming or (_is_purpose(tree, i) and not is_to_reader(tree, i)):
        return None  # "a club called Heron", "the need to say": nobody says so
    if "saying" in verb.frames and any(quoting_verb(tree, t.i) == i for t in tree.tokens if t.pos == "VERB"):
        return None  # "quoted her as saying that …": what is said is at "saying"
    passive = tree.is_passive(i)
    quoting = quoting_verb(tree, i)
    if quoting is not None and (is_negated(tree, quoting) or is_unsaid(tree, quoting) or is_asked(tree, quoting)):
        return None
    step = quoted_step(tree, i, quoting, verb.act) if quoting is not None else _step(tree, i, verb, passive=passive)
    if step is None or (is_negated(tree, i) and step.act in _SAID) or _is_nobody(tree, tree.subject(i)):
        return None  # "does not say that …", "did not deny that …", "no member said": nobody has said it
    if step.act in _SAID and (is_unsaid(tree, i) or is_asked(tree, i)):
        return None  # "refused to say that …", "will say that …", "if she says that …", "did she say that …?"
    use = Use(tree, i, verb, step, passive)
    for frame in (reflexive, _clause, _quotation, infinitive, onto, of, named, object_of):
        report = frame(use)
        if report:
            return report
    return None


def _is_nobody(tree: Tree, subject: int | None) -> bool:
    return subject is not None and any(tree.words(d) in {"no", "neither"} for d in tree.children(subject, "det"))


def _step(tree: Tree, i: int, verb: ReportVerb, *, passive: bool) -> DraftStep | None:
    """Return who says so by verb `i`: its holder, evidence ("the figures show"), or the author where a thing is no holder."""
    act: Act = verb.act  # type: ignore[assignment]  # the table holds acts only; a test checks it
    if not passive and is_to_reader(tree, i):
        return author_step(tree, i, act)
    source = told_by(tree, i, verb)
    if source is not None:
        return source
    speaks = is_speaker(tree, tree.subject(i))
    if "person" in verb.frames and not passive and not speaks:
        return None
    if passive or speaks or not verb.frames & {"thing", "sign"}:
        return None if "sign" in verb.frames else holder_step(tree, i, verb.act, passive=passive)
    if tree.subject(i) is None or tree.children(i, "dobj"):
        return None
    evidence = evidence_step(tree, i, act) if "thing" in verb.frames else None
    return evidence or author_step(tree, i, "infer")


def _is_purpose(tree: Tree, i: int) -> bool:
    """Ask whether the verb is an infinitive of purpose or of a noun ("the need to view it as"): nobody said so yet."""
    token = tree.tokens[i]
    while token.dep == "conj" and tree.tokens[token.head].pos == "VERB":
        token = tree.tokens[token.head]
    return token.tag == "VB" and token.dep in {"acl", "advcl", "relcl"} and not tree.children(token.i, "nsubj")


def _clause(use: Use) -> Report | None:
    """Match a complement clause: "said that …", "…, she said", "is said to …"."""
    tree, i, verb, step, passive = use.tree, use.i, use.verb, use.step, use.passive
    if not verb.frames & {"clause", "that", "to", "name"}:
        return None
    for c in _candidates(tree, i):
        head = tree.tokens[c]
        is_open = _is_indirect_question(tree, c)
        if set_apart(tree, c, i, marks=_SEMICOLON) or (is_open and step.act == "judge" and "open" not in verb.frames):
            continue
        infinitive = head.dep == "xcomp" and any(tree.words(a) == "to" for a in tree.children(c, "aux"))
        if infinitive:
            if not (passive or "to" in verb.frames):
                continue
            act: Act = "request" if passive and "objto" in verb.frames else step.act
            return Report(i, with_act(step, act), [whole_infinitive(tree, c)], [], [], "indirect", "claims/infinitive")
        if head.dep == "xcomp" and head.tag == "VBG" and "clause" in verb.frames and not passive:
            continue
        if "that" in verb.frames and "clause" not in verb.frames and not has_that(tree, c):
            continue
        if step.kind == "author" and not tree.is_finite(c):
            continue
        if "name" in verb.frames and "clause" not in verb.frames and tree.is_finite(c):
            continue
        small = "name" in verb.frames and (passive or head.pos not in {"VERB", "AUX"})
        if not verb.frames & {"clause", "that"} and not small:
            continue
        parts, heads = clauses(tree, c)
        if not tree.is_finite(c) and head.pos not in {"VERB", "AUX"}:
            named = {t for n in tree.children(c, "nsubj") for t in tree.subtree(n)}
            parts = [[t for t in parts[0] if t not in named]]
        by = "claims/clause"
        if not tree.is_finite(c) and not has_that(tree, c) and step.kind != "author":
            by = _loose(tree, c)
        if is_open and len(parts[0]) < _SAYS_SOMETHING:
            continue  # "I don't know why": nothing is held
        for other in [d for d in tree.children(i, "ccomp") if d > c > i and tree.is_finite(d)]:
            more, tops = clauses(tree, other)
            if tree.child(other, *SUBJECTS) is None:  # its subject hangs elsewhere: one clause
                parts[-1] = sorted({*parts[-1], *(t for part in more for t in part)})
            else:
                parts, heads = [*parts, *more], [*heads, *tops]
        if not is_open:
            parts = filled(tree, i, c, parts)
        for other in _split_off(tree, i, c):
            more, tops = clauses(tree, other)
            parts, heads = [*more, *parts], [*tops, *heads]
        matrix = _matrix_before(tree, i, c)
        if matrix is not None:
            parts, heads = [sorted({*tree.subtree(matrix, without=frozenset({i})), *tree.subtree(c)})], [matrix]
        return Report(i, step, parts, heads, [], "indirect", by, is_open=is_open)
    return None


def _candidates(tree: Tree, i: int) -> list[int]:
    """Return the clauses that may be what verb `i` says: where there is one before it and one behind, the one behind first."""
    below = tree.children(i, *_CLAUSE)
    return [*(c for c in below if c > i), *(c for c in below if c < i)] or _clause_further_down(tree, i)


def _split_off(tree: Tree, i: int, c: int) -> list[int]:
    """Return the clause before verb `i` that is the first half of a quotation split by it ("“We sail,” she said, “if …”")."""
    quoted = c > i and any(t.text in QUOTE_MARKS for t in tree.tokens[i:c])
    before = [b for b in tree.children(i, "ccomp") if b < i and tree.is_finite(b)]
    return [b for b in before if quoted and any(t.text in QUOTE_MARKS for t in tree.tokens[b:i])]


def _matrix_before(tree: Tree, i: int, c: int) -> int | None:
    """Return the clause that verb `i` is set into, where `c` is its second half ("It is not true, she said, that …")."""
    that = next((m for m in tree.children(c, "mark") if tree.words(m) == "that"), None)
    if that is None or c < i or has_that(tree, i) or tree.tokens[that - 1].pos != "PUNCT":
        return None
    token = tree.tokens[i]
    around = [*tree.children(i, "ccomp"), *([token.head] if token.dep in {"ccomp", "parataxis"} else [])]
    finite = (b for b in around if b < i and tree.is_finite(b) and not any(d > i for d in tree.children(b, "ccomp")))
    return next((b for b in finite if tree.children(b, "acomp", "attr") and opens_with_it(tree, b)), None)


def _loose(tree: Tree, c: int) -> str:
    """Return the rule for a content without a finite verb: a quotation, an infinitive with its subject, a name given."""
    edge = min(tree.subtree(c))
    if any(t.text in QUOTE_MARKS for t in tree.tokens[max(edge - 1, 0) : edge + 1]):
        return "claims/quotation"
    return "claims/infinitive" if tree.tokens[c].tag == "VB" else "claims/call-name"


def _is_indirect_question(tree: Tree, c: int) -> bool:
    """Ask whether a clause opens with a question word ("knew what time it was"): it states nothing."""
    first = min(tree.subtree(c))
    of_subject = any(first in tree.subtree(s) for s in tree.children(c, "csubj", "csubjpass"))  # "what counts is the price"
    asking = {"who", "what", "how", "why", "when", "where", "which", "whether", "if"}
    relative = c > tree.tokens[c].head > first  # "which she says is old"
    return tree.words(first) in asking and not of_subject and not relative


def _quotation(use: Use) -> Report | None:
    """Match a quotation beside the verb that is no clause of it: "she wrote: “No boats today.”"."""
    if use.passive or not use.verb.frames & {"clause", "that"}:
        return None
    content = quotation_beside(use.tree, use.i)
    return Report(use.i, use.step, [content], [], [], "indirect", "claims/quotation") if content else None


def _clause_further_down(tree: Tree, i: int) -> list[int]:
    """Return that-clauses a parser hung on a phrase between the verb and them ("said in a letter that …")."""
    below = [c for p in tree.children(i, "prep") for c in tree.children(p, "pobj", "pcomp")]
    return [c for b in below for c in tree.children(b, "ccomp", "acl", "relcl") if has_that(tree, c) and tree.is_finite(c)]
