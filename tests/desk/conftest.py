"""A desk over a small case of our own (fiction), in several languages, with names that would do harm if they were markup."""

from __future__ import annotations

import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient
from tests.desk.browser import CHROMIUM
from tests.making.plain_pdfs import set_plainly

from whosays.case import Case
from whosays.desk.app import Desk, guarded, guarded_for_a_team
from whosays.desk.team import Door

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

expect.set_options(timeout=30_000)  # for machines that are busy: what is awaited comes, or it never does
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
    # Signs of two UTF-16 units, line breaks of two characters, marks on letters, and notes: what offsets are lost over.
    "signs.txt": (
        "Fiction.\r\n\r\nThe Lock Choir 🎶🎶 said that the old 🚣 boat\r\nhums at night.¹"
        " The Weir Trust praised the boat.²\r\n\r\n"
        "قالَ السَّدُّ إنّه مُغلق 🎶 اليوم.\r\n\r\n¹ A letter of 3 March 2021.\r\n² https://example.org/boat\r\n"
    ),
    "ar.txt": "خيال.\n\nقال سامي الحداد إن المكتبة ستفتح أبوابها في الربيع.\n",
}
MINUTES = (
    "Fiction. The Weir Choir said that the lock is probably shut. The mayor, Ane Kverndal, criticised the Pier Book Fund.",
    "The Weir Choir describes itself as a choir of boatmen. The harbour opened in May.",
)


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case as it was read, which no test changes."""
    folder = tmp_path_factory.mktemp("read")
    papers = folder / "papers"
    papers.mkdir()
    for name, words in PAPERS.items():
        (papers / name).write_text(words, encoding="utf-8")
    (papers / "weir-minutes.pdf").write_bytes(set_plainly("Minutes of the Weir", *MINUTES))
    with Case.new(folder / "quay") as case:
        case.add([papers], jobs=1)
        case.save_report(title="A <i>report</i>", blocks=[case.make_block("heading", "Boats")], who="Tester")
    return folder / "quay"


@pytest.fixture(scope="session")
def case_folder(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that tests decide on, one after the other."""
    return Path(shutil.copytree(read_once, tmp_path_factory.mktemp("desk") / "quay"))


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


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve the desk of a case on loopback, and give its first address."""
    import socket

    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        desk = Desk(folder, who="Tester")
        server = uvicorn.Server(uvicorn.Config(guarded(desk, key=KEY, hosts=[f"127.0.0.1:{port}"]), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}/?key={KEY}"
        server.should_exit = True
        thread.join(10)
        desk.close()


@pytest.fixture(scope="session")
def served(case_folder: Path) -> Iterator[str]:
    """A desk that is served on loopback: its first address."""
    with serving(case_folder) as address:
        yield address


@pytest.fixture(scope="module")  # one for all would stand in the way of tests that drive a browser of their own
def chromium() -> Iterator[Browser]:
    """The browser of the system; tests that need it skip where there is none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


# A team

SITE = "desk.example"
AT_SITE = Door(names=frozenset({SITE}))
PASSWORDS = {
    "Ann Owner": "four words in a row",
    "Bo Reviewer": "three boats at the quay",
    "Cy Reader": "a lamp in every window",
}
ROLE_OF = {"Ann Owner": "owner", "Bo Reviewer": "reviewer", "Cy Reader": "reader"}


@pytest.fixture(scope="session")
def with_people(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("team") / "quay"
    shutil.copytree(read_once, folder)
    with Case.open(folder) as case:
        for name, role in ROLE_OF.items():
            case.people.add(name, role, PASSWORDS[name])
    return folder


@pytest.fixture
def team_desk(with_people: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a door for a team, over TLS."""
    shutil.copytree(with_people, tmp_path / "quay")
    made = Desk(tmp_path / "quay", door=AT_SITE)
    yield made
    made.close()


@pytest.fixture
def visitor(team_desk: Desk) -> Callable[..., TestClient]:
    """Make a browser before the desk of the team: signed in under a name, or a stranger; from an address."""

    def make(name: str | None = None, *, address: str = "192.0.2.7") -> TestClient:
        client = TestClient(
            guarded_for_a_team(team_desk),
            base_url=f"https://{SITE}",
            follow_redirects=False,
            client=(address, 50_000),
            headers={"origin": f"https://{SITE}"},
        )
        if name is not None:
            (person,) = (one for one in team_desk.case.people.all() if one.name == name)
            client.cookies.set(AT_SITE.cookie, team_desk.case.people.begin(person))
        return client

    return make
