"""Propose which claims state the same thing: candidates, each with a reason that a person can check.

1. Claims are looked up by their rarest keys (things named, words, dates, figures), so that the work grows with the number of
   claims, and not with that of pairs.
2. Two claims are a pair when they share something named and so much of the smaller one's keys (`LEAST`), when they share a
   date or figure with it, or, without a name, when they share many words.
3. The kind of the link says how they differ: `same`; `narrower` (the first says more); `paraphrases`; `restates` (one
   document says it again); `contradicts` (one allows it and one denies it, or they differ in what can have one value only).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from whosays.records import Link, LinkId, make_id
from whosays.text.calendars import rule_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whosays.records import Anchor, Claim
    from whosays.trace.wording import Wording

    Kind = Literal["same", "narrower", "paraphrases", "restates", "contradicts"]

BY = "trace/propositions"
# How much of the smaller claim two claims share (containment): with something named in common, and without.
LEAST, LEAST_UNNAMED = 0.4, 0.6
# Words that two claims share at least, and, with nothing named in common, words, dates and figures.
_WORDS, _KEYS_UNNAMED = 2, 5
# One word is enough where no more claims than this have it.
_RARE = 3
# From so much on a claim says all that the other says.
_ALL = 0.8
# A key in more claims than this finds nothing; a claim is looked up by so many of its rarest keys, and keeps so many pairs.
_COMMON, _KEYS, _MOST = 60, 12, 8
# Relations of which a thing has one value only.
SINGLE = frozenset(("based in", "located in"))


@dataclass(frozen=True, slots=True)
class _Pair:
    a: Wording
    b: Wording
    share: float
    things: frozenset[str]
    words: frozenset[str]
    dates: frozenset[str]
    figures: frozenset[str]


def find_propositions(wordings: Iterable[Wording], claims: Iterable[Claim], called: Mapping[str, str]) -> Iterator[Link]:
    """Yield a candidate link for each two claims that seem to state one thing, in a fixed order.

    Args:
        wordings: what each claim states.
        claims: the claims themselves, whose words become the evidence.
        called: thing → its name, for the reasons.
    """
    stated = sorted(wordings, key=lambda one: (one.doc, one.start, one.claim))
    content = {claim.id: claim.content[0] for claim in claims}
    for pair in _best(_pairs(stated)):
        kind = _kind(pair)
        a, b = (pair.b, pair.a) if kind == "narrower" and _says_more(pair.b, pair.a) else (pair.a, pair.b)
        yield _link(kind, a, b, (content[a.claim], content[b.claim]), _reason(pair, kind, called))


def _pairs(stated: Sequence[Wording]) -> Iterator[_Pair]:
    holders: dict[str, list[int]] = defaultdict(list)
    keys = [_keys(one) for one in stated]
    many = Counter(key for own in keys for key in own)
    for at, own in enumerate(keys):
        rare = sorted((key for key in own if 1 < many[key] <= _COMMON), key=lambda key: (many[key], key))
        for key in rare[:_KEYS]:
            holders[key].append(at)
    sizes = [_size(one) for one in stated]
    for first, second in sorted({pair for places in holders.values() for pair in combinations(places, 2)}):
        if (pair := _compared(stated[first], stated[second], min(sizes[first], sizes[second]), many)) is not None:
            yield pair


def _keys(one: Wording) -> set[str]:
    # Rules of dates and their days are looked up by the year's day.
    days = {day for rule in one.rules for day in _days(rule)}
    words = one.words.union(*one.telling.values())
    return {*one.things, *words, *one.dates, *(f"figure:{figure}" for figure in one.figures), *days}


def _days(rule: str) -> list[str]:
    """Return the days of the years around now on which a rule falls."""
    try:
        return [day.isoformat() for year in range(1980, 2036) for day in rule_dates(rule, year)]
    except ValueError:
        return []


def _compared(a: Wording, b: Wording, size: int, many: Mapping[str, int]) -> _Pair | None:
    """Return what two claims share, None where that is too little, or where one is a part of the other's own words.

    Args:
        a: one claim.
        b: the other.
        size: how much the smaller of them says.
        many: how many claims have each key.
    """
    if a.doc == b.doc and _is_one_statement(a, b):
        return None
    things = a.things & b.things
    words = _all_words(a, things) & _all_words(b, things)
    dates = a.dates & b.dates
    if a.rules or b.rules:
        dates |= _by_rule(a, b) | _by_rule(b, a)
    figures = a.figures & b.figures
    # Most pairs share a word or two: with neither a thing nor enough words nothing more needs to be asked.
    if not things and len(words) + len(dates) + len(figures) < _KEYS_UNNAMED and not (a.rules or b.rules):
        return None
    common = len(_named(things)) + len(words) + len(dates) + len(figures)
    share = common / max(size, 1)
    pair = _Pair(a, b, share, things, words, dates, figures)
    return pair if _is_enough(pair, many) else None


def _all_words(one: Wording, shared: frozenset[str]) -> frozenset[str]:
    """Return the words of a claim, those of telling names included that the other claim does not have."""
    if not one.telling:
        return one.words
    return one.words.union(*(words for thing, words in one.telling.items() if thing not in shared))


def _is_enough(pair: _Pair, many: Mapping[str, int]) -> bool:
    if pair.a.telling and pair.b.telling and (_by_rule(pair.a, pair.b) or _by_rule(pair.b, pair.a)):
        return True
    if not pair.things:
        exact = len(pair.dates) + len(pair.figures)
        return pair.share >= LEAST_UNNAMED and len(pair.words) >= _WORDS and len(pair.words) + exact >= _KEYS_UNNAMED
    if _contradicts(pair):
        return True
    exact = len(pair.dates) + len(pair.figures)
    if pair.a.language != pair.b.language:
        return bool(exact) and len(_named(pair.things)) >= 1
    about = bool(pair.a.subject & pair.b.subject) or any(thing.startswith("at:") for thing in pair.things)
    if pair.share < LEAST:
        return False
    telling = len(pair.words) >= _WORDS or any(many[word] <= _RARE for word in pair.words)
    return (about and telling) or (exact > 0 and len(_named(pair.things)) + len(pair.words) > 0)


def _by_rule(a: Wording, b: Wording) -> frozenset[str]:
    """Return the days that one claim gives and the other has by a rule ("the second Sunday of May")."""
    return frozenset(day for day in a.dates if len(day) == 10 for rule in b.rules if _falls(rule, day))


def _falls(rule: str, day: str) -> bool:
    try:
        return day in {found.isoformat() for found in rule_dates(rule, int(day[:4]))}
    except ValueError:
        return False


def _contradicts(pair: _Pair) -> bool:
    a, b = pair.a, pair.b
    if a.relation and b.relation and a.relation[0] == b.relation[0] and a.relation[0] in SINGLE:
        alike = a.relation[1] & b.relation[1]
        if alike and a.value and b.value and not a.value & b.value:
            return True
    most = len(pair.words) >= 2 and pair.share >= _ALL - 0.1
    if most and a.subject & b.subject and {a.polarity, b.polarity} == {"positive", "negative"}:
        return True
    return most and bool(a.subject & b.subject) and (_differ(a.figures, b.figures) or _differ(a.dates, b.dates))


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Ask whether both give figures, as many, and no common one (a year and a day of it do not differ)."""
    if not a or not b or len(a) != len(b):
        return False
    return not any(x.startswith(y) or y.startswith(x) for x in a for y in b)


