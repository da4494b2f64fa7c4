"""From parsed passages to drafts: which rules read which zone, and what a passage hands on to the next."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.chains import nested, sentence_drafts
from whosays.extract.claims.clause import Tree
from whosays.extract.claims.credits import picture_credit
from whosays.extract.claims.drafts import Draft, DraftStep, redraft
from whosays.extract.claims.handed_on import Pending, hands_on, takes_up
from whosays.extract.claims.plain import plain_drafts
from whosays.extract.claims.quotes import find_quotes, form_of, inside, is_scare_quote
from whosays.extract.claims.reported import find_reports
from whosays.extract.claims.turns import find_turns
from whosays.extract.claims.voices import displayed_words, find_voices, give_voices, speak_for_themselves, whole_quotations
from whosays.records import Entry
from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.extract.material import Material, ParsedPassage
    from whosays.records import Anchor, Form
    from whosays.text.joined import Span
    from whosays.text.syntax import Sentence

_CAPTION_PART = re.compile(r"\s*;\s*")
_SIDE = re.compile(
    r"^\s*(?:(?:right|left|above|below|top|bottom|centre|center|middle|opposite|photo|picture|image)\s*:"
    r"|(?:figure|fig\.|table|map|chart|plate)\s*\d+\s*[:.–-])\s*",
    re.IGNORECASE,
)
_ASKING = frozenset({"who", "what", "how", "why", "when", "where", "which"})
_SHORT = 3  # words; less than that says nothing of anybody


def passage_drafts(material: Material, passages: Sequence[ParsedPassage]) -> Iterator[tuple[ParsedPassage, list[Draft]]]:
    """Yield each passage with its drafts. A quotation set apart belongs to whoever the line before it names."""
    entries = material.all(Entry)
    plain = not has_model(material.language)
    turns = find_turns(material, passages)
    pending: Pending | None = None
    for passage in passages:
        zone = passage.passage.zone
        if zone == "heading":
            drafts = list(_heading(passage))
        elif zone == "caption" or (zone == "paragraph" and picture_credit(passage.joined.text)):
            drafts = list(_caption(passage))
        elif zone == "list_item":
            drafts = list(_list_item(passage, entries))
        elif pending and (part := takes_up(pending, zone, passage.joined.text)) is not None:
            drafts = list(_carried(passage, pending, part))
        elif (turn := turns.get(passage.passage.id)) is not None:
            drafts = list(_running(passage, outer=DraftStep(kind="named", at=turn, act="assert")))
        else:
            drafts = list(_running(passage, plain=plain))
        yield passage, drafts
        if zone != "quote_block":
            pending = hands_on(material, passage, drafts)
        elif pending:
            pending = replace(pending, is_said=False)  # the block was what was announced


def _carried(passage: ParsedPassage, pending: Pending, part: Span) -> Iterator[Draft]:
    """Yield the drafts of a passage of which a part, or all, belongs to whoever an earlier passage handed on."""
    if part == (0, len(passage.joined.text)):
        return _running(passage, outer=pending.step, holder=pending.holder)
    return _running(passage, carried=(part, pending.step), holder=pending.holder)


def _running(
    passage: ParsedPassage,
    *,
    plain: bool = False,
    outer: DraftStep | None = None,
    carried: tuple[Span, DraftStep] | None = None,
    holder: Anchor | None = None,
) -> Iterator[Draft]:
    """Yield the drafts of running text, sentence by sentence, with the speakers of its quotations.

    `outer` holds all of it, `carried` the quotation that it goes on with; `holder` are their words in an earlier passage.
    """
    text, zone = passage.joined.text, passage.passage.zone
    marked = find_quotes(text)
    quotes = [q for q in marked if not is_scare_quote(text, q)]
    base = (outer,) if outer else ()
    sentences = []
    drafts: list[Draft] = []
    for sentence in passage.sentences:
        if not sentence.tokens:
            drafts.extend(plain_drafts(text, (sentence.start, sentence.end)) if plain else ())
            continue
        tree = Tree(sentence)
        reports = nested(tree, find_reports(tree))
        sentences.append((tree, reports))
        drafts.extend(sentence_drafts(tree, reports, outer=base, text=text))
    voices = {} if outer else find_voices(text, quotes, sentences)
    if carried:
        voices = {carried[0]: carried[1], **{span: step for span, step in voices.items() if span[0] >= carried[0][1]}}
    drafts = [draft if outer else speak_for_themselves(text, draft) for draft in give_voices(drafts, voices)]
    drafts.extend(whole_quotations(text, voices, [span for d in drafts for span in d.content]))
    drafts.extend(displayed_words(text, quotes, [d.content[0] for d in drafts if d.chain]))
    for draft in drafts:
        yield _formed(draft, text, marked, zone, block=outer is not None, borrowed=holder)


def _formed(draft: Draft, text: str, quotes: list[Span], zone: str, *, block: bool, borrowed: Anchor | None) -> Draft:
    """Return the draft with its form: by quotation marks where it is reported, by its zone where it is not."""
    form = draft.form
    if draft.chain and not block and form in {"indirect", "narrative"}:
        form = form_of(text, (draft.content[0][0], draft.content[-1][1]), quotes)  # type: ignore[assignment]
    elif block and form == "narrative":
        form = "block"
    elif zone == "footnote" and form == "narrative":
        form = "footnote"
    elif zone == "boilerplate" and form == "narrative":
        form = "self-description"
    return redraft(draft, form=form, borrowed=borrowed)


def _heading(passage: ParsedPassage) -> Iterator[Draft]:
    """Yield a headline that says something (it has a verb), or a line that names what a list is ("… posted on X's site:")."""
    text = passage.joined.text.strip()
    for sentence in passage.sentences:
        if not sentence.tokens:
            return
        tree = Tree(sentence)
        reports = nested(tree, find_reports(tree))
        drafts = list(sentence_drafts(tree, reports, outer=(), text=passage.joined.text))
        said = [d for d in drafts if d.chain]
        if said:
            yield from said
            continue
        first = sentence.tokens[0]
        if first.text.casefold() in _ASKING or text.endswith("?") or _is_title_of_something(sentence):
            continue
        quotes = find_quotes(passage.joined.text)
        verbs = [t for t in sentence.tokens if t.pos == "VERB" and t.dep not in {"amod", "compound", "pobj"}]
        verbs = [t for t in verbs if inside((t.start, t.end), quotes) is None]
        if verbs and len(sentence.tokens) > _SHORT:
            form: Form = "list-heading" if text.endswith(":") else "heading"
            span = tree.span(list(range(len(tree.tokens))))
            if span:
                yield Draft(
                    content=(span,),
                    act="assert",
                    form=form,
                    cue=(verbs[0].start, verbs[0].end),
                    scope=span,
                    by="claims/heading",
                )


def _is_title_of_something(sentence: Sentence) -> bool:
    """Ask whether a heading that opens with a command is a name ("Plant a Tree Campaign"): a plea is not in capitals."""
    words = [t for t in sentence.tokens if t.pos in {"NOUN", "PROPN", "ADJ", "VERB"}]
    return sentence.tokens[0].tag == "VB" and 2 * sum(t.text[:1].isupper() for t in words) > len(words)


def _caption(passage: ParsedPassage) -> Iterator[Draft]:
    """Yield what a caption's parts show, or whom they report."""
    text = passage.joined.text
    said: list[Draft] = []
    for sentence in passage.sentences:
        if sentence.tokens:
            tree = Tree(sentence)
            drafts = sentence_drafts(tree, nested(tree, find_reports(tree)), outer=(), text=text)
            said.extend(redraft(d, form="caption") for d in drafts if d.chain)
    yield from said
    shown, maker = picture_credit(text) or ((0, len(text)), None)
    chain, by = ((maker,), "claims/credit") if maker else ((), "claims/caption")
    at = 0
    for part in _CAPTION_PART.split(text[: shown[1]].rstrip()):
        start = text.index(part, at)
        at = start + len(part)
        side = _SIDE.match(part)
        start += side.end() if side else 0
        span = (start, at)
        taken = any(d.content[0][0] < at and start < d.content[-1][1] for d in said)
        if not taken and (maker or len(text[start:at].split()) >= _SHORT):
            cue = maker.cue if maker else None
            yield Draft(content=(span,), chain=chain, act="depict", cue=cue, form="caption", scope=span, by=by)


