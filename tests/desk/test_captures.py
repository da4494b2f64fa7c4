"""Captures: how the bytes came into the case, saved as they are, and looked at where nothing in them can run."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.capture.site import Page, Site
from tests.desk.conftest import HOST, KEY

from whosays.capture.web import WebSettings
from whosays.case import Case
from whosays.desk.app import Desk, guarded
from whosays.desk.beside.originals import disposition
from whosays.desk.links import safe_link
from whosays.desk.phrases import table
from whosays.proof import PROOF
from whosays.records import Capture, CaptureId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = (
    b"<!doctype html><title>The weir</title><p>Fiction. The Weir Choir said that the lock is shut.</p><script>alert(1)</script>"
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Desk]:
    """A desk over a case with a page of the web that was visited twice, an archive, and a capture with an odd address."""
    import zipfile

    with zipfile.ZipFile(tmp_path / "papers.zip", "w") as archive:
        archive.writestr("may/minutes.txt", "Fiction.\n\nThe Pier Book Fund said that the harbour is open.\n")
    with Case.new(tmp_path / "weir") as case, Site(pages={"/weir": Page(body=PAGE), "/robots.txt": Page(status=404)}) as site:
        web = WebSettings(allow_loopback=True, delay=0)
        case.add([tmp_path / "papers.zip", site.url("/weir")], jobs=1, web=web)
        case.add([site.url("/weir")], jobs=1, web=web)
        odd = Capture(
            id=CaptureId(hashlib.sha256(b"odd").hexdigest()),
            name='"><script>alert(2)</script>\r\nset-cookie: a=b',
            size=3,
            media_type="application/octet-stream",
            method="fetch",
            fetched_at="2024-05-01T00:00:00Z",
            url="javascript:alert(document.domain)",
        )
        with case.store.write() as writer:
            writer.put_capture(odd, b"odd")
    desk = Desk(tmp_path / "weir", who="Tester")
    yield desk
    desk.close()


@pytest.fixture
def browser(shelf: Desk) -> TestClient:
    client = TestClient(guarded(shelf, key=KEY, hosts=[HOST]), base_url=f"http://{HOST}", follow_redirects=False)
    client.cookies.set("whosays", KEY)
    return client


def find(shelf: Desk, name: str) -> Capture:
    with shelf.case.view() as view:
        return next(one for one in view.captures() if name in one.name)


def test_a_page_of_the_web_tells_its_visits_and_what_they_show(browser: TestClient, shelf: Desk) -> None:
    capture = find(shelf, "weir")
    told = browser.get(f"/captures/{capture.id[:12]}.json").json()
    assert [visit["outcome"] for visit in told["visits"]] == ["first", "same"]
    assert told["is_page"] is True
    assert [title for _, title in told["documents"]] == ["The weir"]
    page = browser.get(f"/captures/{capture.id}").text
    for words in (
        capture.id,
        "text/html",
        f'href="{capture.url}" rel="noreferrer',
        PROOF["no certificate"].replace("'", "&#39;"),
    ):
        assert words in page
    exchange = told["visits"][0]["exchange"]
    assert f'href="/captures/{exchange}"' in page
    assert browser.get(f"/captures/{exchange}").status_code == 200


def test_what_was_inside_of_a_file_and_where_it_lay_lead_to_each_other(browser: TestClient, shelf: Desk) -> None:
    outer, inner = find(shelf, "papers.zip"), find(shelf, "minutes")
    assert f'href="/captures/{inner.id}"' in browser.get(f"/captures/{outer.id}").text
    page = browser.get(f"/captures/{inner.id}").text
    assert f'href="/captures/{outer.id}"' in page
    assert "iframe" not in page


def test_the_original_is_saved_byte_by_byte_and_never_opened(browser: TestClient, shelf: Desk) -> None:
    answer = browser.get(f"/captures/{find(shelf, 'weir').id}/original")
    assert answer.content == PAGE
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("may.txt", "attachment; filename=\"may.txt\"; filename*=UTF-8''may.txt"),
        ("../../etc/passwd", "attachment; filename=\"_.._etc_passwd\"; filename*=UTF-8''_.._etc_passwd"),
        ('a"; filename=b.exe', "attachment; filename=\"a__ filename=b.exe\"; filename*=UTF-8''a__%20filename%3Db.exe"),
        ("سد.txt", "attachment; filename=\"__.txt\"; filename*=UTF-8''%D8%B3%D8%AF.txt"),
        ("..", "attachment; filename=\"original\"; filename*=UTF-8''original"),
    ],
)
def test_the_name_of_a_saved_file_leads_nowhere(name: str, header: str) -> None:
    assert disposition(name) == header


def test_a_name_cannot_add_a_header(browser: TestClient, shelf: Desk) -> None:
    answer = browser.get(f"/captures/{find(shelf, 'script').id}/original")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_a_captured_page_is_answered_into_a_sandbox(browser: TestClient, shelf: Desk) -> None:
    capture = find(shelf, "weir")
    answer = browser.get(f"/captures/{capture.id}/snapshot")
    policy = answer.headers["content-security-policy"].split("; ")
    assert policy[:2] == ["sandbox", "default-src 'none'"]
    assert not any("script" in part or "allow" in part for part in policy)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    frame = browser.get(f"/captures/{capture.id}").text
    assert f'sandbox src="/captures/{capture.id}/snapshot"' in frame
    assert "allow-" not in frame


def test_only_pages_of_the_web_are_answered_as_such(browser: TestClient, shelf: Desk) -> None:
    assert browser.get(f"/captures/{find(shelf, 'papers.zip').id}/snapshot").status_code == 404


@pytest.mark.parametrize("path", ["", ".json", "/original", "/snapshot"])
def test_a_capture_that_is_not_there_is_told(browser: TestClient, path: str) -> None:
    for words in ("0" * 64, "x", "..%2F..%2Fetc%2Fpasswd", "%00"):
        assert browser.get(f"/captures/{words}{path}").status_code == 404, words


def test_an_address_that_is_none_of_the_web_is_no_link(browser: TestClient, shelf: Desk) -> None:
    page = browser.get(f"/captures/{find(shelf, 'script').id}").text
    assert "javascript:alert(document.domain)" in page
    assert 'href="javascript' not in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://courier.example/news?a=b#c", True),
        ("HTTP://courier.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("http://a.example\njavascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//evil.example", False),
        ("/claims", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_can_be_followed(url: str | None, is_safe: bool) -> None:
    assert safe_link(url) == (url if is_safe else None)


def test_the_desk_says_what_a_capture_shows_in_the_words_of_the_command_line() -> None:
    assert {key: table("en")[f"proof.{key}"] for key in PROOF} == PROOF
