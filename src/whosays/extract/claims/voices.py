"""Who speaks in each quotation of a passage, also where it goes on over several sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.drafts import Draft, DraftStep
from whosays.extract.claims.quotes import inside
from whosays.text.cues import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.extract.claims.clause import Tree
    from whosays.extract.claims.drafts import Nested
    from whosays.text.joined import Span

_WORDS_BEFORE = re.compile(r"(\w+)\W*$")
_SPOKEN = 4  # words: a shorter quotation beside "slogan" or "caption" is its name rather than a statement


def find_voices(quotes: Sequence[Span], sentences: Sequence[tuple[Tree, Sequence[Nested]]]) -> dict[Span, DraftStep]:
    """Return the step of whoever speaks in each quotation.

    It is the attribution nearest to one of its ends, in the sentences that hold those ends, whose cue is outside it.
    """
    voices: dict[Span, DraftStep] = {}
    for quote in quotes:
        start, end = quote
        near: list[tuple[int, DraftStep]] = []
        for tree, reports in sentences:
            if tree.sentence.end <= start or tree.sentence.start >= end + 2:
                continue
            for report in reports:
                cue = tree.tokens[report.at].start
                if not start <= cue < end and report.step.act != "list":
                    near.append((min(abs(cue - start), abs(cue - end)), report.step))
        if near:
            voices[quote] = min(near, key=lambda pair: pair[0])[1]
    return voices


def give_voices(drafts: Iterable[Draft], voices: dict[Span, DraftStep]) -> Iterator[Draft]:
    """Yield the drafts; one that is wholly inside a quotation, cue and all, gets the quotation's speaker first in its chain."""
    quotes = list(voices)
    for draft in drafts:
        quote = inside((draft.content[0][0], draft.content[-1][1]), quotes)
        spoken = quote is not None and (not draft.chain or (draft.cue is not None and inside(draft.cue, [quote]) is not None))
        if quote is None or not spoken:
            yield draft
        else:
            act = voices[quote].act if not draft.chain and draft.act in {"assert", "describe"} else draft.act
            yield replace(draft, chain=(voices[quote], *draft.chain), act=act)


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
