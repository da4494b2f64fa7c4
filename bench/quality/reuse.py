"""Score reused passages: on press releases with silver pairs, and on made ones whose copied passages are known.

Silver pairs were counted, not judged: two releases are one where they share 15 or more runs of eight words that stand in twelve
documents at most, and these are .15 or more of either. A pair of ours counts by the same measure, taken over the linked words
alone: what lies outside of links, or differs inside of them, does not count. Links below the measure (a shared sentence, an
address) are no pairs and no errors; "silver pairs linked" counts them too, and "passages with the same words" says how many
links, of all of them, are true.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from bench.corpora import SHARED
from bench.making_releases import make_releases
from whosays.text.fold import fold_text, words_only
from whosays.text.words import find_words
from whosays.trace.reuse import reuse_links
from whosays.trace.reuse_words import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from whosays.records import Link

FOLDER = SHARED / "corpora" / "senate_press_reuse_en" / "dev"
_GRAM, _RARE = 8, 12
# Shared runs and their share, as the silver pairs were made.
_LEAST, _SHARE = 15, 0.15
_MADE = 1_000


def files() -> list[Path]:
    """Return the releases and their pairs."""
    return [FOLDER / "docs.jsonl.gz", FOLDER / "silver_pairs.jsonl"]


def score(_folder: Path) -> tuple[dict[str, float], list[str]]:
    """Return the figures on both kinds of releases, and the pairs missed and too much."""
    texts = read_releases()
    links = list(reuse_links(texts.values()))
    silver = {
        tuple(sorted((row["a"], row["b"]))): row["first"]
        for row in map(json.loads, files()[1].read_text(encoding="utf-8").splitlines())
    }
    mine = _pairs(texts, links)
    right = mine & silver.keys()
    dated = [link for link in links if texts[link.a].date != texts[link.b].date]
    pairs = {tuple(sorted((link.a, link.b))): link.b for link in dated}
    known = list(pairs.keys() & silver.keys())
    figures = {
        "silver pairs linked": len({tuple(sorted((link.a, link.b))) for link in links} & silver.keys()) / len(silver),
        "pairs recall": len(right) / len(silver),
        "pairs precision": len(right) / max(len(mine), 1),
        "direction right": sum(pairs[pair] == silver[pair] for pair in known) / max(len(known), 1),
        "passages with the same words": _true(texts, links),
    }
    misses = [f"missed pair   {' '.join(pair)}" for pair in sorted(silver.keys() - mine)]
    misses += [f"extra pair    {' '.join(pair)}" for pair in sorted(mine - silver.keys())]
    return figures | _score_made(), misses


def read_releases() -> dict[str, Text]:
    """Return the releases by their id."""
    with gzip.open(files()[0], "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: Text(id=row["id"], text=row["text"], date=row["date"], publisher=row["senator"]) for row in rows}


def _score_made() -> dict[str, float]:
    texts, copies = make_releases(_MADE)
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for link in reuse_links(texts):
        ours = [at for at in link.evidence if at.doc == link.a]
        found[link.a, link.b].append((ours[0].start, ours[-1].end))
    hits = exact = 0
    for copy in copies:
        near = [abs(start - copy.start) + abs(end - copy.end) for start, end in found.get((copy.doc, copy.origin), ())]
        hits += bool(near)
        # A word of the copier's own may be the origin's next word by chance.
        exact += bool(near) and min(near) <= 12
    return {"made copies recall": hits / len(copies), "made copies with their ends": exact / len(copies)}


def _words(text: str) -> list[str]:
    folded = (words_only(fold_text(text[start:end])).replace(" ", "") for start, end in find_words(text))
    return [word for word in folded if word]


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)}


def _sides(link: Link) -> tuple[list[str], list[str]]:
    one = " ".join(at.text for at in link.evidence if at.doc == link.a)
    return _words(one), _words(" ".join(at.text for at in link.evidence if at.doc == link.b))


def _pairs(texts: dict[str, Text], links: Iterable[Link]) -> set[tuple[str, ...]]:
    """Return the pairs that count by the measure of the silver pairs, in their linked words alone."""
    grams = {name: _grams(_words(text.text)) for name, text in texts.items()}
    often = Counter(gram for each in grams.values() for gram in each)
    shared: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for link in links:
        one, other = map(_grams, _sides(link))
        shared[tuple(sorted((link.a, link.b)))] |= {gram for gram in one & other if often[gram] <= _RARE}
    return {
        pair
        for pair, same in shared.items()
        if len(same) >= _LEAST and len(same) >= _SHARE * min(len(grams[name]) for name in pair)
    }


def _true(texts: dict[str, Text], links: list[Link]) -> float:
    """Return the share of links whose words stand at their places, begin and end alike, and are the same by half or more."""
    true = 0
    for link in links:
        stand = all(texts[at.doc].text[at.start : at.end] == at.text for at in link.evidence)
        one, other = _sides(link)
        same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
        true += stand and one[:2] == other[:2] and one[-2:] == other[-2:] and same >= max(len(one), len(other)) / 2
    return true / max(len(links), 1)
