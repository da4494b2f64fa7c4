"""Arabic and Persian documents of other projects: lines that were compared by hand with the page, kept as hashes."""

from __future__ import annotations

import hashlib

import pytest
from bench.quality.pdf import HOME, read

pytestmark = pytest.mark.skipif(not HOME.exists(), reason="shared corpora are not here")

CHECKED = [
    ("docling/right_to_left_01.pdf", "ea414a6f994570c9c444"),
    ("docling/right_to_left_01.pdf", "e8bb9d8602a451cfa0c0"),
    ("docling/right_to_left_03.pdf", "d4ad53782879d961fadd"),
    ("docling/right_to_left_03.pdf", "5dd5b35f043657e779b6"),
]


@pytest.mark.parametrize(("name", "wanted"), CHECKED)
def test_a_line_is_in_the_order_of_reading(name: str, wanted: str) -> None:
    text = read((HOME / name).read_bytes()).document.text
    assert wanted in {hashlib.sha256(line.encode()).hexdigest()[:20] for line in text.splitlines()}