def _list_item(passage: ParsedPassage, entries: list[Entry]) -> Iterator[Draft]:
    """Yield what a list row says of the name it begins with ("Name – description", "Name, whose …")."""
    pieces = passage.passage.pieces
    entry = next((e for e in entries if any(p.start <= e.at.start < p.end for p in pieces)), None)
    if entry is None:
        yield from (redraft(d, form="list-item") for d in _running(passage))
        return
    if entry.description is None:
        return
    name = _reading_span(passage, entry.name_at)
    for sentence in passage.sentences:
        if not sentence.tokens:
            continue
        tree = Tree(sentence, implied=name)
        reports = nested(tree, find_reports(tree))
        drafts = list(sentence_drafts(tree, reports, outer=(), text=passage.joined.text))
        first = _description(tree, {r.at for r in reports}, [d.content[0] for d in drafts])
        for draft in [*first, *drafts]:
            about = draft.about or ((name,) if name else ())
            yield _of_the_row(redraft(draft, form="list-item", about=about), tree, name)


def _of_the_row(draft: Draft, tree: Tree, name: Span | None) -> Draft:
    """Return the draft with the row's name as holder where its description speaks ("River Watch – a group that says …")."""
    root = tree.tokens[tree.roots[0]]
    if not draft.chain or name is None or root.pos not in {"NOUN", "PROPN"}:
        return draft
    last = draft.chain[-1]
    if last.at is None or not last.at[0] <= root.start < last.at[1]:
        return draft
    about = tuple(name if span == last.at else span for span in draft.about)
    return replace(draft, chain=(*draft.chain[:-1], replace(last, at=name)), about=about)


