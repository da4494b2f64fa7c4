"""Mend what a small parser often gets wrong in coordination, before any rule reads the tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.repair_side_by_side import free_accusations, part_sayings
from whosays.text.cues import report_verbs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.text.syntax import Token

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens with these heads put right:

    1. a past or present verb joined to an infinitive ("plans to close the pool and accused …") goes to the verb above
    2. a bare infinitive joined to a finite verb ("the aims are to build, keep and repair …") goes to the infinitive under it
    3. a main verb with "that" in front of it is the content of the verb before ("he admitted, however, that …")
    6. "…, adding that" inside what somebody says belongs to the verb of saying above
    5. a verb joined to a content ("it advised that the cellar be drained and warned that …") goes to the verb above where only
       that one has its tense
    4. "According to the paper, waste has fallen": the noun behind the comma is the subject, not an apposition
    7. "The Board of Works notes, “…”": what has a subject and a clause under it and looks like a verb of saying is one
    8. "They reckoned by May, the silt would cover it": a clause with a subject of its own that nothing joins to a verb of
       saying is its content
    9. "says that the lock was shut and that the keeper was away", "… and the keeper was away": a clause joined to the verb of
       saying is joined to what is said where "that" opens it, or where only that one has its tense
    10. "Ann Moor, MP, said that …": a name before a title is the subject of the verb of saying that has none
    11. "The price, as appears below, is fixed": an aside with "as" has no subject; the one before it is the main verb's
    12. "…, says the keeper, that the lock is shut": "that" with a subject behind it opens what he says
    """
    out = _verbs_like_nouns(list(tokens))
    out = _that_roots(out)
    _unjoined_contents(out)
    _stray_subjects(out)
    _joined_contents(out)
    _participles_that_report(out)
    _subjects_in_apposition(out)
    _subjects_before_an_aside(out)
    _contents_behind_the_speaker(out)
    part_sayings(out)
    free_accusations(out)
    for token in out.copy():
        if token.dep != "conj" or token.pos not in {"VERB", "AUX"}:
            continue
        head = out[token.head]
        children = [t for t in out if t.head == token.i and t.i != token.i]
        bare = not any(t.dep in _SUBJECT or t.dep in {"aux", "auxpass"} for t in children)
        if any(t.dep in _SUBJECT or (t.dep == "mark" and t.text.casefold() == "that") for t in children):
            continue
        if not bare and _same_tense_above(out, token, head) is None:
            continue
        if token.tag in {"VBD", "VBZ"} and token.text.casefold() != token.lemma and head.tag == "VB":
            above = _finite_above(out, head)
            if above is not None:
                out[token.i] = replace(token, head=above)
        elif (above := _same_tense_above(out, token, head)) is not None:
            out[token.i] = replace(token, head=above)
        elif (token.tag == "VB" or _in_a_series(out, token)) and head.tag in {"VBD", "VBZ", "VBP", "VBN"}:
            joined = [t.i for t in out if t.head == head.i and t.dep == "conj" and t.pos in {"VERB", "AUX"} and t.i < token.i]
            heads = {head.i, *joined[-1:]}  # "… was made and was meant to show the mill, put it on the map and honour it"
            below = [t.i for t in out if t.head in heads and t.dep in {"xcomp", "advcl"} and t.tag == "VB" and t.i < token.i]
            if below:
                out[token.i] = replace(token, head=below[-1])
    return tuple(out)


def _verbs_like_nouns(tokens: list[Token]) -> list[Token]:
    """Apply rule 7: a form in -s that the tagger took for a plural noun."""
    verbs = report_verbs("en")
    for token in tokens.copy():
        if token.tag != "NNS" or token.lemma.casefold() not in verbs:
            continue
        below = {t.dep for t in tokens if t.head == token.i and t.i != token.i}
        if "ccomp" in below and "nsubj" in below:
            tokens[token.i] = replace(token, pos="VERB", tag="VBZ")
    return tokens


