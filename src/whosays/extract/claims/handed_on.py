"""What a passage hands on to the next: a quotation that goes on, or one that its last words announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.extract.claims.clause import Tree
from whosays.extract.claims.drafts import DraftStep
from whosays.extract.claims.quotes import closes_at, find_quotes, inside, unclosed_quote
from whosays.extract.claims.reported import find_reports
from whosays.text.cues import report_verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.extract.claims.drafts import Draft
    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor, Zone
    from whosays.text.joined import Span

_OPENING = ("“", "«", '"', "„", "``")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Who speaks on: his step, his words in the passage before, and how sure it is that the next passage is his.

    `is_open`: a quotation has been opened and not closed. `is_said`: a verb of saying and a colon end the passage.
    """

    step: DraftStep
    holder: Anchor | None
    is_open: bool = False
    is_said: bool = False


def takes_up(pending: Pending, zone: Zone, text: str) -> Span | None:
    """Return what of a passage belongs to whoever is pending, as offsets in its reading; None where it is not his."""
    whole = (0, len(text))
    if zone == "quote_block":
        return whole
    if text.lstrip().startswith(_OPENING):
        quotes = find_quotes(text)
        rest = text[quotes[0][1] :].strip(" .,;!?…)]") if quotes else ""
        return quotes[0] if rest else whole
    if pending.is_open and (end := closes_at(text)) is not None:
        return (0, end)
    return whole if pending.is_said and zone == "paragraph" else None


def hands_on(material: Material, passage: ParsedPassage, drafts: Sequence[Draft]) -> Pending | None:
    """Return who may speak on in the next passage."""
    return _goes_on(material, passage, drafts) or _introduces(material, passage)


def _goes_on(material: Material, passage: ParsedPassage, drafts: Sequence[Draft]) -> Pending | None:
    """Return who speaks in a quotation that a passage leaves open: the next paragraph may go on with it."""
    quote = unclosed_quote(passage.joined.text)
    spoken = [d for d in drafts if quote and d.chain and inside((d.content[0][0], d.content[-1][1]), [quote])]
    if not spoken:
        return None
    step = spoken[-1].chain[0]
    anchors = material.cut(passage.joined, *step.at) if step.at else ()
    holder = anchors[0] if anchors else spoken[-1].borrowed
    return Pending(step=DraftStep(kind=step.kind, act="assert"), holder=holder, is_open=True)


def _introduces(material: Material, passage: ParsedPassage) -> Pending | None:
    """Return who speaks in the quotation that a passage's last words announce ("According to the release:", "she wrote:")."""
    text = passage.joined.text.rstrip()
    if not text.endswith(":") or not passage.sentences or not passage.sentences[-1].tokens:
        return None
    tree = Tree(passage.sentences[-1])
    for token in reversed(tree.tokens):
        if token.text.casefold() == "to" and token.i and tree.words(token.i - 1) == "according":
            holder = tree.child(token.i, "pobj")
            span = tree.span(tree.name(holder)) if holder is not None else None
            span = span or tree.span(list(range(token.i + 1, len(tree.tokens))))
            if span:
                return _pending(material, passage, span, DraftStep(kind="named", act="assert"), is_said=True)
    is_said = _ends_saying(tree)
    for report in reversed(find_reports(tree)):
        step = DraftStep(kind=report.step.kind, act=report.step.act)
        if step.kind != "author":
            return _pending(material, passage, report.step.at, step, is_said=is_said)
    subject = next((t.i for t in reversed(tree.tokens) if t.dep in {"nsubj", "nsubjpass"}), None)
    span = tree.span(tree.name(subject)) if subject is not None else None
    pending = _pending(material, passage, span, DraftStep(kind="named", act="assert"), is_said=is_said)
    return pending if pending.holder else None


def _pending(material: Material, passage: ParsedPassage, at: Span | None, step: DraftStep, *, is_said: bool) -> Pending:
    anchors = material.cut(passage.joined, *at) if at else ()
    return Pending(step=step, holder=anchors[0] if anchors else None, is_said=is_said)


def _ends_saying(tree: Tree) -> bool:
    """Ask whether the main verb is one of saying whose content has not come yet ("In May the board wrote to the owners:")."""
    for root in tree.roots:
        verb = report_verbs("en").get(tree.tokens[root].lemma)
        if verb and "clause" in verb.frames and not verb.frames & {"sign", "person"} and not tree.children(root, "ccomp"):
            return tree.child(root, "nsubj") is not None
    return False
