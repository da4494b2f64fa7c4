"""Who speaks in each quotation of a passage, also where it goes on over several sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.drafts import Draft, DraftStep
from whosays.extract.claims.holders import holder_step, holder_words, is_speaker
from whosays.extract.claims.quotes import inside, is_sentence
from whosays.text.cues import report_verbs, word_set
from whosays.text.org_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.extract.claims.clause import Tree
    from whosays.extract.claims.drafts import Nested
    from whosays.text.joined import Span

_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_WORDS_BEFORE = re.compile(r"(\w+)\W*$")
_SAYING = frozenset({"claims/clause", "claims/quotation", "claims/according-to"})  # before aims, requests and descriptions
_LONGEST_LABEL = 80  # letters
_SPOKEN = 4  # words: a shorter quotation beside "slogan" or "caption" is its name rather than a statement


_SIGNED = re.compile(
    r"[.,]?\s*(?:[—–―]|-{1,2})\s*(?P<name>[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|of|the|de|van|bin|al-\w+)){0,6})(?=\s*(?:[,(\n]|$))"
)
# A name or role and a colon in front of a quotation, at the start of a sentence: "Orbel: “…”".
_LABEL = re.compile(
    r"(?:^|[.!?…”\"»]\s)\s*(?P<label>(?:The\s)?(?:[A-Z][a-z]{0,2}\.|[A-Z][\w'’-]*)(?:\s(?:[A-Z]\.|[\w'’-]+)){0,4}):\s*$"
)


def find_voices(text: str, quotes: Sequence[Span], sentences: Sequence[tuple[Tree, Sequence[Nested]]]) -> dict[Span, DraftStep]:
    """Return the step of whoever speaks in each quotation of a reading.

    A name behind a dash signs the quotation before it ("“…” – Ida Wren, harbour master"), a name and a colon before it label it
    ("Orbel: “…”"). Else it is the attribution nearest to
    one of its ends whose cue is outside it, in the sentences that hold those ends; a quotation that is a sentence of its own
    goes on with the speaker of the sentence before.
    """
    voices: dict[Span, DraftStep] = {}
    for start, end in quotes:
        signed = _SIGNED.match(text, end)
        if signed:
            voices[start, end] = DraftStep(kind="named", at=signed.span("name"), act="assert")
            continue
        label = _label_before(text, start)
        if label is not None:
            voices[start, end] = DraftStep(kind="named", at=label, act="assert")
            continue
        near: list[tuple[bool, int, DraftStep]] = []
        before: list[DraftStep] = []
        for tree, reports in sentences:
            outside = [r for r in reports if not start <= tree.tokens[r.at].start < end and r.step.act != "list"]
            if tree.sentence.end <= start:
                said = [r.step for r in outside if r.report.by in _SAYING] or [r.step for r in outside]
                before = said if start - tree.sentence.end <= 1 else []
            elif tree.sentence.start < end or _goes_on(tree, end):
                near += [
                    (r.report.by not in _SAYING, min(abs(tree.tokens[r.at].start - at) for at in (start, end)), r.step)
                    for r in outside
                ]
                bare = None if near or tree.sentence.start < end else _bare_saying(tree)
                near += [(True, len(text), bare)] if bare is not None else []
        speaker = min(near, key=lambda item: item[:2])[2] if near else next(reversed(before), None)
        if speaker is not None:
            voices[start, end] = replace(speaker, act="assert")
    return voices


def _label_before(text: str, start: int) -> Span | None:
    """Return the name or role that labels the quotation at `start`; "Note:" and other common words are no speakers."""
    found = _LABEL.search(text[max(0, start - _LONGEST_LABEL) : start])
    if found is None:
        return None
    words = found["label"].removeprefix("The ").split()
    role = any(words[-1].casefold() in word_set("en", name) for name in ("people", "roles", "officers", "bodies"))
    name = all(w[:1].isupper() for w in words) and words[-1].casefold() not in plain_words()
    low = max(0, start - _LONGEST_LABEL)
    return (found.start("label") + low, found.end("label") + low) if role or name else None


def _bare_saying(tree: Tree) -> DraftStep | None:
    """Return who says so in a sentence that only tells who spoke ("“We sail!” they shouted.")."""
    for root in tree.roots:
        verb = report_verbs("en").get(tree.tokens[root].lemma.casefold())
        says = verb is not None and "clause" in verb.frames and not verb.frames & {"sign", "person"}
        if verb and says and not tree.children(root, "ccomp", "xcomp", "neg") and not tree.is_passive(root):
            speaker = next((c for c in tree.children(root, "dobj", "npadvmod") if c > root), None)
            first = next((t.i for t in tree.tokens if t.text[:1].isalpha()), root)
            if tree.subject(root) is None and first == root and is_speaker(tree, speaker) and speaker is not None:
                cue = (tree.tokens[root].start, tree.tokens[root].end)  # "asked the keeper": parsers take him for the object
                return DraftStep(kind="named", at=holder_words(tree, speaker), cue=cue, act="assert")
            return holder_step(tree, root, verb.act, passive=False)
    return None


def _goes_on(tree: Tree, end: int) -> bool:
    """Ask whether a sentence goes on from a quotation that ends at `end` ("… the roof leaks.” said Mara Lind")."""
    first = next((t for t in tree.tokens if t.text[:1].isalpha()), None)
    return tree.sentence.start <= end + 1 and first is not None and first.text[:1].islower()


def give_voices(drafts: Iterable[Draft], voices: dict[Span, DraftStep]) -> Iterator[Draft]:
    """Yield the drafts; one that is wholly inside a quotation, cue and all, gets the quotation's speaker first in its chain."""
    quotes = list(voices)
    for draft in drafts:
        quote = inside((draft.content[0][0], draft.content[-1][1]), quotes)
        spoken = quote is not None and (not draft.chain or (draft.cue is not None and inside(draft.cue, [quote]) is not None))
        if quote is None or not spoken or (draft.chain and draft.chain[0].at == voices[quote].at):
            yield draft
        else:
            yield replace(draft, chain=(voices[quote], *draft.chain))


