"""Files and addresses that are added from the desk."""

from __future__ import annotations

import threading
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.capture.site import Page, Site
from tests.desk.conftest import HOST, KEY

from whosays.capture.files import Given
from whosays.case import Case
from whosays.desk.app import Desk, guarded
from whosays.desk.forms.adding import read_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = {"origin": f"http://{HOST}"}
PAPER = "Fiction.\n\nThe Weir Choir said that the lock is shut. {}\n"
LIMIT = 64 << 10


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Desk]:
    """A desk over an empty case that takes uploads of 64 KiB."""
    Case.new(tmp_path / "weir").close()
    desk = Desk(tmp_path / "weir", who="Tester", max_upload=LIMIT)
    desk.additions.jobs = 1
    yield desk
    desk.close()


@pytest.fixture
def browser(shelf: Desk) -> TestClient:
    client = TestClient(guarded(shelf, key=KEY, hosts=[HOST]), base_url=f"http://{HOST}", follow_redirects=False)
    client.cookies.set("whosays", KEY)
    return client


def wait(browser: TestClient) -> list[dict[str, object]]:
    """Wait until all that was given is dealt with, and return it."""
    for _ in range(2400):
        told = browser.get("/library/adding.json").json()
        if not told["is_busy"]:
            return list(told["additions"])
        time.sleep(0.05)
    raise AssertionError("it does not end")


def captures(shelf: Desk) -> list[str]:
    with shelf.case.view() as view:
        return [capture.name for capture in view.captures()]


def test_files_and_folders_are_read_under_the_names_they_were_sent_with(browser: TestClient, shelf: Desk) -> None:
    files = [
        ("files", ("نامه‌ی سد.txt", PAPER.format("One.").encode())),
        ("files", ("papers/may/minutes.txt", PAPER.format("Two.").encode())),
        ("files", ("papers/.DS_Store", b"junk")),
        ("files", ("papers/.git/HEAD", b"hidden")),
        ("files", ("", b"")),
    ]
    answer = browser.post("/library/add", files=files, data={"addresses": ""}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/library/adding")
    (done,) = wait(browser)
    assert (done["state"], done["files"], len(done["new"])) == ("done", 2, 2)  # type: ignore[arg-type]
    assert {doc.name for doc in shelf.case.documents()} == {"نامه‌ی سد.txt", "minutes.txt"}
    page = browser.get("/library/adding").text
    assert "http-equiv" not in page
    assert "minutes.txt" in page


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../../tmp/escaped.txt", "escaped.txt"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("..", ".."),
        ("a\x00b\u202etxt.exe", "a\ufffdb\ufffdtxt.exe"),
        ("<script>alert(1)</script>.txt", "script>.txt"),
        ("http://127.0.0.1:9/page.txt", "page.txt"),
        (".notes.txt", ".notes.txt"),
        ("~/notes.txt", "notes.txt"),
    ],
)
def test_a_name_from_outside_never_becomes_a_path(browser: TestClient, shelf: Desk, sent: str, kept: str) -> None:
    before = set(shelf.case.folder.parent.rglob("*"))
    body = (
        b'--edge\r\ncontent-disposition: form-data; name="files"; filename="'
        + sent.encode().replace(b"\\", b"\\\\")
        + b'"\r\n\r\n'
        + PAPER.format("Three.").encode()
        + b"\r\n--edge--\r\n"
    )
    headers = OWN | {"content-type": "multipart/form-data; boundary=edge"}
    assert browser.post("/library/add", content=body, headers=headers).status_code == 303
    (done,) = wait(browser)
    assert done["state"] == "done"
    assert captures(shelf) == [kept]
    new = set(shelf.case.folder.parent.rglob("*")) - before
    assert all(shelf.case.folder / "originals" in (path, *path.parents) for path in new if "case.sqlite" not in path.name)
    for address in ("/library", "/library/adding"):
        assert "<script>alert" not in browser.get(address).text


def test_no_path_of_the_machine_can_be_given_as_an_address(browser: TestClient, shelf: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(PAPER.format("Four."), encoding="utf-8")
    lines = [str(secret), f"file://{secret}", "../secret.txt", "~/secret.txt"]
    browser.post("/library/add", files=[], data={"addresses": "\n".join(lines)}, headers=OWN)
    assert browser.get("/library/adding.json").json()["additions"] == []  # a form that is no multipart holds nothing
    send(browser, lines)
    (done,) = wait(browser)
    assert done["new"] == []
    assert captures(shelf) == []
    assert {problem["code"] for problem in done["problems"]} == {"fetch-failed"}  # type: ignore[attr-defined]


def send(browser: TestClient, lines: list[str]) -> None:
    form = {"addresses": (None, "\n".join(lines).encode())}
    answer = browser.post("/library/add", files=form, headers=OWN)
    assert answer.status_code == 303


def test_what_is_on_this_machine_or_a_private_network_is_not_asked(browser: TestClient, shelf: Desk) -> None:
    with Site(pages={"/": Page(body=b"<p>inside</p>"), "/robots.txt": Page(status=404)}) as site:
        port = site.url().rpartition(":")[2].strip("/")
        lines = [
            site.url(),
            f"http://localhost:{port}/",
            f"http://[::1]:{port}/",
            f"http://2130706433:{port}/",
            "http://10.0.0.1/",
        ]
        send(browser, lines)
        (done,) = wait(browser)
    assert site.asked == []
    assert done["state"] == "done"
    assert [problem["code"] for problem in done["problems"]] == ["fetch-failed"] * len(lines)  # type: ignore[attr-defined]
    assert "no public address" in browser.get("/library/adding").text


def test_lines_become_addresses_of_the_web_each_once() -> None:
    lines = [" courier.example/news ", "", "https://courier.example/news", "http://a.example", "/etc/passwd"]
    assert read_addresses(lines) == ("https://courier.example/news", "http://a.example", "https:///etc/passwd")


@pytest.mark.parametrize("told", [True, False])
def test_an_upload_that_is_too_large_is_refused_and_nothing_of_it_kept(browser: TestClient, shelf: Desk, told: bool) -> None:
    head = b'--edge\r\ncontent-disposition: form-data; name="files"; filename="big.txt"\r\n\r\n'
    taken = []

    def pieces() -> Iterator[bytes]:
        yield head
        for _ in range(1000):
            taken.append(1)
            yield b"x" * 1024
        yield b"\r\n--edge--\r\n"

    headers = OWN | {"content-type": "multipart/form-data; boundary=edge"}
    body = b"".join(pieces()) if told else pieces()
    answer = browser.post("/library/add", content=body, headers=headers)
    assert answer.status_code == 413
    assert "<h1" in answer.text
    assert browser.get("/library/adding.json").json()["additions"] == []
    assert not list(shelf.case.folder.glob("waiting/*"))


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=edge", b'--edge\r\ncontent-disposition: form-data; filename="a"\r\n\r\nx'),
        ("multipart/form-data; boundary=edge", b"nothing of the kind"),
        ("multipart/form-data; boundary=" + "e" * 300, b""),
        ("text/plain", b"words"),
        ("", b""),
    ],
)  # fmt: skip
def test_a_damaged_form_is_told_and_nothing_of_it_kept(
    browser: TestClient, shelf: Desk, content_type: str, body: bytes
) -> None:
    answer = browser.post("/library/add", content=body, headers=OWN | {"content-type": content_type})
    assert answer.status_code == 422
    assert browser.get("/library/adding.json").json()["additions"] == []
    assert not list(shelf.case.folder.glob("waiting/*"))


