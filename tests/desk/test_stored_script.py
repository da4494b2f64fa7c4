"""Script that lies in documents, names, names of files, titles and addresses: shown as words on every page, and run on none."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from lxml import html
from playwright.sync_api import expect
from starlette.testclient import TestClient
from tests.capture.site import Site
from tests.desk.browser import CHROMIUM
from tests.desk.conftest import HOST, KEY
from tests.desk.test_adding_in_a_browser import serving

from whosays.case import Case
from whosays.desk.app import Desk, guarded
from whosays.desk.pages import ALL
from whosays.records import Capture, CaptureId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPT = "<script>window.harm=1</script>"
PAGE = f"""<!doctype html><html><head><title>"><img src=x onerror="window.harm=2"> Weir</title>
<meta name="author" content="</a><svg onload=window.harm=3>"><link rel="canonical" href="javascript:window.harm=4">
<meta http-equiv="refresh" content="0; url=BASE/refresh"><link rel="stylesheet" href="BASE/style.css">
<link rel="preconnect" href="BASE"></head>
<body onload="window.harm=5; document.title='taken over'"><h1>{SCRIPT}{{{{7*7}}}} The Weir</h1>
<p>Fiction. The <b>&lt;script&gt;window.harm=6&lt;/script&gt; Choir</b> said that the lock "is shut" and
<a href="javascript:window.harm=7">open</a>.
The &lt;img src=x onerror=window.harm=8&gt; Society describes itself as &lt;b&gt;bold&lt;/b&gt;.</p>
<img src="BASE/pixel.png"><iframe src="BASE/frame"></iframe>
<script>window.harm=9; top.location='BASE/top'; fetch('BASE/fetch')</script>
<form action="BASE/form"><button>Go</button></form></body></html>"""
PAPER = """Fiction.

<script>window.harm=10</script> Report

The <script>window.harm=11</script> Society (TSS) said that the lock is “shut”.¹ The Pier {{7*7}} Fund praised the Quay Choir.
#"><img/src/onerror=window.harm=12>

List of supporters

1. <img src=x onerror=window.harm=13>, Ghana
2. "><script>window.harm=14</script> Library, Kenya
3. ' onmouseover='window.harm=15 Society, Norway

1 javascript:window.harm=16 and https://courier.example/"onmouseover="window.harm=17
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    papers = place / "papers"
    papers.mkdir()
    (papers / "<img src=x onerror=window.harm=18>.txt").write_text(PAPER, encoding="utf-8")
    (papers / "\"onclick='window.harm=19' x.html").write_text(PAGE.replace("BASE", "http://harm.invalid"), encoding="utf-8")
    with Case.new(place / '"><b onclick=window.harm=20>case') as case:
        case.add([papers], jobs=1)
        raw = b"odd"
        odd = Capture(
            id=CaptureId(hashlib.sha256(raw).hexdigest()),
            name=SCRIPT,
            size=len(raw),
            media_type='"><script>window.harm=21</script>',
            method="fetch",
            fetched_at="<script>window.harm=22</script>",
            url="javascript:window.harm=23",
            charset='"><script>window.harm=24</script>',
        )
        with case.store.write() as writer:
            writer.put_capture(odd, raw)
        return case.folder


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    made = Desk(folder, who=SCRIPT)
    claim = made.case.claims()[0]
    made.case.judge(claim.id, "accept", who=SCRIPT, note=SCRIPT)
    yield made
    made.close()


def every_address(desk: Desk) -> list[str]:
    """Return an address of every page for every record of the case that it can be about."""
    with desk.case.view() as view:
        of: dict[str, list[str]] = {
            "/documents/{words}": [doc.id for doc in view.documents()],
            "/captures/{words}": [capture.id for capture in view.captures()],
            "/claims/{words}": [claim.id for claim in view.claims()],
            "/lineage/{words}": [claim.id for claim in view.claims()],
            "/names/{words}": [entity.id for entity in view.entities()],
        }
    own = ["/search?q=%3Cscript%3E", "/claims?text=%22%3E%3Cscript%3E", f"/claims?holder={SCRIPT}", "/search?q=society"]
    made = [route.path.replace("{words}", words) for route in ALL for words in of.get(route.path, [])]
    return [*(route.path for route in ALL if "{" not in route.path), *made, *own]


def check(tag: object, attributes: dict[str, str], address: str) -> None:
    """Hold an element of a page to what our templates make."""
    own = attributes.get("src", "").startswith("/static/") or attributes.get("type") == "application/json"
    assert tag != "script" or own, address
    assert tag not in {"object", "embed", "base", "style"}, address
    for name, value in attributes.items():
        assert not name.startswith("on"), (address, name, value)
        assert name != "style", address
        if name in {"href", "src", "action", "formaction", "xlink:href", "srcdoc"}:
            assert not re.match(r"\s*(?:javascript|data|vbscript)\s*:", value, re.IGNORECASE), (address, value)


def test_no_page_holds_script_handlers_or_links_that_are_none(desk: Desk) -> None:
    browser = TestClient(guarded(desk, key=KEY, hosts=[HOST]), base_url=f"http://{HOST}")
    browser.cookies.set("whosays", KEY)
    addresses = every_address(desk)
    assert len(addresses) > 30
    seen = ""
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        seen += answer.text
        for element in html.fromstring(answer.text).iter("*"):
            check(element.tag, {str(name): str(value) for name, value in element.attrib.items()}, address)
    for number in ("harm=10", "harm=11", "harm=13", "harm=19", "harm=20", "harm=23"):
        assert f"window.{number}" in seen.replace("&#39;", "'"), number  # it is shown, as words
    assert "{{7*7}}" in seen


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_nothing_of_a_captured_page_runs_or_is_asked_for(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    with Site(pages={}) as site:
        (tmp_path / "page.html").write_text(PAGE.replace("BASE", site.url("").rstrip("/")), encoding="utf-8")
        with Case.new(tmp_path / "case") as case:
            case.add([tmp_path / "page.html"], jobs=1)
            capture = case.documents()[0].capture
        desk = Desk(tmp_path / "case")
        with serving(desk) as base, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"{base}/?key=key")
            page.goto(f"{base}/captures/{capture}")
            page.locator("iframe").scroll_into_view_if_needed()
            page.frame_locator("iframe").get_by_text("said that the lock").wait_for()
            page.wait_for_timeout(800)
            expect(page).to_have_url(f"{base}/captures/{capture}")
            assert page.evaluate("window.harm") is None
            page.frame_locator("iframe").get_by_role("button", name="Go").click()
            page.frame_locator("iframe").get_by_role("link", name="open").click()
            page.wait_for_timeout(400)
            page.goto(f"{base}/captures/{capture}/snapshot")  # on its own, too
            page.wait_for_timeout(800)
            expect(page).to_have_url(f"{base}/captures/{capture}/snapshot")
            assert page.title() != "taken over"
            browser.close()
        desk.close()
    assert site.asked == []
