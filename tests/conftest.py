"""What all tests share: `--update`, `--postgres`, and the rule that nothing skips in CI but for reasons that CI cannot help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from tests.making.bases import on_postgres
from tests.making.postgres import programs, served

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

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
    parser.addoption("--postgres", action="store_true", help="keep the cases of all tests on a PostgreSQL server of our own")
    parser.addoption("--kills", type=int, default=12, help="how often the writer and the server of PostgreSQL are killed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about SQLite's file where cases are on a server."""

    def is_on_server(item: pytest.Item) -> bool:
        params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        return bool(config.getoption("--postgres")) or params.get("base") == "postgres"

    left_out = {item for item in items if item.get_closest_marker("in_a_file") and is_on_server(item)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server; tests that need it skip where it is not installed."""
    if programs() is None:
        pytest.skip("needs a PostgreSQL server (Debian's package postgresql)")
    with served() as server:
        yield server.address


@pytest.fixture(scope="session", autouse=True)
def where_cases_are(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keep the cases of all tests on a server, where `--postgres` asks for it."""
    if not request.config.getoption("--postgres"):
        yield
        return
    with on_postgres(request.getfixturevalue("postgres")):
        yield


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
