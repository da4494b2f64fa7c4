"""Propose which entities may be one: names compared two by two, all pairs of a case, a batch of names looked up.

The figure of a comparison is the likeness of two writings, 0 to 1: the sum of its features. A person decides on every proposal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.records import Link, LinkId, make_id
from whosays.resolve.blocking import Index
from whosays.resolve.features import Feature, features_of
from whosays.resolve.names import Name
from whosays.text.name_lines import read_line
from whosays.text.name_parts import take_apart
from whosays.text.translations import Translations, usual_translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.records import MentionKind
    from whosays.text.name_parts import Parts, Sort

BY = "resolve/alike"
THRESHOLD = 0.7  # the one fixed threshold of proposals; bench.quality's "names-alike" shows what it finds and what it lets in
_LOOKED_AT = 60  # names compared for a query, those that share most
_SAME_SHORT = 0.8  # many names have the same short form
_OTHER_KIND = 0.35
_OTHER_COUNTRY = 0.35
_ONE_COUNTRY = 0.05
_SORTS: dict[MentionKind, Sort] = {
    "person": "person",
    "organisation": "body",
    "group": "body",
    "campaign": "body",
    "place": "place",
    "event": "event",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are written, 0 to 1, and the features that make it up; a negative weight speaks against."""

    score: float
    features: tuple[Feature, ...]

    def reason(self) -> str:
        """Return the features in words, what speaks against last."""
        ordered = sorted(self.features, key=lambda f: f.weight <= 0)
        return "; ".join(f.reason if f.weight > 0 else f"against: {f.reason}" for f in ordered)


class Comparer:
    """Compares names with one table of translations."""

    def __init__(self, translations: Translations) -> None:
        self._translations = translations

    def compare(self, a: Name, b: Name) -> Comparison:
        """Return the likeness of the two writings that are most alike, with what the names are known by besides."""
        a, b = sorted((a, b), key=lambda n: (n.text, n.others, n.kind, n.country or ""))
        best: tuple[float, tuple[Feature, ...]] = (-math.inf, ())
        for ours in _parts_of(a):
            for theirs in _parts_of(b):
                sort: Sort = _sort(a) if _sort(a) == _sort(b) else "work"
                found = features_of(ours, theirs, sort, self._translations)
                if ours.short and ours.words == theirs.words and a.text != b.text:
                    found = (Feature("same short form", _SAME_SHORT, f"both are called “{ours.words.upper()}”"),)
                total = sum(f.weight for f in found)
                if found and total > best[0]:
                    best = total, found
        features = (*best[1], *_besides(a, b)) if best[1] else ()
        return Comparison(round(min(1.0, max(0.0, sum(f.weight for f in features))), 4), features)


def compare(a: Name, b: Name) -> Comparison:
    """Compare two names; the order does not matter, and a name is wholly alike itself."""
    return _usual().compare(a, b)


def propose_pairs(names: Iterable[Name], *, threshold: float = THRESHOLD) -> Iterator[Link]:
    """Yield a candidate link `same` for each two names that are alike enough, in the order of their ids.

    The order of the names does not matter. What a person said of the two before is for the caller to take away.
    """
    listed = sorted(names, key=lambda n: n.id)
    index = Index([_parts_of(name) for name in listed], usual_translations())
    for i, j in index.pairs():
        a, b = listed[i], listed[j]
        comparison = compare(a, b)
        if comparison.score >= threshold:
            yield Link(
                id=LinkId(make_id("lnk", "same", a.id, b.id, BY)),
                kind="same",
                a=a.id,
                b=b.id,
                reason=comparison.reason(),
                by=BY,
            )


def search(queries: Sequence[str], names: Sequence[Name], limit: int) -> list[list[tuple[Name, Comparison]]]:
    """Look up names that a person typed in or gave as a list; for each at most `limit` of the names, the most alike first."""
    return Search(names, usual_translations()).all(queries, limit)


@lru_cache(maxsize=1)
def _usual() -> Comparer:
    return Comparer(usual_translations())


class Search:
    """Names made ready to be looked up many times."""

    def __init__(self, names: Sequence[Name], translations: Translations) -> None:
        self._names = list(names)
        self._index = Index([_parts_of(name) for name in self._names], translations)
        self._comparer = Comparer(translations)

    def all(self, queries: Iterable[str | Name], limit: int) -> list[list[tuple[Name, Comparison]]]:
        """Return for each query, in order, at most `limit` names, the most alike first."""
        return [self.one(query, limit) for query in queries]

    def one(self, query: str | Name, limit: int) -> list[tuple[Name, Comparison]]:
        """Look up one name; words alone are taken for a name of whatever kind they are compared with.

        A line with commas ("Reading Room, Aldwen Library, Kenya") is looked up part by part as well, in the country it names.
        """
        whole = None if isinstance(query, str) else query
        text = query if isinstance(query, str) else query.text
        line = read_line(text)
        country = (whole.country if whole else None) or line.country
        best: dict[int, tuple[float, Comparison]] = {}
        for words in dict.fromkeys((text, *line.parts)):
            for at, share in self._near(words, _looked_up(whole), limit):
                name = self._names[at]
                known = country if words != text else None  # of words alone nothing is known that could speak against a name
                asked = whole if whole and words == text else Name("", name.kind, words, country=known or name.country)
                found = self._comparer.compare(asked, name)
                if found.score > 0 and (at not in best or found.score > best[at][1].score):
                    best[at] = share, found
        found_names = [(self._names[at], comparison, share) for at, (share, comparison) in best.items()]
        found_names.sort(key=lambda each: (-each[1].score, each[0].text != text, -each[2], each[0].text, each[0].id))
        return [(name, comparison) for name, comparison, _ in found_names[:limit]]

    def _near(self, words: str, sorts: Iterable[Sort], limit: int) -> list[tuple[int, float]]:
        """Return the places of the names that share most with the words, with the share."""
        near: dict[int, float] = {}
        for sort in sorts:
            for at, share in self._index.nearest(take_apart(words, sort), max(_LOOKED_AT, 2 * limit)):
                near[at] = max(near.get(at, 0.0), share)
        return list(near.items())


def _looked_up(query: Name | None) -> tuple[Sort, ...]:
    return (_sort(query),) if query else ("body", "person")


def _parts_of(name: Name) -> tuple[Parts, ...]:
    return tuple(take_apart(words, _sort(name)) for words in name.writings())


def _sort(name: Name) -> Sort:
    return _SORTS.get(name.kind, "work")


def _besides(a: Name, b: Name) -> Iterator[Feature]:
    """Yield what speaks against two names beside their words: their kinds, the countries where they are."""
    if _sort(a) != _sort(b):
        kinds = sorted((a.kind, b.kind))
        yield Feature("kind", -_OTHER_KIND, f"kinds: {kinds[0]} against {kinds[1]}")
    if a.country and b.country and a.country != b.country:
        countries = sorted((a.country, b.country))
        yield Feature("country", -_OTHER_COUNTRY, f"one is in {countries[0]}, the other in {countries[1]}")
    elif a.country != b.country and _sort(a) == "body":
        yield Feature("branch", -_ONE_COUNTRY, f"only one is said to be in {a.country or b.country}: it may be a branch")
