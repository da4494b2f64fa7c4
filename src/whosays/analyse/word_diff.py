"""Which words stay, go and come between two stretches of text, each run with its place on both sides.

1. both sides are parted into words (`text/words.py`);
2. equal words are matched in order (`align.py`);
3. a stray word that stays between two larger changes is taken into them, which reads better than a stutter;
4. a run that only goes or only comes is moved, where the words allow it, to begin with a sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.analyse.align import align
from whosays.anchors import Cutter
from whosays.text.words import find_words, is_word, same_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Anchor, Document

_ENDS = frozenset(".!?…؟۔।。！？:;؛")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that are the same on both sides, gone or new. Each side has an anchor for each piece of text; no words, no anchor.

    Words that are the same may have other blanks between them. `spaced`: a blank stands before the first word (on the side
    after, where there are words on it).
    """

    kind: Literal["same", "gone", "new"]
    before: tuple[Anchor, ...] = ()
    after: tuple[Anchor, ...] = ()
    spaced: bool = False


class Words:
    """The words of a document in some places, read one after the other."""

    def __init__(self, doc: Document, spans: Iterable[tuple[int, int]]) -> None:
        self._cutter = Cutter(doc)
        self._text = doc.text
        self.places: list[tuple[int, int]] = []
        self.starts: list[int] = []  # how many words stand before each piece
        for start, end in spans:
            self.starts.append(len(self.places))
            self.places += find_words(doc.text, start, end)
        self.printed = [doc.text[start:end] for start, end in self.places]
        self.keys = [same_word(word) for word in self.printed]
        self.plain = [key for key in self.keys if is_word(key)]

    def __len__(self) -> int:
        return len(self.places)

    def is_spaced(self, number: int) -> bool:
        """Ask whether a blank, or the end of a piece, parts a word from the one before it."""
        if number == 0 or number in self.starts:
            return number > 0
        return any(map(str.isspace, self._text[self.places[number - 1][1] : self.places[number][0]]))

    def anchors(self, start: int, end: int) -> tuple[Anchor, ...]:
        """Return an anchor for the words from `start` up to `end`, or several where a piece ends between them."""
        out: list[Anchor] = []
        while start < end:
            piece = bisect_right(self.starts, start)
            stop = min(end, self.starts[piece]) if piece < len(self.starts) else end
            out.append(self._cutter.cut(self.places[start][0], self.places[stop - 1][1]))
            start = stop
        return tuple(out)


@dataclass(slots=True)
class _Change:
    """Words `i:k` of one side that became words `j:m` of the other."""

    i: int
    k: int
    j: int
    m: int


def diff_words(before: Words, after: Words) -> tuple[Run, ...]:
    """Return the runs of both sides in reading order; where words are replaced, those that went come first."""
    changes = _changes(align(before.keys, after.keys), len(before), len(after))
    settled = _settle(_whole(changes, before, after), before.keys, after.keys)
    return tuple(_runs([*settled], before, after))


def _changes(pairs: list[tuple[int, int]], first: int, second: int) -> list[_Change]:
    out: list[_Change] = []
    i = j = 0
    for k, m in [*pairs, (first, second)]:
        if k > i or m > j:
            out.append(_Change(i, k, j, m))
        i, j = k + 1, m + 1
    return out


def _whole(changes: list[_Change], before: Words, after: Words) -> list[_Change]:
    """Join changes between which hardly a word stays: fewer letters than changed on either side of it."""
    out: list[_Change] = []
    for change in changes:
        here = change
        while out and _is_stutter(out[-1], here, before, after):
            last = out.pop()
            here = _Change(last.i, here.k, last.j, here.m)
        out.append(here)
    return out


def _is_stutter(one: _Change, other: _Change, before: Words, after: Words) -> bool:
    stays = before.printed[one.k : other.i]
    if len(stays) > 3 or (one.i == one.k and other.i == other.k) or (one.j == one.m and other.j == other.m):
        return False  # words were put in on both sides of it, or taken out: it stands where it stood
    size = sum(map(len, stays))
    return all(size <= _size(change, before, after) for change in (one, other))


def _size(change: _Change, before: Words, after: Words) -> int:
    gone = sum(map(len, before.printed[change.i : change.k]))
    return max(gone, sum(map(len, after.printed[change.j : change.m])))


def _settle(changes: list[_Change], before: list[str], after: list[str]) -> Iterator[_Change]:
    """Move changes of one side back to where a sentence begins, as long as the words that they pass are the same."""
    reached = 0  # where the change before ends, on the side before
    for change in changes:
        keys, start, end = (after, change.j, change.m) if change.j < change.m else (before, change.i, change.k)
        is_one_sided = change.i == change.k or change.j == change.m
        shift = _shift(keys, start, end, change.i - reached) if is_one_sided else 0
        yield _Change(change.i - shift, change.k - shift, change.j - shift, change.m - shift)
        reached = change.k - shift


def _shift(keys: list[str], start: int, end: int, room: int) -> int:
    for shift in range(room + 1):
        if _begins(keys, start - shift):
            return shift
        if shift == room or keys[start - shift - 1] != keys[end - shift - 1]:
            break
    return 0


def _begins(keys: list[str], at: int) -> bool:
    return at == 0 or keys[at - 1] in _ENDS


def _runs(changes: list[_Change], before: Words, after: Words) -> Iterator[Run]:
    i = j = 0
    for change in [*changes, _Change(len(before), len(before), len(after), len(after))]:
        if change.i > i:
            kept = before.anchors(i, change.i), after.anchors(j, change.j)
            yield Run(kind="same", before=kept[0], after=kept[1], spaced=after.is_spaced(j))
        if change.k > change.i:
            yield Run(kind="gone", before=before.anchors(change.i, change.k), spaced=before.is_spaced(change.i))
        if change.m > change.j:
            yield Run(kind="new", after=after.anchors(change.j, change.m), spaced=after.is_spaced(change.j))
        i, j = change.k, change.m
