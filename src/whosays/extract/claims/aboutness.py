"""Whom and what a claim is about: the words of its subject, and behind a pronoun or "its goals" whom they may stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.text.reference import FIRST_PERSON, PRONOUNS, pronoun, read_nominal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.extract.claims.drafts import Draft
    from whosays.extract.claims.referents import Referents, Where
    from whosays.records import Anchor, Holder
    from whosays.text.joined import Span
    from whosays.text.syntax import Token

_COPULAR = frozenset({"be", "seem", "appear", "take", "remain", "become"})
_FIRST_WORD = re.compile(r"\W*(\w+)")


def about_spans(draft: Draft, text: str, *, fits: bool) -> tuple[Span, ...]:
    """Return what a draft is about, in its reading.

    A rule takes a content's pronoun for its holder ("the club says it …"). Where the pronoun does not fit him (`fits`: "he
    insisted that it was deep"), the claim is about the pronoun's own words.
    """
    holder = draft.chain[-1].at if draft.chain else None
    if fits or holder is None or draft.about != (holder,):
        return draft.about
    first = _FIRST_WORD.match(text, draft.content[0][0])
    return (first.span(1),) if first and first.group(1).casefold() in PRONOUNS else draft.about


def meant_for(draft: Draft, tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Return who is to do what an infinitive says: the subject of "was asked to …", the object of "urged (called on) Ann to …".

    Who promises or wants to do something himself is the holder already.
    """
    cue = draft.cue
    opening = next((t for t in tokens if t.start == draft.content[0][0]), None)
    verb = next((t for t in tokens if cue and t.end == cue[1]), None)
    if draft.about or opening is None or verb is None or opening.text.casefold() != "to" or opening.tag != "TO":
        return ()
    below = {"nsubjpass"} if verb.tag == "VBN" and not any(t.head == verb.i and t.dep == "nsubj" for t in tokens) else {"dobj"}
    own = [t for t in tokens if t.dep in below and t.head == verb.i and t.i < opening.i]
    called_on = {t.i for t in tokens if t.head == verb.i and t.text.casefold() in {"on", "upon"}}
    own = own or [t for t in tokens if t.dep == "pobj" and t.head in called_on and t.i < opening.i]
    own = own or [
        t for t in tokens if t.dep == "nsubj" and t.head == opening.head and t.i < opening.i
    ]  # "Ann" of "urged Ann to go"
    return tuple((min(t.start for t in part), max(t.end for t in part)) for part in (_phrase(tokens, t) for t in own[:1]))


def _phrase(tokens: Sequence[Token], head: Token) -> list[Token]:
    """Return a noun with what stands before it and its "of …", without clauses."""
    part = {head.i}
    for token in (*reversed(tokens[: head.i]), *tokens[head.i + 1 :]):
        joins = token.dep in {"det", "amod", "compound", "poss", "nummod", "case", "prep", "pobj", "nmod", "quantmod", "advmod"}
        if token.head in part and joins:
            part.add(token.i)
    return [t for t in tokens if t.i in part]


def is_expletive(tokens: Sequence[Token], span: Span) -> bool:
    """Ask whether the words are an "it" that stands for a clause ("it is not known whether …", "it was too early to tell")."""
    token = next((t for t in tokens if t.start == span[0] and t.end == span[1]), None)
    if token is None or token.text.casefold() != "it":
        return False
    near = {token.head, *(t.i for t in tokens if t.head == token.head and t.dep in {"acomp", "attr", "oprd"})}
    copular = tokens[token.head].lemma in _COPULAR or token.dep in {
        "nsubjpass",
        "expl",
    }
    return copular and any(
        t.head in near and t.dep in {"ccomp", "xcomp", "csubj", "relcl", "advcl"} and t.i > token.i for t in tokens
    )


def holder_fits(draft: Draft, text: str, holder: Holder, referents: Referents) -> bool:
    """Ask whether the first word of a content, where it is a pronoun, may stand for the holder."""
    first = _FIRST_WORD.match(text, draft.content[0][0])
    asked = PRONOUNS.get(first.group(1).casefold()) if first else None
    return asked is None or holder.at is None or referents.agrees(holder.refers_to or holder.at, asked)


def stands_behind(words: Anchor, holder: Holder, referents: Referents, where: Where) -> Anchor | None:
    """Return whom the words of a subject may stand for: the holder himself where he fits, else who was last spoken of.

    Of a noun with an owner, the owner counts where the noun is something of his ("its goals"), not somebody ("its critics").
    """
    own = holder.refers_to or holder.at
    if words.text.casefold() in FIRST_PERSON:
        return where.speaker or (own if holder.kind == "author" else None)
    asked = pronoun(words.text)
    if asked is None:
        nominal = read_nominal(words.text)
        if nominal is None or nominal.owner is None or nominal.kind in {"person", "body"}:
            return None
        if nominal.owner in {"i", "we"}:
            return where.speaker or (own if holder.kind == "author" else None)
        asked = PRONOUNS.get(nominal.owner)
    if asked is None:
        return None
    if own is not None and holder.kind == "named" and referents.agrees(own, asked):
        return own
    found = referents.find_pronoun(words, asked, where, things=True)
    return found[0] if found else None


def distinct(anchors: Sequence[Anchor]) -> tuple[Anchor, ...]:
    """Return the anchors, each place once."""
    return tuple(dict.fromkeys(anchors))
