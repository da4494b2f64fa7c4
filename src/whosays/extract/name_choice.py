"""Choose among candidates of a passage, and hold a document's names together: a name found once is found everywhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.name_candidates import SURE, TRUST, Candidate, kind_of
from whosays.extract.name_signs import HINT, TITLED, TURN, is_held, kind_signs, place_sign, turn_names
from whosays.text.name_words import is_caseless, may_be_surname
from whosays.text.names import fold_name, head_kind, is_place_name, is_stop_name, known_name, people_word, words_of
from whosays.text.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whosays.records import MentionKind

_YEAR_BEFORE = re.compile(r"(?<![\w/.-])(?:19|20)\d\d\s+$")
_YEAR_AFTER = re.compile(r"\s+(?:19|20)\d\d(?![\w/]|[-–]\d)")


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates that do not overlap, in text order: sure rules first, then the longest, then the most trusted rule."""
    ranked = sorted(
        candidates,
        key=lambda c: (c.rule not in SURE, c.layer == "adjective", c.start - c.end, TRUST.index(c.rule), c.start, c.kind),
    )
    taken: list[Candidate] = []
    covered: set[int] = set()
    for candidate in ranked:
        places = range(candidate.start, candidate.end)
        if covered.isdisjoint(places):
            covered.update(places)
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.start)


