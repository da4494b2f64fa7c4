from __future__ import annotations

import pytest
from tests.conftest import may_skip


@pytest.mark.parametrize(
    ("reason", "in_ci", "expected"),
    [
        ("Skipped: no English model is installed", False, True),
        ("Skipped: no English model is installed", True, False),
        ("Skipped: the shared documents are not here", True, True),
        ("Skipped: the administrator may write everywhere", True, True),
        ("Skipped: chromium is not installed", True, False),
    ],
)
def test_in_ci_nothing_skips_that_ci_could_have(reason: str, in_ci: bool, expected: bool) -> None:
    assert may_skip(reason, {"WHOSAYS_CI": "1"} if in_ci else {}) is expected
