"""The frames of a reporting verb whose content is no clause: "urged them to", "called for", "accused of", "described as"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.extract.claims.clause import clause_tokens
from whosays.extract.claims.drafts import DraftStep, Report
from whosays.extract.claims.holders import is_speaker
from whosays.text.cues import word_set

if TYPE_CHECKING:
    from whosays.extract.claims.clause import Tree
    from whosays.records import Act
    from whosays.text.cues import ReportVerb

_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "myself", "ourselves"})


@dataclass(frozen=True, slots=True)
class Use:
    """A reporting verb in its sentence: what each frame is matched against."""

    tree: Tree
    i: int
    verb: ReportVerb
    step: DraftStep
    passive: bool


def reflexive(use: Use) -> Report | None:
    """Match "describes itself as …", "calls itself a …"."""
    tree, i, step = use.tree, use.i, use.step
    myself = next((c for c in tree.children(i) if tree.words(c) in _REFLEXIVE), None)
    if myself is None:
        return None
    content = _after_as(tree, i) or [t for c in tree.children(i, "oprd", "xcomp", "ccomp", "attr") for t in tree.subtree(c)]
    if not content:
        return None
    content = [t for t in content if t > myself]
    step = with_act(step, "describe")
    return (
        Report(i, step, [content], [], [step.at] if step.at else [], "indirect", "claims/self-description") if content else None
    )


def infinitive(use: Use) -> Report | None:
    """Match "urged them to …" and "was asked to …"."""
    tree, i, verb, step = use.tree, use.i, use.verb, use.step
    if "objto" not in verb.frames:
        return None
    for c in tree.children(i, "xcomp", "ccomp", "advcl"):
        if any(tree.words(a) == "to" for a in tree.children(c, "aux")):
            act: Act = "request" if step.act in {"ask", "assert"} else step.act
            return Report(i, with_act(step, act), [whole_infinitive(tree, c)], [], [], "indirect", "claims/infinitive")
    return None


def onto(use: Use) -> Report | None:
    """Match "called on/upon X to …" and "appealed for …", "called for …"."""
    tree, i, verb, step = use.tree, use.i, use.verb, use.step
    for prep in tree.children(i, "prep", "prt"):
        word = tree.words(prep)
        if "onto" in verb.frames and word in {"on", "upon"}:
            goal = _infinitive_below(tree, i, after=prep)
            if goal is not None:
                return Report(
                    i, with_act(step, "request"), [whole_infinitive(tree, goal)], [], [], "indirect", "claims/call-on"
                )
        if "for" in verb.frames and word == "for":
            content = [t for c in tree.children(prep, "pobj", "pcomp") for t in tree.subtree(c)]
            if content and tree.words(content[0]) not in {"example", "instance"}:
                act: Act = step.act if step.act not in {"characterise"} else "request"
                return Report(i, with_act(step, act), [content], [], [], "indirect", "claims/call-for")
        if "toward" in verb.frames and word == "to":
            content = [t for c in tree.children(prep, "pobj", "pcomp") for t in tree.subtree(c)]
            if content:
                return Report(i, step, [content], [], [], "indirect", "claims/object")
        if "about" in verb.frames and word in {"on", "about", "of", "against"}:
            content = [t for c in tree.children(prep, "pobj", "pcomp") for t in tree.subtree(c)]
            if content:
                return Report(i, step, [content], [], [], "indirect", "claims/report-on")
    return None


def _infinitive_below(tree: Tree, i: int, *, after: int) -> int | None:
    """Return the first infinitive with "to" under `i` that comes after token `after`."""
    for t in tree.subtree(i):
        if t > after and tree.tokens[t].tag == "VB" and any(tree.words(a) == "to" for a in tree.children(t, "aux")):
            return t
    return None


def whole_infinitive(tree: Tree, i: int) -> list[int]:
    """Return the clause of infinitive `i`, with infinitives that follow at once ("to enlist to row")."""
    tokens = clause_tokens(tree, i)
    for t in tree.tokens:
        opens = t.tag == "VB" and any(tree.words(a) == "to" and a == max(tokens) + 1 for a in tree.children(t.i, "aux"))
        if opens:
            tokens = sorted({*tokens, *clause_tokens(tree, t.i)})
    return tokens


def of(use: Use) -> Report | None:
    """Match "accused X of …"."""
    tree, i, verb, step = use.tree, use.i, use.verb, use.step
    if "of" not in verb.frames:
        return None
    below = [
        p
        for c in [i, *tree.children(i, "dobj", "nsubjpass")]
        for p in tree.children(c, "prep")
        if tree.words(p) == "of" and p > i
    ]
    for prep in below:
        content = [t for c in tree.children(prep, "pobj", "pcomp") for t in tree.subtree(c)]
        if content:
            about = [s for c in tree.children(i, "dobj") if (s := tree.span([t for t in tree.name(c) if t < prep]))]
            return Report(i, step, [content], [], about, "indirect", "claims/accuse-of")
    return None


def _after_as(tree: Tree, i: int) -> list[int]:
    """Return the tokens after "as" under verb `i` or under its object."""
    for c in [i, *tree.children(i, "dobj", "nsubjpass")]:
        for prep in tree.children(c, "prep", "mark", "advmod"):
            if tree.words(prep) == "as" and prep > i:
                content = [t for p in tree.children(prep) for t in tree.subtree(p)]
                if content:
                    return sorted(content)
        for adverbial in tree.children(c, "advcl"):
            if any(tree.words(m) == "as" for m in tree.children(adverbial, "mark")) and adverbial > i:
                return [t for t in tree.subtree(adverbial) if tree.words(t) != "as"]
    return []


def named(use: Use) -> Report | None:
    """Match "described X as …", "called X a …", "is considered …"."""
    tree, i, verb, step, passive = use.tree, use.i, use.verb, use.step, use.passive
    objects = tree.children(i, "dobj")
    about = [s for c in objects or tree.children(i, "nsubjpass") if (s := tree.span(tree.name(c)))]
    if "as" in verb.frames:
        content = _after_as(tree, i)
        if content and (objects or passive):
            return Report(i, step, [content], [], about, "indirect", "claims/describe-as")
    if "name" in verb.frames and not (
        step.kind == "hidden" and step.act == "characterise"
    ):  # "is called": a name, no judgement
        named = tree.children(i, "oprd", "acomp", "attr") or [a for c in objects for a in _indefinite_apposition(tree, c)]
        content = [t for c in named for t in tree.subtree(c)]
        between = any(tree.tokens[t].pos in {"NOUN", "PROPN", "PRON"} for c in named for t in range(i + 1, c))
        if content and (objects or passive or between):
            return Report(i, step, [content], [], about, "indirect", "claims/call-name")
    return None


def _indefinite_apposition(tree: Tree, i: int) -> list[int]:
    """Return what is called of an object where a parser took it for an apposition ("called the remark an insult")."""
    return [a for a in tree.children(i, "appos") if any(tree.words(d) in {"a", "an"} for d in tree.children(a, "det"))]


def object_of(use: Use) -> Report | None:
    """Match what is judged as an object: "condemned the plan", "praised X for …"."""
    tree, i, verb, step, passive = use.tree, use.i, use.verb, use.step, use.passive
    if "object" not in verb.frames or passive or not is_speaker(tree, tree.subject(i)):
        return None
    pronouns = {"this", "that", "it"} if step.act == "deny" else {"this", "that"}
    objects = [c for c in tree.children(i, "dobj") if tree.tokens[c].pos != "PRON" or tree.words(c) in pronouns]
    if not objects:
        return None
    if use.verb.lemma in {"reject", "dismiss"} and tree.tokens[objects[0]].lemma in word_set("en", "speech"):
        step = with_act(step, "deny")  # "rejects the claim that …"
    grounds = [p for p in tree.children(i, "prep") if p > objects[0] and tree.words(p) in {"for", "on", "in", "of", "at"}]
    content = sorted(t for c in [*objects, *grounds] for t in tree.subtree(c))
    return Report(i, step, [content], [], [], "indirect", "claims/object")


def with_act(step: DraftStep, act: Act) -> DraftStep:
    """Return the step with another act."""
    return DraftStep(kind=step.kind, at=step.at, cue=step.cue, act=act, outlet=step.outlet)
