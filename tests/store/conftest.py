from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

ROOT = str(Path(__file__).parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)  # so that tests, and the processes they start, can import `tests.store.making`

from tests.making.bases import on_postgres  # noqa: E402
from tests.making.postgres import programs  # noqa: E402

from whosays.store.store import Store  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of the store twice, over a file and over a server, but for those that are about SQLite's file."""
    is_for_both = "store" in metafunc.fixturenames or hasattr(metafunc.module, "Store")
    in_a_file = any(metafunc.definition.iter_markers("in_a_file")) or metafunc.config.getoption("--postgres")
    if is_for_both and not in_a_file and programs() is not None:
        metafunc.parametrize("base", ["file", "postgres"], indirect=True)


@pytest.fixture(autouse=True)
def base(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where the cases of a test are kept."""
    if getattr(request, "param", "file") == "file":
        yield
        return
    with on_postgres(request.getfixturevalue("postgres")):
        yield


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "case") as store:
        yield store
