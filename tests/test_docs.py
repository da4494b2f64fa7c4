"""The pages for readers: what they name exists, and they keep to the house's own words."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from whosays.line import read_and_extract
from whosays.notation import show
from whosays.records import Capture, CaptureId, Claim
from whosays.sample.lay_out import read_sample
from whosays.text.syntax import has_model

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "whosays"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("changes/*.md")])
_PLACEHOLDER = re.compile(r"[A-Z]{2,}[/.-](?!md$)|TOPIC")
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]


def _exists(path: str, page: Path) -> bool:
    if path.startswith(".venv/") or path.endswith(".jsonl") or _PLACEHOLDER.search(path):
        return True
    homes = (page.parent, ROOT, ROOT / "src", SOURCE, *(home for home in SOURCE.rglob("*") if home.is_dir()))
    return any((home / path).exists() for home in homes)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_paths_named_in_a_page_exist(page: Path) -> None:
    named = re.findall(r"`([\w./-]+(?:/|\.(?:py|md|tsv|txt|json|jsonl|html)))`", page.read_text(encoding="utf-8"))
    missing = [path for path in named if not _exists(path, page)]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_pages_do_not_say_how_hard_a_thing_is(page: Path) -> None:
    found = re.findall(r"\b(?:simply|just|easily|easy|obviously)\b", page.read_text(encoding="utf-8"), re.IGNORECASE)
    assert not found


def test_change_notes_are_named_as_their_readme_asks() -> None:
    names = [path.name for path in (ROOT / "changes").iterdir() if path.name != "README.md"]
    wrong = [name for name in names if not re.fullmatch(r"\d+-[a-z0-9-]+\.(breaking|added|changed|fixed|removed)\.md", name)]
    assert not wrong


def test_decisions_are_numbered_without_a_gap_and_have_their_parts() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert list(range(1, len(pages) + 1)) == [int(page.name[:4]) for page in pages]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert [part for part in ("Status:", "## Context", "## Decision", "## Consequences") if part not in text] == []


@pytest.mark.skipif(not has_model("en"), reason="needs the English model")
def test_the_claim_whose_journey_is_told_is_the_claim_that_is_found() -> None:
    raw = read_sample("03-courier-2024-05-20.txt")
    made = Capture(
        id=CaptureId(hashlib.sha256(raw).hexdigest()),
        name="03-courier-2024-05-20.txt",
        size=len(raw),
        media_type="text/plain",
        method="file",
        fetched_at="2024-05-21T08:00:00Z",
    )
    outcome = read_and_extract(made, raw, strict=True)
    claims = [show(record) for found in outcome.found for record in found.records if isinstance(record, Claim)]
    told = re.findall(r"^ +(claim  .+)$", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert told
    assert [line for line in told if line not in claims] == []
