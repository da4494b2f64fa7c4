"""Find the few names that a name can be like without comparing it with all: an index of what writings share.

Each writing is cut into keys: three letters in a row, the consonants of its words by their sound (which Arabic and Latin
writings share), English words for translated ones, first letters. A key that many writings have tells little and is passed
over beyond a limit, so time grows about as the number of names does.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from whosays.text.name_parts import SMALL
from whosays.text.place_exonyms import place_of
from whosays.text.sounds import bones, latin, script_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from whosays.text.name_parts import Parts
    from whosays.text.translations import Translations

_COMMON = 1500  # a key of more writings than this is looked up only where a writing has too few rarer ones
_ENOUGH = 4  # rarer keys that are enough
_LEAST = 0.3  # least share of keys, weighed by how rare they are (the cosine), for a pair to be looked at
_LEAST_LOOKED_UP = 0.05  # the same for a name that somebody looks up
_NEAREST = 25  # writings looked at for each, the nearest


class Index:
    """An index over names, each given as its writings taken apart; names go by their place in the sequence."""

    def __init__(self, names: Sequence[Sequence[Parts]], translations: Translations) -> None:
        self._translations = translations
        self._owner = np.array([at for at, writings in enumerate(names) for _ in writings], dtype=np.int64)
        rows = [self._keys(writing) for writings in names for writing in writings]
        self._ids: dict[str, int] = {}
        at_rows, at_keys, counts = [], [], []
        for row, keys in enumerate(rows):
            for key, count in keys.items():
                at_rows.append(row)
                at_keys.append(self._ids.setdefault(key, len(self._ids)))
                counts.append(count)
        self._rows = rows
        self._build(np.array(at_rows, dtype=np.int64), np.array(at_keys, dtype=np.int64), np.array(counts, dtype=np.float64))
        self._sums = np.zeros(len(rows))

    def _build(self, rows: npt.NDArray[np.int64], keys: npt.NDArray[np.int64], counts: npt.NDArray[np.float64]) -> None:
        """Lay the writings of each key in one stretch, weighed by how rare the key is, each writing of length one."""
        many = np.bincount(keys, minlength=len(self._ids)) if len(keys) else np.zeros(0, dtype=np.int64)
        self._rare = np.log(1 + len(self._rows) / np.maximum(many, 1))
        weights = counts * self._rare[keys]
        length = np.sqrt(np.bincount(rows, weights**2, minlength=len(self._rows)))
        weights = weights / np.maximum(length[rows], 1e-9)
        order = np.argsort(keys, kind="stable")
        self._members, self._weights = rows[order], weights[order]
        self._starts = np.concatenate(([0], np.cumsum(many)))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield each two names that share enough, once, in order."""
        near: set[tuple[int, int]] = set()
        for row, keys in enumerate(self._rows):
            me = int(self._owner[row])
            for other, _ in self._nearest(keys, _NEAREST, _LEAST):
                owner = int(self._owner[other])
                if owner != me:
                    near.add((min(me, owner), max(me, owner)))
        yield from sorted(near)

    def nearest(self, writing: Parts, limit: int) -> list[tuple[int, float]]:
        """Return the names nearest to a writing with their share of keys, the nearest first."""
        found: dict[int, float] = {}
        for row, share in self._nearest(self._keys(writing), limit, _LEAST_LOOKED_UP):
            found.setdefault(int(self._owner[row]), share)
        return list(found.items())

    def _nearest(self, keys: Counter[str], limit: int, least: float) -> list[tuple[int, float]]:
        known = [(self._ids[key], count) for key, count in keys.items() if key in self._ids]
        weights = {key: count * float(self._rare[key]) for key, count in known}
        unknown = sum(count**2 for key, count in keys.items() if key not in self._ids) * float(np.log(1 + len(self._rows))) ** 2
        length = (sum(w * w for w in weights.values()) + unknown) ** 0.5
        used = self._worth(weights)
        touched = []
        for key in used:
            start, end = self._starts[key], self._starts[key + 1]
            members = self._members[start:end]
            self._sums[members] += self._weights[start:end] * (weights[key] / length)
            touched.append(members)
        if not touched:
            return []
        rows = np.concatenate(touched)
        near = np.unique(rows[self._sums[rows] >= least])
        sums = self._sums[near]
        self._sums[rows] = 0.0
        order = np.lexsort((near, -sums))[:limit]
        return [(int(near[at]), float(sums[at])) for at in order]

    def _worth(self, weights: dict[int, float]) -> list[int]:
        """Return the keys to look up, the rarest first: those that are not too common, and a few at least."""
        ordered = sorted(weights, key=lambda key: (int(self._starts[key + 1] - self._starts[key]), key))
        rare = [key for key in ordered if self._starts[key + 1] - self._starts[key] <= _COMMON]
        return rare if len(rare) >= _ENOUGH else ordered[:_ENOUGH]

    def _keys(self, writing: Parts) -> Counter[str]:
        keys: Counter[str] = Counter()
        words = [part.word for part in writing.parts if part.weight > SMALL] or [part.word for part in writing.parts]
        for word in words:
            for said in self._said(word):
                padded = f"^{said}$"
                keys.update(padded[at : at + 3] for at in range(len(padded) - 2))
                keys[padded] += 1
            if place := place_of(word):
                keys[f"@{place}"] += 3
            heard = bones(word)
            if len(heard) > 1:
                keys[f"~{heard}"] += 1
                padded = f"~^{heard}$"
                keys.update("~" + padded[at : at + 3] for at in range(1, len(padded) - 2))
        for letters in {writing.short, *writing.initials}:
            if len(letters) > 2:
                keys[f"!{letters}"] += 1
        return keys

    def _said(self, word: str) -> list[str]:
        """Return a word in Latin letters, or what it means where the table knows it."""
        if script_of(word) == "latin":
            return [word]
        meant = [english for english, share in self._translations.of(word).items() if share >= 0.25][:2]
        return meant or [latin(word)]