def _unjoined_contents(tokens: list[Token]) -> None:
    """Apply rule 8 in place."""
    verbs = report_verbs("en")
    for token in tokens.copy():
        head = tokens[token.head]
        says = head.pos == "VERB" and (verb := verbs.get(head.lemma)) is not None and "clause" in verb.frames
        if token.dep != "conj" or not says or token.i < head.i or token.pos not in {"VERB", "AUX"}:
            continue
        has_subject = any(t.dep in _SUBJECT and t.head == token.i for t in tokens)
        spoken = any(t.head == head.i and t.dep in {"ccomp", "xcomp", "dobj", "cc", "auxpass"} for t in tokens)
        if has_subject and not spoken and not any(t.text == ";" for t in tokens[head.i : token.i]):
            tokens[token.i] = replace(token, dep="ccomp")
            for t in tokens[head.i : token.i].copy():
                if t.head == head.i and t.dep == "prep":  # "by May" is when it would happen, not when they reckoned
                    tokens[t.i] = replace(t, head=token.i)


def _joined_contents(tokens: list[Token]) -> None:
    """Apply rule 9 in place."""
    verbs = report_verbs("en")
    for token in tokens.copy():
        above = tokens[token.head]
        if token.dep != "conj" or token.pos not in {"VERB", "AUX"} or above.pos != "VERB" or above.lemma not in verbs:
            continue
        content = next((t for t in tokens if t.head == above.i and t.dep == "ccomp" and above.i < t.i < token.i), None)
        own = [t for t in tokens if t.head == token.i]
        if content is None or not any(t.dep in _SUBJECT for t in own):
            continue
        opened = any(t.dep == "mark" and t.text.casefold() == "that" for t in own)
        tenses = [_tense(tokens, verb) for verb in (token, content, above)]
        if opened or (tenses[0] and tenses[0] == tenses[1] != tenses[2] and token.lemma not in verbs):
            tokens[token.i] = replace(token, head=content.i)


def _stray_subjects(tokens: list[Token]) -> None:
    """Apply rule 10 in place."""
    verbs = report_verbs("en")
    for token in tokens.copy():
        reports = token.dep == "ROOT" and token.pos == "VERB" and token.lemma in verbs and token.tag in {"VBD", "VBZ", "VBP"}
        if not reports or any(t.head == token.i and t.dep in _SUBJECT for t in tokens):
            continue
        comma = token.i and tokens[token.i - 1].text == ","
        stray = [t for t in tokens[: token.i] if t.dep == "npadvmod" and t.pos == "PROPN" and any(
            a.head == t.i and a.dep == "appos" for a in tokens[: token.i])]  # fmt: skip
        if comma and stray:
            tokens[stray[-1].i] = replace(stray[-1], dep="nsubj", head=token.i)


def _in_a_series(tokens: Sequence[Token], token: Token) -> bool:
    """Ask whether a form that may be an infinitive ("put") is joined to one that must be."""
    return token.text == token.lemma and any(t.head == token.i and t.dep == "conj" and t.tag == "VB" for t in tokens)


def _same_tense_above(tokens: Sequence[Token], token: Token, head: Token) -> int | None:
    """Apply rule 5: return the matrix verb of `head` where `token` agrees in tense with it and not with `head`."""
    matrix = tokens[head.head]
    if head.dep != "ccomp" or matrix.pos != "VERB" or matrix.i > head.i:
        return None
    ours, theirs, above = (_tense(tokens, verb) for verb in (token, head, matrix))
    return matrix.i if ours and ours == above and ours != theirs else None


def _tense(tokens: Sequence[Token], verb: Token) -> str:
    """Return the tag of the finite word of a verb group, "" where it has none."""
    group = [t.tag for t in tokens if t.head == verb.i and t.dep in {"aux", "auxpass"} and t.i < verb.i]
    tag = next((t for t in [*group, verb.tag] if t in {"VBD", "VBZ", "VBP", "MD"}), "")
    return "VBZ" if tag == "VBP" else tag


def _finite_above(tokens: Sequence[Token], token: Token) -> int | None:
    seen: set[int] = set()
    while token.i not in seen:
        seen.add(token.i)
        token = tokens[token.head]
        if token.tag in {"VBD", "VBZ", "VBP"} and token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
            return token.i
    return None


