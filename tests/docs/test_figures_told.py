"""Figures that an explanation tells are those that were measured last."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_figures_of_the_explanation_are_on_the_page_of_figures() -> None:
    told = (DOCS / "explanation" / "how-quality-is-measured.md").read_text(encoding="utf-8")
    figures = re.findall(r"\b0\.\d{3}\b", told)
    assert len(figures) > 5
    measured = set(re.findall(r"\b0\.\d{3}\b", (DOCS / "quality.md").read_text(encoding="utf-8")))
    assert [figure for figure in figures if figure not in measured] == []
