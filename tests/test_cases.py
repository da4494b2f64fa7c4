"""Runs the literate cases of tests/cases/EXTRACTOR/*.md; `whosays.testing` says how they are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whosays.plugins import EXTRACTORS
from whosays.read.plain import PlainReader
from whosays.testing import LiterateCase, find, read_cases, rewrite
from whosays.text.syntax import MODELS, has_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark import ParameterSet

    from whosays.plugins import Extractor

CASES = Path(__file__).parent / "cases"


def _cases() -> Iterator[ParameterSet]:
    for path in sorted(CASES.glob("*/*.md")):
        for number, case in enumerate(read_cases(path)):
            yield pytest.param(path, number, case, id=f"{path.parent.name}/{path.stem}/{case.title}")


def _extractors(last: str) -> tuple[Extractor, ...]:
    names = [extractor.name for extractor in EXTRACTORS]
    if last not in names:
        pytest.fail(f"tests/cases/{last} is named after no extractor; there are {', '.join(names)}")
    return EXTRACTORS[: names.index(last) + 1]


@pytest.mark.parametrize(("path", "number", "case"), list(_cases()))
def test_an_extractor_finds_what_the_case_says(path: Path, number: int, case: LiterateCase, update: bool) -> None:
    for language in {text.language for text in case.texts} & set(MODELS):
        if not has_model(language):
            pytest.skip(f"no language model for {language!r} is installed")
    found = find(case, _extractors(path.parent.name), reader=PlainReader())
    if update and tuple(found) != case.expected:
        rewrite(path, number, found)
        pytest.skip("rewritten")
    assert list(case.expected) == found