def _is_one_statement(a: Wording, b: Wording) -> bool:
    """Ask whether the words of one lie in those of the other."""
    return a.start < b.end and b.start < a.end


def _kind(pair: _Pair) -> Kind:
    if _contradicts(pair):
        return "contradicts"
    if pair.a.doc == pair.b.doc:
        return "restates"
    if _says_all(pair.a, pair) and _says_all(pair.b, pair):
        return "same"
    if _says_all(pair.a, pair) or _says_all(pair.b, pair):
        return "narrower"
    return "paraphrases"


def _says_all(one: Wording, pair: _Pair) -> bool:
    common = len(_named(pair.things)) + len(pair.words) + len(pair.dates) + len(pair.figures)
    return common >= _ALL * _size(one)


def _says_more(one: Wording, other: Wording) -> bool:
    return _size(one) > _size(other)


def _size(one: Wording) -> int:
    return len(_named(one.things)) + len(one.words) + len(one.dates) + len(one.figures)


def _named(things: frozenset[str]) -> list[str]:
    return [thing for thing in things if not thing.startswith("at:")]


def _best(pairs: Iterable[_Pair]) -> list[_Pair]:
    """Keep a pair where it is among the best of either claim."""
    had: Counter[str] = Counter()
    kept: list[_Pair] = []
    for pair in sorted(
        pairs, key=lambda p: (-p.share, -len(p.words), p.a.doc, p.a.start, p.b.doc, p.b.start, p.a.claim, p.b.claim)
    ):
        if had[pair.a.claim] < _MOST or had[pair.b.claim] < _MOST:
            had.update((pair.a.claim, pair.b.claim))
            kept.append(pair)
    return sorted(kept, key=lambda p: (p.a.doc, p.a.start, p.a.claim, p.b.doc, p.b.start, p.b.claim))


def _reason(pair: _Pair, kind: Kind, called: Mapping[str, str]) -> str:
    names = sorted({called.get(thing, thing.partition(":")[2]) for thing in _named(pair.things)})
    parts = [f"both name {', '.join(names)}"] if names else []
    if not names and pair.things:
        parts.append("both are about the same words")
    if pair.words:
        parts.append(f"both have {', '.join(sorted(pair.words))}")
    if exact := sorted({*pair.dates, *pair.figures}):
        parts.append(f"both give {', '.join(exact)}")
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if _by_rule(one, other):
            parts.append(f"{', '.join(sorted(_by_rule(one, other)))} is the {', '.join(sorted(other.rules))}")
    parts.append(f"{pair.share:.0%} of the shorter one".replace("%", " %"))
    if kind == "contradicts":
        parts.insert(0, _difference(pair))
    return "; ".join(parts)


def _difference(pair: _Pair) -> str:
    a, b = pair.a, pair.b
    if a.polarity != b.polarity:
        return "one says it and one denies it"
    for ours, theirs in ((a.figures, b.figures), (a.dates, b.dates)):
        if _differ(ours, theirs):
            return f"{', '.join(sorted(ours))} here and {', '.join(sorted(theirs))} there"
    return f"of one thing they name two ends of “{a.relation[0] if a.relation else 'a relation'}”"


def _link(kind: Kind, a: Wording, b: Wording, evidence: tuple[Anchor, ...], reason: str) -> Link:
    return Link(
        id=LinkId(make_id("lnk", BY, a.claim, b.claim)),
        kind=kind,
        a=a.claim,
        b=b.claim,
        evidence=evidence,
        reason=reason,
        by=BY,
    )