def _that_roots(tokens: list[Token]) -> list[Token]:
    """Apply rule 3: swap the main verb and the verb with a subject of its own that stands before its "that"."""
    for root in [t for t in tokens if t.head == t.i]:
        mark = next((t for t in tokens if t.head == root.i and t.dep == "mark" and t.text.casefold() == "that"), None)
        subjects = [t for t in tokens if t.dep == "nsubj" and mark is not None and t.i < mark.i]
        verbs = [
            tokens[t.head] for t in subjects if mark is not None and t.i < t.head < mark.i and tokens[t.head].pos == "VERB"
        ]
        if mark is None or not verbs:
            continue
        above = verbs[-1]
        for token in tokens.copy():
            if token.head == root.i and token.i < mark.i and token.i not in {root.i, above.i}:
                tokens[token.i] = replace(token, head=above.i)
        tokens[above.i] = replace(above, dep="ROOT", head=above.i)
        tokens[root.i] = replace(tokens[root.i], dep="ccomp", head=above.i)
    return tokens


def _subjects_in_apposition(tokens: list[Token]) -> None:
    """Apply rule 4 in place."""
    for token in tokens.copy():
        source = tokens[token.head]
        if token.dep != "appos" or source.dep != "pobj" or tokens[source.head].text.casefold() not in {"to", "per"}:
            continue
        root = next((t for t in tokens if t.head == t.i and t.i > token.i), None)
        subject = root is not None and any(t.dep in _SUBJECT and t.head == root.i for t in tokens)
        opening = tokens[0].text.casefold() in {"according", "per"}
        if root is not None and not subject and opening and root.pos in {"VERB", "AUX"}:
            tokens[token.i] = replace(token, dep="nsubj", head=root.i)


def _participles_that_report(tokens: list[Token]) -> None:
    """Apply rule 6 in place."""
    verbs = report_verbs("en")
    for token in tokens.copy():
        head = tokens[token.head]
        above = tokens[head.head]
        reports = token.tag == "VBG" and token.dep == "advcl" and token.lemma in verbs and tokens[token.i - 1].text == ","
        if (
            reports
            and head.dep == "ccomp"
            and above.lemma in verbs
            and any(t.head == token.i and t.dep == "ccomp" for t in tokens)
        ):
            tokens[token.i] = replace(token, head=above.i)


def _subjects_before_an_aside(tokens: list[Token]) -> None:
    """Apply rule 11 in place."""
    for mark in [t for t in tokens if t.text.casefold() == "as" and t.i and tokens[t.i - 1].text in {",", "–", "—"}]:
        verb = tokens[mark.head]
        subject = next((t for t in tokens[: mark.i] if t.head == verb.i and t.dep in _SUBJECT), None)
        end = next((t.i for t in tokens[mark.i :] if t.text in {",", "–", "—"}), len(tokens))
        if subject is None or not mark.i < verb.i < end:
            continue
        main = next((t for t in tokens[end:] if t.pos in {"VERB", "AUX"} and t.dep in {"ROOT", "ccomp", "conj"}), None)
        if main is not None and not any(t.head == main.i and t.dep in _SUBJECT for t in tokens):
            tokens[subject.i] = replace(subject, head=main.i)
            if verb.dep != "ROOT":
                tokens[verb.i] = replace(verb, dep="advcl", head=main.i)


def _contents_behind_the_speaker(tokens: list[Token]) -> None:
    """Apply rule 12 in place."""
    verbs = report_verbs("en")
    for token in tokens.copy():
        speaker = tokens[token.head]
        verb = tokens[speaker.head]
        if token.dep not in {"relcl", "acl"} or speaker.dep != "nsubj" or not verb.i < speaker.i or verb.lemma not in verbs:
            continue
        own = [t for t in tokens if t.head == token.i]
        mark = next((t for t in own if t.dep == "mark" and t.text.casefold() == "that"), None)
        if mark is not None and any(t.dep in _SUBJECT for t in own) and tokens[mark.i - 1].pos == "PUNCT":
            tokens[token.i] = replace(token, dep="ccomp", head=verb.i)
