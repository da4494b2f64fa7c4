"""Score attributions on the GUM corpus: found contents against annotated ones, as spans that overlap and as the same words.

What is compared. GUM marks speech and thought with a reporting clause ("she says", "I think", "according to X") and one content
for each, however long. It marks no requests in infinitives, aims, descriptions and things condemned, which are claims to us,
and a whosays claim is one clause. So the claims that one cue attributes are put together again (`spans.attributions`), and of
these the ones with a clause as content count, and no quotation without a reporting clause, which GUM leaves unmarked.
"Reported claims" are the claims one by one and of all rules, for comparison; "reported clauses" are those of rules for clauses.

Figures. A found content *overlaps* a wanted one when they share half of their letters (F1 of letters ≥ .5, each used once, best
pairs first); it is *exact* when the letters are the same, "that" before and marks around left out. *Letters* are those of all
contents of a text together, which long contents weigh down: in GUM a whole speech may be one.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from bench.quality.line import run_line
from bench.quality.matching import letters, overlap_f1, pair, prf, share
from bench.quality.spans import OWN, attributions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench.quality.line import Row
    from bench.quality.spans import Attribution

    Letters = frozenset[int]

PATH = SHARED / "corpora" / "gum_attribution_en" / "dev" / "claims.jsonl"
CLAUSES = frozenset({"claims/clause", "claims/own-clause", "claims/according-to", "claims/speech-noun"})
_NEAR = 0.05  # of a content's letters: what shares less with every other one is missed or made up, not cut wrongly


@dataclass
class _Count:
    """How many were right, exact, found and wanted."""

    right: int = 0
    exact: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, gold: Sequence[Letters], mine: Sequence[Letters], text: str) -> dict[int, int]:
        """Pair the contents of one text, count them, and return the pairs: index of gold → index of mine."""
        pairs = pair(gold, mine)
        self.right += len(pairs)
        self.exact += sum(_core(gold[i], text) == _core(mine[j], text) for i, j in pairs.items())
        self.found += len(mine)
        self.wanted += len(gold)
        return pairs


@dataclass
class _Report:
    """Lines for `--show`, and how many there are of each kind and genre."""

    lines: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    genres: defaultdict[str, _Count] = field(default_factory=lambda: defaultdict(_Count))

    def add(self, kind: str, words: str) -> None:
        self.kinds[kind] += 1
        self.lines.append(" ".join(f"{kind:14} {words}".split()))


def score(folder: Path) -> tuple[dict[str, float], list[str]]:
    """Return the figures over all texts, and one line for each attribution missed, made up or cut otherwise."""
    docs = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
    export = run_line({f"{doc['id']}.txt": doc["text"].encode() for doc in docs}, folder, jobs=2)
    spans, single, clauses, letter = _Count(), _Count(), _Count(), _Count()
    beside = 0
    report = _Report()
    for doc in docs:
        text = doc["text"]
        rows = export.of("claims", f"{doc['id']}.txt")
        gold = [letters(claim["content"], text) for claim in doc["claims"]]
        found = [one for one in attributions(rows, text) if one.clause and not one.carried] if rows else []
        mine = [letters(one.content, text) for one in found]
        pairs = spans.add(gold, mine, text)
        report.genres[doc["genre"]].add(gold, mine, text)
        told = [row for row in rows if len(row["chain"]) > 1 or row["by"] not in OWN]
        used = single.add(gold, [_letters_of(row, text) for row in told], text).values()
        clauses.found += sum(row["by"] in CLAUSES for row in told)
        clauses.right += sum(told[j]["by"] in CLAUSES for j in used)
        wanted_letters, found_letters = frozenset().union(*gold), frozenset().union(*mine)
        letter.right += len(wanted_letters & found_letters)
        letter.found, letter.wanted = letter.found + len(found_letters), letter.wanted + len(wanted_letters)
        beside += sum(_cue_in(found[j], doc["claims"][i]["source_clause"]) for i, j in pairs.items())
        report.lines.append(f"# {doc['id']}")
        _compare(report, doc, gold, found, mine, pairs)
    figures = {
        **prf(spans.right, spans.found, spans.wanted, "content overlap"),
        **prf(spans.exact, spans.found, spans.wanted, "content exact"),
        "cue in source clause": share(beside, spans.right),
        **prf(single.right, single.found, single.wanted, "reported claims"),
        "reported clauses precision": share(clauses.right, clauses.found),
        "exact content": share(single.exact, single.right),
        **prf(letter.right, letter.found, letter.wanted, "shown content letters"),
    }
    for genre, count in sorted(report.genres.items()):
        figures |= prf(count.right, count.found, count.wanted, f"shown {genre} overlap")
    kinds = [f"{number:4} {kind}" for kind, number in report.kinds.most_common()]
    return figures, [*kinds, *report.lines]


def _core(content: Letters, text: str) -> str:
    """Return the letters of a content without `that` before it and marks around it, in which the corpus differs by rule."""
    words = "".join(text[at] for at in sorted(content)).lower().strip(".,;:!?…\"“”‘’'()[]-–—`|")
    return words.removeprefix("that").lstrip(".,;:\"“‘'")


def _letters_of(row: Row, text: str) -> Letters:
    return letters(((piece["start"], piece["end"]) for piece in row["content"]), text)


def _cue_in(one: Attribution, clause: Sequence[Sequence[int]]) -> bool:
    """Ask whether the cue found stands in the clause that the corpus marks as the source's."""
    return one.cue is not None and any(low <= one.cue[0] < high for low, high in clause)


def _compare(
    report: _Report,
    doc: Row,
    gold: Sequence[Letters],
    found: Sequence[Attribution],
    mine: Sequence[Letters],
    pairs: dict[int, int],
) -> None:
    """Note what was missed, made up, and cut otherwise than wanted."""
    text = doc["text"]
    for i, claim in enumerate(doc["claims"]):
        words = " … ".join(text[start:end] for start, end in claim["content"])
        if i in pairs and _core(gold[i], text) != _core(mine[pairs[i]], text):
            report.add("cut otherwise", f"wanted: {_ends(words)} | found: {_ends(_words(found[pairs[i]], text))}")
        elif i not in pairs:
            near = max((overlap_f1(gold[i], one) for one in mine), default=0.0) > _NEAR
            report.add("missed, near" if near else "missed", f"{claim['source_clause_text']} | {words[:120]}")
    used = set(pairs.values())
    for j, one in enumerate(found):
        if j not in used:
            near = max((overlap_f1(mine[j], content) for content in gold), default=0.0) > _NEAR
            source = text[slice(*one.source)] if one.source else "–"
            cue = text[slice(*one.cue)] if one.cue else "–"
            report.add("extra, near" if near else "extra", f"{source} [{cue}] {one.act} | {_words(one, text)[:120]}")


def _words(one: Attribution, text: str) -> str:
    return " … ".join(text[start:end] for start, end in one.content)


def _ends(words: str) -> str:
    return words if len(words) <= 100 else f"{words[:55]} […] {words[-40:]}"
