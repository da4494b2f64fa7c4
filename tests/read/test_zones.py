"""Properties of zones: nothing is lost, pieces are in order, time is linear; and scores on the gold zones where they are."""

import json
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.read.zones import Zones, read_zones

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = sorted((SHARED / "gold").glob("*.zones.jsonl")) if SHARED.exists() else []

WORDS = [
    "the river",
    "Old Mill",
    "SUMMARY",
    "See map.",
    "Ibid.",
    "https://a.example/b",
    "1.2.20.",
    "and",
    "town3",
    "Notes",
    "said:",
]
MARKS = ["1", "2.", "3)", "•", "- ", "> ", "# ", "[4] ", "12", "---", "===", "Figure 1:", "|", "\t", "  ", "    ", " "]
BREAKS = ["\n", "\n\n", "\f", "\r\n", "\n ", "\u2028", " "]
documents = st.lists(st.sampled_from(WORDS + MARKS + BREAKS + ["\n", "\n\n"]), max_size=60).map("".join)


def uncovered(text: str, zones: Zones) -> str:
    """The characters that stand in no zone and are no marker, white space aside. Fails where two zones overlap."""
    spans = sorted(span for draft in zones.drafts for span in draft.spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    spans += [draft.marker for draft in zones.drafts if draft.marker] + list(zones.loose)
    seen = bytearray(len(text))
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        seen[start:end] = b"\1" * (end - start)
    rest = "".join(char if not seen[at] else " " for at, char in enumerate(text))
    return re.sub(r"[\s\ufeff\u200e\u200f\u202a-\u202c\u2066-\u2069>]", "", rest)


@settings(max_examples=300, deadline=None)
@given(documents)
def test_every_word_stands_in_one_zone(text: str) -> None:
    zones = read_zones(text)
    assert uncovered(text, zones) == ""
    for draft in zones.drafts:
        assert list(draft.spans) == sorted(draft.spans)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert uncovered(text, read_zones(text)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "1\n" * 100_000,
        "word " * 80_000,
        "a b\n" * 60_000,
        "https://a.example/b\n" * 20_000,
        "- a b\n" * 60_000,
        "a\f" * 100_000,
        "1. Xa\n\n" * 50_000,
    ],
    ids=["numbers", "one line", "short lines", "addresses", "bullets", "pages", "items"],
)
def test_time_is_linear(text: str) -> None:
    begun = time.process_time()
    read_zones(text)
    assert time.process_time() - begun < 60


@pytest.mark.skipif(not GOLD, reason="the gold zones are not here")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name[:3])
def test_zones_of_the_gold_documents(path: Path) -> None:
    gold = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
    text = (SHARED / "seeds" / gold[0]["doc"]).read_bytes().decode("utf-8")
    zones = read_zones(text)
    found = {(draft.zone, draft.start, draft.end) for draft in zones.drafts}

    def recall(kind: str) -> float:
        wanted = [row for row in gold if row["zone"] == kind]
        hits = sum(any(z == kind and abs(s - w["start"]) < 4 and abs(e - w["end"]) < 4 for z, s, e in found) for w in wanted)
        return hits / len(wanted)

    def precision(kind: str) -> float:
        made = [row for row in found if row[0] == kind]
        hits = sum(any(g["zone"] == kind and abs(s - g["start"]) < 4 for g in gold) for _, s, _e in made)
        return hits / max(len(made), 1)

    rows = next(row for row in gold if row["zone"] == "list")
    items = [d for d in zones.drafts if d.zone == "list_item" and rows["start"] <= d.start < rows["end"]]
    notes = {row["start"]: row["footnote"] for row in gold if row["zone"] == "footnote"}
    numbers = {draft.start: int(draft.number) for draft in zones.drafts if draft.zone == "footnote" and draft.number}
    assert (recall("footnote"), precision("footnote"), numbers) == (1, 1, notes)
    assert min(recall("heading"), recall("caption")) >= 0.9
    assert min(precision("heading"), precision("caption")) >= 0.9
    assert [item.number for item in items] == [str(n + 1) for n in range(rows["rows"])]
    for row in gold:
        if row["zone"] == "interrupted-sentence":
            assert any(d.start < row["start"] and row["end"] <= d.end for d in zones.drafts if d.zone == "paragraph")
