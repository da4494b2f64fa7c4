"""Nest attributions into chains, and put a sentence's drafts together: what is reported, what the speaker states himself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.clause import modal_of, stated_in
from whosays.extract.claims.drafts import Draft, Nested
from whosays.extract.claims.modifiers import modifier_claims
from whosays.extract.claims.own import own_clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.claims.clause import Tree
    from whosays.extract.claims.drafts import DraftStep, Report
    from whosays.text.joined import Span

_HOLDER_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})


def nested(tree: Tree, reports: Sequence[Report]) -> list[Nested]:
    """Return the reports with the steps above each: a report whose cue lies in another's content is that holder's report."""
    out = []
    for report in reports:
        above = [o for o in reports if o is not report and any(report.at in part for part in o.contents)]
        if above and _is_own_wish(tree, report):
            continue
        # the innermost holder is the one with the smallest content, so the chain runs from large to small
        above.sort(key=lambda o: (-max(len(part) for part in o.contents if report.at in part), o.at))
        inside = tuple(o.at for o in reports if o is not report and any(o.at in part for part in report.contents))
        out.append(Nested(report, tuple(o.step for o in above), inside))
    return out


def _is_own_wish(tree: Tree, report: Report) -> bool:
    """Ask whether a reported wish is the speaker's own ("they say their goal is …", "it says it wants …")."""
    subject = tree.subject(report.at)
    pronoun = subject is not None and tree.tokens[subject].pos == "PRON"
    if report.by == "claims/aim" and tree.tokens[report.at].dep in {"acl", "relcl"}:
        return True  # "calls itself a club seeking to …": a part of the description
    return report.by == "claims/goal" or (pronoun and report.by in {"claims/aim", "claims/infinitive"})


def sentence_drafts(tree: Tree, reports: Sequence[Nested], *, outer: tuple[DraftStep, ...], text: str) -> Iterator[Draft]:
    """Yield the drafts of one sentence: reported first, then own clauses and modifiers that nobody else holds."""
    taken: set[Span] = set()
    plain = [n.report for n in reports]
    cues = {r.at for r in plain}
    for item in reports:
        for draft in _reported(tree, item, cues, outer):
            if draft.content[0] not in taken:
                taken.add(draft.content[0])
                yield draft
    question = text[: tree.sentence.end].rstrip().endswith("?")
    for draft in [*own_clauses(tree, plain), *modifier_claims(tree, plain)]:
        if draft.content[0] not in taken:
            taken.add(draft.content[0])
            yield with_chain(draft, outer, question=question)


def _reported(tree: Tree, item: Nested, cues: set[int], outer: tuple[DraftStep, ...]) -> Iterator[Draft]:
    report = item.report
    for n in range(len(report.contents)):
        head = report.heads[n] if n < len(report.heads) else None
        if head is not None and head in cues and head != report.at:
            continue  # the content is somebody else's saying: that report's own draft carries this chain
        aside = {
            t for o in item.inside for t in tree.subtree(o) if tree.tokens[o].dep == "advcl" and tree.tokens[o].tag == "VBG"
        }
        part = [t for t in report.contents[n] if t not in aside] or report.contents[n]
        around = report.interrupted or min(part) < report.at < max(part)  # "which, she said, was old"
        spans = tree.spans(part) if around else [s for s in [tree.span(part)] if s]
        if not spans:
            continue
        span = (spans[0][0], spans[-1][1])
        top = head if head is not None else report.contents[n][0]
        about = tuple(report.about) or _subject(tree, head, report)
        scope = stated_in(tree, top, span)
        if report.step.kind == "author" and report.step.cue and report.step.cue[0] < scope[0]:
            scope = (report.step.cue[0], scope[1])  # "suggests that" is the author's own hedge
        chain = tuple(step for step in (*outer, *item.above, report.step) if step.kind != "author")
        yield Draft(
            content=tuple(spans), chain=chain, act=report.step.act, cue=report.step.cue, question=report.is_open,
            form=report.form, about=about, scope=scope,
            # "it is not known who wrote it" denies nothing of what is asked
            negative=bool(tree.children(top, "neg")) != (bool(tree.children(report.at, "neg")) and not report.is_open),
            modal=modal_of(tree, top), said_in=_said_in(tree, report), by=report.by,
        )  # fmt: skip


def _said_in(tree: Tree, report: Report) -> tuple[Span, ...]:
    """Return the phrases that hang on the cue and are no part of what is said: "In May she said …"."""
    said = {t for part in report.contents for t in part}
    phrases = [tree.subtree(c) for c in tree.children(report.at, "prep", "npadvmod", "advmod")]
    return tuple(span for phrase in phrases if not said & set(phrase) and (span := tree.span(phrase)))


def _subject(tree: Tree, head: int | None, report: Report) -> tuple[Span, ...]:
    """Return whom a content is about: its subject, or the holder where the subject is a pronoun that fits him."""
    if head is None:
        return ()
    subject = tree.subject(head)
    if subject is None or (tree.words(subject) == "it" and _goes_on_behind(tree, head, report)):
        return ()
    if subject < report.at and tree.tokens[report.at].dep == "relcl" and tree.words(subject) in {"which", "who", "that"}:
        subject = tree.tokens[report.at].head  # "the gate, which she says is old"
    if tree.words(subject) in _HOLDER_PRONOUNS and report.step.at and not report.interrupted and head != report.at:
        return (report.step.at,)
    span = tree.span(tree.name(subject))
    return (span,) if span else ()


def _goes_on_behind(tree: Tree, head: int, report: Report) -> bool:
    """Ask whether a clause with "it" goes on behind the verb of saying ("It is not true, she said, that …")."""
    content = next((part for part in report.contents if head in part), [])
    return head < report.at and any(t > report.at and tree.tokens[t].dep == "mark" and tree.words(t) == "that" for t in content)


def with_chain(draft: Draft, chain: tuple[DraftStep, ...], *, question: bool) -> Draft:
    """Return a speaker's own draft with the chain of the quotation it stands in."""
    if question:
        chain = (*chain[:-1], replace(chain[-1], act="ask")) if chain else chain
        return replace(draft, chain=chain, act="ask", question=True)
    return replace(draft, chain=chain)