def with_editions(text: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the names with events stretched over a year that stands right beside them ("2019 River Day", "River Day 2019")."""
    return [_edition(text, c) if c.kind == "event" and c.layer == "name" else c for c in chosen]


def _edition(text: str, name: Candidate) -> Candidate:
    before = _YEAR_BEFORE.search(text, max(0, name.start - 8), name.start)
    after = _YEAR_AFTER.match(text, name.end)
    if before:
        return replace(name, start=before.start(), rule="edition", value=None)
    return replace(name, end=after.end(), rule="edition", value=None) if after else name


def with_parents(text: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Join a part of a house to its house where "at" stands between them ("Institute of Tides at Harbour College")."""
    joined: list[Candidate] = []
    for c in chosen:
        last = joined[-1] if joined else None
        if last and last.kind == c.kind == "organisation" and text[last.end : c.start].split() in (["at"], ["at", "the"]):
            words = text[last.start : last.end].casefold().split()
            if (words_of("en_name_cues", "unit") & {words[0], words[-1]}) and head_kind(text[c.start : c.end]):
                joined[-1] = replace(last, end=c.end)
                continue
        joined.append(c)
    return joined


def with_first_names(text: str, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Join a person's last word, found by the rest of the document, with the one capitalised word right before it."""
    joined: list[Candidate] = []
    for c in chosen:
        last = joined[-1] if joined else None
        if last and last.rule in {"model", "consistency"} and c.rule == "consistency" and c.kind == "person":
            words = text[last.start : c.end].split(" ")
            if len(words) == 2 and all(w.isalpha() for w in words) and not known_name(words[0]):
                joined[-1] = replace(c, start=last.start, value=None)
                continue
        joined.append(c)
    return joined


def shared_names(passages: Sequence[tuple[str, Sequence[Candidate]]]) -> Phrases[Candidate]:
    """Return the names of a document worth looking for everywhere in it, each with the kind that most of its places have."""
    votes = kind_votes(passages)
    names: dict[str, Candidate] = {}
    # What the document itself defines comes first: its "DRC" may be a rowing club.
    for is_sure in (True, False):
        for text, c in ((text, c) for text, chosen in passages for c in chosen if (c.rule in SURE) == is_sure):
            words = " ".join(text[c.start : c.end].split())
            if c.layer != "name" or c.rule == "edition" or not _is_telling(words):
                continue
            kind = majority(votes[fold_name(words)])
            for form in _forms(words):
                known = names.get(form)
                value = (known.value if known else None) or c.value
                names[form] = Candidate(start=0, end=0, kind=kind, rule="consistency", value=value)
    for form, surname in _surnames(names).items():
        names.setdefault(form, surname)
    return Phrases(sorted(names.items()))


def _forms(words: str) -> set[str]:
    """Return how a name may be written elsewhere: a small or capital first letter of a particle ("al-", "Al-")."""
    particle = re.match(r"([AaEe]l|[AaEe]sh?|[Aa]n)[-–]", words)
    return {words, words[0].swapcase() + words[1:]} if particle else {words}


def _surnames(names: Mapping[str, Candidate]) -> dict[str, Candidate]:
    """Return the last words of full names of persons, as names of their own."""
    found: dict[str, Candidate] = {}
    for name, candidate in names.items():
        words = name.split()
        last = words[-1]
        if candidate.kind != "person" or not 2 <= len(words) <= 4 or len(last) < 4 or not last.isalpha():
            continue
        if may_be_surname(last, words[-2]) if is_caseless(last) else _is_telling(last):
            found[last] = replace(candidate, value=None)
    return found


def _is_telling(words: str) -> bool:
    """Ask whether words can be looked for without finding other things: several words, or one that is hardly a common word."""
    if is_stop_name(words) or people_word(words) or len(words) < 3 or not (is_caseless(words) or any(map(str.isupper, words))):
        return False
    return " " in words or not (words.islower() or is_caseless(words))


# What a rule or a table knows outweighs any number of the model's guesses.
_KNOWS = 1000


def kind_votes(passages: Sequence[tuple[str, Sequence[Candidate]]]) -> dict[str, Counter[MentionKind]]:
    """Count for each name how often it is of which kind; the words beside a name count for five of the model's guesses."""
    votes: dict[str, Counter[MentionKind]] = defaultdict(Counter)
    turns = {fold_name(name) for name in turn_names(text for text, _ in passages)}
    for text, chosen in passages:
        for c in chosen:
            if c.layer != "name":
                continue
            name = " ".join(text[c.start : c.end].split())
            folded = fold_name(name)
            votes[folded][c.kind] += _KNOWS if c.rule in SURE else 1
            known = known_name(name)
            for kind, weight in () if known else kind_signs(text, c.start, c.end):
                votes[folded][kind] += weight
            if c.kind == "work" and is_held(text, c.end):
                votes[folded]["event"] += HINT
            if folded in turns:
                votes[folded]["person"] += TURN
            if known and known.kind != "place":
                votes[folded]["event" if known.kind == "event" else "organisation"] += _KNOWS
            elif c.kind != "campaign" and not known:
                head = "place" if is_place_name(name) else head_kind(name)
                if head in {"organisation", "event", "place", "campaign"}:
                    votes[folded][kind_of(head)] += _KNOWS
                elif c.kind in {"organisation", "person"}:
                    votes[folded]["place"] += place_sign(text, c.start)
    _count_surnames(votes)
    return votes


def _count_surnames(votes: dict[str, Counter[MentionKind]]) -> None:
    """Let a full name and its last word agree: who is addressed by the last is a person in full, and the other way round."""
    for name in [name for name in votes if 1 < len(name.split()) <= 3 and name.replace(" ", "").isalpha()]:
        alone = votes.get(name.rsplit(maxsplit=1)[-1])
        if alone and alone["person"] >= TITLED and majority(alone) == "person":
            votes[name]["person"] += TITLED
    persons = [name.split() for name in votes if " " in name and majority(votes[name]) == "person"]
    for last in {words[-1] for words in persons if len(words) <= 4}:
        if last in votes and known_name(last.title()) is None and not (is_caseless(last) and not may_be_surname(last, "")):
            votes[last]["person"] += _KNOWS


def majority(votes: Counter[MentionKind]) -> MentionKind:
    """Return the kind with most votes; of equals the first by name, so that the answer never hangs on order."""
    return min(votes, key=lambda kind: (-votes[kind], kind))


def split_run_on(text: str, name: Candidate, names: Mapping[str, int]) -> list[Candidate]:
    """Split a name that the model made of two standing side by side: each part is a name elsewhere and the whole is not."""
    words = text[name.start : name.end]
    if name.rule != "model" or names.get(fold_name(words), 0) > 1:
        return [name]
    for gap in re.finditer(r"\s+|\s*[,/]\s*", words):
        left, right = words[: gap.start()], words[gap.end() :]
        known = known_name(right)
        if known and names.get(fold_name(left), 0) > 1 and not known_name(left):
            first = replace(name, end=name.start + gap.start())
            kind: MentionKind = "place" if known.kind == "place" else name.kind
            second = replace(name, start=name.start + gap.end(), kind=kind, rule="known")
            return [first, second]
    return [name]