def _description(tree: Tree, spoken: set[int], taken: list[Span]) -> Iterator[Draft]:
    """Yield the noun phrase, and the participles and relative clauses on it, that a description begins with."""
    for root in tree.roots:
        token = tree.tokens[root]
        if token.pos in {"NOUN", "PROPN", "ADJ", "NUM"}:
            span = tree.span(tree.phrase(root))
            if span and span not in taken:
                yield Draft(content=(span,), act="describe", form="list-item", scope=span, by="claims/description")
            heads = [r for r in tree.subtree(root) if tree.tokens[r].dep in {"relcl", "acl"} and r not in spoken]
        elif token.pos == "VERB":
            heads = tree.coordinate(root)
        else:
            continue
        for head in heads:
            if head in spoken or tree.tokens[head].pos != "VERB":
                continue
            below = frozenset(c for c in tree.children(head, "conj", "cc") if tree.tokens[c].pos in {"VERB", "CCONJ"})
            relative = {c for c in tree.children(head, "nsubj") if tree.words(c) in {"that", "which", "who"}}
            span = tree.span(tree.subtree(head, without=below | frozenset(relative)))
            if span and span not in taken:
                cue = (tree.tokens[head].start, tree.tokens[head].end)
                yield Draft(content=(span,), act="assert", form="list-item", cue=cue, scope=span, by="claims/description")


def _reading_span(passage: ParsedPassage, anchor: Anchor) -> Span | None:
    """Return where an anchor of the document stands in the passage's reading."""
    joined = passage.joined
    for at, origin, length in zip(joined.starts, joined.origins, joined.lengths, strict=True):
        if origin <= anchor.start and anchor.end <= origin + length:
            return (at + anchor.start - origin, at + anchor.end - origin)
    return None
