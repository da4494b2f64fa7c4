"""A desk over a small case of our own (fiction), in several languages, with names that would do harm if they were markup."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.making.pdfs import set_plainly

from whosays.case import Case
from whosays.desk.app import Desk, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "a-key-of-the-tests"
HOST = "127.0.0.1:8000"
PAPERS = {
    "quay-report.txt": (
        "Fiction.\n\nThe Quay Library\n\nOn 3 March 2021 the Halden Reading Society (HRS) opened a branch in Norway. "
        "HRS describes itself as a home for every reader. The mayor, Ane Kverndal, criticised the Halden Reading Society. "
        "The society probably owes the town a boat.\n\nSupporters\n\n"
        "1. Pier Book Fund, Ghana\n2. Marsh Lane Library, Kenya\n3. Halden Reading Socety, Norway\n"
    ),
    "hostile.txt": (
        "Fiction.\n\nThe <script>alert(1)</script> Society said that the lock is “shut”. The Lock Choir"
        " <img src=x onerror=alert(2)> praised the Quay Choir.\n"
    ),
    "fa.txt": "داستان.\n\nسخنگوی کتابخانه اسکله گفت که ساختمان تازه در بهار باز می‌شود.\n",
    "ar.txt": "خيال.\n\nقال سامي الحداد إن المكتبة ستفتح أبوابها في الربيع.\n",
}
MINUTES = (
    "Fiction. The Weir Choir said that the lock is probably shut. The mayor, Ane Kverndal, criticised the Pier Book Fund.",
    "The Weir Choir describes itself as a choir of boatmen. The harbour opened in May.",
)


@pytest.fixture(scope="session")
def case_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    papers = folder / "papers"
    papers.mkdir()
    for name, words in PAPERS.items():
        (papers / name).write_text(words, encoding="utf-8")
    (papers / "weir-minutes.pdf").write_bytes(set_plainly("Minutes of the Weir", *MINUTES))
    with Case.new(folder / "quay") as case:
        case.add([papers], jobs=1)
        case.save_report(title="A <i>report</i>", blocks=[case.make_block("heading", "Boats")], who="Tester")
    return folder / "quay"


@pytest.fixture
def desk(case_folder: Path) -> Iterator[Desk]:
    made = Desk(case_folder, who="Tester")
    yield made
    made.close()


@pytest.fixture
def stranger(desk: Desk) -> TestClient:
    """A browser that was not given the key."""
    return TestClient(guarded(desk, key=KEY, hosts=[HOST]), base_url=f"http://{HOST}", follow_redirects=False)


@pytest.fixture
def browser(stranger: TestClient) -> TestClient:
    """A browser that was given the key."""
    stranger.cookies.set("whosays", KEY)
    return stranger


@pytest.fixture(scope="session")
def served(case_folder: Path) -> Iterator[str]:
    """A desk that is served on loopback: its first address."""
    import socket

    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        desk = Desk(case_folder, who="Tester")
        server = uvicorn.Server(uvicorn.Config(guarded(desk, key=KEY, hosts=[f"127.0.0.1:{port}"]), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}/?key={KEY}"
        server.should_exit = True
        thread.join(10)
        desk.close()