def test_an_empty_form_leads_back_and_says_so(browser: TestClient) -> None:
    answer = browser.post("/library/add", files={"addresses": (None, b" \n")}, headers=OWN)
    assert answer.headers["location"] == "/library/add?given=nothing"
    assert 'role="status"' in browser.get(answer.headers["location"]).text


class Held(nullcontext[None]):
    """A room whose door stays shut until it is let go, so that what is in it waits."""

    def __init__(self) -> None:
        super().__init__(None)
        self.event = threading.Event()

    def __enter__(self) -> None:
        self.event.wait(120)


def test_while_something_is_read_the_page_says_so_and_comes_again_without_script(browser: TestClient, shelf: Desk) -> None:
    hold = Held()
    shelf.additions.put([Given(path=shelf.case.folder, name="a.txt")], [], hold)
    page = browser.get("/library/adding").text
    assert 'http-equiv="refresh"' in page
    assert "<progress" in page
    hold.event.set()
    (done,) = wait(browser)
    assert (done["state"], done["met"]) == ("done", 1)
    assert [problem["code"] for problem in done["problems"]] == ["file-unreadable"]  # type: ignore[attr-defined]


def test_a_bug_costs_one_addition_and_the_next_is_read(
    browser: TestClient, shelf: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shelf.case.add
    monkeypatch.setattr(shelf.case, "add", lambda *_, **__: 1 / 0)
    shelf.additions.put([], ["https://a.invalid"], nullcontext())
    wait(browser)
    monkeypatch.setattr(shelf.case, "add", real)
    browser.post("/library/add", files={"files": ("a.txt", PAPER.format("Five.").encode())}, headers=OWN)
    latest, first = wait(browser)
    assert (latest["state"], first["state"]) == ("done", "failed")
    assert "ZeroDivisionError" in str(first["fault"])


def test_more_than_can_be_read_in_a_while_is_refused(browser: TestClient, shelf: Desk) -> None:
    hold = Held()
    for _ in range(40):
        shelf.additions.put([], ["https://a.invalid"], hold)
    answer = browser.post("/library/add", files={"files": ("a.txt", PAPER.encode())}, headers=OWN)
    assert answer.status_code == 409
    assert not list(shelf.case.folder.glob("waiting/*"))
    shelf.additions.close()
    hold.event.set()


def test_closing_the_desk_stops_the_reading_and_keeps_what_is_done(tmp_path: Path) -> None:
    many = 600  # more than are read before the desk is closed, however quick the machine
    Case.new(tmp_path / "weir").close()
    desk = Desk(tmp_path / "weir")
    desk.additions.jobs = 1
    for number in range(many):
        (tmp_path / f"{number}.txt").write_text(PAPER.format(number), encoding="utf-8")
    given = [Given(path=tmp_path / f"{number}.txt", name=f"{number}.txt") for number in range(many)]
    hold = Held()
    desk.additions.put(given, [], hold)
    desk.additions.put([], ["https://a.invalid"], hold)
    hold.event.set()
    while desk.additions.latest_first()[-1].done == 0:
        time.sleep(0.01)
    desk.close()
    waited, read = desk.additions.latest_first()
    assert (waited.state, read.state) == ("waiting", "failed")
    with Case.open(tmp_path / "weir") as case:
        assert 0 < len(case.documents()) < many


def test_a_large_case_is_linked_in_a_process_of_its_own(
    browser: TestClient, shelf: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whosays.desk.whole_case._MANY", 0)
    here: list[object] = []
    monkeypatch.setattr(shelf.case, "link", here.append)
    files = [("files", (name, PAPER.format(name).encode())) for name in ("one.txt", "two.txt")]
    browser.post("/library/add", files=files, headers=OWN)
    assert [one["state"] for one in wait(browser)] == ["done"]
    assert not here
    with shelf.case.view(kept=True) as view:
        assert view.stored.lookup.names.is_fresh()
        assert view.stored.lookup.names.find_named("Weir Choir")
