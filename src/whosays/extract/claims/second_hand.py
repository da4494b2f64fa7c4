"""Words at second hand: what somebody "heard from Ann", and what he "quoted Ann as saying", is what Ann said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.drafts import DraftStep, Report
from whosays.extract.claims.holders import holder_step, holder_words, is_speaker
from whosays.text.cues import report_verbs

if TYPE_CHECKING:
    from whosays.extract.claims.clause import Tree
    from whosays.text.cues import ReportVerb


def told_by(tree: Tree, i: int, verb: ReportVerb) -> DraftStep | None:
    """Return the step of whom somebody has it from: "heard from the keeper that …", "learned from the letter that …"."""
    if "from" not in verb.frames:
        return None
    sources = [o for p in tree.children(i, "prep") if tree.words(p) == "from" and p > i for o in tree.children(p, "pobj")]
    source = next((o for o in sources if is_speaker(tree, o)), None)
    at = holder_words(tree, source) if source is not None else None
    return DraftStep(kind="named", at=at, cue=(tree.tokens[i].start, tree.tokens[i].end), act="assert") if at else None


def quoting_verb(tree: Tree, i: int) -> int | None:
    """Return the verb that quotes somebody as doing what verb `i` says ("quoted Ann as saying", "was cited as having said")."""
    preposition = tree.tokens[tree.tokens[i].head]
    if tree.tokens[i].dep != "pcomp" or tree.words(preposition.i) != "as":
        return None
    top = tree.tokens[preposition.head]
    if top.dep in {"dobj", "pobj", "nsubjpass"}:  # the phrase hung on whom is quoted
        top = tree.tokens[top.head if top.dep != "pobj" else tree.tokens[top.head].head]
    verb = report_verbs("en").get(top.lemma.casefold())
    return top.i if top.pos == "VERB" and verb is not None and "saying" in verb.frames else None


def quoted_step(tree: Tree, i: int, quoting: int, act: str) -> DraftStep | None:
    """Return the step of whoever is quoted as doing what verb `i` says."""
    passive = tree.is_passive(quoting)
    whom = tree.subject(quoting) if passive else tree.child(quoting, "dobj")
    at = holder_words(tree, whom) if whom is not None else None
    if at is None:
        return None
    first = min([quoting, *tree.children(quoting, "aux", "auxpass")]) if passive and not _agent(tree, quoting) else i
    return DraftStep(kind="named", at=at, cue=(tree.tokens[first].start, tree.tokens[i].end), act=act)  # type: ignore[arg-type]


def quoted_by(tree: Tree, report: Report) -> list[Report]:
    """Return the report of a verb that is quoted, under that of whoever quotes it; at the verb of quoting where nobody does."""
    quoting = quoting_verb(tree, report.at)
    if quoting is None:
        return [report]
    passive = tree.is_passive(quoting)
    if passive and not _agent(tree, quoting):
        return [replace(report, at=quoting)]
    step = holder_step(tree, quoting, "assert", passive=passive)
    outer = [Report(quoting, step, [tree.subtree(report.at)], [report.at], [], "indirect", "claims/clause")] if step else []
    return [*outer, report]


def _agent(tree: Tree, i: int) -> list[int]:
    return tree.children(i, "agent")
