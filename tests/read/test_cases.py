"""The zones of invented documents, as tables in `cases/*.md`: a heading, why, a text, its zones."""

import re
from pathlib import Path

import pytest

from whosays.read.zones import read_zones

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


def table(text: str) -> str:
    """One line a zone: its kind, depth and printed number, page, then its words, pieces parted by ‖."""
    rows = []
    for draft in read_zones(text).drafts:
        words = " ‖ ".join(" ".join(text[start:end].split()) for start, end in draft.spans)
        shown = words if len(words) <= 90 else f"{words[:50]} … {words[-35:]}"
        kind = f"{draft.zone}{'' if draft.level is None else f' {draft.level}'}"
        rows.append(f"{kind:<16}{draft.number or '':<4}{draft.page or '':<3}| {shown}".rstrip())
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_zones_of_an_invented_document(path: Path, update: bool) -> None:
    whole = path.read_bytes().decode("utf-8")
    found = re.match(r"(# .*?```text\n)(.*?)\n```\n(?:```zones\n(.*?)```\n)?\Z", whole, re.DOTALL)
    assert found is not None
    head, text, expected = found.groups()
    if update:
        path.write_bytes(f"{head}{text}\n```\n```zones\n{table(text)}```\n".encode())
        pytest.skip("rewritten")
    assert expected == table(text)