def speak_for_themselves(text: str, draft: Draft) -> Draft:
    """Return the draft as its author's own where he says so himself ("we believe that …"); "we" in a quotation stays."""
    while draft.chain and draft.chain[0].at and text[slice(*draft.chain[0].at)].casefold() in _FIRST_PERSON:
        draft = replace(draft, chain=draft.chain[1:], act=draft.chain[0].act if len(draft.chain) == 1 else draft.act)
    return draft


def whole_quotations(text: str, voices: dict[Span, DraftStep], taken: Sequence[Span]) -> Iterator[Draft]:
    """Yield spoken quotations that are a sentence and hold no clause ("“Never again.”"): the whole of it is what is said."""
    for (start, end), step in voices.items():
        inner = text[start + 1 : end - 1].rstrip(" .,;")
        span = (start + 1, start + 1 + len(inner))
        if is_sentence(text, (start, end)) and not any(a < span[1] and span[0] < b for a, b in taken):
            yield Draft(content=(span,), chain=(step,), cue=step.cue, form="direct", scope=span, by="claims/quotation")


def displayed_words(text: str, quotes: Iterable[Span], taken: Sequence[Span]) -> Iterator[Draft]:
    """Yield quotations that nobody is said to speak but something shows: a slogan, a caption, a headline, a sign."""
    for start, end in quotes:
        before = _WORDS_BEFORE.search(text[max(0, start - 40) : start])
        shown = before is not None and before.group(1).casefold() in word_set("en", "display")
        span = (start + 1, end - 1)
        if shown and len(text[start:end].split()) >= _SPOKEN and inside(span, list(taken)) is None:
            cue_end = start - (len(before.group()) - len(before.group(1))) if before else start
            cue = (cue_end - len(before.group(1)), cue_end) if before else None
            step = DraftStep(kind="hidden", cue=cue, act="assert")
            yield Draft(content=(span,), chain=(step,), cue=cue, form="direct", scope=span, by="claims/displayed-words")
