"""What all tests share: `--update`, and the rule that nothing skips in CI but for reasons that CI cannot help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Generator

    from pluggy import Result

# Reasons that hold in CI too: documents that are not ours to ship, and rights that an administrator has.
ALLOWED_IN_CI = ("shared", "gold zones", "administrator", "rewritten")


# In CI the same inputs every time: a new counter-example belongs to whoever works on the code, not to whoever lands next.
# How quickly inputs are made says something of the machine, and nothing of the code.
_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("here", suppress_health_check=_SLOW, deadline=None)
settings.register_profile("ci", derandomize=True, suppress_health_check=_SLOW, deadline=None)
settings.load_profile("here")
if os.environ.get("WHOSAYS_CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite literate cases and golden files instead of comparing them")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


def may_skip(reason: str, environment: dict[str, str]) -> bool:
    """Ask whether a test may skip for a reason: anywhere but in CI (`WHOSAYS_CI`), where every part is installed."""
    return not environment.get("WHOSAYS_CI") or any(allowed in reason for allowed in ALLOWED_IN_CI)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport() -> Generator[None, Result[pytest.TestReport]]:
    outcome = yield
    report = outcome.get_result()
    reason = report.longrepr[2] if report.skipped and isinstance(report.longrepr, tuple) else ""
    if reason and not may_skip(reason, dict(os.environ)):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, where nothing may be missing: {reason}"
