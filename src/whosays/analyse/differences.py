"""What the words of a change are about: numbers, dates, names, hedges, negations, or letter forms and punctuation alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from whosays.text.cues import hedge_cues
from whosays.text.fold import fold_text
from whosays.text.negations import negations
from whosays.text.phrases import Phrases
from whosays.text.words import find_words, has_digit, is_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whosays.analyse.word_diff import Run
    from whosays.records import Anchor, Mention

Aspect = Literal[
    "words", "letters", "punctuation", "numbers", "dates", "names", "hedges", "negations",
    "holder", "about", "act", "modality", "polarity", "said", "content_time",
]  # fmt: skip
# Hedges that are one only beside certain words, which a run of changed words need not hold.
_BESIDE = frozenset({"approximator-number", "time-alone"})
# Words of this script cannot be taken for those of another language, so they are looked for in any document.
_ARABIC = frozenset({"ar", "fa", "ur"})
_NOT_NAMES = frozenset({"date", "hashtag", "handle", "concept"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One aspect in which two passages or claims differ, with what stands on each side of it, as printed."""

    aspect: Aspect
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Named:
    """The names and dates of a document by their place."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted((one for one in mentions if one.layer == "name"), key=lambda one: (one.at.start, one.at.end))
        self._starts = [one.at.start for one in self._mentions]
        self._longest = max((one.at.end - one.at.start for one in self._mentions), default=0)

    def within(self, anchors: Iterable[Anchor]) -> Iterator[Mention]:
        """Yield what shares a character with the anchors."""
        for anchor in anchors:
            for at in range(bisect_left(self._starts, anchor.start - self._longest), bisect_left(self._starts, anchor.end)):
                if self._mentions[at].at.end > anchor.start:
                    yield self._mentions[at]


def differences(runs: Sequence[Run], named: tuple[Named, Named], languages: Collection[str]) -> tuple[Difference, ...]:
    """Return what the changed words of a diff are about; "words" where they are about nothing else.

    Args:
        runs: the diff.
        named: the names and dates of the document before and after.
        languages: of both documents.
    """
    places = (
        [a for run in runs if run.kind == "gone" for a in run.before],
        [a for run in runs if run.kind == "new" for a in run.after],
    )
    gone, new = _words(places[0]), _words(places[1])
    if not gone and not new:
        return ()
    if only := _only(gone, new):
        return (only,)
    of_kind = [[*one.within(where)] for one, where in zip(named, places, strict=True)]
    dates = [[m.at.text for m in mentions if m.kind == "date"] for mentions in of_kind]
    names = [[m.at.text for m in mentions if m.kind not in _NOT_NAMES] for mentions in of_kind]
    languages = {*languages} if _ARABIC & {*languages} else _ARABIC | {*languages}
    found = (
        difference("numbers", _numbers(gone, dates[0]), _numbers(new, dates[1])),
        difference("dates", *dates),
        difference("names", *names),
        difference("hedges", *(_hedges(where, languages) for where in places)),
        difference("negations", negations(gone, new, languages), negations(new, gone, languages)),
    )
    return tuple(one for one in found if one) or (Difference(aspect="words"),)


def difference(aspect: Aspect, before: Iterable[str], after: Iterable[str]) -> Difference | None:
    """Return how two sides differ in an aspect, without what stands on both; None where they do not."""
    sides = [" ".join(words.split()) for words in before], [" ".join(words.split()) for words in after]
    counts = [Counter(map(fold_text, side)) for side in sides]
    gone, new = _beyond(sides[0], counts[1]), _beyond(sides[1], counts[0])
    return Difference(aspect=aspect, before=gone, after=new) if gone or new else None


def _beyond(words: list[str], others: Counter[str]) -> tuple[str, ...]:
    left, out = others.copy(), []
    for word in words:
        if left[fold_text(word)] > 0:
            left[fold_text(word)] -= 1
        else:
            out.append(word)
    return tuple(out)


def _only(gone: list[str], new: list[str]) -> Difference | None:
    """Return what differs where the words do not."""
    words = [word for word in gone if is_word(word)], [word for word in new if is_word(word)]
    folded = ["".join(map(fold_text, side)) for side in words]
    if folded[0] != folded[1]:
        return None
    if words[0] == words[1]:
        marks = [[word for word in side if not is_word(word)] for side in (gone, new)]
        return Difference(aspect="punctuation", before=tuple(marks[0]), after=tuple(marks[1]))
    return Difference(aspect="letters", before=tuple(words[0]), after=tuple(words[1]))


def _words(anchors: Iterable[Anchor]) -> list[str]:
    return [anchor.text[start:end] for anchor in anchors for start, end in find_words(anchor.text)]


def _numbers(words: Iterable[str], dates: Iterable[str]) -> list[str]:
    """Return the numbers that are not those of a date."""
    of_dates = {date[start:end] for date in dates for start, end in find_words(date)}
    return [word for word in words if has_digit(word) and word not in of_dates]


def _hedges(anchors: Iterable[Anchor], languages: Collection[str]) -> list[str]:
    if "en" not in languages:
        return []
    cues = _cues()
    return [found.value for anchor in anchors for found in cues.find(anchor.text)]


@lru_cache(maxsize=1)
def _cues() -> Phrases[str]:
    return Phrases((cue.phrase, cue.phrase) for cue in hedge_cues("en") if cue.kind not in _BESIDE)
