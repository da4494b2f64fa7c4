"""Score reported claims on the attributions of the GUM corpus: found contents against annotated ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from bench.quality.line import run_line
from bench.quality.matching import letters, pair, prf, share

if TYPE_CHECKING:
    from pathlib import Path

PATH = SHARED / "corpora" / "gum_attribution_en" / "dev" / "claims.jsonl"
# Rules for full clauses. The corpus marks no requests, aims, names given or things condemned, which are claims to us.
# Rules that need no reporting clause: what they find in an author's own name the corpus does not mark.
OWN = frozenset(
    f"claims/{rule}"
    for rule in ("own-clause", "apposition", "relative-clause", "participle", "heading", "caption", "description")
)
CLAUSES = frozenset({"claims/clause", "claims/own-clause", "claims/according-to", "claims/speech-noun"})


def _core(content: frozenset[int], text: str) -> str:
    """Return the letters of a content without `that` before it and marks around it, in which the corpus differs by rule."""
    words = "".join(text[at] for at in sorted(content)).lower().strip(".,;:!?…\"“”‘’'()[]-–—")
    return words.removeprefix("that")


def score(folder: Path) -> tuple[dict[str, float], list[str]]:
    """Return the figures over all texts, and one line for each attribution missed and each reported claim too much.

    The corpus marks speech and thought with a reporting clause, so only claims found by one count ("I think that"
    included), and a quotation that stands without one is counted as too much.
    """
    docs = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
    export = run_line({f"{doc['id']}.txt": doc["text"].encode() for doc in docs}, folder, jobs=2)
    right = found = wanted = exact = clauses = clauses_right = 0
    misses: list[str] = []
    for doc in docs:
        text = doc["text"]
        gold = [letters(claim["content"], text) for claim in doc["claims"]]
        mine = [row for row in export.of("claims", f"{doc['id']}.txt") if len(row["chain"]) > 1 or row["by"] not in OWN]
        contents = [letters(((s["start"], s["end"]) for s in row["content"]), text) for row in mine]
        pairs = pair(gold, contents)
        right, found, wanted = right + len(pairs), found + len(mine), wanted + len(gold)
        exact += sum(_core(gold[i], text) == _core(contents[j], text) for i, j in pairs.items())
        misses.append(f"# {doc['id']}")
        for i, claim in enumerate(doc["claims"]):
            if i not in pairs:
                words = " … ".join(text[start:end] for start, end in claim["content"])
                misses.append(f"missed claim  {claim['source_clause_text']} | {words[:120]}")
        used = set(pairs.values())
        clauses += sum(row["by"] in CLAUSES for row in mine)
        clauses_right += sum(mine[j]["by"] in CLAUSES for j in used)
        for j, row in enumerate(mine):
            if j not in used:
                words = " … ".join(s["text"] for s in row["content"])
                misses.append(f"extra claim   {row['by']} {row['chain'][-1]['holder']['text']} | {words[:120]}")
    figures = {
        **prf(right, found, wanted, "reported claims"),
        "reported clauses precision": share(clauses_right, clauses),
        "exact content": share(exact, right),
    }
    return figures, [" ".join(line.split()) for line in misses]
